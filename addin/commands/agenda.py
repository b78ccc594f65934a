"""会议议程：the agenda of a tier's next meeting; with --apply the meeting, its topics and the raised issues are written."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

import pandas as pd

from addin.commands.base import ON_RIBBON, Command, Context, Outcome
from addin.commands.computation import computed, load, open_book
from addin.commands.needs import need
from addin.commands.options import a_date, add_book
from addin.commands.outputs import outputs
from addin.errors import UsageError
from addin.ledger import Ledger
from addin.ledger.tiers import NO_TIER
from addin.ledger.wording import date_text
from addin.meetings.additions import Additions, additions
from addin.meetings.agenda import Agenda, agenda, next_meeting_day
from addin.meetings.listing import resolution_rows, tag_counts, topic_rows
from addin.meetings.tiers import Scheme, Tier, read_scheme
from addin.schema import IssueMoves, Issues, Meetings, Tiers, Topics

OPERATION = "会议议程"
_WRITTEN = (
    (Meetings, (Meetings.number, Meetings.tier, Meetings.held_on)),
    (Topics, (Topics.number, Topics.meeting, Topics.tier, Topics.issue)),
    (IssueMoves, (IssueMoves.number, IssueMoves.moved_on, IssueMoves.from_tier, IssueMoves.to_tier)),
    (Issues, (Issues.number, Issues.tier)),
)
"""What --apply cannot do without: missing, a second run would add its rows again."""


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    parser.add_argument("--tier", metavar="层级", required=True, help="会商层级，如 一周例会")
    parser.add_argument(
        "--date", metavar="日期", type=a_date, help="会议日期，默认下次应开日期，已过的为今天"
    )
    parser.add_argument("--apply", action="store_true", help="写入会议、议题和问题流转；不加只列出")


def _run(arguments: Namespace, context: Context) -> Outcome:
    book = open_book(arguments.book, context)
    ledger = load(book, None, context)
    scheme = read_scheme(ledger)
    tier = _tier(ledger, scheme, arguments.tier)
    day = pd.Timestamp(arguments.date) if arguments.date else next_meeting_day(ledger, scheme, tier)
    plan = agenda(ledger, scheme, tier, day)
    wanted = additions(ledger, scheme, plan)
    shown = _data(ledger, scheme, plan, wanted)
    lines = _lines(ledger, plan, shown)
    if not arguments.apply:
        return Outcome(shown | {"applied": False, "rows": len(wanted)}, [*lines, *_not_written(wanted)])
    for sheet, columns in _WRITTEN:
        need(ledger, sheet, *columns)
    if not len(wanted):
        return Outcome(shown | {"applied": True, "rows": 0}, [*lines, "台账里都已有，没有要写入的。"])
    done = computed(wanted.applied(ledger), context, checked=ledger)
    operation = f"{OPERATION}：{tier.name}{day:%Y-%m-%d}"
    saved = book.save(outputs(done, context, operation, len(wanted), book.fingerprint()), operation)
    lines = [*lines, f"已写入 {saved.path}：{_counted(wanted)}。"]
    return Outcome(shown | {"applied": True, "rows": len(wanted)}, lines, done.findings).after(saved)


def _tier(ledger: Ledger, scheme: Scheme, name: str) -> Tier:
    place = int(scheme.places([name])[0])
    if place == NO_TIER:
        known = "、".join(scheme.names())
        scheme_name = ledger.settings.tier_scheme
        advice = f"可以用的有：{known}" if known else f"请先在“{Tiers.title}”填写该方案的层级"
        raise UsageError("--tier", f"{Tiers.title}的方案“{scheme_name}”中没有“{name}”", advice)
    return scheme.tiers[place]


def _data(ledger: Ledger, scheme: Scheme, plan: Agenda, wanted: Additions) -> dict[str, Any]:
    topics = topic_rows(ledger, scheme, plan, wanted)
    return {
        "tier": plan.tier.name,
        "date": f"{plan.day:%Y-%m-%d}",
        "convenor": plan.tier.convenor or None,
        "topics": topics,
        "special_tags": tag_counts(topics),
        "resolutions": resolution_rows(ledger, plan),
    }


def _lines(ledger: Ledger, plan: Agenda, shown: dict[str, Any]) -> list[str]:
    tags = "，".join(f"{tag}{count}件" for tag, count in shown["special_tags"].items())
    head = f"{plan.tier.name}，{date_text(plan.day.to_datetime64())}：议题{len(shown['topics'])}件{f'（{tags}）' if tags else ''}。"
    topics = [
        f"{place}. {one['project_name'] or one['code'] or '（无项目）'}：{one['question'] or '（未写明问题）'}"
        f"（{'，'.join(filter(None, (one['source'], one['reason'], '、'.join(one['tags']))))}）"
        for place, one in enumerate(shown["topics"], 1)
    ]
    heard = [
        f"议定事项 {one['number']}：{one['resolution'] or ''}（{one['state']}）"
        for one in shown["resolutions"]
    ]
    return [head, *topics, *heard]


def _not_written(wanted: Additions) -> list[str]:
    return [f"没有写入；加 --apply 写入{_counted(wanted)}。"] if len(wanted) else []


def _counted(wanted: Additions) -> str:
    parts = (
        ("会议", len(wanted.meetings), "次"),
        ("新议题", len(wanted.topics), "件"),
        ("补填会议编号的议题", len(wanted.topic_changes), "件"),
        ("上提问题", len(wanted.moves), "件"),
    )
    return "、".join(f"{name}{count}{unit}" for name, count, unit in parts if count)


AGENDA = Command("agenda", "列出一个层级下次会议的议程", _run, _options, ON_RIBBON)
