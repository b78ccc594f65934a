"""问题清单与问题流转：issues in every state of the 四单, and how they were raised."""

from __future__ import annotations

from datetime import date, timedelta

from workbook_templates.sample.common import Row, generator, person, workday
from workbook_templates.sample.issue_texts import ISSUES, MOVES
from workbook_templates.sample.specs import code

HANDLING = (
    "已召开现场协调会，明确责任分工，按周报告进展",
    "责任单位已制定工作方案，正在逐项落实",
    "已完成方案编制并报送审查，正在跟踪办理",
    "已与相关单位对接两次，主要分歧基本消除",
)


def issue_number(short: str) -> str:
    return f"WT2022-{short}"


def _optional(text: str) -> str | None:
    return text or None


def issues() -> list[Row]:
    return [_issue(line.split("|")) for line in ISSUES.strip().splitlines()]


def _issue(fields: list[str]) -> Row:
    number, serial, source, raised, problem, category, tags, target, measures, standard = fields[:10]
    tier, units, support, due, state = fields[10:]
    raised_on = date.fromisoformat(raised)
    return {
        "number": issue_number(number),
        "code": code(int(serial)),
        "source": source,
        "raised_on": raised_on,
        "description": problem,
        "category": category,
        "special_tags": _optional(tags),
        "target": target,
        "measures": measures,
        "standard": standard,
        "proposal": f"{measures}，由{units}牵头，每周报送进展",
        "tier": tier,
        "responsible_units": units,
        "supporting_units": _optional(support),
        "person_in_charge": person((int(number) * 5) % 58),
        "due_on": date.fromisoformat(due),
        **_steps(number, raised_on, state),
    }


def _steps(number: str, raised_on: date, state: str) -> Row:
    """The dates that the state implies, each some days after the one before."""
    rng = generator("issue", number)
    row: Row = {"listed_on": raised_on}
    if state == "列单":
        return row
    assigned = workday(raised_on + timedelta(days=rng.randint(2, 4)))
    row.update(assigned_on=assigned)
    if state == "交单" and rng.random() < 0.4:
        return row
    signed = workday(assigned + timedelta(days=rng.randint(0, 2)))
    row.update(signed_on=max(signed, assigned))
    if state == "交单":
        return row
    fed_back = workday(assigned + timedelta(days=rng.randint(7, 12)))
    row.update(feedback_on=fed_back, handling=rng.choice(HANDLING))
    if state == "退回":
        row.update(review="退回", times_returned=1, handling="防洪影响评价报告经复核未达到解决标准，退回重办")
    if state.startswith("清单"):
        resolved = date.fromisoformat(state.split()[1])
        closed = resolved + timedelta(days=rng.randint(2, 6))
        row.update(
            resolved_on=resolved,
            review="通过",
            closed_on=closed,
            handling="已按解决标准办结，相关批复和影像资料已归档",
        )
    return row


def issue_moves() -> list[Row]:
    rows: list[Row] = []
    for line in MOVES.strip().splitlines():
        number, day, before, after, reason, topic = line.split("|")
        rows.append(
            {
                "number": issue_number(number),
                "moved_on": date.fromisoformat(day),
                "from_tier": before,
                "to_tier": after,
                "reason": reason,
                "topic": _optional(topic),
            }
        )
    return rows
