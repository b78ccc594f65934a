"""汇报材料。"""

from __future__ import annotations

from dataclasses import replace

from support.bulletins import FOLLOW_UPS, QUESTION, UPWARD, briefing

from docgen.blocks import Composition, Heading, Layout, Table
from docgen.documents import compose
from docgen.documents.briefing import QuestionFacts


def write(**changes: object) -> Composition:
    return compose("汇报材料", briefing(**changes))


def body(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body if not isinstance(block, Table))  # type: ignore[union-attr]


def test_a_briefing_is_plain_paper_with_the_parts_that_the_meeting_asks_for() -> None:
    written = write()
    assert (written.layout, written.number) == (Layout.FORM, "")
    parts = [block.text for block in written.body if isinstance(block, Heading) and block.level == 1]
    assert parts == [
        "一、形势分析",
        "二、此前议定事项落实情况",
        "三、亮灯项目情况",
        "四、提请会议研究决定的事项",
        "五、拟提交市级项目例会研究的事项",
    ]
    assert written.missing == ("成文日期",)


def test_the_meeting_and_its_day_stand_first() -> None:
    assert body(write()).startswith("2022年第6次扩大有效投资推进重点工作例会（2022年11月29日）：")


def test_what_became_of_earlier_resolutions_is_counted_and_listed() -> None:
    written = write()
    assert "本次听取落实情况的共2项，其中逾期未完成1项、按期完成1项（详见附件1）。" in body(written)
    table = written.attachments[0].blocks[0]
    assert isinstance(table, Table)
    assert table.rows[0] == (
        "SX2022-014", "区体育中心", "完成剩余3户征迁", "东街道、区住建局", "2022年9月20日", "未完成，逾期18天：已签约1户",
    )  # fmt: skip
    assert "没有需要听取落实情况的议定事项。" in body(write(follow_ups=()))


def test_a_resolution_without_a_follow_up_asks_for_it() -> None:
    assert "SX2022-014落实情况" in write(follow_ups=(replace(FOLLOW_UPS[0], told=None),)).missing


def test_lit_projects_are_told_with_what_is_wrong_and_what_is_planned() -> None:
    assert (
        "1.区体育中心（区住建局）。投资完成率61.67%，低于时序进度13.33个百分点；7月、8月、9月连续3个月低于进度要求。"
        "主要问题：征迁未完成。下步措施：10月底前完成征迁。"
    ) in body(write())


def test_a_matter_to_be_decided_has_progress_question_and_proposal() -> None:
    assert (
        "（一）滨海大道改造工程。填报单位：区交通局。当前进展：路基完成80%。"
        "提请研究：设计变更增加投资的资金来源。建议：区级预备费和专项债券结合。"
    ) in body(write())
    raised = replace(QUESTION, reason="已上会2次")
    assert "提请原因：已上会2次。" in body(write(questions=(raised,)))


def test_a_matter_of_no_project_is_called_after_its_unit() -> None:
    assert "（一）区交通局。提请研究" in body(
        write(questions=(QuestionFacts(None, "区交通局", None, "资金来源", None),))
    )


def test_a_matter_without_a_question_asks_for_it() -> None:
    assert "滨海大道改造工程提请研究的问题" in write(questions=(replace(QUESTION, question=None),)).missing


def test_what_goes_up_says_why_and_nothing_that_does_not_is_spoken_of() -> None:
    assert "存在问题：涉铁界面协议未签订。建议：提请市级协调。上提原因：逾期65天" in body(write())
    assert "市级项目例会" not in body(write(upward=()))
    assert "目前没有提请本次会议研究决定的事项。" in body(write(questions=(), upward=(UPWARD,)))
