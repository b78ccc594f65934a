"""排名榜：places of units, projects and task forces by month, quarter, half-year and year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.findings import Finding
from addin.ledger import Ledger
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.rankings.boards import RATE, Boards, Candidates, read_boards
from addin.rankings.comments import comments
from addin.rankings.contests import Contest, ProjectContest, TaskForceContest, UnitContest
from addin.rankings.figures import unit_figures
from addin.rankings.places import movements, places
from addin.rankings.scene import Scene, View
from addin.rankings.scheme import read_scheme
from addin.rankings.standings import Standing, mean_standing
from addin.rankings.unit_light import unit_lights
from addin.schema import Rankings
from addin.schema.rules import PERIODS
from addin.todos import Todo

PERIOD_MONTHS = dict(zip(PERIODS, (1, 3, 6, 12), strict=True))
MONTH = PERIODS[0]


@dataclass(frozen=True, slots=True)
class RankingResult:
    """`frame`: the columns of 排名榜 by schema name and one column an indicator by its title, sorted
    by object, group and place. Rates are fractions; NaN is 「—」. `further`: the rows of the other 口径,
    likewise. `note` stands under the table; `figures` are the units' sums at the month
    (addin/rankings/figures.py); `comments` the material for 双月点评 (addin/rankings/comments.py).
    """

    frame: pd.DataFrame
    further: pd.DataFrame
    figures: pd.DataFrame
    indicators: tuple[str, ...]
    findings: tuple[Finding, ...]
    note: str
    comments: tuple[Todo, ...] = ()

    @property
    def rows(self) -> pd.DataFrame:
        """All rows that there are, in the order of 排名榜."""
        return pd.concat([self.frame, self.further], ignore_index=True) if len(self.further) else self.frame


def rank(
    ledger: Ledger,
    panel: Panel,
    register: PublishedLights,
    period: str = MONTH,
    month: dt.date | None = None,
) -> RankingResult:
    """The rows of one 口径 for the period that ends with `month` (None: 统计月份), against the period before.

    A quarter, half-year or year is the mean of its months so far, or its last month where 考核指标!期间口径
    says 期末; a month for which an object has nothing due does not count. KeyError: unknown period.
    """
    return _Ranker(ledger, panel, register, month).one(period)


def rank_all(ledger: Ledger, panel: Panel, register: PublishedLights) -> RankingResult:
    """排名榜 as recalc writes it: `frame` the month's rows, `further` those of 季, 半年 and 年 so far of
    units and task forces, and the comments (001 二（3）: 季考核、半年兑现、全年总评; 002 第十六条)."""
    ranker = _Ranker(ledger, panel, register, None)
    result = ranker.one(MONTH)
    rest = [ranker.frame(period, ranker.without_projects) for period in PERIODS[1:]]
    return RankingResult(
        result.frame,
        pd.concat(rest, ignore_index=True),
        result.figures,
        result.indicators,
        result.findings,
        result.note,
        tuple(comments(ranker.scene, ranker.last, result.frame, ranker.places_of_units)),
    )


class _Ranker:
    """One ranking run: what its periods share is worked out once."""

    def __init__(
        self, ledger: Ledger, panel: Panel, register: PublishedLights, month: dt.date | None
    ) -> None:
        self.scene = Scene(ledger, panel, register)
        self.scheme = read_scheme(ledger, self.scene.units.groups)
        self.boards: Boards = read_boards(ledger, self.scheme.indicators)
        self.last: Any = np.array(month or ledger.settings.as_of, dtype="datetime64[M]")[()]
        units = UnitContest(self.scene, self.scheme)
        forces = TaskForceContest(self.scene, self.scheme)
        self.contests: tuple[Contest, ...] = (units, ProjectContest(self.scene, self.scheme), forces)
        self.without_projects: tuple[Contest, ...] = (units, forces)

    def one(self, period: str) -> RankingResult:
        frame = self.frame(period, self.contests)
        return RankingResult(
            frame,
            frame.iloc[:0],
            unit_figures(self.scene, self.last),
            self.scheme.indicators,
            (*self.scheme.findings, *self.boards.findings),
            f"联合项目计分：{self.scene.ledger.settings.joint_projects}",
        )

    def frame(self, period: str, contests: Sequence[Contest]) -> pd.DataFrame:
        now, before = _months_of(period, self.last)
        frames = [self._of(contest, now, before) for contest in contests]
        frames[0][Rankings.unit_light.name] = _unit_lights(self.scene, self.last, frames[0])
        frame = pd.concat([_sorted(part) for part in frames], ignore_index=True)
        frame.insert(0, Rankings.month.name, np.datetime64(self.last, "ns"))
        frame.insert(1, Rankings.period.name, period)
        return frame

    def places_of_units(self, month: Any) -> dict[str, float]:
        """Each unit's place in a month by itself, NaN where it has none."""
        units = self.contests[0]
        place = places(units.groups, self._standing(units, [month])[0].keys)
        return dict(zip(units.names, place, strict=True))

    def _of(self, contest: Contest, now: list[Any], before: list[Any]) -> pd.DataFrame:
        """One object's rows in the order of its sheet, unit lights left blank."""
        standing, end = self._standing(contest, now)
        earlier, _ = self._standing(contest, before)
        place = places(contest.groups, standing.keys)
        place_before = places(contest.groups, earlier.keys)
        count = len(contest.names)
        columns: dict[str, Any] = {
            Rankings.object.name: np.full(count, contest.title, dtype=object),
            Rankings.ranking_group.name: contest.groups,
            Rankings.object_code.name: contest.codes,
            Rankings.object_name.name: contest.names,
        }
        columns |= {title: standing.values[:, at] for at, title in enumerate(self.scheme.indicators)}
        columns |= {
            Rankings.bonus.name: standing.bonus,
            Rankings.score.name: np.round(standing.keys[0], 9),
            Rankings.place.name: place,
            Rankings.place_before.name: place_before,
            Rankings.movement.name: movements(place, place_before),
            Rankings.board.name: self._listed(contest, standing, end),
            Rankings.unit_light.name: np.full(count, None, dtype=object),
            Rankings.remarks.name: contest.remarks(standing),
        }
        return pd.DataFrame(columns)

    def _standing(self, contest: Contest, months: list[Any]) -> tuple[Standing, View | None]:
        """What the months say together, and the last of them that the panel holds."""
        views = [view for view in map(self.scene.at, months) if view is not None]
        if not views:
            empty = Standing.unknown(len(contest.names), len(self.scheme.indicators), contest.key_count)
            return empty, None
        end = self.scene.at(views[-1].month, len(views)) or views[-1]
        return mean_standing([contest.standing(view, end) for view in views]), end

    def _listed(self, contest: Contest, standing: Standing, end: View | None) -> Any:
        if end is None:
            return np.full(len(contest.names), None, dtype=object)
        rate, gap = contest.progress(end)
        shown = {title: standing.values[:, at] for at, title in enumerate(self.scheme.indicators)}
        return self.boards.listed(Candidates.of(contest.groups, standing.keys, gap, {RATE: rate, **shown}))


def _months_of(period: str, last: Any) -> tuple[list[Any], list[Any]]:
    """The months of the period up to `last`, and all months of the period before.

    季, 2022-08 → 7月、8月; before it 4月、5月、6月.
    """
    length = PERIOD_MONTHS[period]
    first = last - int(last.astype("int64")) % length
    count = int((last - first).astype("int64")) + 1
    return [first + step for step in range(count)], [first - length + step for step in range(length)]


def _unit_lights(scene: Scene, month: Any, frame: pd.DataFrame) -> Any:
    view = scene.at(month)
    return frame[Rankings.unit_light.name] if view is None else unit_lights(view)


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    """Groups in their order on 单位名录, places upwards, 「—」 last, else as they stand."""
    group = pd.factorize(frame[Rankings.ranking_group.name])[0]
    order = np.lexsort((frame[Rankings.place.name].to_numpy(), group))
    return frame.iloc[order]
