"""量测表：docs/版面量测.md: one table by clause, one by kind; what LibreOffice alters when it saves again."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from measured.asked import ASKED, Asked
from measured.batch import Result
from measured.found import Found

TARGET = Path(__file__).parents[2] / "docs" / "版面量测.md"

HEAD = """# 版面量测

`make measure` 的结果：把各文种、各表样、各版式在不同篇幅、不同名称长短下写成 Word 文件，用 LibreOffice 排成页面，
在页面上逐项量，与《党政机关公文格式》（GB/T 9704-2012）对照。页面上看不出的要求（印刷油墨、装订）不在表内。
量的是 LibreOffice {version} 排出的页面；怎样量，见 `tests/measured/`。Word、WPS 排出的页面没有量，列在 [Windows核对单](Windows核对单.md)。

- 篇数：量到这一项的文稿数。量得：全部文稿、全部页上的最小值～最大值；“处不符”是计数，0 即全部相符。
- 另存后：同一文稿用 LibreOffice 打开、另存为 .docx、再排一次，再量一次。
- 允差：条款写明的照条款（天头、订口、版心误差 1 mm）；没有写明的是本表的允差，写在“要求”一栏。
- LibreOffice 自己的几处习惯（行末标点悬出版心、悬出的标点偶尔不印、“1—9月”的一字线可排在行首、汉字与数字之间自动加空）
  量的时候扣除，见 `tests/measured/quirks.py`。
"""

RESAVING = """{count} 篇另存后：{said}。

LibreOffice 7.4 读 overflowPunct（标点可否悬出版心）与写它的意思相反：Word 要它为 0（不悬出），LibreOffice 读成悬出，写回 1，
再打开就成了不悬出。写在样式、缺省值还是段落里都一样；不写它，LibreOffice 始终悬出，Word 也悬出。所以写文稿时按两种排法各断行一次，
行数不同的段落（几十段里一段），末几行或全段的字距收或放不超过 0.4 磅，使两种排法行数相同，后面的页就不动
（`docgen/layout/hanging.py`）。断行是按 LibreOffice 的习惯推算的，偶有算不准的段落（不到千分之五，
`tests/rendered/test_lines_after_resaving.py`）；碰巧它又在页末，另存后这一篇的页会移动。"""


@dataclass(slots=True)
class Row:
    """What was measured of one element in all documents."""

    asked: Asked
    values: list[float] = field(default_factory=list)
    cases: set[str] = field(default_factory=set)
    failed: list[tuple[str, Found]] = field(default_factory=list)

    def add(self, case: str, found: Found) -> None:
        self.values.append(found.value)
        self.cases.add(case)
        if not found.holds:
            self.failed.append((case, found))


Rows = Mapping[str, Row]


def rows_of(measured: Iterable[tuple[str, Iterable[Found]]]) -> Rows:
    """A row for every element asked, in the standard's order."""
    rows = {element: Row(asked) for element, asked in ASKED.items()}
    for case, found in measured:
        for one in found:
            rows[one.element].add(case, one)
    return rows


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of what was measured, as written and as saved again."""

    results: Sequence[Result]
    version: str

    @property
    def written(self) -> Rows:
        return rows_of((str(one.case), one.found) for one in self.results)

    @property
    def resaved(self) -> Rows:
        return rows_of((str(one.case), one.resaved) for one in self.results)

    def failures(self) -> list[str]:
        """Everything measured that does not hold, and every document that saving again made longer or shorter."""
        found = [f"{case}：{one}" for row in self.written.values() for case, one in row.failed]
        again = [f"{case}（另存后）：{one}" for row in self.resaved.values() for case, one in row.failed]
        longer = [
            f"{one.case}（另存后）：页数：{one.pages}页成了{one.resaved_pages}页"
            for one in self.results
            if one.pages != one.resaved_pages
        ]
        return found + again + longer

    def problems(self) -> list[str]:
        """The failures, and every element that no document showed."""
        unseen = [row.asked for row in self.written.values() if not row.values]
        return self.failures() + [f"没有量到：{asked.clause} {asked.element}" for asked in unseen]

    def markdown(self) -> str:
        parts = [HEAD.format(version=self.version), *self._by_clause(), *self._by_case(), *self._resaving()]
        return "\n".join(parts) + "\n"

    def _by_clause(self) -> list[str]:
        resaved = self.resaved
        lines = [
            "## 按条款",
            "",
            "| 条款 | 要素 | 要求 | 量得 | 篇数 | 合格 | 经 LibreOffice 另存后 |",
            "|---|---|---|---|---|---|---|",
        ]
        for element, row in self.written.items():
            again = resaved[element]
            cells = (
                row.asked.clause,
                element,
                row.asked.words,
                spread(row),
                len(row.cases),
                verdict(row),
                saved(row, again),
            )
            lines.append(f"| {' | '.join(map(str, cells))} |")
        return [*lines, ""]

    def _by_case(self) -> list[str]:
        lines = [
            "## 按文种和版式",
            "",
            "每篇两种版心口径（页面设置、实测）各量一次。",
            "",
            "| 文种或版式 | 系列 | 篇数 | 页数 | 量了几条 | 合格 | 另存后 |",
            "|---|---|---|---|---|---|---|",
        ]
        lines += [_series(*key, group) for key, group in self._groups()]
        return [*lines, ""]

    def _groups(self) -> Iterable[tuple[tuple[str, str], list[Result]]]:
        groups: dict[tuple[str, str], list[Result]] = defaultdict(list)
        for one in self.results:
            groups[one.case.kind, one.case.series].append(one)
        return groups.items()

    def _resaving(self) -> list[str]:
        """What saving again does, and in how many documents anything was off after it."""
        off = {case for row in self.resaved.values() for case, _ in row.failed}
        off |= {str(one.case) for one in self.results if one.pages != one.resaved_pages}
        said = f"{len(off)} 篇有不合格的项或页数变了" if off else "各项仍全部合格，页数不变"
        return ["## LibreOffice 另存之后", "", RESAVING.format(count=len(self.results), said=said)]


def spread(row: Row) -> str:
    """Least and greatest, in the element's unit; a count of faults says in how many documents."""
    if not row.values:
        return "没有量到"
    if row.asked.unit == "处不符":
        bad = len({case for case, _ in row.failed})
        return f"{bad} 篇不符" if bad else "0 处不符"
    least, greatest = min(row.values), max(row.values)
    digits = 0 if all(value == int(value) for value in (least, greatest)) else 2
    texts = [f"{value:.{digits}f}".replace("-0.00", "0.00") for value in (least, greatest)]
    return f"{'～'.join(dict.fromkeys(texts))}{row.asked.unit}"


def verdict(row: Row) -> str:
    return "—" if not row.values else "是" if not row.failed else "否"


def saved(row: Row, again: Row) -> str:
    """How it measures after being saved again: the same, or what it is now."""
    if not again.values:
        return "—"
    said = "同左" if spread(again) == spread(row) else spread(again)
    return f"{said}（不合格）" if again.failed else said


def _series(kind: str, series: str, group: Sequence[Result]) -> str:
    names = list(dict.fromkeys(one.case.name for one in group))
    pages = [one.pages for one in group]
    clauses = {found.asked.clause for one in group for found in one.found}
    good = sum(all(found.holds for found in one.found) for one in group)
    again = sum(all(found.holds for found in one.resaved) and one.resaved_pages == one.pages for one in group)
    span = "～".join(map(str, dict.fromkeys((min(pages), max(pages)))))
    told = series if len(names) > 6 or names == [series] else f"{series}：{'、'.join(names)}"
    total = len(group)
    cells = (kind, told, total, span, len(clauses), _all(good, total), _all(again, total))
    return f"| {' | '.join(map(str, cells))} |"


def _all(good: int, total: int) -> str:
    return "全部" if good == total else f"{good}/{total}"


def told(problems: Sequence[str], most: int = 3) -> list[str]:
    """The problems, of each element only the first few."""

    def element(problem: str) -> str:
        return problem.partition("：")[2].partition("：")[0] or problem

    lines = []
    for _, group in itertools.groupby(sorted(problems, key=element), key=element):
        listed = list(group)
        lines += listed[:most]
        if len(listed) > most:
            lines.append(f"　……同样的还有{len(listed) - most}处")
    return lines
