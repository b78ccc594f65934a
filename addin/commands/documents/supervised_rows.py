"""督办文书选行：the rows of 项目清单 and of the sheets with deadlines that a letter is written about, by unit.

Rows named by --rows, else those whose 建议措施 names the kind; with --unit only that unit's, and without --rows
also its lit projects. 亮灯告知单 and 攻坚方案, where 督办阶梯 does not have them, are about the lit projects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Selection
from addin.commands.documents.row_selection import named_rows, suggested
from addin.errors import UsageError
from addin.ledger.reports import lead_units
from addin.lights.rules import YELLOW
from addin.schema import Ladder, Projects, Sheet
from addin.supervision.subjects import DATED, key_texts, lead_of

PROJECTS_ONLY: tuple[type[Sheet], ...] = (Projects,)
SUPERVISED: tuple[type[Sheet], ...] = (Projects, *(sheet for sheet, _, _ in DATED))
"""项目清单, 节点计划, 问题清单, 责任清单, 议定事项: what 提醒函, 督办函 and 督办通知 are written about."""

_BESIDE_THE_LADDER = ("亮灯告知单", "攻坚方案")
"""Kinds that no step of 督办阶梯 needs to call for: a light alone is their occasion."""

Row = tuple[type[Sheet], int]
"""A sheet and a position in `ledger[sheet]`."""


@dataclass(slots=True)
class Chosen:
    """The rows of one lead unit ("" without one), by position in the tables, in the order of the sheets."""

    unit: str
    projects: list[int] = field(default_factory=list)
    matters: list[Row] = field(default_factory=list)


def chosen_by_unit(
    done: Computation, kind: str, chosen: Selection, sheets: Sequence[type[Sheet]] = PROJECTS_ONLY
) -> list[Chosen]:
    """The rows of the kind, one entry a lead unit in the order in which it first comes.

    Raises UsageError for a row or a unit that there is not.
    """
    flags = named_rows(done, chosen.rows, sheets) if chosen.rows else _suggested(done, kind, sheets)
    units = {sheet: _units(done, sheet) for sheet in sheets}
    if chosen.units:
        _refuse_unknown(chosen.units, units)
        if not chosen.rows:
            flags[Projects] |= _lit(done)
        flags = {
            sheet: marks & units[sheet].isin(list(chosen.units)).to_numpy() for sheet, marks in flags.items()
        }
    by_unit: dict[str, Chosen] = {}
    for sheet, place in _places(flags):
        unit = units[sheet].iloc[place] or ""
        one = by_unit.setdefault(unit, Chosen(unit))
        if sheet is Projects:
            one.projects.append(place)
        else:
            one.matters.append((sheet, place))
    return list(by_unit.values())


def chosen_projects(done: Computation, kind: str, chosen: Selection) -> list[int]:
    """The rows of 项目清单 of a kind that is not written unit by unit, in the order of the sheet."""
    return sorted(place for one in chosen_by_unit(done, kind, chosen) for place in one.projects)


def row_reference(done: Computation, sheet: type[Sheet], place: int) -> str:
    """「表名!键」, as 发文登记!关联编号 names the row."""
    return common.key_of(sheet, str(key_texts(done.ledger[sheet], sheet).iloc[place]))


def _places(flags: Mapping[type[Sheet], np.ndarray]) -> Iterator[Row]:
    for sheet, marks in flags.items():
        for place in np.flatnonzero(marks).tolist():
            yield sheet, place


def _units(done: Computation, sheet: type[Sheet]) -> pd.Series:
    """The lead unit of each row, None without one."""
    if sheet is Projects:
        return lead_units(done.ledger).reset_index(drop=True)
    columns = {dated: (code, unit) for dated, code, unit in DATED}
    return lead_of(done.ledger, done.ledger[sheet], *columns[sheet])


def _lit(done: Computation) -> np.ndarray:
    return np.asarray(done.register.level[:, done.column] >= YELLOW)


def _suggested(done: Computation, kind: str, sheets: Sequence[type[Sheet]]) -> dict[type[Sheet], np.ndarray]:
    """Rows whose 建议措施 names the kind."""
    flags: dict[type[Sheet], np.ndarray] = {sheet: suggested(done, sheet, kind) for sheet in sheets}
    if kind in _BESIDE_THE_LADDER and kind not in set(done.ledger[Ladder][Ladder.kind.name]):
        flags[Projects] = _lit(done)
    return flags


def _refuse_unknown(wanted: Sequence[str], units: Mapping[type[Sheet], pd.Series]) -> None:
    known = {unit for series in units.values() for unit in series if unit}
    unknown = [unit for unit in wanted if unit not in known]
    if unknown:
        raise UsageError("--unit", f"没有牵头单位是“{unknown[0]}”的项目", "请照单位名录的写法填写单位名称")
