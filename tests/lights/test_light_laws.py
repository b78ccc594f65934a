"""Laws that hold for any figures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.light_presets import RULES
from support.small_ledgers import ORDINARY, even_plan, judged, panel_of, reports

MONTHS = 12
QUICK = settings(max_examples=12, deadline=None)
done_figures = st.lists(st.one_of(st.none(), st.integers(0, 2000)), min_size=MONTHS, max_size=MONTHS)


def outcome(figures: list[int | None], scheme: str = "宁波", scale: float = 1, **project: Any) -> list[str]:
    money = {"year_plan": 12000 * scale, "total_investment": 100000 * scale}
    done = reports(*[None if figure is None else figure * scale for figure in figures])
    _, _, verdicts, _ = judged(
        scheme, as_of="2022-12", projects=[ORDINARY | money | project], monthly_progress=done
    )
    return list(verdicts.label[0])


@pytest.mark.parametrize("scheme", sorted(RULES))
@given(figures=done_figures, scale=st.sampled_from([0.01, 3, 10000]))
@QUICK
def test_the_unit_of_money_does_not_change_a_light(
    scheme: str, figures: list[int | None], scale: float
) -> None:
    assert outcome(figures, scheme, scale) == outcome(figures, scheme)


@given(figures=done_figures, start=st.integers(2, 12), length=st.integers(0, 10))
@QUICK
def test_exempt_months_never_break_a_streak(figures: list[int | None], start: int, length: int) -> None:
    end = min(start + length, 12)
    exempt = {
        "exemption_reason": "管控", "exemption_document": "1号",
        "exempt_from": f"2022-{start:02d}", "exempt_until": f"2022-{end:02d}",
    }  # fmt: skip
    panel = panel_of(as_of="2022-12", projects=[ORDINARY | exempt], monthly_progress=reports(*figures))
    streak = panel.streak[0].tolist()
    assert streak[start - 1 : end] == [streak[start - 2]] * (end - start + 1)


@given(figures=done_figures, extra=st.integers(1, 5000), month=st.integers(0, MONTHS - 1))
@QUICK
def test_more_done_never_makes_a_light_worse(figures: list[int | None], extra: int, month: int) -> None:
    more = [*figures]
    more[month] = (more[month] or 0) + extra
    worse = {"绿": 0, "黄": 1, "红": 2}
    pairs = zip(outcome(more), outcome(figures), strict=True)
    assert all(worse[after] <= worse[before] for after, before in pairs)


@given(figures=done_figures)
@QUICK
def test_an_even_monthly_plan_and_no_monthly_plan_give_the_same_lights(figures: list[int | None]) -> None:
    spread = judged(as_of="2022-12", monthly_plans=[even_plan(12000)], monthly_progress=reports(*figures))[2]
    assert spread.label[0].tolist() == outcome(figures)


@given(figures=done_figures, order=st.permutations(range(3)))
@QUICK
def test_the_order_of_projects_does_not_matter(figures: list[int | None], order: list[int]) -> None:
    projects = [
        ORDINARY | {"code": code, "year_plan": plan}
        for code, plan in zip("ABC", (12000, 6000, 600), strict=True)
    ]
    done = [row for code in "ABC" for row in reports(*figures, code=code)]
    straight = judged(as_of="2022-12", projects=projects, monthly_progress=done)[2].label
    shuffled = judged(
        as_of="2022-12", projects=[projects[place] for place in order], monthly_progress=done[::-1]
    )[2].label
    assert shuffled.tolist() == [straight[place].tolist() for place in order]


@given(figures=done_figures, as_of=st.integers(1, MONTHS))
@QUICK
def test_a_month_looks_the_same_when_it_is_reckoned_later(figures: list[int | None], as_of: int) -> None:
    _, _, early, _ = judged(as_of=f"2022-{as_of:02d}", monthly_progress=reports(*figures))
    assert early.label[0].tolist() == outcome(figures)[:as_of]
