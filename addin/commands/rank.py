"""排名：one 口径 of 排名榜, of a month, quarter, half-year or year; all else stays as it is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Hashable
from typing import Any

import pandas as pd

from addin.commands.base import EVERYWHERE, Command, Context, Outcome
from addin.commands.computation import compute, open_book
from addin.commands.options import add_book, add_month
from addin.commands.outputs import journal
from addin.commands.ranking_rows import ranking_of_period
from addin.schema import Rankings
from addin.schema.rules import PERIODS
from addin.workbook.port import Edits


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    add_month(parser, "排到哪个月，默认参数表的统计月份")
    parser.add_argument("--period", choices=PERIODS, default=PERIODS[0], help="月、季、半年或年，默认月")


def _run(arguments: Namespace, context: Context) -> Outcome:
    book = open_book(arguments.book, context)
    done = compute(book, arguments.month, context, period=arguments.period)
    operation = f"排名（{arguments.period}）"
    rows = [_row(row) for row in done.ranking.frame.to_dict("records")]
    edits = Edits()
    ranking_of_period(edits, done, arguments.period)
    result = f"排到{done.ledger.settings.as_of:%Y-%m}"
    journal(edits, done.ledger, context, operation, result, len(rows), book.fingerprint())
    saved = book.save(edits, operation)
    units = [row for row in rows if row["object"] == "单位"]
    return Outcome({"rankings": rows}, [_line(row) for row in units], done.findings).after(saved)


def _row(row: dict[Hashable, Any]) -> dict[str, Any]:
    def number(name: str) -> float | None:
        value = row[name]
        return None if pd.isna(value) else value

    place, before = number(Rankings.place.name), number(Rankings.place_before.name)
    return {
        "object": row[Rankings.object.name],
        "group": row[Rankings.ranking_group.name],
        "name": row[Rankings.object_name.name],
        "score": number(Rankings.score.name),
        "place": None if place is None else int(place),
        "before": None if before is None else int(before),
        "board": row[Rankings.board.name],
    }


def _line(row: dict[str, Any]) -> str:
    if row["place"] is None:
        return f"{row['group'] or ''}　—　{row['name']}（不参评）"
    board = f"　{row['board']}" if row["board"] else ""
    return f"{row['group'] or ''}　第{row['place']}名　{row['name']}　{row['score']:.2f}分{board}"


RANK = Command("rank", "排名", _run, _options, EVERYWHERE)
