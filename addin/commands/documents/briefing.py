"""汇报材料：what the 双月会 is told and asked to decide, from the totals, 议定事项 and the agenda of its next meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common, progress_facts
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.circular import lit_projects
from addin.commands.documents.job import Job
from addin.commands.documents.monthly_report import month_done
from addin.errors import UsageError
from addin.ledger.tiers import NO_TIER
from addin.lights.rule_sentences import rule_sentences
from addin.meetings.additions import additions
from addin.meetings.agenda import Agenda, agenda, meeting_number, next_meeting_day
from addin.meetings.outcomes import deed_words
from addin.meetings.raising import raises
from addin.meetings.tiers import MONTHS, Scheme, Tier, read_scheme
from addin.schema import Issues, Meetings, Resolutions, Tiers, Topics
from addin.supervision.deeds import deed_states
from docgen.documents.briefing import BriefingFacts, FollowUpFacts, QuestionFacts
from docgen.facts import Header

KIND = "汇报材料"
TWO_MONTHS = 2


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    """One document for the meeting named, else for the next meeting of the tier that meets every two months."""
    scheme = read_scheme(done.ledger)
    tier, day = _sitting(done, scheme, chosen.meeting)
    plan = agenda(done.ledger, scheme, tier, day)
    month = done.ledger.settings.as_of
    lit = lit_projects(done)

    def facts(header: Header, base_day: date) -> BriefingFacts:
        return _facts(done, scheme, plan, lit, header)

    codes = tuple(str(done.panel.codes[place]) for place in lit)
    rows = (common.key_of(Tiers, tier.name, f"{day:%Y-%m-%d}"),)
    return [Job(KIND, "", f"{tier.name}{day:%Y-%m-%d}", month, rows, codes, facts)]


def _sitting(done: Computation, scheme: Scheme, number: str | None) -> tuple[Tier, pd.Timestamp]:
    """The tier and the day. Raises UsageError for an unknown meeting, or where no tier meets at all."""
    if number is None:
        tier = _usual_tier(done, scheme)
        return tier, next_meeting_day(done.ledger, scheme, tier)
    key = number.removeprefix(f"{Meetings.title}!")
    row = common.find_row(done.ledger[Meetings], Meetings.number.name, key)
    if row is None:
        raise UsageError("--meeting", f"“{Meetings.title}”中没有“{number}”", f"请填{Meetings.number.title}")
    place = int(scheme.places([row[Meetings.tier.name]])[0])
    if place == NO_TIER or pd.isna(row[Meetings.held_on.name]):
        wanted = f"{Meetings.tier.title}、{Meetings.held_on.title}"
        raise UsageError("--meeting", f"会议“{key}”没有填好{wanted}", f"请在“{Meetings.title}”补填")
    return scheme.tiers[place], pd.Timestamp(row[Meetings.held_on.name])


def _usual_tier(done: Computation, scheme: Scheme) -> Tier:
    """The tier that meets every two months; without one the highest that meets regularly."""
    regular = [tier for tier in scheme.tiers if tier.cycle is not None]
    if not regular:
        raise UsageError(
            Tiers.title,
            f"方案“{done.ledger.settings.tier_scheme}”中没有定期开会的层级",
            f"请在“{Tiers.title}”填写{Tiers.cycle.title}，或用 --meeting 指明会议编号",
        )
    every_two = [tier for tier in regular if tier.cycle == TWO_MONTHS and tier.unit == MONTHS]
    return (every_two or regular)[-1]


def _facts(done: Computation, scheme: Scheme, plan: Agenda, lit: list[int], header: Header) -> BriefingFacts:
    settings = done.ledger.settings
    upper = scheme.tiers[plan.tier.place + 1 : plan.tier.place + 2]
    return BriefingFacts(
        header=header,
        region=settings.region or None,
        month=settings.as_of,
        as_of=common.month_end(settings.as_of),
        meeting=_meeting_name(done, plan),
        held_on=plan.day.date(),
        totals=common.totals(done),
        month_done=month_done(done),
        lights=common.light_counts(done),
        rule_sentences=rule_sentences(done.ledger),
        categories=progress_facts.categories(done),
        trend=progress_facts.trend(done),
        lit=common.project_facts(done, lit),
        unstarted=progress_facts.unstarted(done),
        issues=progress_facts.issue_analysis(done),
        follow_ups=_follow_ups(done, plan),
        questions=tuple(_questions(done, scheme, plan)),
        upper_tier=upper[0].name if upper else None,
        upward=tuple(_upward(done, scheme, plan.tier)),
        progress_word=settings.progress_word,
    )


def _meeting_name(done: Computation, plan: Agenda) -> str:
    """会议名称 of the registered meeting, else the tier's name."""
    if plan.meeting is None:
        return plan.tier.name
    name = done.ledger[Meetings][Meetings.meeting_name.name].iloc[plan.meeting]
    return common.text_or_none(name) or plan.tier.name


def _follow_ups(done: Computation, plan: Agenda) -> tuple[FollowUpFacts, ...]:
    table, told = done.ledger[Resolutions], deed_words(done.ledger)
    states = deed_states(done.ledger, Resolutions)[Resolutions.state.name]
    names = progress_facts.project_names(done)
    return tuple(
        _follow_up(table.iloc[row], states.iloc[row], told.iloc[row], names) for row in plan.resolutions
    )


def _follow_up(row: pd.Series, state: Any, told: Any, names: dict[str, str]) -> FollowUpFacts:
    return FollowUpFacts(
        number=str(row[Resolutions.number.name]),
        project=names.get(row[Resolutions.code.name]),
        resolution=common.text_or_none(row[Resolutions.resolution.name]),
        responsible=row[Resolutions.responsible_units.name],
        due_on=common.day_or_none(row[Resolutions.due_on.name]),
        state=common.text_or_none(state),
        told=common.text_or_none(told),
    )


def _questions(done: Computation, scheme: Scheme, plan: Agenda) -> Iterator[QuestionFacts]:
    """What the meeting took up already, then the agenda; topics not written yet as `agenda --apply` writes them."""
    ledger, names = done.ledger, progress_facts.project_names(done)
    table = ledger[Topics]
    new = iter(additions(ledger, scheme, plan).topics)
    taken_up = _taken_up(done, plan)
    for row in taken_up:
        yield _question(table.iloc[row], names, "")
    for item in plan.items:
        topic: Any = next(new) if item.new else table.iloc[item.topic or 0]
        if item.new or item.topic not in taken_up:
            yield _question(topic, names, item.reason if item.start is not None else "")


def _taken_up(done: Computation, plan: Agenda) -> list[int]:
    """Rows of 会商议题 of the meeting itself, where it is registered: also those with a 例会结论."""
    if plan.meeting is None:
        return []
    number = meeting_number(done.ledger, plan.meeting)
    return np.flatnonzero(done.ledger[Topics][Topics.meeting.name] == number).tolist()


def _question(topic: Any, names: dict[str, str], reason: str) -> QuestionFacts:
    unit = topic[Topics.responsible_unit.name] or topic[Topics.applicant.name]
    return QuestionFacts(
        project=names.get(topic[Topics.code.name]),
        unit=common.text_or_none(unit),
        progress=common.text_or_none(topic[Topics.current_progress.name]),
        question=common.text_or_none(topic[Topics.question.name]),
        proposal=common.text_or_none(topic[Topics.proposal.name]),
        reason=reason,
    )


def _upward(done: Computation, scheme: Scheme, tier: Tier) -> Iterator[QuestionFacts]:
    """Issues at this tier that have to go up to the next one."""
    table, names = done.ledger[Issues], progress_facts.project_names(done)
    for one in raises(done.ledger, scheme):
        if one.start != tier.place:
            continue
        row = table.iloc[one.row]
        units = row[Issues.responsible_units.name]
        yield QuestionFacts(
            project=names.get(row[Issues.code.name]),
            unit="、".join(units) or None,
            progress=common.text_or_none(row[Issues.handling.name]),
            question=common.text_or_none(row[Issues.description.name]),
            proposal=common.text_or_none(row[Issues.proposal.name]),
            reason=one.reason,
        )


BRIEFING = Builder(KIND, _jobs, ("meeting",))
