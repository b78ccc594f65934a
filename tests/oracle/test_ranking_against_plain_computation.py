"""Values, scores and places of units equal an independent computation on random ledgers."""

from __future__ import annotations

import datetime as dt
import math
import random
from typing import Any

import pytest
from oracle.plain_lights import PlainLights
from oracle.plain_ranking import PlainRanking
from oracle.random_units import SCHEMES, UNITS, tables_of
from support.ledgers import ledger_of
from support.light_presets import preset

from addin.ledger.progress import build_panel
from addin.lights import judge_all, publish
from addin.rankings import rank, rank_all

Row = dict[str, Any]
SETTINGS: dict[str, Row] = {
    "lead": {},
    "each": {"joint_projects": "各计1", "second_key": "完成率"},
    "mean": {"joint_projects": "平均", "second_key": "完成额"},
}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("variant", SETTINGS)
@pytest.mark.parametrize("month", ["2022-09", "2022-01", "2021-12"])
def test_two_hundred_random_projects_rank_as_in_the_plain_computation(
    scheme: str, variant: str, month: str
) -> None:
    settings = SETTINGS[variant]
    tables = (
        tables_of(sum(map(ord, scheme + variant)), 200) | preset("宁波") | {"indicators": SCHEMES[scheme]}
    )
    expected = PlainRanking(
        PlainLights(tables, settings, "2022-09"), tables, settings, (int(month[:4]), int(month[5:]))
    )
    ledger = ledger_of(as_of="2022-09", settings=settings, **tables)
    panel = build_panel(ledger)
    register = publish(ledger, panel, judge_all(ledger, panel))
    frame = rank(ledger, panel, register, month=dt.date.fromisoformat(f"{month}-01")).frame
    units = frame[frame["object"] == "单位"].set_index("object_name")
    assert len(units) == len(UNITS)
    for unit, row in units.iterrows():
        for indicator, value in expected.values[unit].items():
            assert_close(row[indicator], value, (unit, indicator))
        assert_close(row["score"], expected.scores[unit], unit)
        assert (None if math.isnan(row["place"]) else int(row["place"])) == expected.places[unit], unit


@pytest.mark.parametrize(("period", "months"), [("季", (7, 8)), ("半年", (7, 8)), ("年", range(1, 9))])
def test_a_period_so_far_is_the_plain_mean_of_its_months(period: str, months: Any) -> None:
    tables = tables_of(11, 120) | preset("宁波") | {"indicators": SCHEMES["默认"]}
    lights = PlainLights(tables, {}, "2022-08")
    plain = [PlainRanking(lights, tables, {}, (2022, month)) for month in months]
    ledger = ledger_of(as_of="2022-08", **tables)
    panel = build_panel(ledger)
    result = rank_all(ledger, panel, publish(ledger, panel, judge_all(ledger, panel)))
    frame = result.further[(result.further["object"] == "单位") & (result.further["period"] == period)]
    means = {}
    for unit in plain[0].units:
        known = [month.scores[unit] for month in plain if month.scores[unit] is not None]
        means[unit] = sum(known) / len(known) if known else None
    for unit, row in frame.set_index("object_name").iterrows():
        assert_close(row["score"], means[unit], (period, unit))
        group = [name for name, own in plain[0].units.items() if own == plain[0].units[unit]]
        better = [name for name in group if means[name] is not None and means[name] > (means[unit] or 0)]
        assert (None if math.isnan(row["place"]) else row["place"] - 1) == (
            None if means[unit] is None else len(better)
        ), unit


def assert_close(found: float, expected: Any, where: Any) -> None:
    assert math.isnan(found) == (expected is None), where
    assert expected is None or found == pytest.approx(float(expected), abs=1e-7), where


def test_the_random_rankings_hold_ties_and_units_with_nothing_due() -> None:
    tables = tables_of(3, 12) | preset("宁波") | {"indicators": SCHEMES["默认"]}
    expected = PlainRanking(PlainLights(tables, {}, "2022-09"), tables, {}, (2022, 9))
    assert None in expected.places.values()


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_on_any_sheet_does_not_change_places(seed: int) -> None:
    draw = random.Random(seed)
    tables = tables_of(seed, 60) | preset("宁波") | {"indicators": SCHEMES["默认"]}
    shuffled = {name: draw.sample(rows, len(rows)) for name, rows in tables.items()}

    def places(given: dict[str, list[Row]]) -> dict[tuple[str, str], float]:
        ledger = ledger_of(as_of="2022-09", **given)
        panel = build_panel(ledger)
        frame = rank(ledger, panel, publish(ledger, panel, judge_all(ledger, panel))).frame
        keys = zip(frame["object"], frame["object_code"].fillna(frame["object_name"]), strict=True)
        return dict(zip(keys, frame["place"].fillna(-1), strict=True))

    assert places(shuffled) == places(tables)
