"""选中的行：which data rows of which ledger sheet are selected, and how --rows names them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from addin.errors import ProgramError
from addin.ledger.clean import clean_column
from addin.ledger.row_ids import is_valid
from addin.ledger.text import match_key
from addin.ribbon.desk import Desk
from addin.schema import LEDGER_SHEETS, Column, Kind, Sheet
from addin.workbook.headers import normal_title
from addin.workbook.port import Book, SheetCells


@dataclass(frozen=True, slots=True)
class Picked:
    """选中的：the sheet in front and the data rows of it that are selected.

    `sheet` is None for a tab that is none of the ledger's, and then there are no `cells`; `places` are
    positions in `cells`, ascending. Header, blank and 合计 rows are no data rows.
    """

    tab: str
    sheet: type[Sheet] | None = None
    cells: SheetCells | None = None
    places: tuple[int, ...] = ()

    def values(self, column: Column) -> list[object]:
        """The selected rows' cells in one column as they stand; None where the sheet lacks it."""
        assert self.cells is not None
        held = self.cells.values.get(column.name)
        return [None if held is None else held[place] for place in self.places]


def picked(desk: Desk) -> Picked:
    """Raises ProgramError where no cells are selected."""
    selection = desk.window.selection()
    if selection is None:
        raise ProgramError("选中的内容", "现在选中的是图表或图片，不是单元格", "请点一下表里的行再试")
    sheet, cells = _in_front(desk.books.open(desk.path), selection.tab, desk.tabs())
    if cells is None:
        return Picked(selection.tab)
    places = np.flatnonzero(np.isin(cells.rows, np.array(selection.rows, dtype=np.int64)))
    return Picked(selection.tab, sheet, cells, tuple(places.tolist()))


def _in_front(
    book: Book, tab: str, tabs: Sequence[str]
) -> tuple[type[Sheet], SheetCells] | tuple[None, None]:
    """The ledger sheet that stands on a tab, by its name, else (the tab was renamed) by its header."""
    named = [sheet for sheet in LEDGER_SHEETS if normal_title(tab) in _titles(sheet)]
    present = set(map(normal_title, tabs))
    nameless = [sheet for sheet in LEDGER_SHEETS if not present & _titles(sheet)]
    for sheet in named or nameless:
        cells = book.read(sheet)
        if cells is not None and cells.tab == tab:
            return sheet, cells
    return None, None


def _titles(sheet: type[Sheet]) -> set[str]:
    return {normal_title(title) for title in (sheet.title, *sheet.aliases)}


class NotHereError(ProgramError):
    """不在这张表：the click needs rows of another sheet; `sheet` is where to go."""

    def __init__(self, where: str, what: str, advice: str, sheet: type[Sheet]) -> None:
        super().__init__(where, what, advice)
        self.sheet = sheet


def tab_of(desk: Desk, sheet: type[Sheet]) -> str | None:
    """The tab that bears the sheet's name; None where none does."""
    return next((tab for tab in desk.tabs() if normal_title(tab) in _titles(sheet)), None)


def references(chosen: Picked) -> list[str]:
    """「表名!行标识」, or 「表名!键」 where a row has no 行标识 of its own, in the order of the sheet.

    Raises ProgramError for a row without its key, and for one whose key stands on another row too.
    """
    assert chosen.sheet is not None and chosen.cells is not None
    keys = _keys(chosen.sheet, chosen.cells)
    times = Counter(match_key(key) for key in keys if key)
    ids = _own_ids(chosen)
    names = []
    for place, row_id in zip(chosen.places, ids, strict=True):
        key = keys[place]
        if not key or (row_id is None and times[match_key(key)] > 1):
            raise _unknown(chosen, place, key)
        names.append(f"{chosen.sheet.title}!{row_id or key}")
    return names


def _unknown(chosen: Picked, place: int, key: str | None) -> ProgramError:
    assert chosen.sheet is not None and chosen.cells is not None
    columns = chosen.sheet.keys()
    titles = "、".join(f"“{column.title}”" for column in columns)
    where = f"{chosen.tab}!第{chosen.cells.rows[place]}行"
    if not key:
        return ProgramError(where, f"没有填{titles}，认不出是哪一行", "请先补填，或不选这一行")
    return ProgramError(
        where, f"{titles}“{key}”不止一行有，分不清是哪一行", "请先改正重复的编号，或不选这一行"
    )


def _own_ids(chosen: Picked) -> list[str | None]:
    """The 行标识 of the selected rows, None where it is blank, malformed, or on another row as well (a row
    that was copied brings along the one of its original)."""
    assert chosen.sheet is not None and chosen.cells is not None
    held = chosen.cells.values.get(chosen.sheet.row_id.name)
    if held is None:
        return [None] * len(chosen.places)
    times = Counter(map(str, held))
    mine = (str(held[place]) for place in chosen.places)
    return [row_id if times[row_id] == 1 and is_valid(row_id) else None for row_id in mine]


def _keys(sheet: type[Sheet], cells: SheetCells) -> list[str | None]:
    """The keys by position, composite ones joined with /; None where a part is blank."""
    columns = sheet.keys()
    parts = [_key_texts(cells, column) for column in columns]
    rows = zip(*parts, strict=True) if parts else ((None,) for _ in cells.rows)
    return ["/".join(texts) if all(texts := [part or "" for part in row]) else None for row in rows]


def _key_texts(cells: SheetCells, column: Column) -> list[str | None]:
    held = cells.values.get(column.name)
    if held is None:
        return [None] * len(cells.rows)
    return [_key_text(value, column) for value in clean_column(held, column).values.tolist()]


def _key_text(value: object, column: Column) -> str | None:
    if value is None or value is pd.NaT or value != value:
        return None
    if isinstance(value, float):
        return f"{value:.0f}"
    if column.kind is Kind.MONTH or column.kind is Kind.DATE:
        day = _day(value)
        return f"{day:%Y-%m}" if column.kind is Kind.MONTH else f"{day:%Y-%m-%d}"
    return str(value)


def _day(value: object) -> dt.date:
    """A clean day; a datetime64 column lists nanoseconds."""
    return pd.Timestamp(value).date()  # type: ignore[arg-type]
