"""投递：letters one after the other, tried again only where nothing of them can have been taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from addin.exchange.mail.failure import RETRIED, MailError
from addin.exchange.mail.letter import Letter, wire
from addin.exchange.mail.server import Receipt, Server, Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """耐心：seconds before each further try, and how they are waited."""

    waits: Sequence[float] = (5.0, 20.0, 60.0)
    sleep: Callable[[float], None] = time.sleep


class Postman:
    """Use as a context. Keeps one session open from letter to letter, and a new one after every failure."""

    def __init__(self, server: Server, patience: Patience) -> None:
        self._server, self._patience = server, patience
        self._session: Session | None = None

    def __enter__(self) -> Postman:
        return self

    def __exit__(self, *given: object) -> None:
        self._leave()

    def arrive(self) -> None:
        """Connect, encrypt and log in, before anything is promised to anybody. Raises MailError."""
        self._tried(self._here)

    def deliver(self, letter: Letter, before_body: Callable[[], None]) -> Receipt:
        """`before_body` is called before each try's body. Raises MailError, the last try's."""
        message = wire(letter)
        return self._tried(lambda: self._here().send(self._server.sender, letter.to, message, before_body))

    def _here(self) -> Session:
        if self._session is None:
            self._session = Session(self._server)
        return self._session

    def _tried(self, do: Callable[[], T]) -> T:
        for wait in self._patience.waits:
            try:
                return self._once(do)
            except MailError as failure:
                if failure.nature not in RETRIED:
                    raise
            self._patience.sleep(wait)
        return self._once(do)

    def _once(self, do: Callable[[], T]) -> T:
        try:
            return do()
        except BaseException:
            self._leave()
            raise

    def _leave(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
