"""Every field rule decides in a merge from end to end: a play that meets it, and that comes out differently without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.paper_office import PaperOffice, returned

from addin.exchange import fields
from addin.exchange.collecting import FileResult
from addin.exchange.fields import RULES, MergeKind
from addin.schema import MonthlyProgress, Projects

UNIT, OTHER = "甲局", "乙局"
BAD = "约三百"
Play = Callable[[PaperOffice], FileResult]


def comes_back(office: PaperOffice, *files: dict[str, Any]) -> FileResult:
    """One package, returned as often as there are files, with these cells of its first report; the last result."""
    package = office.send(UNIT)
    for cells in files:
        changed = {(0, name): value for name, value in cells.items()}
        (result,) = office.collect([returned(package, monthly_progress=changed)])
    return result


def between(office: PaperOffice, does: Callable[[str], None], **cells: Any) -> FileResult:
    """What the office does to its first report between sending and collecting, by 行标识."""
    package = office.send(UNIT)
    does(report(office))
    changed = {(0, name): value for name, value in cells.items()}
    (result,) = office.collect([returned(package, monthly_progress=changed)])
    return result


def report(office: PaperOffice) -> str:
    return str(office.rows(MonthlyProgress)[0]["row_id"])


def types(office: PaperOffice, value: float) -> Callable[[str], None]:
    return lambda row_id: office.type(MonthlyProgress, row_id, "month_done", value)


def cleared(office: PaperOffice) -> FileResult:
    types(office, 5.0)(report(office))
    return comes_back(office, {"month_done": None})


def handed_over(office: PaperOffice) -> FileResult:
    project = str(office.rows(Projects)[0]["row_id"])
    return between(
        office, lambda row: office.type(Projects, project, "responsible_units", OTHER), month_done=1.0
    )


PLAYS: dict[MergeKind, Play] = {
    MergeKind.NOT_THEIRS: lambda office: comes_back(office, {"project_name": "改名"}),
    MergeKind.TO_CORRECT: lambda office: comes_back(office, {"month_done": BAD}),
    MergeKind.DELETED_HERE: lambda office: between(
        office, lambda row: office.delete(MonthlyProgress, row), month_done=1.0
    ),
    MergeKind.HANDED_OVER: handed_over,
    MergeKind.AGREED: lambda office: between(office, types(office, 2.0), month_done=2.0),
    MergeKind.WITHDRAWN: lambda office: comes_back(office, {"month_done": 1.0}, {"physical_progress": "一"}),
    MergeKind.CLEARED: cleared,
    MergeKind.APPLIED: lambda office: comes_back(office, {"month_done": 1.0}),
    MergeKind.CHANGED_AGAIN: lambda office: comes_back(office, {"month_done": 1.0}, {"month_done": 2.0}),
    MergeKind.CONFLICT: lambda office: between(office, types(office, 3.0), month_done=2.0),
}


def played(kind: MergeKind, folder: Path) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """The counts of the last file, and the reports of the master afterwards."""
    folder.mkdir()
    office = PaperOffice.opens(folder / "台账.xlsx", (UNIT, OTHER))
    result = PLAYS[kind](office)
    counts = {
        one.value: count for one, count in result.counts.items() if count and one is not MergeKind.UNTOUCHED
    }
    return counts, office.rows(MonthlyProgress)


def test_there_is_a_play_for_every_rule_but_the_one_that_is_never_asked() -> None:
    """A cell that nobody changed is counted without asking."""
    assert [kind for kind, _ in RULES if kind is not MergeKind.UNTOUCHED] == list(PLAYS)


WRITTEN = {MergeKind.APPLIED: 1.0, MergeKind.CHANGED_AGAIN: 2.0}
"""The only rules after which a value of the unit stands in the master."""
STANDING = {MergeKind.AGREED: 2.0, MergeKind.WITHDRAWN: 1.0, MergeKind.CLEARED: 5.0, MergeKind.CONFLICT: 3.0}
"""What stood there, and stays."""


@pytest.mark.parametrize("kind", PLAYS, ids=[kind.name.lower() for kind in PLAYS])
def test_a_rule_is_met_and_does_to_the_master_what_it_says(kind: MergeKind, tmp_path: Path) -> None:
    counts, rows = played(kind, tmp_path / "一")
    assert counts[kind.value] == 1
    if kind is MergeKind.DELETED_HERE:
        assert len(rows) == 3
    else:
        assert rows[0]["month_done"] == (WRITTEN | STANDING).get(kind)


@pytest.mark.parametrize("kind", list(PLAYS)[:-1], ids=[kind.name.lower() for kind in list(PLAYS)[:-1]])
def test_without_its_rule_a_play_comes_out_otherwise(
    kind: MergeKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = played(kind, tmp_path / "全")
    monkeypatch.setattr(fields, "RULES", tuple(rule for rule in RULES if rule[0] is not kind))
    assert played(kind, tmp_path / "缺")[0] != whole[0]


def not_theirs_and_no_month(office: PaperOffice) -> FileResult:
    return comes_back(office, {"month": "不是月份"})


def handed_over_and_the_same(office: PaperOffice) -> FileResult:
    project = str(office.rows(Projects)[0]["row_id"])

    def does(row_id: str) -> None:
        office.type(Projects, project, "responsible_units", OTHER)
        office.type(MonthlyProgress, row_id, "month_done", 1.0)

    return between(office, does, month_done=1.0)


@pytest.mark.parametrize(
    ("first", "second", "play"),
    [
        (MergeKind.NOT_THEIRS, MergeKind.TO_CORRECT, not_theirs_and_no_month),
        (MergeKind.HANDED_OVER, MergeKind.AGREED, handed_over_and_the_same),
    ],
)
def test_of_two_rules_that_both_hold_the_first_decides(
    first: MergeKind, second: MergeKind, play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pairs that the plays in any order hardly ever meet."""
    office = PaperOffice.opens(tmp_path / "台账.xlsx", (UNIT, OTHER))
    assert play(office).counts[first] == 1
    other = PaperOffice.opens(tmp_path / "又一本.xlsx", (UNIT, OTHER))
    kinds = [kind for kind, _ in RULES]
    rules = dict(RULES)
    places = {first: second, second: first}
    monkeypatch.setattr(fields, "RULES", tuple((places.get(k, k), rules[places.get(k, k)]) for k in kinds))
    assert play(other).counts[second] == 1
