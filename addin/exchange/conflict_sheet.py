"""冲突处理：the one sheet of all that waits for a person, in the words of a clerk; sorted by unit, then project.

What people chose and wrote there moves with its row. Rows that were dealt with stay below, with 处理时间.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from addin.exchange.conflicts import place_of
from addin.exchange.fields import MergeKind
from addin.exchange.normal import keys_of
from addin.exchange.origins import Origins
from addin.exchange.seen import Listed
from addin.exchange.tables import MasterTable
from addin.ledger.reading import plain
from addin.schema import LEDGER_SHEETS, Column, Conflicts, Kind, Projects, Sheet
from addin.workbook.links import location
from addin.workbook.port import CellValue, Edits, SheetCells

WHOLE_ROW = "（整行）"
SHEETS = {sheet.__name__: sheet for sheet in LEDGER_SHEETS}
_ORDER = {sheet.title: place for place, sheet in enumerate(LEDGER_SHEETS)}
MOST_LINKS = 1_000
"""So many rows that wait, from the first, link to the master: an open workbook takes a call or more for each."""
_TYPED = (Conflicts.choice, Conflicts.manual_value, Conflicts.grounds, Conflicts.handled_by)

Row = dict[str, CellValue]
Masters = Callable[[type[Sheet]], MasterTable | None]


@dataclass(slots=True)
class ConflictSheet:
    """`rows` by column name, in the order in which they stand; by 冲突号 the unit (`units`), and where a click on
    台账现值 goes (`links`)."""

    cells: SheetCells
    rows: list[Row]
    units: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, cells: SheetCells) -> ConflictSheet:
        names = list(cells.values)
        columns = (cells.values[name] for name in names)
        return cls(cells, [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)])

    @property
    def waiting(self) -> list[Row]:
        """Rows that nobody has dealt with yet."""
        return [row for row in self.rows if row[Conflicts.handled_at.name] is None]

    def ids(self) -> set[str]:
        return {str(row[Conflicts.conflict_id.name]) for row in self.rows}

    def put(self, listed: Iterable[Listed], describe: Describer) -> int:
        """Add what is new, and bring what still waits up to date; the number of rows added.

        A row that was sent back to the unit and comes again waits again.
        """
        standing = {str(row[Conflicts.conflict_id.name]): row for row in self.rows}
        added = 0
        for one in listed:
            self.units[one.conflict_id] = one.unit
            row = standing.get(one.conflict_id)
            if row is None:
                row = dict.fromkeys(self.cells.values)
                standing[one.conflict_id] = row
                self.rows.append(row)
                added += 1
            elif row[Conflicts.handled_at.name] is not None:
                row |= dict.fromkeys((column.name for column in _TYPED), None)
                row[Conflicts.handled_at.name] = None
            told = describe.row(one)
            if not _same_value(told, row):
                row[Conflicts.choice.name] = None  # it was made of another value
            row |= told
        return added

    def reissue(self, listed: Iterable[Listed], describe: Describer) -> None:
        """Tell the master's value as it is now and ask anew."""
        again = {one.conflict_id: one for one in listed}
        for row in self.waiting:
            one = again.get(str(row[Conflicts.conflict_id.name]))
            if one is not None:
                row |= describe.row(one)
                row[Conflicts.choice.name] = None

    def tell(self, listed: Mapping[str, Listed], describe: Describer) -> None:
        """Of all that waits: where it stands in the master now, whose value that is, and the link there.

        A value that moved since is left as it was told: `resolve` lists it anew.
        """
        for row in self.waiting:
            one = listed.get(str(row[Conflicts.conflict_id.name]))
            if one is None:
                continue
            link = describe.link(one)
            if link is not None:
                self.links[one.conflict_id] = link
            if not describe.moved(one):
                row[Conflicts.master_value.name] = describe.row(one)[Conflicts.master_value.name]

    def close(self, ids: Iterable[str], moment: str, who: str, why: str = "") -> None:
        """Mark rows as dealt with; who did so stays where a name was typed."""
        wanted = set(ids)
        for row in self.rows:
            if row[Conflicts.conflict_id.name] in wanted and row[Conflicts.handled_at.name] is None:
                row[Conflicts.handled_at.name] = moment
                row[Conflicts.handled_by.name] = row[Conflicts.handled_by.name] or who
                if why:
                    row[Conflicts.grounds.name] = row[Conflicts.grounds.name] or why

    def arrange(self, units: Iterable[str]) -> None:
        """Sort: what waits first, by unit as 单位名录 has them, then by project, sheet, key and column."""
        places = {unit: place for place, unit in enumerate(units)}

        def order(row: Row) -> tuple[object, ...]:
            unit = self.units.get(str(row[Conflicts.conflict_id.name]), "")
            texts = (Conflicts.project, Conflicts.row_key, Conflicts.field, Conflicts.conflict_id)
            project, key, title, number = (str(row[column.name] or "") for column in texts)
            sheet = str(row[Conflicts.sheet.name] or "")
            done = row[Conflicts.handled_at.name] is not None
            return (
                done,
                places.get(unit, len(places)),
                unit,
                project,
                _ORDER.get(sheet, 0),
                key,
                title,
                number,
            )

        self.rows.sort(key=order)
        for number, row in enumerate(self.rows, 1):
            row[Conflicts.number.name] = float(number)

    def overlaid(self) -> SheetCells:
        """The sheet's cells with these rows."""
        first = self.cells.header_row + 1
        values = {name: _objects([row[name] for row in self.rows]) for name in self.cells.values}
        return SheetCells(
            Conflicts,
            self.cells.tab,
            self.cells.header_row,
            self.cells.columns,
            self.cells.extra,
            np.arange(first, first + len(self.rows), dtype=np.int64),
            values,
            first + len(self.rows) - 1,
        )

    def write(self, edits: Edits) -> None:
        """The whole sheet; a row is never taken away, so none has to be blanked."""
        shown = self.overlaid()
        target = edits.sheet(shown.tab)
        for name, values in shown.values.items():
            target.fill(shown.columns[name], shown.rows, values)
        target.last_row = max(shown.last_row, self.cells.header_row + 1)
        target.links[shown.columns[Conflicts.master_value.name]] = self._linked()

    def _linked(self) -> dict[int, str]:
        """Excel row → link, of what waits."""
        first, waiting = self.cells.header_row + 1, Conflicts.handled_at.name
        linked = {
            first + place: link
            for place, row in enumerate(self.rows)
            if row[waiting] is None and (link := self.links.get(str(row[Conflicts.conflict_id.name])))
        }
        return dict(islice(linked.items(), MOST_LINKS))


@dataclass(frozen=True, slots=True)
class Describer:
    """写法：how a listed matter is told; `names` are 项目名称 by 项目代码, `origins` whose value stands in a cell."""

    master: Masters
    names: Mapping[str, str]
    origins: Origins | None = None

    def row(self, one: Listed) -> Row:
        sheet = SHEETS[one.sheet]
        column = sheet.column(one.column) if one.column else None
        table = self.master(sheet)
        at = place_of(one, table) if table is not None else -1
        values = table.row(at) if table is not None and at >= 0 else dict(one.values)
        project = self._project(sheet, values)
        return {
            Conflicts.type.name: one.kind,
            Conflicts.sheet.name: sheet.title,
            Conflicts.row_key.name: key_text(sheet, values) or one.row_id,
            Conflicts.project.name: project,
            Conflicts.project_name.name: self.names.get(project or ""),
            Conflicts.field.name: column.title if column else WHOLE_ROW,
            Conflicts.sent_value.name: shown(one.sent, column) if column else None,
            Conflicts.master_value.name: self._standing(one, sheet, column, at),
            Conflicts.returned_value.name: _returned(one, sheet, column),
            Conflicts.conflict_id.name: one.conflict_id,
        }

    def _project(self, sheet: type[Sheet], values: Mapping[str, CellValue]) -> str | None:
        code = values.get(Projects.code.name)
        return None if code is None else plain(code)

    def _standing(self, one: Listed, sheet: type[Sheet], column: Column | None, at: int) -> str | None:
        table = self.master(sheet)
        if column is None or table is None:
            return self._hint(one, sheet, table)
        if at < 0:
            return "这一行已不在台账"
        text = shown(one.master, column) or "（空白）"
        origin = self.origins.of(one, column) if self.origins else ""
        place = table.address(at, column.name)
        return f"{text}\n（{place}，{origin}）" if origin else f"{text}\n（{place}）"

    def _hint(self, one: Listed, sheet: type[Sheet], table: MasterTable | None) -> str | None:
        """Of a whole row: where it stands, or rows that look like it."""
        if table is None:
            return None
        alike = [
            f"{column.title}“{shown(one.values[column.name], column)}”台账已有（{table.address(place, column.name)}）"
            for column, place in _alike(one, table)
        ]
        at = place_of(one, table)
        own = [f"台账里的这一行（{table.address(at, first_column(table))}）"] if at >= 0 else []
        return "\n".join(own or alike) or None

    def link(self, one: Listed) -> str | None:
        """The master's cell, or the row's first; of a new row the first that looks like it."""
        table = self.master(SHEETS[one.sheet])
        if table is None or (one.column and one.column not in table.columns):
            return None
        at, name = place_of(one, table), one.column or first_column(table)
        if at < 0 and not one.column:
            name, at = next(((column.name, place) for column, place in _alike(one, table)), (name, -1))
        return location(table.cells.tab, table.cells.address(at, name)) if at >= 0 else None

    def moved(self, one: Listed) -> bool:
        """Whether the master's cell says something else than was listed."""
        sheet = SHEETS[one.sheet]
        table = self.master(sheet)
        at = place_of(one, table) if table is not None else -1
        if table is None or at < 0 or one.column not in table.columns:
            return False
        was, now = keys_of([one.master, table.values(one.column)[at]], sheet.column(one.column))
        return bool(was != now)


_TELLING = ("project_name", "description", "milestone", "task")
"""Columns by which a row is known besides its key."""


def _alike(one: Listed, table: MasterTable) -> Iterator[tuple[Column, int]]:
    """Of a new row: the columns in which a row of the master says the same, and its place."""
    if one.kind != MergeKind.NEW_ROW:
        return
    for column in table.sheet.columns:
        if column.name in one.values and (column.key or column.name in _TELLING):
            for place in table.places_of(column.name, one.values[column.name])[:1]:
                yield column, place


def first_column(table: MasterTable) -> str:
    """The column by which a whole row is pointed at: its first key."""
    keys = table.sheet.keys()
    return next(iter([*(column.name for column in keys if column.name in table.columns), *table.columns]))


def _same_value(one: Row, other: Row) -> bool:
    """Whether 台账现值 tells the same value; the cell it stands in may be another by now."""
    first, second = (str(row[Conflicts.master_value.name] or "") for row in (one, other))
    values = [text.rpartition("\n（")[0] for text in (first, second)]
    return values[0] == values[1] if all(values) else first == second


def shown(value: CellValue, column: Column) -> str | None:
    """A value as a clerk reads it, None where it is blank."""
    if column.kind is Kind.MONTH and hasattr(value, "strftime"):
        return f"{value:%Y-%m}"
    return plain(value) or None


def key_text(sheet: type[Sheet], values: Mapping[str, CellValue]) -> str:
    """The row's key, its parts joined by /."""
    columns = sheet.keys()
    parts = [shown(values.get(column.name), column) for column in columns]
    return "/".join(part for part in parts if part)


def _returned(one: Listed, sheet: type[Sheet], column: Column | None) -> str:
    if column is not None:
        text = shown(one.returned, column) or "（空白）"
    else:
        text = "；".join(
            f"{sheet.column(name).title}：{shown(value, sheet.column(name))}"
            for name, value in one.values.items()
        )
    problem = f"\n{one.problem}" if one.problem else ""
    return (
        f"{text}\n（{one.unit}　{one.place}）{problem}" if one.unit else f"{text}\n（{one.place}）{problem}"
    )


def _objects(values: list[CellValue]) -> np.ndarray:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
