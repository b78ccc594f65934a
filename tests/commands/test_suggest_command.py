"""suggest: what it proposes it writes once; what it would lose it refuses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.desk import Desk
from support.office import Office

from addin.schema import Issues, Rectifications, Resolutions


@pytest.fixture
def office(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Office:
    return Office(Desk(capsys), tmp_path / "台账.xlsx")


def opened(office: Office, **more: Any) -> Office:
    """A red project with a problem, a resolution to list and an issue sent back."""
    done = [1000] * 6 + [0] * 3
    return office.opens(
        {"as_of": dt.date(2022, 9, 1)},
        units=[dict(unit="甲镇")],
        projects=[
            dict(code="A", project_name="甲项目", stage="在建", responsible_units="甲镇", total_investment=50000, year_plan=12000)
        ],
        monthly_progress=[
            dict(code="A", month=dt.date(2022, place, 1), month_done=value, problems="缺料")
            for place, value in enumerate(done, 1)
        ],
        meetings=[dict(number="M1", tier="月度会商", held_on=dt.date(2022, 9, 5))],
        resolutions=[
            dict(number="Y1", meeting="M1", code="A", resolution="办成", responsible_units="甲镇", due_on=dt.date(2022, 10, 31))
        ],
        issues=[dict(number="W2022-005", description="旧事", resolved_on=dt.date(2022, 9, 1), review="退回")],
    )  # fmt: skip


def test_a_second_run_writes_nothing_and_the_rows_stay(office: Office) -> None:
    first = opened(office).run("suggest", "--apply").data
    assert first["written"] == 4
    assert [one["kind"] for one in first["suggestions"]][-4:] == [
        "专项整改台账",
        "问题清单",
        "问题清单",
        "退回",
    ]
    assert [row["number"] for row in office.rows(Issues)] == ["W2022-005", "W2022-006", "W2022-007"]
    assert [row["source"] for row in office.rows(Issues)] == [None, "月度会商", "月报"]
    before = office.path.read_bytes()
    second = office.run("suggest", "--apply").data
    assert second["written"] == 0
    assert office.path.read_bytes() == before
    assert len(office.rows(Rectifications)) == 1 and len({row["row_id"] for row in office.rows(Issues)}) == 3


def test_without_apply_the_file_is_not_touched(office: Office) -> None:
    before = opened(office).path.read_bytes()
    data = office.run("suggest").data
    assert (data["month"], data["written"], len(data["suggestions"])) == ("2022-09", 0, 7)
    assert office.path.read_bytes() == before


def test_the_lines_are_grouped_by_kind(office: Office) -> None:
    opened(office)
    _, said, _ = office.desk.say("suggest", office.path, "--today", "2022-10-08")
    assert said.splitlines() == [
        "2022年9月督办建议：专项督查通知1件、复盘报告1件、专项督查1件、专项整改台账1件、问题清单2件、退回1件。",
        "专项督查通知（大综合督查办）：",
        "  甲镇：项目清单!A　年内亮灯2次",
        "复盘报告（大综合督查办）：",
        "  甲镇：项目清单!A　年内亮灯2次",
        "专项督查（大综合督查办）：",
        "  甲镇：项目清单!A　年内亮灯2次（2022年8月、9月）",
        "专项整改台账：",
        "  甲镇：项目清单!A　连续3个月低于进度要求（2022年7月、8月、9月）",
        "问题清单：",
        "  甲镇：议定事项!Y1　议定事项Y1列为问题W2022-006",
        "  甲镇：月度进度!A/2022-09　月报：缺料；列为问题W2022-007",
        "退回：",
        "  （未定单位）：问题清单!W2022-005　复核第1次退回，回到办单；清空办结日期2022-09-01",
        "加上 --apply 就写入：专项整改台账1件、问题清单2件、退回1件。",
    ]


def test_rows_of_another_month_are_not_written(office: Office) -> None:
    answer = opened(office).run("suggest", "--month", "2022-08", "--apply", code=2)
    assert answer.data["error"] == {
        "where": "--apply",
        "what": "2022年8月不是参数表的统计月份",
        "advice": "请先用 recalc --month 算到这个月，或去掉 --month",
    }
    assert office.run("suggest", "--month", "2022-08").data["month"] == "2022-08"


def test_a_column_that_would_be_lost_is_asked_for(office: Office) -> None:
    opened(office)
    book = openpyxl.load_workbook(office.path)
    header = next(cell for cell in book[Resolutions.title][3] if cell.value == Resolutions.issue.title)
    header.value = "别的"
    book.save(office.path)
    answer = office.run("suggest", "--apply", code=3)
    assert answer.data["error"] == {
        "where": "工作表“议定事项”",
        "what": "没有“问题编号”列",
        "advice": "请在表头补上这些列再试",
    }


def test_a_ledger_with_nothing_due_says_so(office: Office) -> None:
    office.opens(
        {"as_of": dt.date(2022, 9, 1)}, projects=[dict(code="A", project_name="甲项目", stage="前期")]
    )
    assert office.run("suggest", "--apply").data == {
        "month": "2022-09",
        "suggestions": [],
        "to_write": {},
        "written": 0,
    }
    _, said, _ = office.desk.say("suggest", office.path, "--today", "2022-10-08")
    assert said == "2022年9月没有督办建议。\n"
