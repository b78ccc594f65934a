"""寄发：drafts, Outlook drafts or SMTP for the packages of a month, and what 发件回收 then says."""

from __future__ import annotations

import contextlib
import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from addin.commands.base import Context, Outcome
from addin.commands.computation import load, open_book
from addin.commands.mail_letters import letters
from addin.commands.mail_outcome import Way, outcome, waiting
from addin.commands.mail_posts import Asked, Post, last_rows, month_rows, posts, returned_units
from addin.commands.mail_register import joined, sending_lock, settled, write
from addin.commands.mail_sending import send
from addin.commands.needs import need
from addin.commands.sending import refuse_place
from addin.commands.unit_names import unit_names
from addin.errors import ProgramError, UsageError
from addin.exchange import store
from addin.exchange.mail.drafts import write_drafts
from addin.exchange.mail.letter import Letter
from addin.exchange.mail.outlook import outlook_drafts
from addin.exchange.mail.server import sender_of
from addin.ledger import Ledger
from addin.ledger.deadlines import report_deadline
from addin.ledger.wording import month_name
from addin.schema import Dispatches, Journal, Units
from addin.workbook.port import Book
from addin.workbook.safe_save import plain_errors

DRAFTS = "邮件草稿"
CHASED = "催报"
PREVIEWED = Way("要给的有", "这是预览，什么都没有写，也没有寄。")
SENT_NOW = Way("寄出")
IN_OUTLOOK = Way("放进 Outlook 草稿箱", "请在 Outlook 的草稿箱里逐封核对后寄出。")


def mail(arguments: Namespace, context: Context) -> Outcome:
    """The command `mail`. Raises ProgramError."""
    if arguments.remind and arguments.send:
        raise UsageError("--remind", "催报只写草稿，不直接寄出", "请去掉 --send")
    book = open_book(arguments.book, context)
    ledger = load(book, arguments.month, context)
    need(ledger, Dispatches, *Dispatches.columns[1:])
    need(ledger, Units, Units.unit, Units.email)
    need(ledger, Journal)
    if arguments.preview:
        return _preview(book, ledger, arguments, context)
    with sending_lock(book.path):
        book, ledger = settled(book, ledger, context)
        return _mail(book, ledger, arguments, context)


def _preview(book: Book, ledger: Ledger, arguments: Namespace, context: Context) -> Outcome:
    chosen = _chosen(book, ledger, arguments, context)
    return outcome(ledger, [waiting(post) for post in chosen], PREVIEWED)


def _mail(book: Book, ledger: Ledger, arguments: Namespace, context: Context) -> Outcome:
    chosen = _chosen(book, ledger, arguments, context)
    if arguments.send:
        messages, unrecorded = send(book, ledger, chosen, context)
        return outcome(ledger, messages, SENT_NOW, unrecorded=unrecorded)
    folder = _folder(book.path, ledger, arguments)
    refuse_place(folder)
    ready = _letters(ledger, chosen, book.path, arguments, context)
    if arguments.outlook:
        return _to_outlook(book, ledger, chosen, ready, arguments, context)
    _note(book, ledger, ready, arguments, context)
    with context.progress.count("写邮件草稿", len(ready)) as one_done:
        paths = write_drafts(folder, ready, _outdated(ledger, chosen), one_done)
    drafts = dict(zip((letter.unit for letter in ready), paths, strict=True))
    way = Way("写了邮件草稿", f"草稿在 {folder}：双击 .eml 核对后寄出，或照各单位文件夹里的三个文件寄。")
    return outcome(ledger, [waiting(post, drafts.get(post.unit)) for post in chosen], way, folder)


def _to_outlook(
    book: Book,
    ledger: Ledger,
    chosen: Sequence[Post],
    ready: Sequence[Letter],
    arguments: Namespace,
    context: Context,
) -> Outcome:
    files = {post.unit: post.file for post in chosen}
    pairs = [(letter, file) for letter in ready if (file := files[letter.unit]) is not None]
    _note(book, ledger, ready, arguments, context)
    with context.progress.count("放进 Outlook 草稿箱", len(pairs)) as one_done:
        outlook_drafts(pairs, one_done)
    return outcome(ledger, [waiting(post) for post in chosen], IN_OUTLOOK)


def _chosen(book: Book, ledger: Ledger, arguments: Namespace, context: Context) -> list[Post]:
    """The posts of this run. Raises ProgramError where the month has none."""
    context.progress.step("核对各单位的包和邮箱")
    names = {
        option: unit_names(ledger, getattr(arguments, option), f"--{option}")
        for option in ("unit", "again", "shared")
    }
    if month_rows(ledger).empty:
        month = month_name(ledger.settings.as_of)
        raise ProgramError(Dispatches.title, f"没有{month}的包", "请先拆分，或用 --month 指定别的月份")
    units = set(names["unit"] + names["again"]) or None
    if arguments.remind:
        units = _late_units(ledger, context) & (last_rows(ledger).keys() if units is None else units)
    with plain_errors(book.path):
        return posts(ledger, book.path, Asked(units, names["again"], names["shared"], arguments.remind))


def _late_units(ledger: Ledger, context: Context) -> set[str]:
    """Units that have not returned the month's package though its day has passed."""
    due = report_deadline(np.array([np.datetime64(ledger.settings.as_of, "M")]), ledger.settings)[0].item()
    return set() if context.today <= due else last_rows(ledger).keys() - returned_units(ledger)


def _folder(book: Path, ledger: Ledger, arguments: Namespace) -> Path:
    if arguments.drafts is not None:
        return Path(arguments.drafts)
    month = f"{ledger.settings.as_of:%Y-%m}"
    return store.store_folder(book) / DRAFTS / (f"{month}{CHASED}" if arguments.remind else month)


def _letters(
    ledger: Ledger, chosen: Sequence[Post], book: Path, arguments: Namespace, context: Context
) -> list[Letter]:
    """A person looks at drafts: 【待填】 may stand in them, and the mail program knows who sends."""
    sender = ""
    with contextlib.suppress(ProgramError):
        sender = sender_of(os.environ)
    going = [post for post in chosen if post.goes]
    written = letters(ledger, going, book, sender, arguments.remind, context.today, None)
    return [letter for letter, _ in written]


def _outdated(ledger: Ledger, chosen: Sequence[Post]) -> set[str]:
    """Packages of the month that are not to be sent any more: replaced ones, and those of units that are done."""
    last = {str(row[Dispatches.package.name]) for row in last_rows(ledger).values()}
    replaced = set(month_rows(ledger)[Dispatches.package.name]) - last
    return replaced | {post.number for post in chosen if not post.goes}


def _note(
    book: Book, ledger: Ledger, ready: Sequence[Letter], arguments: Namespace, context: Context
) -> None:
    """发件回收 gets the address and the 消息标识 of each draft; a reminder leaves those of the package."""
    if arguments.remind:
        return
    changes = {
        letter.number: {
            Dispatches.address.name: joined(letter.to),
            Dispatches.message_id.name: letter.message_id,
        }
        for letter in ready
    }
    write(book, ledger, changes, f"写了{len(changes)}封草稿", context)
