"""排名通报：the places of a period from 排名榜, with the rules of 考核指标 that they come from."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.circular import addressee, ranking_note
from addin.commands.documents.job import Job
from addin.errors import UsageError
from addin.rankings.boards import WARNING
from addin.rankings.scheme import read_scheme
from addin.schema import Indicators, Rankings
from addin.schema.rules import PERIODS
from docgen.documents.periods import Period
from docgen.documents.ranking_bulletin import IndicatorFacts, RankedFacts, RankingBulletinFacts, RankingGroup
from docgen.facts import Header

KIND = "排名通报"
UNITS, PROJECTS, FORCES = Rankings.object.choices
_MONTH = re.compile(r"\d{4}-\d{1,2}")
_DEFAULT_SOURCE = "默认值"
_FILE_NAME = re.compile(r"（[^（）]*\.txt）")

Row = dict[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One of --rows: a key of 排名榜 or the front of one; blank parts stand for all."""

    period: str = ""
    object: str = ""
    name: str = ""

    def key(self, month: date) -> str:
        parts = (f"{month:%Y-%m}", self.period, self.object, self.name)
        return common.key_of(Rankings, *(part for part in parts if part))

    def chooses(self, row: Row) -> bool:
        own = (row[Rankings.period.name], row[Rankings.object.name], row[Rankings.object_name.name])
        asked = (self.period, self.object, self.name)
        return all(not part or part == value for part, value in zip(asked, own, strict=True))


def read_wanted(done: Computation, keys: Sequence[str]) -> list[Wanted]:
    """「2022-09/季/单位/云澜街道」, 「2022-09/季」, 「季」, 「云澜街道」. 口径 is 月 where it is not said.

    Raises UsageError for another month and for what is not on 排名榜.
    """
    wanted = [_wanted(done, key.removeprefix(f"{Rankings.title}!")) for key in keys]
    rows = done.ranking.rows.to_dict("records")
    for key, one in zip(keys, wanted, strict=True):
        if not any(map(one.chooses, rows)):
            raise UsageError(
                "--rows",
                f"“{Rankings.title}”中没有“{key}”",
                f"请按“月份/{Rankings.period.title}/{Rankings.object.title}/{Rankings.object_name.title}”填写，"
                f"如 {done.ledger.settings.as_of:%Y-%m}/{PERIODS[1]}",
            )
    return wanted


def _wanted(done: Computation, key: str) -> Wanted:
    parts = key.split("/")
    if _MONTH.fullmatch(parts[0]):
        stated = parts.pop(0)
        year, _, month = stated.partition("-")
        as_of = done.ledger.settings.as_of
        if (int(year), int(month)) != (as_of.year, as_of.month):
            raise UsageError("--rows", f"“{key}”不是{as_of:%Y-%m}的行", f"请加上 --month {stated}")
    period = parts.pop(0) if parts and parts[0] in PERIODS else PERIODS[0]
    sort = parts.pop(0) if parts and parts[0] in Rankings.object.choices else ""
    return Wanted(period, sort, "/".join(parts))


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    """One bulletin a 口径: of what is asked for, else of the month's units."""
    wanted = read_wanted(done, chosen.rows) or [Wanted(PERIODS[0], UNITS)]
    asked = [one if one.object or one.name else Wanted(one.period, UNITS) for one in wanted]
    periods = dict.fromkeys(one.period for one in asked)
    return [_job(done, period, [one for one in asked if one.period == period]) for period in periods]


def _job(done: Computation, period: str, wanted: list[Wanted]) -> Job:
    settings = done.ledger.settings
    month = settings.as_of
    rows = [row for row in done.ranking.rows.to_dict("records") if any(one.chooses(row) for one in wanted)]
    warned = any(row[Rankings.board.name] == WARNING for row in rows)

    def facts(header: Header, base_day: date) -> RankingBulletinFacts:
        return RankingBulletinFacts(
            header=header,
            region=settings.region or None,
            period=period,
            month=month,
            as_of=common.month_end(month),
            addressee=addressee(done),
            groups=_groups(done, rows),
            note=ranking_note(done),
            reply_by=base_day + timedelta(days=common.reply_days(done, KIND)) if warned else None,
            progress_word=settings.progress_word,
        )

    codes = tuple(str(row[Rankings.object_code.name]) for row in rows if row[Rankings.object_code.name])
    keys = tuple(one.key(month) for one in wanted)
    return Job(KIND, "", Period(period, month).text, month, keys, codes, facts)


def _groups(done: Computation, rows: Sequence[Row]) -> tuple[RankingGroup, ...]:
    """By 排名对象 and 组别 in the order of 排名榜."""
    keys = dict.fromkeys(
        (str(row[Rankings.object.name]), _text(row, Rankings.ranking_group.name)) for row in rows
    )
    return tuple(
        RankingGroup(
            sort,
            group,
            tuple(
                ranked_facts(done, row)
                for row in rows
                if (row[Rankings.object.name], _text(row, Rankings.ranking_group.name)) == (sort, group)
            ),
            _indicators(done, group) if sort == UNITS else (),
        )
        for sort, group in keys
    )


def ranked_facts(done: Computation, row: Row) -> RankedFacts:
    """One row with its figures at 统计月份; a task force has only its rate (总分 = 投资完成率 × 100)."""
    place, before = (
        common.number_or_none(row[column.name]) for column in (Rankings.place, Rankings.place_before)
    )
    return RankedFacts(
        name=str(row[Rankings.object_name.name]),
        place=None if place is None else int(place),
        score=common.number_or_none(row[Rankings.score.name]),
        composition=common.text_or_none(row[Rankings.remarks.name]),
        bonus=common.number_or_none(row[Rankings.bonus.name]),
        place_before=None if before is None else int(before),
        board=common.text_or_none(row[Rankings.board.name]),
        **_figures(done, row),
    )


def _figures(done: Computation, row: Row) -> dict[str, Any]:
    """年计划, 完成, 完成率, 偏差 of a unit or a project, and a project's lead unit."""
    names = ("year_plan", "year_done", "rate", "deviation")
    if row[Rankings.object.name] == PROJECTS:
        (project,) = common.project_facts(done, [_place_of(done, row)])
        return {name: getattr(project, name) for name in names} | {"unit": project.unit or None}
    figures: pd.DataFrame = done.ranking.figures
    name = row[Rankings.object_name.name]
    if row[Rankings.object.name] != UNITS or name not in figures.index:
        return {}
    return {key: common.number_or_none(figures.loc[name, key]) for key in names}


def _place_of(done: Computation, row: Row) -> int:
    return list(done.panel.codes).index(row[Rankings.object_code.name])


def _indicators(done: Computation, group: str) -> tuple[IndicatorFacts, ...]:
    """The rows of 考核指标 that the group is scored on; a source that names no document is left out."""
    sources = done.ledger[Indicators].set_index("position")[Indicators.source.name]
    return tuple(
        IndicatorFacts(rule.indicator, rule.weight, _source(sources.get(rule.position)), rule.at_end)
        for rule in read_scheme(done.ledger).of_group(group)
    )


def _source(text: Any) -> str | None:
    """依据 without the parts that only say that a figure is a default, and without names of files."""
    parts = (part.strip() for part in re.split("[；;]", common.text_or_none(text) or ""))
    kept = [_FILE_NAME.sub("", part) for part in parts if part and _DEFAULT_SOURCE not in part]
    return "；".join(kept) or None


def _text(row: Row, name: str) -> str:
    return common.text_or_none(row[name]) or ""


RANKING_BULLETIN = Builder(KIND, _jobs, ("rows",), (Rankings,))
