"""导入落笔：a row that is taken over is written cell by cell; what beside it could not be read stays as typed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from support.desk import Desk
from support.foreign import saved
from support.office import Office

from addin.schema import Projects


@pytest.fixture
def office(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Office:
    return Office(Desk(capsys), tmp_path / "台账.xlsx")


def test_an_unreadable_cell_beside_a_changed_one_stays_as_it_was_typed(office: Office) -> None:
    """总投资 reads 约9000, which is no number: it counts as blank and is not blanked."""
    office.opens(
        projects=[
            dict(code="A", project_name="甲项目", stage="在建", location="旧址", total_investment="约9000"),
            dict(code="B", project_name="乙项目", stage="在建", location="丙村", total_investment="约8000"),
        ]
    )
    table = saved(
        office.path.parent / "来表.xlsx", [("项目代码", "项目名称", "建设地点")], ("A", "甲项目", "新址")
    )
    office.run("import", table, "--apply")
    rows = {row["code"]: (row["location"], row["total_investment"]) for row in office.rows(Projects)}
    assert rows == {"A": ("新址", "约9000"), "B": ("丙村", "约8000")}
    assert any("“约9000”不是数字" in found for found in office.findings())


def test_a_formula_in_a_cell_that_does_not_change_stays_a_formula(office: Office) -> None:
    office.opens(
        projects=[dict(code="A", project_name="甲项目", stage="在建", location="旧址", total_investment=1)]
    )
    book = openpyxl.load_workbook(office.path)
    sheet = book[Projects.title]
    titles = {cell.value: cell.column for cell in sheet[3]}
    place = sheet.cell(4, titles[Projects.total_investment.title])
    place.value = "=4000+5000"
    book.save(office.path)
    table = saved(
        office.path.parent / "来表.xlsx", [("项目代码", "项目名称", "建设地点")], ("A", "甲项目", "新址")
    )
    office.run("import", table, "--apply")
    after = openpyxl.load_workbook(office.path)[Projects.title]
    assert after[place.coordinate].value == "=4000+5000"
    assert after.cell(4, titles[Projects.location.title]).value == "新址"
