"""问题列单：issues proposed from resolutions, monthly reports, inspections and site visits.

Nothing is listed twice: a resolution with 问题编号 is done with; a problem found is listed where 问题清单 has an
issue of the same project, source and day, or one in the same words raised that day or later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, month_end
from addin.ledger.numbering import next_numbers
from addin.ledger.reports import lead_units
from addin.ledger.text import is_blank_mark
from addin.schema import (
    Column,
    Inspections,
    Issues,
    Meetings,
    MonthlyProgress,
    Projects,
    Resolutions,
    Sheet,
    SiteVisits,
    Topics,
)
from addin.supervision.issues import cleared_issues
from addin.supervision.proposals import NEW_ISSUE, Proposal
from addin.supervision.subjects import lead_of

BY_REPORT, BY_INSPECTION, BY_VISIT = "月报", "督查", "实地查看"

Finds = list[dict[str, Any]]
"""Problems found: ref, code, source, raised_on, description, unit; cause, advice and due_on where known."""


def new_issues(ledger: Ledger, lit: Bools) -> list[Proposal]:
    """Rows for 问题清单; `lit` are the projects whose lights of 统计月份 are yellow or worse.

    From 议定事项 with 责任单位 and 解决时限 that are not done and have no 问题编号 (it is filled in), from 月度进度!存在问题
    of lit projects without an open issue, from 督查记录!问题 and 实地查看!存在问题 of 统计年度.
    """
    numbers = issue_numbers(ledger)
    return [*_from_resolutions(ledger, numbers), *_from_findings(ledger, lit, numbers)]


def issue_numbers(ledger: Ledger) -> Iterator[str]:
    """The next free 问题编号, continuing the way the last row is numbered: W2022-001 → W2022-002.

    A year in front of the serial follows 统计年度; without any row W2022-001.
    """
    used = [str(number) for number in ledger[Issues][Issues.number.name]]
    year = ledger.settings.year
    return next_numbers(used, used, f"W{year}-001", year)


def _from_resolutions(ledger: Ledger, numbers: Iterator[str]) -> Iterator[Proposal]:
    """One issue a resolution; one whose topic is about an issue already only gets that issue's number."""
    table = ledger[Resolutions]
    wanted = table[Resolutions.issue.name].isna() & table[Resolutions.completed_on.name].isna()
    wanted &= table[Resolutions.due_on.name].notna() & table[Resolutions.responsible_units.name].str.len().gt(
        0
    )
    meetings = ledger[Meetings].set_index(Meetings.number.name)
    topics = ledger[Topics].set_index(Topics.number.name)
    for index, row in table[wanted.to_numpy(dtype=bool)].iterrows():
        topic = _record(topics, row[Resolutions.topic.name])
        known = topic.get(Topics.issue.name)
        number = known or next(numbers)
        about = f"议定事项{row[Resolutions.number.name]}"
        reason = f"{about}的议题已列为问题{number}，补填编号" if known else f"{about}列为问题{number}"
        values = _resolved(row, _record(meetings, row[Resolutions.meeting.name]), topic, number)
        yield Proposal(
            NEW_ISSUE,
            row[Resolutions.responsible_units.name][0],
            (f"{Resolutions.title}!{row[Resolutions.number.name]}",),
            reason,
            adds=() if known else ((Issues, values),),
            sets=((Resolutions, int(str(index)), {Resolutions.issue.name: number}),),
        )


def _record(table: pd.DataFrame, key: Any) -> dict[Any, Any]:
    """The row of that key, without what is blank; nothing where there is none."""
    return {} if key not in table.index else table.loc[key].dropna().to_dict()


def _resolved(row: Any, meeting: dict[Any, Any], topic: dict[Any, Any], number: str) -> dict[str, Any]:
    tier, held_on = meeting.get(Meetings.tier.name), meeting.get(Meetings.held_on.name)
    return {
        Issues.number.name: number,
        Issues.code.name: row[Resolutions.code.name] or topic.get(Topics.code.name),
        Issues.source.name: tier if tier in Issues.source.choices else None,
        Issues.raised_on.name: held_on,
        Issues.description.name: row[Resolutions.resolution.name],
        Issues.special_tags.name: (),
        Issues.tier.name: tier,
        Issues.responsible_units.name: row[Resolutions.responsible_units.name],
        Issues.supporting_units.name: row[Resolutions.supporting_units.name],
        Issues.listed_on.name: held_on,
        Issues.due_on.name: row[Resolutions.due_on.name],
    }


def _from_findings(ledger: Ledger, lit: Bools, numbers: Iterator[str]) -> Iterator[Proposal]:
    found = [*_reported(ledger, lit), *_inspected(ledger), *_visited(ledger)]
    by_day, by_words = _listed(ledger)
    for one in found:
        day, words = (one["code"], one["source"], one["raised_on"]), (one["code"], one["description"])
        if by_day[day] or _raised_since(by_words.get(words), one["raised_on"]):
            continue
        by_words[words] = one["raised_on"]
        number = next(numbers)
        yield Proposal(
            NEW_ISSUE,
            one["unit"] or "",
            (one["ref"],),
            f"{one['source']}：{one['description']}；列为问题{number}",
            adds=((Issues, _found(ledger, one, number)),),
        )


def _listed(ledger: Ledger) -> tuple[Counter[tuple[Any, ...]], dict[tuple[Any, Any], Any]]:
    """Issues that stand there by (project, source, day), and the last day of each by (project, words)."""
    table = ledger[Issues].sort_values(Issues.raised_on.name, kind="stable")
    code, source, day, words = (
        table[column.name].tolist()
        for column in (Issues.code, Issues.source, Issues.raised_on, Issues.description)
    )
    dated = [key for key in zip(code, source, day, strict=True) if pd.notna(key[2])]
    return Counter(dated), dict(zip(zip(code, words, strict=True), day, strict=True))


def _raised_since(before: Any, day: Any) -> bool:
    """Whether an issue in the same words was raised on the day or later; an unknown day is the same day."""
    return before is not None and (pd.isna(before) or pd.isna(day) or before >= day)


def _found(ledger: Ledger, one: dict[Any, Any], number: str) -> dict[str, Any]:
    unit = one["unit"]
    return {
        Issues.number.name: number,
        Issues.code.name: one["code"],
        Issues.source.name: one["source"],
        Issues.raised_on.name: one["raised_on"],
        Issues.description.name: one["description"],
        Issues.category.name: one.get("cause") if one.get("cause") in Issues.category.choices else None,
        Issues.special_tags.name: (),
        Issues.proposal.name: one.get("advice"),
        Issues.responsible_units.name: (unit,) if unit else (),
        Issues.supporting_units.name: (),
        Issues.listed_on.name: pd.Timestamp(ledger.today),
        Issues.due_on.name: one.get("due_on"),
    }


def _reported(ledger: Ledger, lit: Bools) -> Finds:
    """月度进度!存在问题 of 统计月份; raised on 填报日期, without it on the last day of the month."""
    table, as_of = ledger[MonthlyProgress], ledger.settings.as_of
    codes = ledger[Projects][Projects.code.name][lit]
    open_ = ledger[Issues][Issues.code.name][~cleared_issues(ledger)]
    rows = table[(table[MonthlyProgress.month.name] == pd.Timestamp(as_of)).to_numpy()]
    rows = rows[rows[MonthlyProgress.code.name].isin(codes) & ~rows[MonthlyProgress.code.name].isin(open_)]
    last = pd.Timestamp(month_end(np.datetime64(as_of, "M")))
    return _finds(
        BY_REPORT,
        ref=MonthlyProgress.title + "!" + rows[MonthlyProgress.code.name] + f"/{as_of:%Y-%m}",
        code=rows[MonthlyProgress.code.name],
        raised_on=rows[MonthlyProgress.reported_on.name].fillna(last),
        description=rows[MonthlyProgress.problems.name],
        unit=rows[MonthlyProgress.code.name].map(lead_units(ledger)),
    )


def _inspected(ledger: Ledger) -> Finds:
    """督查记录!问题 of 统计年度, or without a date."""
    rows = _of_year(ledger, Inspections, Inspections.held_on)
    return _finds(
        BY_INSPECTION,
        ref=Inspections.title + "!" + rows[Inspections.number.name],
        code=rows[Inspections.code.name],
        raised_on=rows[Inspections.held_on.name],
        description=rows[Inspections.problems.name],
        unit=lead_of(ledger, rows, Inspections.code, Inspections.responsible_unit),
    )


def _visited(ledger: Ledger) -> Finds:
    """实地查看!存在问题 of 统计年度, or without a date; a site without 项目代码 is named in the words."""
    rows = _of_year(ledger, SiteVisits, SiteVisits.visited_on)
    words, site = rows[SiteVisits.problems.name], rows[SiteVisits.project_name.name]
    nameless = rows[SiteVisits.code.name].isna() & site.notna() & ~words.map(_says_nothing).astype(bool)
    return _finds(
        BY_VISIT,
        ref=SiteVisits.title + "!" + rows[SiteVisits.number.name],
        code=rows[SiteVisits.code.name],
        raised_on=rows[SiteVisits.visited_on.name],
        description=words.where(~nameless, site + "：" + words),
        unit=lead_of(ledger, rows, SiteVisits.code, SiteVisits.responsible_unit),
        cause=rows[SiteVisits.cause.name],
        advice=rows[SiteVisits.advice.name],
        due_on=rows[SiteVisits.due_on.name],
    )


def _of_year(ledger: Ledger, sheet: type[Sheet], day: Column) -> pd.DataFrame:
    days = ledger[sheet][day.name]
    past = (days.dt.year == ledger.settings.year) & (days <= pd.Timestamp(ledger.today))
    rows: pd.DataFrame = ledger[sheet][(days.isna() | past).to_numpy()]
    return rows


def _finds(source: str, **columns: pd.Series) -> Finds:
    """What was found, one dict a row; a row whose words say nothing (无、暂无 …) is none."""
    rows = zip(*(values.tolist() for values in columns.values()), strict=True)
    found = (dict(zip(columns, row, strict=True), source=source) for row in rows)
    return [one for one in found if not _says_nothing(one["description"])]


def _says_nothing(text: Any) -> bool:
    return bool(pd.isna(text)) or is_blank_mark(str(text).rstrip("。"))
