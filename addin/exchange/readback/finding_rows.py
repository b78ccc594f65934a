"""找行：the rows of a document that are 议定事项: what each says, and what its bookmarks say that it is.

A cell is found by its bookmark and then read as a whole: what is typed behind the last character of a bookmark
lies outside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from addin.exchange.readback.columns import columns_titled, read_mark, shown_title
from addin.exchange.readback.word_text import Passage, WordTable, WordText
from addin.ledger.text import match_key
from addin.schema import Column, Resolutions

_TRACKED = "有未接受的修订"
_MIXED = "混进了别的格的书签"
_OTHER_ROW = "书签是另一行的"
_LOOSE = "已不在表格里"


@dataclass(frozen=True, slots=True)
class Found:
    """一格：its text, where it stands, why nobody should take it unseen ("" nothing)."""

    text: str
    place: str
    doubt: str = ""
    controlled: bool = False


@dataclass(slots=True)
class FoundRow:
    """一行：cells by column's name; `stems` of the bookmarks that stand in their own columns, by their number."""

    place: str
    cells: dict[str, Found] = field(default_factory=dict)
    stems: Counter[str] = field(default_factory=Counter)
    own: dict[str, str] = field(default_factory=dict)

    def text(self, column: Column) -> str:
        found = self.cells.get(column.name)
        return found.text if found else ""

    @property
    def number(self) -> str:
        """事项编号 in its comparable form."""
        return match_key(self.text(Resolutions.number))


@dataclass(frozen=True, slots=True)
class FoundRows:
    """找到的行；`prose` are all other lines of the document, `tables` how many tables of items there were."""

    rows: list[FoundRow]
    prose: list[str]
    tables: int


def find_rows(text: WordText) -> FoundRows:
    """Every row of every table of items, anchored paragraphs, and the rest."""
    rows: list[FoundRow] = []
    prose: list[str] = []
    tables = number = 0
    loose: dict[str, FoundRow] = {}
    for block in text.blocks:
        if isinstance(block, Passage):
            if not _anchored(block, text, loose):
                prose += _lines(block.text)
            continue
        number += 1
        layout = _layout(block)
        if layout is None:
            prose += [_told(row) for row in block.rows]
            continue
        tables += 1
        for place, row in enumerate(block.rows, 1):
            found = _item(row, layout, f"第{number}个表第{place}行") if place - 1 != layout.header else None
            if found is None:
                prose.append(_told(row))
            else:
                rows.append(found)
    prose += sorted(line for line in text.beside if line.strip())  # programs store them in any order
    return FoundRows([*rows, *loose.values()], [line for line in prose if line], tables)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _told(row: Sequence[Passage]) -> str:
    return " | ".join(cell.text.replace("\n", " ").strip() for cell in row if cell.text.strip())


@dataclass(frozen=True, slots=True)
class _Layout:
    """`header` the heading's row, −1 without one; `columns` names by place in the table's grid."""

    header: int
    columns: Mapping[int, str]


def _layout(table: WordTable) -> _Layout | None:
    """Columns by the bookmarks that most of their cells hold, else by the heading; None for any other table."""
    header, titled = _heading(table)
    votes: dict[int, Counter[str]] = {}
    for row in table.rows:
        for cell in row:
            for _, column in _marks(cell):
                votes.setdefault(cell.column, Counter())[column] += 1
    if not votes and not titled:
        return None
    voted = {place: counts.most_common(1)[0][0] for place, counts in votes.items()}
    named = set(voted.values())
    columns = {place: column for place, column in titled.items() if column not in named} | voted
    if len(set(columns.values())) < len(columns):  # one column in two places: only the bookmarks know
        columns = {place: column for place, column in columns.items() if place in voted}
    return _Layout(header, columns)


def _heading(table: WordTable) -> tuple[int, dict[int, str]]:
    for place, row in enumerate(table.rows[:2]):
        found = columns_titled([cell.text for cell in row])
        if found:
            return place, {row[at].column: column for at, column in found.items()}
    unmarked = bool(table.rows) and not any(_marks(cell) for cell in table.rows[0])
    return (0 if unmarked else -1), {}


def _marks(cell: Passage) -> list[tuple[str, str]]:
    return [mark for name in cell.marks if (mark := read_mark(name)) is not None]


def _item(row: Sequence[Passage], layout: _Layout, place: str) -> FoundRow | None:
    """The row as an item; None for a repeated heading, a caption across the table, a blank line."""
    found = FoundRow(place)
    for cell in row:
        column = layout.columns.get(cell.column)
        if column is None:
            continue
        marks = _marks(cell)
        home = [stem for stem, own in marks if own == column]
        found.stems.update(home)
        if len(home) == 1:
            found.own[column] = home[0]
        doubt = _TRACKED if cell.tracked else ""
        if len(marks) > len(home) or len(set(home)) > 1:
            doubt = _MIXED
        found.cells[column] = Found(cell.text, f"{place}“{shown_title(column)}”", doubt, cell.controlled)
    if found.stems or _says_something(row, found, layout):
        return found
    return None


def _says_something(row: Sequence[Passage], found: FoundRow, layout: _Layout) -> bool:
    if columns_titled([cell.text for cell in row]):
        return False
    wide = any(cell.span >= max(2, len(layout.columns) - 1) for cell in row)
    named = found.text(Resolutions.number).strip() or found.text(Resolutions.resolution).strip()
    return bool(named) and not wide


def _anchored(passage: Passage, text: WordText, loose: dict[str, FoundRow]) -> bool:
    """Take up the cells of a row whose table became paragraphs: there only what is inside a bookmark is its text."""
    marks = [(name, mark) for name in passage.marks if (mark := read_mark(name)) is not None]
    for name, (stem, column) in marks:
        row = loose.setdefault(stem, FoundRow(f"正文“{passage.text[:12]}”"))
        row.stems[stem] += 1
        row.own[column] = stem
        inside = text.spans.get(name, [""])[0]
        row.cells[column] = Found(inside, f"正文“{shown_title(column)}”", _LOOSE, passage.controlled)
    return bool(marks)


def doubts(row: FoundRow, stem: str) -> Iterator[tuple[str, str]]:
    """(column's name, doubt) of each cell of the row; `stem` is the row that it was taken for."""
    for name, found in row.cells.items():
        other = row.own.get(name, stem) != stem
        yield name, found.doubt or (_OTHER_ROW if other else "")
