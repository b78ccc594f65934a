"""督办文书：what the letters made from supervised rows have in common: rows, addressee, 抄送, consequences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Selection
from addin.commands.documents.genre import Genre, addressed
from addin.commands.documents.job import Job
from addin.commands.documents.matters import matter_codes
from addin.commands.documents.supervised_rows import PROJECTS_ONLY, Chosen, chosen_by_unit, row_reference
from addin.people import kept_informed
from addin.schema import Projects, Sheet
from addin.supervision.steps import read_ladder, subordinate_kind
from docgen.facts import Header

_MEANS = {
    "约谈通知": "约谈",
    "督查通报": "通报",
    "推进通报": "通报",
    "挂牌督办通知": "挂牌督办",
    "专项督查通知": "专项督查",
}
"""What a document of 督办阶梯 does to the unit, as an earlier one announces it."""

Facts = Callable[[Header, date], Any]


def unit_jobs(
    done: Computation,
    kind: str,
    chosen: Selection,
    job: Callable[[Computation, Genre, Chosen], Job],
    sheets: Sequence[type[Sheet]] = PROJECTS_ONLY,
) -> list[Job]:
    """One document a unit with all its rows, in the genre that the unit's relation asks for."""
    picked = {one.unit: one for one in chosen_by_unit(done, kind, chosen, sheets)}
    named = bool(chosen.rows or chosen.units)
    return [job(done, genre, one) for genre, one in addressed(done, kind, picked, named=named)]


def unit_job(done: Computation, genre: Genre, one: Chosen, next_kind: str, facts: Facts) -> Job:
    """The job of one unit; who signs `next_kind` (督办阶梯) and leads the 专班 gets a copy."""
    unit = one.unit
    own = [str(done.panel.codes[place]) for place in one.projects]
    codes = tuple(dict.fromkeys((*own, *matter_codes(done, one.matters))))
    informed = kept_informed(done.ledger, codes, genre.kind, next_kind)
    return Job(
        genre.kind, unit, unit, done.ledger.settings.as_of, references(done, one), codes, facts,
        addressee=common.salutation(done, unit) or "",
        copied_to=tuple(common.salutation(done, body) or body for body in informed if body != unit),
        layout=genre.layout, notice=genre.notice,
    )  # fmt: skip


def with_notice(job: Job, sentence: str) -> Job:
    """The job with one more sentence for the user."""
    return replace(job, notice="\n".join(filter(None, (job.notice, sentence))))


def references(done: Computation, one: Chosen) -> tuple[str, ...]:
    """「表名!编号」 of the rows, as 发文登记!关联编号 has them."""
    projects = tuple(row_reference(done, Projects, place) for place in one.projects)
    return projects + tuple(row_reference(done, sheet, place) for sheet, place in one.matters)


def consequences(done: Computation, kind: str) -> tuple[str, ...]:
    """约谈, 通报 …: what the steps above the kind's own call for on 督办阶梯; nothing where it has none."""
    rows = read_ladder(done.ledger)
    own = [row.step for row in rows if kind in (row.kind, subordinate_kind(row.kind))]
    above = sorted((row for row in rows if own and row.step > min(own)), key=lambda row: row.step)
    return tuple(dict.fromkeys(_MEANS[row.kind] for row in above if row.kind in _MEANS))
