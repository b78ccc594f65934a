"""寄出：letters over SMTP, each step on the disk before it is taken.

First the server is reached, so that a wrong setting changes nothing. Then every letter to be sent is 发送中 on
发件回收, with one save. Each letter's record says so once more before its body goes out and what came of it after.
One save at the end brings what the records say to 发件回收; where that fails, or the process ends before, the next
run does it (`addin.commands.mail_register.settled`). Nothing is 已发 without the server's 250, and what got no
answer is never sent again by itself.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from addin.commands.base import Context
from addin.commands.mail_letters import letters
from addin.commands.mail_outcome import Message, count_text, waiting
from addin.commands.mail_posts import Post
from addin.commands.mail_register import joined, reopened, write
from addin.errors import ProgramError
from addin.exchange.mail.failure import MailError, Nature, Phase
from addin.exchange.mail.journal import FAILED, GENERATED, SENDING, SENT, UNSURE, SendingRecord
from addin.exchange.mail.letter import Letter
from addin.exchange.mail.postman import Patience, Postman
from addin.exchange.mail.server import Receipt, server_of
from addin.ledger import Ledger
from addin.schema import Dispatches
from addin.workbook.port import Book, CellValue
from addin.workbook.safe_save import plain_errors
from addin.workbook.system_errors import in_words

PATIENCE = Patience()
MOST_UNSURE = 2
"""So many letters without an answer, one after the other, and the rest waits."""
_OPENING = (Phase.CONNECT, Phase.GREETING, Phase.TLS, Phase.LOGIN)
_TRIES = 3
"""Of the last save, where others save meanwhile."""


def send(
    book: Book, ledger: Ledger, chosen: Sequence[Post], context: Context
) -> tuple[list[Message], ProgramError | None]:
    """All that go, in their order; a message for each post, and why the workbook does not say so yet, if so.

    Raises ProgramError where nothing was sent.
    """
    server = server_of(os.environ)
    going = [post for post in chosen if post.goes]
    written = letters(ledger, going, book.path, server.sender, False, context.today, context.now)
    open_ones = {letter.unit: missing for letter, missing in written if missing}
    chosen = [_held_back(post, open_ones.get(post.unit, ())) for post in chosen]
    ready = [letter for letter, missing in written if not missing]
    if not ready:
        return [waiting(post) for post in chosen], None
    with Postman(server, PATIENCE) as postman:
        context.progress.step("连接发信服务器")
        try:
            postman.arrive()
        except MailError as failure:
            raise _not_reached(server.host, failure) from failure
        round_ = _Round(ready, {post.unit: post for post in chosen}, context)
        round_.announce(book, ledger)
        try:
            round_.deliver(postman)
        except BaseException:
            round_.break_off()
            _recorded(book, ledger, round_, context)
            raise
    unrecorded = _recorded(book, ledger, round_, context)
    return [round_.messages.get(post.unit) or waiting(post) for post in chosen], unrecorded


def _held_back(post: Post, missing: Sequence[str]) -> Post:
    if not missing:
        return post
    return replace(post, problem=f"信里还有【待填：{'、'.join(missing)}】，没有寄，请补齐台账或改用语")


def _not_reached(host: str, failure: MailError) -> ProgramError:
    return ProgramError(
        f"发信服务器 {host}",
        f"{failure}，一封都没有寄",
        "请核对发信设置和网络后再试，或改用 --drafts 写成草稿",
    )


class _Round:
    """One run's letters. `messages` by unit, complete after `deliver`, also one that was cut short."""

    def __init__(self, ready: Sequence[Letter], posts: Mapping[str, Post], context: Context) -> None:
        self.letters, self.posts, self.context = ready, posts, context
        self.messages: dict[str, Message] = {}
        self._records = {letter.unit: SendingRecord(_folder(posts[letter.unit])) for letter in ready}
        self._unsure = 0

    def announce(self, book: Book, ledger: Ledger) -> None:
        """Nothing has been sent yet. Raises ProgramError."""
        with plain_errors(book.path):
            for letter in self.letters:
                self._note(letter, GENERATED)
        changes: dict[str, dict[str, CellValue]] = {
            letter.number: {
                Dispatches.sending_state.name: SENDING,
                Dispatches.address.name: joined(letter.to),
                Dispatches.message_id.name: letter.message_id,
            }
            for letter in self.letters
        }
        write(book, ledger, changes, "", self.context)

    def deliver(self, postman: Postman) -> None:
        """Raises ProgramError where a record cannot be written: nothing more is sent then."""
        stopped = ""
        with self.context.progress.count("寄出", len(self.letters)) as one_done:
            for letter in self.letters:
                if stopped:
                    self._keep(letter, self.posts[letter.unit].state, reason=stopped, fault=True)
                else:
                    stopped = self._deliver(postman, letter)
                one_done()

    def _deliver(self, postman: Postman, letter: Letter) -> str:
        """One letter; why the others must wait, or ""."""
        try:
            receipt = postman.deliver(letter, partial(self._note, letter, SENDING))
        except MailError as failure:
            return self._failed(letter, failure)
        except OSError as error:
            self._keep(letter, FAILED, reason="寄发记录写不下去，没有寄", fault=True)
            raise ProgramError(
                self._records[letter.unit].path.parent.name,
                f"寄发记录写不下去（{in_words(error)}），后面的都没有寄",
                "请腾出磁盘空间、检查文件夹权限后再试",
            ) from error
        self._unsure = 0
        self._sent(letter, receipt)
        return ""

    def break_off(self) -> None:
        """Cut short: what the records know of the letters that have no message yet."""
        for letter in self.letters:
            known = self._records[letter.unit].known
            if letter.unit not in self.messages and known is not None and known.state == SENDING:
                self._keep(letter, UNSURE, reason="寄到一半中止了", fault=True)

    def _sent(self, letter: Letter, receipt: Receipt) -> None:
        told = "；".join(f"{address} 没有收（{what}）" for address, what in receipt.refused.items())
        self._keep(letter, SENT, receipt.accepted, told, bool(told), receipt.refused, went=True)
        with plain_errors(self._records[letter.unit].path):
            self._note(letter, SENT, receipt.accepted, receipt.said)

    def _failed(self, letter: Letter, failure: MailError) -> str:
        unsure = failure.nature is Nature.UNANSWERED
        self._unsure = self._unsure + 1 if unsure else 0
        state = UNSURE if unsure else FAILED
        advice = "；请问对方收到没有，不会自动重寄" if unsure else ""
        self._keep(letter, state, reason=f"{failure}{advice}", fault=True)
        with plain_errors(self._records[letter.unit].path):
            self._note(letter, state, said=str(failure))
        if failure.phase in _OPENING or failure.nature in (Nature.BROKEN, Nature.SETTINGS):
            return f"没有寄：前面寄给{letter.unit}的{failure}"
        return "没有寄：服务器连着几封没有答复" if self._unsure >= MOST_UNSURE else ""

    def _keep(
        self, letter: Letter, state: str, to: tuple[str, ...] = (), reason: str = "", fault: bool = False,
        refused: Mapping[str, str] | None = None, went: bool = False,
    ) -> None:  # fmt: skip
        self.messages[letter.unit] = Message(
            self.posts[letter.unit], state, to or letter.to, went, reason, fault,
            message_id=letter.message_id, refused=refused or {},
        )  # fmt: skip

    def _note(self, letter: Letter, state: str, to: Sequence[str] = (), said: str = "") -> None:
        """A line of the letter's record. Raises OSError."""
        self._records[letter.unit].add(
            self.context.now, state, letter.message_id, to or letter.to, letter.fingerprint, said
        )

    def changes(self) -> dict[str, dict[str, CellValue]]:
        """What 发件回收 is to say."""
        return {letter.number: self._cells(letter) for letter in self.letters}

    def _cells(self, letter: Letter) -> dict[str, CellValue]:
        message = self.messages.get(letter.unit)
        cells: dict[str, CellValue] = {
            Dispatches.sending_state.name: message.state if message else self.posts[letter.unit].state
        }
        if message and message.state == SENT:
            cells[Dispatches.sent_at.name] = f"{self.context.now:%Y-%m-%d %H:%M:%S}"
            cells[Dispatches.address.name] = joined(message.to)
        return cells


def _folder(post: Post) -> Path:
    assert post.file is not None
    return post.file.parent


def _recorded(book: Book, ledger: Ledger, round_: _Round, context: Context) -> ProgramError | None:
    """Bring the results to the workbook, also one that somebody saved meanwhile. The reason where it cannot be."""
    reason: ProgramError | None = None
    for _ in range(_TRIES):
        try:
            fresh, now = reopened(book, ledger, context)
            write(fresh, now, round_.changes(), count_text(list(round_.messages.values())), context)
            return None
        except ProgramError as error:
            reason = error
    return reason
