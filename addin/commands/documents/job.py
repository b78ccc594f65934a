"""一件文书：which rows it is made of, and how its facts are made once its header is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from addin.exchange.records import SentTable
from docgen.blocks import Layout
from docgen.facts import Header


@dataclass(frozen=True, slots=True)
class Returns:
    """读回的行：of one meeting, with the values as they stand in the ledger."""

    meeting: str
    table: SentTable


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made. `rows` are 「表名!编号」; `codes` the projects behind them.

    `facts(header, base_day)` gives docgen's facts; deadlines count from `base_day`.
    `unit` is the addressed unit (blank where the document goes to all); `label` tells its file from
    others of the kind. `copied_to` the 抄送. `kind` may differ from the kind asked for (督办通知 to a 下级), and
    `layout` from the kind's own (None); `notice` then tells the user so, in one sentence. `returns` are the rows
    that are read back from the document after people have changed it.
    """

    kind: str
    unit: str
    label: str
    month: date | None
    rows: tuple[str, ...]
    codes: tuple[str, ...]
    facts: Callable[[Header, date], Any]
    addressee: str = ""
    copied_to: tuple[str, ...] = ()
    layout: Layout | None = None
    notice: str = ""
    returns: Returns | None = None
