"""A package that a program only opened and saved again comes back as it was sent: no change is reported."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.desk import Desk
from support.office import Office
from support.packages import SETTINGS, UNITS, cell, tables
from support.returns import libreoffice_saves, split

from addin.schema import MonthlyProgress, Projects

pytestmark = pytest.mark.rendered

AWKWARD: list[Any] = [
    1 / 3, 123456789012345.678, 1234567890123456.0, 0.1 + 0.2, -0.004, 99_999_999_999.99, 1e-7, 0.0,
]  # fmt: skip
TEXTS = [
    "一行\r\n二行", "一\t二", " 前后空格 ", "全角\u3000", "é", "410225199001011234", "007", "1,250.50", "１５０",
    "=1+1", "+86 10 1234", "-3", "@某某", "_x0041_", "TRUE", "#REF!", "2022-09-30", "9月30日", "3-4", "1E5",
    "a  b", "‘单引号", "'撇号", "<b>&amp;", "x" * 4000, "換\u2028行", "零宽\u200b字", "😀", "\u00a0",
]  # fmt: skip


def awkward() -> dict[str, list[dict[str, Any]]]:
    """An office whose cells are what programs trip over."""
    given = tables()
    months = [dt.date(2022, 9, 1)] * 40
    projects, reports = given["projects"], []
    for number, (text, month) in enumerate(zip(TEXTS, months, strict=False)):
        code = f"Q-{number:02d}"
        projects.append(
            dict(
                code=code, project_name=f"项目{text[:20].strip() or '空'}{number}", stage="在建", total_investment=9000.0,
                year_plan=3000.0, responsible_units=UNITS[number % 3], remarks=text, contact=text[:200],
                actual_start=dt.date(2021, 1, 1) + dt.timedelta(days=number), year_target=text[:500],
            )
        )  # fmt: skip
        figure = AWKWARD[number % len(AWKWARD)]
        reports.append(
            dict(
                code=code, month=month, month_done=figure, physical_progress=text, problems=text,
                reported_on=dt.date(1999, 12, 31), as_of=dt.date(2022, 9, 30), funds_received=figure,
            )
        )  # fmt: skip
    given["monthly_progress"] += reports
    return given


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Office:
    return Office(desk, tmp_path / "台账.xlsx").opens(SETTINGS, **awkward())


def test_untouched_packages_saved_by_libreoffice_in_three_formats_report_no_change(
    office: Office, tmp_path: Path
) -> None:
    packages = split(office, tmp_path / "发件")
    for suffix in ("xlsx", "xls", "ods"):
        saved = libreoffice_saves(list(packages.values()), suffix, tmp_path / suffix)
        data = office.run("collect", *saved).data
        assert [one["state"] for one in data["packages"]] == ["待应用"] * 3, suffix
        found = {kind: n for one in data["packages"] for kind, n in one["counts"].items() if n}
        assert set(found) == {"未动"}, (suffix, found)
        assert (data["written"], data["listed"]) == (0, 0)


def test_what_a_unit_typed_comes_through_every_format(office: Office, tmp_path: Path) -> None:
    package = split(office, tmp_path / "发件")[UNITS[0]]
    book = openpyxl.load_workbook(package)
    cell(book, MonthlyProgress, MonthlyProgress.month_done, 1).value = 66.5
    cell(book, MonthlyProgress, MonthlyProgress.reported_on, 1).value = dt.date(2022, 9, 24)
    cell(book, MonthlyProgress, MonthlyProgress.physical_progress, 1).value = "主体\n封顶"
    cell(book, Projects, Projects.project_name, 1).value = "改名"
    cell(book, Projects, Projects.remarks, 1).value = "=B5&1"
    filled = tmp_path / "填好.xlsx"
    book.save(filled)
    for suffix in ("xlsx", "xls", "ods"):
        saved = libreoffice_saves([filled], suffix, tmp_path / suffix)
        one = office.run("collect", *saved).data["packages"][0]
        found = {kind: n for kind, n in one["counts"].items() if n and kind != "未动"}
        assert found == {"应用": 3, "越权修改": 1, "待更正": 1}, suffix
