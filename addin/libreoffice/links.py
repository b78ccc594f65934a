"""Calc 里的链接：a link on a cell is a text field that fills it; whoever writes to the cell takes the link away.

Reading takes one call a column, and three for each cell that holds more than a line of plain text until MOST_WITHOUT
of them in a row have no link: ours stand on the rows that wait, which come first. Writing takes seven a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from addin.workbook.links import ELSEWHERE, Links, Place, told_alike

MOST_WITHOUT = 300
_RICH = 512  # com.sun.star.sheet.CellFlags.FORMATTED: line breaks, fields, parts with a look of their own
_FIELD = "com.sun.star.text.TextField.URL"


def links_of(sheet: Any, columns: Collection[int]) -> Links:
    """The links on the cells of these columns."""
    found: dict[Place, str] = {}
    for column in columns:
        without = 0
        for row in _rich_rows(sheet, column):
            link = _link(sheet.getCellByPosition(column - 1, row - 1))
            without = without + 1 if link is None else 0
            if link is not None:
                found[row, column] = link
            elif without == MOST_WITHOUT:
                break
    return found


def _rich_rows(sheet: Any, column: int) -> Iterator[int]:
    areas = sheet.Columns.getByIndex(column - 1).queryContentCells(_RICH).RangeAddresses
    for area in sorted(areas, key=lambda area: int(area.StartRow)):
        yield from range(area.StartRow + 1, area.EndRow + 2)


def _link(cell: Any) -> str | None:
    """None where the cell has none; other fields (a date, the sheet's name) are none."""
    fields = cell.getTextFields()
    if not fields.hasElements():
        return None
    found = fields.createEnumeration()
    urls = []
    while found.hasMoreElements():
        urls.append(str(getattr(found.nextElement(), "URL", "")))
    if not any(urls):
        return None
    return told_alike(urls[0]) if len(urls) == 1 and urls[0].startswith("#") else ELSEWHERE


def put_links(
    document: Any, sheet: Any, links: Mapping[Place, str | None], before_write: Callable[[], None]
) -> None:
    """Give cells a link, or take it away: the field shows what the cell said."""
    for (row, column), link in links.items():
        before_write()
        cell = sheet.getCellByPosition(column - 1, row - 1)
        text = cell.getString()
        cell.setString(text if link is None else "")
        if link is not None:
            field = document.createInstance(_FIELD)
            field.URL, field.Representation = _url(link), text
            cell.insertTextContent(cell.createTextCursor(), field, False)


def _url(link: str) -> str:
    """ "'月度进度'!E12" as Calc tells it: "#'月度进度'.E12"."""
    tab, _, cell = link.rpartition("!")
    return f"#{tab}.{cell}"
