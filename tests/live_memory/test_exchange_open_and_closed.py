"""发出去、收回来：packages, returns and choices leave the same in the open workbook as in the closed file."""

from __future__ import annotations

from pathlib import Path

import pytest
from live_memory.both_ways import BothWays, run
from support.desk import change
from support.ledgers import SHEET_OF_TABLE
from support.packages import SETTINGS, UNITS, tables
from support.returns import fill

from addin.commands.base import ClosedFiles
from addin.live.book import LiveBook
from addin.live.undo import LiveBooks
from addin.schema import Conflicts, MonthlyProgress, Sheet
from workbook_templates.build import build_workbook

DONE, PROGRESS = MonthlyProgress.month_done, MonthlyProgress.physical_progress


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BothWays:
    monkeypatch.setenv("LIANGDENG_HOME", str(tmp_path / "配置"))
    source = tmp_path / "台账.xlsx"
    build_workbook(source, {SHEET_OF_TABLE[name]: rows for name, rows in tables().items()}, SETTINGS)
    return BothWays(source, tmp_path)


def in_both(both: BothWays, command: str, closed: list[Path | str], live: list[Path | str]) -> None:
    """The command on both, each with its own files; then they hold the same, but for the 批次 of a merge: it is made
    from the workbook's bytes."""
    run(both.closed, ClosedFiles(), command, *closed)
    run(both.open, LiveBooks(both.program), command, *live)
    assert [line for line in both.differences() if "批次" not in line] == []


def type_in_both(both: BothWays, sheet: type[Sheet], row: int, name: str, value: object) -> None:
    change(both.closed, sheet, row, name, value)
    cells = LiveBook(both.program).read(sheet)
    assert cells is not None
    both.program.type(cells.tab, (row, cells.columns[name]), value)


def test_from_packages_to_choices_they_agree(both: BothWays) -> None:
    folders = [path.parent / "下发" for path in (both.closed, both.open)]
    in_both(both, "split", *([["--out", folder] for folder in folders]))
    closed, live = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert closed == live and len(live) == 3  # byte by byte the same packages
    edits = [
        (MonthlyProgress, 0, DONE, 130.0), (MonthlyProgress, 1, DONE, 66.5), (MonthlyProgress, 1, PROGRESS, "'3-4"),
    ]  # fmt: skip
    backs = [
        fill(next(folder.glob(f"*{UNITS[0]}.xlsx")), folder.parent / "收" / "住建.xlsx", edits)
        for folder in folders
    ]
    type_in_both(both, MonthlyProgress, 4, "month_done", 125.0)
    in_both(both, "collect", *([[back, "--apply"] for back in backs]))
    type_in_both(both, Conflicts, 4, "choice", "采用返回值")
    in_both(both, "resolve", [], [])
    cells = LiveBook(both.program).read(MonthlyProgress)
    assert cells is not None
    done = dict(zip(cells.rows.tolist(), cells.values["month_done"], strict=True))
    assert (done[4], cells.values["physical_progress"][2]) == (130.0, "'3-4")


def test_drafts_of_mail_leave_the_same(both: BothWays) -> None:
    in_both(both, "split", *([["--out", path.parent / "下发"] for path in (both.closed, both.open)]))
    in_both(both, "mail", [], [])
    found = [
        sorted(path.relative_to(book.parent).as_posix() for path in book.parent.rglob("*.eml"))
        for book in (both.closed, both.open)
    ]
    assert found[0] == found[1] and len(found[0]) == 3
