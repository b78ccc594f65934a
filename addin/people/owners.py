"""四大办与负责人：which body looks after a matter, and who heads it, as 组织架构 has it (仑政办〔2022〕26号 附件1).

A body is found by its name there, or by an alias that 单位名录 gives it (大综合协调办 for 大综合督查办).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from addin.ledger import Ledger
from addin.ledger.references import unit_names
from addin.ledger.text import match_key, split_list
from addin.schema import Issuers, Ladder, Organisation, Projects, TaskForces, Units

HEAD = "主任"
_LEADERS = ("联系领导", "组长")


@dataclass(frozen=True, slots=True)
class Owner:
    """One body of 组织架构: its leaders (联系领导、组长) and heads (主任) by name, in sheet order."""

    body: str
    leaders: tuple[str, ...]
    heads: tuple[str, ...]


def official_name(ledger: Ledger, name: str) -> str:
    """The name under which 单位名录 keeps the body; the name itself where it has none."""
    return unit_names(ledger[Units]).known.get(match_key(name), name)


def owner_of(ledger: Ledger, name: str) -> Owner | None:
    """The body of that name or alias; None where 组织架构 has none."""
    rows, known = ledger[Organisation], unit_names(ledger[Units]).known
    keys = rows[Organisation.body.name].map(match_key)
    wanted = match_key(known.get(match_key(name), name))
    own = rows[keys.map(lambda key: match_key(str(known.get(key, key)))) == wanted]
    return _owner(own) if len(own) else None


def owner_of_unit(ledger: Ledger, unit: str) -> Owner | None:
    """The first body that the unit heads, with those of its heads who are from the unit: 资规分局 →
    大项目统筹办. None where it heads none."""
    rows = ledger[Organisation]
    heads = rows[(rows[Organisation.unit.name] == unit) & (rows[Organisation.role.name] == HEAD)]
    if heads.empty:
        return None
    body = rows[rows[Organisation.body.name] == heads[Organisation.body.name].iloc[0]]
    return _owner(body[(body[Organisation.role.name] != HEAD) | (body[Organisation.unit.name] == unit)])


def _owner(rows: pd.DataFrame) -> Owner:
    role, person = rows[Organisation.role.name], rows[Organisation.person.name]
    return Owner(
        str(rows[Organisation.body.name].iloc[0]),
        tuple(person[role.isin(_LEADERS)]),
        tuple(person[role == HEAD]),
    )


def kept_informed(ledger: Ledger, codes: tuple[str, ...], kind: str, next_kind: str) -> tuple[str, ...]:
    """Who gets a copy of a letter of `kind` about the projects: the lead units of their 专班, then the body that
    signs `next_kind` on 督办阶梯, where 组织架构 or 发文机关 has it (仑政办〔2022〕26号: 同步报大综合协调办)."""
    projects, forces = ledger[Projects], ledger[TaskForces]
    leads = dict(zip(forces[TaskForces.task_force.name], forces[TaskForces.lead_unit.name], strict=True))
    own = projects.loc[projects[Projects.code.name].isin(codes), Projects.task_force.name]
    units = [leads.get(force) for force in own]
    return tuple(dict.fromkeys(unit for unit in (*units, _supervisor(ledger, kind, next_kind)) if unit))


def _supervisor(ledger: Ledger, kind: str, next_kind: str) -> str | None:
    signs = _signs(ledger, next_kind)
    if signs is None or signs == _signs(ledger, kind):
        return None
    known = signs in set(map(match_key, ledger[Issuers][Issuers.short_name.name])) or owner_of(ledger, signs)
    return official_name(ledger, signs) if known else None


def _signs(ledger: Ledger, kind: str) -> str | None:
    """机关简称 of the kind; of several that sign together the 主办机关 (the first)."""
    rows = ledger[Ladder]
    named = rows.loc[rows[Ladder.kind.name] == kind, Ladder.issuer.name].dropna()
    return next(iter(split_list(str(named.iloc[0]))), None) if len(named) else None
