"""单位通知：what 亮灯告知单, 专项督查通知 and 挂牌督办通知 share: one unit, its lit projects, two dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from docgen.blocks import Composition, Layout, missing_marker
from docgen.documents.common import (
    composed,
    day_field,
    issuer_fields,
    light_name,
    period_fields,
    project_fields,
    rules_field,
    with_missing,
)
from docgen.documents.matters import projects_called, title_object
from docgen.facts import Header, LitMonth, ProjectFacts
from docgen.wording.markdown import Draft
from docgen.wording.missing import or_missing
from docgen.wording.numerals import listed


@dataclass(frozen=True, slots=True)
class UnitNoticeFacts:
    """One unit and its lit projects. `subordinate`: the unit is a 下级, and is told 你单位 and what it has to do."""

    header: Header
    unit: str | None
    salutation: str | None
    month: date
    as_of: date
    projects: tuple[ProjectFacts, ...]
    rule_sentences: tuple[str, ...]
    rectify_by: date | None
    reply_by: date | None
    progress_word: str = "时序进度"
    subordinate: bool = False


Facts = TypeVar("Facts", bound=UnitNoticeFacts)


def unit_fields(facts: UnitNoticeFacts) -> dict[str, Any]:
    """主送, 对方, 要求, 下级, the projects and the two dates."""
    names = [project.name for project in facts.projects]
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer, joint=bool(facts.header.joint)),
        "主送": or_missing(facts.salutation or facts.unit, "主送机关"),
        "对方": "你单位" if facts.subordinate else "贵单位",
        "下级": facts.subordinate,
        "要求": "你单位要" if facts.subordinate else "请贵单位",
        "时序用字": facts.progress_word,
        "标题对象": title_object(names),
        "项目称呼": projects_called(names),
        "项目数": len(names),
        "各项目": [lit_fields(p, facts.progress_word, n) for n, p in enumerate(facts.projects, 1)],
        "各灯": listed(light_name(label) for label in dict.fromkeys(p.light for p in facts.projects)),
        "亮灯规则": rules_field(facts.rule_sentences),
        "整改时限": day_field(facts.rectify_by, "整改时限"),
        "反馈时限": day_field(facts.reply_by, "反馈时限"),
    }


def lit_fields(project: ProjectFacts, progress_word: str, number: int) -> dict[str, Any]:
    """A project with its months of light: 亮灯次数, 亮灯月份, 连续红灯月数."""
    return {
        **project_fields(project, progress_word, number),
        "责任人": or_missing(project.person, f"{project.name}责任人"),
        "亮灯次数": or_missing(project.lit_count, f"{project.name}年内亮灯次数"),
        "亮灯月份": lit_months_text(project.lit_months),
        "连续红灯月数": project.red_months or 0,
    }


def lit_months_text(months: Sequence[LitMonth]) -> str:
    """「7月、8月黄灯，9月红灯」 of one year."""
    runs = groupby(months, key=lambda one: one.light)
    return "，".join(listed(f"{one.month.month}月" for one in run) + light_name(light) for light, run in runs)


def unit_finish(name: str, layout: Layout) -> Callable[[Facts, Draft], Composition]:
    """The 通知 of that name, addressed to the unit."""

    def finish(facts: Facts, draft: Draft) -> Composition:
        composition = composed(name, layout, facts.header, draft, facts.as_of.year)
        return with_missing(
            replace(composition, addressee=composition.addressee or missing_marker("主送机关"))
        )

    return finish
