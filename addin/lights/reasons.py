"""亮灯原因：the sentence a clerk can read out: what, base, months, figures, rule, document.

Sentences are written only for cells that are lit, watched (关注), finished or 灰; a plain green has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from addin.ledger.wording import money, month_text, percent, points_against
from addin.lights.grey import finished_reasons, unlit_reasons
from addin.lights.measures import MEASURES, Cells, Facts
from addin.lights.measures.lag_months import LAG_MONTHS
from addin.lights.rules import Labels, Rule

if TYPE_CHECKING:
    from addin.lights.judge import Judgement

_FILE = re.compile(r"（[\w.]+\.txt）")
"""依据 may end with the file that holds the document: of use on the sheet, not in a sentence."""

Objects = npt.NDArray[np.object_]
Bools = npt.NDArray[np.bool_]


def explain(facts: Facts, judged: Judgement, labels: Labels) -> tuple[Objects, Objects]:
    """(依据规则, 亮灯原因), (P,M) object, "" where there is nothing to say."""
    rule = np.full(judged.level.shape, "", dtype=object)
    reason = np.full(judged.level.shape, "", dtype=object)
    for pattern, cells in _patterns(judged):
        rules = [judged.rules[number] for number in pattern]
        rule[cells.rows, cells.columns] = _rule_text(facts, rules, labels)
        reason[cells.rows, cells.columns] = _lit_reasons(facts, rules, labels, cells)
    for cells, texts in (
        _attention_reasons(facts, judged, labels),
        finished_reasons(facts, judged.finished),
        unlit_reasons(facts, judged.unlit, judged.in_stage),
    ):
        reason[cells.rows, cells.columns] = texts
    return rule, reason


def _patterns(judged: Judgement) -> Iterable[tuple[list[int], Cells]]:
    """The cells grouped by which rules lit them."""
    if not judged.lit:
        return
    lit = np.stack(judged.lit)
    rows, columns = np.nonzero(lit.any(axis=0))
    if not len(rows):
        return
    here = lit[:, rows, columns]
    pattern = np.zeros(len(rows), dtype=np.int64)
    for rule in here:  # a number a pattern, known before or new: far faster than comparing whole columns
        pattern = np.unique(2 * pattern + rule, return_inverse=True)[1]
    first = np.unique(pattern, return_index=True)[1]
    for number, cell in enumerate(first):
        same = pattern == number
        yield np.flatnonzero(here[:, cell]).tolist(), Cells(rows[same], columns[same])


def _lit_reasons(facts: Facts, rules: list[Rule], labels: Labels, cells: Cells) -> list[str]:
    named = {rule.measure.title for rule in rules}
    measures = [measure for measure in MEASURES if measure.title in named]
    phrases = ["；".join(parts) for parts in zip(*(m.phrase(facts, cells) for m in measures), strict=True)]
    tail = f"规则：{_conditions(rules, labels)}{_sources(rules)}。"
    clauses = progress_clauses(facts, cells)
    return [f"{phrase}。{clause}。{tail}" for phrase, clause in zip(phrases, clauses, strict=True)]


def _attention_reasons(facts: Facts, judged: Judgement, labels: Labels) -> tuple[Cells, list[str]]:
    cells = Cells(*np.nonzero(judged.attention))
    asked = [rule for rule in judged.rules if rule.measure is LAG_MONTHS]
    tail = f"规则：{_conditions(asked, labels)}{_sources(asked)}。" if asked else ""
    phrases, clauses = LAG_MONTHS.phrase(facts, cells), progress_clauses(facts, cells)
    return cells, [
        f"关注：{phrase}。{clause}。{tail}" for phrase, clause in zip(phrases, clauses, strict=True)
    ]


def progress_clauses(facts: Facts, cells: Cells) -> list[str]:
    """「年度计划12,000.00万元，截至2022年9月应完成9,000.00万元（月度计划），实际完成8,800.00万元，投资完成率73.33%，
    时序进度75.00%，低1.67个百分点」; without a rate the figures there are."""
    panel = facts.panel
    month = np.array([month_text(number) for number in facts.months.tolist()], dtype=object)[cells.columns]
    missing = np.where(cells.of(panel.missing), "（当月缺报）", "")
    columns = (
        month,
        money(cells.of(panel.year_done)),
        missing,
        money(cells.of(panel.year_plan)),
        money(cells.of(panel.plan)),
        cells.of(panel.basis),
        percent(cells.of(panel.rate)),
        percent(cells.of(panel.scheduled)),
        points_against(cells.of(panel.deviation)),
        np.isnan(cells.of(panel.rate)),
    )
    word = facts.ledger.settings.progress_word
    return [
        f"截至{upto}完成{done}{gap}，没有生效的年度计划，不计算完成率"
        if unrated
        else f"年度计划{year_plan}，截至{upto}应完成{plan}（{basis}），实际完成{done}{gap}，"
        f"投资完成率{rate}，{word}{scheduled}，{deviation}"
        for upto, done, gap, year_plan, plan, basis, rate, scheduled, deviation, unrated in zip(
            *columns, strict=True
        )
    ]


def _rule_text(facts: Facts, rules: list[Rule], labels: Labels) -> str:
    """依据规则: 「宁波：连续滞后月数≥2亮黄灯、≥3亮红灯」."""
    return f"{facts.ledger.settings.light_scheme}：{_conditions(rules, labels)}"


def _conditions(rules: list[Rule], labels: Labels) -> str:
    """「连续滞后月数≥2亮黄灯、≥3亮红灯；进度偏差≤−10亮黄灯」"""
    by_measure: dict[str, list[str]] = {}
    for rule in rules:
        shown = f"{rule.condition()}亮{labels.of(rule.level)}灯{'（视情）' if rule.discretionary else ''}"
        by_measure.setdefault(rule.measure.title, []).append(shown)
    return "；".join(f"{title}{'、'.join(shown)}" for title, shown in by_measure.items())


def _sources(rules: list[Rule]) -> str:
    sources = list(dict.fromkeys(_FILE.sub("", rule.source) for rule in rules if rule.source))
    return f"（依据：{'、'.join(sources)}）" if sources else ""
