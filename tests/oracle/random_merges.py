"""Random packages, returns and masters for hypothesis: few values, so that everything meets everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from oracle.plain_merge import BAD
from support.exchange_cases import ID

UNIT, OTHER = "甲局", "乙局"
NAMES = ("row_id", "code", "month", "project_name", "month_done", "physical_progress")
THEIRS = {"month_done", "physical_progress"}
NUMBERS = {"month_done"}
MONTH = "2022-09"

TEXTS = st.sampled_from([None, "一", "二", "三"])
FIGURES = st.sampled_from([None, 1.0, 2.0, 3.0])


@dataclass(frozen=True)
class Case:
    sent: list[dict[str, Any]]
    returned: list[dict[str, Any]]
    standing: list[dict[str, Any]]
    seen: dict[tuple[str, str], Any]
    owners: dict[str, str]
    formulas: set[tuple[int, str]]


def row(row_id: str | None, code: str | None, name: Any, done: Any, progress: Any) -> dict[str, Any]:
    month = MONTH if code else None
    return dict(zip(NAMES, (row_id, code, month, name, done, progress), strict=True))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    count = draw(st.integers(0, 4))
    sent = [row(ID[n], f"A{n}", draw(TEXTS), draw(FIGURES), draw(TEXTS)) for n in range(count)]
    standing = [_edited(draw, one, numbers=FIGURES) for one in sent if draw(st.integers(0, 7))]
    standing += [row(ID[9], "Z9", "别家", 1.0, None)] if draw(st.booleans()) else []
    returned = [_returned(draw, one) for one in sent if draw(st.integers(0, 7))]
    returned += [_copied(draw, one) for one in list(returned) if draw(st.integers(0, 9)) == 0]
    returned += [
        row(draw(st.sampled_from([None, ID[8], ID[9]])), draw(st.sampled_from(["A0", "N1", "N2", None])), "新", 1.0, "四")
        for _ in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    returned = draw(st.permutations(returned))
    seen = {
        (one["row_id"], name): draw(FIGURES if name in NUMBERS else TEXTS)
        for one in sent
        for name in sorted(THEIRS)
        if draw(st.integers(0, 3)) == 0
    }
    owners = {one["row_id"]: draw(st.sampled_from([UNIT, UNIT, UNIT, OTHER])) for one in standing}
    formulas = {
        (place, name)
        for place in range(len(returned))
        for name in ("project_name", "month_done", "physical_progress")
        if draw(st.integers(0, 14)) == 0
    }
    return Case(sent, returned, standing, seen, owners, formulas)


def _edited(draw: st.DrawFn, one: dict[str, Any], numbers: st.SearchStrategy[Any]) -> dict[str, Any]:
    changed = dict(one)
    for name, values in (("project_name", TEXTS), ("month_done", numbers), ("physical_progress", TEXTS)):
        if draw(st.booleans()):
            changed[name] = draw(values)
    return changed


def _returned(draw: st.DrawFn, one: dict[str, Any]) -> dict[str, Any]:
    back = _edited(draw, one, st.sampled_from([None, 1.0, 2.0, 3.0, BAD]))
    if draw(st.integers(0, 5)) == 0:
        back["row_id"] = None
    return back


def _copied(draw: st.DrawFn, one: dict[str, Any]) -> dict[str, Any]:
    """Copied in Excel with its hidden id; perhaps given another code, perhaps changed."""
    copy = _edited(draw, one, FIGURES) if draw(st.booleans()) else dict(one)
    if draw(st.booleans()):
        copy["code"] = "N9"
    return copy
