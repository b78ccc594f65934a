"""督办函、督办通知：what a unit is held to after a red light or a reminder without effect.

督办函 (信函格式) goes to a body that is not under the issuer, and asks; 督办通知 (文件格式) to a 下级, and may
require (条例 art. 8). Both are made from the same facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, missing_marker
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
from docgen.documents.kind import Kind
from docgen.documents.matters import (
    bases_fields,
    letter_fields,
    letter_object,
    matters_fields,
    supervised_table,
)
from docgen.facts import EarlierLetter, Header, MatterFacts, ProjectFacts
from docgen.wording.markdown import Draft
from docgen.wording.missing import or_missing
from docgen.wording.numerals import listed

LETTER, NOTICE = "督办函", "督办通知"
_MATTERS = "督办事项"


@dataclass(frozen=True, slots=True)
class SupervisionFacts:
    """督办函 or 督办通知: one unit, all its rows, and the letters that went before.

    `consequences` are the steps that follow on 督办阶梯, in words (约谈, 通报); `today` is what days overdue
    count to.
    """

    header: Header
    unit: str | None
    salutation: str | None
    month: date
    as_of: date
    today: date | None
    projects: tuple[ProjectFacts, ...]
    matters: tuple[MatterFacts, ...]
    earlier: tuple[EarlierLetter, ...]
    rule_sentences: tuple[str, ...]
    consequences: tuple[str, ...]
    rectify_by: date | None
    reply_by: date | None
    progress_word: str = "时序进度"
    day_word: str = "天"


def _fields(facts: SupervisionFacts) -> Mapping[str, Any]:
    own = issuer_fields(facts.header.issuer, joint=bool(facts.header.joint))
    return {
        **period_fields(facts.month, facts.as_of),
        **own,
        **matters_fields(facts.matters, facts.today, facts.day_word),
        "主送": or_missing(facts.salutation or facts.unit, "主送机关"),
        "标题事项": letter_object(facts.projects, facts.matters),
        "时序用字": facts.progress_word,
        **bases_fields(facts.projects, facts.matters),
        "各项目": [project_fields(p, facts.progress_word, n) for n, p in enumerate(facts.projects, 1)],
        "项目数": len(facts.projects),
        "各灯": listed(light_name(label) for label in dict.fromkeys(p.light for p in facts.projects)),
        "亮灯规则": rules_field(facts.rule_sentences),
        "前期文书": [letter_fields(letter, own["自称"], facts.today) for letter in facts.earlier],
        "多项": len(facts.projects) + len(facts.matters) > 1,
        "多份": len(facts.earlier) > 1,
        "后续措施": listed(facts.consequences),
        "整改时限": day_field(facts.rectify_by, "整改时限"),
        "反馈时限": day_field(facts.reply_by, "反馈时限"),
        "现状": standing(facts.projects, facts.matters),
        "有事由": bool(facts.projects or facts.matters),
        "待填事由": missing_marker("督办事由"),
    }


def standing(projects: tuple[ProjectFacts, ...], matters: tuple[MatterFacts, ...]) -> str:
    """How things stand in spite of the earlier letters."""
    if projects and matters:
        return "有关项目和事项仍未达到要求"
    return "有关事项仍未完成" if matters else "有关项目仍未达到进度要求"


def _blocks(facts: SupervisionFacts) -> Mapping[str, NamedBlock]:
    return {_MATTERS: supervised_table(facts.projects, facts.matters, facts.rectify_by)}


def _kind(name: str, layout: Layout) -> Kind[SupervisionFacts]:
    def finish(facts: SupervisionFacts, draft: Draft) -> Composition:
        composition = composed(name, layout, facts.header, draft, facts.as_of.year)
        addressee = composition.addressee or missing_marker("主送机关")
        return with_missing(replace(composition, addressee=addressee))

    return Kind(name, layout, SupervisionFacts, name, _fields, _blocks, finish)


SUPERVISION_LETTER = _kind(LETTER, Layout.LETTER)
SUPERVISION_NOTICE = _kind(NOTICE, Layout.DOCUMENT)
