"""读回纪要：edited minutes, previewed, and with --apply their 议定事项 merged into the ledger in one save."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import ON_RIBBON, Command, Context, Outcome
from addin.commands.options import add_book

OPERATION = "读回纪要"


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    parser.add_argument(
        "docx",
        metavar="纪要",
        nargs="+",
        type=Path,
        help="改过的会议纪要：.docx；装有 LibreOffice 时也可以是 .doc、.odt、.rtf",
    )
    parser.add_argument("--apply", action="store_true", help="并入台账；不加时只预览，什么都不写")


def _run(arguments: Namespace, context: Context) -> Outcome:
    # Reading documents is loaded only by the command that needs it.
    from addin.commands.reading_back import read_back

    return read_back(arguments, context)


READBACK = Command("readback", "读回纪要：改过的会议纪要并回议定事项", _run, _options, ON_RIBBON)
