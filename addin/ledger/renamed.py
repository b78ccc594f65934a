"""疑似更名：projects that left 项目清单 under one code and may have come back under another."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from addin.ledger.text import match_key
from addin.schema import Snapshot

ALIKE = 0.6
"""Share of the two names' characters that must agree, in order (SequenceMatcher.ratio)."""

MOST_PAIRS = 4000
"""More pairs than this are not looked at name by name: projects of one lead unit only, then none."""


def likely_renamed(gone: pd.DataFrame, added: pd.DataFrame) -> list[tuple[int, int]]:
    """Pairs (place in `gone`, place in `added`) whose names are alike, each project in one pair at most.

    Both hold the columns of 上期台账. Width, blanks and brackets of the names do not count. The same lead unit
    goes before a name that is more alike. In the order of `gone`.
    """
    candidates: Any = _candidates(_keys(gone), _keys(added))
    scored = [
        (
            bool(row.lead and row.lead == row.lead_new),
            _alike(row.name, row.name_new),
            int(row.place),
            int(row.place_new),
        )
        for row in candidates.itertuples(index=False)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, alike, old, new in sorted(scored, key=lambda one: (not one[0], -one[1], one[2], one[3])):
        if alike >= ALIKE and old not in pairs and new not in taken:
            pairs[old] = new
            taken.add(new)
    return sorted(pairs.items())


def _keys(projects: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [match_key(name) if name else "" for name in projects[Snapshot.project_name.name]],
            "lead": [units[0] if units else "" for units in projects[Snapshot.responsible_units.name]],
            "place": range(len(projects)),
        }
    )


def _candidates(gone: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """All pairs where they are few; else those of one lead unit, where these are few."""
    if len(gone) * len(added) <= MOST_PAIRS:
        return gone.merge(added, how="cross", suffixes=("", "_new"))
    per_unit = gone["lead"].value_counts() * added["lead"].value_counts()
    if per_unit.sum() > MOST_PAIRS:
        return gone.iloc[:0].merge(added.iloc[:0], how="cross", suffixes=("", "_new"))
    pairs = gone.merge(added, on="lead", suffixes=("", "_new"))
    return pairs.assign(lead_new=pairs["lead"])


def _alike(old: str, new: str) -> float:
    if not old or not new:
        return 0.0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
