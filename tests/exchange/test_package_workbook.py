"""A package as a workbook: what is open, what is locked, what is hidden, and that no text in it ever runs."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.packages import MONTH, cell, cells_of, formulas, members, opened, package, sent

from addin.exchange.exchanged import EXCHANGED, GUIDE_TAB, column_id
from addin.exchange.identity import PROPERTY, sign, spelt
from addin.exchange.package_book import package_bytes
from addin.exchange.package_guide import Guide
from addin.exchange.records import Package, SentTable
from addin.schema import Issues, Milestones, MonthlyProgress, Owner, Projects, Reserve, Sheet
from addin.workbook.gate import inspect
from addin.workbook.outside import read_outside

PAYLOADS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "＝1+1", "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid","看")', '=WEBSERVICE("http://example.invalid")', "{=1+1}",
    '=DDE("cmd";"/C calc";"x")',
)  # fmt: skip
ROW = ("A-01", MONTH, "滨江道路", 120.5, "主体施工", None, None, "能够完成")
NAMES = (
    "code", "month", "project_name", "month_done", "physical_progress", "problems", "next_steps", "forecast",
    "funds_received", "funds_due", "funds_paid", "reporting_unit", "reporter", "reported_on", "as_of", "remarks",
)  # fmt: skip


def guide(one: Package, **changes: Any) -> Guide:
    fields: dict[str, Any] = dict(
        number=one.number, return_code=one.return_code, unit=one.unit, period=one.period,
        deadline=dt.date(2022, 9, 25), send_to="市重大项目办公室", contents=[("月度进度", 1, "本月完成投资")],
    )  # fmt: skip
    return Guide(**{**fields, **changes})


def written(tmp_path: Path, *tables: SentTable, **changes: Any) -> Path:
    """The package's file."""
    one = package({table.sheet: table for table in tables}, **changes)
    path = tmp_path / "包.xlsx"
    path.write_bytes(package_bytes(guide(one), list(tables), spelt(one, sign(one))))
    return path


def progress(*rows: tuple[Any, ...]) -> SentTable:
    full = [(*row, *(None for _ in range(len(NAMES) - len(row)))) for row in rows or (ROW,)]
    return sent(MonthlyProgress, NAMES, *full)


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    return opened(written(tmp_path, progress()))


def test_the_first_sheet_says_what_to_do_by_when_and_which_package_it_is(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [GUIDE_TAB, "月度进度"]
    said = {row[0]: row[1] for row in book[GUIDE_TAB].iter_rows(values_only=True) if row[0]}
    assert said["单位名称"] == "市住建局"
    assert said["期间"] == "2022年9月"
    assert said["报送截止"] == "2022年9月25日（含当日）"
    assert said["包号"] == "CP202209-01"
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", said["回收码"])
    steps = [row[1] for row in book[GUIDE_TAB].iter_rows(values_only=True) if re.match(r"\d\.", str(row[1]))]
    assert [step[0] for step in steps] == ["1", "2", "3", "4", "5"]


def test_the_values_stand_as_they_were_handed_in(book: openpyxl.Workbook) -> None:
    [row] = cells_of(book, MonthlyProgress)
    assert row["row_id"] == "R1"
    assert (row["code"], row["month"]) == ("A-01", dt.datetime(2022, 9, 1))
    assert (row["month_done"], row["physical_progress"], row["problems"]) == (120.5, "主体施工", None)


def test_reported_cells_are_open_and_all_others_locked(book: openpyxl.Workbook) -> None:
    for column in MonthlyProgress.columns:
        if column.name in (*NAMES, "row_id"):
            locked = cell(book, MonthlyProgress, column).protection.locked
            assert locked is (column.owner is not Owner.UNIT), column.title
    assert book["月度进度"].protection.sheet
    assert book["月度进度"].protection.password is None
    assert all(one.protection.locked for row in book[GUIDE_TAB].iter_rows() for one in row)


def test_row_ids_and_column_ids_are_there_and_hidden(book: openpyxl.Workbook) -> None:
    sheet = book["月度进度"]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[3].hidden
    ids = [one.value for one in sheet[3]]
    assert ids[0] == "MonthlyProgress.row_id"
    assert ids[1:] == [column_id(MonthlyProgress, MonthlyProgress.column(name)) for name in NAMES]
    assert [one.value for one in sheet[4]][1:] == [MonthlyProgress.column(name).title for name in NAMES]


def validations(book: openpyxl.Workbook, sheet: type[Sheet]) -> dict[str, Any]:
    """The rule of each column that has one, by the letters of its first cell."""
    rules = book[sheet.title].data_validations.dataValidation
    return {re.sub(r"\d.*", "", str(rule.sqref)): rule for rule in rules}


def letters(book: openpyxl.Workbook, name: str) -> str:
    return str(cell(book, MonthlyProgress, MonthlyProgress.column(name)).column_letter)


def test_choices_have_a_drop_down_and_units_only_their_own_name(book: openpyxl.Workbook) -> None:
    rules = validations(book, MonthlyProgress)
    assert rules[letters(book, "forecast")].formula1 == '"能够完成,难以按时完成,完成较差"'
    assert rules[letters(book, "reporting_unit")].formula1 == '"市住建局"'
    assert rules[letters(book, "reported_on")].type == "date"
    assert rules[letters(book, "month_done")].type == "decimal"
    assert letters(book, "code") not in rules


def test_numbers_and_dates_have_their_formats(book: openpyxl.Workbook) -> None:
    assert cell(book, MonthlyProgress, MonthlyProgress.month_done).number_format.startswith("#,##0.00")
    assert cell(book, MonthlyProgress, MonthlyProgress.reported_on).number_format == "yyyy-mm-dd"
    assert cell(book, MonthlyProgress, MonthlyProgress.code).number_format == "@"


def test_new_rows_have_blank_open_lines_where_there_may_be_any(tmp_path: Path) -> None:
    book = opened(written(tmp_path, sent(Reserve, ("code", "project_name"), ("CB-1", "港区扩建"))))
    blank = cell(book, Reserve, Reserve.project_name, place=10)
    assert blank.value is None and not blank.protection.locked and blank.border.left.style == "thin"
    assert cell(book, Reserve, Reserve.project_name, place=11).border.left.style is None


def test_every_sheet_that_is_sent_can_be_written(tmp_path: Path) -> None:
    tables = [
        sent(one.sheet, tuple(column.name for column in one.columns[1:]), (None,) * (len(one.columns) - 1))
        for one in EXCHANGED
    ]
    book = opened(written(tmp_path, *tables))
    assert book.sheetnames == [GUIDE_TAB, *(one.sheet.title for one in EXCHANGED)]


def test_the_same_package_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, progress()).read_bytes() == written(tmp_path, progress()).read_bytes()


def test_the_identity_stands_in_a_property_a_name_and_a_sheet(tmp_path: Path) -> None:
    path = written(tmp_path, progress())
    book = opened(path)
    [text] = [one.value for one in book.custom_doc_props.props if one.name == PROPERTY]
    assert book.defined_names[PROPERTY].value == f'"{text}"'
    assert text in [row[1] for row in book[GUIDE_TAB].iter_rows(values_only=True)]
    assert text.startswith("LD1|CP202209-01|2022-09|")


def test_a_package_has_no_macro_no_link_and_no_one_as_its_author(tmp_path: Path) -> None:
    path = written(tmp_path, progress())
    inspect(path, outside=True)
    names = set(members(path))
    assert not [
        name for name in names if re.search(r"vba|external|custom(Xml|UI)|comment|drawing|connection", name)
    ]
    core = members(path)["docProps/core.xml"].decode()
    assert re.search(r"<dc:creator>([^<]*)</dc:creator>", core)[1] == ""  # type: ignore[index]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path, payload: str) -> None:
    row = ("A-01", MONTH, payload, payload, payload, payload, payload, payload, None, None, None, payload)
    path = written(tmp_path, progress(row), unit=payload)
    assert formulas(path) == []
    [back] = cells_of(opened(path), MonthlyProgress)
    names = ("project_name", "month_done", "problems", "reporting_unit")
    # openpyxl leaves the file's own spelling of CR as it is.
    assert {back[name].replace("_x000D_", "\r") for name in names} == {payload}
    sheet = next(tab for tab in read_outside(path) if tab.tab == "月度进度")
    assert sheet.rows[4][3] == payload


@pytest.mark.parametrize("payload", [*PAYLOADS, '甲","乙', "甲,乙", '"'])
def test_a_units_name_never_becomes_part_of_a_rule_or_a_name(tmp_path: Path, payload: str) -> None:
    """Only a plain name makes a drop-down; the defined name holds nothing that a person typed."""
    path = written(tmp_path, progress(), unit=payload)
    workbook = members(path)["xl/workbook.xml"].decode()
    defined = dict(re.findall(r'<definedName name="([^"]+)"[^>]*>([^<]*)</definedName>', workbook))
    assert re.fullmatch(r'"[\x21\x23-\x7e]+"', defined[PROPERTY])
    book = opened(path)
    rules = validations(book, MonthlyProgress)
    assert letters(book, "reporting_unit") not in rules


def test_a_package_of_nothing_but_hard_texts_passes_the_gate(tmp_path: Path) -> None:
    hard = ("\x01", "_x0041_", "𠮷", "a\r\nb", "超" * 30_000, "&<>\"'", "\u202e反")
    rows = [("A", MONTH, text, None, text) for text in hard]
    path = written(tmp_path, progress(*rows))
    inspect(path, outside=True)
    tab = next(tab for tab in read_outside(path) if tab.tab == "月度进度")
    back = [row[5] for row in tab.rows[4:]]
    assert [text.replace("\r\n", "\n") if isinstance(text, str) else text for text in back] == [
        text.replace("\r\n", "\n") for text in hard
    ]


def test_a_sheet_with_no_rows_of_a_kind_still_opens(tmp_path: Path) -> None:
    book = opened(written(tmp_path, sent(Milestones, ("code", "number"))))
    assert cells_of(book, Milestones) == []


def test_a_long_text_gets_the_height_that_it_needs(tmp_path: Path) -> None:
    rows = (("WT-1", "短"), ("WT-2", "很长的一段描述，" * 20))
    book = opened(written(tmp_path, sent(Issues, ("number", "description"), *rows)))
    short, tall = (book["问题清单"].row_dimensions[row].height for row in (5, 6))
    assert tall > 2 * short


def test_demonstration_data_says_so_on_every_sheet(tmp_path: Path) -> None:
    one = package({Projects: sent(Projects, ("code",), ("A",))})
    path = tmp_path / "包.xlsx"
    path.write_bytes(package_bytes(guide(one, demonstration=True), list(one.tables.values()), "x"))
    book = opened(path)
    for sheet in book.worksheets:
        texts = [str(value) for row in sheet.iter_rows(max_row=2, values_only=True) for value in row if value]
        assert any("演示数据（内容均为虚构）" in text for text in texts), sheet.title
