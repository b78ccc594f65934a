"""自动编号：the labels that list numbering puts before paragraphs, which stand in no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docgen.check.ooxml import Element, child, measure, value, w
from docgen.wording.numerals import chinese_number

_CHINESE = ("chinese", "japaneseCounting", "taiwaneseCounting", "ideographDigital")


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str


@dataclass(slots=True)
class AutoNumbers:
    """编号器：counts as it is asked, in reading order."""

    numbering: Element | None
    _levels: dict[int, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[int, int] = field(default_factory=dict)
    _counts: dict[int, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.numbering is None:
            return
        for one in self.numbering.iter(w("abstractNum")):
            levels = {measure(level, "ilvl") or 0: _level(level) for level in one.iter(w("lvl"))}
            self._levels[measure(one, "abstractNumId") or 0] = levels
        for one in self.numbering.iter(w("num")):
            number = measure(one, "numId")
            if number is not None:
                self._abstract[number] = measure(child(one, "abstractNumId")) or 0

    def label(self, number: int | None, level: int) -> str:
        """The next label of that list; blank for none, 「•」 for a bullet."""
        abstract = self._abstract.get(number or 0)
        levels = self._levels.get(abstract if abstract is not None else -1, {})
        if not number or level not in levels:
            return ""
        if levels[level].form == "bullet":
            return "•"
        counts = self._counts.setdefault(abstract or 0, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return re.sub(
            r"%(\d)", lambda mark: self._shown(levels, counts, int(mark[1]) - 1), levels[level].text
        )

    @staticmethod
    def _shown(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        if level not in levels:
            return ""
        count = counts.get(level, levels[level].start)
        if levels[level].form.startswith(_CHINESE) and 1 <= count <= 999:
            return chinese_number(count)
        return str(count)


def _level(element: Element) -> _Level:
    start = measure(child(element, "start"))
    return _Level(
        1 if start is None else start,
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")) or "",
    )
