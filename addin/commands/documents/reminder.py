"""提醒函：one letter a unit with all its rows of 项目清单."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.job import Job
from addin.errors import UsageError
from addin.ledger.reports import lead_units
from addin.lights.rule_sentences import rule_sentences
from addin.lights.rules import YELLOW
from addin.people import kept_informed
from addin.schema import Projects
from docgen.facts import Header, ReminderFacts

KIND = "提醒函"
NEXT_KIND = "督办函"
"""What follows where a reminder has no effect: the body that signs it is told of the reminder."""


def jobs(done: Computation, rows: Sequence[str], units: Sequence[str]) -> list[Job]:
    """One letter a unit: of the rows asked for, else of those whose 建议措施 names this letter.

    With `units` only theirs, and without `rows` also their lit projects.
    """
    positions = _positions(done, rows, units)
    lead = lead_units(done.ledger).to_numpy(object)
    by_unit: dict[str, list[int]] = {}
    for place in positions:
        by_unit.setdefault(lead[place] or "", []).append(place)
    return [_job(done, unit, places) for unit, places in by_unit.items()]


def _positions(done: Computation, rows: Sequence[str], units: Sequence[str]) -> list[int]:
    projects = done.ledger[Projects]
    if rows:
        wanted = [row.removeprefix(f"{Projects.title}!") for row in rows]
        places = [_position(done, key) for key in wanted]
        chosen = np.isin(np.arange(len(projects)), places)
    else:
        chosen = np.array(
            [KIND in (text or "").split("、") for text in done.suggestions.projects], dtype=bool
        )
    if units:
        wide = chosen if rows else chosen | (done.register.level[:, done.column] >= YELLOW)
        chosen = wide & _led_by(done, units)
    return np.flatnonzero(chosen).tolist()


def _led_by(done: Computation, units: Sequence[str]) -> np.ndarray:
    """Which projects one of the units leads. Raises UsageError for a unit that leads none."""
    lead = lead_units(done.ledger)
    unknown = [unit for unit in units if not (lead == unit).any()]
    if unknown:
        raise UsageError("--unit", f"没有牵头单位是“{unknown[0]}”的项目", "请照单位名录的写法填写单位名称")
    return lead.isin(list(units)).to_numpy(dtype=bool)


def _position(done: Computation, key: str) -> int:
    """The project whose 项目代码 or 行标识 this is."""
    projects = done.ledger[Projects]
    found = projects.index[(projects[Projects.code.name] == key) | (projects[Projects.row_id.name] == key)]
    if not len(found):
        raise UsageError(
            "--rows",
            f"“{Projects.title}”中没有“{key}”这一行",
            f"请填{Projects.code.title}或{Projects.row_id.title}",
        )
    return int(found[0])


def _job(done: Computation, unit: str, places: list[int]) -> Job:
    settings = done.ledger.settings
    codes = tuple(str(done.panel.codes[place]) for place in places)

    def facts(header: Header, base_day: date) -> ReminderFacts:
        return ReminderFacts(
            header=header,
            unit=unit or None,
            salutation=common.salutation(done, unit),
            month=settings.as_of,
            as_of=common.month_end(settings.as_of),
            projects=common.project_facts(done, places),
            rule_sentences=rule_sentences(done.ledger),
            rectify_by=common.next_month_end(settings.as_of),
            reply_by=base_day + timedelta(days=common.reply_days(done, KIND)),
            progress_word=settings.progress_word,
        )

    rows = tuple(common.key_of(Projects, code) for code in codes)
    informed = kept_informed(done.ledger, codes, KIND, NEXT_KIND)
    return Job(
        KIND, unit, unit, settings.as_of, rows, codes, facts,
        addressee=common.salutation(done, unit) or "",
        copied_to=tuple(common.salutation(done, body) or body for body in informed if body != unit),
    )  # fmt: skip
