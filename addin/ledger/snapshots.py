"""上期台账、变动清单：项目清单 as it stood a month ago against how it stands now; no project is lost in silence.

上期台账 keeps two blocks of rows: the month being worked on, and before it the last month that was computed,
as that month's last run left it. What differs between the two is 变动清单 of the month.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger.ledger import Ledger
from addin.ledger.plan_versions import complete_rows
from addin.ledger.reading import number_text
from addin.ledger.renamed import likely_renamed
from addin.ledger.text import split_list
from addin.schema import MONTH_COLUMNS, ChangeList, Column, Kind, MonthlyPlans, Projects, Snapshot
from addin.schema.base import DATED, NUMERIC

ADDED, GONE, RENAMED, ADJUSTED = "新增", "减少", "更名", "调整"
FIELDS = tuple(column for column in Snapshot.columns if column.name != "row_id" and not column.key)
"""What is compared, project by project."""

PLAN_FIELD = f"{MonthlyPlans.title}{MonthlyPlans.dec.title}"
COLUMNS = [column.name for column in ChangeList.columns if column.name != "row_id"]
_TEXT_FIELDS = frozenset(
    {Projects.project_name.title, Projects.code.title, PLAN_FIELD, *(one.title for one in FIELDS)}
)
_SUMMARY = (Projects.stage, Projects.total_investment, Projects.year_plan, Projects.responsible_units)
_ROUNDING = 1e-6


def blocks(ledger: Ledger) -> pd.DataFrame | None:
    """The rows of 上期台账 after this run; None where it stays as it is: 统计月份 is earlier than its newest month,
    or has not come yet (a slip of the pen must not pass for the newest month)."""
    if _stays(ledger):
        return None
    table, before = ledger[Snapshot], _baseline_month(ledger)
    baseline = (
        table[(table[Snapshot.month.name] == pd.Timestamp(before)).to_numpy()] if before else table.iloc[:0]
    )
    names = [column.name for column in Snapshot.columns if column.name != "row_id"]
    parts = [part for part in (baseline[names], _state(ledger)[names]) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else baseline[names]


def changes(ledger: Ledger) -> pd.DataFrame | None:
    """变动清单 rows of 统计月份: 新增, 减少, 更名, 调整, against the month computed before it.

    None where there is nothing to compare with, or 上期台账 stays as it is (see `blocks`): what the list says of
    the month stays too.
    """
    before = _baseline_month(ledger)
    if before is None or _stays(ledger):
        return None
    table = ledger[Snapshot]
    old = table[(table[Snapshot.month.name] == pd.Timestamp(before)).to_numpy()].reset_index(drop=True)
    return compare(ledger, old, _state(ledger), before)


def own_rows(ledger: Ledger) -> np.ndarray:
    """Which rows of 变动清单 `changes` of this month replaces (bool): its own of 统计月份, not what rollover wrote."""
    table = ledger[ChangeList]
    typed = table[ChangeList.type.name].isin([ADDED, GONE, RENAMED, ADJUSTED])
    field = table[ChangeList.field.name]
    own = typed & (field.isna() | field.isin(_TEXT_FIELDS))
    return np.asarray(own & (table[ChangeList.month.name] == pd.Timestamp(ledger.settings.as_of)))


def compare(ledger: Ledger, old: pd.DataFrame, new: pd.DataFrame, old_month: dt.date) -> pd.DataFrame:
    """变动清单 rows between two states of 项目清单 (columns of 上期台账), in the order 新增, 减少, 更名, 调整.

    项目代码 is who a project is. 年计划投资 of another year is not compared: it is another plan.
    """
    added = new[~new[Snapshot.code.name].isin(old[Snapshot.code.name])]
    gone = old[~old[Snapshot.code.name].isin(new[Snapshot.code.name])]
    fields = [
        column
        for column in FIELDS
        if all(ledger.has_column(sheet, column.name) for sheet in (Snapshot, Projects))
    ]
    if old_month.year != ledger.settings.as_of.year:
        fields = [column for column in fields if column is not Snapshot.year_plan]
    kept = new.merge(old, on=Snapshot.code.name, suffixes=("", "_old"))
    parts = [
        _rows(ADDED, added, after=_summaries(added)),
        _rows(GONE, gone, before=_summaries(gone)),
        *_likely(gone, added),
        *(_differing(kept, column) for column in fields),
        _plan_versions(ledger),
    ]
    found = pd.concat([part for part in parts if len(part)] or [_rows(ADDED, added)], ignore_index=True)
    found[ChangeList.month.name] = pd.Timestamp(ledger.settings.as_of)
    return found[COLUMNS]


def _stays(ledger: Ledger) -> bool:
    month, held = ledger.settings.as_of, ledger[Snapshot][Snapshot.month.name]
    return month > ledger.today or bool((held > pd.Timestamp(month)).any())


def _baseline_month(ledger: Ledger) -> dt.date | None:
    """The last month before 统计月份 that 上期台账 holds."""
    months = ledger[Snapshot][Snapshot.month.name]
    earlier = months[months < pd.Timestamp(ledger.settings.as_of)]
    return earlier.max().date() if len(earlier) else None


def _state(ledger: Ledger) -> pd.DataFrame:
    """项目清单 as it stands, in the columns of 上期台账."""
    projects = ledger[Projects]
    state = pd.DataFrame({column.name: projects[column.name] for column in (Snapshot.code, *FIELDS)})
    state.insert(0, Snapshot.month.name, pd.Timestamp(ledger.settings.as_of))
    return state.reset_index(drop=True)


def _rows(type_: str, projects: pd.DataFrame, field: str | None = None, **texts: Any) -> pd.DataFrame:
    """Rows of 变动清单 about these projects (not yet with their month)."""
    blank = np.full(len(projects), None, dtype=object)
    return pd.DataFrame(
        {
            ChangeList.type.name: np.full(len(projects), type_, dtype=object),
            ChangeList.code.name: projects[Snapshot.code.name].to_numpy(dtype=object),
            ChangeList.project_name.name: projects[Snapshot.project_name.name].to_numpy(dtype=object),
            ChangeList.field.name: np.full(len(projects), field, dtype=object),
            ChangeList.before.name: texts.get("before", blank),
            ChangeList.after.name: texts.get("after", blank),
        }
    )


def _summaries(projects: pd.DataFrame) -> np.ndarray:
    """「在建；总投资50000；年计划投资12000；甲镇」: what the row said, so that a project gone can be told again."""
    parts = [
        [
            f"{column.title}{text}" if text and column.kind in NUMERIC else text
            for text in shown(projects[column.name], column)
        ]
        for column in _SUMMARY
    ]
    texts = ["；".join(text for text in row if text) or None for row in zip(*parts, strict=True)]
    return np.array(texts, dtype=object)


def shown(values: pd.Series, column: Column) -> list[str]:
    """The values as a person sees them in their cells, "" blank."""
    if column.kind in NUMERIC:
        return ["" if value != value else number_text(value) for value in values.tolist()]
    if column.kind in DATED:
        return ["" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in values]
    if column.kind is Kind.LIST:
        return ["、".join(value or ()) for value in values]
    return [value or "" for value in values]


def _differing(kept: pd.DataFrame, column: Column) -> pd.DataFrame:
    """更名 or 调整 rows of the projects whose field changed."""
    new, old = kept[column.name], kept[f"{column.name}_old"]
    rows = kept[_changed(new, old, column)]
    before, after = shown(rows[f"{column.name}_old"], column), shown(rows[column.name], column)
    type_ = RENAMED if column is Snapshot.project_name else ADJUSTED
    return _rows(type_, rows, column.title, before=_blank_as_none(before), after=_blank_as_none(after))


def _changed(new: pd.Series, old: pd.Series, column: Column) -> np.ndarray:
    if column.kind in NUMERIC:
        same: Any = (new - old).abs() <= _ROUNDING
    elif column.kind is Kind.LIST:
        same = _same_members(new, old)
    else:
        same = new == old
    return np.asarray(~(same | (new.isna() & old.isna())))


def _same_members(new: pd.Series, old: pd.Series) -> np.ndarray:
    """Lists of the same members. One read back from its cell was split anew, so members that hold a separator
    themselves are split before they are told to differ."""
    pairs = zip(new, old, strict=True)
    alike = (one == other or _split(one) == _split(other) for one, other in pairs)
    return np.fromiter(alike, dtype=bool, count=len(new))


def _split(members: Any) -> tuple[str, ...]:
    return tuple(part for member in members or () for part in split_list(member))


def _blank_as_none(texts: list[str]) -> np.ndarray:
    return np.array([text or None for text in texts], dtype=object)


def _likely(gone: pd.DataFrame, added: pd.DataFrame) -> list[pd.DataFrame]:
    """A code gone and a code added whose names are alike: said beside 减少 and 新增, for a person to look at."""
    pairs = likely_renamed(gone, added)
    if not pairs:
        return []
    old, new = (frame.iloc[[pair[side] for pair in pairs]] for side, frame in enumerate((gone, added)))
    before = old[Snapshot.code.name] + " " + old[Snapshot.project_name.name]
    after = new[Snapshot.code.name] + " " + new[Snapshot.project_name.name] + "（疑似，请核对）"
    texts = {"before": before.to_numpy(dtype=object), "after": after.to_numpy(dtype=object)}
    return [_rows(RENAMED, new, Projects.code.title, **texts)]


def _plan_versions(ledger: Ledger) -> pd.DataFrame:
    """调整 rows of the 月度计划 versions that take effect in 统计月份: 12月 of the version before → of this one.

    Without a version before, 年计划投资 of 项目清单 stood; a version from January on adjusts nothing.
    """
    month, projects = ledger.settings.as_of, ledger[Projects]
    rows = complete_rows(ledger[MonthlyPlans], pd.Index(projects[Projects.code.name]))
    rows = rows[(rows["year"] == month.year).to_numpy()].sort_values("effective", kind="stable")
    place = month.month - 1
    fresh = rows[(rows["effective"] == place) & (place > 0)].drop_duplicates("project")
    earlier = rows[rows["effective"] < place].drop_duplicates("project", keep="last").set_index("project")
    december = len(MONTH_COLUMNS) - 1
    listed = projects[Projects.year_plan.name] if ledger.settings.plan_year == month.year else np.nan
    stood = pd.Series(listed, index=projects.index, dtype=float).reindex(fresh["project"])
    before = fresh["project"].map(earlier[december]).to_numpy(dtype=float)
    before = np.where(np.isnan(before), stood.to_numpy(), before)
    texts = [shown(pd.Series(figures), MonthlyPlans.dec) for figures in (before, fresh[december].to_numpy())]
    old, new = (_blank_as_none(text) for text in texts)
    return _rows(ADJUSTED, projects.iloc[fresh["project"].to_numpy()], PLAN_FIELD, before=old, after=new)
