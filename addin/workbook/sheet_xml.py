"""工作表部件：a worksheet part cut into what stands before, among and after its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


class Part(Enum):
    HEAD = "before the rows, with the opening sheetData tag"
    ROWS = "whole rows"
    TAIL = "from the closing sheetData tag to the end"


@dataclass(frozen=True, slots=True)
class Tags:
    """标签：patterns for a worksheet whose elements carry `prefix` (b"" or b"x:")."""

    prefix: bytes
    open_data: re.Pattern[bytes]
    close_data: bytes
    row_mark: bytes
    row: re.Pattern[bytes]
    row_start: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    formula_start: re.Pattern[bytes]


@lru_cache(maxsize=16)
def tags_of(prefix: bytes) -> Tags:
    p = re.escape(prefix)
    return Tags(
        prefix,
        re.compile(rb"<" + p + rb"sheetData(\s[^>]*?)?(/?)>"),
        b"</" + prefix + b"sheetData",
        b"<" + prefix + b"row",
        re.compile(rb"<" + p + rb"row(?=[\s/>])([^>]*?)(/?)>"),
        re.compile(rb"<" + p + rb"row(?=[\s/>])(?: r=\"(\d+)\")?"),
        re.compile(rb"<" + p + rb"c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</" + p + rb"c\s*>)", re.S),
        re.compile(rb"<" + p + rb"f(?=[\s/>])([^>]*?)(?:/>|>(.*?)</" + p + rb"f\s*>)", re.S),
        re.compile(rb"<" + p + rb"f(?=[\s/>])"),
    )


_ROOT = re.compile(rb"<(\w[\w.-]*:)?worksheet[\s>]")


def prefix_of(head: bytes) -> bytes | None:
    """The prefix of the worksheet element ("" is b""), None where there is no such element."""
    match = _ROOT.search(head)
    return None if match is None else match[1] or b""


def split_rows(chunks: Iterable[bytes]) -> Iterator[tuple[Part, bytes]]:
    """HEAD once, ROWS in stretches of whole rows, TAIL once. A sheet without rows gives no ROWS.

    `<sheetData/>` comes out as an opening tag in HEAD and a closing one in TAIL. Joined, the
    pieces are the part. A part without sheetData (a chart sheet) gives HEAD only.
    """
    stream = iter(chunks)
    head, rest, tags = _head(stream)
    yield Part.HEAD, head
    if tags is None:
        return
    end = rest.find(tags.close_data)
    while end < 0:
        cut = rest.rfind(tags.row_mark)  # the last row may not be whole yet
        if cut > 0:
            yield Part.ROWS, rest[:cut]
            rest = rest[cut:]
        chunk = next(stream, None)
        if chunk is None:
            break
        rest += chunk
        end = rest.find(tags.close_data)
    if end > 0:
        yield Part.ROWS, rest[:end]
    yield Part.TAIL, rest[max(end, 0) :] + b"".join(stream)


def _head(stream: Iterator[bytes]) -> tuple[bytes, bytes, Tags | None]:
    gathered = b""
    for chunk in stream:
        gathered += chunk
        prefix = prefix_of(gathered)
        if prefix is None:
            continue
        tags = tags_of(prefix)
        match = tags.open_data.search(gathered)
        if match is None:
            continue
        rest = gathered[match.end() :]
        head = gathered[: match.end()]
        if match[2]:
            head, rest = head[:-2] + b">", tags.close_data + b">" + rest
        return head, rest, tags
    return gathered, b"", None


def row_starts(stretch: bytes, tags: Tags, last: int) -> tuple[list[int], list[int]]:
    """Numbers and offsets of the rows of a stretch. A row without `r` follows the one before it."""
    numbers: list[int] = []
    starts: list[int] = []
    for match in tags.row_start.finditer(stretch):
        # Nearly every writer has the number first; only others need the whole tag looked through.
        found = match[1] or _number_in(tags.row.match(stretch, match.start()))
        last = int(found) if found else last + 1
        numbers.append(last)
        starts.append(match.start())
    return numbers, starts


def _number_in(row: re.Match[bytes] | None) -> bytes | None:
    found = _ROW_NUMBER.search(row[1]) if row else None
    return found[1] if found else None


_ROW_NUMBER = re.compile(rb"(?:^|\s)r\s*=\s*[\"'](\d+)[\"']")
