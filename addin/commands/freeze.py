"""定版：freezes a month's rows of 亮灯台账; a frozen light is never recomputed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from addin.commands.base import ON_RIBBON, Command, Context, Outcome
from addin.commands.computation import compute, open_book
from addin.commands.needs import need
from addin.commands.options import add_book, add_month
from addin.commands.outputs import outputs
from addin.errors import UsageError
from addin.ledger.wording import month_name
from addin.lights.register import freeze
from addin.schema import LightRegister


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    add_month(parser, "定哪个月的版，如 2022-09", required=True)


def _run(arguments: Namespace, context: Context) -> Outcome:
    book = open_book(arguments.book, context)
    done = compute(book, None, context)
    need(done.ledger, LightRegister, LightRegister.code, LightRegister.month, LightRegister.frozen)
    month = month_name(arguments.month)
    if arguments.month > done.ledger.settings.as_of:
        raise UsageError("--month", f"{month}在统计月份之后，还没有算", "请先用 recalc --month 算到这个月")
    frozen = done.with_register(freeze(done.register, arguments.month))
    rows = frozen.register.frozen_rows(arguments.month)
    if not rows:
        return Outcome({"rows": 0}, [f"{month}没有可定版的行。"], done.findings)
    operation = f"定版{arguments.month:%Y-%m}"
    saved = book.save(outputs(frozen, context, operation, rows, book.fingerprint()), operation)
    line = f"{month}的{rows}行已定版，以后改数只记入变动清单。"
    return Outcome({"rows": rows}, [line], done.findings).after(saved)


FREEZE = Command("freeze", "定版一个月的亮灯", _run, _options, ON_RIBBON)
