"""文字清理。"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.wording.cleaning import one_line, plain_figures, printable, prose


def test_characters_that_word_cannot_hold_are_left_out() -> None:
    assert printable("区\x00体\x0b育\u202e中\ufeff心 ") == "区体育中心"


def test_several_lines_become_one_sentence() -> None:
    assert one_line("征迁未完成。\n\n 钢材供应不及时；\n") == "征迁未完成；钢材供应不及时"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("征迁未完成,影响施工;", "征迁未完成，影响施工"),
        ('开展"百日攻坚"行动。', "开展“百日攻坚”行动"),
        ("管线(含燃气)未迁改", "管线（含燃气）未迁改"),
        ("比例1:500,误差0.5", "比例1:500,误差0.5"),
        ("完成60%,滞后", "完成60%，滞后"),
    ],
)
def test_typed_marks_beside_chinese_become_full_width(typed: str, printed: str) -> None:
    assert prose(typed) == printed


@given(st.text())
def test_cleaned_text_is_one_line_and_cleaning_again_changes_nothing(text: str) -> None:
    once = one_line(text)
    assert "\n" not in once
    assert one_line(once) == once


@pytest.mark.parametrize(
    ("cell", "document"),
    [
        ("应完成12,000.00万元", "应完成12000万元"),
        ("应完成1,234,567.50万元", "应完成1234567.5万元"),
        ("完成800.05万元，完成率75.00%", "完成800.05万元，完成率75.00%"),
        ("完成0.00万元", "完成0万元"),
        ("编号1,2,3", "编号1,2,3"),
    ],
)
def test_money_of_the_ledger_takes_the_form_it_has_in_documents(cell: str, document: str) -> None:
    assert plain_figures(cell) == document
