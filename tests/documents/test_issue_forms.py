"""交办单、销号单。"""

from __future__ import annotations

from datetime import date

import pytest
from support.facts import ISSUED
from support.issue_documents import SOLVED, assignment, close_out, issue, unknown_issue

from docgen.blocks import Composition, FormCell, FormGrid, Layout
from docgen.documents import compose, find_kind
from docgen.documents.issue_wording import basis, punctuality, requirement


def grid(composition: Composition) -> FormGrid:
    (form,) = composition.body
    assert isinstance(form, FormGrid)
    return form


def filled(composition: Composition) -> dict[str, str]:
    """What stands beside each label."""
    cells = [cell for row in grid(composition).rows for cell in row]
    return {
        label.text: value.text for label, value in zip(cells[::2], cells[1::2], strict=True) if label.label
    }


def test_a_form_bears_no_mark_no_addressee_and_no_imprint() -> None:
    written = compose("交办单", assignment())
    assert (written.layout, written.mark, written.addressee) == (Layout.FORM, "", "")
    assert (written.signature, written.dated, written.printed_by, written.copied_to) == ("", "", "", "")
    assert (written.title, written.missing) == ("重大项目问题交办单", ())


def test_a_forms_number_runs_by_its_name_in_the_year_it_is_written() -> None:
    assert compose("交办单", assignment(as_of=date(2023, 1, 4))).number == "交办单〔2023〕 号"
    assert compose("销号单", close_out(header=ISSUED)).number == "甬重办〔2022〕12号"


def test_every_row_of_the_form_fills_its_four_columns() -> None:
    for written in (compose("交办单", assignment()), compose("销号单", close_out())):
        assert all(sum(cell.span for cell in row) == 4 for row in grid(written).rows)
        assert len(grid(written).heights) == len(grid(written).rows)


def test_an_assignment_names_the_matter_its_basis_and_whoever_answers_for_it() -> None:
    said = filled(compose("交办单", assignment()))
    assert said["交办事项"] == "老城区管位狭窄，燃气管线交叉保护方案未定"
    assert said["交办依据"] == "2022年9月5日重大项目推进一周例会议定（SX2022-001）"
    assert (said["责任单位"], said["协办单位"]) == ("区住建局", "东街道、区燃气公司")
    assert (said["责任领导"], said["责 任 人"]) == ("副区长李某某", "吴某")
    assert (said["办理时限"], said["反馈时限"]) == ("2022年9月28日", "2022年9月2日")
    assert (said["交办单位"], said["交办日期"]) == (
        "甬东区重大项目推进工作领导小组办公室",
        "2022年8月29日",
    )


def test_the_lower_half_of_an_assignment_is_left_to_the_pen_until_the_issue_is_resolved() -> None:
    working, solved = assignment(), assignment(issue=issue(**SOLVED))
    blank = "\n\n负责人（签字）："
    assert filled(compose("交办单", working))["承办意见"].startswith(blank)
    assert filled(compose("交办单", working))["办理结果"].startswith(blank)
    assert filled(compose("交办单", solved))["办理结果"].startswith(
        "管线保护方案已会签，现场开始保护施工\n\n"
    )


def test_an_issue_not_handed_over_yet_is_so_on_the_day_the_form_is_issued() -> None:
    fresh = issue(assigned_on=None, signed_on=None)
    assert compose("交办单", assignment(issue=fresh)).missing == ("交办日期",)
    assert filled(compose("交办单", assignment(issue=fresh, header=ISSUED)))["交办日期"] == "2022年10月8日"


def test_what_an_assignment_does_not_know_it_asks_for() -> None:
    written = compose("交办单", assignment(issue=unknown_issue(), reply_by=None))
    assert written.missing == (
        "交办事项", "交办依据", "解决标准", "责任单位", "责任领导", "责任人", "办理时限", "反馈时限", "交办日期",
    )  # fmt: skip
    assert filled(written)["项目名称"] == filled(written)["协办单位"] == "—"


def test_a_form_for_handing_over_has_two_names() -> None:
    assert find_kind("转交单") is find_kind("交办单")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "2022年9月5日重大项目推进一周例会议定（SX2022-001）"),
        ({"resolution": None, "met_on": None}, "重大项目推进一周例会议定"),
        ({"meeting": None}, "2022年8月25日月报反映"),
        ({"meeting": None, "source": "月度会商", "raised_on": None}, "月度会商交办"),
        ({"meeting": None, "source": "领导批示"}, "2022年8月25日领导批示"),
        (
            {"source": "领导批示"},
            "2022年8月25日领导批示；2022年9月5日重大项目推进一周例会议定（SX2022-001）",
        ),
        ({"meeting": None, "source": None}, "【待填：交办依据】"),
    ],
)
def test_the_basis_is_a_meeting_an_instruction_or_where_the_issue_came_from(
    changes: dict[str, object], said: str
) -> None:
    assert str(basis(issue(**changes))) == said


def test_the_requirement_always_names_the_standard_it_is_closed_out_by() -> None:
    assert requirement(issue()) == (
        "目标任务：9月底前完成管线保护方案。\n推进措施：现场探挖，燃气单位驻场。\n解决标准：方案会签完成。"
    )
    assert requirement(issue(target=None, measures=" ", standard=None)) == "解决标准：【待填：解决标准】。"


# --- 销号单 -------------------------------------------------------------------------------------


def test_a_close_out_holds_what_was_done_against_the_standard() -> None:
    said = filled(compose("销号单", close_out()))
    assert (said["解决标准"], said["办理情况"]) == ("方案会签完成", "管线保护方案已会签，现场开始保护施工")
    assert (said["办结日期"], said["办结情况"]) == ("2022年10月4日", "逾期6天办结")
    assert (said["复核结果"], said["销号日期"]) == ("通过", "2022年10月6日")
    assert compose("销号单", close_out()).missing == ()


def test_a_close_out_waiting_for_its_signature_leaves_the_day_blank() -> None:
    written = compose("销号单", close_out(issue=issue(**SOLVED | {"closed_on": None})))
    assert (filled(written)["销号日期"], written.missing) == ("", ())


@pytest.mark.parametrize("gap", ["standard", "resolved_on", "review"])
def test_no_issue_is_closed_out_without_standard_day_and_review(gap: str) -> None:
    labels = {"standard": "解决标准", "resolved_on": "办结日期", "review": "复核结果"}
    written = compose("销号单", close_out(issue=issue(**SOLVED | {gap: None})))
    assert written.missing == (labels[gap],)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "未办结，已逾期10天"),
        ({"days_overdue": 0}, "未办结"),
        ({"resolved_on": date(2022, 9, 28), "days_overdue": 0}, "按期办结"),
        ({"resolved_on": date(2022, 10, 4), "days_overdue": 6}, "逾期6天办结"),
        ({"due_on": None, "days_overdue": None}, "【待填：办结时限】"),
    ],
)
def test_punctuality_is_said_by_the_days_past_the_deadline(changes: dict[str, object], said: str) -> None:
    assert str(punctuality(issue(**changes))) == said


def test_labels_are_labels_and_facts_are_not() -> None:
    cells = [cell for row in grid(compose("销号单", close_out())).rows for cell in row]
    assert all(isinstance(cell, FormCell) for cell in cells)
    assert {cell.text for cell in cells if cell.label} >= {"问题编号", "解决标准", "复核结果", "销号意见"}
    assert not next(cell for cell in cells if cell.text == "方案会签完成").label
