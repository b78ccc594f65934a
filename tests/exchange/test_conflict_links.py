"""冲突处理 leads to the master: a click on 台账现值 goes to the very cell, and it says whose value stands there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.desk import change
from support.ledgers import cells_of
from support.office import Office
from support.packages import UNITS, cell
from support.returns import fill, libreoffice_saves, split

from addin.exchange import seen_store
from addin.exchange.conflict_sheet import MOST_LINKS, ConflictSheet
from addin.schema import Conflicts, Issues, Journal, MonthlyProgress, Projects
from addin.workbook.port import Edits, SheetCells

DONE, REMARKS = MonthlyProgress.month_done, Projects.remarks
HOUSING, TRAFFIC, STREET = UNITS
FIRST = 4  # the first data row of a sheet of the master


@pytest.fixture
def packages(office: Office, tmp_path: Path) -> dict[str, Path]:
    return split(office, tmp_path / "发件")


def column_of(path: Path, title: str, tab: str) -> int:
    return next(one.column for one in openpyxl.load_workbook(path)[tab][3] if one.value == title)


def links(path: Path) -> dict[int, str]:
    """Row of 冲突处理 → where a click on its 台账现值 goes; every link of the sheet must be there."""
    sheet = openpyxl.load_workbook(path)[Conflicts.title]
    found = [one for row in sheet.iter_rows() for one in row if one.hyperlink]
    assert {one.column for one in found} <= {column_of(path, "台账现值", Conflicts.title)}
    return {one.row: one.hyperlink.location for one in found}


def target(path: Path, link: str) -> Any:
    """The cell that a link leads to."""
    tab, _, place = link.rpartition("!")
    return openpyxl.load_workbook(path)[tab[1:-1].replace("''", "'")][place]


def told(office: Office) -> list[str]:
    return [str(row["master_value"]) for row in office.rows(Conflicts)]


def wrong(package: Path, target: Path, *cells: tuple[Any, int, Any, Any]) -> Path:
    return fill(package, target, list(cells))


def choose(office: Office, *choices: str | None) -> None:
    for place, choice in enumerate(choices):
        office.type(Conflicts, place, choice=choice)


def september(office: Office, code: str) -> int:
    """The Excel row of the project's report."""
    rows = office.rows(MonthlyProgress)
    return FIRST + next(
        place
        for place, row in enumerate(rows)
        if (row["code"], row["month"]) == (code, dt.datetime(2022, 9, 1))
    )


@pytest.fixture
def waiting(office: Office, packages: dict[str, Path], tmp_path: Path) -> Office:
    """Three of 市住建局, in the order in which they stand: A-01 备注 and 本月完成投资, A-02 本月完成投资."""
    office.type(Projects, 0, remarks="办公室改的")
    back = wrong(
        packages[HOUSING],
        tmp_path / "回.xlsx",
        (MonthlyProgress, 0, DONE, "约三百"),
        (MonthlyProgress, 1, DONE, "不详"),
        (Projects, 0, REMARKS, "单位改的"),
    )
    office.run("collect", back, "--apply")
    return office


def test_each_row_that_waits_leads_to_its_cell(waiting: Office) -> None:
    rows = waiting.rows(Conflicts)
    assert [(row["project"], row["field"]) for row in rows] == [
        ("A-01", "备注"), ("A-01", "本月完成投资"), ("A-02", "本月完成投资"),
    ]  # fmt: skip
    found = links(waiting.path)
    assert list(found) == [FIRST, FIRST + 1, FIRST + 2]
    assert [target(waiting.path, link).value for link in found.values()] == ["办公室改的", 120.5, None]
    assert found[FIRST + 2].startswith("'月度进度'!") and found[FIRST + 2].endswith(
        str(september(waiting, "A-02"))
    )


def test_what_is_dealt_with_loses_its_link_and_the_others_take_theirs_along(waiting: Office) -> None:
    before = links(waiting.path)
    choose(waiting, "保留现值")
    waiting.run("resolve")
    assert [row["handled_at"] is None for row in waiting.rows(Conflicts)] == [True, True, False]
    assert links(waiting.path) == {FIRST: before[FIRST + 1], FIRST + 1: before[FIRST + 2]}


def test_a_row_that_is_gone_leads_nowhere(waiting: Office) -> None:
    row = september(waiting, "A-02")
    for name in MonthlyProgress.columns:
        change(waiting.path, MonthlyProgress, row, name.name, None)
    choose(waiting, "保留现值")
    waiting.run("resolve")
    assert list(links(waiting.path)) == [FIRST]
    assert told(waiting)[1] == "这一行已不在台账"


def test_links_follow_rows_that_were_sorted_by_hand_with_the_next_command(waiting: Office) -> None:
    """The two reports of September change places; the choice made of the one stays."""
    one, other = september(waiting, "A-01"), september(waiting, "A-02")
    rows = waiting.rows(MonthlyProgress)
    for name in ("row_id", "code", "month", "month_done", "physical_progress"):
        change(waiting.path, MonthlyProgress, one, name, rows[other - FIRST][name])
        change(waiting.path, MonthlyProgress, other, name, rows[one - FIRST][name])
    choose(waiting, "保留现值", None, "保留现值")
    waiting.run("resolve")
    (link,) = links(waiting.path).values()
    assert target(waiting.path, link).value == 120.5 and link.endswith(str(other))
    assert told(waiting)[0].startswith(f"120.5\n（月度进度!{link.rpartition('!')[2]}，")


def test_a_new_row_leads_to_the_one_that_looks_like_it(
    office: Office, packages: dict[str, Path], tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(packages[STREET])
    for column, value in ((Issues.number, "WT-9"), (Issues.code, "C-01"), (Issues.description, "用地未批")):
        cell(book, Issues, column, 1).value = value
    book.save(tmp_path / "新.xlsx")
    office.run("collect", tmp_path / "新.xlsx", "--apply")
    assert told(office) == ["问题描述“用地未批”台账已有（问题清单!" + links(office.path)[FIRST][7:] + "）"]
    assert target(office.path, links(office.path)[FIRST]).value == "用地未批"


def test_saved_by_libreoffice_the_links_are_there_and_the_next_command_still_keeps_them(
    waiting: Office, tmp_path: Path
) -> None:
    before, words = links(waiting.path), told(waiting)
    (saved,) = libreoffice_saves([waiting.path], "xlsx", tmp_path / "另存")
    assert (links(saved), len(before)) == (before, 3)
    waiting.path.write_bytes(saved.read_bytes())
    assert told(waiting) == words
    choose(waiting, "保留现值")
    waiting.run("resolve")
    assert links(waiting.path) == {FIRST: before[FIRST + 1], FIRST + 1: before[FIRST + 2]}


def test_links_that_a_person_put_elsewhere_on_the_sheet_stay(waiting: Office) -> None:
    book = openpyxl.load_workbook(waiting.path)
    book[Conflicts.title]["B1"].hyperlink = "https://example.invalid/"
    book.save(waiting.path)
    choose(waiting, "保留现值")
    waiting.run("resolve")
    sheet = openpyxl.load_workbook(waiting.path)[Conflicts.title]
    assert sheet["B1"].hyperlink.target == "https://example.invalid/"


def test_no_more_rows_are_linked_than_an_open_workbook_takes() -> None:
    count = MOST_LINKS + 5
    cells: SheetCells = cells_of(
        Conflicts, [dict(conflict_id=f"CP-{n}", handled_at=None) for n in range(count)]
    )
    sheet = ConflictSheet.read(cells)
    sheet.links = {f"CP-{n}": f"'甲'!A{n + 1}" for n in range(count)}
    edits = Edits()
    sheet.write(edits)
    (found,) = edits.sheets[cells.tab].links.values()
    assert len(found) == MOST_LINKS and found[cells.header_row + 1] == "'甲'!A1"


# --- whose value stands in the master -----------------------------------------------------------


def test_a_value_as_it_was_sent_and_one_that_the_office_typed_since(waiting: Office) -> None:
    assert [text.partition("，")[2] for text in told(waiting)] == [
        "发出后在台账改的）", "发出以来没有改）", "发出以来没有改）",
    ]  # fmt: skip


def test_a_value_that_came_back_from_the_unit_says_when(
    office: Office, packages: dict[str, Path], tmp_path: Path
) -> None:
    """Collected on the 5th; on the 8th the unit takes it back and the office is asked."""
    first = wrong(packages[HOUSING], tmp_path / "一.xlsx", (MonthlyProgress, 1, DONE, 66.5))
    office.run("collect", first, "--apply", today="2022-10-05")
    office.run("collect", wrong(first, tmp_path / "二.xlsx", (MonthlyProgress, 1, DONE, "约七十")), "--apply")
    assert told(office) == [f"66.5\n（月度进度!{links(office.path)[FIRST][7:]}，市住建局 2022-10-05交回）"]


def test_a_value_typed_over_one_that_came_back_is_the_offices(
    office: Office, packages: dict[str, Path], tmp_path: Path
) -> None:
    first = wrong(packages[HOUSING], tmp_path / "一.xlsx", (MonthlyProgress, 1, DONE, 66.5))
    office.run("collect", first, "--apply", today="2022-10-05")
    change(office.path, MonthlyProgress, september(office, "A-02"), DONE.name, 70.0)
    office.run("collect", wrong(first, tmp_path / "二.xlsx", (MonthlyProgress, 1, DONE, 80.0)), "--apply")
    assert [text.partition("，")[2] for text in told(office)] == ["发出后在台账改的）"]
    change(office.path, MonthlyProgress, september(office, "A-02"), DONE.name, None)
    office.run("collect", wrong(first, tmp_path / "三.xlsx", (MonthlyProgress, 1, DONE, 90.0)), "--apply")
    waits = [row for row in office.rows(Conflicts) if row["handled_at"] is None]
    assert [str(row["master_value"]).partition("，")[2] for row in waits] == ["与发出时相同）"]


@pytest.mark.parametrize(
    ("choice", "words"),
    [("采用返回值", "市住建局的值，2022-10-06采用返回值）"), ("手工填写", "2022-10-06在冲突处理手工填写）")],
)
def test_a_value_put_in_by_a_choice_says_so(
    office: Office, packages: dict[str, Path], tmp_path: Path, choice: str, words: str
) -> None:
    office.type(Projects, 0, remarks="办公室改的")
    first = wrong(packages[HOUSING], tmp_path / "一.xlsx", (Projects, 0, REMARKS, "单位改的"))
    office.run("collect", first, "--apply")
    office.type(Conflicts, 0, choice=choice, manual_value="商定的")
    office.run("resolve", today="2022-10-06")
    second = wrong(packages[HOUSING], tmp_path / "二.xlsx", (Projects, 0, REMARKS, None))
    office.run("collect", second, "--apply")
    assert told(office)[0].partition("，")[2] == words


def test_a_value_from_a_run_that_was_undone_is_nobodys(
    office: Office, packages: dict[str, Path], tmp_path: Path
) -> None:
    first = wrong(packages[HOUSING], tmp_path / "一.xlsx", (MonthlyProgress, 1, DONE, 66.5))
    office.run("collect", first, "--apply", today="2022-10-05")
    office.run("undo")
    change(office.path, MonthlyProgress, september(office, "A-02"), DONE.name, 66.5)
    office.run("collect", wrong(first, tmp_path / "二.xlsx", (MonthlyProgress, 1, DONE, 80.0)), "--apply")
    assert [text.partition("，")[2] for text in told(office)] == ["发出后在台账改的）"]


def test_a_later_package_knows_what_an_earlier_one_brought(
    office: Office, packages: dict[str, Path], tmp_path: Path
) -> None:
    first = wrong(packages[HOUSING], tmp_path / "一.xlsx", (Projects, 0, REMARKS, "单位改的"))
    office.run("collect", first, "--apply", today="2022-10-05")
    later = split(office, tmp_path / "再发")[HOUSING]
    assert later.name.startswith("CP202209-04")
    office.run("collect", wrong(later, tmp_path / "二.xlsx", (Projects, 0, REMARKS, None)), "--apply")
    assert told(office)[0].partition("，")[2] == "市住建局 2022-10-05交回）"


def test_records_made_before_this_was_kept_claim_nothing(
    office: Office, packages: dict[str, Path], tmp_path: Path
) -> None:
    first = wrong(packages[HOUSING], tmp_path / "一.xlsx", (MonthlyProgress, 1, DONE, 66.5))
    office.run("collect", first, "--apply", today="2022-10-05")
    log = seen_store.seen(office.path, "CP202209-01")
    content = [{name: value for name, value in one.items() if name != "written"} for one in log.to_json()]
    seen_store.note_seen(office.path, "CP202209-01", type(log).from_json(content))
    assert seen_store.seen(office.path, "CP202209-01").batches[0].written is None
    office.run("collect", wrong(first, tmp_path / "二.xlsx", (MonthlyProgress, 1, DONE, "约七十")), "--apply")
    assert told(office) == [f"66.5\n（月度进度!{links(office.path)[FIRST][7:]}）"]
    assert len(office.rows(Journal)) >= 2
