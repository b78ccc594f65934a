"""写信：from a package and the office's wording to a letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from addin.commands.mail_posts import Post
from addin.commands.parcels import guide_of
from addin.exchange.mail.journal import SendingRecord
from addin.exchange.mail.letter import Letter, message_id
from addin.exchange.mail.wording import CHASING, SENDING, mail_wording, words
from addin.ledger import Ledger
from addin.schema import Units


def letters(
    ledger: Ledger,
    posts: Sequence[Post],
    book: Path,
    sender: str,
    remind: bool,
    today: dt.date,
    dated: dt.datetime | None,
) -> list[tuple[Letter, tuple[str, ...]]]:
    """A letter for each post, with the labels of 【待填】 in it. `dated` None: when its package was made, so that the
    same draft is the same file. Raises ProgramError for a wording that cannot be used."""
    wording = mail_wording(CHASING if remind else SENDING, book)
    salutations = _salutations(ledger)
    found = []
    for post in posts:
        assert post.package is not None and post.file is not None
        said = words(wording, _fields(ledger, post, salutations, today))
        letter = Letter(
            number=post.number,
            unit=post.unit,
            to=post.to,
            subject=said.subject,
            body=said.body,
            attachment=post.file.name,
            content=post.file.read_bytes(),
            message_id=_message_id(post, sender, remind),
            dated=dated or post.package.sent_at,
            sender=sender,
        )
        found.append((letter, said.missing))
    return found


def _message_id(post: Post, sender: str, remind: bool) -> str:
    """A letter that was tried before keeps its own; one that is sent once more, though it was sent, gets another."""
    assert post.package is not None and post.file is not None
    record = SendingRecord(post.file.parent)
    kind = CHASING if remind else f"{SENDING}{record.times_sent or ''}"
    return message_id(post.package, kind, sender)


def _salutations(ledger: Ledger) -> dict[str, str]:
    """主送称谓 of each unit, else 规范全称, else its name."""
    names = [column.name for column in (Units.unit, Units.salutation, Units.full_name)]
    rows = ledger[Units][names].itertuples(index=False)
    return {
        str(unit): next(text for text in (salutation, full_name, str(unit)) if isinstance(text, str))
        for unit, salutation, full_name in rows
    }


def _fields(ledger: Ledger, post: Post, salutations: Mapping[str, str], today: dt.date) -> dict[str, Any]:
    """What docgen/templates/发件邮件.md and 催报邮件.md may print."""
    assert post.package is not None and post.file is not None
    guide = guide_of(ledger, post.package)
    due = guide.deadline
    return {
        "单位": post.unit,
        "称谓": salutations[post.unit].rstrip("：:"),
        "期间": guide.month_name,
        "包号": post.number,
        "附件": post.file.name,
        "截止日期": f"{due.year}年{due.month}月{due.day}日",
        "逾期天数": max(0, (today - due).days),
        "各表": [{"名称": title, "行数": rows, "要填": columns} for title, rows, columns in guide.contents],
        "交回": guide.send_to,
        "演示": guide.demonstration,
    }
