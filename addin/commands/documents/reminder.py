"""提醒函：one letter a unit with all its rows of 项目清单 and of the sheets with deadlines."""

from __future__ import annotations

from datetime import date, timedelta

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.genre import Genre
from addin.commands.documents.job import Job
from addin.commands.documents.matters import day_word, matter_facts
from addin.commands.documents.supervised_jobs import unit_job, unit_jobs
from addin.commands.documents.supervised_rows import SUPERVISED, Chosen
from addin.lights.rule_sentences import rule_sentences
from docgen.facts import Header, ReminderFacts

KIND = "提醒函"
NEXT_KIND = "督办函"
"""What follows where a reminder has no effect: the body that signs it is told of the reminder."""


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    return unit_jobs(done, KIND, chosen, _job, SUPERVISED)


def _job(done: Computation, genre: Genre, one: Chosen) -> Job:
    settings = done.ledger.settings
    matters = matter_facts(done, one.matters)

    def facts(header: Header, base_day: date) -> ReminderFacts:
        return ReminderFacts(
            header=header,
            unit=one.unit or None,
            salutation=common.salutation(done, one.unit),
            month=settings.as_of,
            as_of=common.month_end(settings.as_of),
            projects=common.project_facts(done, one.projects),
            matters=matters,
            rule_sentences=rule_sentences(done.ledger),
            rectify_by=common.next_month_end(settings.as_of),
            reply_by=base_day + timedelta(days=common.reply_days(done, KIND)),
            progress_word=settings.progress_word,
            today=done.ledger.today,
            day_word=day_word(done),
            subordinate=genre.below,
        )

    return unit_job(done, genre, one, NEXT_KIND, facts)


REMINDER = Builder(KIND, _jobs, ("rows", "units"), SUPERVISED)
