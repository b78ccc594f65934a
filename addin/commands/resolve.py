"""冲突处理：the choices made on 冲突处理, applied in one save; what nobody has chosen stays listed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from addin.commands.base import EVERYWHERE, Command, Context, Outcome
from addin.commands.options import add_book
from addin.schema import Conflicts

OPERATION = Conflicts.title


def _options(parser: ArgumentParser) -> None:
    add_book(parser)


def _run(arguments: Namespace, context: Context) -> Outcome:
    # The exchange is loaded only by the commands that need it.
    from addin.commands.settling import settle

    return settle(arguments, context)


RESOLVE = Command("resolve", f"按“{OPERATION}”表中的选择处理", _run, _options, EVERYWHERE)
