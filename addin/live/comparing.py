"""比对：which of the wanted cells differ from what stands on a tab."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from addin.workbook.content import TabValues
from addin.workbook.edit_list import EditList
from addin.workbook.port import CellValue


def differing(values: TabValues, edits: EditList, same: Callable[[CellValue, CellValue], bool]) -> EditList:
    """The edits for which `same(standing, wanted)` is false; a column's cells are fetched at once."""
    keep = np.ones(len(edits), dtype=bool)
    for column in np.unique(edits.columns).tolist():
        chosen = np.flatnonzero(edits.columns == column)
        rows = edits.rows[chosen].tolist()
        standing = values.down(column, rows[0], rows[-1])
        for index, row in zip(chosen.tolist(), rows, strict=True):
            keep[index] = not same(standing[row - rows[0]], edits.values[index])
    return edits.where(keep)
