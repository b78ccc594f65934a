"""作战图：one row a project, one column a month of 统计年度: the month's light and its nodes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import as_days, month_end
from addin.ledger.joining import joined
from addin.ledger.plan_versions import complete_rows, plans_in_force
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.ledger.wording import money
from addin.schema import MONTH_COLUMNS, LightLabels, Milestones, MonthlyPlans, Projects, WallChart

Objects = npt.NDArray[np.object_]

PLANNED, DONE, LATE = "◇", "◆", "✕"


def wall_chart(ledger: Ledger, panel: Panel, register: PublishedLights) -> pd.DataFrame:
    """The rows of 作战图 by schema name, in the order of 项目清单.

    A month's cell is symbol and label of 发布灯 (up to 统计月份), then a line for each node planned in that
    month: ◇ not yet due, ◆ done, ✕ late; done and late as of the end of 统计月份, never today. The last month of a
    quarter says what the quarter's target lacks (以月保季、以季保年, 平湛政办〔2021〕8号), see `_quarters`.
    """
    projects = ledger[Projects]
    column = panel.at(ledger.settings.as_of)
    units = projects[Projects.responsible_units.name].str.join("、")
    cells = _lights(ledger, panel, register, column)
    for lines in (_marks(ledger, panel, column), _quarters(ledger, panel, column)):
        both = (cells != "") & (lines != "")
        cells = cells + np.where(both, "\n", "") + lines
    cells[cells == ""] = None
    columns = {
        WallChart.code.name: projects[Projects.code.name],
        WallChart.project_name.name: projects[Projects.project_name.name],
        WallChart.responsible_unit.name: units.replace("", None),
        WallChart.stage.name: projects[Projects.stage.name],
        WallChart.light.name: register.light[:, column],
        **{name: cells[:, number] for number, name in enumerate(MONTH_COLUMNS)},
        WallChart.investment_rate.name: panel.rate[:, column],
        WallChart.deviation.name: panel.deviation[:, column],
    }
    return pd.DataFrame(columns)


def _january(panel: Panel, column: int) -> int:
    """The panel's column of January of the year (negative where the panel begins later)."""
    month = panel.months[column]
    return column - int((month - month.astype("datetime64[Y]").astype("datetime64[M]")).astype(np.int64))


def _lights(ledger: Ledger, panel: Panel, register: PublishedLights, column: int) -> Objects:
    """「▲黄」 by project and month of the year, "" after 统计月份."""
    cells = np.full((len(panel.codes), 12), "", dtype=object)
    first = _january(panel, column)
    start = max(first, 0)
    published = register.light[:, start : column + 1]
    codes, labels = pd.factorize(published.ravel())
    signs = np.array([*(_symbols(ledger).get(label, "") + str(label) for label in labels), ""], dtype=object)
    cells[:, start - first : column + 1 - first] = signs[codes].reshape(published.shape)
    return cells


def _symbols(ledger: Ledger) -> dict[str, str]:
    table = ledger[LightLabels]
    own = table[table[LightLabels.scheme.name] == ledger.settings.light_scheme]
    symbols = own[LightLabels.symbol.name].fillna("")
    return dict(zip(own[LightLabels.label.name], symbols, strict=True))


def _marks(ledger: Ledger, panel: Panel, column: int) -> Objects:
    """The node marks by project and month of the year, one a line in the order of 节点序号."""
    table = ledger[Milestones]
    planned, done = (as_days(table[name.name]) for name in (Milestones.planned_on, Milestones.completed_on))
    row = pd.Index(panel.codes).get_indexer(pd.Index(table[Milestones.code.name]))
    last_day = month_end(panel.months[column])
    january = panel.months[column].astype("datetime64[Y]").astype("datetime64[M]")
    month = (planned.astype("datetime64[M]") - january).astype(np.int64)
    shown = (row >= 0) & ~np.isnat(planned) & (month >= 0) & (month < 12)
    sign = np.where(done <= last_day, DONE, np.where(planned <= last_day, LATE, PLANNED)).astype(object)
    mark = sign + table[Milestones.milestone.name].fillna("")
    nodes = pd.DataFrame({"cell": row * 12 + month, "order": table[Milestones.number.name], "mark": mark})[
        shown
    ]
    nodes = nodes.sort_values("order", kind="stable")
    text = joined(nodes["mark"], nodes["cell"].to_numpy(dtype=np.int64), "\n")
    marks = np.full(len(panel.codes) * 12, "", dtype=object)
    marks[text.index] = text.to_numpy(dtype=object)
    return marks.reshape(-1, 12)


def _quarters(ledger: Ledger, panel: Panel, column: int) -> Objects:
    """「季末欠1,500.00万元」 where a quarter that is over ended below its cumulative plan, 「本季还需2,000.00万元」 in the
    last month of the running one; of judged projects, "" elsewhere. The plan is the one in force in that month."""
    cells = np.full((len(panel.codes), 12), "", dtype=object)
    now = int(panel.months[column].astype(np.int64))
    ends = now - now % 12 + np.arange(2, 12, 3)
    projects = ledger[Projects]
    rows = complete_rows(ledger[MonthlyPlans], pd.Index(projects[Projects.code.name]))
    plan = panel.tree.total(plans_in_force(rows, projects, ends, ledger.settings).plan)
    for quarter, end in enumerate(ends.tolist()):
        at = min(column, column + end - now)
        if at < 0 or end - now > 2:
            continue
        lacking = np.round(plan[:, quarter] - panel.year_done[:, at], 6)
        said = np.flatnonzero(panel.judged[:, at] & (lacking > 0))
        before = "季末欠" if end <= now else "本季还需"
        cells[said, end % 12] = [before + amount for amount in money(lacking[said])]
    return cells
