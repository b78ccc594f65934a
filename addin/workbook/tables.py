"""表格范围：a table's range, its columns, and what hangs on them, grown or shrunk with its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from addin.workbook.cells import address, escape_text, join_range, split_address, split_range, unescape_text

Box = tuple[int, int, int, int]  # top, left, bottom, right

_DIMENSION = re.compile(rb"(<(?:\w+:)?dimension\s[^>]*?ref=[\"'])([^\"']*)([\"'])")
_FILTER = re.compile(rb"(<(?:\w+:)?autoFilter\s[^>]*?ref=[\"'])([^\"']*)([\"'])")
_TABLE = re.compile(rb"<(?:\w+:)?table\s[^>]*>")
_TABLE_REF = re.compile(rb"(\sref=[\"'])([^\"']*)([\"'])")
_NAME = re.compile(rb"\s(?:displayName)=[\"']([^\"']*)[\"']")
_TOTALS = re.compile(rb"\stotalsRowCount=[\"']([^\"']*)[\"']")
_COLUMNS = re.compile(rb"<(?:\w+:)?tableColumns[^>]*>")
_COLUMN = re.compile(rb"<((?:\w+:)?)tableColumn(?=\s)([^>]*?)(/?)>")
_COLUMN_NAME = re.compile(rb"(\sname=)(\"[^\"]*\"|'[^']*')")
_ID = re.compile(rb"\sid=[\"'](\d+)[\"']")
# Where conditional formatting and drop-downs reach (18.3.1.18, 18.3.1.33; xm:sqref of the 2009 ones).
_REACH = re.compile(rb"(\ssqref=[\"']|<xm:sqref>)([^\"'<]*)")


@dataclass(frozen=True, slots=True)
class Table:
    """表格：one table part of a sheet, as it stands."""

    part: str
    name: str
    box: Box
    totals: bool

    @property
    def header_row(self) -> int:
        return self.box[0]

    @property
    def last_row(self) -> int:
        return self.box[2]


def read_table(part: str, xml: bytes) -> Table | None:
    """A table part's range and name; None where it cannot be understood."""
    start = _TABLE.search(xml)
    found = _TABLE_REF.search(start[0]) if start else None
    if start is None or found is None:
        return None
    name, totals = _NAME.search(start[0]), _TOTALS.search(start[0])
    return Table(
        part,
        unescape_text(name[1]) if name else "",
        split_range(found[2].decode()),
        totals is not None and totals[1] != b"0",
    )


def resized(xml: bytes, old: Table, last_row: int, right: int) -> bytes:
    """The table part with its range ending at (last_row, right); a table keeps one data row.

    A totals row is no longer marked as one where the range moves: it stays as an ordinary row.
    """
    top, left, _, _ = old.box
    box = (top, left, max(last_row, top + 1), right)
    if box == old.box:
        return xml
    new = join_range(box).encode()
    start = _TABLE.search(xml)
    assert start is not None  # `old` was read from it
    opening = _TABLE_REF.sub(rb"\g<1>" + new + rb"\g<3>", start[0], count=1)
    opening = _TOTALS.sub(b"", opening)
    body = _FILTER.sub(rb"\g<1>" + new + rb"\g<3>", xml[start.end() :], count=1)
    return xml[: start.start()] + opening + body


def with_headers(xml: bytes, old: Table, headers: dict[int, str]) -> bytes:
    """The table part with columns renamed, and added at its right end (18.5.1.3: ids are unique)."""
    columns = list(_COLUMN.finditer(xml))
    if not columns:
        return xml
    for number, title in sorted(headers.items(), reverse=True):
        place = number - old.box[1]
        if 0 <= place < len(columns):
            xml = _renamed(xml, columns[place], title)
    new = [headers[number] for number in sorted(headers) if number - old.box[1] >= len(columns)]
    return _with_columns(xml, new) if new else xml


def _renamed(xml: bytes, column: re.Match[bytes], title: str) -> bytes:
    renamed = _COLUMN_NAME.sub(lambda match: match[1] + _quoted(title), column[0], count=1)
    return xml[: column.start()] + renamed + xml[column.end() :]


def _with_columns(xml: bytes, titles: list[str]) -> bytes:
    columns = list(_COLUMN.finditer(xml))
    prefix = columns[0][1]
    highest = max(int(found[1]) for column in columns if (found := _ID.search(column[2])))
    added = b"".join(
        b'<%stableColumn id="%d" name=%s/>' % (prefix, highest + offset, _quoted(title))
        for offset, title in enumerate(titles, 1)
    )
    end = xml.rindex(b"</" + prefix + b"tableColumns")
    xml = xml[:end] + added + xml[end:]
    total = len(columns) + len(titles)
    return _COLUMNS.sub(lambda m: re.sub(rb"count=[\"']\d+[\"']", b'count="%d"' % total, m[0]), xml, count=1)


def _quoted(title: str) -> bytes:
    """A column name as attribute; a line break stands as _x000a_, as Excel writes it."""
    text = escape_text(title).replace('"', "&quot;").replace("\n", "_x000a_")
    return f'"{text}"'.encode()


def grown_dimension(head: bytes, box: Box | None, shrunk_from: int, last_row: int) -> bytes:
    """`<dimension>` widened to hold `box`; where it ended with the table, it still does."""

    def change(match: re.Match[bytes]) -> bytes:
        try:
            top, left, bottom, right = split_range(match[2].decode())
        except ValueError:
            return match[0]
        if last_row and bottom == shrunk_from:
            bottom = last_row
        if box is not None:
            top, left = min(top, box[0]), min(left, box[1])
            bottom, right = max(bottom, box[2]), max(right, box[3])
        if (top, left) == (bottom, right):
            return match[1] + address(top, left).encode() + match[3]
        return match[1] + join_range((top, left, bottom, right)).encode() + match[3]

    return _DIMENSION.sub(change, head, count=1)


def moved_filter(tail: bytes, old: Table, last_row: int, right: int) -> bytes:
    """A sheet-level autofilter over the table's rows follows its range."""

    def change(match: re.Match[bytes]) -> bytes:
        top, left, bottom, end = split_range(match[2].decode())
        if top != old.header_row or bottom != old.last_row:
            return match[0]
        end = right if end == old.box[3] else end
        return match[1] + join_range((top, left, max(last_row, top + 1), end)).encode() + match[3]

    return _FILTER.sub(change, tail, count=1)


def grown_reach(tail: bytes, old_last: int, last_row: int) -> bytes:
    """Conditional formatting and drop-downs that ended with the table's last row go on to the new one.

    Excel does so when a person types below a table. Never shortened: beyond the table they do no harm.
    """
    if last_row <= old_last:
        return tail

    def stretched(reference: str) -> str:
        first, colon, last = reference.partition(":")
        try:
            row, _ = split_address(last or first)
        except ValueError:
            return reference
        if row != old_last:
            return reference
        end = (last or first).rstrip("0123456789") + str(last_row)
        return f"{first}:{end}" if colon or first != end else reference

    def change(match: re.Match[bytes]) -> bytes:
        return match[1] + " ".join(map(stretched, match[2].decode().split(" "))).encode()

    return _REACH.sub(change, tail)
