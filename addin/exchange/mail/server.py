"""发信服务器：its settings, and one conversation with it, step by step.

smtplib's own `sendmail` raises the same error for a drop before the body and one after the final dot, when the
letter has been taken. So every step is driven here, and each failure names its step. Nothing is said in plain text
but EHLO and STARTTLS; the certificate is verified; login follows TLS.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Final

from addin.errors import ProgramError
from addin.exchange.mail.addresses import AddressError, addresses_in
from addin.exchange.mail.failure import MailError, Nature, Phase, Secrets, answer_text, answered, raised
from addin.exchange.mail.letter import dot_stuffed

PREFIX: Final = "LIANGDENG_SMTP_"
HOST, PORT, USER, PASSWORD, AUTHORITY, SENDER = (
    f"{PREFIX}{name}" for name in ("HOST", "PORT", "USER", "PASSWORD", "CA", "FROM")
)
SUBMISSION, IMPLICIT_TLS = 587, 465
_OK, _WILL_FORWARD, _GO_AHEAD, _CLOSING = 250, 251, 354, 421
_METHODS: Final = ("PLAIN", "LOGIN", "CRAM-MD5")
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Server:
    """发信设置。`sender` is the address that letters come from. Times in seconds: RFC 5321 4.5.3.2 asks for ten
    minutes of patience after the final dot, for a server may be scanning the attachment.
    """

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    sender: str = ""
    authority: Path | None = None
    timeout: float = 60.0
    last_timeout: float = 600.0

    @property
    def secrets(self) -> Secrets:
        return Secrets(self.user, self.password)


def server_of(environment: Mapping[str, str]) -> Server:
    """The settings of LIANGDENG_SMTP_*. Raises ProgramError, which names the variable and never its value."""
    given = {name: environment.get(name, "").strip() for name in (HOST, PORT, USER, AUTHORITY, SENDER)}
    password = environment.get(PASSWORD, "")
    for name, value in ((HOST, given[HOST]), (USER, given[USER]), (PASSWORD, password)):
        if not value:
            raise _setting(name, "没有设")
    port = given[PORT] or str(SUBMISSION)
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise _setting(PORT, "不是端口号")
    sender = sender_of(environment)
    if not sender:
        raise _setting(SENDER, f"没有设，{USER} 又不是完整的邮箱地址")
    authority = Path(given[AUTHORITY]) if given[AUTHORITY] else None
    if authority is not None and not authority.is_file():
        raise _setting(AUTHORITY, "指的证书文件不存在")
    return Server(given[HOST], int(port), given[USER], password, sender, authority)


def sender_of(environment: Mapping[str, str]) -> str:
    """The office's own address: LIANGDENG_SMTP_FROM, else the user's name where that is one; "" where not set.

    Raises ProgramError.
    """
    name = SENDER if environment.get(SENDER, "").strip() else USER
    text = environment.get(name, "").strip()
    try:
        found = addresses_in(parseaddr(text)[1] or text)
    except AddressError as error:
        if name == USER and "@" not in text:
            return ""
        raise _setting(name, "不是完整的邮箱地址") from error
    return found[0] if found else ""


def _setting(name: str, what: str) -> ProgramError:
    return ProgramError(f"环境变量 {name}", what, "请照使用说明设好发信服务器，或改用 --drafts 写成草稿")


@dataclass(frozen=True, slots=True)
class Receipt:
    """回执：what a server took a letter for. `refused` are the addresses it did not take, with its words."""

    accepted: tuple[str, ...]
    refused: Mapping[str, str]
    said: str


class Session:
    """One conversation, opened, encrypted and logged in. Every method raises MailError only."""

    def __init__(self, server: Server) -> None:
        self._server, self._secrets = server, server.secrets
        self._smtp = self._connected()
        try:
            self._greet_and_log_in()
        except BaseException:
            self.close()
            raise

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        with self._during(Phase.CONNECT):
            context = self._context()
            if server.port == IMPLICIT_TLS:
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                    server.host, server.port, "localhost", timeout=server.timeout, context=context
                )
            else:
                smtp = smtplib.SMTP(server.host, server.port, "localhost", timeout=server.timeout)
        assert smtp.sock is not None
        smtp.local_hostname = _literal(smtp.sock.getsockname()[0])
        return smtp

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self._server.authority is not None:
            try:
                context.load_verify_locations(cafile=self._server.authority)
            except OSError as error:
                raise MailError(Phase.CONNECT, Nature.SETTINGS, f"读不出 {AUTHORITY} 指的证书文件") from error
        return context

    def _greet_and_log_in(self) -> None:
        smtp, server = self._smtp, self._server
        with self._during(Phase.GREETING):
            self._expect(Phase.GREETING, smtp.ehlo())
        if server.port != IMPLICIT_TLS:
            self._start_tls()
        with self._during(Phase.LOGIN):
            offered = smtp.esmtp_features.get("auth", "").upper().split()
            method = next((one for one in _METHODS if one in offered), None)
            if method is None:
                raise MailError(Phase.LOGIN, Nature.SETTINGS, "服务器没有可用的登录方式")
            smtp.user, smtp.password = server.user, server.password
            smtp.auth(method, getattr(smtp, f"auth_{method.lower().replace('-', '_')}"))

    def _start_tls(self) -> None:
        if not self._smtp.has_extn("starttls"):
            raise MailError(Phase.TLS, Nature.SETTINGS, "服务器不支持加密（STARTTLS），没有登录，也没有发信")
        with self._during(Phase.TLS):
            self._smtp.starttls(context=self._context())
        with self._during(Phase.GREETING):
            self._expect(Phase.GREETING, self._smtp.ehlo())

    def send(
        self, sender: str, recipients: Sequence[str], message: bytes, before_body: Callable[[], None]
    ) -> Receipt:
        """Hand over one message. `before_body` is called before the step that cannot be taken back.

        Where some recipients are refused the others get it. Nothing but the server's 250 returns.
        """
        smtp = self._smtp
        self._refuse_too_large(message)
        with self._during(Phase.SENDER):
            size = [f"size={len(message)}"] if smtp.has_extn("size") else []
            self._expect(Phase.SENDER, smtp.mail(sender, size))
        accepted, refused = self._name(recipients)
        before_body()
        with self._during(Phase.DATA):
            self._expect(Phase.DATA, smtp.docmd("DATA"), _GO_AHEAD)
        return Receipt(accepted, refused, self._hand_over(message))

    def _refuse_too_large(self, message: bytes) -> None:
        limit = self._smtp.esmtp_features.get("size", "").split(" ")[0]
        if limit.isdigit() and 0 < int(limit) < len(message):
            most, size = int(limit) / _MEBIBYTE, len(message) / _MEBIBYTE
            what = f"邮件有{size:.1f}MB，服务器最大只收{most:.1f}MB"
            raise MailError(Phase.SENDER, Nature.REFUSED, what)

    def _name(self, recipients: Sequence[str]) -> tuple[tuple[str, ...], dict[str, str]]:
        accepted: list[str] = []
        refused: dict[str, MailError] = {}
        for address in recipients:
            with self._during(Phase.RECIPIENT):
                code, said = self._smtp.rcpt(address)
                if code == _CLOSING:
                    raise answered(Phase.RECIPIENT, code, said, self._secrets)
            if code in (_OK, _WILL_FORWARD):
                accepted.append(address)
            else:
                refused[address] = answered(Phase.RECIPIENT, code, said, self._secrets)
        if not accepted:
            # One that may be taken later makes the letter worth another try.
            raise min(refused.values(), key=lambda failure: failure.nature is not Nature.LATER)
        return tuple(accepted), {address: failure.what for address, failure in refused.items()}

    def _hand_over(self, message: bytes) -> str:
        """From the first byte of the body on only an answer proves anything."""
        smtp = self._smtp
        try:
            assert smtp.sock is not None
            smtp.sock.settimeout(self._server.last_timeout)
            smtp.send(dot_stuffed(message))
            code, said = smtp.getreply()
            smtp.sock.settimeout(self._server.timeout)
        except (OSError, smtplib.SMTPException) as error:
            raise MailError(Phase.BODY, Nature.UNANSWERED, "连接断开，没有等到服务器的答复") from error
        words = answer_text(said, self._secrets)
        if code == _OK:
            return words
        nature = Nature.REFUSED if 400 <= code < 600 else Nature.UNANSWERED
        raise MailError(Phase.BODY, nature, f"服务器答复 {code}（{words}）")

    def _expect(self, phase: Phase, answer: tuple[int, bytes], code: int = _OK) -> None:
        if answer[0] != code:
            raise answered(phase, *answer, self._secrets)

    @contextlib.contextmanager
    def _during(self, phase: Phase) -> Iterator[None]:
        try:
            yield
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise raised(phase, error, self._secrets) from error

    def close(self) -> None:
        """Say goodbye if there is anybody to say it to."""
        with contextlib.suppress(OSError, smtplib.SMTPException, ValueError):
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(2.0)
                self._smtp.docmd("QUIT")
        self._smtp.close()


def _literal(address: str) -> str:
    """How a machine without a name says who it is (RFC 5321 4.1.3)."""
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"
