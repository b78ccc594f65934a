"""VBA 源码压缩：the run-length compression of module text and of the `dir` stream ([MS-OVBA] 2.4.1)."""

from __future__ import annotations

import struct
from collections import defaultdict
from typing import Final

CHUNK: Final = 4096
_SIGNATURE: Final = b"\x01"  # 2.4.1.1.1, CompressedContainer
_COMPRESSED, _RAW = 0xB000, 0x3000
"""CompressedChunkHeader (2.4.1.1.5): signature 0b011, and whether the chunk is compressed."""
_SHORTEST: Final = 3
"""Bytes of a match that pays: a copy token takes two (2.4.1.3.19.1)."""
_TRIED: Final = 32
"""Earlier places looked at for one match: text of this size gains nothing from more."""
_WORD: Final = struct.Struct("<H")


def compressed(content: bytes) -> bytes:
    """`content` as a CompressedContainer (2.4.1.1.1)."""
    chunks = [_chunk(content[start : start + CHUNK]) for start in range(0, len(content), CHUNK)]
    return _SIGNATURE + b"".join(chunks)


def _chunk(content: bytes) -> bytes:
    """One CompressedChunk (2.4.1.1.4); as it is, filled up with zeros, where compressing makes it longer
    than a chunk (2.4.1.3.10), which no text does."""
    tokens = _Tokens(content).packed()
    if len(tokens) > CHUNK:
        return _header(_RAW, CHUNK) + content.ljust(CHUNK, b"\0")
    return _header(_COMPRESSED, len(tokens)) + tokens


def _header(kind: int, length: int) -> bytes:
    return _WORD.pack(kind | (length + 2 - 3))


class _Tokens:
    """The token sequences of one chunk (2.4.1.1.7): a byte of flags before every eight tokens."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._position = 0
        self._seen: dict[bytes, list[int]] = defaultdict(list)

    def packed(self) -> bytes:
        result = bytearray()
        while self._position < len(self._content):
            flags, tokens = 0, b""
            for bit in range(8):
                if self._position >= len(self._content):
                    break
                token = self._next()
                tokens += token
                flags |= (len(token) == _WORD.size) << bit
            result.append(flags)
            result += tokens
        return bytes(result)

    def _next(self) -> bytes:
        """A literal byte, or a copy token where bytes stood before (2.4.1.3.19.4, Matching)."""
        offset, length = self._match()
        start = self._position
        if length < _SHORTEST:
            self._pass(1)
            return self._content[start : start + 1]
        bits = _offset_bits(start)
        self._pass(length)
        return _WORD.pack((offset - 1) << (16 - bits) | (length - _SHORTEST))

    def _match(self) -> tuple[int, int]:
        """How far back the longest match begins, and its length."""
        best = (0, 0)
        here = self._position
        longest = min((0xFFFF >> _offset_bits(here)) + _SHORTEST, len(self._content) - here)
        for start in reversed(self._seen.get(self._content[here : here + _SHORTEST], [])[-_TRIED:]):
            length = self._shared(start, here, longest)
            if length > best[1]:
                best = (here - start, length)
        return best

    def _shared(self, one: int, other: int, longest: int) -> int:
        length = 0
        while length < longest and self._content[one + length] == self._content[other + length]:
            length += 1
        return length

    def _pass(self, count: int) -> None:
        for place in range(self._position, self._position + count):
            self._seen[self._content[place : place + _SHORTEST]].append(place)
        self._position += count


def _offset_bits(position: int) -> int:
    """Bits of a copy token that tell the offset (2.4.1.3.19.1, CopyToken Help): those that
    `position`, the bytes of the chunk so far, needs, at least 4."""
    return max(4, (position - 1).bit_length())
