"""寄发结果：what a run of `mail` tells a script and a person, unit by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from addin.commands.base import Outcome
from addin.commands.mail_posts import Post
from addin.errors import ProgramError
from addin.exchange.mail.journal import FAILED, SENT, UNSURE
from addin.ledger import Ledger
from addin.ledger.wording import month_name
from addin.schema import Dispatches

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Message:
    """一封。`went`: this run wrote it or handed it over; `reason`: why it did not, or what the server said;
    `fault`: whether somebody has to do something about that.
    """

    post: Post
    state: str
    to: tuple[str, ...]
    went: bool = False
    reason: str = ""
    fault: bool = False
    path: Path | None = None
    message_id: str = ""
    refused: Mapping[str, str] = field(default_factory=dict)


def waiting(post: Post, path: Path | None = None) -> Message:
    """A post that this run sends to nobody."""
    return Message(post, post.state, post.to, post.goes, post.problem or post.done, bool(post.problem), path)


def as_json(message: Message) -> dict[str, Any]:
    return {
        "unit": message.post.unit,
        "number": message.post.number or None,
        "to": list(message.to),
        "state": message.state or None,
        "went": message.went,
        "reason": message.reason or None,
        "refused": dict(message.refused),
        "message_id": message.message_id or None,
        "path": str(message.path) if message.path else None,
    }


@dataclass(frozen=True, slots=True)
class Way:
    """怎么给的：words for the first line."""

    what: str
    hint: str = ""


def outcome(
    ledger: Ledger,
    messages: Sequence[Message],
    way: Way,
    folder: Path | None = None,
    unrecorded: ProgramError | None = None,
) -> Outcome:
    """`unrecorded`: why the workbook does not say yet what was sent."""
    month = ledger.settings.as_of
    went = [message for message in messages if message.went]
    faults = [message for message in messages if message.fault]
    data = {
        "month": f"{month:%Y-%m}",
        "messages": [as_json(message) for message in messages],
        "count": len(went),
        "states": dict(Counter(message.state for message in messages if message.state)),
        "folder": str(folder) if folder else None,
        "recorded": unrecorded is None,
    }
    lines = [f"{month_name(month)}：{way.what}{len(went)}封。", *_each(went)]
    if way.hint and went:
        lines.append(way.hint)
    lines += [f"  {message.post.unit}：{message.reason}。" for message in messages if message.reason]
    if unrecorded is not None:
        lines.append(
            f"寄发结果还没有写进台账（{unrecorded.what}）；已记在 台账.发件 里，下次运行 mail 会补记，不会重寄。"
        )
    return Outcome(data, lines, partly=bool(faults) or unrecorded is not None)


def _each(went: Sequence[Message]) -> list[str]:
    lines = [f"  {one.post.unit}　{'、'.join(one.to)}　{one.state}" for one in went[:SHOWN]]
    return [*lines, f"  …共{len(went)}封，全部见{Dispatches.title}。"] if len(went) > SHOWN else lines


def count_text(messages: Sequence[Message]) -> str:
    """「已发3封、失败1封」, for 操作日志."""
    counts = Counter(message.state for message in messages)
    return (
        "、".join(f"{state}{counts[state]}封" for state in (SENT, FAILED, UNSURE) if counts[state])
        or "没有寄出"
    )
