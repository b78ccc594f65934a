"""双月点评：on even months, the units and projects at the bottom, with their figures and what is behind.

龙项目办〔2022〕3号第十六条: 「月排名、双月点评、季度观摩」.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger.wording import half_up, percent, points_against
from addin.rankings.boards import WARNING
from addin.rankings.indicators import deviation, investment_rate
from addin.rankings.scene import Scene, View
from addin.rankings.units import Floats, Ints
from addin.schema import MonthlyProgress, Projects, Rankings
from addin.todos import Todo

KIND = "点评"
FALL = 2
"""Places lost in two months that are a reason to comment on a unit outside 黑榜 too."""
NAMED = 3
"""Projects behind that are named for a unit."""
ONE_BY_ONE = 10
"""More projects than these sharing the last places are one matter, not a page of them."""

Row = dict[Hashable, Any]


def comments(
    scene: Scene, month: Any, frame: pd.DataFrame, places_in: Callable[[Any], dict[str, float]]
) -> Iterator[Todo]:
    """The matters of an even month, none in an odd one. `frame` are the month's rows of 排名榜;
    `places_in` gives each unit's place in another month."""
    view = scene.at(month)
    if view is None or month.astype(int) % 2 == 0:  # January is month 0
        return
    units = frame[(frame[Rankings.object.name] == "单位") & frame[Rankings.place.name].notna()]
    month_before, two_before = places_in(month - 1), places_in(month - 2)
    for row in units.to_dict("records"):
        name = row[Rankings.object_name.name]
        fall = row[Rankings.place.name] - two_before[name]
        if row[Rankings.board.name] == WARNING or fall >= FALL:
            yield Todo(KIND, _unit_matter(view, row, month_before[name]), Rankings.title, unit=name)
    listed = (frame[Rankings.object.name] == "项目") & (frame[Rankings.board.name] == WARNING)
    yield from _of_projects(view, frame.loc[listed, Rankings.object_code.name].tolist())


def _unit_matter(view: View, row: Row, place_before: float) -> str:
    """「8月第2名、9月第4名，投资完成率…，比时序进度低…；得分：…；落后较多的项目：…」."""
    scene = view.scene
    unit = int(np.flatnonzero(scene.units.names == row[Rankings.object_name.name])[0])
    rate = scene.once((investment_rate.TITLE, view.column), lambda: investment_rate.value(view))[unit]
    gap = scene.once((deviation.TITLE, view.column), lambda: deviation.value(view))[unit]
    parts = [f"{_places(view, place_before, row[Rankings.place.name])}，{_progress(view, rate, gap * 100)}"]
    parts.append(f"得分：{row[Rankings.remarks.name]}")
    behind = _furthest_behind(view, scene.project_shares.row[scene.project_shares.owner == unit])
    return "；".join(parts + ([f"落后较多的项目：{behind}"] if behind else []))


def _places(view: View, before: float, now: float) -> str:
    """「8月第2名、9月第4名」; a month without a place is left out."""
    months = (view.month - 1, view.month)
    return "、".join(
        f"{_number(month)}月第{int(place)}名"
        for month, place in zip(months, (before, now), strict=True)
        if place == place
    )


def _number(month: Any) -> int:
    return int(month.astype(int)) % 12 + 1


def _progress(view: View, rate: float, gap: float) -> str:
    """「投资完成率40.00%，与时序进度相比低26.67个百分点」; `gap` in points."""
    if rate != rate:
        return "没有投资完成率"
    (said,) = points_against([round(gap, 9)])
    return f"投资完成率{percent([rate])[0]}，与{view.ledger.settings.progress_word}相比{said}"


def _furthest_behind(view: View, rows: Ints) -> str:
    """「甲项目（低30.00个百分点）、…」: the projects furthest behind their schedule, three at most."""
    gaps = np.where(view.planned, view.panel.deviation[:, view.column], np.nan)[rows]
    order = np.argsort(gaps, kind="stable")[:NAMED]  # NaN comes last
    chosen = rows[order][gaps[order] < 0]
    names = view.ledger[Projects][Projects.project_name.name].to_numpy(dtype=object)[chosen]
    said = points_against(view.panel.deviation[chosen, view.column])
    return "、".join(f"{name}（{gap}）" for name, gap in zip(names, said, strict=True))


def _of_projects(view: View, codes: list[str]) -> Iterator[Todo]:
    if len(codes) > ONE_BY_ONE:
        matter = f"{len(codes)}个项目列入黑榜（末位并列），从排名榜“{Rankings.board.title}”列中选取点评对象"
        yield Todo(KIND, matter, Rankings.title)
        return
    at = pd.Index(view.panel.codes).get_indexer(pd.Index(codes, dtype=object))
    for code, row in zip(codes, at.tolist(), strict=True):
        lead = view.ledger[Projects][Projects.responsible_units.name].iloc[row]
        yield Todo(
            KIND, _project_matter(view, row), Rankings.title, project=code, unit=lead[0] if lead else ""
        )


def _project_matter(view: View, row: int) -> str:
    """「投资完成率7月20.00%、8月22.00%…；存在问题：…」, the latter as reported for the month."""
    panel, column = view.panel, view.column
    said = _progress(view, panel.rate[row, column], panel.deviation[row, column])
    said += f"，近两个月完成投资{_recent(panel.month_done[row, max(column - 1, 0) : column + 1])}万元"
    report = panel.report_row[row, column]
    problem = (
        view.ledger[MonthlyProgress][MonthlyProgress.problems.name].iloc[report] if report >= 0 else None
    )
    return f"{said}；存在问题：{problem}" if isinstance(problem, str) and problem else said


def _recent(amounts: Floats) -> str:
    """「1,200.00」: what was reported in the two months together."""
    return f"{half_up(np.nansum(amounts)):,.2f}"
