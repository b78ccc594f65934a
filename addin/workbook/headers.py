"""表头：finding a sheet's header row by its known titles, wherever people moved the columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from addin.schema import Sheet
from addin.schema.base import Column, iter_titles
from addin.workbook.port import CellValue

HEADER_WITHIN = 20  # rows

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_MARKS = re.compile(r"[*^]+$")
_BRACKET = re.compile(r"\(([^()]*)\)$")
_OTHER_UNIT = re.compile(r"亿|千|百|元")


@dataclass(frozen=True, slots=True)
class Header:
    """表头位置：`columns` name → column number, `extra` undeclared title → column number.

    `repeated` are (title, first column, later column) of titles that stand twice.
    """

    row: int
    columns: dict[str, int]
    extra: dict[str, int]
    repeated: tuple[tuple[str, int, int], ...]


@lru_cache(maxsize=10_000)
def normal_title(text: str) -> str:
    """A title for comparison: full-width as half-width, no spaces or line breaks, no * mark."""
    return _MARKS.sub("", _SPACE.sub("", unicodedata.normalize("NFKC", text)))


def without_bracket(title: str) -> str:
    """「总投资(万元)」 → 「总投资」; a bracket that names another unit than 万元 stays."""
    found = _BRACKET.search(title)
    if found is None or (_OTHER_UNIT.search(found[1]) and "万元" not in found[1]):
        return title
    return title[: found.start()]


@lru_cache(maxsize=200)
def known_titles(sheet: type[Sheet]) -> dict[str, Column]:
    """Normalised title or alias → column; a title outranks another column's alias."""
    known: dict[str, Column] = {}
    for column in sheet.columns:
        for title in iter_titles(column):
            known.setdefault(normal_title(title), column)
    known.update({normal_title(column.title): column for column in sheet.columns})
    return known


def column_titled(sheet: type[Sheet], title: str) -> Column | None:
    """The column that a header cell names, None where the sheet declares no such title."""
    known, normal = known_titles(sheet), normal_title(title)  # type: ignore[arg-type]
    return known.get(normal) or known.get(without_bracket(normal))


def find_header(sheet: type[Sheet], rows: Sequence[Sequence[CellValue]], left: int = 1) -> Header | None:
    """The header among the first rows (row 1 first; the first value of each is column `left`).

    The row with most known titles wins, the upper of two; it must hold half of the sheet's titles or
    three of them. None where no row does.
    """
    best: tuple[int, int] | None = None
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        titles = {column.name for text in _texts(row) if (column := column_titled(sheet, text))}
        if len(titles) >= _enough(sheet) and (best is None or len(titles) > best[0]):
            best = (len(titles), index)
    return None if best is None else _header(sheet, rows[best[1]], best[1] + 1, left)


def _texts(row: Sequence[CellValue]) -> list[str]:
    return [value for value in row if isinstance(value, str) and value]


def _enough(sheet: type[Sheet]) -> int:
    typed = [column for column in sheet.columns if column.name != "row_id"]
    return min(3, (len(typed) + 1) // 2)


def _header(sheet: type[Sheet], row: Sequence[CellValue], number: int, left: int) -> Header:
    columns: dict[str, int] = {}
    extra: dict[str, int] = {}
    repeated = []
    for place, value in enumerate(row, left):
        if not isinstance(value, str) or not normal_title(value):
            continue
        column = column_titled(sheet, value)
        target, name = (columns, column.name) if column else (extra, value.strip())
        if name in target:
            repeated.append((column.title if column else name, target[name], place))
        else:
            target[name] = place
    return Header(number, columns, extra, tuple(repeated))


def fits(sheet: type[Sheet], header: Header | None) -> bool:
    """Whether a header is the sheet's own although the tab's name is not: every key, most titles."""
    if header is None:
        return False
    keys = [column.name for column in sheet.columns if column.key]
    typed = [column.name for column in sheet.columns if column.name != "row_id"]
    known = [name for name in typed if name in header.columns]
    return all(name in header.columns for name in keys) and len(known) >= 0.6 * len(typed)
