"""行高：how high the rows are that a command writes; programs fit a row only when a person types in it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from addin.schema import Sheet
from addin.workbook.port import SheetEdits
from workbook_templates.heights import height, lines, rooms


def fit_rows(
    edits: SheetEdits, sheet: type[Sheet], rows: np.ndarray, values: Mapping[str, np.ndarray], least: int = 1
) -> None:
    """Notes for `rows` the height that the wrapped texts of `values` (by column name, parallel) take.

    Rows of fewer than `least` lines are passed over. Column widths are those the workbook is built
    with: a person's own widths are not looked at.
    """
    space = rooms(sheet.columns)
    wrapped = {name: texts for name, texts in values.items() if name in space}
    most = np.ones(len(rows), dtype=np.int64)
    for name, texts in wrapped.items():
        room = space[name]
        needed = [lines(text, room) if isinstance(text, str) else 1 for text in texts.tolist()]
        most = np.maximum(most, np.array(needed, dtype=np.int64))
    if wrapped:
        noted = most >= least
        for row, count in zip(rows[noted].tolist(), most[noted].tolist(), strict=True):
            edits.heights[row] = max(height(count), edits.heights.get(row, 0.0))
