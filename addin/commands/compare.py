"""比对台账：another copy of the whole master, edited elsewhere, previewed and with --apply merged in one save."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import Command, Context, Outcome
from addin.commands.options import add_book

OPERATION = "比对台账"


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    parser.add_argument("other", metavar="另一本", type=Path, help="在别处改过的同一本台账")
    parser.add_argument("--apply", action="store_true", help="并入台账；不加时只预览，什么都不写")


def _run(arguments: Namespace, context: Context) -> Outcome:
    # The exchange is loaded only by the commands that need it.
    from addin.commands.reconciling import compare_books

    return compare_books(arguments, context)


COMPARE = Command("compare", OPERATION, _run, _options)
