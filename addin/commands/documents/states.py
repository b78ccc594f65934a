"""写出的状态：of a document that is read back: its rows have ids, it carries a mark, and what it says is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from addin.commands.base import Context
from addin.commands.computation import Computation
from addin.commands.documents.job import Job, Returns
from addin.commands.documents.press import Printed
from addin.exchange.extracts import sent_value
from addin.exchange.readback.base import MinutesBase, keep, mark_of
from addin.exchange.readback.finding_rows import find_rows
from addin.exchange.readback.word_text import WordText, read_text
from addin.exchange.records import SentTable
from addin.ledger import Ledger
from addin.ledger.row_ids import fill
from addin.schema import Column, Sheet
from addin.workbook.port import Edits
from docgen.documents.minutes import cell_bookmarks

RowIds = Mapping[type[Sheet], Mapping[int, str]]
"""New row ids by sheet and position."""


def with_row_ids(
    done: Computation, sheets: Sequence[type[Sheet]], context: Context
) -> tuple[Computation, RowIds]:
    """The computation with an id on every row of the sheets, and those that are new: rows typed since the last run
    have none, copied ones have another's."""
    if not sheets:
        return done, {}
    missing = fill(done.ledger, context.chance)
    given = {sheet: missing[sheet] for sheet in sheets if sheet in missing}
    ledger = done.ledger
    for sheet, ids in given.items():
        table = ledger[sheet].copy()
        held = zip(table["position"], table[sheet.row_id.name], strict=True)
        table[sheet.row_id.name] = pd.Series(
            [ids.get(position, row_id) for position, row_id in held], index=table.index, dtype=object
        )
        ledger = ledger.with_table(sheet, table)
    return replace(done, ledger=ledger), given


def put_row_ids(edits: Edits, ledger: Ledger, given: RowIds) -> None:
    """Write the ids that the documents carry; of two for one cell the later counts."""
    for sheet, ids in given.items():
        cells = ledger.cells[sheet]
        column = cells.columns[sheet.row_id.name]
        edits.sheet(cells.tab).cells.extend((int(cells.rows[at]), column, one) for at, one in ids.items())


def sent_rows(ledger: Ledger, sheet: type[Sheet], rows: pd.DataFrame, columns: Sequence[Column]) -> SentTable:
    """The rows' raw values as they stand in the ledger, with the ids of the table."""
    raw = ledger.cells[sheet].values if ledger.has(sheet) else {}
    places = rows["position"].tolist()
    values = [
        [sent_value(raw[one.name][at], one) if one.name in raw else None for at in places] for one in columns
    ]
    ids = [row_id if isinstance(row_id, str) else "" for row_id in rows[sheet.row_id.name]]
    names = (sheet.row_id.name, *(column.name for column in columns))
    return SentTable(sheet, names, tuple(zip(ids, *values, strict=True)))


def marked(piece: Printed, job: Job) -> None:
    """Let a document that is read back carry the mark of its state."""
    if job.returns is not None:
        composition = piece.composition
        mark = mark_of(job.returns.table, repr(composition))
        piece.composition = replace(composition, header=replace(composition.header, base_mark=mark))


def keep_states(book: Path, printed: Sequence[Printed], jobs: Sequence[Job]) -> None:
    """Keep what each document that is read back says, as its file says it. Raises ProgramError."""
    for piece, job in zip(printed, jobs, strict=True):
        if job.returns is not None:
            keep(book, _state(piece, job.returns))


def _state(piece: Printed, returns: Returns) -> MinutesBase:
    text, header = read_text(piece.waiting), piece.composition.header
    row_ids = [str(row[0]) for row in returns.table.rows]
    return MinutesBase(
        header.document_id,
        header.base_mark,
        piece.composition.title,
        returns.meeting,
        returns.table,
        {row_id: _printed(text, row_id, returns.table) for row_id in row_ids if row_id},
        tuple(find_rows(text).prose),
    )


def _printed(text: WordText, row_id: str, table: SentTable) -> dict[str, str]:
    """Column's name → the text of its cell in the document."""
    marks = dict(zip(cell_bookmarks(row_id), table.columns[1:], strict=True))
    cells = (cell for one in text.tables for row in one.rows for cell in row)
    return {marks[name]: cell.text for cell in cells for name in cell.marks if name in marks}
