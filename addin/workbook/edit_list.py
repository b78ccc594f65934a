"""改动清单：one sheet's edits in row order, kept as arrays so that two million cells fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from addin.workbook.port import CellValue, SheetEdits


@dataclass(slots=True)
class EditList:
    """Parallel `rows`, `columns` (sorted by row, then column, no cell twice) and `values`."""

    rows: np.ndarray
    columns: np.ndarray
    values: list[CellValue]

    def __len__(self) -> int:
        return len(self.values)

    def row_numbers(self) -> tuple[list[int], list[int]]:
        """The distinct rows and where each begins, closed by the total length."""
        numbers, starts = np.unique(self.rows, return_index=True)
        return numbers.tolist(), [*starts.tolist(), len(self)]

    def where(self, keep: np.ndarray) -> EditList:
        """Only the edits at which `keep` is true."""
        if keep.all():
            return self
        chosen = np.flatnonzero(keep)
        return EditList(self.rows[chosen], self.columns[chosen], [self.values[i] for i in chosen.tolist()])


def edit_list(edits: SheetEdits, clean: Callable[[CellValue], CellValue]) -> EditList:
    """`cells` and `fills` together, every value through `clean`; a cell named twice takes the last."""
    rows = [np.asarray(part, dtype=np.int64) for _, part, _ in edits.fills]
    columns = [np.full(len(part), column, dtype=np.int64) for column, part, _ in edits.fills]
    values: list[CellValue] = [clean(value) for _, _, part in edits.fills for value in part]
    rows.append(np.array([row for row, _, _ in edits.cells], dtype=np.int64))
    columns.append(np.array([column for _, column, _ in edits.cells], dtype=np.int64))
    values += [clean(value) for _, _, value in edits.cells]
    return _sorted(np.concatenate(rows), np.concatenate(columns), values)


def _sorted(rows: np.ndarray, columns: np.ndarray, values: list[CellValue]) -> EditList:
    place = rows * 20_000 + columns
    order = np.argsort(place, kind="stable")
    place = place[order]
    last = np.ones(len(place), dtype=bool)
    last[:-1] = place[1:] != place[:-1]  # stable order: of equal places the last was named last
    chosen = order[last]
    return EditList(rows[chosen], columns[chosen], [values[i] for i in chosen.tolist()])
