"""叠加：the master with the edits of a merge put in, so that everything is computed from it as it will stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from addin.findings import Finding
from addin.schema import Sheet
from addin.workbook.port import Book, Edits, Saved, SheetCells


class OverlaidBook:
    """叠加的台账：a Book (addin.workbook.port) whose sheets of `changed` read as they will stand."""

    def __init__(self, book: Book, changed: Mapping[type[Sheet], SheetCells]) -> None:
        self._book = book
        self._changed = dict(changed)

    @property
    def path(self) -> Path:
        return self._book.path

    @property
    def findings(self) -> Sequence[Finding]:
        return self._book.findings

    def fingerprint(self) -> str:
        return self._book.fingerprint()

    def read(self, sheet: type[Sheet], columns: Sequence[str] | None = None) -> SheetCells | None:
        """As the book, all columns of a changed sheet."""
        if sheet in self._changed:
            return self._changed[sheet]
        return self._book.read(sheet, columns)

    def save(self, edits: Edits, operation: str, out: Path | None = None) -> Saved:
        """As the book: the edits hold what was put in. Raises ProgramError."""
        return self._book.save(edits, operation, out)


def joined(first: Edits, then: Edits) -> Edits:
    """Both, the later winning where they speak of one cell."""
    result = Edits(blocks={**first.blocks, **then.blocks})
    for edits in (first, then):
        for tab, sheet in edits.sheets.items():
            target = result.sheet(tab)
            target.fills += sheet.fills
            target.cells += sheet.cells
            target.headers |= sheet.headers
            target.links |= sheet.links
            for row, height in sheet.heights.items():
                target.heights[row] = max(height, target.heights.get(row, 0.0))
            if sheet.last_row is not None:
                target.last_row = max(sheet.last_row, target.last_row or 0)
    return result
