"""A year in two minutes: packages sent and sent again, returned, edited here and there, resolved, in any order.

Beside the product runs a model of plain dicts with the rules told another way (tests/oracle/plain_merge.py); after
every step the master, the counts and what waits must be those of the model.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from oracle.plain_merge import BAD, plain_kind
from support.paper_office import PaperOffice, returned

from addin.exchange.conflict_sheet import WHOLE_ROW
from addin.exchange.records import Package
from addin.exchange.returns import ReturnedFile
from addin.schema import MonthlyProgress

UNITS = ("甲局", "乙局")
PLACES = [(row, name) for row in (0, 1) for name in ("month_done", "physical_progress")]
VALUES = {
    "month_done": st.sampled_from([None, 1.0, 2.0, 3.0, BAD]),
    "physical_progress": st.sampled_from([None, "一", "二"]),
}
NOTED = ("应用", "二次修改", "一致", "冲突")
LISTED = ("冲突", "越权修改", "待更正", "清空待确认", "改删冲突", "已移交", "疑似撤回")
Cell = tuple[str, str]
Counted = Callable[[str], None]


@st.composite
def edits(draw: st.DrawFn) -> dict[tuple[int, str], Any]:
    chosen = draw(st.lists(st.sampled_from(PLACES), unique=True, min_size=1))
    found = {place: draw(VALUES[place[1]]) for place in chosen}
    if draw(st.integers(0, 4)) == 0:
        found[0, "project_name"] = draw(st.sampled_from(["改名", None]))
    return found


class Months(RuleBasedStateMachine):
    """One office, two units of two projects each."""

    packages = Bundle("packages")
    files = Bundle("files")

    @initialize(target=packages)
    def open(self) -> Any:
        self.folder = Path(tempfile.mkdtemp(prefix="liangdeng-"))
        self.office = PaperOffice.opens(self.folder / "台账.xlsx", UNITS)
        self.master = {row["row_id"]: dict(row) for row in self.office.rows(MonthlyProgress)}
        self.seen: dict[tuple[str, Cell], Any] = {}
        self.processed: set[tuple[str, str]] = set()
        return multiple(*(self.office.send(unit) for unit in UNITS))

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    @rule(target=packages, unit=st.sampled_from(UNITS))
    def send_again(self, unit: str) -> Package:
        return self.office.send(unit)

    @rule(target=files, package=packages, changed=edits())
    def fill_in(self, package: Package, changed: dict[tuple[int, str], Any]) -> tuple[Package, ReturnedFile]:
        return package, returned(package, monthly_progress=changed)

    @rule(row=st.integers(0, 3), place=st.sampled_from(PLACES), data=st.data())
    def the_office_types(self, row: int, place: tuple[int, str], data: st.DataObject) -> None:
        row_id, name = list(self.master)[row], place[1]
        value = data.draw(VALUES[name].filter(lambda one: one != BAD))
        self.office.type(MonthlyProgress, row_id, name, value)
        self.master[row_id][name] = value

    @rule(file=files)
    def preview(self, file: tuple[Package, ReturnedFile]) -> None:
        before = self.office.rows(MonthlyProgress)
        self.office.collect([file[1]], keep=False)
        assert self.office.rows(MonthlyProgress) == before

    @rule(file=files)
    def collect(self, file: tuple[Package, ReturnedFile]) -> None:
        package, back = file
        result = self.office.collect([back])[0]
        mark = (package.number, back.signature)
        if mark in self.processed:
            assert (result.state, result.changed) == ("已处理", 0)
            return
        self.processed.add(mark)
        expected = self._expected(package, back)
        found = Counter({kind.value: count for kind, count in result.counts.items() if count})
        assert found == expected
        assert result.changed == sum(expected.values()) - expected["未动"] - expected["未返回行"]

    def _expected(self, package: Package, back: ReturnedFile) -> Counter[str]:
        """The kinds of every cell; the model's master, L and what waits follow."""
        kinds: Counter[str] = Counter()
        for table in back.tables:
            sent = package.tables[table.sheet]
            for place, row in enumerate(sent.rows):
                was = dict(zip(sent.columns, row, strict=True))
                for name in table.columns:
                    if table.sheet is not MonthlyProgress:
                        kinds["未动"] += 1
                        continue
                    kinds[self._cell(package, was, name, table.values(name)[place])] += 1
        return kinds

    def _cell(self, package: Package, was: dict[str, Any], name: str, back: Any) -> str:
        row_id = was["row_id"]
        place = (package.number, (row_id, name))
        last = self.seen.get(place, was[name])
        now = self.master[row_id][name]
        mine = name not in ("code", "month", "project_name")
        kind = plain_kind(was[name], last, now, back, mine, back != BAD, "在")
        if kind in ("应用", "二次修改"):
            self.master[row_id][name] = back
        if kind in NOTED:
            self.seen[place] = back
        return kind

    @precondition(lambda self: any(row["choice"] is None for row in self.office.waiting))
    @rule(choice=st.sampled_from(["采用返回值", "保留现值", "手工填写", "退回单位"]), data=st.data())
    def resolve(self, choice: str, data: st.DataObject) -> None:
        rows = [row for row in self.office.waiting if row["field"] != WHOLE_ROW]
        row = data.draw(st.sampled_from(rows))
        name = "month_done" if row["field"] == "本月完成投资" else "physical_progress"
        manual = {"month_done": 9.0, "physical_progress": "九"}[name]
        done = self.office.resolve({str(row["conflict_id"]): (choice, manual)})
        assert sum(done.counts.values()) == len(rows)
        for one in done.written:
            assert one.new in (one.listed.taken, 9.0, "九")
            self.master[one.listed.row_id][one.listed.column] = one.new
        for conflict, (cell, value) in done.last.items():
            assert done.decided[conflict] == "采用返回值"
            self.seen[conflict.rpartition("-")[0], cell[1:]] = value
        again = self.office.resolve({})
        assert (again.written, again.decided) == ([], {})

    @rule(file=consumes(files))
    def lose(self, file: tuple[Package, ReturnedFile]) -> None:
        """A file that never comes."""

    @invariant()
    def the_master_is_the_model(self) -> None:
        if not hasattr(self, "office"):
            return
        found = {row["row_id"]: row for row in self.office.rows(MonthlyProgress)}
        assert found == self.master

    @invariant()
    def everything_that_waits_stands_once_and_says_what_it_is(self) -> None:
        if not hasattr(self, "office"):
            return
        ids = [row["conflict_id"] for row in self.office.conflicts]
        assert len(set(ids)) == len(ids)
        expected = {one.conflict_id for result in self.office.said for one in result.listed}
        assert set(ids) == expected
        assert {row["type"] for row in self.office.conflicts} <= set(LISTED)


def play(examples: int, steps: int) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Months,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
            deadline=None,
        ),
    )


def test_any_order_of_sending_returning_editing_and_resolving_is_as_the_model_says(counted: Counted) -> None:
    counted("发件、回收、改动、处理的任意次序：30 场 × 20 步（全量 300 场 × 30 步）")
    play(30, 20)


@pytest.mark.torture
def test_three_hundred_long_plays_are_as_the_model_says(counted: Counted) -> None:
    counted("发件、回收、改动、处理的任意次序：300 场 × 30 步")
    play(300, 30)
