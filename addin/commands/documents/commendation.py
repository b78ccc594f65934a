"""表扬通报：红榜 of 排名榜, or the rows and persons named by --rows, with what earned them the praise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.circular import addressee
from addin.commands.documents.job import Job
from addin.commands.documents.ranking import Row, Wanted, ranked_facts, read_wanted
from addin.errors import UsageError
from addin.ledger.deadlines import as_days
from addin.rankings.boards import HONOUR
from addin.schema import Bonuses, Indicators, Issues, Organisation, Projects, Rankings
from addin.schema.rules import PERIODS
from addin.supervision.issues import RETURNED
from docgen.documents.commendation import CommendationFacts, HonouredFacts, HonouredPerson
from docgen.documents.periods import Period
from docgen.facts import Header

KIND = "表扬通报"
TILT = "倾斜"
"""新乡市稳经济重要项目集中攻坚机制: 下年度项目资金申报、土地指标、能源容量、环境容量等方面予以倾斜."""


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    """One bulletin a 口径: of the rows named, else of the month's 红榜; persons go with the first."""
    front = f"{Organisation.title}!"
    people = [key for key in chosen.rows if key.startswith(front)]
    wanted = read_wanted(done, [key for key in chosen.rows if key not in people])
    persons = [_person_row(done, key.removeprefix(front)) for key in people]
    if persons and not wanted:
        return [_job(done, PERIODS[0], [], persons)]
    periods = list(dict.fromkeys(one.period for one in wanted)) or [PERIODS[0]]
    jobs = [
        _job(done, period, _honoured(done, period, wanted), persons if period == periods[0] else [])
        for period in periods
    ]
    return [job for job in jobs if job.rows]


def _honoured(done: Computation, period: str, wanted: Sequence[Wanted]) -> list[Row]:
    """The rows named one by one as they are, of a whole 口径 or 排名对象 those on 红榜."""
    rows = [row for row in done.ranking.rows.to_dict("records") if row[Rankings.period.name] == period]
    if not wanted:
        return [row for row in rows if row[Rankings.board.name] == HONOUR]
    return [row for row in rows if any(_praises(one, row) for one in wanted)]


def _praises(one: Wanted, row: Row) -> bool:
    return one.chooses(row) and (bool(one.name) or row[Rankings.board.name] == HONOUR)


def _job(done: Computation, period: str, rows: list[Row], persons: list[pd.Series]) -> Job:
    settings = done.ledger.settings
    month = settings.as_of
    by_board = all(row[Rankings.board.name] == HONOUR for row in rows)

    def facts(header: Header, base_day: date) -> CommendationFacts:
        return CommendationFacts(
            header=header,
            region=settings.region or None,
            period=period,
            month=month,
            as_of=common.month_end(month),
            addressee=addressee(done),
            honoured=tuple(_honoured_facts(done, period, row) for row in rows),
            persons=tuple(_person(done, row) for row in persons),
            condition=_condition(done) if rows and by_board else None,
            tilts=_tilts(done, period, rows),
            progress_word=settings.progress_word,
        )

    keys = [
        common.key_of(
            Rankings,
            f"{month:%Y-%m}",
            period,
            str(row[Rankings.object.name]),
            str(row[Rankings.object_name.name]),
        )
        for row in rows
    ]
    keys += [
        common.key_of(Organisation, row[Organisation.body.name], row[Organisation.person.name])
        for row in persons
    ]
    codes = tuple(str(row[Rankings.object_code.name]) for row in rows if row[Rankings.object_code.name])
    return Job(KIND, "", Period(period, month).text, month, tuple(keys), codes, facts)


def _honoured_facts(done: Computation, period: str, row: Row) -> HonouredFacts:
    return HonouredFacts(
        object=str(row[Rankings.object.name]),
        group=common.text_or_none(row[Rankings.ranking_group.name]) or "",
        ranked=ranked_facts(done, row),
        deeds=tuple(_deed(one) for one in _bonuses(done, period, row).to_dict("records")),
    )


def _bonuses(done: Computation, period: str, row: Row) -> pd.DataFrame:
    """Points given to the unit in the months of the period."""
    table, as_of = done.ledger[Bonuses], done.ledger.settings.as_of
    first = Period(period, as_of).first
    months = table[Bonuses.month.name]
    within = (months >= pd.Timestamp(first)) & (months <= pd.Timestamp(as_of))
    own = (table[Bonuses.unit.name] == row[Rankings.object_name.name]) & (table[Bonuses.points.name] > 0)
    chosen: pd.DataFrame = table[within & own]
    return chosen


def _deed(row: Row) -> str:
    """「承办集中开工和现场观摩活动（云统办〔2022〕18号）」."""
    matter = common.text_or_none(row[Bonuses.matter.name]) or "未写明事由"
    grounds = common.text_or_none(row[Bonuses.grounds.name])
    return f"{matter}（{grounds}）" if grounds else matter


def _condition(done: Computation) -> str:
    """「完成且前3名」: 参数!红榜条件 with N as 参数!红黑榜名额 sets it."""
    settings = done.ledger.settings
    return re.sub("[Nn]", str(settings.board_size), str(settings.honour_when))


def _tilts(done: Computation, period: str, rows: Sequence[Row]) -> tuple[str, ...]:
    """What 考核指标 of the scheme in force, or 加减分 of the praised, says of 倾斜, word for word."""
    indicators = done.ledger[Indicators]
    own = indicators[indicators[Indicators.scheme.name] == done.ledger.settings.score_scheme]
    texts: list[Any] = own[Indicators.source.name].tolist()
    for row in rows:
        bonuses = _bonuses(done, period, row)
        texts += [text for name in (Bonuses.matter.name, Bonuses.grounds.name) for text in bonuses[name]]
    return tuple(dict.fromkeys(text for text in texts if isinstance(text, str) and TILT in text))


# --- persons -------------------------------------------------------------------------------------


def _person_row(done: Computation, key: str) -> pd.Series:
    """「机构/姓名」 or the 行标识 of 组织架构."""
    table = done.ledger[Organisation]
    body, _, name = key.partition("/")
    named = (table[Organisation.body.name] == body) & (table[Organisation.person.name] == name)
    found = table[named | (table[Organisation.row_id.name] == key)]
    if found.empty:
        raise UsageError(
            "--rows",
            f"“{Organisation.title}”中没有“{key}”",
            f"请按“{Organisation.body.title}/{Organisation.person.title}”填写",
        )
    return found.iloc[0]


def _person(done: Computation, row: pd.Series) -> HonouredPerson:
    name = str(row[Organisation.person.name])
    projects = done.ledger[Projects]
    own = projects.loc[projects[Projects.person_in_charge.name] == name, Projects.project_name.name]
    return HonouredPerson(
        name=name,
        unit=common.text_or_none(row[Organisation.unit.name]),
        post=common.text_or_none(row[Organisation.post.name]),
        projects=tuple(str(one) for one in own.dropna()),
        issues_in_time=_issues_in_time(done, name),
    )


def _issues_in_time(done: Computation, name: str) -> int:
    """Issues with this 责任人 whose 办结日期 of the year is not after 办结时限 and that were not sent back."""
    table = done.ledger[Issues]
    resolved, due = (as_days(table[one.name]) for one in (Issues.resolved_on, Issues.due_on))
    end = np.datetime64(common.month_end(done.ledger.settings.as_of), "D")
    year = end.astype("datetime64[Y]")
    counted = (resolved <= due) & (resolved <= end) & (resolved.astype("datetime64[Y]") == year)
    own = (table[Issues.person_in_charge.name] == name) & (table[Issues.review.name] != RETURNED)
    return int((own.to_numpy() & counted).sum())


COMMENDATION = Builder(KIND, _jobs, ("rows",), (Rankings, Organisation))
