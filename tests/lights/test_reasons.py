"""亮灯原因: sentences a clerk can read out."""

from __future__ import annotations

from typing import Any

import pytest
from support.light_presets import rule_rows
from support.small_ledgers import ORDINARY, judged, monthly_plan, reports

WORKED = reports(1000, 900, 1000, 800, 1500)


def reason(scheme: str = "宁波", column: int = -1, **more: Any) -> str:
    return str(judged(scheme, **more)[2].reason[0, column])


def test_a_lit_month_says_months_base_figures_rule_and_document() -> None:
    assert reason(as_of="2022-03", monthly_progress=WORKED) == (
        "连续2个月低于进度要求（2022年2月、3月）。"
        "年度计划12,000.00万元，截至2022年3月应完成3,000.00万元（线性），实际完成2,900.00万元，"
        "投资完成率24.17%，时序进度25.00%，低0.83个百分点。"
        "规则：连续滞后月数≥2亮黄灯（依据：003_6c0fd3b747236786.txt）。"
    )


def test_every_rule_that_lit_is_named() -> None:
    text = reason(as_of="2022-04", monthly_progress=WORKED)
    assert text.startswith("连续3个月低于进度要求（2022年2月、3月、4月）。")
    assert text.endswith("规则：连续滞后月数≥2亮黄灯、≥3亮红灯（依据：003_6c0fd3b747236786.txt）。")


def test_one_month_behind_opens_with_attention() -> None:
    assert reason(as_of="2022-02", monthly_progress=WORKED) == (
        "关注：2022年2月低于进度要求。"
        "年度计划12,000.00万元，截至2022年2月应完成2,000.00万元（线性），实际完成1,900.00万元，"
        "投资完成率15.83%，时序进度16.67%，低0.83个百分点。"
        "规则：连续滞后月数≥2亮黄灯、≥3亮红灯（依据：003_6c0fd3b747236786.txt）。"
    )


def test_the_monthly_plan_is_named_as_base_and_the_wording_follows_the_settings() -> None:
    plan = monthly_plan(1000, 2400, *[3000] * 9, 4000)
    text = reason(
        as_of="2022-02",
        settings={"progress_word": "序时进度"},
        monthly_plans=[plan],
        monthly_progress=reports(900, 900),
    )
    assert "年度计划4,000.00万元，截至2022年2月应完成2,400.00万元（月度计划），实际完成1,800.00万元，" in text
    assert "投资完成率45.00%，序时进度60.00%，低15.00个百分点。" in text


def test_a_missing_report_is_said() -> None:
    text = reason(as_of="2022-02", monthly_progress=reports(900))
    assert text.startswith("连续2个月低于进度要求（2022年1月、2月，其中2022年2月缺报）。")
    assert "实际完成900.00万元（当月缺报），" in text


def test_several_measures_are_told_one_after_the_other() -> None:
    project = ORDINARY | {"planned_start": "2022-02-10"}
    text = reason("银川", as_of="2022-03", projects=[project], monthly_progress=reports(0, 0, 500))
    assert text == (
        "投资完成率比时序进度低14.02个百分点；计划2022年2月开工，截至2022年3月未开工，逾期2个月（含当月）。"
        "年度计划12,000.00万元，截至2022年3月应完成2,181.82万元（线性），实际完成500.00万元，"
        "投资完成率4.17%，时序进度18.18%，低14.02个百分点。"
        "规则：进度偏差≤−10亮黄灯；开工逾期月数≥1亮黄灯（依据：银川2025）。"
    )


def test_a_long_streak_names_its_first_and_last_month() -> None:
    text = reason(as_of="2022-05", monthly_progress=reports(*[900] * 5))
    assert text.startswith("连续5个月低于进度要求（2022年1月至2022年5月）。")


def test_a_streak_over_exempt_months_names_the_months_that_counted() -> None:
    exempt = {
        "exemption_reason": "管控",
        "exemption_document": "1号",
        "exempt_from": "2022-02",
        "exempt_until": "2022-03",
    }
    done = reports(900, None, None, 900, 900)
    text = reason(projects=[ORDINARY | exempt], monthly_progress=done)
    assert text.startswith("连续3个月低于进度要求（2022年1月、4月、5月）。")


@pytest.mark.parametrize(
    ("project", "text"),
    [
        (
            {"exemption_reason": "重污染管控", "exemption_document": "×函〔2022〕3号",
             "exempt_from": "2022-04", "exempt_until": "2022-06"},
            "豁免（2022年4月至2022年6月）：重污染管控，批准文号×函〔2022〕3号。",
        ),
        (
            {"exemption_reason": "诉讼", "exemption_document": "5号", "exempt_from": "2022-04"},
            "豁免（2022年4月起）：诉讼，批准文号5号。",
        ),
        ({"planned_start": "2022-07-01"}, "未到期：计划2022年7月开工。"),
        ({"planned_start": "2023-01-01"}, "未到期：计划2023年1月开工。"),
        ({"year_plan": None}, "2022年没有年度计划，不判定。"),
        ({"year_plan": 0}, "2022年年度计划为零，不判定。"),
        ({"stage": "储备"}, "前期阶段（储备），不亮灯。"),
        ({"stage": None}, "项目阶段没有填写，不亮灯。"),
        ({"actual_completion": "2022-03-15"}, "已完工：2022年3月15日竣工。"),
        ({"stage": "投产"}, "已完工：项目阶段为投产。"),
        ({"invested_before": 100000}, "已完工：累计完成投资达到总投资100,000.00万元。"),
    ],
)  # fmt: skip
def test_no_light_and_finished_say_why(project: dict[str, Any], text: str) -> None:
    assert reason(projects=[ORDINARY | project]) == text


def test_a_stage_no_rule_covers_is_said() -> None:
    rules = rule_rows("宁波", stages="新开工")
    assert reason(light_rules=rules) == "亮灯方案“宁波”没有适用于“在建”项目的规则，不亮灯。"


def test_a_parent_whose_children_are_all_exempt_says_so() -> None:
    exempt = {"exemption_reason": "管控", "exemption_document": "1号", "exempt_from": "2022-01"}
    family = [ORDINARY | {"code": "P"}, ORDINARY | exempt | {"parent_code": "P"}]
    assert reason(projects=family) == "豁免：子项目当月全部豁免。"


def test_a_month_whose_year_has_a_plan_that_is_not_yet_in_force_gives_the_figures_there_are() -> None:
    plan = monthly_plan(*[1000] * 12, start="2022-06")
    text = reason(as_of="2022-02", projects=[ORDINARY | {"year_plan": None}], monthly_plans=[plan])
    assert text.startswith(
        "连续2个月低于进度要求（2022年1月、2月，均缺报）。截至2022年2月完成0.00万元（当月缺报），没有生效的年度计划，不计算完成率。"
    )


def test_a_rule_without_a_document_names_none() -> None:
    rules = rule_rows("宁波", source=None)
    assert reason(light_rules=rules, monthly_progress=reports(*[0] * 5)).endswith(
        "规则：连续滞后月数≥2亮黄灯、≥3亮红灯。"
    )
