"""督办建议：letters, the 专项督查 list, rows of 专项整改台账, and issues sent back, each with its reason.

A proposal that changes the ledger carries its new rows and values; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.additions import with_rows, with_values
from addin.ledger.deadlines import Bools, Objects, month_end
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.ledger.reports import lead_units
from addin.ledger.wording import months_text
from addin.schema import ChangeList, Issues, Projects, Rectifications, Sheet
from addin.supervision.deeds import STRUCK_OFF, rectification_states
from addin.supervision.issues import RETURNED

LIT = 1
INSPECTION, RECTIFICATION, NEW_ISSUE, SENT_BACK = "专项督查", Rectifications.title, Issues.title, "退回"
ADJUSTED = "调整"
_CLEARED = (Issues.resolved_on, Issues.review, Issues.closed_on)
"""What a sent-back issue loses; 变动清单 keeps it."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that is due. `rows` are 「表名!编号」 of what it is about; `reason` a sentence for a clerk.

    `adds`: new rows (sheet, values by column name); `sets`: new values (sheet, index of the table's row,
    values). Both empty where there is nothing to write.
    """

    kind: str
    unit: str
    rows: tuple[str, ...]
    reason: str
    adds: Sequence[tuple[type[Sheet], Values]] = ()
    sets: Sequence[tuple[type[Sheet], int, Values]] = ()


def with_proposals(ledger: Ledger, proposals: Iterable[Proposal]) -> Ledger:
    """The ledger with everything that the proposals add and set."""
    added: dict[type[Sheet], list[Values]] = {}
    changed: dict[type[Sheet], dict[int, Values]] = {}
    for proposal in proposals:
        for sheet, row in proposal.adds:
            added.setdefault(sheet, []).append(row)
        for sheet, index, values in proposal.sets:
            changed.setdefault(sheet, {})[index] = values
    for sheet, changes in changed.items():
        ledger = with_values(ledger, sheet, changes)
    for sheet, rows in added.items():
        ledger = with_rows(ledger, sheet, rows)
    return ledger


def letters_due(letters: pd.DataFrame) -> list[Proposal]:
    """One letter a kind and unit with all its rows, from `Suggestions.letters`, in the order of the sheets."""
    groups: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for letter in letters.to_dict("records"):
        groups.setdefault((letter["kind"], letter["unit"] or ""), []).append(letter)
    return [
        Proposal(kind, unit, tuple(str(one["ref"]) for one in rows), _why(rows))
        for (kind, unit), rows in groups.items()
    ]


def _why(rows: Sequence[Mapping[Any, Any]]) -> str:
    """「红灯」 of a single row, 「A：红灯；W1：逾期8天」 of several."""
    if len(rows) == 1:
        return str(rows[0]["reason"])
    return "；".join(f"{one['ref'].rpartition('!')[2]}：{one['reason']}" for one in rows)


def inspections_due(ledger: Ledger, panel: Panel, register: PublishedLights) -> Iterator[Proposal]:
    """专项督查: projects with 年内亮灯次数 ≥ 参数!专项督查次数, and the months they were lit in."""
    of_year = panel.months.astype("datetime64[Y]").astype(int) + 1970 == ledger.settings.year
    months = panel.months.astype(np.int64)
    units = lead_units(ledger).to_numpy(dtype=object)
    for place in np.flatnonzero(register.lit_count >= ledger.settings.inspection_after):
        lit = months[(register.level[place] >= LIT) & of_year]
        reason = f"年内亮灯{int(register.lit_count[place])}次（{months_text(lit.tolist())}）"
        yield Proposal(INSPECTION, units[place] or "", (_project(panel.codes[place]),), reason)


def rectifications_due(
    ledger: Ledger, panel: Panel, register: PublishedLights, reasons: Objects
) -> Iterator[Proposal]:
    """专项整改台账 for each project lit in 统计月份 that has no open row there (平湛政办〔2021〕8号: 日常调度).

    整改时限 is the end of the next month: the next light is measured on that day. `reasons` are the 亮灯原因 of
    统计月份. A row of the same month that is closed already is not made a second time.
    """
    month = np.datetime64(ledger.settings.as_of, "M")
    lit = lit_now(ledger, panel, register) & ~_under_rectification(ledger, panel)
    units = lead_units(ledger).to_numpy(dtype=object)
    for place in np.flatnonzero(lit):
        code = panel.codes[place]
        row = {
            Rectifications.code.name: code,
            Rectifications.listed_month.name: pd.Timestamp(ledger.settings.as_of),
            Rectifications.reason.name: reasons[place],
            Rectifications.responsible_unit.name: units[place],
            Rectifications.due_on.name: pd.Timestamp(month_end(month + 1)),
        }
        yield Proposal(
            RECTIFICATION, units[place] or "", (_project(code),), str(reasons[place] or ""),
            adds=((Rectifications, row),),
        )  # fmt: skip


def lit_now(ledger: Ledger, panel: Panel, register: PublishedLights) -> Bools:
    """Projects whose 发布灯 of 统计月份 is yellow or worse."""
    if not panel.months.size:
        return np.zeros(len(panel.codes), dtype=bool)
    return np.asarray(register.level[:, panel.at(ledger.settings.as_of)] >= LIT)


def _under_rectification(ledger: Ledger, panel: Panel) -> Bools:
    """Projects with a row that is not 已销号, or one of 统计月份."""
    table = ledger[Rectifications]
    state = rectification_states(ledger)[0][Rectifications.state.name]
    here = table[Rectifications.listed_month.name] == pd.Timestamp(ledger.settings.as_of)
    held = table[Rectifications.code.name][((state != STRUCK_OFF) | here).to_numpy()]
    return np.asarray(pd.Series(panel.codes, dtype=object).isin(held))


def issues_sent_back(ledger: Ledger) -> Iterator[Proposal]:
    """退回: issues with 复核结果=退回 go back to 办单, counted; what is cleared is kept on 变动清单."""
    table = ledger[Issues]
    names = dict(
        zip(ledger[Projects][Projects.code.name], ledger[Projects][Projects.project_name.name], strict=True)
    )
    for index, row in table[(table[Issues.review.name] == RETURNED).to_numpy()].iterrows():
        before = row[Issues.times_returned.name]
        times = 1.0 if pd.isna(before) else before + 1.0
        typed = [(column, _shown(row[column.name])) for column in _CLEARED if pd.notna(row[column.name])]
        values = {Issues.times_returned.name: times, Issues.review.name: None}
        values |= {column.name: pd.NaT for column in (Issues.resolved_on, Issues.closed_on)}
        kept = [(ChangeList, _change(ledger, row, names, column.title, text)) for column, text in typed]
        cleared = "、".join(f"{column.title}{text}" for column, text in typed if column is not Issues.review)
        units = row[Issues.responsible_units.name]
        yield Proposal(
            SENT_BACK,
            units[0] if units else "",
            (f"{Issues.title}!{row[Issues.number.name]}",),
            f"复核第{times:.0f}次退回，回到办单" + (f"；清空{cleared}" if cleared else ""),
            adds=kept,
            sets=((Issues, int(str(index)), values),),
        )


def _change(ledger: Ledger, row: Any, names: Mapping[str, Any], title: str, text: str) -> Values:
    """A row of 变动清单: what stood in one cell of the issue."""
    return {
        ChangeList.month.name: pd.Timestamp(ledger.settings.as_of),
        ChangeList.type.name: ADJUSTED,
        ChangeList.code.name: row[Issues.code.name],
        ChangeList.project_name.name: names.get(row[Issues.code.name]),
        ChangeList.field.name: f"{Issues.title}!{row[Issues.number.name]} {title}（退回清空）",
        ChangeList.before.name: text,
    }


def _shown(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _project(code: Any) -> str:
    return f"{Projects.title}!{code}"
