"""会议通知。"""

from __future__ import annotations

from datetime import date

import pytest
from support.composition_text import composition_text
from support.issue_documents import TOPIC, meeting_notice

from docgen.blocks import Composition, FormGrid, Layout, Table
from docgen.documents import compose
from docgen.documents.meeting_notice import AgendaItem, agenda_table, day_with_weekday, sign_in_sheet


def write(**changes: object) -> Composition:
    return compose("会议通知", meeting_notice(**changes))


def test_a_notice_has_the_agenda_and_the_sign_in_sheet_attached() -> None:
    written = write()
    assert (written.layout, written.missing) == (Layout.DOCUMENT, ())
    assert [one.name for one in written.attachments] == ["会议议程", "会议签到表"]
    agenda, sheet = (one.blocks[0] for one in written.attachments)
    assert isinstance(agenda, Table) and isinstance(sheet, FormGrid)


def test_the_meeting_is_called_with_its_session() -> None:
    assert write().title == "关于召开2022年第36次重大项目推进一周例会的通知"
    assert write(meeting=None, session=None, tier="月度会商").title == "关于召开月度会商会议的通知"


def test_the_day_is_told_with_its_weekday() -> None:
    assert day_with_weekday(date(2022, 10, 12), "会议日期") == "2022年10月12日（星期三）"
    assert day_with_weekday(date(2022, 10, 9), "会议日期") == "2022年10月9日（星期日）"
    assert "时间：2022年10月12日（星期三）9时。" in composition_text(write())


def test_who_chairs_is_told_else_who_calls_the_meeting() -> None:
    assert "会议由区发改局局长钱某主持。" in composition_text(write())
    called = composition_text(write(host=None))
    assert "会议由大项目统筹办主任召集。" in called and "主持" not in called
    assert "会议由" not in composition_text(write(host=None, convenor=None))


def test_the_agenda_opens_with_the_earlier_resolutions() -> None:
    table = agenda_table((TOPIC,), 3)
    assert table.rows == (
        ("1", "听取此前会议3项议定事项落实情况的汇报", "—", "—"),
        (
            "2",
            "区体育中心：燃气管线交叉保护方案由谁牵头编制？",
            "区住建局",
            "东街道、区燃气公司",
        ),
    )
    assert [row[0] for row in agenda_table((TOPIC,), 0).rows] == ["1"]


def test_a_topic_without_question_or_unit_asks_for_them() -> None:
    (row,) = agenda_table((AgendaItem("区体育中心", None, None, ()),), 0).rows
    assert row == (
        "1",
        "区体育中心：【待填：第1项议题拟讨论的问题】",
        "【待填：第1项议题汇报单位】",
        "—",
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "听取此前会议3项议定事项落实情况的汇报，研究2项议题，具体安排见附件1。"),
        ({"heard": 0}, "研究2项议题，具体安排见附件1。"),
        ({"topics": ()}, "听取此前会议3项议定事项落实情况的汇报，具体安排见附件1。"),
    ],
)
def test_the_notice_says_how_much_there_is_on_the_agenda(changes: dict[str, object], said: str) -> None:
    assert f"    {said}" in composition_text(write(**changes)).splitlines()


def test_without_an_agenda_it_is_asked_for_and_only_the_sheet_is_attached() -> None:
    written = write(topics=(), heard=0)
    assert [one.name for one in written.attachments] == ["会议签到表"]
    assert written.missing == ("会议议程",)


def test_units_that_report_are_named_once_with_the_day_for_their_papers() -> None:
    text = composition_text(write(topics=(TOPIC, TOPIC)))
    assert (
        "汇报单位（区住建局）要围绕议题写明进展、问题和建议，于2022年10月11日前将汇报材料报送我办。" in text
    )
    assert "在会前将汇报材料报送我办。" in composition_text(write(materials_by=None))


def test_the_sheet_has_a_line_for_everybody_named_and_six_more() -> None:
    form = sign_in_sheet(("区发改局局长钱某", "区住建局副局长李某"))
    assert form.heading == 1
    assert [row[1].text for row in form.rows[1:]] == ["区发改局局长钱某", "区住建局副局长李某", *[""] * 6]
    assert all(sum(cell.span for cell in row) == len(form.widths) for row in form.rows)


def test_what_a_notice_does_not_know_it_asks_for() -> None:
    written = write(
        meeting=None, tier=None, session=None, held_on=None, held_at=None, place=None, present=(),
        addressee=None,
    )  # fmt: skip
    assert written.missing == (
        "会议名称", "主送机关", "会议日期", "会议时间", "会议地点", "参会人员",
    )  # fmt: skip
