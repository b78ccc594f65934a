"""导出表样：where the file goes, what is refused, and what a form without rows looks like."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.desk import Desk
from support.form_readers import word_forms
from support.ledgers import ledger_of
from support.office import Office

from addin.errors import UsageError
from addin.forms import FORMS
from addin.forms.form import cell
from addin.forms.pages import CardPage, ListPage
from addin.forms.word_writer import document_bytes
from addin.forms.writer import _tabs, workbook_bytes
from addin.schema import Kind

UNDER_WAY = "在建项目进展情况表"


@pytest.fixture
def office(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Office:
    office = Office(Desk(capsys), tmp_path / "台账.xlsx")
    return office.opens(
        settings={"region": "湛河区", "as_of": dt.date(2022, 9, 1)},
        projects=[
            dict(code="A", project_name="甲项目", stage="在建", total_investment=100),
            dict(code="B", project_name="乙项目", stage="在建"),
            dict(code="C", project_name="丙项目", stage="前期"),
        ],
    )


def test_a_form_goes_beside_the_ledger_and_never_over_one_that_is_there(office: Office) -> None:
    folder = office.path.parent / "表样"
    paths = [Path(office.run("export", UNDER_WAY).data["path"]) for _ in range(3)]
    stem = "湛河区2022年在建项目进展情况表"
    assert paths == [folder / f"{stem}.xlsx", folder / f"{stem} (2).xlsx", folder / f"{stem} (3).xlsx"]
    assert sorted(folder.iterdir()) == sorted(paths)  # nothing half-written is left behind


def test_the_file_that_is_named_is_written_over_and_the_ledger_stays_as_it_is(office: Office) -> None:
    before = office.path.read_bytes()
    target = office.path.parent / "给张局.xlsx"
    target.write_bytes(b"x")
    answer = office.run("export", UNDER_WAY, "--out", target)
    assert answer.data == {"path": str(target), "rows": 2, "findings": []}
    assert openpyxl.load_workbook(target).active["B5"].value == "甲项目"
    assert office.path.read_bytes() == before


@pytest.mark.parametrize("name", ["给张局.docx", "给张局.DOCX"])
def test_a_name_that_ends_in_docx_makes_a_word_file(office: Office, name: str) -> None:
    before = office.path.read_bytes()
    target = office.path.parent / name
    target.write_bytes(b"x")
    answer = office.run("export", UNDER_WAY, "--out", target)
    assert answer.data == {"path": str(target), "rows": 2, "findings": []}
    (table,) = word_forms(target.read_bytes())
    assert table.above == ["湛河区2022年在建项目进展情况表", "截至2022年9月　单位：万元"]
    assert [cell.text for cell in table.cells if cell.column == 1] == ["项目名称", "甲项目", "乙项目"]
    assert office.path.read_bytes() == before
    assert sorted(office.path.parent.iterdir()) == sorted([target, office.path])  # nothing half-written


def test_only_the_cards_asked_for_are_written_in_word(office: Office) -> None:
    office.opens(topics=[dict(number=f"YT-{number}", question=f"第{number}题") for number in (1, 2, 3)])
    target = office.path.parent / "议题.docx"
    assert office.run("export", "议题申请表", "--rows", "YT-1", "YT-3", "--out", target).data["rows"] == 2
    asked = [{cell.text for cell in form.cells} for form in word_forms(target.read_bytes())]
    assert [sorted(texts & {"第1题", "第2题", "第3题"}) for texts in asked] == [["第1题"], ["第3题"]]


def test_what_the_form_says_must_not_be_blank_is_marked_and_found_in_word_too(office: Office) -> None:
    office.opens(projects=[dict(code="A", project_name="甲项目", stage="新开工", environment="已办")])
    target = office.path.parent / "表.docx"
    found = office.run("export", "新建（竣工）项目情况表", "--out", target).data["findings"]
    assert [one["message"].partition("没有填")[0] for one in found] == ["审批、核准、备案", "土地", "规划"]
    (table,) = word_forms(target.read_bytes())
    marked = [cell.text for cell in table.cells if cell.row == 2 and cell.column in range(9, 13)]
    assert marked == ["【待填：审批、核准、备案】", "已办", "【待填：土地】", "【待填：规划】"]


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_a_file_that_cannot_be_replaced_is_said_and_nothing_is_left_behind(
    office: Office, ending: str
) -> None:
    target = office.path.parent / f"表{ending}"
    target.mkdir()
    answer = office.run("export", UNDER_WAY, "--out", target, code=3)
    assert answer.said.startswith(f"表{ending}：没有写成（")
    assert sorted(office.path.parent.iterdir()) == sorted([target, office.path])


def test_only_the_rows_asked_for_are_written(office: Office) -> None:
    answer = office.run("export", UNDER_WAY, "--rows", "项目清单!B")
    sheet = openpyxl.load_workbook(answer.data["path"]).active
    assert (sheet["A5"].value, sheet["B5"].value, sheet.max_row) == (1, "乙项目", 5)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["没有这张"], 2, "表名：没有“没有这张”这张表样。可选：前期项目谋划表、"),
        (
            [UNDER_WAY, "--out", "表.pdf"],
            2,
            "表.pdf：表样只能写成 .xlsx（Excel）或 .docx（Word）文件。请把文件名改成以 .xlsx 或 .docx 结尾。",
        ),
        ([UNDER_WAY, "--out", "没有/表.xlsx"], 3, "没有：没有这个文件夹。请先建好文件夹，或换一个位置。"),
        (
            [UNDER_WAY, "--rows", "A", "C"],
            2,
            "--rows：在建项目进展情况表里没有“C”这一行。请填属于这张表的项目代码、行标识。",
        ),
    ],
)
def test_wrong_use_is_said_and_nothing_is_written(
    office: Office, options: list[str], code: int, said: str
) -> None:
    answer = office.desk.run("export", office.path, *options)
    assert answer.code == code
    assert answer.said.startswith(said)
    assert not (office.path.parent / "表样").exists()


def test_the_ledger_itself_is_never_the_target(office: Office) -> None:
    before = office.path.read_bytes()
    answer = office.run("export", UNDER_WAY, "--out", office.path, code=2)
    assert answer.said == f"{office.path}：这是台账自己。请换一个文件名。\n"
    assert office.path.read_bytes() == before


def test_a_form_without_rows_is_a_blank_form_to_fill_in_by_hand(office: Office) -> None:
    code, said, _ = office.desk.say("export", office.path, "议题申请表", "--today", "2022-10-08")
    path = office.path.parent / "表样" / "湛河区2022年议题申请表.xlsx"
    assert (code, said.splitlines()[-1]) == (0, f"没有属于议题申请表的行，写成空白表样 {path}。")
    sheet = openpyxl.load_workbook(path).active
    assert sheet["A3"].value == "填报单位（盖章）："
    assert [sheet.cell(row, 2).value for row in range(5, 15)] == [None] * 10
    listed = Path(office.run("export", "新建（竣工）项目情况表").data["path"])
    assert openpyxl.load_workbook(listed).active.max_row == 4 + 12


def test_every_form_can_be_written_of_an_empty_ledger() -> None:
    ledger = ledger_of()
    for form in FORMS.values():
        filled = form.fill(ledger, [])
        assert filled.findings == ()
        now = dt.datetime(2022, 10, 8)
        assert workbook_bytes(filled.pages, form.name, now)
        assert document_bytes(filled.pages, form.name, now, demonstration=False, type_area="实测")


def test_a_packaged_project_stands_as_its_parts() -> None:
    """The whole and its part listed together would be counted twice."""
    ledger = ledger_of(
        projects=[
            dict(code="A", project_name="打包", stage="在建"),
            dict(code="A1", project_name="子项", stage="在建", parent_code="A"),
        ]
    )
    (page,) = FORMS[UNDER_WAY].fill(ledger, []).pages
    assert isinstance(page, ListPage)
    assert [row[1] for row in page.lines] == ["子项"]


def test_a_topic_may_be_asked_for_by_its_project_and_an_unknown_one_is_refused() -> None:
    ledger = ledger_of(
        projects=[dict(code="A", project_name="甲项目")],
        topics=[dict(number="YT-1", code="A", question="x"), dict(number="YT-2", question="y")],
    )
    form = FORMS["议题落实情况表"]
    assert [page.tab for page in form.fill(ledger, ["A"]).pages if isinstance(page, CardPage)] == ["YT-1"]
    with pytest.raises(UsageError, match="议题落实情况表里没有“YT-9”这一行"):
        form.fill(ledger, ["YT-9"])


def test_values_become_cells() -> None:
    assert cell(("甲", "乙"), Kind.LIST) == "甲、乙"
    assert cell((), Kind.LIST) is None
    assert cell(float("nan"), Kind.MONEY) is None
    assert cell("", Kind.TEXT) is None


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=30))
def test_sheet_names_are_such_as_excel_takes_and_each_stands_once(names: list[str]) -> None:
    tabs = _tabs(names)
    assert len({tab.lower() for tab in tabs}) == len(names)
    assert all(0 < len(tab) <= 31 and not set(tab) & set("[]:*?/\\") for tab in tabs)
    assert not any(tab.startswith("'") or tab.endswith("'") for tab in tabs)


def test_problems_are_those_reported_else_those_of_the_open_issues() -> None:
    """What was reported comes back unchanged when the table is imported again."""
    ledger = ledger_of(
        projects=[dict(code=code, project_name=code, stage="前期") for code in "AB"],
        monthly_progress=[dict(code="A", month="2022-09", problems="缺用地指标")],
        issues=[
            dict(number="1", code="A", description="环评未批"),
            dict(number="2", code="B", description="环评未批。"),
            dict(number="3", code="B", description="缺资金"),
        ],
    )
    (page,) = FORMS["前期项目谋划表"].fill(ledger, []).pages
    assert isinstance(page, ListPage)
    assert [row[10] for row in page.lines] == ["缺用地指标", "环评未批；缺资金"]
