"""门：one click from the macro's call to the message box. Every click ends in a message or in sight, never in silence."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from addin.buttons import BUTTONS, Button, button
from addin.commands.base import Context
from addin.commands.failures import in_plain_words
from addin.commands.options import a_month
from addin.commands.parser import Parser
from addin.errors import ProgramError
from addin.ribbon.actions import ACTIONS, BESIDE_THE_BOOK, ONLY_LOOK
from addin.ribbon.click import Answer, Click, StatusBar, title_of
from addin.ribbon.desk import Desk
from addin.ribbon.hosts import HOSTS, desk_of, dialogs_above
from addin.ribbon.ledger_actions import refuse_foreign
from addin.ribbon.records import record
from addin.ribbon.running import running
from addin.ribbon.selection import NotHereError, tab_of
from addin.ribbon.system_dialogs import TITLE, Dialogs, system_dialogs
from addin.ribbon.wording import for_clerk
from addin.workbook.locks import user_name


def main(argv: Sequence[str] | None = None, dialogs: Dialogs | None = None) -> int:
    """What the macro calls: TAG BOOK --host … Exit code 0: all that was to be said has been said."""
    box = system_dialogs() if dialogs is None else dialogs
    title, host = TITLE, ""
    try:
        arguments = _parser().parse_args(argv)
        pressed = button(arguments.tag)
        title, host = title_of(pressed), arguments.host
        with desk_of(arguments.host, arguments.book, box) as desk:
            press(click_of(pressed, desk, arguments.month, pdf=arguments.pdf), box)
    except Exception as error:
        shown = box if dialogs else dialogs_above(host, box)
        shown.say(_sentence(error, title), title)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m addin.ribbon")
    parser.add_argument("tag", choices=[each.tag for each in BUTTONS])
    parser.add_argument("book")
    parser.add_argument("--host", choices=HOSTS, required=True)
    parser.add_argument("--month", type=a_month)
    parser.add_argument("--pdf", action="store_true")
    return parser


def click_of(pressed: Button, desk: Desk, month: date | None, *, pdf: bool) -> Click:
    """The click, with this machine's clock and user."""
    context = Context(
        today=date.today(),  # noqa: DTZ011 (the clerk's own calendar)
        now=datetime.now().replace(microsecond=0),
        operator=user_name(),
        progress=StatusBar(desk.window.status),
        books=desk.books,
    )
    return Click(pressed, desk, context, month, pdf)


def press(click: Click, dialogs: Dialogs) -> None:
    """Do what the button says and show what came of it; `dialogs` step in where the program shows nothing."""
    answer = _answer(click)
    if answer is None:
        return
    agreed = _show(click, answer, dialogs)
    if agreed and answer.then is not None:
        try:
            answer.then()
        except Exception as error:
            _show(click, Answer(_sentence(error, click.title)), dialogs)


def _answer(click: Click) -> Answer | None:
    try:
        with running(click.desk.path, click.button.label):
            _refuse_bad_state(click)
            return ACTIONS[click.button.tag](click)
    except NotHereError as error:
        return _way_there(click, error)
    except Exception as error:
        return Answer(_sentence(error, click.title))
    finally:
        with suppress(Exception):
            click.desk.window.status(None)


def _refuse_bad_state(click: Click) -> None:
    """Raises ProgramError where the workbook cannot be worked on as it is."""
    tag, window, name = click.button.tag, click.desk.window, click.desk.path.name
    if tag in BESIDE_THE_BOOK:
        return
    if window.is_editing:
        raise ProgramError(name, "有一格正在输入，还没有确认", "请按回车确认（或按 Esc 放弃），再点一次")
    if tag not in ONLY_LOOK and window.is_read_only:
        raise ProgramError(
            name,
            "是只读打开的，写不进去，可能别人正开着它",
            "请等对方关闭后重新打开；文件本身设了只读的，请先在文件属性里去掉",
        )
    refuse_foreign(click)


def _way_there(click: Click, error: NotHereError) -> Answer:
    """The refusal, and the question whether to go where the rows are."""
    text = for_clerk(error)
    with suppress(Exception):
        tab = tab_of(click.desk, error.sheet)
        if tab is not None:
            return Answer(text, f"现在就到“{tab}”吗？", lambda: click.desk.window.go_to(tab))
    return Answer(text)


def _show(click: Click, answer: Answer, dialogs: Dialogs) -> bool:
    """The one box at the end, by the program or, where it shows none, by the system; whether 是 was pressed."""
    boxes: tuple[Dialogs, ...] = (click.desk.window, dialogs)
    for box in boxes:
        try:
            if answer.question:
                return box.confirm(f"{answer.text}\n\n{answer.question}", click.title)
            box.say(answer.text, click.title)
        except Exception as error:
            record(error, click.title, datetime.now())
        else:
            return False
    return False


def _sentence(error: Exception, title: str) -> str:
    """What is said of a failure. One without known words is written down for who mends it."""
    plain = in_plain_words(error, "台账")
    if plain is not None:
        return for_clerk(plain)
    file = record(error, title, datetime.now())
    where = f"记录在 {file}，请把它发给管理员" if file else f"请把这句话告诉管理员：{error!r}"
    return (
        "没有做完：程序出了没有料到的错，或台账在中途被关闭了。\n"
        "请看一眼台账：写了一半的，点“撤销”退回；没有动的，再点一次。\n"
        f"还是这样时，{where}。"
    )
