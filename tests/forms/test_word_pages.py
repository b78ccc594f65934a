"""表页成文：a page of a form as blocks: directions, widths, heights, alignment, what is missing."""

from __future__ import annotations

import pytest

from addin.forms.pages import CardPage, Chain, ChartPage, Field, Leaf, ListPage, Page
from addin.forms.shown import shown
from addin.forms.word_pages import composition
from addin.schema import Kind
from docgen.blocks import Composition, FormCell, FormGrid, Layout, Paragraph
from docgen.facts import Header, Issuer

HEADER = Header(Issuer(""), "", number="")
LEAVES = (
    Leaf("序号", "", 5, Kind.INTEGER),
    Leaf("项目名称", "", 27, Kind.TEXT),
    Leaf("环评", "前期进展情况", 9, Kind.TEXT),
    Leaf("土地", "前期进展情况", 9, Kind.TEXT),
    Leaf("总投资", "", 12, Kind.MONEY),
)
LINE = (1.0, "甲项目", "【待填：环评】", "已办", 1234.5)


def listed(*lines: tuple[object, ...], note: str = "") -> ListPage:
    return ListPage("表", "某表", "演示数据　截至2022年9月　单位：万元", LEAVES, lines, note, "A3")  # type: ignore[arg-type]


def grid_of(page: Page) -> FormGrid:
    (grid,) = [block for block in made(page).body if isinstance(block, FormGrid)]
    return grid


def made(page: Page) -> Composition:
    return composition(page, "某表", HEADER)


def test_a_list_is_a_form_on_turned_pages_under_its_title() -> None:
    whole = made(listed(LINE))
    assert (whole.layout, whole.kind, whole.title, whole.landscape) == (Layout.FORM, "某表", "某表", True)
    assert (whole.mark, whole.number, whole.signature, whole.dated) == ("", "", "", "")


def test_its_heading_has_a_row_for_the_groups_and_cells_over_both_rows_beside_them() -> None:
    grid = grid_of(listed(LINE))
    assert grid.heading == 2
    assert grid.rows[0] == (
        FormCell("序号", label=True, down=2),
        FormCell("项目名称", label=True, down=2),
        FormCell("前期进展情况", label=True, span=2),
        FormCell("总投资", label=True, down=2),
    )
    assert grid.rows[1] == (FormCell("环评", label=True), FormCell("土地", label=True))


def test_two_groups_side_by_side_stay_two() -> None:
    leaves = (Leaf("计划", "开工", 9, Kind.DATE), Leaf("计划", "竣工", 9, Kind.DATE))
    page = ListPage("表", "某表", "", leaves, (), "", "A4")
    assert grid_of(page).rows[0] == (FormCell("开工", label=True), FormCell("竣工", label=True))


def test_sentences_stand_left_money_right_and_the_rest_in_the_middle() -> None:
    line = grid_of(listed(LINE)).rows[2]
    assert [(cell.text, cell.align) for cell in line] == [
        ("1", "center"),
        ("甲项目", "left"),
        ("【待填：环评】", "center"),  # a narrow column
        ("已办", "center"),
        ("1,234.50", "right"),
    ]


def test_columns_ask_for_their_share_and_never_for_less_than_two_characters() -> None:
    """27 characters of the .xlsx are 10 汉字, 5 would be 1.9."""
    assert grid_of(listed(LINE)).widths == pytest.approx((2.2, 10, 9 / 2.7, 9 / 2.7, 12 / 2.7))


def test_the_note_takes_the_whole_width_under_the_lines() -> None:
    assert grid_of(listed(LINE, note="说明：略。")).rows[-1] == (
        FormCell("说明：略。", span=5, align="left"),
    )


def test_sample_data_is_not_said_twice() -> None:
    """It stands at the top of every page."""
    assert grid_of(listed(LINE)).remark == "截至2022年9月　单位：万元"


def test_what_is_missing_is_named() -> None:
    assert made(listed(LINE)).missing == ("环评",)


def test_blank_lines_leave_room_to_write_by_hand() -> None:
    """25 pt are 8.8 mm."""
    blank = grid_of(listed())
    assert len(blank.rows) == 2 + 12
    assert blank.heights == pytest.approx((0, 0, *[8.82] * 12), abs=0.01)
    assert grid_of(listed(LINE)).heights == ()


def test_a_card_stands_upright_with_what_is_above_it_and_room_for_long_texts() -> None:
    lines = (
        (Field("项目名称", "甲", 2), Field("总投资（万元）", 12.0, 2, Kind.MONEY)),
        (Field("解决建议", "第一\n第二", 5, Kind.LONG_TEXT),),
    )
    page = CardPage(
        "YT-1", "某申请表", "", (("填报单位（盖章）", "曹镇乡"), ("填报日期", None)), lines, 6, 100
    )
    whole = made(page)
    assert not whole.landscape
    assert whole.body[:2] == (
        Paragraph("填报单位（盖章）：曹镇乡", indent=False),
        Paragraph("填报日期：", indent=False),
    )
    grid = grid_of(page)
    assert grid.rows[0] == (
        FormCell("项目名称", label=True),
        FormCell("甲", span=2),
        FormCell("总投资（万元）", label=True),
        FormCell("12.00", span=2),
    )
    assert grid.rows[1][1] == FormCell("第一\n第二", span=5, align="left")
    assert len(grid.widths) == 6
    assert grid.heights == pytest.approx((30 * 25.4 / 72, 70 * 25.4 / 72))


def test_a_chain_of_boxes_has_arrows_between_them_and_the_way_back_below() -> None:
    chain = Chain(
        "一、闭环", (("甲", "一"), ("乙", "二"), ("丙", "三")), "head", "↑　退回", back_to=0, back_from=1
    )
    grid = grid_of(ChartPage("图", "某图", "", (chain,)))
    arrow = FormCell("→", down=2)
    assert grid.rows == (
        (FormCell("一、闭环", label=True, span=5),),
        (FormCell("甲", label=True), arrow, FormCell("乙", label=True), arrow, FormCell("丙", label=True)),
        (FormCell("一"), FormCell("二"), FormCell("三")),
        (FormCell("↑　退回", span=3), FormCell(span=2)),
    )
    # 54 汉字 in all, 1.6 for each arrow: (54 − 3.2) ÷ 3 a box
    assert grid.widths == pytest.approx((16.93, 1.6, 16.93, 1.6, 16.93), abs=0.01)


def test_boxes_without_arrows_stand_side_by_side() -> None:
    grid = grid_of(ChartPage("图", "某图", "", (Chain("三、专班", (("", "甲"), ("", "乙")), "body"),)))
    assert grid.rows[1] == (FormCell("甲"), FormCell("乙"))
    assert grid.widths == (27, 27)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, Kind.MONEY, ""),
        (0.0, Kind.MONEY, "0.00"),
        (-1234.565, Kind.MONEY, "−1,234.57"),
        (0.12345, Kind.RATE, "12.35%"),
        (-0.05, Kind.RATE, "−5.00%"),
        (3.0, Kind.INTEGER, "3"),
        (2.5, Kind.NUMBER, "2.5"),
        ("已办\n未办", Kind.TEXT, "已办\n未办"),
    ],
)
def test_a_cell_reads_as_its_number_format_would_show_it(value: object, kind: Kind, text: str) -> None:
    assert shown(value, kind) == text  # type: ignore[arg-type]
