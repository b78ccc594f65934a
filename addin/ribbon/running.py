"""正在做：one click at a time on a workbook. A mark in the configuration folder says so, and a crash leaves it stale."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from addin.errors import ProgramError
from addin.exchange.home import home
from addin.workbook.locks import lock_path, locked

FOLDER = "正在做"


@contextmanager
def running(book: Path, label: str) -> Iterator[None]:
    """Raises ProgramError where an earlier click on this workbook is still at work."""
    folder = home() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    place = hashlib.sha256(str(book).encode()).hexdigest()[:12]
    mark = folder / f"{place}{book.suffix}"
    with ExitStack() as held:
        try:
            held.enter_context(locked(mark, label))
        except ProgramError as error:
            raise _busy(book, lock_path(mark)) or error from error
        yield


def _busy(book: Path, mark: Path) -> ProgramError | None:
    """The sentence for the person; None where there is no mark (the folder takes no file)."""
    try:
        holder = json.loads(mark.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        holder = {}
    return ProgramError(
        book.name,
        f"上一次点的“{holder.get('操作', '按钮')}”还没有做完（{holder.get('时间', '刚才')}开始）",
        f"请等它做完再点；确认早已停下的，删去文件 {mark} 后再点",
    )
