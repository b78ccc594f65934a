"""议定与落实：from 例会结论 to 议定事项, and from there back to 落实情况 of the topic (仑政办〔2022〕26号 附件2)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.joining import joined
from addin.ledger.numbering import next_numbers
from addin.ledger.reports import lead_units
from addin.schema import Issues, Resolutions, Topics
from addin.supervision.deeds import DONE_STATES, deed_states
from addin.supervision.proposals import Proposal


def resolutions_wanted(ledger: Ledger) -> list[dict[str, Any]]:
    """A row of 议定事项 for each topic with 例会结论 that has none, by column name, in the order of 会商议题.

    责任单位 is 项目责任单位 of the topic, else the lead unit of the issue or the project. 解决时限 stays blank:
    the meeting sets it, nobody guesses it.
    """
    table, known = ledger[Topics], ledger[Resolutions]
    concluded = table[Topics.conclusion.name].notna() & ~table[Topics.number.name].isin(
        known[Resolutions.topic.name].dropna()
    )
    keys, year = known[Resolutions.number.name].tolist(), ledger.today.year
    numbers = next_numbers(keys, keys, f"SX{year}-001", year)
    issues = ledger[Issues].set_index(Issues.number.name)
    leads = lead_units(ledger)
    return [_row(topic, next(numbers), issues, leads) for topic in table[concluded].to_dict("records")]


def resolutions_proposed(ledger: Ledger) -> list[Proposal]:
    """The same as proposals of `suggest`: what was concluded becomes a row of 议定事项."""
    return [
        Proposal(
            Resolutions.title,
            row[Resolutions.responsible_units.name][0] if row[Resolutions.responsible_units.name] else "",
            (f"{Topics.title}!{row[Resolutions.topic.name]}",),
            f"例会结论列为议定事项{row[Resolutions.number.name]}，请补{Resolutions.due_on.title}",
            adds=((Resolutions, row),),
        )
        for row in resolutions_wanted(ledger)
    ]


def _row(topic: dict[Any, Any], number: str, issues: pd.DataFrame, leads: pd.Series) -> dict[str, Any]:
    issue, code = topic[Topics.issue.name], topic[Topics.code.name]
    of_issue = issues[Issues.responsible_units.name].get(issue, ())
    units = (topic[Topics.responsible_unit.name],) if topic[Topics.responsible_unit.name] else of_issue
    if not units and leads.get(code):
        units = (leads[code],)
    return {
        Resolutions.number.name: number,
        Resolutions.meeting.name: topic[Topics.meeting.name],
        Resolutions.topic.name: topic[Topics.number.name],
        Resolutions.issue.name: issue,
        Resolutions.code.name: code,
        Resolutions.resolution.name: topic[Topics.conclusion.name],
        Resolutions.responsible_units.name: units,
    }


def deed_words(ledger: Ledger) -> pd.Series:
    """Each row of 议定事项 in words: 「已完成」, 「已完成（逾期2天）」, 「未完成，逾期8天：已发函催办」."""
    table = ledger[Resolutions]
    states = deed_states(ledger, Resolutions)
    done = states[Resolutions.state.name].isin(DONE_STATES).to_numpy()
    days = states[Resolutions.days_overdue.name].fillna(0).astype(int)
    late = days > 0
    words = np.select(
        [done & late, done, late],
        ["已完成（逾期" + days.astype(str) + "天）", "已完成", "未完成，逾期" + days.astype(str) + "天"],
        "未完成",
    ).astype(object)
    note = table[Resolutions.follow_up.name]
    return pd.Series(words + np.where(note.notna(), "：" + note.fillna("").astype(object), ""), dtype=object)


def topic_states(ledger: Ledger) -> pd.DataFrame:
    """落实情况 of each topic: what became of its resolutions, in their order; blank without one."""
    topics, resolutions = ledger[Topics], ledger[Resolutions]
    rows = pd.Index(topics[Topics.number.name]).get_indexer(pd.Index(resolutions[Resolutions.topic.name]))
    known = rows >= 0
    words = joined(deed_words(ledger)[known], rows[known].astype(np.int64), "；")
    said = [words.get(row) for row in range(len(topics))]
    return pd.DataFrame({Topics.follow_up.name: pd.Series(said, dtype=object)})
