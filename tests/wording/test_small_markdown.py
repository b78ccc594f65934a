"""小标记。"""

from __future__ import annotations

import pytest

from docgen.blocks import Heading, Paragraph, Table, TableColumn
from docgen.wording.markdown import MarkupError, parse
from docgen.wording.templates import FILLED_IN, STATEMENT

TABLE = Table((TableColumn("名次", 3),), (("1",),))


def texts(text: str) -> list[str]:
    return [block.text for block in parse(text, {}).body if not isinstance(block, Table)]


def test_headings_are_numbered_by_level_and_start_again_under_a_higher_one() -> None:
    draft = parse("# 总体\n## 甲\n### 子\n## 乙\n### 丑\n#### 寅\n# 要求\n## 丙\n", {})
    assert draft.body == (
        Heading(1, "一、总体"),
        Heading(2, "（一）甲"),
        Heading(3, "1.子"),
        Heading(2, "（二）乙"),
        Heading(3, "1.丑"),
        Heading(4, "（1）寅"),
        Heading(1, "二、要求"),
        Heading(2, "（一）丙"),
    )


def test_a_heading_on_its_own_carries_no_end_mark() -> None:
    assert parse("# 总体情况。\n", {}).body == (Heading(1, "一、总体情况"),)


def test_a_heading_that_goes_on_after_its_full_stop_runs_into_its_paragraph() -> None:
    assert parse("## 压实责任。\n各单位要抓紧。\n", {}).body == (Paragraph("（一）压实责任。各单位要抓紧。"),)


def test_lines_that_follow_each_other_are_one_paragraph_and_a_blank_line_ends_it() -> None:
    assert texts("截至9月，\n共68个项目。\n\n另起一段。\n") == ["截至9月，共68个项目。", "另起一段。"]


def test_a_line_after_a_heading_is_a_paragraph_of_its_own() -> None:
    assert parse("# 总体\n共68个。\n", {}).body == (Heading(1, "一、总体"), Paragraph("共68个。"))


def test_numbered_paragraphs_count_themselves_and_start_again_after_anything_else() -> None:
    assert texts("1. 甲\n\n1. 乙\n\n中间。\n\n1. 丙\n") == ["1.甲", "2.乙", "中间。", "1.丙"]


def test_a_decimal_at_the_start_of_a_line_is_no_number_of_a_paragraph() -> None:
    assert texts("12.5%的项目滞后。\n") == ["12.5%的项目滞后。"]


def test_a_statement_that_printed_nothing_leaves_no_blank_line() -> None:
    assert texts(f"共68个\n{STATEMENT}\n，已开工60个。{STATEMENT}\n\n下段\n") == [
        "共68个，已开工60个。",
        "下段",
    ]


def test_a_filled_in_value_is_never_taken_for_markup() -> None:
    values = ["# 甲项目", "附件：乙", "1. 丙", "标题：丁", "注：戊"]
    assert texts("\n\n".join(FILLED_IN + value for value in values)) == values


def test_title_addressee_and_note_are_named_lines() -> None:
    draft = parse("标题：关于甲的函\n主送：区住建局\n\n正文。\n\n附注：（联系人：某）\n", {})
    assert (draft.title, draft.addressee, draft.note) == ("关于甲的函", "区住建局", "（联系人：某）")
    assert draft.body == (Paragraph("正文。"),)


def test_attachments_hold_what_follows_them_and_are_named_in_the_text_by_number() -> None:
    draft = parse(
        "见[[附件：清单]]。\n\n附件：排名表\n[[表：排名]]\n注：并列的名次相同。\n附件（横排）：清单\n[[表：排名]]\n",
        {"排名": TABLE},
    )
    assert draft.body == (Paragraph("见附件2。"),)
    first, second = draft.attachments
    assert (first.name, first.blocks, first.landscape, first.note) == (
        "排名表",
        (TABLE,),
        False,
        "并列的名次相同。",
    )
    assert (second.name, second.landscape) == ("清单", True)


def test_a_single_attachment_has_no_number() -> None:
    assert parse("见[[附件：清单]]。\n\n附件：清单\n内容。\n", {}).body == (Paragraph("见附件。"),)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[[表：排名次]]\n", "没有“排名次”这张表；可用的表：排名"),
        ("见[[附件：无]]。\n", "没有“无”这个附件；文中的附件：（没有附件）"),
    ],
)
def test_a_table_or_attachment_that_is_not_there_is_an_error(text: str, what: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse(text, {"排名": TABLE})
    assert caught.value.what == what
