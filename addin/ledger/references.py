"""引用：names and codes that must stand on another sheet, replaced by their spelling there.

Units are found by 单位名称, 规范全称 or 别名; everything else by its key. What is compared is the NFKC
form without blanks, so 「ａ－01」 finds A-01. What is not found is kept and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger.reading import quoted
from addin.ledger.text import match_key, split_list, split_outside_brackets
from addin.schema import Column, Group, Kind, Letters, Sheet, Units, sheet_titled

if TYPE_CHECKING:
    from addin.ledger.ledger import Ledger

_LEAD_WORDS = ("牵头单位：", "牵头：", "主办：", "责任单位：", "牵头单位:", "牵头:", "主办:", "责任单位:")
_OPENING = "（("
_JOINED = (Letters.issuer,)
"""Columns of text whose cell may name several, joined by 、: bodies that issue a document together."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a sheet can be referred to by: comparable form → its name there; `aliases` are not its key."""

    known: dict[str, str]
    aliases: frozenset[str] = frozenset()


@dataclass(slots=True)
class Found:
    """One distinct cell value: what it stands for, its unknown members, and its members known by alias."""

    value: object
    unknown: tuple[str, ...] = ()
    by_alias: tuple[tuple[str, str], ...] = ()


def resolve_column(
    ledger: Ledger, sheet: type[Sheet], column: Column, columns: dict[str, np.ndarray]
) -> tuple[np.ndarray, list[Finding]]:
    """The column's values as the sheet referred to spells them, and what was not found there."""
    values = columns[column.name]
    target = sheet_titled(column.refers_to)
    names = _own_names(sheet, columns) if target is sheet else _names(ledger, target)
    if not names.known:
        return values, []
    labels, distinct = _distinct(values)
    found = [_joined(value, names) if column in _JOINED else find_named(value, names) for value in distinct]
    replaced = np.empty(len(distinct) + 1, dtype=object)
    replaced[:] = [*(one.value for one in found), () if column.kind is Kind.LIST else None]
    findings = _unknown_findings(ledger, sheet, column, labels, found)
    return replaced[labels], findings + _alias_findings(ledger, sheet, column, labels, found)


def _distinct(values: np.ndarray) -> tuple[np.ndarray, Sequence[object]]:
    """Labels and distinct values; blank is −1."""
    if pd.api.types.infer_dtype(values, skipna=True) in ("string", "empty"):
        labels, texts = pd.factorize(values)
        return labels, texts.tolist()
    as_index: dict[object, int] = {None: -1, (): -1}
    distinct: list[object] = []
    codes = np.empty(len(values), dtype=np.int64)
    for position, value in enumerate(values):
        label = as_index.get(value)
        if label is None:
            label = as_index[value] = len(distinct)
            distinct.append(value)
        codes[position] = label
    return codes, distinct


def _names(ledger: Ledger, target: type[Sheet]) -> Names:
    table = ledger[target]
    if target is Units:
        return unit_names(table)
    return _keyed(table[target.keys()[0].name])


def _own_names(sheet: type[Sheet], columns: dict[str, np.ndarray]) -> Names:
    return _keyed(columns[sheet.keys()[0].name])


def _keyed(keys: Iterable[str | None]) -> Names:
    known: dict[str, str] = {}
    for key in keys:
        if key is not None:
            known.setdefault(match_key(key), key)
    return Names(known)


def unit_names(units: pd.DataFrame) -> Names:
    """单位名称, 规范全称 and 别名 of 单位名录. A name that two units share belongs to neither."""
    known = _keyed(units[Units.unit.name]).known
    claims: dict[str, set[str]] = {}
    rows = zip(
        units[Units.unit.name], units[Units.full_name.name], units[Units.other_names.name], strict=True
    )
    for unit, full_name, others in rows:
        for name in (full_name, *others):
            if name is not None and match_key(name) not in known:
                claims.setdefault(match_key(name), set()).add(unit)
    aliases = {alias: next(iter(owners)) for alias, owners in claims.items() if len(owners) == 1}
    return Names({**known, **aliases}, frozenset(aliases))


def find_named(value: object, names: Names) -> Found:
    """A cell's clean value (a text, or a tuple of them) as the sheet referred to spells it."""
    if not isinstance(value, tuple):
        name = _lookup(str(value), names)
        one = (str(value),)
        return Found(name or value, () if name else one, _aliases(one, names))
    members = tuple(part for member in value for part in _members(str(member), names))
    resolved = tuple(dict.fromkeys(_lookup(member, names) or member for member in members))
    unknown = tuple(member for member in members if _lookup(member, names) is None)
    return Found(resolved, unknown, _aliases(members, names))


def _joined(value: object, names: Names) -> Found:
    """A text of several names joined by 、, as one text again."""
    one = find_named(split_list(str(value)) or (str(value),), names)
    return Found("、".join(map(str, one.value)), one.unknown, one.by_alias)  # type: ignore[call-overload]


def _members(member: str, names: Names) -> list[str]:
    """The member itself, or its parts where 和 or 及 joins known names: 住建局和交通局, not 发展和改革局."""
    if _lookup(member, names) is None:
        parts = [part.strip() for part in split_outside_brackets(member, "和及")]
        if len(parts) > 1 and all(_lookup(part, names) for part in parts):
            return parts
    return [member]


def _lookup(name: str, names: Names) -> str | None:
    return names.known.get(match_key(name)) or names.known.get(match_key(_bare(name)))


def _bare(name: str) -> str:
    """Without 「牵头：」 in front and a bracketed remark behind: 「牵头：住建局（主办）」 → "住建局"."""
    for word in _LEAD_WORDS:
        name = name.removeprefix(word)
    for bracket in _OPENING:
        name = name.split(bracket, 1)[0] or name
    return name


def _aliases(members: Iterable[str], names: Names) -> tuple[tuple[str, str], ...]:
    pairs = ((member, _lookup(member, names)) for member in members)
    return tuple((member, name) for member, name in pairs if name and match_key(member) != match_key(name))


def _unknown_findings(
    ledger: Ledger, sheet: type[Sheet], column: Column, labels: np.ndarray, found: list[Found]
) -> list[Finding]:
    bad = np.array([*(bool(one.unknown) for one in found), False])[labels]
    findings = []
    for position in np.flatnonzero(bad).tolist():
        unknown = "、".join(found[labels[position]].unknown)
        message = f"{column.title}{quoted(unknown)}不在{column.refers_to}中{_consequence(column)}"
        level, advice = _level(sheet, column), f"改正{column.title}，或在{column.refers_to}中补上"
        findings.append(ledger.finding(level, sheet, position, column.name, message, advice))
    return findings


def _consequence(column: Column) -> str:
    return "，本行不参与计算" if column.key and column.kind is Kind.CODE else ""


def _level(sheet: type[Sheet], column: Column) -> Level:
    if sheet.group is Group.BASE:
        return Level.NOTE
    return Level.ERROR if column.kind is Kind.CODE else Level.DOUBT


def _alias_findings(
    ledger: Ledger, sheet: type[Sheet], column: Column, labels: np.ndarray, found: list[Found]
) -> list[Finding]:
    """One 提示 for each name used, at its first cell."""
    counts = np.bincount(labels[labels >= 0], minlength=len(found))
    cells: dict[tuple[str, str], list[int]] = {}
    for label, one in enumerate(found):
        first = int(np.argmax(labels == label)) if one.by_alias else 0
        for pair in one.by_alias:
            place = cells.setdefault(pair, [first, 0])
            place[0], place[1] = min(place[0], first), place[1] + int(counts[label])
    return [
        ledger.finding(
            Level.NOTE,
            sheet,
            first,
            column.name,
            f"{column.title}{quoted(alias)}认作“{name}”，共 {count} 处",
            f"需要时统一为{column.refers_to}中的名称",
            alias,
            name,
        )
        for (alias, name), (first, count) in cells.items()
    ]
