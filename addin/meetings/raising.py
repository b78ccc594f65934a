"""逐级上提：which issues go up to the next tier and why, which moves jump over a tier, which raised issues no agenda has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.checks.tiers import jumps
from addin.ledger.deadlines import Bools, Days, Floats, Objects, as_days
from addin.ledger.tiers import NO_TIER
from addin.meetings.sittings import sittings, topics
from addin.meetings.tiers import Scheme
from addin.schema import IssueMoves, Issues, Tiers, Topics
from addin.supervision.issues import issue_states, resolved_issues

NEVER = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True)
class Raise:
    """An issue that has to go up: its row of 问题清单, the places of the two tiers, the reason in words."""

    row: int
    start: int
    end: int
    reason: str


def move_states(ledger: Ledger, scheme: Scheme) -> pd.DataFrame:
    """是否越级 of each move: 是 where a tier between the two is left out; blank where a tier is blank or unknown."""
    table = ledger[IssueMoves]
    start, end = (scheme.places(table[column.name]) for column in (IssueMoves.from_tier, IssueMoves.to_tier))
    state: Objects = np.where(jumps(start, end), "是", "否").astype(object)
    state[(start == NO_TIER) | (end == NO_TIER)] = None
    return pd.DataFrame({IssueMoves.skipped_tier.name: state})


def last_moves(ledger: Ledger, scheme: Scheme) -> pd.DataFrame:
    """Parallel to 问题清单: `place` to which the issue was moved last, `day`, `topic`; NO_TIER, NaT, None without one."""
    moves = ledger[IssueMoves]
    order = moves.sort_values(IssueMoves.moved_on.name, kind="stable")
    last = order.drop_duplicates(IssueMoves.number.name, keep="last").set_index(IssueMoves.number.name)
    found = last.reindex(ledger[Issues][Issues.number.name].to_numpy(dtype=object))
    return pd.DataFrame(
        {
            "place": scheme.places(found[IssueMoves.to_tier.name]),
            "day": as_days(found[IssueMoves.moved_on.name]),
            "topic": found[IssueMoves.topic.name].to_numpy(dtype=object),
        }
    )


def raises(ledger: Ledger, scheme: Scheme) -> list[Raise]:
    """Open issues that reach 上提逾期天数 or 上提会议次数 of the tier they are at, in the order of 问题清单.

    An issue that was moved to its tier goes on only after that tier has met: no tier is passed in silence.
    """
    if not scheme.tiers:
        return []
    table = ledger[Issues]
    place = scheme.places(table[Issues.tier.name])
    days = issue_states(ledger)[0][Issues.days_overdue.name].to_numpy(dtype=float)
    met = _times_met(ledger, scheme, place)
    day_limit, met_limit = (np.append(limits, np.nan)[place] for limits in scheme.thresholds())
    late, often = (days > 0) & (days >= day_limit), (met > 0) & (met >= met_limit)
    wanted = (late | often) & ~resolved_issues(ledger) & _may_go_on(ledger, scheme, place)
    return [
        Raise(row, int(place[row]), int(place[row]) + 1, _reason(row, late, days, day_limit, often, met, met_limit))
        for row in np.flatnonzero(wanted).tolist()
    ]  # fmt: skip


def _reason(
    row: int, late: Bools, days: Floats, day_limit: Floats, often: Bools, met: Floats, met_limit: Floats
) -> str:
    """「逾期8天，达到上提逾期天数7天；已上会2次，达到上提会议次数2次」"""
    said = []
    if late[row]:
        said.append(f"逾期{days[row]:.0f}天，达到{Tiers.raise_after_days.title}{day_limit[row]:.0f}天")
    if often[row]:
        said.append(f"已上会{met[row]:.0f}次，达到{Tiers.raise_after_meetings.title}{met_limit[row]:.0f}次")
    return "；".join(said)


def _times_met(ledger: Ledger, scheme: Scheme, place: np.ndarray) -> Floats:
    """At how many held meetings of its present tier each issue has been a topic."""
    rows = topics(ledger, scheme, sittings(ledger, scheme))
    rows = rows[rows["held"] & rows["issue"].notna()].drop_duplicates(["issue", "place", "meeting"])
    counts = rows.groupby(["issue", "place"]).size()
    keys = pd.MultiIndex.from_arrays([ledger[Issues][Issues.number.name].to_numpy(dtype=object), place])
    return np.asarray(counts.reindex(keys).fillna(0), dtype=np.float64)


def _may_go_on(ledger: Ledger, scheme: Scheme, place: np.ndarray) -> Bools:
    """Not moved to this tier, or moved before today and the tier has met since; never one moved higher already,
    even where 当前层级 does not say so yet."""
    moves, meetings = last_moves(ledger, scheme), sittings(ledger, scheme)
    held = meetings[meetings["held"]].groupby("place")["day"].max()
    met_on: Days = as_days(held.reindex(range(len(scheme.tiers) + 1)))
    arrived = as_days(moves["day"])
    moved_here = (moves["place"] == place).to_numpy() & ~np.isnat(arrived)
    has_met = met_on[place] >= arrived
    # A second move on one day would have the key of the first.
    today = arrived == np.datetime64(ledger.today, "D")
    higher = (moves["place"] > place).to_numpy()
    allowed: Bools = (~moved_here | has_met) & ~higher & ~today
    return allowed


def not_on_agenda(ledger: Ledger, scheme: Scheme) -> pd.DataFrame:
    """Open issues whose last 问题流转 goes to a tier, but that are no topic of that tier since.

    Columns `row` (of 问题清单), `place`, `day` of the move. A topic is dated by its meeting, without one by
    填报日期; one without any date counts as since.
    """
    moves = last_moves(ledger, scheme).assign(issue=ledger[Issues][Issues.number.name].to_numpy(dtype=object))
    moves["row"] = np.arange(len(moves))
    open_ = moves[(moves["place"] != NO_TIER).to_numpy() & ~resolved_issues(ledger)]
    known = topics(ledger, scheme, sittings(ledger, scheme))
    applied = as_days(ledger[Topics][Topics.applied_on.name])
    meeting_day = as_days(known["day"])
    known["dated"] = np.where(np.isnat(meeting_day), applied, meeting_day)
    known["topic"] = ledger[Topics][Topics.number.name].to_numpy(dtype=object)
    pairs = open_.merge(
        known[["issue", "place", "dated", "topic"]], on=["issue", "place"], suffixes=("", "_on")
    )
    since = pairs["dated"].isna() | (pairs["dated"] >= pairs["day"]) | (pairs["topic"] == pairs["topic_on"])
    return open_.loc[~open_["row"].isin(pairs.loc[since, "row"]), ["row", "place", "day"]]
