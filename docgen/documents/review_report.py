"""复盘报告：what became of the projects that were lit twice or more, told to the leadership (报告, 上行文).

A 报告 reports and asks for nothing: 报告 may not carry 请示 matters (条例 art. 15), so sentences of the units' own
texts that ask for a decision are left out, and named in `left_out`.
Source of the mechanism: 仑政办〔2022〕26号 (对两次以上亮灯项目开展专项督查、复盘问责).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, Table, TableColumn, missing_marker
from docgen.documents.common import (
    composed,
    issuer_fields,
    light_name,
    period_fields,
    rate_field,
    with_missing,
)
from docgen.documents.kind import Kind
from docgen.documents.matters import letter_fields
from docgen.documents.unit_notice import lit_fields, lit_months_text
from docgen.facts import EarlierLetter, Header, LightCount, ProjectFacts
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import DASH, day_text, listed, points

NAME = "复盘报告"
_PROJECTS = "亮灯项目"
_ASKS = re.compile(r"请(?:批准|批示|审批|审定|审议|核准|予以|领导|区|市|上级|给予|求)|恳请|妥否|当否|可否")
"""Words that ask a superior for a decision."""


@dataclass(frozen=True, slots=True)
class Step:
    """督办经过：a 约谈 or 督查 of the project on a day."""

    what: str
    held_on: date


@dataclass(frozen=True, slots=True)
class ReviewedProject:
    """A project with the letters that went out about it, the talks and inspections held, and the 问题类别 of the
    issues that are not closed."""

    project: ProjectFacts
    letters: tuple[EarlierLetter, ...] = ()
    steps: tuple[Step, ...] = ()
    open_issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """复盘报告: `threshold` is 参数!专项督查次数; `today` is what answers to letters are looked at on; `lights` counts
    the projects by the light of the month."""

    header: Header
    addressee: str | None
    month: date
    as_of: date
    today: date | None
    projects: tuple[ReviewedProject, ...]
    threshold: int | None
    lights: tuple[LightCount, ...] = ()
    progress_word: str = "时序进度"


def without_petitions(text: str | None) -> tuple[str, tuple[str, ...]]:
    """The text without the sentences that ask for a decision, and those sentences."""
    sentences = [part for part in re.split(r"[；。;\n]", prose(text or "")) if part]
    asking = tuple(part for part in sentences if _ASKS.search(part))
    return "；".join(part for part in sentences if part not in asking), asking


def left_out(projects: Sequence[ReviewedProject]) -> tuple[tuple[str, str], ...]:
    """Project and sentence of everything that asks for a decision and so does not stand in the report."""
    return tuple(
        (one.project.name, sentence)
        for one in projects
        for text in (one.project.problems, one.project.next_steps)
        for sentence in without_petitions(text)[1]
    )


def _fields(facts: ReviewFacts) -> Mapping[str, Any]:
    own = issuer_fields(facts.header.issuer, joint=bool(facts.header.joint))
    units = dict.fromkeys(one.project.unit for one in facts.projects if one.project.unit)
    return {
        **period_fields(facts.month, facts.as_of),
        **own,
        "主送": or_missing(facts.addressee, "主送机关"),
        "时序用字": facts.progress_word,
        "督查次数": or_missing(facts.threshold, "专项督查次数"),
        "项目数": len(facts.projects),
        "单位数": len(units),
        "仍亮灯": listed(f"{light_name(light.label)}{light.count}个" for light in facts.lights),
        "各项目": [
            _project_fields(one, facts, str(own["自称"]), n) for n, one in enumerate(facts.projects, 1)
        ]
        or Missing("复盘项目"),
        "问题类别": issue_counts(facts.projects),
        "督办次数": sum(len(one.letters) + len(one.steps) for one in facts.projects),
    }


def _project_fields(one: ReviewedProject, facts: ReviewFacts, own_name: str, number: int) -> dict[str, Any]:
    project = one.project
    return {
        **lit_fields(project, facts.progress_word, number),
        "存在问题": without_petitions(project.problems)[0],
        "下步措施": without_petitions(project.next_steps)[0],
        "文书": [letter_fields(letter, own_name, facts.today) for letter in one.letters],
        "督办经过": [f"{day_text(step.held_on)}{step.what}" for step in one.steps],
    }


def issue_counts(projects: Sequence[ReviewedProject]) -> str:
    """「征迁2个、资金1个」: the issues not closed by their sort, most first; blank without any."""
    counts = Counter(sort for one in projects for sort in one.open_issues)
    return listed(f"{sort}{count}个" for sort, count in counts.most_common())


def _blocks(facts: ReviewFacts) -> Mapping[str, NamedBlock]:
    columns = (
        TableColumn("序号", 2.5),
        TableColumn("项目名称", 10, "left"),
        TableColumn("责任单位", 5.5),
        TableColumn("亮灯\n次数", 3),
        TableColumn("亮灯月份", 7.5, "left"),
        TableColumn("当月\n发布灯", 3.5),
        TableColumn("投资\n完成率", 4.5),
        TableColumn(f"较{facts.progress_word}\n（百分点）", 6.5),
    )
    rows = (_row(one.project, facts.progress_word) for one in facts.projects)
    return {_PROJECTS: Table(columns, tuple((str(n), *row) for n, row in enumerate(rows, 1)))}


def _row(project: ProjectFacts, progress_word: str) -> tuple[str, ...]:
    name = one_line(project.name)
    deviation = project.deviation
    return (
        name,
        str(or_missing(one_line(project.unit), f"{name}责任单位")),
        str(or_missing(project.lit_count, f"{name}年内亮灯次数")),
        lit_months_text(project.lit_months) or DASH,
        light_name(project.light),
        str(rate_field(project.rate, f"{name}投资完成率")),
        str(Missing(f"{name}与{progress_word}的偏差")) if deviation is None else points(deviation),
    )


def _finish(facts: ReviewFacts, draft: Draft) -> Composition:
    composition = composed(NAME, Layout.DOCUMENT, facts.header, draft, facts.as_of.year, upward=True)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


REVIEW_REPORT = Kind(NAME, Layout.DOCUMENT, ReviewFacts, NAME, _fields, _blocks, _finish)
