"""提请协调函：issues of 问题清单 put before the tier above the one they are at, one letter a body.

Without --rows: issues whose 建议措施 names the kind, and those that have to go up by 会商机制 (上提逾期天数,
上提会议次数). To a 上级 it is written as a 请示, one an issue (条例 art. 15: 一文一事).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.genre import ABOVE, relation_of
from addin.commands.documents.issue_rows import issue_facts, lead_units_of_issues, project_codes
from addin.commands.documents.job import Job
from addin.commands.documents.row_selection import chosen_rows, row_reference, suggested
from addin.errors import UsageError
from addin.ledger.deadlines import Bools
from addin.ledger.text import match_key
from addin.ledger.tiers import NO_TIER
from addin.meetings.raising import raises
from addin.meetings.tiers import Tier, read_scheme
from addin.schema import Issuers, Issues, Tiers, Units
from addin.supervision.issues import resolved_issues
from docgen.blocks import Layout
from docgen.documents.coordination_request import CoordinationFacts
from docgen.facts import Header

KIND = "提请协调函"
_NO_BODY = re.compile(r"(?:领导|长|主任|书记|专员|会商|协调|调度|会议|例会|(?<![委协])会)$")
"""A post or a meeting: neither can be a 主送机关."""


@dataclass(frozen=True, slots=True)
class Body:
    """Whom a tier is written to: `unit` as 单位名录 has it ("" where it does not), `name` as addressed."""

    name: str | None = None
    unit: str = ""


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    places = chosen_rows(done, Issues, chosen, lead_units_of_issues(done), _to_raise(done))
    _refuse_resolved(done, places)
    tiers = _next_tiers(done, places)
    by_tier: dict[str | None, list[int]] = {}
    for place, tier in zip(places, tiers, strict=True):
        by_tier.setdefault(tier.name if tier else None, []).append(place)
    known = {tier.name: tier for tier in tiers if tier}
    return [job for name, rows in by_tier.items() for job in _tier_jobs(done, known.get(name or ""), rows)]


def _to_raise(done: Computation) -> Bools:
    flags = suggested(done, Issues, KIND)
    for one in raises(done.ledger, read_scheme(done.ledger)):
        flags[one.row] = True
    return flags & ~resolved_issues(done.ledger)


def _refuse_resolved(done: Computation, places: Sequence[int]) -> None:
    resolved = resolved_issues(done.ledger)
    for place in places:
        if resolved[place]:
            raise UsageError(
                "--rows", f"“{row_reference(done, Issues, place)}”已经办结，不用再提请协调", "请去掉这一行"
            )


def _next_tiers(done: Computation, places: Sequence[int]) -> list[Tier | None]:
    """The tier above that of each issue; None above the highest, and where 当前层级 is blank or unknown."""
    scheme = read_scheme(done.ledger)
    at = scheme.places(done.ledger[Issues][Issues.tier.name].to_numpy(dtype=object)[list(places)])
    above = [place + 1 if place != NO_TIER else len(scheme.tiers) for place in at.tolist()]
    return [scheme.tiers[place] if place < len(scheme.tiers) else None for place in above]


def _tier_jobs(done: Computation, tier: Tier | None, places: list[int]) -> list[Job]:
    """One letter with all its issues, or to a 上级 one 请示 an issue."""
    body = Body() if tier is None else _body(done, tier)
    upward = bool(body.unit) and relation_of(done, body.unit) == ABOVE
    groups = [[place] for place in places] if upward else [places]
    return [_job(done, tier, body, group, upward=upward) for group in groups]


def _body(done: Computation, tier: Tier) -> Body:
    """The first of 召集人, the tier itself and 备案单位 that is a body, but not the one that writes."""
    own = common.issuer_name(done, KIND)
    for name in (tier.convenor, tier.name, tier.filed_with):
        found = _known_body(done, name) if name and name != own else None
        if found:
            return found
    return Body()


def _known_body(done: Computation, name: str) -> Body | None:
    units, key = done.ledger[Units], match_key(name)
    for row in units.to_dict("records"):
        names = (row[Units.unit.name], row[Units.full_name.name], *row[Units.other_names.name])
        if key in {match_key(one) for one in names if one}:
            unit = str(row[Units.unit.name])
            return Body(common.salutation(done, unit), unit)
    issuer = common.find_row(done.ledger[Issuers], Issuers.short_name.name, name)
    if issuer is not None:
        return Body(common.text_or_none(issuer[Issuers.full_name.name]) or name)
    return None if _NO_BODY.search(name) else Body(name)


def _job(done: Computation, tier: Tier | None, body: Body, places: list[int], *, upward: bool) -> Job:
    rows = tuple(row_reference(done, Issues, place) for place in places)

    def facts(header: Header, base_day: date) -> CoordinationFacts:
        return CoordinationFacts(
            header=header,
            addressee=body.name,
            upward=upward,
            tier=tier.name if tier else None,
            as_of=done.ledger.today,
            issues=tuple(issue_facts(done, place) for place in places),
            reply_by=None if upward else base_day + timedelta(days=common.reply_days(done, KIND)),
        )

    label = [body.unit or (tier.name if tier else ""), rows[0].partition("!")[2] if upward else ""]
    return Job(
        KIND,
        body.unit,
        "_".join(filter(None, label)),
        done.ledger.settings.as_of,
        rows,
        project_codes(done, places),
        facts,
        addressee=body.name or "",
        layout=Layout.DOCUMENT if upward else None,
        notice=_notice(tier, body, rows, upward=upward),
    )


def _notice(tier: Tier | None, body: Body, rows: Sequence[str], *, upward: bool) -> str:
    if tier is None:
        return (
            f"{'、'.join(rows)}没有可提请的上一级，请核对{Issues.tier.title}和“{Tiers.title}”，"
            f"或直接在文书里补填。"
        )
    if body.name is None:
        return (
            f"“{tier.name}”没有可以主送的机关：请在“{Tiers.title}”的{Tiers.convenor.title}或"
            f"{Tiers.filed_with.title}填机关名称。"
        )
    return f"{body.name}是上级机关，{KIND}写成请示（文件格式），一文一事。" if upward else ""


COORDINATION = Builder(KIND, _jobs, ("rows", "units"), (Issues,))
