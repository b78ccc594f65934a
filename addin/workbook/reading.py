"""读表：from a tab's rows to the cells of a ledger sheet, located by its header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

import numpy as np

from addin.findings import Finding, Level
from addin.schema import Sheet
from addin.schema.base import DATED
from addin.workbook.cells import DAYS_1904, address
from addin.workbook.grids import Grid, Row, tidy
from addin.workbook.headers import HEADER_WITHIN, Header, column_titled, find_header, normal_title
from addin.workbook.port import CellError, CellValue, SheetCells

_BATCH = 4096
_TOTAL = re.compile(r"\(?(?:合|小|总|共|累)计\)?(?:\([^()]*\))?:?$")

Errors = Mapping[tuple[int, int], str]


@dataclass(slots=True)
class _Gathered:
    """What has been read so far: the data rows' numbers and, for each column, their values."""

    rows: list[int] = field(default_factory=list)
    values: dict[str, list[CellValue]] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    last_row: int = 0


def read_cells(
    sheet: type[Sheet], grid: Grid, errors: Errors, wanted: Iterable[str] | None = None
) -> tuple[SheetCells, list[Finding]] | None:
    """The sheet's cells and what was odd about them; None where the tab has no header of it.

    `errors` are the error values of the tab by (row, column); `wanted` the column names to keep,
    None for all.
    """
    top = list(islice(grid.rows, HEADER_WITHIN))
    header = find_header(sheet, top, grid.left)
    if header is None:
        return None
    names = set(header.columns) if wanted is None else set(wanted) & set(header.columns)
    # Of a sheet with declared-open columns (排名榜's indicators) those are read too, by their titles.
    places = {name: header.columns[name] for name in names} | (header.extra if sheet.open_after else {})
    gatherer = _Gatherer(sheet, header, top[header.row - 1], grid.left, places, errors)
    gathered = gatherer.gather(chain(top[header.row :], grid.rows))
    cells = SheetCells(
        sheet=sheet,
        tab=grid.tab,
        header_row=header.row,
        columns=header.columns,
        extra=header.extra,
        rows=np.array(gathered.rows, dtype=np.int64),
        values={name: _object_array(values) for name, values in gathered.values.items()},
        last_row=gathered.last_row,
    )
    return cells, [*_repeated(grid.tab, header), *_totals(grid.tab, gathered, grid.left)]


def _object_array(values: list[CellValue]) -> np.ndarray:
    return np.fromiter(values, dtype=object, count=len(values))


class _Gatherer:
    """Goes through the rows below the header in batches, column by column within each."""

    def __init__(
        self,
        sheet: type[Sheet],
        header: Header,
        titles: Row,
        left: int,
        places: dict[str, int],
        errors: Errors,
    ) -> None:
        self._sheet = sheet
        self._header = header
        self._left = left
        self._names = sorted(places, key=places.__getitem__)
        self._places = places
        self._errors = {place: text for place, text in errors.items() if place[0] > header.row}
        self._rows_with_errors = {row for row, _ in self._errors}
        self._seen: dict[CellValue, CellValue] = {"": None}
        self._known = sorted(number - left for name, number in header.columns.items() if name != "row_id")
        self._all = sorted(self._known + [number - left for number in header.extra.values()])
        keys = [
            header.columns[column.name]
            for column in sheet.columns
            if column.key and column.name in header.columns
        ]
        self._marker = (keys[0] - left) if keys else self._known[0]
        self._title = titles[self._marker]

    def gather(self, rows: Iterable[Row]) -> _Gathered:
        gathered = _Gathered(values={name: [] for name in self._names}, last_row=self._header.row)
        stream, first = iter(rows), self._header.row + 1
        while batch := list(islice(stream, _BATCH)):
            self._take(gathered, batch, first)
            first += len(batch)
        self._put_errors(gathered)
        return gathered

    def _take(self, gathered: _Gathered, batch: list[Row], first: int) -> None:
        columns = list(zip(*batch, strict=True))
        if self._all_data(columns):
            gathered.rows += range(first, first + len(batch))
            gathered.last_row = first + len(batch) - 1
        else:
            kept = self._kept(gathered, batch, first)
            gathered.rows += [first + offset for offset in kept]
            columns = list(zip(*(batch[offset] for offset in kept), strict=True))
        for name in self._names:
            place = self._places[name] - self._left
            if columns:
                gathered.values[name] += tidy(columns[place], self._seen)

    def _all_data(self, columns: list[tuple[CellValue, ...]]) -> bool:
        """Whether every row of the batch is plain data, told from two of its columns at once."""
        marker, opening = columns[self._marker], columns[self._all[0]]
        if "" in marker or "" in opening or self._title in marker:
            return False
        return self._sheet.wholly_computed or not any(
            "计" in value for value in opening if type(value) is str
        )

    def _kept(self, gathered: _Gathered, batch: list[Row], first: int) -> list[int]:
        """The offsets of the data rows of a batch; what is blank, a header again or a total is left out."""
        kept = []
        for offset, row in enumerate(batch):
            number = first + offset
            if self._is_blank(row) and number not in self._rows_with_errors:
                continue
            gathered.last_row = number
            if self._is_repeated_header(row):
                continue
            if self._is_total(row):
                gathered.totals.append(number)
                continue
            kept.append(offset)
        return kept

    def _is_blank(self, row: Row) -> bool:
        """No column but the row id holds anything; what stands beside the table is not looked at."""
        filled = len(row) - row.count("")
        if filled > len(row) - len(self._known):
            return False
        return filled == 0 or all(row[place] == "" for place in self._known)

    def _is_repeated_header(self, row: Row) -> bool:
        if row[self._marker] != self._title:
            return False
        texts = [value for place in self._known if isinstance(value := row[place], str) and value]
        return 2 * sum(column_titled(self._sheet, text) is not None for text in texts) > len(texts) > 1

    def _is_total(self, row: Row) -> bool:
        """The first filled cell, row id aside, reads 合计, 小计, 总计 …; what we computed may hold such rows."""
        if self._sheet.wholly_computed:
            return False
        for place in self._all:
            value = row[place]
            if value != "":
                return type(value) is str and len(value) <= 12 and "计" in value and is_total(value)
        return False

    def _put_errors(self, gathered: _Gathered) -> None:
        names = {self._places[name]: name for name in self._names}
        position = {row: index for index, row in enumerate(gathered.rows)} if self._errors else {}
        for (row, column), text in self._errors.items():
            if column in names and row in position:
                gathered.values[names[column]][position[row]] = CellError(text)


def no_header(tab: str) -> Finding:
    """A tab that bears a sheet's name but not its columns."""
    return Finding(
        Level.ERROR, tab, "", f"前 {HEADER_WITHIN} 行里找不到表头，这张表没有读取", "请恢复列标题那一行"
    )


def with_1904_days(cells: SheetCells) -> SheetCells:
    """Day numbers of unformatted cells counted from 1899-12-30, as everywhere else (18.17.4.1)."""
    for column in cells.sheet.columns:
        values = cells.values.get(column.name)
        if values is not None and column.kind in DATED:
            values[:] = [value + DAYS_1904 if type(value) is float else value for value in values]
    return cells


def is_total(text: str) -> bool:
    """「合 计」, 「小计：」, 「总计（67项）」 …"""
    return _TOTAL.match(normal_title(text)) is not None


def _repeated(tab: str, header: Header) -> list[Finding]:
    return [
        Finding(
            Level.ERROR,
            tab,
            address(header.row, later),
            f"列标题“{title}”出现两次：{address(header.row, first)} 和 {address(header.row, later)}",
            "改正或删去其中一列",
            value=title,
            used=f"只用 {address(header.row, first)} 那一列",
        )
        for title, first, later in header.repeated
    ]


def _totals(tab: str, gathered: _Gathered, left: int) -> list[Finding]:
    return [
        Finding(Level.NOTE, tab, address(row, left), "合计行不是数据，计算时没有用它", "合计可放在表外")
        for row in gathered.totals
    ]
