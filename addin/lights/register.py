"""亮灯台账：what was ruled, adjusted and published, one row a project and month; 定版 rows never change."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.findings import Level
from addin.ledger.checks.registers import accepted_adjustments
from addin.ledger.progress import Panel
from addin.ledger.published import UNLIT
from addin.lights.judge import Verdicts
from addin.lights.rules import YELLOW
from addin.schema import ChangeList, LightRegister, Projects

if TYPE_CHECKING:
    from addin.ledger import Ledger

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]

FROZEN, OPEN = "是", "否"
CHANGED_AFTER = "定版后改动"
EPISODES = "次"
NEW_ROW = -1
WATCHED = (LightRegister.rule_light, LightRegister.light, LightRegister.reason)
"""What a frozen row is compared in: the lights, and the figures of the reason."""


@dataclass(frozen=True, slots=True)
class Register:
    """亮灯台账 and what follows from it.

    frame: every column of the sheet by schema name (but row_id), existing rows first in their order, then the
    missing ones by month and project; `position` −1 for those, `project` and `month_at` the place in the panel
    (−1 none). level int8 and light (P,M): 发布灯 as published; lit (P,M): level ≥ 1. lit_count (P,): 年内亮灯次数
    of 统计年度. confirm (P,M): waits for a person's word (视情). changes: rows of 变动清单 (its schema names) for
    frozen rows that would come out differently today.
    """

    frame: pd.DataFrame
    level: npt.NDArray[np.int8]
    light: Objects
    lit: Bools
    lit_count: Ints
    confirm: Bools
    changes: pd.DataFrame

    def frozen_rows(self, month: dt.date) -> int:
        """How many rows of the month are 定版."""
        return int((_of_month(self.frame, month) & (self.frame[LightRegister.frozen.name] == FROZEN)).sum())


def publish(ledger: Ledger, panel: Panel, verdicts: Verdicts) -> Register:
    """The register of a run. 调整灯 counts only with 调整理由 and 批准人, and where the scheme has that light."""
    frame = _all_rows(ledger, panel)
    inside = ((frame["project"] >= 0) & (frame["month_at"] >= 0)).to_numpy()
    fixed = (frame[LightRegister.frozen.name] == FROZEN).to_numpy()
    adjusted = _adjusted(ledger, frame, verdicts)
    fresh = _computed(ledger, frame, inside, adjusted, verdicts)
    changes = _changes(frame[fixed & inside], fresh[fixed & inside])
    computed = [column.name for column in LightRegister.columns if column.name in fresh.columns]
    frame.loc[~fixed, computed] = fresh.loc[~fixed, computed]
    frame[LightRegister.frozen.name] = _frozen_marks(fixed, inside)
    lit_rows = frame[LightRegister.light.name].notna().to_numpy()
    _say_frozen_without_light(ledger, frame[fixed & inside & ~lit_rows])
    taken = inside & lit_rows & (fixed | ~pd.isna(adjusted))
    level, light, settled = _published(frame, taken, verdicts)
    lit = level >= YELLOW
    return Register(
        frame=frame,
        level=level,
        light=light,
        lit=lit,
        lit_count=_lit_counts(lit, level, panel, ledger),
        confirm=verdicts.confirm & ~settled & panel.listed,
        changes=changes,
    )


def freeze(register: Register, month: dt.date) -> Register:
    """定版: the register with 是否定版=是 on every row of the month that has a light."""
    frame = register.frame.copy()
    rows = _of_month(frame, month) & frame[LightRegister.light.name].notna()
    frame.loc[rows, LightRegister.frozen.name] = FROZEN
    return replace(register, frame=frame)


def _of_month(frame: pd.DataFrame, month: dt.date) -> pd.Series[bool]:
    return frame[LightRegister.month.name] == pd.Timestamp(month).replace(day=1)


def _all_rows(ledger: Ledger, panel: Panel) -> pd.DataFrame:
    """The rows of the sheet, then one for each due or exempt month that has none."""
    names = [column.name for column in LightRegister.columns if column is not LightRegister.row_id]
    existing = ledger[LightRegister][[*names, "position"]].copy()
    rows, columns = panel.locate(existing[LightRegister.code.name], existing[LightRegister.month.name])
    existing["project"], existing["month_at"] = rows, columns
    wanted = panel.listed.copy()
    held = (rows >= 0) & (columns >= 0)
    wanted[rows[held], columns[held]] = False
    month_at, project = np.nonzero(wanted.T)
    missing = pd.DataFrame({name: np.full(len(project), None, dtype=object) for name in names})
    missing[LightRegister.code.name] = panel.codes[project]
    missing[LightRegister.month.name] = panel.months[month_at].astype("datetime64[ns]")
    missing["position"], missing["project"], missing["month_at"] = NEW_ROW, project, month_at
    if existing.empty:
        return missing.reset_index(drop=True)
    return (
        pd.concat([existing, missing], ignore_index=True) if len(missing) else existing.reset_index(drop=True)
    )


def _computed(
    ledger: Ledger, frame: pd.DataFrame, inside: Bools, adjusted: Objects, verdicts: Verdicts
) -> pd.DataFrame:
    """The computed cells of every row as they come out today; None outside the panel."""
    cells = (frame["project"].to_numpy()[inside], frame["month_at"].to_numpy()[inside])
    projects = ledger[Projects]
    rule_light, rule, reason = verdicts.label[cells], verdicts.rule[cells], verdicts.reason[cells]
    light = np.where(pd.isna(adjusted[inside]), verdicts.firm_label[cells], adjusted[inside])
    units = projects[Projects.responsible_units.name].map("、".join).to_numpy(object)
    columns = {
        LightRegister.project_name.name: projects[Projects.project_name.name].to_numpy(object)[cells[0]],
        LightRegister.responsible_unit.name: units[cells[0]],
        LightRegister.rule_light.name: rule_light,
        LightRegister.rule.name: rule,
        LightRegister.reason.name: reason,
        LightRegister.light.name: light,
    }
    fresh = {}
    for name, values in columns.items():
        fresh[name] = np.full(len(frame), None, dtype=object)
        fresh[name][inside] = np.where(values == "", None, values)
    return pd.DataFrame(fresh, index=frame.index)


def _frozen_marks(fixed: Bools, inside: Bools) -> Objects:
    """是否定版: 是, 否, and blank on rows that are not computed."""
    marks = np.full(len(fixed), None, dtype=object)
    marks[inside], marks[fixed] = OPEN, FROZEN
    return marks


def _adjusted(ledger: Ledger, frame: pd.DataFrame, verdicts: Verdicts) -> Objects:
    """调整灯 where it counts, None elsewhere; a light that the scheme does not have is refused (错误)."""
    light = frame[LightRegister.adjusted_light.name]
    known = light.map({own: verdicts.labels.level_of(own) for own in light.dropna().unique()}).notna()
    unknown = light.notna() & ~known & (frame[LightRegister.frozen.name] != FROZEN)
    for position, label in zip(frame.loc[unknown, "position"], light[unknown], strict=True):
        _say_unknown_light(ledger, int(position), str(label))
    counts = known.to_numpy(bool) & accepted_adjustments(frame)
    adjusted = np.full(len(frame), None, dtype=object)
    adjusted[counts] = light[counts]
    return adjusted


def _say_unknown_light(ledger: Ledger, position: int, label: str) -> None:
    message = f"亮灯方案“{ledger.settings.light_scheme}”没有“{label}”灯，调整不起作用"
    advice = "改为该方案颜色标签中的标签"
    column = LightRegister.adjusted_light.name
    ledger.findings.append(ledger.finding(Level.ERROR, LightRegister, position, column, message, advice))


def _say_frozen_without_light(ledger: Ledger, rows: pd.DataFrame) -> None:
    """定版 rows whose 发布灯 was wiped out stay as they are; the month counts as the rules have it."""
    for position in rows["position"]:
        message = "已定版却没有发布灯，各表按规则灯计算"
        advice = "填回发布灯，或把“是否定版”改为“否”后重新计算"
        column = LightRegister.light.name
        ledger.findings.append(
            ledger.finding(Level.ERROR, LightRegister, int(position), column, message, advice)
        )


def _changes(frozen: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
    """变动清单 rows of the frozen rows that come out differently now, one a field."""
    parts = []
    for column in WATCHED:
        before, after = frozen[column.name].fillna(""), fresh[column.name].fillna("")
        if column is LightRegister.reason:
            before_seen, after_seen = before.map(_figures), after.map(_figures)
        else:
            before_seen, after_seen = before, after
        differs = (before_seen != after_seen).to_numpy(bool)
        parts.append(
            pd.DataFrame(
                {
                    ChangeList.month.name: frozen.loc[differs, LightRegister.month.name],
                    ChangeList.type.name: CHANGED_AFTER,
                    ChangeList.code.name: frozen.loc[differs, LightRegister.code.name],
                    ChangeList.project_name.name: fresh.loc[differs, LightRegister.project_name.name],
                    ChangeList.field.name: column.title,
                    ChangeList.before.name: before[differs],
                    ChangeList.after.name: after[differs],
                }
            )
        )
    return pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)


def _figures(sentence: str) -> str:
    """The figures of a reason: a change of wording alone is no change."""
    return " ".join(re.findall(r"\d[\d,.]*", sentence))


def _published(
    frame: pd.DataFrame, taken: Bools, verdicts: Verdicts
) -> tuple[npt.NDArray[np.int8], Objects, Bools]:
    """(level, light, settled) on the panel; settled: the row is frozen or adjusted (`taken`)."""
    level, light = verdicts.firm_level.copy(), verdicts.firm_label.copy()
    settled = np.zeros(level.shape, dtype=bool)
    rows = frame[taken]
    cells = (rows["project"].to_numpy(), rows["month_at"].to_numpy())
    labels = rows[LightRegister.light.name].to_numpy(object)
    light[cells] = labels
    level[cells] = [verdicts.labels.level_once(label) for label in labels]
    settled[cells] = True
    return level, light, settled


def _lit_counts(lit: Bools, level: npt.NDArray[np.int8], panel: Panel, ledger: Ledger) -> Ints:
    """年内亮灯次数 of 统计年度: months, or episodes (a month of 灰 does not end one; each January starts anew)."""
    settings = ledger.settings
    of_year = panel.months.astype(np.int64) // 12 + 1970 == settings.as_of.year
    lit, level = lit[:, of_year], level[:, of_year]
    if settings.lit_counting != EPISODES:
        months: Ints = lit.sum(axis=1, dtype=np.int64)
        return months
    count = np.zeros(len(lit), dtype=np.int64)
    before = np.zeros(len(lit), dtype=bool)
    for column in range(lit.shape[1]):
        count += lit[:, column] & ~before
        before = np.where(level[:, column] == UNLIT, before, lit[:, column])
    return count
