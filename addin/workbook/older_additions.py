"""旧格式来件里另加的东西：comments, hidden rows and columns of an .xls ([MS-XLS]), for the child process alone."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from lxml import etree

from addin.workbook.additions import Additions, additions_in_open_document, joined
from addin.workbook.compound import CompoundError, stream
from addin.workbook.outside_formulas import records, short_text

_BEGIN, _SHEET, _ROW, _COLUMNS = 0x0809, 0x0085, 0x0208, 0x007D
_NOTE, _OBJECT, _TEXT, _CONTINUE = 0x001C, 0x005D, 0x01B6, 0x003C
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x0020, 0x0001


def other_additions(path: Path) -> dict[str, Additions]:
    """Of an .ods or .xls; nothing where it cannot be told."""
    try:
        if zipfile.is_zipfile(path):
            return additions_in_open_document(path)
        return additions_in_stream(stream(path, ("Workbook", "Book")))
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, CompoundError, struct.error):
        return {}


def additions_in_stream(content: bytes) -> dict[str, Additions]:
    """BOUNDSHEET (2.4.28) names the sheet that begins at an offset; the rest goes to that sheet."""
    names: dict[int, str] = {}
    sheets: dict[str, _Sheet] = {}
    here = _Sheet()
    for start, kind, body in records(content):
        if kind == _SHEET:
            names[struct.unpack_from("<I", body)[0]] = short_text(body[6:])
        elif kind == _BEGIN and start in names:
            here = sheets.setdefault(names[start], _Sheet())
        else:
            here.take(kind, body)
    return {tab: sheet.found() for tab, sheet in sheets.items()}


class _Sheet:
    """One sheet's records: a NOTE (2.4.179) names the object whose TXO (2.4.329) and CONTINUE hold its text."""

    def __init__(self) -> None:
        self._found = Additions()
        self._rows: set[int] = set()
        self._notes: dict[int, tuple[int, int]] = {}
        self._texts: dict[int, str] = {}
        self._object, self._left = 0, 0

    def take(self, kind: int, body: bytes) -> None:
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
            self._rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & _COLUMN_HIDDEN:
            first, last = struct.unpack_from("<HH", body)
            self._found.columns.append((first + 1, last + 1))
        elif kind == _NOTE and len(body) >= 8:
            row, column, _, number = struct.unpack_from("<HHHH", body)
            self._notes[number] = row + 1, column + 1
        elif kind in (_OBJECT, _TEXT, _CONTINUE):
            self._take_text(kind, body)

    def _take_text(self, kind: int, body: bytes) -> None:
        """The object's number (2.5.143 FtCmo), how many characters follow, and these, a byte or two each."""
        if kind == _OBJECT and len(body) >= 8:
            self._object = struct.unpack_from("<H", body, 6)[0]
        elif kind == _TEXT and len(body) >= 12:
            self._left = struct.unpack_from("<H", body, 10)[0]
        elif kind == _CONTINUE and self._left > 0 and body:
            text = body[1:].decode("utf-16-le" if body[0] & 1 else "latin-1", "replace")[: self._left]
            self._texts[self._object] = self._texts.get(self._object, "") + text
            self._left -= len(text)

    def found(self) -> Additions:
        self._found.rows = joined(sorted(self._rows))
        for number, place in self._notes.items():
            self._found.note(place, self._texts.get(number, ""))
        return self._found
