"""撤销：back to the version before the last change."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from addin.commands.base import EVERYWHERE, Command, Context, Outcome
from addin.commands.options import add_book


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    parser.add_argument(
        "--force", action="store_true", help="即使上次写入之后有人改过，也退回（现在的文件先存成版本）"
    )


def _run(arguments: Namespace, context: Context) -> Outcome:
    name = context.books.undo(arguments.book, arguments.force)
    return Outcome({"version": name}, [f"已退回到 {name}；退回前的文件也存进了版本文件夹。"])


UNDO = Command("undo", "退回上一次写入之前", _run, _options, EVERYWHERE)
