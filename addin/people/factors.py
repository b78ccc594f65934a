"""要素保障：who has to handle a need, how late it is, what waits (仑政办〔2022〕26号; 平湛政办〔2021〕8号 用地兜底保障).

市级资金以区住建局为主, 省级和国家资金以区财政局为主: which unit by which level stands on 要素分工.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from addin.findings import Level
from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, Floats, Objects, as_days, days_overdue
from addin.ledger.places import place
from addin.people.owners import owner_of_unit
from addin.schema import Column, FactorOffices, Needs
from addin.todos import Todo

SETTLED = "已办结"


def columns(ledger: Ledger) -> pd.DataFrame:
    """应承办单位 and 逾期天数 of 要素需求; another 承办单位 than 要素分工 names is a 疑点."""
    proper, days = proper_units(ledger), overdue(ledger)
    needs = ledger[Needs]
    handling = needs[Needs.handling_unit.name].to_numpy(dtype=object)
    other = pd.notna(handling) & pd.notna(proper) & (handling != proper)
    for row in np.flatnonzero(other).tolist():
        message = f"承办单位与要素分工不一致，应为{proper[row]}"
        advice = "核对要素和资金层级，改正承办单位，或修改要素分工"
        at = int(needs["position"].iloc[row])
        finding = ledger.finding(Level.DOUBT, Needs, at, Needs.handling_unit.name, message, advice)
        ledger.findings.append(finding)
    return pd.DataFrame({Needs.proper_unit.name: proper, Needs.days_overdue.name: days})


def proper_units(ledger: Ledger) -> Objects:
    """By 要素 and 资金层级: the row of exactly that level, else the one for every level; None without either."""
    offices, needs = ledger[FactorOffices], ledger[Needs]
    named = offices[offices[FactorOffices.handling_unit.name].notna()]
    unit = dict(zip(_key(named), named[FactorOffices.handling_unit.name], strict=True))
    exact = _key(needs).map(unit)
    general = (needs[Needs.factor.name] + "/").map(unit)
    found = exact.where(exact.notna(), general)
    result: Objects = found.to_numpy(dtype=object, copy=True)
    result[found.isna().to_numpy()] = None
    return result


def _key(rows: pd.DataFrame) -> pd.Series:
    return rows[Needs.factor.name] + "/" + rows[Needs.funding_level.name].fillna("")


def overdue(ledger: Ledger) -> Floats:
    """Days from 办结时限 to 办结日期, or to today while it is open; none for one settled on an unknown day."""
    needs = ledger[Needs]
    today = np.datetime64(ledger.today, "D")
    done = as_days(needs[Needs.resolved_on.name])
    until = np.select([done <= today, _open(needs, done, today)], [done, today], np.datetime64("NaT"))
    return days_overdue(as_days(needs[Needs.due_on.name]), until, ledger.settings)


def _open(needs: pd.DataFrame, done: np.ndarray, today: np.datetime64) -> Bools:
    waits: Bools = ~(done <= today) & (needs[Needs.state.name] != SETTLED).to_numpy()
    return waits


def todos(ledger: Ledger) -> Iterator[Todo]:
    """Open needs: overdue, without a unit, without a deadline (明确办理时限)."""
    days = overdue(ledger)
    needs = ledger[Needs].assign(proper=proper_units(ledger), days=days)
    open_ = _open(needs, as_days(needs[Needs.resolved_on.name]), np.datetime64(ledger.today, "D"))
    for _, row in needs[open_].iterrows():
        if row[Needs.handling_unit.name] is None:
            wanted = f"，按要素分工应由{row['proper']}承办" if row["proper"] else ""
            yield _todo(ledger, row, "要素待交办", f"没有承办单位{wanted}", Needs.handling_unit)
        if pd.isna(row[Needs.due_on.name]):
            yield _todo(ledger, row, "要素无时限", "没有明确办结时限", Needs.due_on)
        elif row["days"] > 0:
            late = f"办结时限{row[Needs.due_on.name]:%Y-%m-%d}，已逾期{row['days']:.0f}天"
            yield _todo(ledger, row, "要素逾期", late, Needs.due_on)


def _todo(ledger: Ledger, row: pd.Series, kind: str, words: str, column: Column) -> Todo:
    """责任人 is the head of the body that the handling unit leads (大项目统筹办 for 资规分局)."""
    unit = row[Needs.handling_unit.name] or row["proper"] or ""
    owner = owner_of_unit(ledger, unit) if unit else None
    need = f"（{row[Needs.need.name]}）" if row[Needs.need.name] else ""
    due = row[Needs.due_on.name]
    return Todo(
        kind,
        f"{row[Needs.factor.name]}{need}{words}",
        place(ledger, Needs, int(row["position"]), column),
        project=row[Needs.code.name],
        unit=unit,
        person="、".join(owner.heads) if owner else "",
        due_on=None if pd.isna(due) else due.date(),
        days_overdue=int(row["days"]) if row["days"] > 0 else None,
    )
