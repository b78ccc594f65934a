"""文种选择：which genre a unit gets, by 单位名录!与本机关关系.

Source: 党政机关公文处理工作条例, art. 8: 函 between bodies that are not one under the other, 通知 to a 下级; a
上级 is written to by 请示 or 报告 and is not reminded or held to anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.errors import UsageError
from addin.schema import Letters, Units
from addin.supervision.steps import LETTER_TO_SUBORDINATE, REMINDER_LETTER, SUPERVISION_LETTER
from docgen.blocks import Layout

BELOW, BESIDE, ABOVE = Units.relation.choices
_SWAPPED = {
    (SUPERVISION_LETTER, BELOW): LETTER_TO_SUBORDINATE,
    (LETTER_TO_SUBORDINATE, BESIDE): SUPERVISION_LETTER,
}
_LETTERS = (REMINDER_LETTER, SUPERVISION_LETTER, LETTER_TO_SUBORDINATE)
"""Kinds whose genre turns on the relation; a 通知 of another kind goes to 有关单位 as well (条例 art. 8)."""
_INSTEAD = "请改用请示、报告或提请协调函，关系填错的改正这一格"

Of = TypeVar("Of")


@dataclass(frozen=True, slots=True)
class Genre:
    """What a unit is written: the kind, `below` whether it is a 下级, the layout where it is not the kind's own, and
    what the user is told (one sentence a line)."""

    kind: str
    below: bool
    layout: Layout | None
    notice: str


def relation_of(done: Computation, unit: str) -> str | None:
    """与本机关关系 as typed; None where it is blank or 单位名录 does not have the unit."""
    row = common.find_row(done.ledger[Units], Units.unit.name, unit)
    return None if row is None else common.text_or_none(row[Units.relation.name])


def addressed(
    done: Computation, kind: str, items: Mapping[str, Of], *, named: bool
) -> list[tuple[Genre, Of]]:
    """What goes to each unit, in order, with its genre. A 上级 is left out, and the user is told.

    Raises UsageError where the user `named` the rows or units, or where nothing else is left.
    """
    relations = {unit: relation_of(done, unit) if unit else None for unit in items}
    units_by = {relation: _of(relations, relation) for relation in (BELOW, BESIDE, ABOVE, None)}
    above = units_by[ABOVE]
    if above and (named or len(above) == len(items)):
        raise UsageError(_cells(done, above), _is_above(above, kind), _INSTEAD)
    left_out = f"{_cells(done, above)}：{_is_above(above, kind)}，没有写。{_INSTEAD}。" if above else ""
    told = {relation: _told(done, kind, relation, units) for relation, units in units_by.items()}
    return [
        (_genre(kind, relations[unit], "\n".join(filter(None, (left_out, told[relations[unit]])))), item)
        for unit, item in items.items()
        if unit not in above
    ]


def _of(relations: Mapping[str, str | None], relation: str | None) -> list[str]:
    """The units of a relation; without a unit there is none to ask about."""
    return [unit for unit, known in relations.items() if known == relation and unit]


def _genre(kind: str, relation: str | None, notice: str) -> Genre:
    reset = kind == REMINDER_LETTER and relation == BELOW
    return Genre(
        _SWAPPED.get((kind, relation or ""), kind),
        relation == BELOW,
        Layout.DOCUMENT if reset else None,
        notice,
    )


def _told(done: Computation, kind: str, relation: str | None, units: Sequence[str]) -> str:
    """What the user is told of the units of one relation; blank where they get what was asked for."""
    if not units or kind not in _LETTERS:
        return ""
    names = "、".join(units)
    if relation is None:
        return (
            f"{_cells(done, units)}：{names}的“{Units.relation.title}”没有填，按{kind}写；"
            f"函只发不相隶属的机关，下级用通知，请补填。"
        )
    if (kind, relation) in _SWAPPED:
        return f"{names}是{'本机关的下级' if relation == BELOW else '不相隶属的单位'}，{kind}改为{_SWAPPED[kind, relation]}。"
    if kind == REMINDER_LETTER and relation == BELOW:
        return f"{names}是本机关的下级，{kind}按通知（文件格式）写成，{Letters.title}仍登记为{kind}。"
    return ""


def _is_above(units: Sequence[str], kind: str) -> str:
    return f"{'、'.join(units)}是上级，不能发{kind}"


def _cells(done: Computation, units: Sequence[str]) -> str:
    """「单位名录!G5、G9」: the cells of 与本机关关系; the sheet alone for a unit that is not on it."""
    table, cells = done.ledger[Units], done.ledger.cells.get(Units)
    places = table.loc[table[Units.unit.name].isin(list(units)), "position"]
    if cells is None or Units.relation.name not in cells.columns or not len(places):
        return Units.title if cells is None else cells.tab
    return f"{cells.tab}!" + "、".join(cells.address(int(place), Units.relation.name) for place in places)
