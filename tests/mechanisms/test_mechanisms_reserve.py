"""储备与申报机制：eligibility, the steps of an application, the reserve pool, run on a workbook."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.mechanisms import shows
from support.office import Office

from addin.schema import Eligibility, Findings, Parameters, Projects, Reserve, ToDos

DAY = dt.date


def applied(
    code: str, total: float | None = None, nature: str | None = "产业", **more: Any
) -> dict[str, Any]:
    return dict(code=code, project_name=f"{code}项目", applicant="甲镇", category="社会投资", nature=nature,
                total_investment=total, applied_on=DAY(2022, 3, 1), **more)  # fmt: skip


def tier(office: Office, code: str) -> tuple[Any, Any]:
    row = office.row(Reserve, code=code)
    return row["eligible_tier"], row["grounds"]


@shows(
    "S2-05", at=[Reserve.eligible_tier, Reserve.grounds, Eligibility.least_investment], commands=["recalc"]
)
def test_five_thousand_is_enough_for_a_key_project_and_the_livelihood_classes_need_no_sum(
    office: Office,
) -> None:
    """第八条: 5000万元以上（包含5000万元）; 民生、基础设施、政府投资 without a floor."""
    office.opens(
        reserve=[
            applied("恰好", 5000),
            applied("差一百元", 4999.99),
            applied("民生", 300, "民生"),
            applied("基建", 300, "基础设施"),
            applied("政府", 300, "其他") | dict(category="政府投资", funding_level="区级"),
            applied("没填", None),
        ]
    )
    office.run("recalc", "--month", "2022-09")
    assert tier(office, "恰好") == (
        "区重点",
        "总投资5000万元，达到5000万元（含）：区重点（龙项目办〔2022〕3号第八条）",
    )
    assert tier(office, "差一百元") == (
        "不符合",
        "总投资4999.99万元，不足5000万元；不属于民生、基础设施、政府投资",
    )
    # 民生 and 基础设施 of great influence are 重大 as well (第十条), again without a floor.
    assert tier(office, "民生") == ("区重大", "民生项目：区重大（龙项目办〔2022〕3号第十条）")
    assert tier(office, "基建") == ("区重大", "基础设施项目：区重大（龙项目办〔2022〕3号第十条）")
    assert tier(office, "政府") == ("区重点", "政府投资项目：区重点（龙项目办〔2022〕3号第八条）")
    assert tier(office, "没填") == (
        None,
        "不属于民生、基础设施、政府投资；总投资没有填写，区重点、区重大无法判定",
    )


@shows("S2-06", at=[Reserve.eligible_tier, Reserve.grounds], commands=["recalc"])
def test_ten_thousand_is_enough_for_a_major_industry_project(office: Office) -> None:
    """第十条: 产业 1亿元以上（包括1亿元）; 市库; 民生、基础设施; 市本级以上政府投资."""
    public = dict(category="政府投资")
    office.opens(
        reserve=[
            applied("恰好", 10000),
            applied("差一点", 9999.99),
            applied("其他类", 10000, "其他"),
            applied("市级资金", 800, "其他") | public | dict(funding_level="市本级"),
            applied("区级资金", 800, "其他") | public | dict(funding_level="区级"),
            applied("没填层级", 800, "其他") | public,
        ]
    )
    office.run("recalc", "--month", "2022-09")
    assert tier(office, "恰好") == (
        "区重大",
        "产业项目，总投资10000万元，达到10000万元（含）：区重大（龙项目办〔2022〕3号第十条）",
    )
    assert tier(office, "差一点")[0] == "区重点"
    assert tier(office, "其他类")[0] == "区重点"
    assert tier(office, "市级资金") == (
        "区重大",
        "政府投资项目，市本级资金：区重大（龙项目办〔2022〕3号第十条）",
    )
    assert tier(office, "区级资金")[0] == "区重点"
    assert tier(office, "没填层级") == (
        "区重点",
        "政府投资项目：区重点（龙项目办〔2022〕3号第八条）；资金层级没有填写，区重大无法判定",
    )


@shows("S2-01", at=[Reserve.in_city_pool, Reserve.eligible_tier, Projects.tier], commands=["recalc"])
def test_a_key_project_in_the_citys_pool_is_a_major_one_as_well(office: Office) -> None:
    """第三条: 重点 = 区重点名单, 重大 = 列入市库. 6000 < 10000: it is the pool that makes it 重大."""
    office.opens(
        reserve=[applied("A", 6000, in_city_pool="是"), applied("B", 6000, in_city_pool="否")],
        projects=[dict(code="A", project_name="A项目", tier="区重点", stage="前期", total_investment=6000)],
    )
    office.run("recalc", "--month", "2022-09")
    assert tier(office, "A") == ("区重大", "已列入市库：区重大（龙项目办〔2022〕3号第十条）")
    assert tier(office, "B")[0] == "区重点"
    assert office.row(Projects, code="A")["tier"] == "区重点"


@shows("S0-20", "S0-21", at=[Projects.scope, Projects.category, Eligibility.tier], commands=["recalc"])
def test_a_social_investment_of_exactly_ten_thousand_is_in_scope(office: Office) -> None:
    """仑政办〔2022〕26号 五: 政府投资项目; 社会投资「总投资1亿元以上」, which includes 1亿元."""

    def project(code: str, category: str | None, total: float | None) -> dict[str, Any]:
        return dict(code=code, project_name=code, category=category, stage="前期", total_investment=total)

    office.opens(
        projects=[
            project("恰好", "社会投资", 10000),
            project("不足", "社会投资", 9999.99),
            project("政府", "政府投资", 50),
            project("没填投资", "社会投资", None),
            project("没填类别", None, 9000),
        ]
    )
    office.run("recalc", "--month", "2022-09")
    scope = {row["code"]: row["scope"] for row in office.rows(Projects)}
    assert scope == {
        "恰好": "社会投资：总投资10000万元，达到10000万元",
        "不足": "不在范围：总投资9999.99万元，不足10000万元",
        "政府": "政府投资：不设总投资下限",
        "没填投资": "总投资没有填写，无法判定",
        "没填类别": "项目类别没有填写，无法判定",
    }


STEPS = dict(
    applied_on=DAY(2022, 3, 1), screened_on=DAY(2022, 3, 10), verified_on=DAY(2022, 4, 1),
    decided_on=DAY(2022, 4, 20), approved_on=DAY(2022, 5, 5), entered_on=DAY(2022, 5, 6),
)  # fmt: skip
NAMES = ["申请", "初筛", "核实遴选（草案）", "审定", "批准印发", "入库"]


@shows("S2-07", at=[Reserve.state, ToDos.type, ToDos.matter, Findings.message], commands=["recalc"])
def test_an_application_stands_at_its_last_dated_step_and_what_was_left_out_is_said(office: Office) -> None:
    """第九条: 申请 → 初筛 → 核实遴选（草案） → 审定 → 批准印发."""
    rows = [applied(name, 6000) | dict(list(STEPS.items())[: place + 1]) for place, name in enumerate(NAMES)]
    rows.append(applied("缺核实", 6000) | dict(screened_on=DAY(2022, 3, 10), decided_on=DAY(2022, 4, 20)))
    rows.append(applied("倒着", 6000) | dict(screened_on=DAY(2022, 2, 10)))
    rows.append(applied("太小", 100))
    office.opens(reserve=rows)
    office.run("recalc", "--month", "2022-09")
    states = {row["code"]: row["state"] for row in office.rows(Reserve)}
    assert [states[name] for name in NAMES] == NAMES
    todos = [(row["type"], row["project"], row["matter"]) for row in office.rows(ToDos)]
    assert (
        "待审定",
        "核实遴选（草案）",
        "核实遴选（草案）项目：已核实遴选，待审定。总投资6000万元，达到5000万元（含）：区重点（龙项目办〔2022〕3号第八条）",
    ) in todos
    assert [project for kind, project, _ in todos if kind == "待审定"] == ["核实遴选（草案）"]
    assert [project for kind, project, _ in todos if kind == "不符合条件"] == ["太小"]
    at = {name: office.rows(Reserve).index(office.row(Reserve, code=name)) + 4 for name in states}
    column = {name: _letter(name) for name in ("screened_on", "verified_on", "approval_document")}
    said = office.findings()
    assert f"疑点 储备库!{column['verified_on']}{at['缺核实']} 已填审定日期，但没有核实日期" in said
    assert f"疑点 储备库!{column['approval_document']}{at['批准印发']} 已填批准日期，但没有批准文号" in said
    assert (
        f"疑点 储备库!{column['screened_on']}{at['倒着']} 初审日期 2022-02-10 早于申请日期 2022-03-01" in said
    )


def _letter(name: str) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter([column.name for column in Reserve.columns].index(name) + 1)


@shows(
    "S2-03", at=[Reserve.state, Reserve.converted_on, Reserve.left_on, Findings.message], commands=["recalc"]
)
def test_the_pool_is_kept_up_to_date_with_what_enters_leaves_and_is_converted(office: Office) -> None:
    """第六条: 及时入库、动态管理. A recommended project enters the pool without waiting for a decision."""
    entered = dict(entered_on=DAY(2022, 3, 5))
    office.opens(
        reserve=[
            applied("在库", 6000, **entered),
            applied("出库", 6000, **entered, left_on=DAY(2022, 6, 1)),
            applied("转化", 6000, **entered, converted_on=DAY(2022, 7, 1)),
            applied("漏列", 6000, **entered, converted_on=DAY(2022, 7, 1)),
            applied("未来", 6000, **entered, converted_on=DAY(2022, 11, 1)),
        ],
        projects=[
            dict(code=code, project_name=code, stage="前期", total_investment=6000)
            for code in ("转化", "未来")
        ],
    )
    office.run("recalc", "--month", "2022-09")
    states = {row["code"]: row["state"] for row in office.rows(Reserve)}
    # 转化 on 1 November has not come on 8 October.
    assert states == {"在库": "入库", "出库": "出库", "转化": "转化", "漏列": "转化", "未来": "入库"}
    column = _letter("converted_on")
    assert f"提示 储备库!{column}7 已转化，但项目清单中没有这个项目代码" in office.findings()
    assert not any(f"储备库!{column}6" in line for line in office.findings())


@shows(
    "S2-05", "S2-06", at=[Eligibility.scheme, Parameters.value, Reserve.eligible_tier], commands=["recalc"]
)
def test_an_office_makes_its_own_tiers_by_changing_cells_and_a_bad_cell_stops_nothing(office: Office) -> None:
    mine = dict(scheme="本区")
    office.opens(
        settings={"reserve_scheme": "本区"},
        eligibility=[
            dict(**mine, tier="镇级", number=1, least_investment=500),
            dict(**mine, tier="县级", number=1, least_investment="约二千"),
            dict(**mine, tier="县级", number=2, natures="产业、民生", least_investment=3000),
        ],
        reserve=[applied("A", 3000), applied("B", 2999.99), applied("C", 499)],
    )
    office.run("recalc", "--month", "2022-09")
    assert tier(office, "A") == ("县级", "产业项目，总投资3000万元，达到3000万元（含）：县级")
    assert tier(office, "B") == ("镇级", "总投资2999.99万元，达到500万元（含）：镇级")
    assert tier(office, "C") == ("不符合", "总投资499万元，不足500万元")
    place = [column.name for column in Eligibility.columns].index("least_investment")
    cell = f"{chr(ord('A') + place)}5"
    assert f"错误 申报条件!{cell} 总投资下限无法识别，本行条件不起作用（不按“不限”处理）" in office.findings()


def test_a_scheme_that_the_sheet_does_not_have_is_said_at_the_setting(office: Office) -> None:
    office.opens(settings={"reserve_scheme": "某地"}, reserve=[applied("A", 9000)])
    office.run("recalc", "--month", "2022-09")
    assert tier(office, "A") == (None, None)
    (line,) = [line for line in office.findings() if "申报方案" in line]
    assert line.startswith("错误 参数!") and line.endswith("申报方案“某地”在申报条件中没有")


@pytest.mark.parametrize("days", [0, 1])
def test_a_date_after_today_is_no_step_yet(office: Office, days: int) -> None:
    """Today is 2022-10-08."""
    office.opens(reserve=[applied("A", 9000) | dict(screened_on=DAY(2022, 10, 8) + dt.timedelta(days=days))])
    office.run("recalc", "--month", "2022-09")
    assert office.row(Reserve, code="A")["state"] == ["初筛", "申请"][days]
