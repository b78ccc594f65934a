"""取数：what several forms take from the ledger: leaf projects, the month's report, open issues, names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.joining import joined
from addin.schema import Column, Issues, MonthlyProgress, Projects
from addin.supervision.issues import CLEARED


def projects_in(*stages: str) -> Callable[[Ledger], pd.DataFrame]:
    """Projects of those stages (all where none is named). A packaged project stands as its parts, so that a
    sum counts nothing twice."""

    def rows(ledger: Ledger) -> pd.DataFrame:
        projects = ledger[Projects]
        parents = projects[Projects.parent_code.name].dropna()
        kept = ~projects[Projects.code.name].isin(parents)
        if stages:
            kept &= projects[Projects.stage.name].isin(stages)
        return projects[kept]

    return rows


def of_project(column: Column) -> Callable[[Ledger, pd.DataFrame], Sequence[Any]]:
    """A column of 项目清单 for rows that have a 项目代码."""

    def values(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
        projects = ledger[Projects]
        by_code = pd.Series(
            projects[column.name].to_numpy(), projects[Projects.code.name].to_numpy(), dtype=object
        )
        return by_code.reindex(rows[Projects.code.name]).tolist()

    return values


def reported(column: Column) -> Callable[[Ledger, pd.DataFrame], Sequence[Any]]:
    """A column of 月度进度 as reported for 统计月份."""

    def values(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
        table = ledger[MonthlyProgress]
        month = table[table[MonthlyProgress.month.name] == pd.Timestamp(ledger.settings.as_of)]
        by_code = month.set_index(MonthlyProgress.code.name)[column.name]
        return by_code.reindex(rows[Projects.code.name]).tolist()

    return values


def of_open_issues(column: Column) -> Callable[[Ledger, pd.DataFrame], Sequence[Any]]:
    """The texts of a project's issues that are not closed out, joined by ；."""

    def values(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
        issues = ledger[Issues]
        told = issues[(issues[Issues.step.name] != CLEARED) & issues[column.name].notna()]
        owner = pd.Index(rows[Projects.code.name]).get_indexer(pd.Index(told[Issues.code.name]))
        texts = told.loc[owner >= 0, column.name].str.rstrip("。；")
        return joined(texts, owner[owner >= 0], "；").reindex(np.arange(len(rows))).tolist()

    return values


def both(
    first: Callable[[Ledger, pd.DataFrame], Sequence[Any]],
    second: Callable[[Ledger, pd.DataFrame], Sequence[Any]],
) -> Callable[[Ledger, pd.DataFrame], Sequence[Any]]:
    """Two texts in one cell, ； between; what both say stands once."""

    def values(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
        pairs = zip(first(ledger, rows), second(ledger, rows), strict=True)
        return [_one_text(pair) for pair in pairs]

    return values


def either(
    first: Callable[[Ledger, pd.DataFrame], Sequence[Any]],
    second: Callable[[Ledger, pd.DataFrame], Sequence[Any]],
) -> Callable[[Ledger, pd.DataFrame], Sequence[Any]]:
    """The first text, the second where there is none: a table that comes back brings back what was reported."""

    def values(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
        pairs = zip(first(ledger, rows), second(ledger, rows), strict=True)
        return [one if isinstance(one, str) else other for one, other in pairs]

    return values


def _one_text(texts: tuple[Any, Any]) -> str | None:
    told = "；".join(text for text in texts if isinstance(text, str))
    return "；".join(dict.fromkeys(part.rstrip("。") for part in told.split("；") if part)) or None
