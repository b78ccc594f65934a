"""推进通报：the month's progress, lights and ranking, sent to all units (文件格式).

Structure after published bulletins: 总体情况, 亮灯与排名情况, 存在问题, 下步要求, two attachments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, missing_marker
from docgen.documents.common import (
    composed,
    day_field,
    issuer_fields,
    light_fields,
    period_fields,
    rules_field,
    totals_fields,
    with_missing,
)
from docgen.documents.kind import Kind
from docgen.documents.standings import (
    LIT,
    RANKING,
    group_fields,
    in_order,
    light_groups,
    list_name,
    lit_table,
    rank_groups,
    ranking_table,
)
from docgen.documents.statistics import (
    CATEGORIES,
    UNSTARTED,
    category_fields,
    category_table,
    trend_pictures,
    unstarted_fields,
    unstarted_table,
)
from docgen.facts import CircularFacts
from docgen.wording.cleaning import prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import or_missing
from docgen.wording.numerals import listed

NAME = "推进通报"


def _fields(facts: CircularFacts) -> Mapping[str, Any]:
    groups = light_groups(facts.lights, facts.lit, facts.progress_word)
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer),
        **light_fields(facts.lights),
        "行政区": facts.region or "",
        "主送": or_missing(facts.addressee, "主送机关"),
        "时序用字": facts.progress_word,
        "总体": totals_fields(facts.totals, facts.progress_word),
        "亮灯规则": rules_field(facts.rule_sentences),
        "各组排名": [group_fields(name, rows) for name, rows in rank_groups(facts.ranking)],
        "排名说明": prose(facts.ranking_note),
        "各灯项目": groups,
        "亮灯数": len(facts.lit),
        "亮灯名称": listed(group["灯名"] for group in groups),
        "清单名称": list_name(facts.lit),
        "反馈时限": day_field(facts.reply_by, "反馈时限"),
        "各口径": category_fields(facts.categories, facts.progress_word),
        "应开未开": unstarted_fields(facts.unstarted),
        "有图": bool(trend_pictures(facts.trend, facts.region or "")),
    }


def _blocks(facts: CircularFacts) -> Mapping[str, NamedBlock]:
    lit = in_order(facts.lights, facts.lit)
    return {
        RANKING: ranking_table(facts.ranking, facts.progress_word),
        LIT: lit_table(lit, facts.progress_word),
        CATEGORIES: category_table(facts.categories, facts.progress_word),
        UNSTARTED: unstarted_table(facts.unstarted),
        **trend_pictures(facts.trend, facts.region or ""),
    }


def _finish(facts: CircularFacts, draft: Draft) -> Composition:
    composition = composed(NAME, Layout.DOCUMENT, facts.header, draft, facts.as_of.year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


CIRCULAR = Kind(NAME, Layout.DOCUMENT, CircularFacts, NAME, _fields, _blocks, _finish, ("通报",))
