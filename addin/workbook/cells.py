"""单元格：cell addresses and how a value is written and read in SpreadsheetML.

Clause numbers are those of ECMA-376 Part 1.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache
from html import unescape

import numpy as np

from addin.workbook.port import CellError, CellValue, column_letters

LONGEST_TEXT = 32767  # Excel repairs (cuts) a file that holds a longer text
DAYS_1904 = 1462  # between the two date systems, 18.17.4.1

_EPOCH = dt.datetime(1899, 12, 30)
# 22.9.2.19 ST_Xstring: a character that XML cannot hold stands as _xHHHH_, and so does the underscore
# of a text that merely looks like one.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})$")

_ATTRIBUTE = {name: re.compile(rb"\s" + name + rb"\s*=\s*[\"']([^\"']*)[\"']") for name in (b"r", b"s", b"t")}
_PHONETIC = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.S)
_TEXTS = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>(.*?)</(?:\w+:)?t>", re.S)
_PLAIN_RUN = re.compile(rb"<is><t>([^<]*)</t></is>")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</(?:\w+:)?v>", re.S)


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def split_address(address: str) -> tuple[int, int]:
    """ "F12" or "$F$12" → (12, 6). Raises ValueError."""
    match = _ADDRESS.match(address)
    if match is None:
        raise ValueError(address)
    return int(match[2]), column_number(match[1])


def split_range(reference: str) -> tuple[int, int, int, int]:
    """ "A3:F12" → (3, 1, 12, 6); one cell is a range of one. Raises ValueError."""
    first, _, last = reference.partition(":")
    return *split_address(first), *split_address(last or first)


def join_range(box: tuple[int, int, int, int]) -> str:
    """(3, 1, 12, 6) → "A3:F12"."""
    top, left, bottom, right = box
    return f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"


def address(row: int, column: int) -> str:
    """(12, 6) → "F12"."""
    return f"{column_letters(column)}{row}"


def attribute(attributes: bytes, name: bytes) -> bytes | None:
    """The value of `r`, `s` or `t` among a start tag's attributes."""
    match = _ATTRIBUTE[name].search(attributes)
    return match[1] if match else None


def plain(value: CellValue) -> CellValue:
    """None for every kind of blank, Python scalars for numpy's, text with \\n line ends."""
    if type(value) is float:  # nearly every cell ends here or below
        return value if math.isfinite(value) else None
    if type(value) is str:
        return value.replace("\r\n", "\n").replace("\r", "\n") or None
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]").item()  # .item() of nanoseconds is a number
    elif isinstance(value, np.generic):
        return plain(value.item())
    return None if value != value else value  # NaT differs from itself


def serial(moment: dt.date, date1904: bool = False) -> float:
    """The day number Excel keeps for a date or time (18.17.4.1), days since 1899-12-30."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime(moment.year, moment.month, moment.day)
    days = (moment.replace(tzinfo=None) - _EPOCH) / dt.timedelta(days=1)
    return days - DAYS_1904 if date1904 else days


def number_text(number: float) -> str:
    """The shortest text that reads back as the same float; 5.0 is "5"."""
    if isinstance(number, int) or (number.is_integer() and abs(number) < 1e15):
        return str(int(number))
    return repr(number)


def escape_text(text: str) -> str:
    """Text as element content, every character kept."""
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    if not text.isprintable():
        text = _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape_text(raw: bytes) -> str:
    """The other way round."""
    text = raw.decode("utf-8", "replace")
    if "&" in text:
        text = unescape(text)
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def cell_xml(prefix: bytes, name: str, style: bytes | None, value: CellValue, date1904: bool) -> bytes:
    """A whole `<c>` element. Text is an inline string, so it can never be read as a formula."""
    start = b'<%sc r="%s"' % (prefix, name.encode())
    if style is not None:
        start += b' s="%s"' % style
    if value is None:
        return start + b"/>"
    kind, content = _content(prefix, value, date1904)
    return b"%s%s>%s</%sc>" % (start, kind, content, prefix)


def _content(prefix: bytes, value: CellValue, date1904: bool) -> tuple[bytes, bytes]:
    if isinstance(value, bool):
        return b' t="b"', _v(prefix, str(int(value)))
    if isinstance(value, dt.date):
        return b"", _v(prefix, number_text(serial(value, date1904)))
    if isinstance(value, (int, float)):
        return b"", _v(prefix, number_text(value))
    if isinstance(value, CellError):
        return b' t="e"', _v(prefix, escape_text(value.text))
    text = str(value)
    space = b' xml:space="preserve"' if text != text.strip() or "\n" in text else b""
    body = escape_text(text).encode("utf-8")
    return b' t="inlineStr"', b"<%sis><%st%s>%s</%st></%sis>" % (prefix, prefix, space, body, prefix, prefix)


def _v(prefix: bytes, text: str) -> bytes:
    return b"<%sv>%s</%sv>" % (prefix, text.encode(), prefix)


def text_of(item: bytes) -> str:
    """All runs of an `<si>` or `<is>` element in order, phonetic runs left out (18.4.6)."""
    plain_run = _PLAIN_RUN.fullmatch(item)
    if plain_run:
        return unescape_text(plain_run[1])
    return unescape_text(b"".join(_TEXTS.findall(_PHONETIC.sub(b"", item))))


def standing_value(kind: bytes | None, inner: bytes, shared: SharedTexts) -> CellValue:
    """What a `<c>` of type `kind` with content `inner` holds; numbers are float, also for dates."""
    if kind == b"inlineStr":
        return text_of(inner) or None
    match = _VALUE.search(inner)
    if match is None:
        return None
    if kind == b"s":
        return shared[int(match[1])] or None
    if kind in (b"str", b"d"):
        return unescape_text(match[1]) or None
    if kind == b"b":
        return match[1].strip() == b"1"
    if kind == b"e":
        return CellError(match[1].decode())
    return float(match[1]) if match[1].strip() else None


def same_value(standing: CellValue, wanted: CellValue, date1904: bool = False) -> bool:
    """Whether writing `wanted` (made `plain`) would change nothing."""
    if standing is None or wanted is None:
        return standing is wanted
    if type(standing) is type(wanted):
        return standing == wanted
    if isinstance(wanted, dt.date):
        wanted = serial(wanted, date1904)
    if isinstance(standing, dt.date):
        standing = serial(standing, date1904)
    if isinstance(standing, bool) is not isinstance(wanted, bool):
        return False
    return standing == wanted


class SharedTexts:
    """共享字符串：the workbook's string table, read when the first shared cell is compared."""

    _ITEM = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", re.S)

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._items: list[bytes] | None = None

    def __getitem__(self, index: int) -> str:
        if self._items is None:
            self._items = self._ITEM.findall(self._xml)
            self._xml = b""
        return text_of(self._items[index]) if 0 <= index < len(self._items) else ""
