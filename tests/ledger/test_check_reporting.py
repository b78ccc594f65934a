"""月报口径、前期手续：cut-off days, days to chase on, procedures left blank."""

from __future__ import annotations

from typing import Any

import pytest
from support.ledgers import ledger_of, lines

from addin.ledger.checks.procedures import blank_procedures
from addin.ledger.checks.reporting import chase_days_not_read, cut_off_outside_month
from addin.ledger.reports import chase_days, due_forms
from addin.schema import Projects

PROJECT = {"code": "A", "project_name": "甲项目", "stage": "新开工"}


def test_a_cut_off_day_outside_its_month_is_a_doubt() -> None:
    reports = [
        {"code": "A", "month": "2022-07", "as_of": "2022-07-25"},
        {"code": "A", "month": "2022-08", "as_of": "2022-07-31"},
        {"code": "A", "month": "2022-09", "as_of": "2022-10-01"},
        {"code": "A", "month": "2022-06"},
    ]
    found = cut_off_outside_month(ledger_of(projects=[PROJECT], monthly_progress=reports))
    advice = "核对截至日期和月份；数字是哪个月的就填哪个月"
    assert [line.split(" ", 2)[2] for line in lines(found)] == [
        f"截至日期 2022-07-31 不在 2022-08 内；{advice}", f"截至日期 2022-10-01 不在 2022-09 内；{advice}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("20、23、26", [20, 23, 26]),
        ("26,20", [20, 26]),
        ("20日 23日", [20, 23]),
        (20, [20]),
        ("32", []),
        ("月底", []),
    ],
)
def test_the_days_to_chase_on(typed: Any, days: list[int]) -> None:
    assert chase_days(ledger_of(settings={"chase_days": typed}).settings) == days


def test_a_day_to_chase_on_that_cannot_be_read_is_said() -> None:
    assert lines(chase_days_not_read(ledger_of(settings={"chase_days": "20、月底"}))) == [
        "疑点 参数!C4 催报日“20、月底”中有读不出的日子，只按20日催报；写成 20、23、26 的样子，1 至 31 的整数"
    ]
    assert "只按报送截止日后催报" in lines(chase_days_not_read(ledger_of(settings={"chase_days": "40"})))[0]
    for fine in ("20、23、26", "20、20", "25日", 25):
        assert chase_days_not_read(ledger_of(settings={"chase_days": fine})) == []


def test_forms_are_known_whatever_the_width_of_their_brackets() -> None:
    typed = "月度进度、新建(竣工)项目情况表，新建（竣工）项目情况表；安全月报"
    assert due_forms(ledger_of(settings={"report_forms": typed}).settings) == [
        "月度进度", "新建（竣工）项目情况表", "安全月报",
    ]  # fmt: skip


def test_procedures_of_new_and_finished_projects_may_not_be_blank() -> None:
    full = {
        "project_approval": "已办",
        "environment": "不需办理",
        "land_approval": "办理中",
        "land_planning": "未办",
    }
    ledger = ledger_of(
        projects=[
            {**PROJECT, **full},
            {**PROJECT, **full, "code": "B", "environment": None, "land_planning": None},
            {**PROJECT, "code": "C", "stage": "在建"},
            {**PROJECT, **full, "code": "D", "stage": "竣工", "environment": "无所谓"},
        ]
    )
    cell = ledger.cells[Projects].address(1, Projects.environment.name)
    assert lines(blank_procedures(ledger)) == [
        f"疑点 项目清单!{cell} 环评审批手续、用地规划手续没有填写；新开工、竣工项目的前期进展情况不能留空；"
        "从下拉列表中选择；不需要办的选“不需办理”"
    ]


def test_a_sheet_without_the_columns_is_not_asked_for_them() -> None:
    gone = ("project_approval", "environment", "land_approval", "land_planning")
    assert blank_procedures(ledger_of(projects=[PROJECT], without={Projects: gone})) == []
