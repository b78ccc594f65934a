"""体检发现：one thing that is not as the standard asks, at its place, with what would put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from docgen.check.model import Paragraph

FORMAT = "GB/T 9704-2012"
PUNCTUATION = "GB/T 15834-2011"
NUMERALS = "GB/T 15835-2011"
UNITS = "GB 3100-1993"

_MOST_PLACES = 3


class Severity(StrEnum):
    """轻重：错误 where the standard says it firmly, 提示 where it recommends, or offices are used to it."""

    FIRM = "错误"
    CUSTOM = "提示"


@dataclass(frozen=True, slots=True)
class TextEdit:
    """改字：characters start to end of a paragraph's text become `new`; only marks are ever changed."""

    paragraph: Paragraph
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """体检发现：`found` and `asked` together are a sentence without its end mark.

    `page` counts from 1 (reckoned, unless the file says it). `edits` and `mend` put it right; with neither a
    person must.
    """

    clause: str
    page: int
    place: str
    found: str
    asked: str
    severity: Severity = Severity.FIRM
    edits: tuple[TextEdit, ...] = ()
    mends: tuple[Callable[[], None], ...] = ()

    @property
    def mendable(self) -> bool:
        return bool(self.edits or self.mends)

    @property
    def sentence(self) -> str:
        return f"第{self.page}页{self.place}：{self.found}，{self.asked}（{self.clause}）。"


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The same thing found at several places told once, its first places named."""
    groups: dict[tuple[str, str, str, Severity], list[Finding]] = {}
    for finding in findings:
        key = (finding.clause, finding.found, finding.asked, finding.severity)
        groups.setdefault(key, []).append(finding)
    told = [_told_once(group) for group in groups.values()]
    return sorted(told, key=lambda finding: finding.page)


def _told_once(group: list[Finding]) -> Finding:
    places = list(dict.fromkeys(finding.place for finding in group))
    place = "、".join(places[:_MOST_PLACES])
    if len(places) > _MOST_PLACES:
        place = f"{place}等{len(places)}处"
    edits = tuple(edit for finding in group for edit in finding.edits)
    mends = tuple(mend for finding in group for mend in finding.mends)
    return replace(group[0], place=place, edits=edits, mends=mends)
