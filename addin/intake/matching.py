"""对行：which row of ours a foreign row is: by 项目代码, else by name and lead unit, never by a name alone."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from addin.intake.values import is_blank
from addin.ledger.text import match_key
from addin.schema import Projects, Reserve, Sheet

LIKENESS, NEAREST = 0.8, 20
_SHAPES = str.maketrans("〔〕【】[]{}", "()()()()")


@dataclass(frozen=True, slots=True)
class Identity:
    """身份：what tells one project from another; blank texts are ""."""

    code: str = ""
    name: str = ""
    unit: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """对上的结果：`code` ours; `new` a project that is not there yet; else `message` and `advice` say why not."""

    code: str = ""
    new: bool = False
    message: str = ""
    advice: str = ""


def name_key(name: str) -> str:
    """What two spellings of one name share: full width as half width, no blanks, one shape of bracket."""
    return match_key(name).translate(_SHAPES)


class Known:
    """已有项目：the projects of 项目清单 or 储备库, to be found by code or by name."""

    def __init__(self, table: pd.DataFrame, sheet: type[Sheet]) -> None:
        self._title = sheet.title
        self._all = _identities(table, sheet)
        self._by_code = {match_key(one.code): one for one in self._all}
        self._by_name: dict[str, list[Identity]] = {}
        for one in self._all:
            if one.name:
                self._by_name.setdefault(name_key(one.name), []).append(one)
        self._by_pair: dict[str, list[str]] = {}
        for name in self._by_name:
            for pair in _pairs(name):
                self._by_pair.setdefault(pair, []).append(name)

    def match(self, wanted: Identity) -> Match:
        named = self._by_name.get(name_key(wanted.name), []) if wanted.name else []
        same = [one for one in named if _same_unit(one, wanted)]
        if wanted.code:
            return self._by_its_code(wanted, same)
        if len(same) == 1:
            return Match(same[0].code)
        if same or named:
            return _doubtful(wanted, same or named)
        alike = self._alike(wanted.name)
        return _doubtful(wanted, alike) if alike else self._without_code(wanted)

    def _by_its_code(self, wanted: Identity, same: Sequence[Identity]) -> Match:
        found = self._by_code.get(match_key(wanted.code))
        if found:
            return Match(found.code)
        return _doubtful(wanted, same) if same else Match(wanted.code, new=True)

    def _alike(self, name: str) -> list[Identity]:
        """Of the names that share most pairs of characters, those that difflib finds like enough."""
        key = name_key(name)
        shared = Counter(other for pair in _pairs(key) for other in self._by_pair.get(pair, ()))
        nearest = [other for other, _ in shared.most_common(NEAREST)]
        names = difflib.get_close_matches(key, nearest, n=3, cutoff=LIKENESS)
        return [one for each in names for one in self._by_name[each]]

    def _without_code(self, wanted: Identity) -> Match:
        message = f"“{wanted.name}”不在{self._title}中，来表又没有项目代码，没有导入"
        return Match(message=message, advice=f"在来表中加“{Projects.code.title}”列并填写代码后再导入")


def _pairs(name: str) -> set[str]:
    """Neighbouring characters: 「甲项目」 → {甲项, 项目}."""
    return {name[place : place + 2] for place in range(len(name) - 1)}


def _doubtful(wanted: Identity, found: Sequence[Identity]) -> Match:
    listed = "、".join(
        f"“{one.name}”（{one.code}，{one.unit or one.company or '没有责任单位'}）" for one in found[:3]
    )
    theirs = wanted.unit or wanted.company or "没有写单位"
    message = f"“{wanted.name}”（{theirs}）与台账的{listed}疑似同一项目，请核对，没有导入"
    return Match(message=message, advice=f"是同一项目时在来表中填它的{Projects.code.title}，不是时填新的代码")


def _same_unit(one: Identity, wanted: Identity) -> bool:
    """The lead unit where the foreign row names one, else the company."""
    pair = (one.unit, wanted.unit) if wanted.unit else (one.company, wanted.company)
    return all(pair) and match_key(pair[0]) == match_key(pair[1])


def first_unit(value: object) -> str:
    """The lead of a list of units, or the one unit."""
    if isinstance(value, tuple):
        return str(value[0]) if value else ""
    return "" if is_blank(value) else str(value)


def _identities(table: pd.DataFrame, sheet: type[Sheet]) -> list[Identity]:
    code, name = Projects.code.name, Projects.project_name.name
    unit = Reserve.applicant.name if sheet is Reserve else Projects.responsible_units.name
    company = Projects.owner_company.name
    companies = table[company] if company in table else [None] * len(table)
    return [
        Identity(str(one), first_unit(called), first_unit(lead), first_unit(firm))
        for one, called, lead, firm in zip(table[code], table[name], table[unit], companies, strict=True)
    ]
