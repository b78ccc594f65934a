"""督办函、督办通知：one letter a unit with all its rows and the letters that went before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.genre import Genre
from addin.commands.documents.job import Job
from addin.commands.documents.matters import day_word, earlier_letters, matter_facts
from addin.commands.documents.supervised_jobs import consequences, references, unit_job, unit_jobs
from addin.commands.documents.supervised_rows import SUPERVISED, Chosen
from addin.lights.rule_sentences import rule_sentences
from addin.supervision.steps import LETTER_TO_SUBORDINATE, REMINDER_LETTER, SUPERVISION_LETTER
from docgen.documents.matters import matter_name
from docgen.documents.supervision_letter import SupervisionFacts
from docgen.facts import EarlierLetter, Header, MatterFacts, ProjectFacts

NEXT_KIND = "约谈通知"
BEFORE = (REMINDER_LETTER, SUPERVISION_LETTER, LETTER_TO_SUBORDINATE)


def _jobs_of(kind: str) -> Callable[[Computation, Selection], list[Job]]:
    return lambda done, chosen: unit_jobs(done, kind, chosen, _job, SUPERVISED)


def _job(done: Computation, genre: Genre, one: Chosen) -> Job:
    settings = done.ledger.settings
    matters = matter_facts(done, one.matters)

    def facts(header: Header, base_day: date) -> SupervisionFacts:
        projects = common.project_facts(done, one.projects)
        return SupervisionFacts(
            header=header,
            unit=one.unit or None,
            salutation=common.salutation(done, one.unit),
            month=settings.as_of,
            as_of=common.month_end(settings.as_of),
            today=done.ledger.today,
            projects=projects,
            matters=matters,
            earlier=_earlier(done, one, projects, matters, header),
            rule_sentences=rule_sentences(done.ledger),
            consequences=consequences(done, genre.kind),
            rectify_by=common.next_month_end(settings.as_of),
            reply_by=base_day + timedelta(days=common.reply_days(done, genre.kind)),
            progress_word=settings.progress_word,
            day_word=day_word(done),
        )

    return unit_job(done, genre, one, NEXT_KIND, facts)


def _earlier(
    done: Computation,
    one: Chosen,
    projects: tuple[ProjectFacts, ...],
    matters: tuple[MatterFacts, ...],
    header: Header,
) -> tuple[EarlierLetter, ...]:
    called = (*(project.name for project in projects), *map(matter_name, matters))
    names = dict(zip(references(done, one), called, strict=True))
    return earlier_letters(done, BEFORE, names, [header.issuer.short_name])


SUPERVISION_LETTERS = Builder(SUPERVISION_LETTER, _jobs_of(SUPERVISION_LETTER), ("rows", "units"), SUPERVISED)
SUPERVISION_NOTICES = Builder(
    LETTER_TO_SUBORDINATE, _jobs_of(LETTER_TO_SUBORDINATE), ("rows", "units"), SUPERVISED
)
