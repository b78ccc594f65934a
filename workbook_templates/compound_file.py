"""复合文件：writes named streams as a compound file ([MS-CFB]), the container of a VBA project.

Version 3 only: sectors of 512 bytes, short streams in mini sectors of 64. Storages go one level deep,
which is all that a VBA project needs. Same streams, same bytes: no times, no identifiers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

SECTOR: Final = 512
MINI_SECTOR: Final = 64
SHORTEST_LONG: Final = 4096
"""Streams from this size on stand in whole sectors (2.2, Mini Stream Cutoff Size)."""

# 2.1: what a sector number may say instead of naming a sector.
_FAT_SECTOR: Final = 0xFFFFFFFD
_END_OF_CHAIN: Final = 0xFFFFFFFE
_FREE: Final = 0xFFFFFFFF
_NO_STREAM: Final = 0xFFFFFFFF

# 2.6.1: object types and colours of directory entries.
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1

_NUMBER: Final = struct.Struct("<I")
_PER_SECTOR: Final = SECTOR // _NUMBER.size
_HEADER: Final = struct.Struct("<8s16sHHHHH6sIIIIIIIIII")
_ENTRY: Final = struct.Struct("<64sHBBIII16sI16sIQ")
_FAT_PLACES: Final = 109
"""FAT sectors that the header can name (2.2); enough for 6.8 MB."""


@dataclass(slots=True)
class _Entry:
    """目录项：one directory entry (2.6.1); siblings and child are entry numbers."""

    name: str
    kind: int
    content: bytes = b""
    children: list[int] = field(default_factory=list)
    left: int = _NO_STREAM
    right: int = _NO_STREAM
    child: int = _NO_STREAM
    colour: int = _BLACK
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        siblings = (self.left, self.right, self.child)
        return _ENTRY.pack(
            name, len(name), self.kind, self.colour, *siblings, b"", 0, b"", self.start, self.size
        )


class _Sectors:
    """扇区：sectors in the order they are put, with their allocation table (2.3)."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.content = bytearray()
        self.table: list[int] = []

    def put(self, content: bytes) -> int:
        """The number of the first sector of `content`; the chain's end where there is none."""
        if not content:
            return _END_OF_CHAIN
        first = len(self.table)
        count = -(-len(content) // self._size)
        self.table += [*range(first + 1, first + count), _END_OF_CHAIN]
        self.content += content.ljust(count * self._size, b"\0")
        return first


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of `streams`, by name; 「VBA/dir」 stands in the storage VBA.

    Raises ValueError for a name longer than 31 characters (2.6.1) or more than 6.8 MB.
    """
    entries = _directory(streams)
    mini, sectors = _Sectors(MINI_SECTOR), _Sectors(SECTOR)
    for entry in entries[1:]:
        if entry.kind == _STREAM:
            place = mini if len(entry.content) < SHORTEST_LONG else sectors
            entry.start, entry.size = place.put(entry.content), len(entry.content)
    entries[0].start, entries[0].size = sectors.put(bytes(mini.content)), len(mini.content)
    mini_table = sectors.put(_numbers(mini.table))
    directory = sectors.put(b"".join(_padded_directory(entries)))
    return _with_header(sectors, directory, mini_table, -(-len(mini.table) // _PER_SECTOR))


def _directory(streams: Mapping[str, bytes]) -> list[_Entry]:
    entries = [_Entry("Root Entry", _ROOT)]
    storages: dict[str, int] = {"": 0}
    for path, content in streams.items():
        storage, _, name = path.rpartition("/")
        if storage not in storages:
            storages[storage] = _added(entries, 0, _Entry(storage, _STORAGE))
        _added(entries, storages[storage], _Entry(name, _STREAM, content))
    for entry in entries:
        entry.child = _tree(entries, sorted(entry.children, key=lambda n: _sort_key(entries[n].name)))
    return entries


def _added(entries: list[_Entry], parent: int, entry: _Entry) -> int:
    if len(entry.name) > 31:
        raise ValueError(entry.name)
    entries.append(entry)
    entries[parent].children.append(len(entries) - 1)
    return len(entries) - 1


def _sort_key(name: str) -> tuple[int, str]:
    """2.6.4: the shorter name is the lesser; names of one length go by upper-case code units."""
    return len(name.encode("utf-16-le")), name.upper()


def _tree(entries: Sequence[_Entry], ordered: Sequence[int]) -> int:
    """A red-black tree (2.6.4) over siblings in order: complete to the last row, which is red."""
    return _subtree(entries, ordered, 0, len(ordered).bit_length() - 1)


def _subtree(entries: Sequence[_Entry], ordered: Sequence[int], depth: int, deepest: int) -> int:
    if not ordered:
        return _NO_STREAM
    middle = len(ordered) // 2
    entry = entries[ordered[middle]]
    entry.left = _subtree(entries, ordered[:middle], depth + 1, deepest)
    entry.right = _subtree(entries, ordered[middle + 1 :], depth + 1, deepest)
    entry.colour = _RED if depth == deepest > 0 else _BLACK
    return ordered[middle]


def _padded_directory(entries: Iterable[_Entry]) -> Iterable[bytes]:
    """Entries to a full sector (2.6.3: unused ones are zero but for the three links)."""
    count = 0
    for count, entry in enumerate(entries, 1):  # noqa: B007
        yield entry.packed()
    unused = _ENTRY.pack(b"", 0, 0, 0, _NO_STREAM, _NO_STREAM, _NO_STREAM, b"", 0, b"", 0, 0)
    yield unused * (-count % (SECTOR // _ENTRY.size))


def _numbers(table: Sequence[int]) -> bytes:
    """An allocation table, filled up to whole sectors with free entries (2.3, 2.4)."""
    padded = [*table, *[_FREE] * (-len(table) % _PER_SECTOR)]
    return b"".join(map(_NUMBER.pack, padded))


def _with_header(sectors: _Sectors, directory: int, mini_table: int, mini_tables: int) -> bytes:
    """The header (2.2), the sectors, and behind them the allocation table, which holds itself too."""
    count = _fat_sectors(len(sectors.table))
    if count > _FAT_PLACES:
        raise ValueError(len(sectors.content))
    first = len(sectors.table)
    table = _numbers([*sectors.table, *[_FAT_SECTOR] * count])
    header = _HEADER.pack(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",  # CLSID
        0x003E,  # minor version
        3,  # major version
        0xFFFE,  # byte order
        9,  # a sector is 2**9
        6,  # a mini sector is 2**6
        b"",
        0,  # directory sectors: not told in version 3
        count,
        directory,
        0,  # transactions
        SHORTEST_LONG,
        mini_table,
        mini_tables,
        _END_OF_CHAIN,  # no DIFAT sectors
        0,
        first,
    )
    places = [*range(first + 1, first + count), *[_FREE] * (_FAT_PLACES - count)]
    return header + b"".join(map(_NUMBER.pack, places)) + bytes(sectors.content) + table


def _fat_sectors(others: int) -> int:
    """How many FAT sectors `others` sectors and the FAT itself take."""
    count = 1
    while count * _PER_SECTOR < others + count:
        count += 1
    return count
