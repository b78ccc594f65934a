"""拆分：one package a unit, to be filled in and sent back; what was sent is kept beside the workbook."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import EVERYWHERE, Command, Context, Outcome
from addin.commands.options import add_book, add_month

OPERATION = "拆分发件"


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    parser.add_argument(
        "--unit", metavar="单位", nargs="+", default=[], help="只拆给这些单位，默认所有牵头单位"
    )
    add_month(parser, "报哪个月的数，默认参数表的统计月份")
    parser.add_argument("--out", metavar="文件夹", type=Path, required=True, help="包写到哪个文件夹")


def _run(arguments: Namespace, context: Context) -> Outcome:
    # Writing packages is loaded only by the command that needs it.
    from addin.commands.splitting import split

    return split(arguments, context)


SPLIT = Command("split", OPERATION, _run, _options, EVERYWHERE)
