"""写后再读：what stands on the tabs once they are written.

Only what our write can have changed is read again: the columns that were written, the first rows, in which a
sheet says what period it is about, and whole tabs where formulas stand below those, whose results may be others.
What a person changes elsewhere in that moment is left out of the fingerprint kept for 撤销, which then says so
before it takes anything back.
"""

from __future__ import annotations

from collections.abc import Sequence

import xlwings as xw

from addin.live.program import Program
from addin.live.runs import runs_of
from addin.live.tab_reading import read_columns
from addin.live.tab_writing import TabPlan
from addin.live.tabs import LiveTabs
from addin.workbook.content import TabValues
from addin.workbook.headers import HEADER_WITHIN


def reread(program: Program, before: LiveTabs, plans: Sequence[TabPlan]) -> LiveTabs:
    """The tabs after `plans` were written; `before` is what they were made from."""
    after = LiveTabs(program.book)
    written = {plan.tab: plan for plan in plans}
    for tab in before.read:
        if tab not in after.names or before.far(tab) or program.has_formulas(tab, HEADER_WITHIN):
            continue
        sheet, values = after.sheet(tab), before.values(tab)
        if tab not in written:
            after.know(_with_first_rows(sheet, values))
        elif _stays_within(written[tab], values):
            after.know(_with_first_rows(sheet, _with_written(sheet, values, written[tab])))
    return after


def _stays_within(plan: TabPlan, values: TabValues) -> bool:
    """Whether no column was added and nothing was written above or beside what was used."""
    widened = plan.box and plan.new_box and plan.box[1::2] != plan.new_box[1::2]
    columns = {*plan.wanted.columns.tolist(), *plan.links}
    beside = any(not values.left <= column <= values.right for column in columns)
    above = any(row < values.top for row in plan.wanted.rows.tolist())
    return not (widened or beside or above)


def _with_written(sheet: xw.Sheet, values: TabValues, plan: TabPlan) -> TabValues:
    """The values there were, with the written columns as they stand now."""
    last = max([values.last_row, *plan.wanted.rows.tolist()])
    columns = [column + [""] * (last - values.last_row) for column in values.columns]
    written = sorted({*plan.wanted.columns.tolist(), *plan.links})
    for first, end in runs_of(written, (), bridge=False):
        found = read_columns(sheet, (values.top, first, last, end))
        columns[first - values.left : end - values.left + 1] = found
    return TabValues(values.tab, values.top, values.left, columns)


def _with_first_rows(sheet: xw.Sheet, values: TabValues) -> TabValues:
    last = min(values.last_row, HEADER_WITHIN)
    if last < values.top:
        return values
    found = read_columns(sheet, (values.top, values.left, last, values.right))
    columns = [head + column[len(head) :] for head, column in zip(found, values.columns, strict=True)]
    return TabValues(values.tab, values.top, values.left, columns)
