"""复合文档：one stream of a compound file ([MS-CFB]), the container of .xls (read in the child process alone) and of a VBA project."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFF_FFFA  # regular sector numbers are below it
_ENTRY = 128
_HEADER = 512


class CompoundError(Exception):
    """The file is no compound file, or damaged, or has no such stream."""


def stream(path: Path, names: Sequence[str]) -> bytes:
    """The first stream with one of these names. Raises CompoundError, OSError, struct.error."""
    return stream_in(path.read_bytes(), names)


def stream_in(content: bytes, names: Sequence[str]) -> bytes:
    """The same of a file's bytes. Raises CompoundError, struct.error."""
    if content[:8] != _MAGIC:
        raise CompoundError("不是复合文档")
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    sectors = _Sectors(content, size, _table(content, size))
    directory = sectors.chain(struct.unpack_from("<I", content, 48)[0])
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    for entry in entries:
        length = struct.unpack_from("<H", entry, 64)[0]
        if entry[: max(length - 2, 0)].decode("utf-16-le", "replace") in names:
            return _held(content, sectors, entries[0], entry)
    raise CompoundError("、".join(names))


def _held(content: bytes, sectors: _Sectors, root: bytes, entry: bytes) -> bytes:
    """A stream's bytes; a short one lies in the mini stream, which is the root's own."""
    start, length = struct.unpack_from("<IQ", entry, 116)
    length &= 0xFFFF_FFFF
    if length >= struct.unpack_from("<I", content, 56)[0]:
        return sectors.chain(start)[:length]
    mini = sectors.chain(struct.unpack_from("<I", root, 116)[0])
    table = sectors.chain(struct.unpack_from("<I", content, 60)[0])
    numbers = list(struct.unpack(f"<{len(table) // 4}I", table))
    return _Sectors(b"\0" * _HEADER + mini, 64, numbers).chain(start)[:length]


class _Sectors:
    """Chains of sectors, followed through the allocation table; a chain that goes round is damage."""

    def __init__(self, content: bytes, size: int, table: Sequence[int]) -> None:
        self.content, self.size, self.table = content, size, table
        self.first = max(size, _HEADER) if size > 64 else _HEADER

    def chain(self, sector: int) -> bytes:
        pieces, seen = [], set()
        while sector < _LAST:
            if sector in seen or sector >= len(self.table):
                raise CompoundError(str(sector))
            seen.add(sector)
            at = self.first + sector * self.size
            pieces.append(self.content[at : at + self.size])
            sector = self.table[sector]
        return b"".join(pieces)


def _table(content: bytes, size: int) -> list[int]:
    """The allocation table: its first 109 sectors are named in the header, the others in a chain of lists."""
    places = list(struct.unpack_from("<109I", content, 76))
    following, each = struct.unpack_from("<I", content, 68)[0], size // 4
    seen: set[int] = set()
    while following < _LAST and following not in seen:
        seen.add(following)
        more = struct.unpack_from(f"<{each}I", content, size + following * size)
        places += more[:-1]
        following = more[-1]
    table: list[int] = []
    for place in places:
        if place < _LAST:
            table += struct.unpack_from(f"<{each}I", content, size + place * size)
    return table
