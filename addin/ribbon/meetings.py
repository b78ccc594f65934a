"""选中的会议：a row of 会商日历 or 会商会议 becomes --meeting, or --tier and --date; without one the person is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import pandas as pd

from addin.commands.documents.minutes import MINUTES
from addin.errors import ProgramError
from addin.ledger import Ledger
from addin.ledger.tiers import NO_TIER
from addin.ledger.wording import date_text
from addin.meetings.sittings import last_held, sittings
from addin.meetings.tiers import Scheme, read_scheme
from addin.ribbon.click import Click
from addin.ribbon.selection import Picked, picked
from addin.schema import MeetingCalendar, Meetings, Sheet, Tiers

SHEETS: tuple[type[Sheet], ...] = (MeetingCalendar, Meetings)
"""Where a meeting can be selected."""


@dataclass(frozen=True, slots=True)
class Room:
    """The meetings as the ledger reads them: `frame` is `sittings` with the `position` of each row."""

    ledger: Ledger
    scheme: Scheme
    frame: pd.DataFrame

    @classmethod
    def of(cls, click: Click) -> Self:
        ledger = click.ledger()
        scheme = read_scheme(ledger)
        positions = ledger[Meetings]["position"].to_numpy()
        return cls(ledger, scheme, sittings(ledger, scheme).assign(position=positions))

    def next_planned(self, place: int | None = None) -> pd.Series | None:
        """The first meeting from today on, of one tier where a place is given."""
        frame = self.frame if place is None else self.frame[self.frame["place"] == place]
        ahead = frame[frame["day"] >= pd.Timestamp(self.ledger.today)]
        return ahead.sort_values("day", kind="stable").iloc[0] if len(ahead) else None

    def latest_held(self, place: int | None = None) -> pd.Series | None:
        """The meeting held last, of one tier where a place is given."""
        if place is not None:
            at = last_held(self.frame, place)
            return None if at is None else self.frame.iloc[at]
        held = self.frame[self.frame["held"]]
        return held.sort_values("day", kind="stable").iloc[-1] if len(held) else None

    def called(self, meeting: pd.Series) -> str:
        """「一周例会，2022年10月12日，编号HY-3」."""
        place = int(meeting["place"])
        tier = "" if place == NO_TIER else f"{self.scheme.tiers[place].name}，"
        day = "" if pd.isna(meeting["day"]) else f"{date_text(meeting['day'].date())}，"
        return f"{tier}{day}编号{meeting['number']}"

    def row(self, chosen: Picked) -> pd.Series:
        """The selected row of 会商会议. Raises ProgramError where the ledger does not take it."""
        assert chosen.cells is not None
        place = chosen.places[0]
        found = self.frame[self.frame["position"] == place]
        if found.empty:
            raise ProgramError(
                f"{chosen.tab}!第{chosen.cells.rows[place]}行",
                f"没有填“{Meetings.number.title}”，或和别的会议重复",
                "请先填好再点",
            )
        return found.iloc[0]

    def tier_place(self, chosen: Picked) -> int:
        """The tier on the selected row of 会商日历. Raises ProgramError where the scheme has none such."""
        name = chosen.values(MeetingCalendar.tier)[0]
        place = int(self.scheme.places([name])[0])
        if place == NO_TIER:
            raise ProgramError(
                f"工作表“{chosen.tab}”",
                f"“{Tiers.title}”现在的方案里没有“{name}”",
                "请先点“重新计算”，再选一行",
            )
        return place


def picked_meeting(click: Click) -> Picked | None:
    """The one selected row of 会商日历 or 会商会议; None on any other sheet, and where no row is selected.

    Raises ProgramError where there are several.
    """
    chosen = picked(click.desk)
    if chosen.sheet not in SHEETS or not chosen.places:
        return None
    if len(chosen.places) > 1:
        raise ProgramError(f"工作表“{chosen.tab}”", f"选中了{len(chosen.places)}行", "请只选一次会议的那一行")
    return chosen


def agenda_options(click: Click) -> list[str] | None:
    """--tier, and --date for a meeting that is registered; None where the person gave up.

    The day of a row of 会商日历 is left to the command: a meeting registered for the tier goes first.
    """
    chosen, room = picked_meeting(click), Room.of(click)
    if chosen is None:
        return _asked_tier(click, room)
    if chosen.sheet is MeetingCalendar:
        return ["--tier", room.scheme.tiers[room.tier_place(chosen)].name]
    meeting = room.row(chosen)
    if int(meeting["place"]) == NO_TIER or pd.isna(meeting["day"]):
        titles = f"“{Meetings.tier.title}”和“{Meetings.held_on.title}”"
        raise ProgramError(f"会议{meeting['number']}", f"没有填好{titles}", "请先补填再点")
    if meeting["day"] < pd.Timestamp(click.today):
        raise ProgramError(
            f"会议{meeting['number']}",
            f"{date_text(meeting['day'].date())}已经开过",
            f"请选还没开的会议，或在“{MeetingCalendar.title}”选一个层级",
        )
    return ["--tier", room.scheme.tiers[int(meeting["place"])].name, "--date", f"{meeting['day']:%Y-%m-%d}"]


def _asked_tier(click: Click, room: Room) -> list[str] | None:
    names = room.scheme.names()
    if not names:
        raise ProgramError(
            Tiers.title,
            f"方案“{room.ledger.settings.tier_scheme}”里没有会商层级",
            f"请先在“{Tiers.title}”填写",
        )
    tier = click.desk.window.choose("排哪个层级的会？", names, click.title)
    return None if tier is None else ["--tier", tier]


def meeting_options(click: Click, kind: str) -> list[str] | None:
    """--meeting for 会议通知 (a meeting to come) and 会议纪要 (one held); None where the person gave up."""
    chosen, room = picked_meeting(click), Room.of(click)
    if chosen is not None and chosen.sheet is Meetings:
        return ["--meeting", str(room.row(chosen)["number"])]
    place = None if chosen is None else room.tier_place(chosen)
    minutes = kind == MINUTES.kind
    meeting = room.latest_held(place) if minutes else room.next_planned(place)
    if meeting is None:
        raise _no_meeting(room, place, minutes=minutes)
    if place is None and not _agreed(click, room, meeting, kind):
        return None
    return ["--meeting", str(meeting["number"])]


def _agreed(click: Click, room: Room, meeting: pd.Series, kind: str) -> bool:
    which = "最近开过" if kind == MINUTES.kind else "下一次要开"
    text = f"没有选中会议。要写{which}的那次会（{room.called(meeting)}）的{kind}吗？"
    return click.desk.window.confirm(text, click.title)


def _no_meeting(room: Room, place: int | None, *, minutes: bool) -> ProgramError:
    whose = "" if place is None else f"“{room.scheme.tiers[place].name}”"
    if minutes:
        return ProgramError(Meetings.title, f"{whose}没有开过的会", f"请先在“{Meetings.title}”登记")
    return ProgramError(Meetings.title, f"{whose}没有登记还没开的会", "请先点“议程”排好会议，再写会议通知")
