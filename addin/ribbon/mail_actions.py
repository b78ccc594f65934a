"""发送：who would get what, one choice of ways, and what 发件回收 says afterwards.

Letters that go out cannot be taken back: they are counted and named once more before, and the workbook that says
what was sent must stand on the disk.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from addin.commands.base import Outcome
from addin.errors import ProgramError
from addin.exchange.mail.server import HOST, server_of
from addin.ledger.dates import read_month
from addin.ledger.wording import month_name
from addin.ribbon.click import Answer, Click
from addin.ribbon.exchange_words import named
from addin.ribbon.places import with_folder
from addin.ribbon.wording import in_clerks_words, shortened
from addin.schema import Dispatches

DRAFTS, OUTLOOK, SEND, REMIND = "写成邮件草稿", "放进 Outlook 草稿箱", "直接寄出", "写催报草稿"
OPTIONS: Mapping[str, tuple[str, ...]] = {
    DRAFTS: (), OUTLOOK: ("--outlook",), SEND: ("--send",), REMIND: ("--remind",),
}  # fmt: skip
DONE: Mapping[str, str] = {
    DRAFTS: "写了邮件草稿", OUTLOOK: "放进 Outlook 草稿箱", SEND: "寄出", REMIND: "写了催报草稿",
}  # fmt: skip
BESIDE_A_LIST = 300
"""Characters of the text over a list of ways."""
CALLED_FIRST = {DRAFTS: "要写成邮件草稿吗？", REMIND: "要给它们写催报草稿吗？"}


def mail(click: Click) -> Answer | None:
    """A preview, the person's choice of a way, and that way."""
    found = click.run("mail", "--preview", *click.month_option())
    late = click.run("mail", "--preview", "--remind", *click.month_option())
    ways = _ways(found, late)
    text = _preview(found, late)
    if not ways:
        return Answer(shortened(text))
    way = _chosen_way(click, ways, text)
    if way is None or (way == SEND and not _sure(click, found)):
        return None
    return _told(click, way, click.run("mail", *OPTIONS[way], *click.month_option()))


def _ways(found: Outcome, late: Outcome) -> list[str]:
    """Those possible on this machine with what there is to send, drafts first."""
    going = bool(found.data["count"])
    possible = {
        DRAFTS: going,
        OUTLOOK: going and sys.platform == "win32",
        SEND: going and HOST in os.environ and _wrong_setting() is None,
        REMIND: bool(late.data["count"]),
    }
    return [way for way, is_possible in possible.items() if is_possible]


def _wrong_setting() -> ProgramError | None:
    """What is wrong with the settings of the server, where somebody has begun to make them."""
    if HOST not in os.environ:
        return None
    try:
        server_of(os.environ)
    except ProgramError as error:
        return error
    return None


def _chosen_way(click: Click, ways: Sequence[str], text: list[str]) -> str | None:
    if len(ways) == 1:
        return ways[0] if click.agrees(shortened(text), CALLED_FIRST[ways[0]]) else None
    asked = f"{shortened(text, BESIDE_A_LIST)}\n怎么发？"
    return click.desk.window.choose(asked, ways, click.title)


def _sure(click: Click, found: Outcome) -> bool:
    """Whether the person wants these letters to go out now. Raises ProgramError where the file is behind."""
    if click.desk.window.is_modified:
        raise ProgramError(
            click.desk.path.name,
            "有没保存的改动；寄出的信收不回，台账却可能不保存就关上",
            f"请先按 Ctrl+S 保存，再点“{click.button.label}”",
        )
    letters = [one for one in found.data["messages"] if one["went"]]
    sender = server_of(os.environ).sender
    lines = [f"现在就从 {sender} 寄出{len(letters)}封真的邮件，寄出去收不回来：", *map(_letter, letters)]
    return click.agrees(shortened(lines), f"要寄出这{len(letters)}封吗？")


def _letter(one: Mapping[str, Any]) -> str:
    return f"{one['unit']}　{'、'.join(one['to'])}"


def _preview(found: Outcome, late: Outcome) -> list[str]:
    """How many letters go where, who gets none and why, who is overdue."""
    going = [one for one in found.data["messages"] if one["went"]]
    month = month_name(read_month(found.data["month"]).value)
    lines = [f"{month}：要给的有{len(going)}封。", *map(_reason, _held_back(found))]
    if late.data["count"]:
        units = [one["unit"] for one in late.data["messages"] if one["went"]]
        lines.append(f"过了报送截止日还没有交回的{len(units)}家：{named(units, '家')}。")
    setting = _wrong_setting()
    if setting is not None and going:
        lines.append(f"直接寄出的设置不全（{setting.where}：{setting.what}），请管理员看一下。")
    return [*lines, *map(_letter, going)]


def _held_back(outcome: Outcome) -> list[Mapping[str, Any]]:
    return [one for one in outcome.data["messages"] if one["reason"]]


def _reason(one: Mapping[str, Any]) -> str:
    return f"{one['unit']}：{in_clerks_words(one['reason'])}。"


def _told(click: Click, way: str, outcome: Outcome) -> Answer:
    data = outcome.data
    month = month_name(read_month(data["month"]).value)
    states = "、".join(f"{state}{count}家" for state, count in data["states"].items())
    lines = [f"{month}：{DONE[way]}{data['count']}封。"]
    if data["recorded"]:
        lines.append(f"“{Dispatches.title}”现在写着：{states}。")
    else:
        lines.append(in_clerks_words(outcome.lines[-1]))
    lines += map(_reason, _held_back(outcome))
    if data["folder"] is None or not data["count"]:
        return Answer(shortened(lines + _hint(way, data["count"])))
    folder = Path(data["folder"])
    lines.insert(1, "双击 .eml 核对后寄出，或照各单位文件夹里的三个文件从网页邮箱寄。")
    return with_folder(click, shortened(lines), folder)


def _hint(way: str, count: int) -> list[str]:
    return ["请在 Outlook 的草稿箱里逐封核对后寄出。"] if way == OUTLOOK and count else []
