"""攻坚方案：one plan a project: its goal for the year, nodes, duties and what is to be done."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.job import Job
from addin.commands.documents.matters import day_word, matter_facts
from addin.commands.documents.supervised_rows import Row, chosen_projects, row_reference
from addin.schema import Column, Duties, Issues, Milestones, Projects, Sheet
from addin.supervision.deeds import OVERDUE
from addin.supervision.issues import CLEARED
from addin.views.figures import year_plans
from docgen.documents.campaign_plan import CampaignFacts, DutyFacts, MeasureFacts, MonthPlan, NodeFacts
from docgen.facts import Header

KIND = "攻坚方案"
Record = dict[Hashable, Any]


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    return [_job(done, place) for place in chosen_projects(done, KIND, chosen)]


def _job(done: Computation, place: int) -> Job:
    settings = done.ledger.settings
    code = str(done.panel.codes[place])
    units = _units(done, place)

    def facts(header: Header, base_day: date) -> CampaignFacts:
        project = done.ledger[Projects].iloc[place]
        return CampaignFacts(
            header=header,
            addressee=_addressee(done, units),
            month=settings.as_of,
            as_of=common.month_end(settings.as_of),
            project=common.project_facts(done, [place])[0],
            total_investment=common.number_or_none(project[Projects.total_investment.name]),
            content=common.text_or_none(project[Projects.content.name]),
            year_target=common.text_or_none(project[Projects.year_target.name]),
            planned_start=common.day_or_none(project[Projects.planned_start.name]),
            planned_completion=common.day_or_none(project[Projects.planned_completion.name]),
            plan=_plan(done, place),
            nodes=tuple(_nodes(done, code)),
            duties=(*_roles(project), *_tasks(done, code)),
            measures=tuple(_measures(done, code)),
            overdue=matter_facts(done, _overdue(done, code)),
            today=done.ledger.today,
            progress_word=settings.progress_word,
            day_word=day_word(done),
        )

    return Job(
        KIND, units[0] if units else "", code, settings.as_of, (row_reference(done, Projects, place),),
        (code,), facts, addressee=_addressee(done, units) or "",
    )  # fmt: skip


def _units(done: Computation, place: int) -> tuple[str, ...]:
    """责任单位, the lead first, then 配合单位."""
    row = done.ledger[Projects].iloc[place]
    return tuple(dict.fromkeys((*row[Projects.responsible_units.name], *row[Projects.supporting_units.name])))


def _addressee(done: Computation, units: tuple[str, ...]) -> str | None:
    return "、".join(common.salutation(done, unit) or unit for unit in units) or None


def _plan(done: Computation, place: int) -> tuple[MonthPlan, ...]:
    """The months of the year that have a plan."""
    january = done.panel.months[done.column].astype("datetime64[Y]").astype("datetime64[M]")
    figures = year_plans(done.ledger, int(january.astype(np.int64)))[place]
    months = [(january + at).astype("datetime64[D]").astype(date) for at in range(len(figures))]
    return tuple(
        MonthPlan(month, float(figure))
        for month, figure in zip(months, figures, strict=True)
        if figure == figure
    )


def _own(done: Computation, sheet: type[Sheet], code: Column, value: str) -> list[Record]:
    table = done.ledger[sheet]
    return table[table[code.name] == value].to_dict("records")


def _nodes(done: Computation, code: str) -> Iterator[NodeFacts]:
    """节点计划 of the year, in order of the day, those without one last; a node done in another year is past."""
    year = done.ledger.settings.as_of.year
    rows = _own(done, Milestones, Milestones.code, code)
    rows.sort(key=lambda row: (pd.isna(row[Milestones.planned_on.name]), row[Milestones.planned_on.name]))
    for row in rows:
        planned = common.day_or_none(row[Milestones.planned_on.name])
        if planned is None or planned.year == year:
            yield NodeFacts(
                name=common.text_or_none(row[Milestones.milestone.name]),
                standard=common.text_or_none(row[Milestones.standard.name]),
                unit=common.text_or_none(row[Milestones.responsible_unit.name]),
                person=common.text_or_none(row[Milestones.person_in_charge.name]),
                planned_on=planned,
                completed_on=_past(done, row[Milestones.completed_on.name]),
            )


def _past(done: Computation, value: Any) -> date | None:
    day = common.day_or_none(value)
    return day if day and day <= done.ledger.today else None


def _roles(project: pd.Series) -> Iterator[DutyFacts]:
    """Who is named on 项目清单: the leader, the service officer, the units."""
    for column in (Projects.sponsor, Projects.service_officer):
        person = common.text_or_none(project[column.name])
        if person:
            yield DutyFacts(column.title, None, person)
    lead, *others = project[Projects.responsible_units.name] or (None,)
    yield DutyFacts("牵头单位", lead, common.text_or_none(project[Projects.person_in_charge.name]))
    if others:
        yield DutyFacts(Projects.responsible_units.title, "、".join(others), "")
    if project[Projects.supporting_units.name]:
        yield DutyFacts(
            Projects.supporting_units.title, "、".join(project[Projects.supporting_units.name]), ""
        )


def _tasks(done: Computation, code: str) -> Iterator[DutyFacts]:
    """责任清单 of the project that is not done yet."""
    for row in _own(done, Duties, Duties.code, code):
        if _past(done, row[Duties.completed_on.name]) is None:
            yield DutyFacts(
                role=common.text_or_none(row[Duties.type.name]) or Duties.title,
                unit=common.text_or_none(row[Duties.lead_unit.name]),
                person=common.text_or_none(row[Duties.person_in_charge.name]),
                task=common.text_or_none(row[Duties.task.name]),
                due_on=common.day_or_none(row[Duties.due_on.name]),
            )


def _measures(done: Computation, code: str) -> Iterator[MeasureFacts]:
    """推进措施, else 解决建议, of the project's issues that are not closed."""
    table, step = done.ledger[Issues], done.suggestions.deeds.columns[Issues][Issues.step.name]
    own = (table[Issues.code.name] == code).to_numpy() & (step != CLEARED).to_numpy()
    for row in table[own].to_dict("records"):
        units = row[Issues.responsible_units.name]
        yield MeasureFacts(
            problem=common.text_or_none(row[Issues.description.name]),
            measure=common.text_or_none(row[Issues.measures.name])
            or common.text_or_none(row[Issues.proposal.name]),
            unit=units[0] if units else None,
            due_on=common.day_or_none(row[Issues.due_on.name]),
        )


def _overdue(done: Computation, code: str) -> list[Row]:
    """节点计划 and 责任清单 of the project that are 逾期未完成."""
    rows: list[Row] = []
    for sheet, column in ((Milestones, Milestones.code), (Duties, Duties.code)):
        late = done.suggestions.deeds.columns[sheet][Milestones.state.name] == OVERDUE
        own = (done.ledger[sheet][column.name] == code).to_numpy()
        rows += [(sheet, place) for place in np.flatnonzero(late.to_numpy() & own).tolist()]
    return rows


CAMPAIGN = Builder(KIND, _jobs, ("rows", "units"), (Projects,))
