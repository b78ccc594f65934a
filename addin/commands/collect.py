"""回收汇总：returned packages, previewed, and with --apply merged and recomputed in one save."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import EVERYWHERE, Command, Context, Outcome
from addin.commands.options import add_book

OPERATION = "回收汇总"


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    parser.add_argument(
        "files",
        metavar="文件或文件夹",
        nargs="+",
        type=Path,
        help="单位交回的文件：.xlsx，也可以是 .xls、.et、.ods、.csv；或放着这些文件的文件夹",
    )
    parser.add_argument("--apply", action="store_true", help="并入台账；不加时只预览，什么都不写")


def _run(arguments: Namespace, context: Context) -> Outcome:
    # Reading returned files is loaded only by the command that needs it.
    from addin.commands.collecting import collect

    return collect(arguments, context)


COLLECT = Command("collect", OPERATION, _run, _options, EVERYWHERE)
