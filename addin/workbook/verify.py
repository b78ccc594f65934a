"""回读核对：the new file is read again before it may take the old one's place."""

from __future__ import annotations

import zipfile
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from xml.parsers import expat

from addin.errors import ProgramError
from addin.workbook.cells import SharedTexts, attribute, same_value, standing_value
from addin.workbook.edit_list import EditList
from addin.workbook.package import DamagedMemberError, Package
from addin.workbook.port import CellValue
from addin.workbook.rewrite import Rewritten
from addin.workbook.sheet_xml import Part, Tags, prefix_of, row_starts, split_rows, tags_of
from addin.workbook.styles import cells_at, cells_of
from addin.workbook.system_errors import in_words

_PARSED_WHOLE = 16 << 20  # larger parts are only compared cell by cell; parsing takes seconds


def verify(old: Package, new_path: Path, result: Rewritten, date1904: bool) -> None:
    """The same members in the same order, unchanged ones with the same bytes, changed ones sound
    and holding the written values. Raises ProgramError; the old file is still in its place then.
    """
    try:
        with Package(new_path) as new:
            _compare(old, new, result, date1904)
    except (OSError, ValueError, DamagedMemberError, expat.ExpatError) as error:
        what = in_words(error) if isinstance(error, OSError) else "读回的内容不完整"
        raise _failed(old.path, what) from error


def _failed(path: Path, what: str) -> ProgramError:
    return ProgramError(path.name, f"写好后核对不符（{what}），原文件没有改动", "请检查磁盘后再试一次")


def _compare(old: Package, new: Package, result: Rewritten, date1904: bool) -> None:
    expected = [member for member in old.members if member.filename not in result.dropped]
    if [*(member.filename for member in expected), *result.added] != [m.filename for m in new.members]:
        raise _failed(old.path, "部件不齐")
    for name in result.added:
        if not _changed_is_sound(new, new[name], None, date1904):
            raise _failed(old.path, name)
    for before, after in zip(expected, new.members, strict=False):
        if before.filename in result.packed:
            sound = _changed_is_sound(new, after, result.written.get(before.filename), date1904)
        else:
            sound = before.CRC == after.CRC and _same_bytes(old.raw(before), new.raw(after))
        if not sound:
            raise _failed(old.path, before.filename)


def _changed_is_sound(
    new: Package, member: zipfile.ZipInfo, written: EditList | None, date1904: bool
) -> bool:
    chunks: Iterable[bytes] = new.chunks(member)
    if member.file_size <= _PARSED_WHOLE:
        chunks = [b"".join(chunks)]
        expat.ParserCreate().Parse(chunks[0], True)
    if written is None or not len(written):
        return sum(map(len, chunks)) == member.file_size  # read through for its CRC
    return _matching(chunks, written, date1904) == len(written)


def _same_bytes(one: Iterable[bytes], other: Iterable[bytes]) -> bool:
    return all(a == b for a, b in zip(one, other, strict=True))


def _matching(chunks: Iterable[bytes], written: EditList, date1904: bool) -> int:
    """How many of the written cells stand in the part as wanted."""
    numbers, starts = written.row_numbers()
    columns, count, last, tags = written.columns.tolist(), 0, 0, tags_of(b"")
    for part, piece in split_rows(chunks):
        if part is Part.HEAD:
            tags = tags_of(prefix_of(piece) or b"")
        if part is not Part.ROWS:
            continue
        rows, offsets = row_starts(piece, tags, last)
        offsets.append(len(piece))
        if not rows:
            continue
        for index in range(bisect_left(numbers, rows[0]), bisect_left(numbers, rows[-1] + 1)):
            place, start, end = bisect_left(rows, numbers[index]), starts[index], starts[index + 1]
            wanted = dict(zip(columns[start:end], written.values[start:end], strict=True))
            row = piece[offsets[place] : offsets[place + 1]]
            count += _matching_in_row(row, numbers[index], wanted, tags, date1904)
        last = rows[-1]
    return count


_NO_TEXTS = SharedTexts(b"")


def _matching_in_row(
    row: bytes, number: int, wanted: dict[int, CellValue], tags: Tags, date1904: bool
) -> int:
    count = 0
    for column, cell in cells_at(row, number, wanted, tags) or cells_of(row, tags):
        if column in wanted:
            standing = standing_value(attribute(cell[1], b"t"), cell[2] or b"", _NO_TEXTS)
            count += same_value(standing, wanted[column], date1904)
    return count
