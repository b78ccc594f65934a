"""撤销：back to the version before the last write, one step further each time."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import numpy as np

from addin.errors import ProgramError
from addin.schema import LEDGER_SHEETS, Sheet
from addin.workbook import safe_save, version_store
from addin.workbook.cells import address, plain, same_value
from addin.workbook.closed_file import ClosedBook
from addin.workbook.port import SheetCells
from addin.workbook.safe_save import Stamp

_NAMED = 5  # cells named in the refusal


def undo(path: Path, force: bool = False) -> Path:
    """Put back the state before the last write of ours; the present file is kept as a version first.

    Returns the kept file that was put back. Undone twice, it goes two writes back. Where a person changed the
    file since our write it raises ProgramError saying what would be lost, unless `force`.
    """
    if not path.is_file():
        raise ProgramError(path.name, "文件不存在", "请核对路径和文件名")
    with safe_save.plain_errors(path):
        stamp = Stamp.of(path)
        step, earlier = version_store.step_to_undo(path, stamp.fingerprint)
        version = next(v for v in version_store.versions(path) if v.path.name == step.version)
        if stamp.fingerprint != step.after and not force:
            raise ProgramError(
                path.name,
                f"上次写入（{step.at} {step.operation}）之后有人改动过文件，撤销会丢掉这些改动{_named(path, version.path)}",
                "确实要丢掉，请加 --force；丢掉的文件会另存在版本文件夹里",
            )
        if version_store.sha256(version.path) != step.before:
            raise ProgramError(
                version.path.name, "保存的版本被改动过，不能用来撤销", "请从版本文件夹里另选一个版本"
            )
        with safe_save.saving(path, "撤销", stamp):
            _put_back(path, version.path)
            version_store.write_steps(path, earlier)
        version_store.prune(path)
    return version.path


def _put_back(path: Path, version: Path) -> None:
    """Replace first and shorten the record afterwards: if the machine goes off in between, the
    record's last step is seen to be undone already."""
    version_store.keep(path, version_store.UNDONE, datetime.now())
    safe_save.put_in_place(path, lambda draft: shutil.copyfile(version, draft))


def _named(path: Path, version: Path) -> str:
    """「：项目清单 3 处（F12、F13、G4）…」: typed cells that differ, computed ones left out."""
    try:
        now, then = ClosedBook.open(path), ClosedBook.open(version)
        places = {sheet.title: _typed_differences(sheet, now, then) for sheet in LEDGER_SHEETS}
    except ProgramError:
        return ""
    texts = [f"{title} {len(cells)} 处（{_some(cells)}）" for title, cells in places.items() if cells]
    return "：" + "，".join(texts) if texts else ""


def _some(cells: list[str]) -> str:
    return "、".join(cells[:_NAMED]) + (" 等" if len(cells) > _NAMED else "")


def _typed_differences(sheet: type[Sheet], now: ClosedBook, then: ClosedBook) -> list[str]:
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
