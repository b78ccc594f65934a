"""督办建议：who is due for which letter, the 专项督查 list, and rows for 专项整改台账, 议定事项 and 问题清单."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from addin.commands.base import EVERYWHERE, Command, Context, Outcome
from addin.commands.computation import Computation, compute, computed, open_book
from addin.commands.documents.common import issuer_name
from addin.commands.needs import need
from addin.commands.options import add_book, add_month
from addin.commands.outputs import outputs
from addin.errors import UsageError
from addin.ledger import Ledger
from addin.ledger.wording import month_name
from addin.meetings.outcomes import resolutions_proposed
from addin.schema import Resolutions, Sheet
from addin.supervision.new_issues import new_issues
from addin.supervision.proposals import (
    INSPECTION,
    NEW_ISSUE,
    RECTIFICATION,
    SENT_BACK,
    Proposal,
    inspections_due,
    issues_sent_back,
    letters_due,
    lit_now,
    rectifications_due,
    with_proposals,
)

OPERATION = "督办建议"
SHOWN = 5
_SIGNED_AS = {INSPECTION: "专项督查通知"}
"""Kinds that are no document themselves, and the document whose issuer they have."""
_NO_LETTER = (RECTIFICATION, Resolutions.title, NEW_ISSUE, SENT_BACK)


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    add_month(parser, "按哪个月建议，默认参数表的统计月份")
    parser.add_argument(
        "--apply", action="store_true", help="把专项整改台账、议定事项、问题清单的建议行写入台账，并登记退回"
    )


def proposals(done: Computation) -> list[Proposal]:
    """Everything that is due, in the order in which it is told."""
    ledger, panel, register = done.ledger, done.panel, done.register
    return [
        *letters_due(done.suggestions.letters),
        *inspections_due(ledger, panel, register),
        *rectifications_due(ledger, panel, register, done.reasons()),
        *resolutions_proposed(ledger),
        *new_issues(ledger, lit_now(ledger, panel, register)),
        *issues_sent_back(ledger),
    ]


def _run(arguments: Namespace, context: Context) -> Outcome:
    book = open_book(arguments.book, context)
    done = compute(book, arguments.month, context)
    found = proposals(done)
    to_write = [one for one in found if one.adds or one.sets]
    lines = _lines(done, found)
    saved = None
    if arguments.apply and to_write:
        _refuse_another_month(done.ledger)
        _need_places(done.ledger, to_write)
        after = computed(with_proposals(done.ledger, to_write), context, checked=done.ledger)
        edits = outputs(after, context, OPERATION, len(to_write), book.fingerprint())
        saved = book.save(edits, OPERATION)
        lines += [f"已写入：{_counts(to_write)}。"]
    elif to_write:
        lines += [f"加上 --apply 就写入：{_counts(to_write)}。"]
    data = {
        "month": f"{done.ledger.settings.as_of:%Y-%m}",
        "suggestions": [_as_json(done, one) for one in found],
        "to_write": dict(Counter(one.kind for one in to_write)),
        "written": len(to_write) if arguments.apply else 0,
    }
    return Outcome(data, lines, done.findings).after(saved)


def _refuse_another_month(ledger: Ledger) -> None:
    """Rows are written together with everything computed, which is that of 统计月份."""
    if ledger.of_another_month:
        month = month_name(ledger.settings.as_of)
        raise UsageError(
            "--apply", f"{month}不是参数表的统计月份", "请先用 recalc --month 算到这个月，或去掉 --month"
        )


def _need_places(ledger: Ledger, found: Sequence[Proposal]) -> None:
    """Every cell to be written must have its column: a row without it would be proposed again."""
    wanted: dict[type[Sheet], dict[str, None]] = {}
    for one in found:
        written = [*one.adds, *((sheet, values) for sheet, _, values in one.sets)]
        for sheet, values in written:
            names = wanted.setdefault(sheet, {})
            names.update((name, None) for name, value in values.items() if _stands(value))
    for sheet, names in wanted.items():
        need(ledger, sheet, *(sheet.column(name) for name in names))


def _stands(value: Any) -> bool:
    return bool(value) if isinstance(value, tuple) else bool(pd.notna(value))


def _as_json(done: Computation, one: Proposal) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "unit": one.unit or None,
        "rows": list(one.rows),
        "reason": one.reason,
        "issuer": _issuer(done, one.kind),
    }


def _issuer(done: Computation, kind: str) -> str | None:
    """机关简称 of who signs; None where nothing is to be sent."""
    return None if kind in _NO_LETTER else issuer_name(done, _SIGNED_AS.get(kind, kind))


def _counts(found: Sequence[Proposal]) -> str:
    counts = Counter(one.kind for one in found)
    return "、".join(f"{kind}{count}件" for kind, count in counts.items())


def _lines(done: Computation, found: Sequence[Proposal]) -> list[str]:
    """Kind by kind, the first few of each."""
    month = month_name(done.ledger.settings.as_of)
    if not found:
        return [f"{month}没有督办建议。"]
    lines = [f"{month}督办建议：{_counts(found)}。"]
    for kind in dict.fromkeys(one.kind for one in found):
        group = [one for one in found if one.kind == kind]
        issuer = _issuer(done, kind)
        lines.append(f"{kind}{f'（{issuer}）' if issuer else ''}：")
        lines += [f"  {one.unit or '（未定单位）'}：{_reason(one)}" for one in group[:SHOWN]]
        if len(group) > SHOWN:
            lines.append(f"  …另有{len(group) - SHOWN}件。")
    return lines


def _reason(one: Proposal) -> str:
    """The first sentence of the reason on one line, with the row where there is one."""
    rows = f"{one.rows[0]}　" if len(one.rows) == 1 else f"{len(one.rows)}项　"
    return rows + "".join(one.reason.split("\n")).split("。")[0]


SUGGEST = Command("suggest", OPERATION, _run, _options, EVERYWHERE)
