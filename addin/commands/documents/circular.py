"""推进通报：the month's lights and ranking, from 项目清单, 亮灯台账 and 排名榜."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common, progress_facts
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.job import Job
from addin.ledger.wording import month_name
from addin.lights.rule_sentences import rule_sentences
from addin.lights.rules import YELLOW
from addin.schema import Rankings, Units
from addin.schema.base import DASH
from docgen.facts import CircularFacts, Header, RankRow

KIND = "推进通报"


_JOINT = {
    "牵头计1": "几个单位共同负责的项目由牵头单位计1个",
    "各计1": "几个单位共同负责的项目由各责任单位各计1个",
    "平均": "几个单位共同负责的项目由各责任单位平均计数",
}
"""排名说明: what 参数!联合项目计分 means, for readers who do not know its drop-down."""


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    """One document for the month, addressed to every unit."""
    lit = lit_projects(done)
    codes = tuple(str(done.panel.codes[place]) for place in lit)
    month = done.ledger.settings.as_of
    trend = progress_facts.trend(done)

    def facts(header: Header, base_day: date) -> CircularFacts:
        settings = done.ledger.settings
        return CircularFacts(
            header=header,
            region=settings.region or None,
            month=month,
            as_of=common.month_end(month),
            addressee=addressee(done),
            totals=common.totals(done),
            lights=common.light_counts(done),
            rule_sentences=rule_sentences(done.ledger),
            ranking=rank_rows(done),
            ranking_note=ranking_note(done),
            lit=common.project_facts(done, lit),
            reply_by=base_day + timedelta(days=common.reply_days(done, KIND)) if lit else None,
            progress_word=settings.progress_word,
            categories=progress_facts.categories(done),
            unstarted=progress_facts.unstarted(done),
            trend=trend,
        )

    rows = (common.key_of(Rankings, f"{month:%Y-%m}"),)
    notice = progress_facts.chart_notice(trend)
    return [Job(KIND, "", month_name(month), month, rows, codes, facts, notice=notice)]


def lit_projects(done: Computation) -> list[int]:
    """Leaf projects published at the yellow level or worse: the worst light first, then the furthest behind."""
    level = done.register.level[:, done.column]
    behind = np.nan_to_num(done.panel.deviation[:, done.column])
    order = np.lexsort((behind, -level))
    return [int(place) for place in order if done.panel.is_leaf[place] and level[place] >= YELLOW]


def ranking_note(done: Computation) -> str:
    """What stands under a ranking: how joint projects count, and what ties are."""
    settings = done.ledger.settings
    second = settings.second_key
    ties = "同分并列" if second == "无" else f"同分的依次看{second}，仍相同的并列"
    return f"{_JOINT[settings.joint_projects]}；按总分排名，{ties}"


def addressee(done: Computation) -> str | None:
    """Every 主送称谓 group of 单位名录 in one line: 各乡镇（街道），区直各单位."""
    types = set(done.ledger[Units][Units.type.name].dropna())
    names = {"乡镇街道": "各乡镇（街道）", "部门": "各有关部门", "平台": "各平台公司", "企业": "各有关企业"}
    parts = [phrase for kind, phrase in names.items() if kind in types]
    return "，".join(parts) or None


def rank_rows(done: Computation) -> tuple[RankRow, ...]:
    """排名榜 of units, month by month's groups, in place order; 「—」 last."""
    frame = done.ranking.frame
    units = frame[(frame[Rankings.object.name] == "单位")]
    units = units.sort_values(
        [Rankings.ranking_group.name, Rankings.place.name, Rankings.object_name.name], na_position="last"
    )
    figures = done.ranking.figures
    return tuple(_rank_row(row, figures) for row in units.to_dict("records"))


def _rank_row(row: dict[Hashable, Any], figures: pd.DataFrame) -> RankRow:
    name = str(row[Rankings.object_name.name])
    known = figures.loc[name] if name in figures.index else None

    def figure(key: str) -> float | None:
        return None if known is None else common.number_or_none(known[key])

    place = common.number_or_none(row[Rankings.place.name])
    return RankRow(
        group=common.text_or_none(row[Rankings.ranking_group.name]) or "",
        name=name,
        year_plan=figure("year_plan"),
        year_done=figure("year_done"),
        rate=figure("rate"),
        deviation=figure("deviation"),
        score=common.number_or_none(row[Rankings.score.name]),
        place=None if place is None else int(place),
        movement=common.text_or_none(row[Rankings.movement.name]) or DASH,
    )


CIRCULAR = Builder(KIND, _jobs)
