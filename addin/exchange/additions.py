"""另加的东西：comments and hidden rows and columns that a unit added to a returned file, as findings with their text.

They are told and nothing more: never carried into the master, nor to anyone else. What the package itself hides
(列号, 行标识, a line on 填报说明) is not told, and no package of ours has comments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from addin.exchange.exchanged import GUIDE_TAB, column_of
from addin.exchange.tables import ROW_ID
from addin.findings import Finding, Level
from addin.ledger.reading import quoted
from addin.schema import Kind
from addin.workbook.additions import Run, joined
from addin.workbook.cells import address
from addin.workbook.headers import HEADER_WITHIN
from addin.workbook.outside import OutsideTab
from addin.workbook.port import column_letters

MOST_TOLD = 50
"""So many comments of a file are told one by one."""


def additions(tabs: Sequence[OutsideTab]) -> list[Finding]:
    """What was added to a returned file."""
    comments = [finding for tab in tabs for finding in _comments(tab)]
    if len(comments) > MOST_TOLD:
        more = f"另有{len(comments) - MOST_TOLD}处批注，没有并入台账"
        comments[MOST_TOLD:] = [Finding(Level.DOUBT, tabs[0].file, "", more, "请打开文件查看")]
    return [*comments, *(finding for tab in tabs if tab.tab != GUIDE_TAB for finding in _hidden(tab))]


def _comments(tab: OutsideTab) -> Iterator[Finding]:
    for (row, column), text in sorted(tab.additions.comments.items()):
        yield Finding(
            Level.DOUBT, tab.place, address(row, column), f"单位写了批注{quoted(text)}，没有并入台账",
            "有用的内容请人工录入台账", value=text,
        )  # fmt: skip


def _hidden(tab: OutsideTab) -> Iterator[Finding]:
    """Of hidden rows and columns those in which something stands."""
    top = tab.rows[:HEADER_WITHIN]
    marks = {row for row, values in enumerate(top, 1) if sum(_is_mark(value) for value in values) > 1}
    own = {
        tab.left + place
        for values in top
        for place, value in enumerate(values)
        if _is_row_id(value) or value == Kind.ROW_ID.value
    }
    rows = [
        row for row in _numbers(tab.additions.rows, len(tab.rows)) if row not in marks and _filled(tab, row)
    ]
    right = tab.left + max(map(len, tab.rows), default=0) - 1
    columns = [
        column
        for column in _numbers(tab.additions.columns, right)
        if column not in own and _stands(tab, column)
    ]
    told = [f"第{_span(run, str)}行" for run in joined(rows)]
    told += [f"{_span(run, column_letters)}列" for run in joined(columns)]
    if told:
        where = "、".join(told[:MOST_TOLD]) + ("等" if len(told) > MOST_TOLD else "")
        yield Finding(
            Level.NOTE, tab.place, "", f"{where}被隐藏了，里面的内容照常读取", "请核对是不是有意隐藏"
        )


def _is_mark(value: object) -> bool:
    return isinstance(value, str) and column_of(value) is not None


def _is_row_id(value: object) -> bool:
    found = column_of(value) if isinstance(value, str) else None
    return found is not None and found[1].name == ROW_ID


def _numbers(runs: Sequence[Run], last: int) -> Iterator[int]:
    """Ascending; beyond `last` nothing stands."""
    yield from sorted({number for first, end in runs for number in range(first, min(end, last) + 1)})


def _filled(tab: OutsideTab, row: int) -> bool:
    return any(value != "" for value in tab.rows[row - 1])


def _stands(tab: OutsideTab, column: int) -> bool:
    place = column - tab.left
    return place >= 0 and any(place < len(row) and row[place] != "" for row in tab.rows)


def _span(run: Run, told: Callable[[int], str]) -> str:
    first, last = map(told, run)
    return first if first == last else f"{first}—{last}"
