"""亮灯与排名要素：lit projects and unit rankings, as 通报, 月报 and 汇报材料 tell them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docgen.blocks import Table, TableColumn
from docgen.documents.common import brief_reason, light_name, project_fields, reason_field
from docgen.facts import LightCount, ProjectFacts, RankRow
from docgen.wording.cleaning import one_line, prose
from docgen.wording.numerals import DASH, listed, money_column, percent, points, rounded

FRONT = 3
"""名次列举：how many places are named at each end."""

RANKING, LIT = "排名表", "亮灯项目清单"
_UNITS = "单位：万元、百分点"


# --- lit projects --------------------------------------------------------------------------------


def in_order(lights: Sequence[LightCount], lit: Sequence[ProjectFacts]) -> list[ProjectFacts]:
    """The lit projects, the most serious light first."""
    order = lit_labels(lights, lit)
    return sorted(lit, key=lambda project: order.index(project.light))


def lit_labels(lights: Sequence[LightCount], lit: Sequence[ProjectFacts]) -> list[str]:
    """Labels of the lit projects, the most serious first."""
    levels = {light.label: light.level or 0 for light in lights}
    return sorted(dict.fromkeys(p.light for p in lit), key=lambda label: -levels.get(label, 0))


def light_groups(
    lights: Sequence[LightCount], lit: Sequence[ProjectFacts], progress_word: str
) -> list[dict[str, Any]]:
    """各灯项目: 灯, 灯名, 个数 and 项目 of each light, the most serious first."""
    return [_light_group(label, lit, progress_word) for label in lit_labels(lights, lit)]


def _light_group(label: str, lit: Sequence[ProjectFacts], progress_word: str) -> dict[str, Any]:
    projects = [project for project in lit if project.light == label]
    fields = [project_fields(p, progress_word, n) for n, p in enumerate(projects, 1)]
    return {"灯": label, "灯名": light_name(label), "个数": len(projects), "项目": fields}


def list_name(lit: Sequence[ProjectFacts]) -> str:
    """红黄灯项目清单 where the scheme's lit labels are 黄 and 红, else 亮灯项目清单."""
    return f"红黄灯{LIT[2:]}" if {p.light for p in lit} <= {"黄", "红"} else LIT


# --- ranking ------------------------------------------------------------------------------------


def rank_groups(ranking: Sequence[RankRow]) -> list[tuple[str, list[RankRow]]]:
    names = dict.fromkeys(row.group for row in ranking)
    return [(name, [row for row in ranking if row.group == name]) for name in names]


def group_fields(name: str, rows: Sequence[RankRow]) -> dict[str, Any]:
    """组别, and either 全部 (a short group) or 前列 and 后列; 未排名 the units with 「—」."""
    placed = sorted((row for row in rows if row.place is not None), key=lambda row: row.place or 0)
    front, back = front_and_back(placed)
    return {
        "组别": prose(name),
        "单位数": len(placed),
        "全部": "" if back else _places(front),
        "前列": _places(front) if back else "",
        "后列": _places(back),
        "未排名": listed(row.name for row in rows if row.place is None),
    }


def front_and_back(placed: Sequence[RankRow]) -> tuple[list[RankRow], list[RankRow]]:
    """The first and the last `FRONT` places with all who share them; all in front where they would meet.

    `placed` is in order of place. A place shared across the border takes all its units along, so more
    than `FRONT` may be named at either end.
    """
    if len(placed) <= 2 * FRONT:
        return list(placed), []
    last_in_front, first_in_back = placed[FRONT - 1].place or 0, placed[-FRONT].place or 0
    if last_in_front >= first_in_back:
        return list(placed), []
    front = [row for row in placed if (row.place or 0) <= last_in_front]
    return front, [row for row in placed if (row.place or 0) >= first_in_back]


def _places(rows: Sequence[RankRow]) -> str:
    """「第1名区住建局（96.50分），第2名区交通局、区水利局（并列，95.00分）」."""
    return "，".join(_place(place, list(tied)) for place, tied in groupby(rows, key=lambda row: row.place))


def _place(place: int | None, tied: Sequence[RankRow]) -> str:
    scores = dict.fromkeys(f"{rounded(row.score, 2)}分" for row in tied if row.score is not None)
    shared = ["并列"] if len(tied) > 1 else []
    remarks = "，".join([*shared, *(scores if len(scores) == 1 else ())])
    return f"第{place}名{listed(row.name for row in tied)}" + (f"（{remarks}）" if remarks else "")


# --- tables -------------------------------------------------------------------------------------


def ranking_table(ranking: Sequence[RankRow], progress_word: str) -> Table:
    """附件1: one row a unit in the order given; the group's name only where there are several groups."""
    grouped = len({row.group for row in ranking}) > 1
    columns = [
        TableColumn("名次", 2.4),
        TableColumn("责任单位", 7.6, "left"),
        *_figure_columns(progress_word),
        TableColumn("得分", 4, "right"),
        TableColumn("位次\n变化", 2.8),
    ]
    if grouped:
        columns.insert(0, TableColumn("组别", 4.4, merged=True))
    plans, done = (money_column([getattr(r, name) for r in ranking]) for name in ("year_plan", "year_done"))
    rows = tuple(
        (*((prose(row.group),) if grouped else ()), *_rank_cells(row, plan, finished))
        for row, plan, finished in zip(ranking, plans, done, strict=True)
    )
    return Table(tuple(columns), rows, _UNITS)


def _figure_columns(progress_word: str) -> tuple[TableColumn, ...]:
    """Money in 万元, the rate, and the points ahead of or behind the plan; headings broken by sense."""
    return (
        TableColumn("年计划\n投资", 4.4, "right"),
        TableColumn("年度完成\n投资", 4.6, "right"),
        TableColumn("投资\n完成率", 4.2, "right"),
        TableColumn(f"较{progress_word[:2]}\n进度", 4.2, "right"),
    )


def _rank_cells(row: RankRow, plan: str, done: str) -> tuple[str, ...]:
    return (
        DASH if row.place is None else str(row.place),
        one_line(row.name),
        plan,
        done,
        DASH if row.rate is None else percent(row.rate),
        DASH if row.deviation is None else points(row.deviation),
        DASH if row.score is None else rounded(row.score, 2),
        one_line(row.movement) or DASH,
    )


def lit_table(lit: Sequence[ProjectFacts], progress_word: str) -> Table:
    """附件2, landscape: one row a lit project in the order given, with its reason."""
    columns = (
        TableColumn("序号", 2.4),
        TableColumn("项目名称", 9, "left"),
        TableColumn("责任单位", 5.6, "left"),
        TableColumn("亮灯", 2.4),
        *_figure_columns(progress_word),
        TableColumn("亮灯原因", 9.4, "left"),
        TableColumn("存在问题", 16.6, "left"),
    )
    plans, done = (money_column([getattr(p, name) for p in lit]) for name in ("year_plan", "year_done"))
    rows = zip(range(1, len(lit) + 1), lit, plans, done, strict=True)
    return Table(columns, tuple(_lit_cells(*row) for row in rows), _UNITS)


def _lit_cells(number: int, project: ProjectFacts, plan: str, done: str) -> tuple[str, ...]:
    return (
        str(number),
        one_line(project.name),
        one_line(project.unit) or DASH,
        project.light,
        plan,
        done,
        DASH if project.rate is None else percent(project.rate),
        DASH if project.deviation is None else points(project.deviation),
        str(brief_reason(reason_field(project))),
        prose(project.problems or "") or DASH,
    )
