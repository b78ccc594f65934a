"""项目月报：the month's totals, lights, issues, ranking and what falls due next month."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from addin.commands.computation import Computation
from addin.commands.documents import common, progress_facts
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.circular import lit_projects, rank_rows, ranking_note
from addin.commands.documents.job import Job
from addin.ledger.wording import month_name
from addin.lights.rule_sentences import rule_sentences
from addin.schema import Projects
from addin.views.figures import counted_projects
from docgen.documents.monthly_report import MonthlyReportFacts
from docgen.facts import Header

KIND = "项目月报"


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    """One report of the month."""
    settings = done.ledger.settings
    month = settings.as_of
    first = common.month_end(month) + timedelta(days=1)
    lit = lit_projects(done)
    trend = progress_facts.trend(done)

    def facts(header: Header, base_day: date) -> MonthlyReportFacts:
        return MonthlyReportFacts(
            header=header,
            region=settings.region or None,
            month=month,
            as_of=common.month_end(month),
            totals=common.totals(done),
            month_done=month_done(done),
            lights=common.light_counts(done),
            rule_sentences=rule_sentences(done.ledger),
            categories=progress_facts.categories(done),
            trend=trend,
            lit=common.project_facts(done, lit),
            unstarted=progress_facts.unstarted(done),
            issues=progress_facts.issue_analysis(done),
            ranking=rank_rows(done),
            ranking_note=ranking_note(done),
            due_from=first,
            due_until=common.month_end(first),
            due=progress_facts.due_between(done, first, common.month_end(first)),
            progress_word=settings.progress_word,
            charts=trend is not None,
        )

    codes = tuple(str(done.panel.codes[place]) for place in lit)
    rows = (common.key_of(Projects, f"{month:%Y-%m}"),)
    notice = progress_facts.chart_notice(trend)
    return [Job(KIND, "", month_name(month), month, rows, codes, facts, notice=notice)]


def month_done(done: Computation) -> float:
    """本月完成投资 in 万元 of the projects that the totals count."""
    counted = counted_projects(done.panel, done.column)
    return round(float(np.nansum(done.panel.month_done[counted, done.column])), 6)


MONTHLY_REPORT = Builder(KIND, _jobs)
