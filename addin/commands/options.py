"""选项：options that several commands share, and how their values are read."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path


def a_month(text: str) -> date:
    """2022-09 → the first of September 2022."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise ArgumentTypeError(f"写法不对：{text}（月份应写成 2022-09）") from error


def a_date(text: str) -> date:
    """2022-09-30 → date."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"写法不对：{text}（日期应写成 2022-09-30）") from error


def add_book(parser: ArgumentParser) -> None:
    parser.add_argument("book", metavar="台账", type=Path, help="总台账文件，如 台账.xlsx")


def add_month(parser: ArgumentParser, text: str, required: bool = False) -> None:
    parser.add_argument("--month", metavar="月份", type=a_month, required=required, help=text)
