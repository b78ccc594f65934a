"""Checks of registers: adjusted lights, closed issues and rectifications, shared names of units."""

from support.ledgers import ledger_of, lines

from addin.ledger.checks.registers import (
    accepted_adjustments,
    issues_closed_early,
    rectifications_without_evidence,
    refused_adjustments,
    shared_names,
)
from addin.schema import LightRegister


def register(*rows):
    months = [f"2022-{month:02}" for month in range(1, 13)]
    return ledger_of(
        projects=[dict(code="A")],
        light_register=[dict(code="A", month=month, **row) for month, row in zip(months, rows, strict=False)],
    )


def test_an_adjusted_light_needs_reason_and_approval():
    ledger = register(
        dict(adjusted_light="绿", adjustment_reason="核实无误", approved_by="分管领导"),
        dict(adjusted_light="绿", adjustment_reason="核实无误"),
        dict(adjusted_light="绿"),
        dict(),
    )
    assert accepted_adjustments(ledger[LightRegister]).tolist() == [True, False, False, False]
    assert lines(refused_adjustments(ledger)) == [
        "错误 亮灯台账!K5 调整灯没有批准人，仍按规则灯发布；补填批准人，或清空调整灯",
        "错误 亮灯台账!J6 调整灯没有调整理由、批准人，仍按规则灯发布；补填调整理由、批准人，或清空调整灯",
    ]


def test_an_issue_is_closed_with_standard_day_and_review():
    whole = dict(standard="恢复供电", resolved_on="2022-03-01", review="通过", closed_on="2022-03-02")
    ledger = ledger_of(
        issues=[
            dict(number="W1", **whole),
            dict(number="W2", **whole | dict(standard=None, review="无")),
            dict(number="W3", **whole | dict(review="退回")),
            dict(number="W4", **whole | dict(resolved_on="三月")),
            dict(number="W5", description="未办"),
        ]
    )
    assert lines(issues_closed_early(ledger)) == [
        "疑点 问题清单!Y5 已填销号日期，但没有解决标准、复核结果；补填解决标准、复核结果，或清空销号日期",
        "疑点 问题清单!X6 复核结果为退回，却填了销号日期；清空销号日期，或改正复核结果",
    ]


def test_a_rectification_is_closed_only_on_evidence():
    ledger = ledger_of(
        projects=[dict(code="A")],
        rectifications=[
            dict(code="A", listed_month="2022-01", closed_on="2022-03-01", evidence="现场照片"),
            dict(code="A", listed_month="2022-02", closed_on="2022-03-01"),
        ],
    )
    assert lines(rectifications_without_evidence(ledger)) == [
        "疑点 专项整改台账!I5 已填销号日期，但没有销号依据；补填销号依据，或清空销号日期"
    ]


def test_two_units_cannot_share_a_name():
    ledger = ledger_of(
        units=[
            dict(unit="甲局", other_names="新局、甲"),
            dict(unit="乙局", full_name="新局"),
            dict(unit="丙局", other_names="甲局"),
        ]
    )
    assert lines(shared_names(ledger)) == [
        "疑点 单位名录!C5 规范全称“新局”有两个以上单位使用，无法认定是哪一个；只留在一个单位名下",
        "疑点 单位名录!D4 别名“新局”有两个以上单位使用，无法认定是哪一个；只留在一个单位名下",
    ]
