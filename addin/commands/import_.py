"""导入外来台账：tables of other offices, previewed, and with --apply taken over and recomputed in one save."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import EVERYWHERE, Command, Context, Outcome
from addin.commands.options import add_book, add_month

OPERATION = "导入外来台账"


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    parser.add_argument(
        "files", metavar="文件", nargs="+", type=Path, help="外来的表：.xlsx，也可以是 .xls、.et、.ods、.csv"
    )
    parser.add_argument("--apply", action="store_true", help="写进台账；不加时只预览，什么都不写")
    add_month(parser, "来表里的本月数是哪个月的，默认参数表的统计月份")


def _run(arguments: Namespace, context: Context) -> Outcome:
    # Reading foreign tables is loaded only by the command that needs it.
    from addin.commands.importing import import_tables

    return import_tables(arguments, context)


IMPORT = Command("import", OPERATION, _run, _options, EVERYWHERE, strict=True)
