"""读回的列：which column of 议定事项表 is which column of 议定事项, and the names of its bookmarks."""

from __future__ import annotations

import re

from addin.schema import Column, Resolutions
from addin.workbook.headers import normal_title
from docgen.documents.minutes import BOOKMARK_COLUMNS, HEARD_TITLE, RESOLUTION_TITLES, cell_bookmarks

COLUMNS: tuple[Column, ...] = (
    Resolutions.number,
    Resolutions.code,
    Resolutions.resolution,
    Resolutions.responsible_units,
    Resolutions.supporting_units,
    Resolutions.due_on,
)
"""Parallel to RESOLUTION_TITLES and BOOKMARK_COLUMNS."""

TAKEN = frozenset(column.name for column in COLUMNS[2:])
"""What is read back: a meeting's number and project name the item, they are not for the minutes to change."""

NAMES = tuple(column.name for column in COLUMNS)
_BY_MARK = dict(zip(BOOKMARK_COLUMNS, NAMES, strict=True))
_BY_TITLE = {normal_title(title): name for title, name in zip(RESOLUTION_TITLES, NAMES, strict=True)} | {
    normal_title(column.title): column.name for column in COLUMNS
}
_NEEDED = [
    column.name for column in (Resolutions.number, Resolutions.resolution, Resolutions.responsible_units)
]
# A program that copies a row may put 「_Copy_1」 or 「 副本 1」 behind a bookmark's name.
_MARK = re.compile(rf"cp_(.+)_({'|'.join(BOOKMARK_COLUMNS)})(?:[^A-Za-z].*)?")


def shown_title(name: str) -> str:
    """The heading in the document of the column of that name."""
    return RESOLUTION_TITLES[NAMES.index(name)]


def stem_of(row_id: str) -> str:
    """What the bookmarks of a row share."""
    return cell_bookmarks(row_id)[0].removeprefix("cp_").removesuffix(f"_{BOOKMARK_COLUMNS[0]}")


def read_mark(name: str) -> tuple[str, str] | None:
    """(stem, column's name) of a bookmark of ours; None for any other."""
    match = _MARK.fullmatch(name)
    return (match[1], _BY_MARK[match[2]]) if match else None


def columns_titled(titles: list[str]) -> dict[int, str]:
    """Place → column's name, of a row that is the heading of such a table; {} for any other row.

    The table of what became of earlier items has the same columns, and one more.
    """
    normal = [normal_title(title) for title in titles]
    if normal_title(HEARD_TITLE) in normal:
        return {}
    found = {place: _BY_TITLE[title] for place, title in enumerate(normal) if title in _BY_TITLE}
    named = set(found.values())
    whole = len(named) == len(found) and named.issuperset(_NEEDED)
    return found if whole else {}
