"""排名榜：places of units, projects and task forces by month, quarter, half-year and year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.findings import Finding
from addin.ledger import Ledger
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.rankings.contests import Contest, ProjectContest, TaskForceContest, UnitContest
from addin.rankings.figures import unit_figures
from addin.rankings.places import movements, places
from addin.rankings.scene import Scene
from addin.rankings.scheme import read_scheme
from addin.rankings.standings import Standing, mean_standing
from addin.rankings.unit_light import unit_lights
from addin.schema import Rankings

PERIOD_MONTHS = {"月": 1, "季": 3, "半年": 6, "年": 12}


@dataclass(frozen=True, slots=True)
class RankingResult:
    """`frame`: the columns of 排名榜 by schema name and one column an indicator by its title, sorted
    by object, group and place. Rates are fractions; NaN is 「—」. `note` stands under the table;
    `figures` are the units' sums at the month (addin/rankings/figures.py).
    """

    frame: pd.DataFrame
    figures: pd.DataFrame
    indicators: tuple[str, ...]
    findings: tuple[Finding, ...]
    note: str


def rank(
    ledger: Ledger,
    panel: Panel,
    register: PublishedLights,
    period: str = "月",
    month: dt.date | None = None,
) -> RankingResult:
    """排名榜 for the period that ends with `month` (None: 统计月份), and against the period before.

    A quarter, half-year or year is the mean of its months so far; a month for which an object has
    nothing due does not count. Raises KeyError for an unknown period.
    """
    scene = Scene(ledger, panel, register)
    scheme = read_scheme(ledger)
    last: Any = np.array(month or ledger.settings.as_of, dtype="datetime64[M]")[()]
    now, before = _months_of(period, last)
    contests: tuple[Contest, ...] = (
        UnitContest(scene, scheme),
        ProjectContest(scene, scheme),
        TaskForceContest(scene, scheme),
    )
    frames = [_frame(scene, contest, scheme.indicators, now, before) for contest in contests]
    frames[0][Rankings.unit_light.name] = _unit_lights(scene, last, frames[0])
    frame = pd.concat([_sorted(part) for part in frames], ignore_index=True)
    frame.insert(0, Rankings.month.name, np.datetime64(last, "ns"))
    frame.insert(1, Rankings.period.name, period)
    note = f"联合项目计分：{ledger.settings.joint_projects}"
    return RankingResult(frame, unit_figures(scene, last), scheme.indicators, scheme.findings, note)


def _months_of(period: str, last: Any) -> tuple[list[Any], list[Any]]:
    """The months of the period up to `last`, and all months of the period before.

    季, 2022-08 → 7月、8月; before it 4月、5月、6月.
    """
    length = PERIOD_MONTHS[period]
    first = last - int(last.astype("int64")) % length
    count = int((last - first).astype("int64")) + 1
    return [first + step for step in range(count)], [first - length + step for step in range(length)]


def _frame(
    scene: Scene, contest: Contest, indicators: tuple[str, ...], now: list[Any], before: list[Any]
) -> pd.DataFrame:
    """One object's rows in the order of its sheet, unit lights left blank."""
    standing = _standing(scene, contest, len(indicators), now)
    earlier = _standing(scene, contest, len(indicators), before)
    place = places(contest.groups, standing.keys)
    place_before = places(contest.groups, earlier.keys)
    count = len(contest.names)
    columns: dict[str, Any] = {
        Rankings.object.name: np.full(count, contest.title, dtype=object),
        Rankings.ranking_group.name: contest.groups,
        Rankings.object_code.name: contest.codes,
        Rankings.object_name.name: contest.names,
    }
    columns |= {title: standing.values[:, position] for position, title in enumerate(indicators)}
    columns |= {
        Rankings.bonus.name: standing.bonus,
        Rankings.score.name: np.round(standing.keys[0], 9),
        Rankings.place.name: place,
        Rankings.place_before.name: place_before,
        Rankings.movement.name: movements(place, place_before),
        Rankings.unit_light.name: np.full(count, None, dtype=object),
        Rankings.remarks.name: contest.remarks(standing),
    }
    return pd.DataFrame(columns)


def _standing(scene: Scene, contest: Contest, indicators: int, months: list[Any]) -> Standing:
    views = [view for view in map(scene.at, months) if view is not None]
    if not views:
        return Standing.unknown(len(contest.names), indicators, contest.key_count)
    return mean_standing([contest.standing(view) for view in views])


def _unit_lights(scene: Scene, month: Any, frame: pd.DataFrame) -> Any:
    view = scene.at(month)
    return frame[Rankings.unit_light.name] if view is None else unit_lights(view)


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    """Groups in their order on 单位名录, places upwards, 「—」 last, else as they stand."""
    group = pd.factorize(frame[Rankings.ranking_group.name])[0]
    order = np.lexsort((frame[Rankings.place.name].to_numpy(), group))
    return frame.iloc[order]
