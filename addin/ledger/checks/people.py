"""人员的校核：one person where one is meant, the ranks of 带班领导 and 联络员, people in several task forces."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, mark
from addin.ledger.ledger import Ledger
from addin.ledger.text import folded, split_list
from addin.schema import Organisation, Projects, TaskForces

LEADER, LIAISON = "带班领导", "联络员"


def one_person_each(ledger: Ledger) -> list[Finding]:
    """一个项目、一名领导、一名首席服务员: more than one name in the cell is a 疑点."""
    rows = ledger[Projects]
    findings: list[Finding] = []
    for column in (Projects.sponsor, Projects.service_officer):
        typed = rows[column.name].notna().to_numpy()
        names = rows.loc[typed, column.name].map(lambda text: len(split_list(text)))
        found = rows[typed][(names > 1).to_numpy()].assign(people=names[names > 1])
        findings += mark(ledger, Projects, column, found, partial(_too_many, column.title))
    return findings


def _too_many(title: str, row: Any) -> Said:
    return Said(Level.DOUBT, f"{title}填了{row.people}人，一个项目应为一名", "只留一名，其余移到配合人员")


def ranks_of_task_forces(ledger: Ledger) -> list[Finding]:
    """Ranks on 组织架构 against 参数!带班领导级别 and 联络员级别 (新乡市集中攻坚机制: 县级带班领导和科级联络员; 附件1:
    处级干部、业务骨干). 正 and 副 in front do not matter; 职务 will do as well (业务骨干)."""
    rows = _of_task_forces(ledger)
    findings: list[Finding] = []
    for role, setting in ((LEADER, ledger.settings.leader_ranks), (LIAISON, ledger.settings.liaison_ranks)):
        allowed = frozenset(split_list(setting))
        own = rows[(rows[Organisation.role.name] == role).to_numpy()]
        if not allowed or own.empty:
            continue
        fits = own[Organisation.rank.name].map(_bare).isin(allowed) | own[Organisation.post.name].isin(
            allowed
        )
        blank = own[Organisation.rank.name].isna()
        words = "、".join(split_list(setting))
        wrong = Said(Level.DOUBT, f"{role}的级别应为{words}", "核对人选和级别；本地口径不同的改参数")
        missing = Said(Level.NOTE, f"{role}没有级别，无法核对是否为{words}", "补填级别")
        findings += mark(ledger, Organisation, Organisation.rank, own[(~fits & ~blank).to_numpy()], wrong)
        findings += mark(ledger, Organisation, Organisation.rank, own[(~fits & blank).to_numpy()], missing)
    return findings


def _bare(rank: str | None) -> str:
    """正科级 → 科级."""
    text = folded(rank or "")
    return text[1:] if text[:1] in ("正", "副") else text


def people_in_several(ledger: Ledger) -> list[Finding]:
    """统筹兼顾 is allowed: 提示 at the first row of a person who stands in several task forces, with their number."""
    rows = _of_task_forces(ledger)
    if rows.empty:
        return []
    key = [Organisation.person.name, Organisation.unit.name]
    count = rows.fillna({Organisation.unit.name: ""}).groupby(key, sort=False)[Organisation.body.name]
    forces = count.transform("nunique")
    first = ~rows.duplicated(key)
    found = rows.assign(forces=forces)[((forces > 1) & first).to_numpy()]
    return mark(ledger, Organisation, Organisation.person, found, _several)


def _several(row: Any) -> Said:
    return Said(Level.NOTE, f"同时在{row.forces}个专班，由其统筹兼顾", "无需处理")


def _of_task_forces(ledger: Ledger) -> pd.DataFrame:
    """Rows of 组织架构 of a task force, or of a unit that leads or belongs to one."""
    rows, forces = ledger[Organisation], ledger[TaskForces]
    members = forces[TaskForces.member_units.name].explode().dropna()
    bodies = np.concatenate(
        [forces[TaskForces.task_force.name], forces[TaskForces.lead_unit.name].dropna(), members]
    )
    return rows[rows[Organisation.body.name].isin(list(bodies)).to_numpy()]
