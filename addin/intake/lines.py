"""逐行辨认：which rows below a foreign header are data, and which are sections, totals, repeats or remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from addin.findings import Finding, Level
from addin.intake.columns import CODE, NAME, Fit
from addin.intake.header import Head
from addin.schema import Issues
from addin.workbook.grids import Row
from addin.workbook.headers import normal_title
from addin.workbook.outside import OutsideTab
from addin.workbook.reading import is_total

_HAN = "一二三四五六七八九十百"
_NUMBERED = re.compile(rf"(?:\(([{_HAN}]+)\)|([{_HAN}]+)(?:[、.]|\s+|$))[、.]?\s*(.*)")
_COUNT = re.compile(r"\(?共?(\d+)[项个]\)?[:：]?$")


class Role(StrEnum):
    """行的身份。"""

    DATA = "项目"
    SECTION = "分组"
    TOTAL = "合计"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Line:
    """一行：`row` is the index in the tab's rows; of a section, `level` 1 (一) or 2 (（一）), and the count it states."""

    role: Role
    row: int
    text: str = ""
    level: int = 0
    stated: int | None = None


def read_lines(tab: OutsideTab, head: Head, fit: Fit) -> list[Line]:
    """Every row below the header that holds anything and repeats none of what stands above."""
    above = {_comparable(row) for row in tab.rows[: head.last + 1]}
    identity = [
        one.leaf.place for one in fit.fields if one.column.name in (NAME, CODE) or one.column is Issues.number
    ]
    lines = []
    for index in range(head.last + 1, len(tab.rows)):
        row = tab.rows[index]
        if any(value != "" for value in row) and _comparable(row) not in above:
            lines.append(_line(index, row, identity))
    return lines


def _comparable(row: Row) -> tuple[str, ...]:
    """What two printings of one header row share."""
    return tuple(normal_title(str(value)) for value in row if value != "")


def _line(index: int, row: Row, identity: Sequence[int]) -> Line:
    texts = [value for value in row if isinstance(value, str) and value]
    if texts and is_total(texts[0]):
        return Line(Role.TOTAL, index, normal_title(texts[0]))
    section = _section(index, row, texts, identity)
    if section:
        return section
    if any(row[place] != "" for place in identity):
        return Line(Role.DATA, index)
    return Line(Role.OTHER, index, " ".join(texts))


def _section(index: int, row: Row, texts: Sequence[str], identity: Sequence[int]) -> Line | None:
    """「一　科技产业类67项」 in one cell, or 「一」 beside 「科技产业类」; amounts may stand on the row."""
    if not 1 <= len(texts) <= 2:
        return None
    text = " ".join(" ".join(texts).replace("（", "(").replace("）", ")").split())
    found = _NUMBERED.fullmatch(text)
    beside = _COUNT.search(text) is not None and all(row[place] == "" for place in identity)
    if found is None and not beside:
        return None
    if (
        found is not None
        and len(texts) == 2
        and not _NUMBERED.fullmatch(texts[0].strip().replace("（", "(").replace("）", ")"))
    ):
        return None
    count = _COUNT.search(text)
    level = 2 if found and found[1] else 1
    return Line(Role.SECTION, index, text, level, int(count[1]) if count else None)


def below(lines: Sequence[Line], place: int) -> list[Line]:
    """The data rows of the section at `place`: up to the next one of its level or above."""
    rows = []
    for line in lines[place + 1 :]:
        if line.role is Role.SECTION and line.level <= lines[place].level:
            break
        if line.role is Role.DATA:
            rows.append(line)
    return rows


def groups(lines: Sequence[Line]) -> list[dict[str, object]]:
    """The sections, with the number of rows they state and have."""
    return [
        {"name": line.text, "stated": line.stated, "rows": len(below(lines, place))}
        for place, line in enumerate(lines)
        if line.role is Role.SECTION
    ]


def line_findings(tab: OutsideTab, lines: Sequence[Line]) -> Iterable[Finding]:
    """Sections whose count is not that of their rows, and rows that are neither data nor anything known."""
    for place, line in enumerate(lines):
        cell = tab.address(line.row, _first(tab.rows[line.row]))
        if line.role is Role.SECTION and line.stated is not None:
            rows = len(below(lines, place))
            if rows != line.stated:
                message = f"“{line.text}”写明 {line.stated} 项，下面实有 {rows} 行"
                yield Finding(
                    Level.DOUBT, tab.place, cell, message, "核对是否漏行，或改正写明的数", value=line.text
                )
        elif line.role is Role.OTHER:
            message = "这一行没有项目名称和项目代码，没有导入"
            yield Finding(
                Level.NOTE,
                tab.place,
                cell,
                message,
                "是项目时补上名称和代码，是说明时不需处理",
                value=line.text,
            )


def _first(row: Row) -> int:
    return next(place for place, value in enumerate(row) if value != "")
