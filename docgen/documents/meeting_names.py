"""会议的称呼：what a meeting is called in a 通知 and its 纪要, and the mark its minutes bear."""

from __future__ import annotations

import re

from docgen.documents.common import full_name
from docgen.facts import Issuer
from docgen.wording.cleaning import one_line

ON_SITE = "现场办公"
_COUNTED = re.compile(r"^(?:\d{4}年)?度?第[0-9一二三四五六七八九十百]+次")
_SESSION = re.compile(r"(?:\d{4}年)?度?第[0-9一二三四五六七八九十百]+次")
_MINUTES = "纪要"


def meeting_called(meeting: str | None, tier: str | None, session: str | None = None) -> str:
    """「2022年第9次重大项目月度会商会议」: 期次 「2022年第9次」 before a name that does not count itself.

    A meeting without a name is called by its tier; "" where it has none either.
    """
    name = one_line(meeting or "") or called_by_tier(tier)
    counted = one_line(session or "")
    return counted + name if name and _SESSION.fullmatch(counted) and "次" not in name else name


def called_by_tier(tier: str | None) -> str:
    """月度会商 → 月度会商会议; 半月协调 → 半月协调会; a tier named by a body, 市领导 → 市领导协调会."""
    name = one_line(tier or "")
    if not name or name.endswith(("会", "会议")):
        return name
    if name.endswith("会商"):
        return f"{name}会议"
    return f"{name}会" if name.endswith(("协调", "调度", ON_SITE)) else f"{name}协调会"


def minutes_of(name: str) -> str:
    """「重大项目月度会商会议」 → 「重大项目月度会商会议纪要」, 会议 said once."""
    if name.endswith(_MINUTES):
        return name
    return f"{name}{_MINUTES}" if name.endswith("会") else f"{name.removesuffix('会议')}会议{_MINUTES}"


def minutes_mark(issuer: Issuer, meeting: str | None, tier: str | None, region: str | None) -> str:
    """标志 「×××纪要」 (10.3), that of the meeting's series: 云江区重大项目月度会商会议纪要.

    It neither counts nor names one project (现场办公会). An issuer whose own 发文机关标志 says 纪要 keeps it; where the
    meeting has neither name nor tier it is the issuer's.
    """
    if issuer.mark and issuer.mark.endswith(_MINUTES):
        return issuer.mark
    name = one_line(meeting or "") or called_by_tier(tier)
    if not name:
        return minutes_of(f"{issuer.mark or full_name(issuer)}会议")
    if ON_SITE in name:
        name = f"重大项目{ON_SITE}会"
    where, series = one_line(region or ""), _COUNTED.sub("", name)
    return minutes_of(series if where and where in series else where + series)
