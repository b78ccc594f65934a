"""导入：foreign tables against the ledger: which rows are added, which cells change, which are refused.

Of two foreign cells for one cell of ours the first counts. Taking goes on, with what was taken, until
nothing changes any more: a second import of the same files then has nothing to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from addin.findings import Finding, Level
from addin.intake.agreement import disagreements
from addin.intake.foreign import ForeignTable
from addin.intake.proposals import Key, Proposal, Proposed, propose
from addin.intake.values import is_blank
from addin.ledger import Ledger
from addin.ledger.additions import with_rows, with_values
from addin.ledger.keys import key_text
from addin.ledger.reading import plain
from addin.ledger.text import folded, match_key
from addin.schema import Column, Projects, Sheet

MOST_ROUNDS = 5

Claims = dict[tuple[type[Sheet], Key], dict[str, Proposal]]
Places = Mapping[tuple[type[Sheet], Key], int]


@dataclass(frozen=True, slots=True)
class Change:
    """变化：one cell. `index` is the row of our table, `old` as it stands ("" blank), `added` in a new row."""

    proposal: Proposal
    index: int
    cell: str
    old: str
    new: str
    added: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """导入结果：the ledger with everything taken over, what that changed, and what is to be said.

    `tables` are parallel to the foreign ones.
    """

    ledger: Ledger
    changes: tuple[Change, ...]
    tables: tuple[Proposed, ...]
    findings: tuple[Finding, ...]


def take_over(ledger: Ledger, tables: Sequence[ForeignTable], month: pd.Timestamp) -> Taken:
    """The ledger after the import. Raises nothing: what cannot be taken is a finding."""
    after = ledger
    changes: dict[tuple[type[Sheet], int, str], Change] = {}
    new: list[int] | None = None
    for _ in range(MOST_ROUNDS):
        proposed = [propose(after, table, month) for table in tables]
        new = new or [one.new for one in proposed]
        claims, contradictions = _claims(ledger, proposed)
        found = _changes(after, claims)
        after = _applied(after, found)
        changes.update({(one.proposal.sheet, one.index, one.proposal.column.name): one for one in found})
        if not found:
            break
    said = [finding for table in tables for finding in table.findings]
    said += [finding for one in proposed for finding in one.findings]
    said += contradictions
    for table, one in zip(tables, proposed, strict=True):
        said += disagreements(after, table, one, month)
    counts = [
        replace(one, new=added, matched=one.matched - added)
        for one, added in zip(proposed, new or [], strict=True)
    ]
    stood = tuple(_as_it_stood(ledger, one) for one in changes.values())
    return Taken(after, stood, tuple(counts), tuple(dict.fromkeys(said)))


def _claims(ledger: Ledger, proposed: Sequence[Proposed]) -> tuple[Claims, list[Finding]]:
    """The first proposal for each cell of ours; a later one that differs is said."""
    claims: Claims = {}
    findings: dict[Finding, None] = {}
    for one in (proposal for each in proposed for proposal in each.proposals):
        if not ledger.has_column(one.sheet, one.column.name):
            findings[_no_column(one)] = None
            continue
        cells = claims.setdefault((one.sheet, one.key), {})
        earlier = cells.setdefault(one.column.name, one)
        if not same(earlier.value, one.value) and not (earlier.if_blank or one.if_blank):
            findings[_contradiction(earlier, one)] = None
    return claims, list(findings)


def _changes(ledger: Ledger, claims: Claims) -> list[Change]:
    sheets = {sheet for sheet, _ in claims}
    places = {pair: index for sheet in sheets for pair, index in _places(ledger, sheet).items()}
    end = {sheet: len(ledger[sheet]) for sheet in sheets}
    found = []
    for (sheet, key), cells in claims.items():
        index = places.get((sheet, key), -1)
        added = index < 0
        if added:
            index, end[sheet] = end[sheet], end[sheet] + 1
        found += [
            Change(one, index, "", "", shown(one.value, one.column), added)
            for name, one in cells.items()
            if added or _is_news(ledger[sheet].at[index, name], one)
        ]
    return found


def _places(ledger: Ledger, sheet: type[Sheet]) -> Places:
    table, columns = ledger[sheet], sheet.keys()
    keys = [table[column.name] for column in columns]
    return {
        (sheet, tuple(match_key(part) if isinstance(part, str) else part for part in key)): index
        for index, key in enumerate(zip(*keys, strict=True))
    }


def _is_news(old: Any, one: Proposal) -> bool:
    return is_blank(old) if one.if_blank else not same(old, one.value)


def same(old: Any, new: Any) -> bool:
    """Whether two values say the same: amounts to 1e-6, texts without regard to blanks and width."""
    if is_blank(old) or is_blank(new):
        return is_blank(old) and is_blank(new)
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) < 1e-6
    if isinstance(old, str) and isinstance(new, str):
        return folded(old) == folded(new)
    return bool(old == new)


def _applied(ledger: Ledger, changes: Sequence[Change]) -> Ledger:
    rows: dict[type[Sheet], dict[int, dict[str, Any]]] = {}
    cells: dict[type[Sheet], dict[int, dict[str, Any]]] = {}
    for one in changes:
        sheet, name = one.proposal.sheet, one.proposal.column.name
        target = rows if one.added else cells
        start = dict(one.proposal.row) if one.added else {}
        target.setdefault(sheet, {}).setdefault(one.index, start)[name] = one.proposal.value
    for sheet, changed in cells.items():
        ledger = with_values(ledger, sheet, changed)
    for sheet, added in rows.items():
        ledger = with_rows(ledger, sheet, list(added.values()))
    return ledger


def _as_it_stood(ledger: Ledger, change: Change) -> Change:
    """With the cell of ours and what stood in it before the first round."""
    sheet, name = change.proposal.sheet, change.proposal.column.name
    table = ledger[sheet]
    if change.index >= len(table):
        return replace(change, added=True)
    cells, position = ledger.cells[sheet], int(table["position"].iloc[change.index])
    old = plain(cells.values[name][position])
    return replace(change, cell=cells.address(position, name), old=old)


def shown(value: Any, column: Column) -> str:
    """A value as a clerk reads it in the preview."""
    return "、".join(value) if isinstance(value, tuple) else key_text(value, column)


def _no_column(one: Proposal) -> Finding:
    message = f"台账的{one.sheet.title}没有“{one.column.title}”列，这一列没有导入"
    return Finding(Level.DOUBT, one.place, "", message, f"在{one.sheet.title}的表头补上这一列后再导入")


def _contradiction(earlier: Proposal, one: Proposal) -> Finding:
    there = f"{earlier.place}!{earlier.cell}"
    message = (
        f"{one.column.title}“{shown(one.value, one.column)}”与 {there} 的“{shown(earlier.value, one.column)}”不一致，"
        "以先读到的为准，这一格没有导入"
    )
    return Finding(
        Level.DOUBT,
        one.place,
        one.cell,
        message,
        "核对后改正其中一处",
        one.code,
        shown(one.value, one.column),
    )


def project_names(ledger: Ledger) -> dict[str, str]:
    """项目代码 → 项目名称."""
    table = ledger[Projects]
    return dict(zip(table[Projects.code.name], table[Projects.project_name.name].fillna(""), strict=True))
