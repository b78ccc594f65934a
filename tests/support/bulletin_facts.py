"""通报所据的事实：a small computed ledger, and the facts of the one document made from it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from support.computed import NINGBO, NINGBO_LABELS
from support.ledgers import book_of

from addin.commands.base import Context
from addin.commands.computation import Computation, compute
from docgen.facts import Header, Issuer

CONTEXT = Context(dt.date(2022, 10, 8), dt.datetime(2022, 10, 8, 9, 0), "张")
HEADER = Header(Issuer("重点办"), "FW2022-0001")
DAY = dt.date


def computation(as_of: str = "2022-09", **tables: Any) -> Computation:
    tables = {"light_rules": NINGBO, "light_labels": NINGBO_LABELS} | tables
    return compute(book_of(**tables), dt.date.fromisoformat(f"{as_of}-01"), CONTEXT)  # type: ignore[arg-type]


def told(jobs: list[Any]) -> Any:
    """The facts of the only document."""
    (job,) = jobs
    return job.facts(HEADER, CONTEXT.today)
