"""Checks of projects: packages, pairs, exemptions."""

from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import ledger_of, lines

from addin.ledger.checks.projects import lookalikes, parent_cycles, refused_exemptions, rows_of_packages


def test_parents_in_a_circle_are_an_error_for_each():
    ledger = ledger_of(
        projects=[
            dict(code="A", parent_code="B"),
            dict(code="B", parent_code="A"),
            dict(code="C", parent_code="C"),
            dict(code="D", parent_code="A"),
            dict(code="E"),
        ]
    )
    assert lines(parent_cycles(ledger)) == [
        "错误 项目清单!I4 上级项目绕成了一圈，合计无法计算；改正上级项目代码，最上一级留空",
        "错误 项目清单!I5 上级项目绕成了一圈，合计无法计算；改正上级项目代码，最上一级留空",
        "错误 项目清单!I6 上级项目绕成了一圈，合计无法计算；改正上级项目代码，最上一级留空",
    ]


@given(st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_a_project_circles_where_following_its_parents_leads_back(parents):
    rows = [dict(code=f"P{row}", parent_code=f"P{parent}") for row, parent in enumerate(parents)]
    found = {one.project for one in parent_cycles(ledger_of(projects=rows))}
    for row in range(6):
        at, seen = parents[row], set()
        while at != row and at not in seen:
            seen.add(at)
            at = parents[at]
        assert (f"P{row}" in found) == (at == row)


def test_figures_typed_on_a_package_are_said_not_to_count():
    ledger = ledger_of(
        projects=[dict(code="A"), dict(code="A1", parent_code="A")],
        monthly_progress=[
            dict(code="A", month="2022-01", month_done=1),
            dict(code="A1", month="2022-01", month_done=1),
        ],
        monthly_plans=[dict(code="A", year=2022)],
    )
    assert lines(rows_of_packages(ledger)) == [
        "提示 月度计划!B4 打包项目按子项合计，本行数字不计；数字填在子项上",
        "提示 月度进度!B4 打包项目按子项合计，本行数字不计；数字填在子项上",
    ]


def test_two_codes_with_one_name_and_unit_are_doubted():
    ledger = ledger_of(
        projects=[
            dict(code="A", project_name="甲项目（一期）", responsible_units="甲局"),
            dict(code="B", project_name="甲项目(一期)", responsible_units="甲局、乙局"),
            dict(code="C", project_name="甲项目（一期）", responsible_units="乙局"),
            dict(code="D"),
            dict(code="E"),
        ]
    )
    assert lines(lookalikes(ledger)) == [
        "疑点 项目清单!C5 与项目 A 名称、责任单位相同，可能是同一项目；核对后删除重复的一行，或在名称上区分"
    ]


def test_lookalikes_without_a_unit_are_doubted_too():
    ledger = ledger_of(projects=[dict(code="A", project_name="甲"), dict(code="B", project_name="甲 ")])
    assert [one.cell for one in lookalikes(ledger)] == ["C5"]


def test_an_exemption_needs_reason_document_and_beginning():
    whole = dict(exemption_reason="管控停工", exemption_document="某政函〔2022〕1号", exempt_from="2022-03")
    ledger = ledger_of(
        projects=[
            dict(code="A", **whole, exempt_until="2022-05"),
            dict(code="B", **whole),
            dict(code="C", **whole | dict(exemption_document="无")),
            dict(code="D", exempt_until="2022-05"),
            dict(code="E", **whole, exempt_until="2022-02"),
            dict(code="F", **whole | dict(exempt_from="三月")),
            dict(code="G"),
        ]
    )
    assert lines(refused_exemptions(ledger)) == [
        "错误 项目清单!AQ6 豁免没有豁免批准文号，不予豁免；补齐后重新计算；不豁免时清空各豁免列",
        "错误 项目清单!AP7 豁免没有豁免原因、豁免批准文号、豁免起月，不予豁免；补齐后重新计算；不豁免时清空各豁免列",
        "错误 项目清单!AS8 豁免止月 2022-02 早于豁免起月 2022-03，不予豁免；改正豁免起止月份",
    ]
