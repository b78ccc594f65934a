"""拷贝的文件：the blank workbooks and Excel's add-in: put there, replaced, and taken away again.

A workbook that a person has changed is never written over and never deleted.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from .errors import SetupError
from .record import sha256


def put(sources: Iterable[Path], folder: Path, known: Mapping[str, str]) -> tuple[dict[str, str], list[Path]]:
    """Copies into `folder` where nothing stands, or where what stands is as we once put it (`known`).

    Gives what is ours there now, path → SHA-256, and the files left as they were. Raises SetupError.
    """
    ours: dict[str, str] = {}
    left = []
    for source in sources:
        target = folder / source.name
        if target.exists() and sha256(target) not in (known.get(str(target)), sha256(source)):
            left.append(target)
            continue
        _copy(source, target)
        ours[str(target)] = sha256(source)
    return ours, left


def _copy(source: Path, target: Path) -> None:
    """Whole or not at all; only the content, so that no mark 「来自网络」 comes along."""
    new = target.with_name(f"{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, new)
        new.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink()
        raise SetupError(
            f"写不了 {target}（{error.strerror or error}）", "请先关闭 Excel、WPS，再运行一次"
        ) from error


def take_away(known: Mapping[str, str]) -> list[Path]:
    """What stands as we put it goes, and its folder where that is then empty; the rest is given back.

    Excel's own add-in folder stays: it was not ours.
    """
    left = []
    for name, digest in known.items():
        path = Path(name)
        if not path.exists():
            continue
        if sha256(path) != digest:
            left.append(path)
            continue
        path.unlink()
        if path.parent.name != "AddIns":
            with contextlib.suppress(OSError):
                path.parent.rmdir()
    return left
