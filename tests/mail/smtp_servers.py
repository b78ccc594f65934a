"""Real SMTP servers on the loopback: one that behaves (aiosmtpd), and one on a raw socket that hangs up where told."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from mail_office import PASSWORD, USER


@dataclass(frozen=True)
class Certificates:
    """`authority` signed `server` (localhost, 127.0.0.1); nobody signed `stranger` but itself."""

    authority: Path
    server: Path
    stranger: Path

    @classmethod
    def made(cls, folder: Path) -> Certificates:
        key, name = ec.generate_private_key(ec.SECP256R1()), _name("测试签发机构")
        authority = _certificate(name, name, key.public_key(), key, is_authority=True)
        paths = cls(folder / "ca.pem", folder / "server.pem", folder / "stranger.pem")
        paths.authority.write_bytes(_pem(authority))
        own = ec.generate_private_key(ec.SECP256R1())
        paths.server.write_bytes(
            _pem(_certificate(_name("localhost"), name, own.public_key(), key)) + _key(own)
        )
        other, alone = ec.generate_private_key(ec.SECP256R1()), _name("localhost")
        paths.stranger.write_bytes(_pem(_certificate(alone, alone, other.public_key(), other)) + _key(other))
        return paths


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, public: Any, signer: Any, is_authority: bool = False
) -> Any:
    today = dt.datetime.now(dt.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(signer, hashes.SHA256())
    )


def _pem(certificate: Any) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key(key: Any) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def tls(path: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@dataclass
class MailServer:
    """aiosmtpd. `answers` are said in turn at a step ("MAIL", "RCPT", "RCPT bad@…", "DATA") before it behaves."""

    certificates: Certificates
    certificate: Path | None = None
    starttls: bool = True
    implicit: bool = False
    """TLS from the first byte, as on port 465."""
    size: int = 50_000_000
    received: list[Envelope] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    logins: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> MailServer:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.starttls = self.starttls and not self.implicit
        context = tls(self.certificate or self.certificates.server) if self.starttls else None
        self._controller = _Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            ssl_context=tls(self.certificates.server) if self.implicit else None,
            tls_context=context,
            require_starttls=self.starttls,
            authenticator=self._authenticated,
            auth_required=self.starttls,
            auth_require_tls=not self.implicit,
            data_size_limit=self.size,
        )
        self._controller.start()
        return self

    def __exit__(self, *given: object) -> None:
        self._controller.stop()

    def _authenticated(
        self, server: SMTP, session: Session, envelope: Envelope, method: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword) and (session.ssl or self.implicit), "a password in plain text"
        self.logins.append(method)
        good = data.login == USER.encode() and data.password == PASSWORD.encode()
        # Some servers say back what they were given.
        echo = f"535 5.7.8 no such login {data.password.decode()}"
        return AuthResult(success=good, handled=good, message=None if good else echo)

    def _next(self, step: str) -> str | None:
        waiting = self.answers.get(step)
        return waiting.pop(0) if waiting else None

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.said.append(f"MAIL {address} {' '.join(options)}")
        if answer := self._next("MAIL"):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self._next(f"RCPT {address}") or self._next("RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if answer := self._next("DATA"):
            return answer
        self.received.append(envelope)
        return "250 2.0.0 queued as 4XYZ"


class _Controller(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, **self.SMTP_kwargs)


class Drop(StrEnum):
    """Where the raw server hangs up."""

    CONNECT = "connect"
    EHLO = "EHLO"
    TLS = "TLS"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    AFTER_DOT = "after the final dot"


class _HangUpError(Exception):
    pass


class DroppingServer:
    """Hangs up at `drop` in its first `times` conversations, then behaves. `taken` are the bodies that came whole,
    whether or not they were answered: what a unit would find in its mailbox.
    """

    def __init__(self, certificate: Path, drop: Drop, times: int = 10**6) -> None:
        self.drop, self.left = drop, times
        self.taken: list[bytes] = []
        self._context = tls(certificate)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> DroppingServer:
        self._thread.start()
        return self

    def __exit__(self, *given: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.settimeout(5)
            with contextlib.suppress(OSError, _HangUpError):
                self._talk(connection)
            connection.close()

    def _reach(self, step: Drop) -> None:
        if step is self.drop and self.left > 0:
            self.left -= 1
            raise _HangUpError

    def _talk(self, plain: socket.socket) -> None:
        self._reach(Drop.CONNECT)
        plain.sendall(b"220 localhost ready\r\n")
        _line(plain)
        self._reach(Drop.EHLO)
        plain.sendall(b"250-localhost\r\n250 STARTTLS\r\n")
        assert _line(plain) == b"STARTTLS"
        plain.sendall(b"220 go ahead\r\n")
        self._reach(Drop.TLS)
        with self._context.wrap_socket(plain, server_side=True) as secure:
            _line(secure)
            secure.sendall(b"250-localhost\r\n250-SIZE 50000000\r\n250 AUTH PLAIN LOGIN\r\n")
            told = _line(secure)
            self._reach(Drop.AUTH)
            assert told.startswith(b"AUTH PLAIN ")
            secret = base64.b64decode(told.split()[2]).split(b"\0")
            assert secret == [b"", USER.encode(), PASSWORD.encode()]
            secure.sendall(b"235 welcome\r\n")
            while self._letter(secure):
                pass

    def _letter(self, secure: ssl.SSLSocket) -> bool:
        """One transaction; False where the caller says goodbye."""
        steps = {b"MAIL": Drop.MAIL, b"RCPT": Drop.RCPT, b"DATA": Drop.DATA}
        while True:
            verb = _line(secure)[:4].upper()
            if verb == b"QUIT":
                secure.sendall(b"221 bye\r\n")
                return False
            self._reach(steps[verb])
            secure.sendall(b"354 go on\r\n" if verb == b"DATA" else b"250 OK\r\n")
            if verb == b"DATA":
                break
        self.taken.append(_body(secure))
        self._reach(Drop.AFTER_DOT)
        secure.sendall(b"250 queued\r\n")
        return True


def _line(connection: socket.socket) -> bytes:
    line = b""
    while not line.endswith(b"\r\n"):
        more = connection.recv(1)
        if not more:
            raise _HangUpError
        line += more
    return line[:-2]


def _body(connection: socket.socket) -> bytes:
    body = b""
    while not body.endswith(b"\r\n.\r\n"):
        more = connection.recv(65536)
        if not more:
            raise _HangUpError
        body += more
    return body
