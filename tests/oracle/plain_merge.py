"""The merge of one returned file told again, cell by cell and by hand: the independent computation.

Rows are dicts, values plain words and numbers, nothing is normalised and nothing is vectorised; the rules stand as
the sentences of the model, in the opposite order: from what is written by itself back to what is never written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
BAD = "约三百"
"""The one value that a number column cannot take."""


@dataclass
class PlainMerge:
    """What must come of it: kinds by (row id, column), kinds of rows, and the master's cells afterwards."""

    kinds: dict[tuple[str, str], str] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    master: dict[str, dict[str, Any]] = field(default_factory=dict)


def plain_kind(sent: Any, seen: Any, now: Any, back: Any, mine: bool, good: bool, state: str) -> str:
    """One cell; `state` 在, 删 or 移. None is blank."""
    touched = back != sent
    if not touched and seen == sent:
        return "未动"
    if touched and not mine:
        return "越权修改"
    if not good:
        return "待更正"
    if touched and state != "在":
        return "改删冲突" if state == "删" else "已移交"
    return _taken(sent, seen, None if state == "删" else now, back)


def _taken(sent: Any, seen: Any, now: Any, back: Any) -> str:
    """A value of the unit's own, sound and on a row that is still theirs."""
    if back == now:
        return "一致"
    if back == sent:
        return "疑似撤回"
    if back is None:
        return "清空待确认"
    if now != seen:
        return "冲突"
    return "应用" if seen == sent else "二次修改"


def plain_merge(
    sent: Sequence[Row],
    returned: Sequence[Row],
    standing: Sequence[Row],
    seen: Mapping[tuple[str, str], Any],
    owners: Mapping[str, str],
    unit: str,
    theirs: set[str],
    numbers: set[str],
    formulas: set[tuple[int, str]],
) -> PlainMerge:
    """`theirs` are the columns that the unit fills, `numbers` those that take numbers, `formulas` (row, column)."""
    result = PlainMerge(master={row["row_id"]: dict(row) for row in standing})
    by_id = {row["row_id"]: row for row in sent}
    claimed: dict[str, list[int]] = {}
    for place, row in enumerate(returned):
        whose = _whose(row, sent, by_id)
        if whose == "外来":
            result.rows["外来行"] += 1
        elif whose is None:
            result.rows["新增待确认"] += 1
        else:
            claimed.setdefault(whose, []).append(place)
    result.rows["未返回行"] += sum(row_id not in claimed for row_id in by_id)
    for row_id, places in claimed.items():
        place = _the_one(places, by_id[row_id], returned, result)
        if place is not None:
            words = _Row(row_id, by_id[row_id], returned[place], seen, owners.get(row_id, unit) != unit)
            odd = {name for at, name in formulas if at == place}
            _merge_row(words, theirs, numbers, odd, result)
    return result


@dataclass
class _Row:
    row_id: str
    sent: Row
    back: Row
    seen: Mapping[tuple[str, str], Any]
    moved: bool


def _merge_row(
    row: _Row, theirs: set[str], numbers: set[str], formulas: set[str], result: PlainMerge
) -> None:
    now = result.master.get(row.row_id)
    state = "删" if now is None else "移" if row.moved else "在"
    for name in row.back:
        if name == "row_id":
            continue
        cell = _cell(row.sent, now, row.back, name, row.seen)
        good = name not in formulas and not (name in numbers and cell["back"] == BAD)
        if name in formulas and cell["back"] is None:
            cell["back"] = object()  # nobody knows what it will be
        kind = plain_kind(**cell, mine=name in theirs, good=good, state=state)
        result.kinds[row.row_id, name] = kind
        if kind in ("应用", "二次修改") and now is not None:
            now[name] = cell["back"]


def _cell(
    sent: Row, now: Row | None, back: Row, name: str, seen: Mapping[tuple[str, str], Any]
) -> dict[str, Any]:
    old = sent.get(name)
    return {
        "sent": old,
        "seen": seen.get((sent["row_id"], name), old),
        "now": now.get(name) if now else None,
        "back": back.get(name),
    }


def _whose(row: Row, sent: Sequence[Row], by_id: Mapping[str, Row]) -> str | None:
    """The id of the sent row it says it is, 外来 for an id never sent, None for a new row."""
    if row.get("row_id"):
        return row["row_id"] if row["row_id"] in by_id else "外来"
    same_key = [one["row_id"] for one in sent if one["code"] == row.get("code") and one["code"]]
    return same_key[0] if len(same_key) == 1 else None


def _the_one(places: list[int], sent: Row, returned: Sequence[Row], result: PlainMerge) -> int | None:
    """The one row of several that claim the same; copies under another key are new rows."""
    if len(places) == 1:
        return places[0]
    originals = [place for place in places if returned[place].get("code") == sent["code"]]
    if originals:
        result.rows["新增待确认"] += len(places) - len(originals)
    candidates = originals or places
    kept: list[int] = []
    for place in candidates:
        said = {name: value for name, value in returned[place].items() if name != "row_id"}
        if all(
            said != {name: value for name, value in returned[other].items() if name != "row_id"}
            for other in kept
        ):
            kept.append(place)
    if len(kept) == 1:
        return kept[0]
    result.rows["重复行"] += len(kept)
    return None
