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
from addin.schema import MonthlyProgress, Projects

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


@st.composite
def rounds(draw: st.DrawFn) -> list[tuple[dict[tuple[int, str], Any], dict[tuple[int, str], Any]]]:
    """Several times one after the other: what the office types on a package's rows, and what comes back; of few
    values, so that both often say the same."""
    typed = st.dictionaries(st.sampled_from(PLACES), st.none(), max_size=2).map(list)
    found = []
    for _ in range(draw(st.integers(1, 4))):
        office = {place: draw(VALUES[place[1]].filter(lambda one: one != BAD)) for place in draw(typed)}
        found.append((office, draw(edits())))
    return found


class Months(RuleBasedStateMachine):
    """One office, two units of two projects each."""

    packages = Bundle("packages")
    files = Bundle("files")

    @initialize(target=packages)
    def open(self) -> Any:
        self.folder = Path(tempfile.mkdtemp(prefix="liangdeng-"))
        self.office = PaperOffice.opens(self.folder / "台账.xlsx", UNITS)
        for row in self.office.rows(MonthlyProgress)[1::2]:
            self.office.type(MonthlyProgress, row["row_id"], "month_done", 1.0)
            self.office.type(MonthlyProgress, row["row_id"], "physical_progress", "一")
        self.master = {row["row_id"]: dict(row) for row in self.office.rows(MonthlyProgress)}
        self.seen: dict[tuple[str, Cell], Any] = {}
        self.processed: set[tuple[str, str]] = set()
        self.owners = {row["code"]: row["responsible_units"] for row in self.office.rows(Projects)}
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
        row_id, name = list(self.master)[row % len(self.master)], place[1]
        self._type(row_id, name, data.draw(VALUES[name].filter(lambda one: one != BAD)))

    def _type(self, row_id: str, name: str, value: Any) -> None:
        self.office.type(MonthlyProgress, row_id, name, value)
        self.master[row_id][name] = value

    @precondition(lambda self: len(self.master) == 4)
    @rule(row=st.integers(0, 3))
    def the_office_deletes(self, row: int) -> None:
        """One report, once."""
        row_id = list(self.master)[row]
        self.office.delete(MonthlyProgress, row_id)
        del self.master[row_id]

    @precondition(lambda self: len(set(self.owners.values())) == 2 and len(self.owners) == 4)
    @rule(code=st.sampled_from(["A00", "A02"]))
    def the_office_hands_over(self, code: str) -> None:
        """The first project of a unit goes to the other one, or comes back; its second one stays."""
        self.owners[code] = UNITS[self.owners[code] == UNITS[0]]
        row = next(row for row in self.office.rows(Projects) if row["code"] == code)
        self.office.type(Projects, row["row_id"], "responsible_units", self.owners[code])

    @rule(package=packages, several=rounds())
    def come_back_several_times(
        self,
        package: Package,
        several: list[tuple[dict[tuple[int, str], Any], dict[tuple[int, str], Any]]],
    ) -> None:
        """In between the office types on the very rows."""
        sent = package.tables[MonthlyProgress]
        ids = [str(row[sent.columns.index("row_id")]) for row in sent.rows]
        for typed, changed in several:
            for (place, name), value in typed.items():
                if place < len(ids) and ids[place] in self.master:
                    self._type(ids[place], name, value)
            self.collect((package, returned(package, monthly_progress=changed)))

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
        now = self.master[row_id][name] if row_id in self.master else None
        mine = name not in ("code", "month", "project_name")
        here = "在" if self.owners[was["code"]] == package.unit else "移"
        state = here if row_id in self.master else "删"
        kind = plain_kind(was[name], last, now, back, mine, back != BAD, state)
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
