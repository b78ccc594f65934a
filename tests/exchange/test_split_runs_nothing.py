"""Text that looks like a formula, in every place that a split carries it, stays text in packages and workbook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from support.office import Office
from support.packages import MONTH, cells_of, formulas, members, opened, project

from addin.exchange import store
from addin.schema import Dispatches, Duties, MonthlyProgress, Projects

PAYLOADS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.invalid","看")',
    '=WEBSERVICE("http://example.invalid")', "{=1+1}", '=DDE("cmd";"/C calc";"x")', "＝2+2", "=\n3+3", "=A\t1",
)  # fmt: skip


@pytest.fixture
def hostile(office: Office) -> Office:
    """Twelve units, each called a formula and leading a project of that name; every text of theirs is it too."""
    rows: dict[str, list[dict[str, Any]]] = {
        "units": [dict(unit=name, email=name) for name in PAYLOADS],
        "duties": [
            dict(number=f"ZR-{place}", code=name, task=name, lead_unit=name, outcome=name)
            for place, name in enumerate(PAYLOADS)
        ],
        "projects": [
            project(f"XM-{place}", name, "", remarks=name, procedures=name, contact=name)
            for place, name in enumerate(PAYLOADS)
        ],
        "monthly_progress": [dict(code="XM-0", month=MONTH, physical_progress=PAYLOADS[0])],
    }
    return office.opens({"as_of": MONTH, "home_issuer": PAYLOADS[0]}, **rows)


def test_no_cell_of_any_package_is_a_formula(hostile: Office, tmp_path: Path) -> None:
    data = hostile.run("split", "--out", tmp_path / "包").data
    assert len(data["packages"]) == len(PAYLOADS)
    for one in data["packages"]:
        path = Path(one["path"])
        assert formulas(path) == []
        [duty] = cells_of(opened(path), Duties)
        assert {duty["task"], duty["outcome"]} == {hostile.row(Duties, row_id=duty["row_id"])["task"]}
        rules = members(path)["xl/worksheets/sheet2.xml"].decode()
        assert not re.findall(r"<formula\d?>[^<]*(?:cmd|HYPERLINK|WEBSERVICE|DDE)", rules)


def test_the_workbook_gets_them_as_texts(hostile: Office, tmp_path: Path) -> None:
    before = formulas(hostile.path)
    hostile.run("split", "--out", tmp_path / "包")
    assert formulas(hostile.path) == before
    texts = {
        cell.value for row in opened(hostile.path)[Dispatches.title].iter_rows(min_row=4) for cell in row
    }
    kinds = {
        cell.data_type for row in opened(hostile.path)[Dispatches.title].iter_rows(min_row=4) for cell in row
    }
    assert "f" not in kinds
    assert {"=1+1", "=cmd|' /C calc'!A0"} <= texts


def test_every_file_and_folder_has_a_plain_name(hostile: Office, tmp_path: Path) -> None:
    hostile.run("split", "--out", tmp_path / "包")
    names = [path.name for path in (tmp_path / "包").iterdir()]
    names += [path.name for path in store.store_folder(hostile.path).iterdir() if path.is_dir()]
    assert len(names) == 2 * len(PAYLOADS)
    assert all(re.fullmatch(r'CP202209-\d\d_[^<>:"/\\|?*\x00-\x1f]+', name) for name in names)


def test_a_reported_formula_in_the_master_is_sent_as_its_value(office: Office, tmp_path: Path) -> None:
    """=SUM(1,2) that somebody typed into a 报 cell has a value in the file; the package has that, not the formula."""
    import openpyxl

    book = openpyxl.load_workbook(office.path)
    sheet = book[MonthlyProgress.title]
    place = next(cell.column for cell in sheet[3] if cell.value == MonthlyProgress.funds_paid.title)
    sheet.cell(4, place, "=SUM(1,2)")
    book.save(office.path)
    office.run("split", "--out", tmp_path / "包", "--unit", "市住建局")
    [path] = (tmp_path / "包").iterdir()
    assert formulas(path) == []
    assert cells_of(opened(path), MonthlyProgress)[0]["funds_paid"] in (None, 3)
    assert cells_of(opened(path), Projects)
