"""撤销：back to the version before the last write, one step further each time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import numpy as np

from addin.errors import ProgramError, WouldLoseError
from addin.schema import LEDGER_SHEETS, Sheet
from addin.workbook import safe_save, version_store
from addin.workbook.cells import address, plain, same_value
from addin.workbook.closed_file import ClosedBook
from addin.workbook.content import CONTENT, content_fingerprint
from addin.workbook.port import Book, SheetCells
from addin.workbook.safe_save import Stamp
from addin.workbook.version_store import Step

_NAMED = 5  # cells named in the refusal


@dataclass(frozen=True, slots=True)
class LastWrite:
    """上一次写入：the step that an undo takes back, those before it, and the kept file that it puts back."""

    step: Step
    earlier: list[Step]
    version: Path


def last_write(path: Path, fingerprint: str) -> LastWrite:
    """`fingerprint` is the file's, "" where the workbook is open and differs from it. Raises ProgramError."""
    step, earlier = version_store.step_to_undo(path, fingerprint)
    return LastWrite(step, earlier, version_store.versions_folder(path) / step.version)


def refuse_loss(path: Path, last: LastWrite, changed: str) -> NoReturn:
    """Somebody has changed the workbook since; `changed` names the cells. Raises WouldLoseError."""
    raise WouldLoseError(
        path.name,
        f"上次写入（{last.step.at} {last.step.operation}）之后有人改动过文件，撤销会丢掉这些改动{changed}",
        "确实要丢掉，请加 --force；丢掉的文件会另存在版本文件夹里",
    )


def refuse_altered(last: LastWrite) -> None:
    """Raises ProgramError where the kept file is no longer what was kept."""
    if version_store.sha256(last.version) != last.step.before:
        raise ProgramError(
            last.version.name, "保存的版本被改动过，不能用来撤销", "请从版本文件夹里另选一个版本"
        )


def undo(path: Path, force: bool = False) -> Path:
    """Put back the state before the last write of ours; the present file is kept as a version first.

    Returns the kept file that was put back. Undone twice, it goes two writes back. Where a person changed the
    file since our write it raises WouldLoseError saying what would be lost, unless `force`.
    """
    if not path.is_file():
        raise ProgramError(path.name, "文件不存在", "请核对路径和文件名")
    with safe_save.plain_errors(path):
        stamp = Stamp.of(path)
        last = last_write(path, stamp.fingerprint)
        if not force and not _stands(path, stamp, last.step.after):
            refuse_loss(path, last, _named(path, last.version))
        refuse_altered(last)
        with safe_save.saving(path, "撤销", stamp):
            _put_back(path, last.version)
            version_store.write_steps(path, last.earlier)
        version_store.prune(path)
    return last.version


def _stands(path: Path, stamp: Stamp, after: str) -> bool:
    """Whether the file still is what our last write left, also where that was a workbook open in a program
    and the program has saved it since."""
    if after.startswith(CONTENT):
        return content_fingerprint(ClosedBook.open(path)) == after
    return stamp.fingerprint == after


def _put_back(path: Path, version: Path) -> None:
    """Replace first and shorten the record afterwards: if the machine goes off in between, the
    record's last step is seen to be undone already."""
    version_store.keep(path, version_store.UNDONE, datetime.now())
    safe_save.put_in_place(path, lambda draft: shutil.copyfile(version, draft))


def _named(path: Path, version: Path) -> str:
    """「：项目清单 3 处（F12、F13、G4）…」: typed cells that differ, computed ones left out."""
    try:
        return named_differences(ClosedBook.open(path), ClosedBook.open(version))
    except ProgramError:
        return ""


def named_differences(now: Book, then: Book) -> str:
    """The typed cells in which two states of a workbook differ, as a clause; "" where there are none."""
    places = {sheet.title: _typed_differences(sheet, now, then) for sheet in LEDGER_SHEETS}
    texts = [f"{title} {len(cells)} 处（{_some(cells)}）" for title, cells in places.items() if cells]
    return "：" + "，".join(texts) if texts else ""


def _some(cells: list[str]) -> str:
    return "、".join(cells[:_NAMED]) + (" 等" if len(cells) > _NAMED else "")


def _typed_differences(sheet: type[Sheet], now: Book, then: Book) -> list[str]:
    one, other = now.read(sheet), then.read(sheet)
    if one is None or other is None:
        return []
    names = [
        c.name for c in sheet.columns if not c.computed and c.name in one.columns and c.name in other.columns
    ]
    return [cell for name in names for cell in _differences(one, other, name)]


def _differences(one: SheetCells, other: SheetCells, name: str) -> list[str]:
    old = dict(zip(other.rows.tolist(), other.values[name], strict=True))
    new = dict(zip(one.rows.tolist(), one.values[name], strict=True))
    rows = np.union1d(one.rows, other.rows).tolist()
    return [
        address(row, one.columns[name])
        for row in rows
        if not same_value(plain(old.get(row)), plain(new.get(row)))
    ]
