"""邮件：one unit's letter with its package, as the bytes of a draft (.eml) and of what goes over the wire.

RFC 5322 lines end in CR LF. The attachment's name is written twice: RFC 2047 words in `name`, which old clients
read, and `filename*` of RFC 6266/2231 in one piece, for QQ mail and others show nonsense for the pieces
(`filename*0*`) that most libraries write. All else is ASCII, and the same letter has the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote

from addin.exchange.records import Package

LINE: Final = b"\r\n"
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNKNOWN_DOMAIN: Final = "liangdeng.local"
_WORD_BYTES = 36
"""A line with an encoded word has 76 characters at most (RFC 2047): 12 around 48 of Base64, after the header's name."""
_LINE_START = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class Letter:
    """一封邮件。`to` are plain addresses; `attachment` is the file's name, `content` its bytes; `sender` "" where
    the mail program fills it in; `dated` is naive local time.
    """

    number: str
    unit: str
    to: tuple[str, ...]
    subject: str
    body: str
    attachment: str
    content: bytes
    message_id: str
    dated: datetime
    sender: str = ""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the attachment."""
        return hashlib.sha256(self.content).hexdigest()


def message_id(package: Package, kind: str, sender: str = "") -> str:
    """The same for the same package and `kind` of letter, so that a letter tried again is known as the same one."""
    content = "|".join((package.book_id, package.number, package.fingerprint, kind))
    digest = hashlib.sha256(content.encode()).hexdigest()[:24]
    return f"<{package.number.lower()}.{digest}@{sender.partition('@')[2] or UNKNOWN_DOMAIN}>"


def wire(letter: Letter) -> bytes:
    """The message as it is sent."""
    return LINE.join(_message(letter, ()))


def draft(letter: Letter) -> bytes:
    """The message as a file that a mail program opens for a person to look at and send (`X-Unsent: 1`)."""
    return LINE.join(_message(letter, ("X-Unsent: 1",)))


def dot_stuffed(message: bytes) -> bytes:
    """The message as it follows DATA, with its end (RFC 5321 4.5.2)."""
    return _LINE_START.sub(b"..", message.removesuffix(LINE)) + LINE + b"." + LINE


def _message(letter: Letter, first: tuple[str, ...]) -> Iterator[bytes]:
    boundary = f"=_{hashlib.sha256(f'{letter.message_id}{letter.fingerprint}'.encode()).hexdigest()[:32]}"
    for header in (*first, *_headers(letter), "MIME-Version: 1.0"):
        yield header.encode("ascii")
    yield f'Content-Type: multipart/mixed; boundary="{boundary}"'.encode()
    yield b""
    yield f"--{boundary}".encode()
    yield b"Content-Type: text/plain; charset=utf-8"
    yield from _base64_part("\r\n".join([*letter.body.splitlines(), ""]).encode())
    yield f"--{boundary}".encode()
    yield f'Content-Type: {WORKBOOK};\r\n name="{_words(letter.attachment)}"'.encode("ascii")
    yield b"Content-Disposition: attachment;\r\n " + _file_name(letter.attachment)
    yield from _base64_part(letter.content)
    yield f"--{boundary}--".encode()
    yield b""


def _headers(letter: Letter) -> Iterator[str]:
    if letter.sender:
        yield f"From: {letter.sender}"
    yield "To: " + ",\r\n ".join(letter.to)
    yield f"Subject: {_words(letter.subject)}"
    yield f"Date: {format_datetime(letter.dated.astimezone())}"
    yield f"Message-ID: {letter.message_id}"


def _base64_part(content: bytes) -> Iterator[bytes]:
    yield b"Content-Transfer-Encoding: base64"
    yield b""
    yield from base64.encodebytes(content).splitlines()


def _file_name(name: str) -> bytes:
    """`filename*=utf-8''CP202209-07_%E5…` in one piece (RFC 8187)."""
    return f"filename*=utf-8''{quote(name, safe='')}".encode("ascii")


def _words(text: str) -> str:
    """Printable ASCII as it is, anything else as RFC 2047 words, none cut inside a character."""
    if text.isascii() and text.isprintable() and '"' not in text and "=?" not in text:
        return text
    encoded = (base64.b64encode(piece.encode()).decode("ascii") for piece in _pieces(text))
    return "\r\n ".join(f"=?utf-8?B?{word}?=" for word in encoded)


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for character in text:
        if len(f"{piece}{character}".encode()) > _WORD_BYTES:
            yield piece
            piece = ""
        piece += character
    yield piece
