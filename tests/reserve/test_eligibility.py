"""可申报层级与范围判定: edges, facts that are missing, conditions of an office's own, and laws."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.ledgers import ledger_of, lines

from addin.reserve import draft_list, project_scope, reserve_tiers
from addin.schema import Reserve

OWN = "龙亭"


def conditions(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(scheme=OWN, number=number, **row) for number, row in enumerate(rows, 1)]


KEY = dict(tier="区重点", least_investment=5000, source="某办法（x.txt）第八条")
MAJOR = dict(tier="区重大", natures="产业", least_investment=10000)
CITY = dict(tier="区重大", in_city_pool="是")
PUBLIC = dict(tier="区重大", category="政府投资", funding_levels="市本级、省级")


def verdict(*rows: dict[str, Any], **facts: Any) -> tuple[Any, Any]:
    ledger = ledger_of(eligibility=conditions(*rows), reserve=[dict(code="A", **facts)])
    frame = reserve_tiers(ledger)
    return frame[Reserve.eligible_tier.name].iloc[0], frame[Reserve.grounds.name].iloc[0]


@pytest.mark.parametrize(
    ("facts", "tier", "grounds"),
    [
        (
            dict(total_investment=5000, nature="其他", category="社会投资"),
            "区重点",
            "总投资5000万元，达到5000万元（含）：区重点（某办法第八条）",
        ),
        (dict(total_investment=4999.999999, nature="产业", category="社会投资"), "不符合", "总投资4999.999999万元，不足5000万元"),
        (
            dict(total_investment=20000, category="社会投资"),
            "区重点",
            "总投资20000万元，达到5000万元（含）：区重点（某办法第八条）；项目属性没有填写，区重大无法判定",
        ),
        (dict(nature="产业"), None, "总投资、项目类别没有填写，区重点、区重大无法判定"),
        (dict(total_investment=1, in_city_pool="是"), "区重大", "已列入市库：区重大"),
        (
            dict(total_investment=1, nature="其他", category="政府投资", funding_level="省级"),
            "区重大",
            "政府投资项目，省级资金：区重大",
        ),
    ],
)  # fmt: skip
def test_the_highest_open_tier_with_its_reason(facts: dict[str, Any], tier: str | None, grounds: str) -> None:
    said = verdict(KEY, MAJOR, CITY, PUBLIC, **facts)
    if said[1].startswith("总投资、"):  # the order of titles is that of the tiers' conditions
        assert set(said[1].split("没有填写")[0].split("、")) >= {"总投资", "项目类别"}
    else:
        assert said[1] == grounds
    assert said[0] == tier


def test_a_row_without_any_condition_is_open_to_all() -> None:
    assert verdict(dict(tier="一般")) == ("一般", "不设条件：一般")


def test_without_rules_nothing_is_judged() -> None:
    assert verdict(total_investment=90000.0) == (None, None)


def test_a_shortfall_names_the_kinds_that_would_do() -> None:
    public = dict(tier="区重点", category="政府投资", funding_levels="市本级")
    funds = dict(tier="区重点", funding_levels="中央")
    city = dict(tier="区重点", in_city_pool="是")
    facts = dict(total_investment=1, nature="其他", category="社会投资", funding_level="区级")
    assert verdict(KEY, public, funds, city, **facts) == (
        "不符合",
        "总投资1万元，不足5000万元；不属于政府投资（市本级资金）、中央资金、列入市库的项目",
    )


def test_a_choice_that_cannot_be_read_does_not_open_its_row() -> None:
    ledger = ledger_of(
        eligibility=conditions(KEY, dict(tier="区重大", category="公私合营")),
        reserve=[dict(code="A", total_investment=1, category="社会投资", nature="产业")],
    )
    assert reserve_tiers(ledger)[Reserve.eligible_tier.name].tolist() == ["不符合"]
    reserve_tiers(ledger)  # said once, however often it is asked
    said = [line for line in lines(ledger.findings) if "不起作用" in line]
    assert said == [
        "错误 申报条件!E5 项目类别无法识别，本行条件不起作用（不按“不限”处理）；改正项目类别；不限的清空"
    ]


def test_missing_sheets_and_columns_leave_cells_blank() -> None:
    from addin.schema import Eligibility

    ledger = ledger_of(
        absent=[Eligibility], reserve=[dict(code="A", total_investment=1)], projects=[dict(code="P")]
    )
    assert reserve_tiers(ledger).isna().all(axis=None)
    assert project_scope(ledger).isna().all(axis=None)
    assert len(draft_list(ledger)) == 0


def test_the_draft_holds_what_is_verified_eligible_and_undecided_highest_first() -> None:
    ready = dict(category="社会投资", nature="产业", in_city_pool="否", verified_on="2022-05-01")
    ledger = ledger_of(
        eligibility=conditions(KEY, MAJOR),
        reserve=[
            dict(code="重点", total_investment=6000, **ready),
            dict(code="太小", total_investment=60, **ready),
            dict(code="重大", total_investment=60000, **ready),
            dict(code="已审", total_investment=6000, **ready, decided_on="2022-06-01"),
            dict(code="出库", total_investment=6000, **ready, left_on="2022-06-01"),
            dict(code="未核", total_investment=6000, **{**ready, "verified_on": "2022-10-09"}),
        ],
    )
    assert draft_list(ledger)[Reserve.code.name].tolist() == ["重大", "重点"]


AMOUNTS = st.one_of(st.none(), st.floats(0, 30000).map(lambda value: round(value, 2)))


@given(AMOUNTS, st.sampled_from([None, "产业", "民生", "其他"]), st.floats(0, 10000))
@settings(max_examples=60, deadline=None)
def test_more_investment_never_lowers_the_tier(total: float | None, nature: str | None, more: float) -> None:
    rank = {"不符合": 0, None: 0, "区重点": 1, "区重大": 2}
    before = verdict(KEY, MAJOR, total_investment=total, nature=nature)[0]
    after = verdict(KEY, MAJOR, total_investment=round((total or 0) + more, 2), nature=nature)[0]
    assert rank[after] >= rank[before]
