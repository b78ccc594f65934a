"""督办函、督办通知。"""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.facts import DRAFT, ISSUED
from support.supervision_facts import REMINDED, SUPERVISED, issue, lit, node, resolution, supervision

from docgen.blocks import Composition, Heading, Layout, Paragraph, Table
from docgen.documents import compose
from docgen.documents.supervision_letter import SupervisionFacts


def texts(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body if isinstance(block, (Heading, Paragraph)))


def table(facts: SupervisionFacts, kind: str = "督办函") -> Table:
    (found,) = [block for block in compose(kind, facts).body if isinstance(block, Table)]
    return found


@pytest.mark.parametrize(
    ("kind", "layout", "title", "ending", "you"),
    [
        ("督办函", Layout.LETTER, "的督办函", "特此函告。", "贵单位"),
        ("督办通知", Layout.DOCUMENT, "的督办通知", "特此通知。", "你单位"),
    ],
)
def test_a_letter_asks_and_a_notice_requires(
    kind: str, layout: Layout, title: str, ending: str, you: str
) -> None:
    written = compose(kind, supervision(lit()))
    assert (written.layout, written.kind) == (layout, kind)
    assert written.title == f"关于加快推进区体育中心项目建设{title}"
    assert texts(written).endswith(ending)
    assert you in texts(written)
    assert ("你单位" if you == "贵单位" else "贵单位") not in texts(written)
    assert "责令" not in texts(written)


def test_a_letter_to_others_never_says_what_they_have_to_do() -> None:
    written = texts(compose("督办函", supervision(lit(), matters=(node(), issue()))))
    assert "请贵单位对照督办事项" in written and "请于2022年10月13日前" in written
    assert "你单位" not in written and "贵单位要" not in written


def test_the_table_names_matter_requirement_unit_person_and_day() -> None:
    shown = table(supervision(lit(), matters=(node(),)))
    assert [column.title for column in shown.columns] == [
        "序号",
        "事项",
        "要求",
        "责任单位",
        "责任人",
        "时限",
    ]
    assert shown.rows == (
        ("1", "区体育中心项目进度滞后，亮红灯", "查明原因，倒排工期，补齐进度，达到进度要求", "区住建局", "李某", "2022年10月31日"),
        ("2", "区体育中心项目节点“主体结构封顶”", "分部工程验收合格", "区住建局", "李某", "2022年10月31日"),
    )  # fmt: skip


def test_what_is_not_overdue_keeps_its_own_day() -> None:
    later = node(due_on=supervision().rectify_by.replace(day=20), days_overdue=None)  # type: ignore[union-attr]
    facts = supervision(matters=(later,))
    assert table(facts).rows[0][-1] == "2022年10月20日"
    assert "应于2022年10月20日前完成。" in texts(compose("督办函", facts))
    assert "逾期18" not in texts(compose("督办函", facts))


@pytest.mark.parametrize("day_word", ["天", "个工作日"])
def test_days_overdue_are_told_with_their_day_and_unit(day_word: str) -> None:
    written = texts(compose("督办函", supervision(matters=(node(),), day_word=day_word)))
    assert (
        f"应于2022年9月20日前完成，截至2022年10月8日已逾期18{day_word}。完成标准：分部工程验收合格。"
        in written
    )


def test_an_earlier_reminder_is_named_with_what_was_not_done() -> None:
    assert (
        "区大项目统筹办公室于2022年8月30日以甬统办函〔2022〕9号向贵单位发出提醒函，要求2022年9月6日前反馈。"
        "截至2022年10月8日，没有收到贵单位的书面反馈，有关项目仍未达到进度要求。"
    ) in texts(compose("督办函", supervision(lit())))


def test_an_earlier_letter_that_was_answered_is_told_with_its_answer() -> None:
    answered = replace(REMINDED, replied_on=SUPERVISED.replied_on, reply="10月底前补齐。")
    written = texts(compose("督办函", supervision(matters=(node(),), earlier=(answered,))))
    assert "贵单位于2022年9月16日反馈：10月底前补齐。但有关事项仍未完成。" in written


def test_own_letters_are_ones_own_and_say_which_rows_they_were_about() -> None:
    written = texts(compose("督办函", supervision(lit(), matters=(node(),), earlier=(REMINDED, SUPERVISED))))
    assert "1.区大项目统筹办公室于" in written
    assert "2.我办于2022年9月10日以甬重办函〔2022〕3号向贵单位发出督办函（涉及区体育中心）" in written


def test_without_an_earlier_letter_nothing_is_said_of_one() -> None:
    headings = [
        b.text for b in compose("督办函", supervision(lit(), earlier=())).body if isinstance(b, Heading)
    ]
    assert headings == ["一、督办事由", "二、督办事项", "三、有关要求"]


@pytest.mark.parametrize(
    ("matters", "basis"),
    [
        ((issue(),), "根据2022年8月15日领导批示的要求，现将"),
        ((resolution(),), "根据2022年第6次月度会商会议（甬重办纪〔2022〕6号）议定事项的要求，现将"),
        ((issue(), resolution()), "根据领导批示和有关会议议定事项的要求，现将"),
        ((node(),), "现将有关督办事项函告如下："),
    ],
)
def test_instructions_and_meetings_are_the_basis(matters: tuple[object, ...], basis: str) -> None:
    assert texts(compose("督办函", supervision(matters=matters))).startswith(basis)


def test_each_row_says_its_basis_only_where_they_differ() -> None:
    assert "该事项来自" not in texts(compose("督办函", supervision(matters=(issue(), issue(code="WT-2")))))
    mixed = texts(compose("督办函", supervision(matters=(issue(), node()))))
    assert mixed.count("该事项来自2022年8月15日领导批示。") == 1


def test_consequences_are_those_of_the_ladder() -> None:
    assert "提请采取约谈、通报等措施" in texts(compose("督办函", supervision(lit())))
    assert "视情采取约谈、通报等措施" in texts(compose("督办通知", supervision(lit())))
    assert "措施。\n特此" not in texts(compose("督办函", supervision(lit(), consequences=())))


def test_matters_alone_are_asked_to_be_dealt_with() -> None:
    title = compose("督办函", supervision(matters=(issue(), node(project="北区中学")))).title
    assert title == "关于加快办理区体育中心等2个项目有关事项的督办函"
    assert (
        compose("督办函", supervision(matters=(node(project=None),))).title == "关于加快办理有关事项的督办函"
    )


def test_a_missing_person_is_asked_for() -> None:
    written = compose("督办函", supervision(lit(person=None), matters=(node(person=None),)))
    assert written.missing == ("区体育中心责任人", "2022-001/3责任人")


def test_a_draft_uses_the_code_of_its_layout() -> None:
    letter = compose("督办函", supervision(lit(), header=replace(DRAFT, issuer=ISSUED.issuer)))
    notice = compose("督办通知", supervision(lit(), header=replace(DRAFT, issuer=ISSUED.issuer)))
    assert (letter.number, notice.number) == ("甬重办函〔2022〕 号", "甬重办〔2022〕 号")
