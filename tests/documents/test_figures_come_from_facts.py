"""数字有据：every number of a text is a fact's, in the form the facts are printed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.facts import TOTALS, circular, project, rank, reminder

from docgen.blocks import Composition, Table
from docgen.documents import compose
from docgen.wording.numerals import money, percent, rounded

NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
NUMBERED = re.compile(r"^(?:\d+\.|附件\d)", re.MULTILINE)

amounts = st.floats(0.01, 1e7).map(lambda x: round(x, 4))
rates = st.floats(0, 2)
points_behind = st.floats(-100, 100)
lit_projects = st.lists(
    st.builds(
        lambda light, plan, done, rate, deviation, lag: project(
            light=light, year_plan=plan, year_done=done, rate=rate, deviation=deviation, lag_months=lag
        ),
        st.sampled_from("黄红"),
        amounts,
        amounts,
        rates,
        points_behind,
        st.integers(0, 24),
    ),
    max_size=12,
)


def forms(value: Any) -> Iterator[str]:
    """Every form in which a fact, or a part of it, may be printed."""
    if is_dataclass(value):
        yield from (form for f in fields(value) for form in forms(getattr(value, f.name)))
    elif isinstance(value, tuple):
        yield str(len(value))
        yield from (form for item in value for form in forms(item))
    elif isinstance(value, float):
        yield from (money(value), percent(value), rounded(abs(value), 2))
    else:
        yield from map(unpadded, NUMBER.findall(str(value)))


def unpadded(number: str) -> str:
    """「09」 of 2022-09-30 is printed as 9."""
    return number.lstrip("0") or "0"


def printed_numbers(composition: Composition) -> set[str]:
    text = "\n".join(block.text for block in composition.body if not isinstance(block, Table))
    text = NUMBERED.sub("", text.replace("1—", "")).replace("附件1", "").replace("附件2", "")
    return set(NUMBER.findall(text))


@settings(max_examples=60, deadline=None)
@given(lit_projects, amounts, rates, points_behind, st.lists(st.floats(0, 120), max_size=9))
def test_every_number_of_a_circular_comes_from_its_facts(
    lit: list[Any], plan: float, rate: float, deviation: float, scores: list[float]
) -> None:
    ranking = tuple(rank("某局", place, score) for place, score in enumerate(sorted(scores, reverse=True), 1))
    totals = replace(TOTALS, year_plan=plan, rate=rate, deviation=deviation)
    facts = circular(lit=tuple(lit), totals=totals, ranking=ranking)
    counts = {str(sum(p.light == light for p in lit)) for light in "黄红"}
    assert printed_numbers(compose("通报", facts)) <= set(forms(facts)) | counts


@settings(max_examples=60, deadline=None)
@given(lit_projects.filter(len))
def test_every_number_of_a_letter_comes_from_its_facts(projects: list[Any]) -> None:
    facts = reminder(*projects)
    assert printed_numbers(compose("提醒函", facts)) <= set(forms(facts))


@settings(max_examples=60, deadline=None)
@given(lit_projects)
def test_the_list_has_a_row_for_every_lit_project(lit: list[Any]) -> None:
    written = compose("通报", circular(lit=tuple(lit)))
    rows = [block.rows for a in written.attachments[1:] for block in a.blocks if isinstance(block, Table)]
    assert [len(r) for r in rows] == ([len(lit)] if lit else [])
