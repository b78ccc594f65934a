"""人与分工：who looks after what, where somebody is missing or has too much, which unit handles a need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from addin.ledger import Ledger
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.people import factors, gaps
from addin.people.owners import Owner, kept_informed, owner_of, owner_of_unit
from addin.schema import Needs, Sheet
from addin.todos import Todo

__all__ = ["Owner", "columns", "kept_informed", "owner_of", "owner_of_unit", "todos"]


def columns(ledger: Ledger, panel: Panel, register: PublishedLights) -> Mapping[type[Sheet], pd.DataFrame]:
    """应承办单位 and 逾期天数 of 要素需求."""
    return {Needs: factors.columns(ledger)}


def todos(ledger: Ledger, panel: Panel, register: PublishedLights) -> Iterator[Todo]:
    """Who is missing, who has too much, which needs wait."""
    yield from gaps.todos(ledger, panel, register)
    yield from factors.todos(ledger)
