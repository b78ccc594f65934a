"""亮灯台账: adjusted, published, frozen, counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.light_presets import label_rows
from support.small_ledgers import ORDINARY, even_plan, judged, reports

from addin.lights import Register, freeze
from addin.schema import LightRegister

WORKED = reports(1000, 900, 1000, 800, 1500)
OTHER = ORDINARY | {"code": "B", "project_name": "乙项目", "responsible_units": "乙局、丙局"}


def registered(*rows: dict[str, Any], **more: Any) -> Register:
    return judged(light_register=list(rows), **({"monthly_progress": WORKED} | more))[3]


def column(register: Register, column_: Any) -> list[Any]:
    return list(register.frame[column_.name])


def row(month: str, code: str = "A", **more: Any) -> dict[str, Any]:
    return {"code": code, "month": month, **more}


def test_there_is_a_row_for_each_due_month_by_month_and_then_by_project() -> None:
    register = registered(as_of="2022-02", projects=[OTHER, ORDINARY])
    assert column(register, LightRegister.code) == ["B", "A", "B", "A"]
    assert [month.month for month in column(register, LightRegister.month)] == [1, 1, 2, 2]
    assert column(register, LightRegister.responsible_unit) == ["乙局、丙局", "甲局"] * 2
    assert column(register, LightRegister.frozen) == ["否"] * 4
    assert set(register.frame["position"]) == {-1}


def test_existing_rows_stay_first_and_in_their_order() -> None:
    register = registered(row("2022-03"), row("2022-01"), as_of="2022-03")
    assert [month.month for month in column(register, LightRegister.month)] == [3, 1, 2]
    assert register.frame["position"].tolist() == [0, 1, -1]
    assert column(register, LightRegister.light) == ["黄", "绿", "绿"]


def test_exempt_months_have_a_row_and_months_not_due_have_none() -> None:
    exempt = {
        "exemption_reason": "管控",
        "exemption_document": "1号",
        "exempt_from": "2022-03",
        "exempt_until": "2022-03",
    }
    register = registered(projects=[ORDINARY | exempt | {"planned_start": "2022-02-01"}])
    assert [month.month for month in column(register, LightRegister.month)] == [2, 3, 4, 5]
    assert column(register, LightRegister.light)[1] == "灰"
    assert register.light[0, 0] == "灰"


@pytest.mark.parametrize(
    ("reason", "approver", "light"),
    [("雨季停工", "张某", "绿"), ("雨季停工", None, "黄"), (None, "张某", "黄")],
)
def test_an_adjusted_light_counts_only_with_reason_and_approver(
    reason: str | None, approver: str | None, light: str
) -> None:
    typed = row("2022-03", adjusted_light="绿", adjustment_reason=reason, approved_by=approver)
    register = registered(typed)
    assert register.frame[LightRegister.rule_light.name][0] == "黄"
    assert register.frame[LightRegister.light.name][0] == light == register.light[0, 2]


def test_an_adjusted_light_that_the_scheme_lacks_is_refused_and_said() -> None:
    typed = row("2022-03", adjusted_light="橙", adjustment_reason="雨季", approved_by="张某")
    ledger, _, _, register = judged(light_register=[typed], monthly_progress=WORKED)
    assert register.light[0, 2] == "黄"
    assert [finding.message for finding in ledger.findings] == ["亮灯方案“宁波”没有“橙”灯，调整不起作用"]


def test_a_discretionary_light_waits_until_a_person_types_a_light() -> None:
    rules = [
        {"scheme": "宁波", "enabled": "是", "measure": "连续滞后月数", "level": 1, "comparison": "≥", "threshold": 2,
         "discretionary": "是"},
    ]  # fmt: skip
    waiting = registered(light_rules=rules)
    assert (waiting.light[0, 2], bool(waiting.confirm[0, 2])) == ("绿", True)
    typed = row("2022-03", adjusted_light="黄", adjustment_reason="属实", approved_by="张某")
    refused = registered(typed | {"approved_by": None}, light_rules=rules)
    assert (refused.light[0, 2], bool(refused.confirm[0, 2])) == ("绿", True)
    settled = registered(typed, light_rules=rules)
    assert (settled.light[0, 2], bool(settled.confirm[0, 2])) == ("黄", False)


FROZEN = row("2022-03", rule_light="黄", light="绿", reason="原来的话：完成2,900.00万元", frozen="是")


def test_a_frozen_row_is_never_computed_again_and_differences_are_listed() -> None:
    register = registered(FROZEN)
    first = register.frame.iloc[0]
    assert (first[LightRegister.light.name], first[LightRegister.reason.name]) == ("绿", FROZEN["reason"])
    assert register.light[0, 2] == "绿"
    changes = register.changes
    assert changes["field"].tolist() == ["发布灯", "亮灯原因"]
    assert (changes["before"][0], changes["after"][0]) == ("绿", "黄")
    assert (changes["type"][0], changes["code"][0], changes["project_name"][0]) == (
        "定版后改动",
        "A",
        "甲项目",
    )


def test_a_frozen_row_that_comes_out_the_same_is_no_change() -> None:
    before = registered().frame.iloc[2]
    same = {name: before[name] for name in ("rule_light", "rule", "reason", "light")}
    assert registered(row("2022-03", frozen="是", **same)).changes.empty


def test_other_wording_with_the_same_figures_is_no_change() -> None:
    before = registered().frame.iloc[2]
    wording = before["reason"].replace("应完成", "计划完成")
    same = {"rule_light": "黄", "light": "黄", "reason": wording}
    assert registered(row("2022-03", frozen="是", **same)).changes.empty


def test_a_later_correction_changes_open_months_only() -> None:
    corrected = reports(1000, 1000, 1000, 800, 1500)
    register = registered(FROZEN | {"light": "黄"}, monthly_progress=corrected)
    assert register.light[0].tolist() == ["绿", "绿", "黄", "绿", "绿"]
    assert ("规则灯", "黄", "绿") in list(
        register.changes[["field", "before", "after"]].itertuples(index=False, name=None)
    )


def test_rows_of_months_not_reached_are_blank_but_kept() -> None:
    typed = row("2022-11", rule_light="红", light="红", reason="旧", adjusted_light="绿")
    register = registered(typed)
    first = register.frame.iloc[0]
    assert [first[name] for name in ("rule_light", "light", "reason", "project_name", "frozen")] == [None] * 5
    assert first[LightRegister.adjusted_light.name] == "绿"


def test_freezing_a_month_marks_its_rows_and_no_others() -> None:
    register = registered(FROZEN, as_of="2022-03", projects=[ORDINARY, OTHER])
    march = dt.date(2022, 3, 1)
    frozen = freeze(register, march)
    assert (register.frozen_rows(march), frozen.frozen_rows(march)) == (1, 2)
    assert column(frozen, LightRegister.frozen).count("是") == 2


def test_a_month_that_is_not_reckoned_yet_cannot_be_frozen() -> None:
    later = dt.date(2022, 9, 1)
    assert freeze(registered(row("2022-09")), later).frozen_rows(later) == 0


EPISODES = reports(900, 900, 1200, 900, 900)


@pytest.mark.parametrize(("counting", "count"), [("月", 2), ("次", 2)])
def test_lit_months_of_the_year_are_counted_as_published(counting: str, count: int) -> None:
    register = registered(monthly_progress=EPISODES, settings={"lit_counting": counting})
    assert register.light[0].tolist() == ["绿", "黄", "绿", "绿", "黄"]
    assert register.lit_count.tolist() == [count]


def test_lit_months_in_a_row_are_one_episode() -> None:
    assert registered(settings={"lit_counting": "次"}).lit_count.tolist() == [1]
    assert registered(settings={"lit_counting": "月"}).lit_count.tolist() == [2]


def test_an_exempt_month_does_not_end_an_episode() -> None:
    exempt = {
        "exemption_reason": "管控",
        "exemption_document": "1号",
        "exempt_from": "2022-03",
        "exempt_until": "2022-03",
    }
    register = registered(
        projects=[ORDINARY | exempt],
        monthly_progress=reports(900, 900, None, 900, 900),
        settings={"lit_counting": "次"},
    )
    assert register.light[0].tolist() == ["绿", "黄", "灰", "红", "红"]
    assert register.lit_count.tolist() == [1]


def test_an_adjusted_light_is_what_counts() -> None:
    typed = row("2022-03", adjusted_light="绿", adjustment_reason="雨季", approved_by="张某")
    assert registered(typed).lit_count.tolist() == [1]


def test_only_the_months_of_the_year_count() -> None:
    register = registered(
        as_of="2022-01",
        monthly_plans=[even_plan(1200, year=2021)],
        monthly_progress=[*reports(*[90] * 12, start="2021-01"), *reports(500)],
    )
    assert register.lit.sum() == 12
    assert register.lit_count.tolist() == [1]


def test_a_frozen_blue_of_an_earlier_scheme_is_no_lit_month() -> None:
    register = registered(row("2022-03", light="蓝", frozen="是"), light_labels=label_rows("宁波"))
    assert register.level[0, 2] == -1
    assert register.lit_count.tolist() == [1]


def test_a_row_of_an_unknown_project_is_kept_with_blank_computed_cells() -> None:
    register = registered(row("2022-03", code="Z", light="红", approved_by="张某"))
    first = register.frame.iloc[0]
    assert (first["code"], first["light"], first["approved_by"]) == ("Z", None, "张某")
    assert len(register.frame) == 6


def test_a_ledger_without_projects_has_an_empty_register() -> None:
    register = judged(projects=[])[3]
    assert len(register.frame) == 0
    assert register.light.shape == (0, 5)


def test_a_frozen_row_without_a_light_stays_as_it_is_while_the_month_counts_by_the_rules() -> None:
    ledger, _, verdicts, register = judged(
        monthly_progress=WORKED, light_register=[row("2022-05", frozen="是", light=None)]
    )
    assert column(register, LightRegister.light)[0] is None
    assert register.light[0, 4] == verdicts.firm_label[0, 4] == "绿"
    assert [f.message for f in ledger.findings if f.sheet == LightRegister.title] == [
        "已定版却没有发布灯，各表按规则灯计算"
    ]
