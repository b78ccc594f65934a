"""待处理：what the outcomes of a merge become on 冲突处理, each under a number that a second run finds again."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from addin.exchange.canonical import canonical
from addin.exchange.merging import CellOutcome, RowOutcome, TableMerge
from addin.exchange.normal import keys_of
from addin.exchange.seen import Cell, Known, Listed
from addin.exchange.tables import KeyedTable
from addin.schema import Conflicts

TAKE, KEEP, TYPE, SEND_BACK = Conflicts.choice.choices

_DIGITS = 10


def conflict_id(number: str, *parts: str) -> str:
    """冲突号: the package and ten characters of a hash: the same package, place and value give the same one."""
    digest = hashlib.sha256(canonical(list(parts))).digest()
    return f"{number}-{base64.b32encode(digest).decode()[:_DIGITS]}"


def number_of(conflict: str) -> str:
    """The package that a 冲突号 belongs to."""
    return conflict.rpartition("-")[0]


def listed_of(merge: TableMerge, number: str, unit: str, file: str) -> Iterator[Listed]:
    """What of a merged table waits for a person."""
    for one in merge.listed():
        place = f"{file} {one.place}"
        if isinstance(one, CellOutcome):
            yield _cell(one, number, unit, place)
        else:
            yield _row(one, number, unit, place)


def _cell(one: CellOutcome, number: str, unit: str, place: str) -> Listed:
    key = str(keys_of([one.returned], one.sheet.column(one.column))[0])
    return Listed(
        conflict_id(number, one.sheet.__name__, one.row_id or _row_name(one), one.column, key),
        one.kind.value,
        one.sheet.__name__,
        one.row_id,
        one.column,
        unit,
        one.sent,
        one.master,
        one.returned,
        one.taken,
        place,
        one.problem,
        one.row,
    )


def _row_name(one: CellOutcome) -> str:
    """What tells a row without 行标识 from the others: its key as it was sent."""
    columns = one.sheet.keys()
    return "/".join(str(keys_of([one.row.get(column.name)], column)[0]) for column in columns)


def _row(one: RowOutcome, number: str, unit: str, place: str) -> Listed:
    return Listed(
        conflict_id(number, one.sheet.__name__, one.kind.value, one.row_id, one.sign),
        one.kind.value,
        one.sheet.__name__,
        one.row_id,
        "",
        unit,
        None,
        None,
        one.sign,
        None,
        place,
        one.problem,
        one.values,
    )


def place_of(one: Listed, table: KeyedTable) -> int:
    """Where the row of a listed matter stands in the master, −1 where it does not: by its 行标识; the row of a cell
    also by the key that was sent, for 行标识 are lost where the workbook was closed without saving."""
    return table.position(one.row_id, table.key_of(one.values) if one.column else None)


def to_list(found: Iterator[Listed], known: Known) -> list[Listed]:
    """Those that still wait: what a person has decided stays decided, unless it was sent back to the unit."""
    return [one for one in found if known.decided.get(one.conflict_id, SEND_BACK) == SEND_BACK]


def superseded(found: list[CellOutcome], known: Known, number: str) -> set[str]:
    """冲突号 of what was listed before of cells to which the same package now says something else.

    A cell that came back as it was sent says nothing: a colleague's copy does not take back what waits.
    """
    waiting: dict[Cell, set[str]] = {}
    for listed in known.listed.values():
        if listed.column and listed.conflict_id not in known.decided:
            waiting.setdefault(listed.cell, set()).add(listed.conflict_id)
    closed: set[str] = set()
    for one in found:
        before = waiting.get((one.sheet.__name__, one.row_id, one.column))
        if before and not _as_sent(one):
            closed |= before - {_cell(one, number, "", "").conflict_id}
    return closed


def _as_sent(one: CellOutcome) -> bool:
    sent, returned = keys_of([one.sent, one.returned], one.sheet.column(one.column))
    return sent == returned
