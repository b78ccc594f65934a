"""选项：options that several commands share, and how their values are read."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path

YEARS = (1950, 2100)
"""The first and the last year that a month or a day may lie in, as for 参数!统计年度."""


def a_month(text: str) -> date:
    """2022-09 → the first of September 2022."""
    try:
        return _sensible(date.fromisoformat(f"{text}-01"))
    except ValueError as error:
        raise ArgumentTypeError(f"写法不对：{text}（月份应写成 2022-09）") from error


def a_date(text: str) -> date:
    """2022-09-30 → date."""
    try:
        return _sensible(date.fromisoformat(text))
    except ValueError as error:
        raise ArgumentTypeError(f"写法不对：{text}（日期应写成 2022-09-30）") from error


def a_year(text: str) -> int:
    """2023 → 2023."""
    if not (text.isdecimal() and YEARS[0] <= int(text) <= YEARS[1]):
        raise ArgumentTypeError(f"写法不对：{text}（年份应写成 2023）")
    return int(text)


def _sensible(day: date) -> date:
    """The day. Raises ValueError for a year that can only be a slip of the pen."""
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise ValueError(day.year)
    return day


def add_book(parser: ArgumentParser) -> None:
    parser.add_argument("book", metavar="台账", type=Path, help="总台账文件，如 台账.xlsx")


def add_month(parser: ArgumentParser, text: str, required: bool = False) -> None:
    parser.add_argument("--month", metavar="月份", type=a_month, required=required, help=text)
