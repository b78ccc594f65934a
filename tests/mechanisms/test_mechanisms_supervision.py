"""问题、责任机制：issues through their four lists, duties and the monthly count, run on a workbook."""

from __future__ import annotations

from typing import Any

import openpyxl
from support.mechanisms import shows
from support.office import Office
from support.supervised_office import (
    SETTINGS,
    UNITS,
    day,
    kinds,
    project,
    suggestions,
    todos,
)

from addin.schema import (
    ChangeList,
    Duties,
    Issues,
    IssueStatistics,
    ToDos,
)


@shows(
    "S0-10", "S0-14", "S2-10",
    at=[Issues.source, Issues.person_in_charge, Issues.step, Issues.days_overdue, ToDos],
    commands=["recalc"],
)  # fmt: skip
def test_matters_from_leaders_and_weekly_meetings_are_followed_like_any_other(office: Office) -> None:
    """Due on 30 September, today 8 October: 8 days overdue, whatever the source; a person is asked for."""
    due = dict(due_on=day(9, 30), responsible_units="甲镇", assigned_on=day(9, 1), signed_on=day(9, 2))
    office.opens(
        SETTINGS,
        units=UNITS,
        projects=[project()],
        issues=[
            dict(number="W1", code="A", source="领导批示", description="批示事项", person_in_charge="张三", **due),
            dict(number="W2", code="A", source="周调度会", description="调度事项", **due),
            dict(
                number="W3", source="一周例会", description="例会事项", person_in_charge="李四",
                responsible_units="乙局", due_on=day(10, 12), feedback_on=day(9, 20), assigned_on=day(9, 1),
            ),
        ],
    )  # fmt: skip
    office.run("recalc")
    found = {row["number"]: (row["source"], row["step"], row["days_overdue"]) for row in office.rows(Issues)}
    assert found == {
        "W1": ("领导批示", "交单", 8),
        "W2": ("周调度会", "交单", 8),
        "W3": ("一周例会", "办单", 0),
    }
    assert [one for one in todos(office) if one[4].startswith("问题清单")] == [
        ("办单未反馈", "A", "甲镇", 8, "问题清单!T4"),
        ("办单未反馈", "A", "甲镇", 8, "问题清单!T5"),
        ("催办", None, "乙局", None, "问题清单!W6"),
        ("缺专人", "A", "甲镇", 8, "问题清单!P5"),
    ]
    urged = next(row for row in office.rows(ToDos) if row["type"] == "催办")
    assert (urged["person"], urged["matter"]) == ("李四", "问题W3（例会事项）临期或逾期，请催办")


@shows("S0-15", at=[Duties.type, Duties.state, Duties.days_overdue, ToDos], commands=["recalc"])
def test_the_three_lists_of_duties_have_their_states(office: Office) -> None:
    """今天 10月8日：9月28日到期未完成 = 逾期10天；10月12日到期在7天内 = 临期；9月20日到期、9月21日完成 = 逾期完成1天."""
    office.opens(
        SETTINGS,
        units=UNITS,
        projects=[project()],
        duties=[
            dict(number="R1", type="牵头单位任务", code="A", task="完成征迁", lead_unit="甲镇", due_on=day(9, 28)),
            dict(number="R2", type="月度节点任务", code="A", task="主体封顶", due_on=day(10, 12)),
            dict(
                number="R3", type="要素保障配合", task="落实用地", lead_unit="乙局",
                due_on=day(9, 20), completed_on=day(9, 21),
            ),
        ],
    )  # fmt: skip
    office.run("recalc")
    found = [(row["type"], row["state"], row["days_overdue"]) for row in office.rows(Duties)]
    assert found == [
        ("牵头单位任务", "逾期未完成", 10),
        ("月度节点任务", "临期", 0),
        ("要素保障配合", "逾期完成", 1),
    ]
    assert [(row["type"], row["unit"], row["matter"]) for row in office.rows(ToDos) if row["place"].startswith("责任清单")] == [
        ("催办", "甲镇", "牵头单位任务R1（完成征迁）临期或逾期，请催办"),
        ("催办", "甲镇", "月度节点任务R2（主体封顶）临期或逾期，请催办"),
    ]  # fmt: skip


def four_lists(office: Office, **row: Any) -> dict[str, Any]:
    office.type(Issues, 0, **row)
    office.run("recalc")
    return office.row(Issues, number="W1")


@shows(
    "S2-11", "S4-11", "S4-12",
    at=[Issues.step, Issues.assigned_on, Issues.signed_on, Issues.feedback_on, Issues.review, Issues.closed_on,
        Issues.times_returned, ChangeList, ToDos],
    commands=["recalc", "suggest"],
)  # fmt: skip
def test_an_issue_walks_the_four_lists_and_the_six_steps_and_back_once(office: Office) -> None:
    """列单 → 交单 → 办单 → 退回 → 办单 → 清单; every halt is a matter to do."""
    office.opens(
        SETTINGS,
        units=UNITS,
        projects=[project()],
        issues=[
            dict(
                number="W1", code="A", source="督查", description="管线未迁", standard="管线迁出红线",
                responsible_units="甲镇", person_in_charge="张三", listed_on=day(9, 1), due_on=day(11, 30),
            )
        ],
    )  # fmt: skip
    office.run("recalc")
    assert office.row(Issues, number="W1")["step"] == "列单"  # 问题梳理
    assert four_lists(office, assigned_on=day(10, 4))["step"] == "交单"  # 转办交办
    # 10月4日交单，3天内即10月7日前签收；今天10月8日，逾期1天
    assert ("未签收", "A", "甲镇", 1, "问题清单!S4") in todos(office)
    assert four_lists(office, signed_on=day(10, 5))["step"] == "交单"
    assert "未签收" not in kinds(office)
    assert four_lists(office, feedback_on=day(10, 5))["step"] == "办单"  # 督导督办、定期反馈
    assert four_lists(office, resolved_on=day(10, 6))["step"] == "办单"
    assert "待复核" in kinds(office)  # 跟踪问效
    assert four_lists(office, review="退回")["step"] == "办单"
    assert "退回" in kinds(office)
    (back,) = suggestions(office, "--apply", kind="退回")
    assert back["rows"] == ["问题清单!W1"]
    assert back["reason"] == "复核第1次退回，回到办单；清空办结日期2022-10-06"
    row = office.row(Issues, number="W1")
    assert (row["step"], row["times_returned"], row["resolved_on"], row["review"]) == ("办单", 1, None, None)
    kept = [(row["type"], row["code"], row["field"], row["before"]) for row in office.rows(ChangeList)]
    assert kept == [
        ("调整", "A", "问题清单!W1 办结日期（退回清空）", "2022-10-06"),
        ("调整", "A", "问题清单!W1 复核结果（退回清空）", "退回"),
    ]
    assert suggestions(office, "--apply", kind="退回") == []
    four_lists(office, resolved_on=day(10, 7), review="通过")
    assert "待销号" in kinds(office)
    assert four_lists(office, closed_on=day(10, 8))["step"] == "清单"  # 办结销号
    assert "待销号" not in kinds(office)
    assert len(office.rows(ChangeList)) == 2


@shows("S2-15", "S4-02", at=[Issues.description, Issues.standard, Issues.due_on, Issues.responsible_units,
    Issues.person_in_charge, Issues.target, Issues.measures, Issues.step], commands=["recalc"])  # fmt: skip
def test_an_issue_ledger_under_its_own_headings_is_read_and_closed_only_against_its_standard(
    office: Office,
) -> None:
    """存在问题、解决标准、解决时限、责任单位、责任人 (龙亭) with 目标任务、推进措施 (新乡)."""
    closing = dict(resolved_on=day(9, 20), review="通过", closed_on=day(9, 22))
    common = dict(
        code="A", description="电力未接入", target="9月底通电", measures="架设临时线路", responsible_units="甲镇",
        person_in_charge="张三", due_on=day(9, 15),
    )  # fmt: skip
    office.opens(
        SETTINGS,
        units=UNITS,
        projects=[project()],
        issues=[
            dict(number="W1", standard="通电并移交", **common, **closing),
            dict(number="W2", **common, **closing),
        ],
    )
    for column, title in ((Issues.description, "存在问题"), (Issues.due_on, "解决时限")):
        assert title in column.aliases
        office.type(Issues, -1, **{column.name: title})
    office.run("recalc")
    sheet = openpyxl.load_workbook(office.path)[Issues.title]
    titles = [cell.value for cell in sheet[3]]
    step, late = titles.index("四单状态"), titles.index("逾期天数")
    assert {"存在问题", "解决标准", "解决时限", "责任单位", "责任人"} <= set(titles)
    # 9月15日到期，9月20日办结：逾期5天
    assert [(row[step].value, row[late].value) for row in sheet.iter_rows(min_row=4, max_row=5)] == [
        ("清单", 5),
        ("办单", 5),
    ]
    assert any("缺解决标准，不能销号" in one for one in office.findings())


@shows("S3-04", at=[IssueStatistics], commands=["recalc"])
def test_issues_are_counted_by_month_and_the_six_categories(office: Office) -> None:
    """8月提 资金1、空白1；9月提 土地1（按期办结）。8月末未销号2（资金的一条8月20日到期，逾期）；9月末资金的已销号，只剩空白1."""
    done = dict(standard="到位", review="通过")
    office.opens(
        SETTINGS,
        units=UNITS,
        projects=[project()],
        issues=[
            dict(
                number="W1", code="A", category="资金", raised_on=day(8, 1), due_on=day(8, 20),
                resolved_on=day(9, 5), closed_on=day(9, 6), **done,
            ),
            dict(number="W2", code="A", raised_on=day(8, 15)),
            dict(
                number="W3", code="A", category="土地", listed_on=day(9, 2), due_on=day(9, 30),
                resolved_on=day(9, 28), closed_on=day(9, 30), **done,
            ),
        ],
    )  # fmt: skip
    office.run("recalc")
    rows = office.rows(IssueStatistics)
    assert [row["month"].month for row in rows] == list(range(1, 10))
    shown = ("funds", "land", "planning", "approval", "resettlement", "other", "raised", "resolved", "in_time",
             "open_at_end", "overdue_at_end")  # fmt: skip
    assert [rows[6][name] for name in shown] == [0] * 11
    assert [rows[7][name] for name in shown] == [1, 0, 0, 0, 0, 1, 2, 0, 0, 2, 1]
    assert [rows[8][name] for name in shown] == [0, 1, 0, 0, 0, 0, 1, 2, 1, 1, 0]
