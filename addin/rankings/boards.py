"""红榜、黑榜：which objects of the ranking meet 参数!红榜条件 and 参数!黑榜条件 (conditions joined by 且).

绵阳 2022: 红榜 超额完成且得分前5, 黑榜 未完成且后4; 漳州: 末二且未完成; 江门: who meets neither is on no list.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from addin.findings import Finding, Level
from addin.ledger import Ledger
from addin.ledger.text import folded
from addin.rankings.places import places
from addin.rankings.units import Bools, Floats, Objects
from addin.schema import Parameters
from addin.schema.settings import SETTINGS

HONOUR, WARNING = "红榜", "黑榜"
NO_LIST = ("无", "不设")
"""What a clerk writes for a list that is not kept."""

SCORE, PLACE, RATE, GAP, GAP_POINTS = "总分", "名次", "投资完成率", "较序时偏差", "进度偏差"
_ALWAYS = (SCORE, PLACE, RATE, GAP, GAP_POINTS)
"""What every condition may name, on 考核指标 or not."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Objects ranked together, one entry each; `last` is the place counted from the bottom of the group,
    `gap` 投资完成率 − 序时进度 at the period's end; `figures` by name. NaN: none."""

    place: Floats
    last: Floats
    gap: Floats
    figures: Mapping[str, Floats]

    @classmethod
    def of(
        cls, groups: Objects, keys: tuple[Floats, ...], gap: Floats, figures: Mapping[str, Floats]
    ) -> Candidates:
        """`figures` are the columns shown; 总分, 名次 and the gap are added to them."""
        place, gap = places(groups, keys), np.round(gap, 9)
        known = {SCORE: keys[0], PLACE: place, GAP: gap, GAP_POINTS: gap * 100}
        return cls(place, _from_the_bottom(groups, keys), gap, {**known, **figures})


Condition = Callable[[Candidates], Bools]


@dataclass(frozen=True, slots=True)
class Boards:
    """The conditions of both lists, empty for a list that is not kept, and what could not be read."""

    honour: tuple[Condition, ...]
    warning: tuple[Condition, ...]
    findings: tuple[Finding, ...]

    def listed(self, candidates: Candidates) -> Objects:
        """红榜, 黑榜 or None for each object. Whoever is not ranked, or meets both lists, is on neither."""
        honoured, warned = (_meets(terms, candidates) for terms in (self.honour, self.warning))
        result = np.full(len(candidates.place), None, dtype=object)
        result[honoured & ~warned], result[warned & ~honoured] = HONOUR, WARNING
        return result


def read_boards(ledger: Ledger, indicators: tuple[str, ...]) -> Boards:
    """The lists of 参数. A condition that cannot be read is a 错误 at its cell, and that list is not kept."""
    read = [_read(ledger, name, indicators) for name in ("honour_when", "warning_when")]
    findings = tuple(found for found in read if isinstance(found, Finding))
    honour, warning = (() if isinstance(found, Finding) else found for found in read)
    return Boards(honour, warning, findings)


def _from_the_bottom(groups: Objects, keys: tuple[Floats, ...]) -> Floats:
    """1 for the last of each group; ties share: behind 1, 2, 3, 3 stand 4, 3, 1, 1."""
    first, *others = keys
    # An unknown second key is last in either direction.
    return places(groups, [-first, *(-np.where(np.isnan(key), -np.inf, key) for key in others)])


def _meets(terms: tuple[Condition, ...], candidates: Candidates) -> Bools:
    result: Bools = ~np.isnan(candidates.place) & bool(terms)
    for term in terms:
        result = result & term(candidates)
    return result


def _read(ledger: Ledger, name: str, indicators: tuple[str, ...]) -> tuple[Condition, ...] | Finding:
    text = folded(getattr(ledger.settings, name))
    if text in NO_LIST:
        return ()
    terms: list[Condition] = []
    for part in re.split("并且|且", text):
        term = _term(part, ledger.settings.board_size, (*_ALWAYS, *indicators))
        if term is None:
            return _unreadable(ledger, name, part)
        terms.append(term)
    return tuple(terms)


def _unreadable(ledger: Ledger, name: str, part: str) -> Finding:
    title = next(setting.title for setting in SETTINGS if setting.name == name)
    rows = ledger[Parameters]
    found = rows.loc[rows[Parameters.setting.name] == title, "position"]
    return ledger.finding(
        Level.ERROR,
        Parameters,
        int(found.iloc[0]) if len(found) else None,
        Parameters.value.name,
        f"{title}中的“{part}”看不懂，不列{title[:2]}",
        "用且连接：完成、未完成、超额完成、前N名、后5名、总分≥90、投资完成率<0.6 等；不列榜填：无",
        getattr(ledger.settings, name),
    )


_BY_GAP: Mapping[str, Condition] = {
    "完成": lambda candidates: candidates.gap >= 0,
    "未完成": lambda candidates: candidates.gap < 0,
    "超额完成": lambda candidates: candidates.gap > 0,
}
"""On schedule or not, at the end of the period: 投资完成率 against 序时进度."""

_PLACES = re.compile(r"得?分?(前|后)(N|\d+)名?", re.IGNORECASE)
_FIGURE = re.compile(r"(.+?)(≥|>=|≤|<=|>|<|=)([-+−]?\d+(?:\.\d+)?)(%?)分?")
_COMPARISONS: Mapping[str, Callable[[Floats, float], Bools]] = {
    "≥": operator.ge, ">=": operator.ge, "≤": operator.le, "<=": operator.le,
    ">": operator.gt, "<": operator.lt, "=": operator.eq,
}  # fmt: skip


def _term(text: str, size: int, names: tuple[str, ...]) -> Condition | None:
    """One condition, None where it cannot be read. `size` is the N of 前N名; `names` what can be compared."""
    if text in _BY_GAP:
        return _BY_GAP[text]
    if match := _PLACES.fullmatch(text):
        count = size if match[2] in "Nn" else int(match[2])
        if match[1] == "前":
            return lambda candidates: candidates.place <= count
        return lambda candidates: candidates.last <= count
    known = {folded(name): name for name in names}
    if (match := _FIGURE.fullmatch(text)) and match[1] in known:
        return _comparison(known[match[1]], match[2], match[3].replace("−", "-"), bool(match[4]))
    return None


def _comparison(name: str, sign: str, number: str, percent: bool) -> Condition:
    bound, compare = float(number) / (100 if percent else 1), _COMPARISONS[sign]
    return lambda candidates: compare(np.round(candidates.figures[name], 9), round(bound, 9))
