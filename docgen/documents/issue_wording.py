"""问题的用语：how 交办单, 销号单 and 提请协调函 tell a row of 问题清单."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from docgen.blocks import missing_marker
from docgen.documents.common import text_field
from docgen.issue_facts import IssueFacts
from docgen.wording.cleaning import one_line, prose
from docgen.wording.missing import Missing
from docgen.wording.numerals import DASH, day_text, listed

_BY_HAND = "领导批示"
_SOURCES = {
    _BY_HAND: _BY_HAND,
    "督查": "督查发现",
    "月报": "月报反映",
    "实地查看": "实地查看发现",
    "单位上报": "单位上报",
}


def basis(issue: IssueFacts) -> str | Missing:
    """交办依据: 「2022年9月5日重大项目推进一周例会议定（SX2022-001）」, 「2022年4月6日领导批示」, 「2022年8月25日月报反映」.

    What a meeting resolved goes before where the issue came from, except for a 批示, which is told with it.
    """
    said = []
    if issue.source and (issue.source == _BY_HAND or not issue.meeting):
        said.append(_dated(issue.raised_on) + _SOURCES.get(issue.source, f"{one_line(issue.source)}交办"))
    if issue.meeting:
        number = f"（{one_line(issue.resolution)}）" if issue.resolution else ""
        said.append(f"{_dated(issue.met_on)}{one_line(issue.meeting)}议定{number}")
    return "；".join(said) or Missing("交办依据")


def _dated(day: date | None) -> str:
    return "" if day is None else day_text(day)


def requirement(issue: IssueFacts) -> str:
    """具体要求, a line each: 目标任务 and 推进措施 where there are any, and the 解决标准 it is closed out by."""
    lines = [
        f"{label}：{prose(text)}。"
        for label, text in (("目标任务", issue.target), ("推进措施", issue.measures))
        if text and text.strip()
    ]
    return "\n".join([*lines, f"解决标准：{text_field(issue.standard, '解决标准')}。"])


def names(listing: Iterable[str], label: str = "") -> str:
    """甲、乙; where there is nobody 「—」, or 【待填】 of the label."""
    said = listed(map(one_line, listing))
    return said or (missing_marker(label) if label else DASH)


def punctuality(issue: IssueFacts) -> str | Missing:
    """办结情况: 按期办结, 逾期6天办结; before it is resolved 未办结, or how late it is."""
    if issue.due_on is None or issue.days_overdue is None:
        return Missing("办结时限")
    late = f"逾期{issue.days_overdue}天" if issue.days_overdue > 0 else ""
    if issue.resolved_on is None:
        return f"未办结{'，已' + late if late else ''}"
    return f"{late or '按期'}办结"
