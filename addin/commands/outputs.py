"""写回各表：what each sheet gets from a computation. One function a sheet, in an explicit order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.base import Context
from addin.commands.computation import Computation
from addin.commands.ranking_rows import ranking_sheet
from addin.commands.tables import append, fill, put, rewrite
from addin.ledger import Ledger, snapshots
from addin.ledger.additions import CHANGED
from addin.ledger.reports import report_row_states
from addin.ledger.row_ids import all_ids, new_ids
from addin.ledger.row_ids import fill as missing_ids
from addin.ledger.text import match_key
from addin.lights.register import CHANGED_AFTER, FROZEN
from addin.schema import (
    ChangeList,
    Findings,
    Journal,
    Letters,
    LightRegister,
    MonthlyProgress,
    Parameters,
    Projects,
    Sheet,
    Snapshot,
    Submissions,
    WallChart,
)
from addin.schema.settings import SETTINGS
from addin.supervision import submissions
from addin.views.cockpit import cockpit_blocks
from addin.views.wall_chart import wall_chart
from addin.workbook.port import Edits


def outputs(
    done: Computation, context: Context, operation: str, rows: int, fingerprint: str, result: str = ""
) -> Edits:
    """All cells of one run: computed columns, appended key rows, result sheets, views, 操作日志.

    `rows`, `fingerprint` (of the file as read) and `result` (by default the month) go to 操作日志.
    """
    edits = Edits()
    for write in WRITERS:
        write(edits, done)
    row_ids(edits, done.ledger, context)
    settings = done.ledger.settings
    set_parameters(edits, done.ledger, as_of=settings.as_of, year=settings.year)
    journal(edits, done.ledger, context, operation, result or _month_text(done), rows, fingerprint)
    return edits


def letters_alone(done: Computation, context: Context, operation: str, rows: int, fingerprint: str) -> Edits:
    """发文登记 and 操作日志: for documents of another month than 统计月份, which leave the results as they stand."""
    edits = Edits()
    _letters(edits, done)
    row_ids(edits, done.ledger, context)
    journal(edits, done.ledger, context, operation, _month_text(done), rows, fingerprint)
    return edits


def _month_text(done: Computation) -> str:
    return f"统计月份{done.ledger.settings.as_of:%Y-%m}"


def set_parameters(edits: Edits, ledger: Ledger, **values: Any) -> None:
    """Write 取值 of the named settings; a row that 参数 lacks is added.

    A sheet without its two columns is passed over (the ledger has a finding for it).
    """
    if not all(ledger.has_column(Parameters, each.name) for each in (Parameters.setting, Parameters.value)):
        return
    cells = ledger.cells[Parameters]
    titles = {setting.name: setting.title for setting in SETTINGS}
    # As they are read: spelt in any width, the first of two rows counts.
    names = [match_key(str(name or "")) for name in cells.values[Parameters.setting.name]]
    rows = dict(zip(reversed(names), reversed(cells.rows.tolist()), strict=True))
    column = cells.columns[Parameters.value.name]
    for name, value in values.items():
        row = rows.get(match_key(titles[name]))
        if row is not None:
            edits.sheet(cells.tab).cells.append((row, column, value))
        else:
            _append_one(
                edits,
                ledger,
                Parameters,
                {Parameters.setting.name: titles[name], Parameters.value.name: value},
            )


def journal(
    edits: Edits, ledger: Ledger, context: Context, operation: str, result: str, rows: int, fingerprint: str
) -> None:
    """操作日志：one row a run; 文件指纹 is that of the file as it was read."""
    row = {
        Journal.done_at.name: f"{context.now:%Y-%m-%d %H:%M:%S}",
        Journal.operation.name: operation,
        Journal.operator.name: context.operator,
        Journal.result.name: result,
        Journal.rows.name: float(rows),
        Journal.fingerprint.name: fingerprint[:16],
    }
    _append_one(edits, ledger, Journal, row)


def _append_one(edits: Edits, ledger: Ledger, sheet: type[Sheet], row: dict[str, Any]) -> None:
    cells = ledger.cells.get(sheet)
    if cells is not None:
        append(edits, cells, {name: np.array([value], dtype=object) for name, value in row.items()})


def findings_sheet(edits: Edits, done: Computation) -> None:
    """校核清单, from 1 on."""
    cells = done.ledger.cells.get(Findings)
    if cells is None:
        return
    arrays: dict[str, Any] = {Findings.number.name: np.arange(1.0, len(done.findings) + 1)}
    for name in ("level", "sheet", "cell", "project", "message", "value", "used", "advice"):
        arrays[name] = np.array([str(getattr(finding, name)) for finding in done.findings], dtype=object)
    rewrite(edits, cells, arrays)


def _projects(edits: Edits, done: Computation) -> None:
    cells, projects = done.ledger.cells[Projects], done.ledger[Projects]
    panel, register, at = done.panel, done.register, done.column
    columns: dict[str, Any] = {
        Projects.month_done.name: panel.month_done[:, at],
        Projects.invested_to_date.name: panel.invested[:, at],
        Projects.year_done.name: panel.year_done[:, at],
        Projects.investment_rate.name: panel.rate[:, at],
        Projects.scheduled_progress.name: panel.scheduled[:, at],
        Projects.deviation.name: panel.deviation[:, at],
        Projects.lag_months.name: panel.streak[:, at].astype(float),
        Projects.rule_light.name: done.verdicts.label[:, at],
        Projects.light.name: register.light[:, at],
        Projects.reason.name: done.reasons(),
        Projects.lit_count.name: register.lit_count.astype(float),
        **done.suggestions.project_columns,
    }
    columns |= {str(name): values for name, values in done.columns.get(Projects, pd.DataFrame()).items()}
    put(edits, cells, projects, columns)


def _progress(edits: Edits, done: Computation) -> None:
    """月度进度: the panel's figures on each row; rows after 统计月份 or of unknown projects stay blank."""
    cells = done.ledger.cells.get(MonthlyProgress)
    if cells is None:
        return
    panel, table = done.panel, done.ledger[MonthlyProgress]
    rows, months = panel.locate(table[MonthlyProgress.code.name], table[MonthlyProgress.month.name])
    outside = (rows < 0) | (months < 0)
    names = done.ledger[Projects][Projects.project_name.name].to_numpy(object)
    behind = np.array(["否", "是", None], dtype=object)
    columns: dict[str, Any] = {
        MonthlyProgress.project_name.name: names[rows],
        MonthlyProgress.year_done.name: panel.year_done[rows, months],
        MonthlyProgress.investment_rate.name: panel.rate[rows, months],
        MonthlyProgress.scheduled_progress.name: panel.scheduled[rows, months],
        MonthlyProgress.deviation.name: panel.deviation[rows, months],
        MonthlyProgress.basis.name: panel.basis[rows, months],
        MonthlyProgress.behind.name: behind[panel.behind[rows, months]],
        MonthlyProgress.lag_months.name: panel.streak[rows, months].astype(float),
        MonthlyProgress.report_state.name: report_row_states(done.ledger),
    }
    put(edits, cells, table, columns, blank=outside)


WRITTEN_ALONE = (Projects, MonthlyProgress, LightRegister, Submissions, Letters)
"""Ledger sheets with a writer of their own."""


def _names_and_states(edits: Edits, done: Computation) -> None:
    """项目名称, 状态, 逾期天数, 已发督办, 建议措施 and the like of every supervised ledger sheet."""
    projects = done.ledger[Projects]
    names = pd.Series(projects[Projects.project_name.name].to_numpy(object), projects[Projects.code.name])
    for sheet, cells in done.ledger.cells.items():
        if sheet in WRITTEN_ALONE or sheet.wholly_computed:
            continue
        table = done.ledger[sheet]
        columns: dict[str, Any] = {}
        if {"project_name", Projects.code.name} <= set(table) and sheet.column("project_name").computed:
            columns["project_name"] = table[Projects.code.name].map(names)
        for source in (done.suggestions.deeds.columns, done.suggestions.columns, done.columns):
            columns |= {str(name): values for name, values in source.get(sheet, pd.DataFrame()).items()}
        if columns or (table["position"] < 0).any() or CHANGED in table:
            put(edits, cells, table, columns)


def _light_register(edits: Edits, done: Computation) -> None:
    """亮灯台账: open rows are computed anew, missing rows appended; rows frozen before are not touched."""
    cells = done.ledger.cells.get(LightRegister)
    if cells is None:
        return
    frame = done.register.frame
    table = done.ledger[LightRegister]
    frozen = set(table.loc[table[LightRegister.frozen.name] == FROZEN, "position"])
    known = frame[(frame["position"] >= 0) & ~frame["position"].isin(frozen)]
    computed = [
        column.name for column in LightRegister.columns if column.computed and column.name != "row_id"
    ]
    fill(edits, cells, known["position"].to_numpy(), {name: known[name] for name in computed})
    new = frame[frame["position"] < 0]
    keys = (LightRegister.code.name, LightRegister.month.name)
    append(edits, cells, {name: new[name] for name in (*keys, *computed)})


def _submissions(edits: Edits, done: Computation) -> None:
    cells = done.ledger.cells.get(Submissions)
    if cells is None:
        return
    table = done.ledger[Submissions]
    fill(
        edits,
        cells,
        table["position"].to_numpy(),
        {Submissions.state.name: submissions.states(done.ledger, done.panel)},
    )
    append(
        edits,
        cells,
        {str(name): values for name, values in submissions.new_rows(done.ledger, done.panel).items()},
    )


def _letters(edits: Edits, done: Computation) -> None:
    """发文登记: rows that `write` entered or changed in the table; position −1 are new ones."""
    cells = done.ledger.cells.get(Letters)
    if cells is None:
        return
    table = done.ledger[Letters]
    names = [column.name for column in Letters.columns if column.name != "row_id"]
    known, new = table[table["position"] >= 0], table[table["position"] < 0]
    touched = known[known["touched"]] if "touched" in known else known.iloc[:0]
    fill(edits, cells, touched["position"].to_numpy(), {name: touched[name] for name in names})
    append(edits, cells, {name: new[name] for name in names})


def _result_sheets(edits: Edits, done: Computation) -> None:
    """待办清单, 分类统计 and the other wholly computed lists."""
    for sheet, frame in done.sheets.items():
        cells = done.ledger.cells.get(sheet)
        if cells is not None:
            rewrite(edits, cells, {str(name): values for name, values in frame.items()})


def _changes(edits: Edits, done: Computation) -> None:
    """变动清单: what other commands and other months wrote stays; the month's own rows and 定版后改动 are listed
    anew. Without 上期台账 nothing is compared."""
    cells = done.ledger.cells.get(ChangeList)
    if cells is None:
        return
    names = snapshots.COLUMNS
    table = done.ledger[ChangeList]
    found = snapshots.changes(done.ledger) if done.ledger.has(Snapshot) else None
    kept = (table[ChangeList.type.name] != CHANGED_AFTER).to_numpy()
    if found is not None:
        kept &= ~snapshots.own_rows(done.ledger)
    parts = (table.loc[kept, names], found, done.register.changes[names])
    filled = [part for part in parts if part is not None and len(part)]
    rows = pd.concat(filled, ignore_index=True) if filled else table.loc[kept, names]
    rewrite(edits, cells, {name: rows[name] for name in names})


def _snapshot(edits: Edits, done: Computation) -> None:
    """上期台账: 项目清单 of 统计月份 below that of the month computed before it."""
    cells = done.ledger.cells.get(Snapshot)
    rows = None if cells is None else snapshots.blocks(done.ledger)
    if cells is None or rows is None:
        return
    arrays = {str(name): values for name, values in rows.items()}
    if len(rows) == len(cells.rows):
        fill(edits, cells, np.arange(len(rows)), arrays)
    else:
        rewrite(edits, cells, arrays)


def _views(edits: Edits, done: Computation) -> None:
    cells = done.ledger.cells.get(WallChart)
    if cells is not None:
        chart = wall_chart(done.ledger, done.panel, done.register)
        rewrite(edits, cells, {str(name): values for name, values in chart.items()})
    edits.blocks |= cockpit_blocks(done.ledger, done.panel, done.register, done.ranking, done.findings)


def row_ids(edits: Edits, ledger: Ledger, context: Context) -> None:
    """行标识 of rows that have none, or one that stands twice, and of rows appended in this run."""
    for sheet, needed in missing_ids(ledger, context.chance).items():
        cells = ledger.cells[sheet]
        column = cells.columns[sheet.row_id.name]
        edits.sheet(cells.tab).cells.extend(
            (int(cells.rows[place]), column, value) for place, value in needed.items()
        )
    taken = all_ids(ledger)
    for sheet, cells in ledger.cells.items():
        target = edits.sheets.get(cells.tab)
        if sheet.wholly_computed or target is None or sheet.row_id.name not in cells.columns:
            continue
        first = cells.last_row + 1
        count = (target.last_row or cells.last_row) - cells.last_row
        fresh = new_ids(count, taken, context.chance)
        taken.update(fresh)
        column = cells.columns[sheet.row_id.name]
        target.cells.extend((first + place, column, value) for place, value in enumerate(fresh))


WRITERS: tuple[Callable[[Edits, Computation], None], ...] = (
    _projects,
    _progress,
    _names_and_states,
    _light_register,
    _submissions,
    _letters,
    ranking_sheet,
    _result_sheets,
    _changes,
    _snapshot,
    findings_sheet,
    _views,
)
"""In this order; each writes its own sheets."""
