"""返回的表：a returned file's tabs as tables of the ledger, located by 列号 or by their header.

Rows inserted above, columns moved, renamed or hidden, and rows hidden or filtered away make no difference. A
column that nobody knows is told with what stands in it; a column that is missing is untouched; where a column
stands twice the sheet is not read at all.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from addin.exchange.canonical import canonical
from addin.exchange.exchanged import EXCHANGED, GUIDE_TAB, column_of
from addin.exchange.tables import ROW_ID, KeyedTable
from addin.findings import Finding, Level
from addin.ledger.reading import plain, quoted
from addin.schema import Owner, Sheet
from addin.schema.base import Column
from addin.workbook.additions import LONGEST
from addin.workbook.cells import address
from addin.workbook.headers import HEADER_WITHIN, column_titled, find_header, normal_title
from addin.workbook.outside import OutsideTab
from addin.workbook.port import CellValue
from addin.workbook.reading import is_total

Formulas = Mapping[str, Collection[tuple[int, int]]]
"""(row, column) of the cells with a formula, by tab."""

SHOWN = 5
"""So many cells of an unknown column, or of a sheet that is not ours, are spelt out in a finding."""


@dataclass(frozen=True, slots=True)
class Layout:
    """版面：where the table stands on its tab: 0-based header row, places (0-based in a row) by column name."""

    sheet: type[Sheet]
    header: int
    places: dict[str, int]
    repeated: tuple[str, ...] = ()


class ReturnedTable(KeyedTable):
    """返回的一张表：`rows` are Excel row numbers; blank rows and totals are left out."""

    def __init__(
        self,
        sheet: type[Sheet],
        values: Mapping[str, np.ndarray],
        tab: str,
        rows: Sequence[int],
        numbers: Mapping[str, int],
        formulas: Collection[tuple[int, int]] = (),
    ) -> None:
        super().__init__(sheet, values, len(rows))
        self.tab = tab
        self.rows = list(rows)
        self._numbers = dict(numbers)
        self._formulas = frozenset(formulas)

    def only(self, places: Sequence[int]) -> ReturnedTable:
        """The same with these rows alone."""
        at = np.array(places, dtype=np.int64)
        values = {name: self.values(name)[at] for name in self._numbers}
        rows = [self.rows[place] for place in places]
        return ReturnedTable(self.sheet, values, self.tab, rows, self._numbers, self._formulas)

    def place(self, row: int, name: str = "") -> str:
        """「月度进度!F12」; without a name the row: 「月度进度!第12行」."""
        if not name:
            return f"{self.tab}!第{self.rows[row]}行"
        return f"{self.tab}!{address(self.rows[row], self._numbers[name])}"

    def is_formula(self, row: int, name: str) -> bool:
        return (self.rows[row], self._numbers[name]) in self._formulas

    @property
    def has_formulas(self) -> bool:
        return bool(self._formulas)

    def content(self, row: int) -> Hashable:
        """What the row says, 行标识 left out: two rows that are the same are one."""
        return tuple(self.keys(name)[row] for name in self.columns)

    def sign(self, row: int) -> str:
        """Hash of the row's filled cells, by which a new row is known again."""
        typed = [name for name in self.columns if self.sheet.column(name).owner is not Owner.COMPUTED]
        cells = {name: str(self.keys(name)[row]) for name in sorted(typed) if self.keys(name)[row] != ""}
        return hashlib.sha256(canonical([self.sheet.__name__, cells])).hexdigest()[:32]


def read_tables(
    tabs: Iterable[OutsideTab], formulas: Formulas, sheets: Sequence[type[Sheet]] | None = None
) -> tuple[list[ReturnedTable], list[Finding]]:
    """The tables of a returned file (of `sheets`, by default those that are sent), and what was odd about it."""
    wanted = [one.sheet for one in EXCHANGED] if sheets is None else list(sheets)
    tables: dict[type[Sheet], ReturnedTable] = {}
    findings: list[Finding] = []
    for tab in tabs:
        layout = find_layout(tab, wanted)
        if layout is None:
            findings += _not_read(tab, wanted)
        elif layout.repeated:
            findings.append(_repeated(tab, layout))
        elif layout.sheet in tables:
            findings.append(_twice(tab, tables[layout.sheet]))
        else:
            rows, said = _data_rows(tab, layout)
            tables[layout.sheet] = _table(tab, layout, rows, formulas.get(tab.tab, ()))
            findings += [*said, *_unknown_columns(tab, layout, rows)]
    return list(tables.values()), findings


def _table(
    tab: OutsideTab, layout: Layout, rows: Sequence[int], formulas: Collection[tuple[int, int]]
) -> ReturnedTable:
    values = {
        name: _column([tab.rows[row - 1][place] for row in rows]) for name, place in layout.places.items()
    }
    numbers = {name: tab.left + place for name, place in layout.places.items()}
    return ReturnedTable(layout.sheet, values, tab.tab, rows, numbers, formulas)


def signature(tables: Iterable[ReturnedTable]) -> str:
    """SHA-256 over what the tables say, whatever program saved them and in whatever order the rows stand."""
    content = [
        [
            table.sheet.__name__,
            sorted(
                [table.ids[row], *(f"{name}={table.keys(name)[row]}" for name in sorted(table.columns))]
                for row in range(table.length)
            ),
        ]
        for table in sorted(tables, key=lambda table: table.sheet.__name__)
    ]
    return hashlib.sha256(canonical(content)).hexdigest()


def find_layout(tab: OutsideTab, sheets: Sequence[type[Sheet]]) -> Layout | None:
    """Where one of the sheets' tables stands on the tab, None where there is none."""
    top = tab.rows[:HEADER_WITHIN]
    found = _id_row(top, sheets)
    if found is not None:
        return _by_ids(tab, *found)
    named = [sheet for sheet in sheets if normal_title(tab.tab) == normal_title(sheet.title)]
    candidates = [one for sheet in named or sheets if (one := _by_titles(tab, sheet)) is not None]
    return max(candidates, key=lambda one: len(one.places), default=None)


def _id_row(
    top: Sequence[Sequence[CellValue]], sheets: Sequence[type[Sheet]]
) -> tuple[int, type[Sheet]] | None:
    """The hidden row of 列号 (at least two), and the sheet that most of them name."""
    for index, row in enumerate(top):
        named = [found[0] for value in row if isinstance(value, str) and (found := column_of(value))]
        counts = Counter(sheet for sheet in named if sheet in sheets)
        if counts and counts.most_common(1)[0][1] > 1:
            return index, counts.most_common(1)[0][0]
    return None


def _by_ids(tab: OutsideTab, id_row: int, sheet: type[Sheet]) -> Layout:
    """By 列号, and by title the columns that have none."""
    header = _header_below(tab.rows, id_row, sheet)
    titles = tab.rows[header] if header < len(tab.rows) else ()
    named: list[tuple[str, int]] = []
    for place, value in enumerate(tab.rows[id_row]):
        found = column_of(value) if isinstance(value, str) else None
        column = found[1] if found and found[0] is sheet else _titled(sheet, titles, place)
        if column is not None:
            named.append((column.name, place))
    counts = Counter(name for name, _ in named)
    twice = tuple(sheet.column(name).title for name, count in counts.items() if count > 1)
    return Layout(sheet, header, dict(named), twice)


def _titled(sheet: type[Sheet], titles: Sequence[CellValue], place: int) -> Column | None:
    value = titles[place] if place < len(titles) else ""
    return column_titled(sheet, value) if isinstance(value, str) and value else None


def _header_below(rows: Sequence[Sequence[CellValue]], id_row: int, sheet: type[Sheet]) -> int:
    """The row below 列号 with most known titles; the next one where every title was changed."""
    below = range(id_row + 1, min(len(rows), HEADER_WITHIN + 1))
    counts = {
        row: sum(_titled(sheet, rows[row], place) is not None for place in range(len(rows[row])))
        for row in below
    }
    best = max(counts, key=lambda row: (counts[row], -row), default=id_row + 1)
    return best if counts.get(best, 0) > 1 else id_row + 1


def _by_titles(tab: OutsideTab, sheet: type[Sheet]) -> Layout | None:
    header = find_header(sheet, tab.rows[:HEADER_WITHIN], tab.left)
    if header is None:
        return None
    places = {name: number - tab.left for name, number in header.columns.items()}
    keys = sheet.keys()
    if not (ROW_ID in places or all(column.name in places for column in keys)):
        return None
    known = {column.title for column in sheet.columns}
    repeated = tuple(title for title, _, _ in header.repeated if title in known)
    return Layout(sheet, header.row - 1, places, repeated)


def _data_rows(tab: OutsideTab, layout: Layout) -> tuple[list[int], list[Finding]]:
    """Excel rows with anything but a 行标识 in the known columns; totals left out, and said."""
    rows, findings = [], []
    known = sorted(place for name, place in layout.places.items() if name != ROW_ID)
    identity = layout.places.get(ROW_ID)
    for index in range(layout.header + 1, len(tab.rows)):
        row = tab.rows[index]
        filled = [row[place] for place in known if row[place] != ""]
        if not filled:
            continue
        has_id = identity is not None and row[identity] != ""
        if not has_id and isinstance(filled[0], str) and is_total(filled[0]):
            cell = address(index + 1, tab.left + known[0])
            findings.append(Finding(Level.NOTE, tab.place, cell, "合计行不是数据，没有读取", "无需处理"))
            continue
        rows.append(index + 1)
    return rows, findings


def _column(values: list[CellValue]) -> np.ndarray:
    array = np.empty(len(values), dtype=object)
    array[:] = [None if value == "" else value for value in values]
    return array


def _unknown_columns(tab: OutsideTab, layout: Layout, rows: Sequence[int]) -> list[Finding]:
    """未识别列: what stands beside the known columns, so that nothing is dropped in silence."""
    known = set(layout.places.values())
    titles = tab.rows[layout.header] if layout.header < len(tab.rows) else ()
    findings = []
    for place in range(len(titles)):
        if place in known:
            continue
        column = tab.left + place
        filled = [(row, column, tab.rows[row - 1][place]) for row in rows if tab.rows[row - 1][place] != ""]
        if filled:
            title = plain(titles[place]) or "无标题"
            cell = address(layout.header + 1, column)
            findings.append(
                Finding(
                    Level.DOUBT,
                    tab.place,
                    cell,
                    f"未识别列“{title}”有{len(filled)}格内容（{_first(filled)}），没有采用",
                    "需要时请人工录入台账",
                    value=_told(filled),
                )
            )
    return findings


Filled = Sequence[tuple[int, int, CellValue]]
"""Row, column and value of cells in which something stands."""


def _first(filled: Filled) -> str:
    """「G5“问小李”等」."""
    row, column, value = filled[0]
    return f"{address(row, column)}{quoted(value)}{'等' if len(filled) > 1 else ''}"


def _told(filled: Filled) -> str:
    told = "；".join(f"{address(row, column)}：{plain(value)}" for row, column, value in filled[:SHOWN])
    return f"{told}…" if len(filled) > SHOWN else told


def _not_read(tab: OutsideTab, sheets: Sequence[type[Sheet]]) -> list[Finding]:
    if tab.tab == GUIDE_TAB or not any(value != "" for row in tab.rows for value in row):
        return []
    if any(normal_title(tab.tab) == normal_title(sheet.title) for sheet in sheets):
        message = f"前 {HEADER_WITHIN} 行里找不到表头，这张表没有读取"
        return [Finding(Level.ERROR, tab.place, "", message, "请恢复列标题那一行后重新回收")]
    filled = [
        (row, tab.left + place, value)
        for row, values in enumerate(tab.rows, 1)
        for place, value in enumerate(values)
        if value != ""
    ]
    told = _told(filled)
    message = f"不是发出的表（{_first(filled)}），没有读取"
    return [
        Finding(
            Level.NOTE, tab.place, address(*filled[0][:2]), message, "有用的内容请人工录入台账",
            value=told if len(told) <= LONGEST else told[:LONGEST] + "…",
        )
    ]  # fmt: skip


def _repeated(tab: OutsideTab, layout: Layout) -> Finding:
    titles = "、".join(f"“{title}”" for title in layout.repeated)
    return Finding(
        Level.ERROR,
        tab.place,
        address(layout.header + 1, tab.left),
        f"列{titles}出现两次，这张表没有读取",
        "请退回单位删去多出的一列，或自行删去后重新回收",
    )


def _twice(tab: OutsideTab, other: ReturnedTable) -> Finding:
    message = f"与工作表“{other.tab}”是同一张表，只读了“{other.tab}”"
    return Finding(Level.ERROR, tab.place, "", message, "请留下一张后重新回收")
