"""Rows that a command writes are as high as what stands in them."""

from __future__ import annotations

import numpy as np

from addin.commands.row_heights import fit_rows
from addin.schema import LightRegister
from addin.workbook.port import SheetEdits
from workbook_templates.heights import height

ROWS = np.array([4, 5])
REASON = "连续2个月低于进度要求（2022年8月、9月）。" * 8


def texts(*values: str | None) -> np.ndarray:
    return np.array(values, dtype=object)


def test_a_green_row_takes_one_line_and_a_lit_row_what_its_reason_takes() -> None:
    edits = SheetEdits("亮灯台账")
    fit_rows(edits, LightRegister, ROWS, {"reason": texts(None, REASON), "light": texts("绿", "红")})
    assert edits.heights[4] == height(1)
    assert edits.heights[5] >= height(3)


def test_rows_of_fewer_lines_than_asked_for_are_passed_over() -> None:
    edits = SheetEdits("亮灯台账")
    fit_rows(edits, LightRegister, ROWS, {"reason": texts("短", REASON)}, least=2)
    assert list(edits.heights) == [5]


def test_the_tallest_text_of_a_row_counts() -> None:
    edits = SheetEdits("亮灯台账")
    fit_rows(edits, LightRegister, ROWS, {"reason": texts(REASON, REASON)})
    fit_rows(edits, LightRegister, ROWS, {"rule": texts("短", "短")})
    assert min(edits.heights.values()) >= height(3)


def test_figures_alone_say_nothing_of_a_rows_height() -> None:
    edits = SheetEdits("亮灯台账")
    fit_rows(edits, LightRegister, ROWS, {"nothing": texts("a", "b")})
    assert edits.heights == {}
