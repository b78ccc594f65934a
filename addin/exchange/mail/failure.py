"""没有寄成：in which step of the conversation, what kind of failure it is, and what may be done about it."""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from enum import StrEnum
from unicodedata import category

SHOWN = 160
_CLOSING = 421


class Phase(StrEnum):
    """步骤：of an SMTP conversation (RFC 5321, 3207, 4954)."""

    CONNECT = "连接"
    GREETING = "问候"
    TLS = "加密"
    LOGIN = "登录"
    SENDER = "报发件人"
    RECIPIENT = "报收件人"
    DATA = "请求发正文"
    BODY = "发正文"


class Nature(StrEnum):
    """性质：decides what may happen next."""

    SETTINGS = "设置"  # no letter goes before a person changes something
    BROKEN = "断开"  # the connection failed before the body: may be tried again
    LATER = "稍后"  # the server said 4xx before the body: may be tried again
    REFUSED = "拒绝"  # the server said no: the letter was not taken
    UNANSWERED = "没有回执"  # the body went out and nothing came back: never tried again by itself


RETRIED = (Nature.BROKEN, Nature.LATER)


class MailError(Exception):
    """`what` is a Chinese clause that holds no secret."""

    def __init__(self, phase: Phase, nature: Nature, what: str) -> None:
        super().__init__(phase, nature, what)
        self.phase, self.nature, self.what = phase, nature, what

    def __str__(self) -> str:
        return f"{self.phase}时{self.what}"


class Secrets:
    """口令：and every spelling in which a server might say it back."""

    def __init__(self, user: str, password: str) -> None:
        whole = (password, f"\0{user}\0{password}", f"{user}\0{user}\0{password}") if password else ()
        spellings = [base64.b64encode(text.encode()).decode() for text in whole]
        self._spellings = sorted({*whole[:1], *spellings}, key=len, reverse=True)

    def hidden_in(self, text: str) -> str:
        for spelling in self._spellings:
            text = text.replace(spelling, "***")
        return text


def answer_text(said: bytes | str, secrets: Secrets) -> str:
    """A server's words on one line, printable, cut, without the password."""
    text = said if isinstance(said, str) else _decoded(said)
    plain = "".join(" " if category(one)[0] == "C" else one for one in secrets.hidden_in(text))
    plain = re.sub(r"\s+", " ", plain).strip()
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"


def _decoded(said: bytes) -> str:
    try:
        return said.decode("utf-8")
    except UnicodeDecodeError:
        return said.decode("gb18030", errors="replace")


def answered(phase: Phase, code: int, said: bytes | str, secrets: Secrets) -> MailError:
    """The failure that a server's answer is, in any phase before the body has gone out."""
    words = answer_text(said, secrets)
    quoted = f"服务器答复 {code}{f'（{words}）' if words else ''}"
    if 400 <= code < 500:
        return MailError(phase, Nature.LATER, quoted)
    if phase is Phase.LOGIN:
        return MailError(phase, Nature.SETTINGS, f"{quoted}，用户名或口令不对")
    if phase in (Phase.CONNECT, Phase.GREETING, Phase.TLS):
        return MailError(phase, Nature.SETTINGS, quoted)
    return MailError(phase, Nature.REFUSED, quoted)


def raised(phase: Phase, error: Exception, secrets: Secrets) -> MailError:
    """The failure that an exception of ssl, socket or smtplib is, in any phase before the body has gone out."""
    if isinstance(error, smtplib.SMTPResponseException):
        return answered(phase, error.smtp_code, error.smtp_error, secrets)
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = answer_text(error.verify_message or "", secrets)
        return MailError(phase, Nature.SETTINGS, f"服务器的证书不可信（{reason}）")
    if isinstance(error, ssl.SSLError) and not isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        reason = answer_text(error.reason or "", secrets)
        return MailError(phase, Nature.SETTINGS, f"加密没有谈成（{reason}）")
    if isinstance(error, socket.gaierror):
        return MailError(phase, Nature.SETTINGS, "找不到这台服务器")
    if isinstance(error, UnicodeError):
        return MailError(phase, Nature.SETTINGS, "用户名或口令里有服务器不收的字符")
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return MailError(phase, Nature.BROKEN, _hinted(phase, "服务器没有回应"))
    if isinstance(error, ConnectionRefusedError):
        return MailError(phase, Nature.BROKEN, "服务器没有接受连接")
    return MailError(phase, Nature.BROKEN, _hinted(phase, "连接断开"))


def _hinted(phase: Phase, what: str) -> str:
    """Some servers answer a wrong password by silence (measured)."""
    return f"{what}，也可能是用户名或口令不对" if phase is Phase.LOGIN else what
