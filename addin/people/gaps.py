"""缺人与超限：projects without the people they must have, people with too many, task forces with gaps.

Sources: 平湛政办〔2021〕8号 (一个项目、一名首席服务员), 龙项目办〔2022〕3号 第十六条（二） (每个重大项目一名区领导),
新乡市集中攻坚机制 附件1 (每个成员单位一名带班领导、一名联络员, 涉及不同工作组的统筹兼顾).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools
from addin.ledger.places import place
from addin.ledger.progress import JUDGED_STAGES, Panel
from addin.ledger.published import PublishedLights
from addin.ledger.reports import lead_units
from addin.ledger.text import match_key
from addin.schema import Column, Organisation, Projects, TaskForces
from addin.todos import Todo

MAJOR = ("区重大", "市重点")
"""重大项目: of the region's own list, or on the city's yearly list (龙项目办〔2022〕3号 第三条、第十条)."""
LEADER, LIAISON = "带班领导", "联络员"
FEW = 20
"""Up to so many projects are named one by one where the office has filled in the column nowhere."""


def todos(ledger: Ledger, panel: Panel, register: PublishedLights) -> Iterator[Todo]:
    """Gaps of the open leaf projects, overloaded people, gaps of the task forces."""
    projects = ledger[Projects].assign(lead=lead_units(ledger).to_numpy(object))
    unfinished = panel.is_leaf & ~panel.finished[:, panel.at(ledger.settings.as_of)]
    running = unfinished & np.isin(panel.stage.astype(str), JUDGED_STAGES)
    major = unfinished & projects[Projects.tier.name].isin(MAJOR).to_numpy()
    yield from _lacking(ledger, projects[running], Projects.service_officer, "缺首席服务员", "没有首席服务员")
    yield from _overloaded(ledger, projects[unfinished])
    yield from _lacking(ledger, projects[major], Projects.sponsor, "缺分包领导", "是重大项目，没有分包区领导")
    if len(ledger[TaskForces]):
        yield from _lacking(ledger, projects[running], Projects.task_force, "缺专班", "没有所属专班")
        yield from _incomplete(ledger)
        yield from _without_people(ledger)


def _lacking(ledger: Ledger, projects: pd.DataFrame, column: Column, kind: str, words: str) -> Iterator[Todo]:
    """One matter a project; one in all where no project of the list has any, and they are many."""
    gone = projects[projects[column.name].isna()]
    if len(gone) > FEW and ledger[Projects][column.name].isna().all():
        yield Todo(kind, f"{len(gone)}个项目都{words.split('，')[-1]}", Projects.title)
        return
    codes, names = gone[Projects.code.name], gone[Projects.project_name.name].fillna(gone[Projects.code.name])
    for code, name, position, lead in zip(codes, names, gone["position"], gone["lead"], strict=True):
        at = place(ledger, Projects, int(position), column)
        yield Todo(kind, f"{name}{words}", at, project=code, unit=lead or "")


def _overloaded(ledger: Ledger, projects: pd.DataFrame) -> Iterator[Todo]:
    """服务员超限: more unfinished projects than 参数!首席服务员上限, one matter a person."""
    limit = ledger.settings.officer_limit
    column = Projects.service_officer
    served = projects[projects[column.name].notna()]
    for _, rows in served.groupby(served[column.name].map(match_key), sort=False):
        if len(rows) > limit:
            officer = str(rows[column.name].iloc[0])
            names = "、".join(rows[Projects.project_name.name].fillna(rows[Projects.code.name]))
            matter = f"{officer}服务{len(rows)}个项目，超过上限{limit}个：{names}"
            yield Todo(
                "服务员超限",
                matter,
                place(ledger, Projects, int(rows["position"].iloc[0]), column),
                person=officer,
            )


def _incomplete(ledger: Ledger) -> Iterator[Todo]:
    """专班 without a lead unit or members."""
    for _, row in ledger[TaskForces].iterrows():
        for column, gone in (
            (TaskForces.lead_unit, row[TaskForces.lead_unit.name] is None),
            (TaskForces.member_units, row[TaskForces.member_units.name] == ()),
        ):
            if gone:
                at = place(ledger, TaskForces, int(row["position"]), column)
                matter = f"{row[TaskForces.task_force.name]}没有{column.title}"
                yield Todo(f"缺{column.title}", matter, at, unit=row[TaskForces.lead_unit.name] or "")


def members(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Unit → the task forces it leads or belongs to, in sheet order."""
    found: dict[str, list[str]] = {}
    for _, row in ledger[TaskForces].iterrows():
        lead = row[TaskForces.lead_unit.name]
        for unit in dict.fromkeys((*(() if lead is None else (lead,)), *row[TaskForces.member_units.name])):
            found.setdefault(unit, []).append(row[TaskForces.task_force.name])
    return {unit: tuple(forces) for unit, forces in found.items()}


def _without_people(ledger: Ledger) -> Iterator[Todo]:
    """Units of task forces without 带班领导 or 联络员: one person will do for several task forces."""
    units = members(ledger)
    rows = ledger[Organisation]
    rows = rows[in_task_forces(ledger, rows)]
    belongs = rows[Organisation.unit.name].fillna(rows[Organisation.body.name])
    for role in (LEADER, LIAISON):
        there = set(belongs[rows[Organisation.role.name] == role])
        for unit, forces in units.items():
            if unit not in there:
                yield Todo(
                    f"缺{role}", f"{unit}没有{role}（{'、'.join(forces)}）", Organisation.title, unit=unit
                )


def in_task_forces(ledger: Ledger, rows: pd.DataFrame) -> Bools:
    """Which rows of 组织架构 are of a task force, or of a unit that belongs to one."""
    bodies = {*ledger[TaskForces][TaskForces.task_force.name], *members(ledger)}
    found: Bools = rows[Organisation.body.name].isin(list(bodies)).to_numpy()
    return found
