"""数据表：one sheet as a clean DataFrame.

One column per column of the schema, by its English name, also where the sheet lacks it (then blank);
kinds and blanks as `addin.schema.Kind` says, DATE and MONTH as datetime64[ns]. Two more: `excel_row`,
the row in Excel, and `position`, the index into `SheetCells.rows`. Only valid rows stand in it: the
key is present, and the first of a repeated key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger.clean import Cleaned, blank_column, clean_column
from addin.ledger.keys import OPTIONAL_KEYS, valid_rows
from addin.ledger.references import resolve_column
from addin.schema import Column, Parameters, Sheet
from addin.workbook.port import SheetCells

if TYPE_CHECKING:
    from addin.ledger.ledger import Ledger

Columns = dict[str, np.ndarray]


def read_table(ledger: Ledger, sheet: type[Sheet]) -> tuple[pd.DataFrame, list[Finding]]:
    """The sheet's table and what was found wrong in its cells, references and keys."""
    cells = ledger.cells.get(sheet)
    if cells is None:
        return _frame(sheet, {column.name: blank_column(column, 0) for column in sheet.columns}), []
    findings: list[Finding] = []
    columns: Columns = {}
    for column in sheet.columns:
        cleaned = _clean(ledger, cells, column)
        columns[column.name] = cleaned.values
        if not _is_quiet(sheet, column):
            findings += _findings(ledger, sheet, column, cleaned)
    findings += _resolve(ledger, sheet, columns)
    keep, wrong_keys = valid_rows(ledger, cells, columns, {finding.cell for finding in findings})
    table = _frame(sheet, columns, cells, keep)
    return table, findings + wrong_keys


def _clean(ledger: Ledger, cells: SheetCells, column: Column) -> Cleaned:
    raw = cells.values.get(column.name)
    if raw is None:
        return Cleaned(blank_column(column, len(cells.rows)))
    return clean_column(raw, column, ledger.settings.year)


def _is_quiet(sheet: type[Sheet], column: Column) -> bool:
    """Computed cells are overwritten anyway; 参数!取值 is read by `addin.ledger.settings`."""
    return column.computed or sheet.wholly_computed or (sheet is Parameters and column is Parameters.value)


def _findings(ledger: Ledger, sheet: type[Sheet], column: Column, cleaned: Cleaned) -> list[Finding]:
    row_is_lost = column.key and column not in OPTIONAL_KEYS
    findings = []
    for remark in cleaned.remarks:
        reading = remark.reading
        message = column.title + reading.message
        if row_is_lost and reading.value is None:
            message = message.replace("按空白处理", "本行未计入")
        findings.append(
            ledger.finding(
                reading.level or Level.NOTE,
                sheet,
                remark.position,
                column.name,
                message,
                reading.advice,
                "",
                reading.used,
            )
        )
    return findings


def _resolve(ledger: Ledger, sheet: type[Sheet], columns: Columns) -> list[Finding]:
    """Replaces names and codes by those of the sheet they refer to; says which it does not have."""
    findings: list[Finding] = []
    for column in sheet.columns:
        if column.refers_to and not column.computed:
            columns[column.name], wrong = resolve_column(ledger, sheet, column, columns)
            findings += wrong
    return findings


def _frame(
    sheet: type[Sheet], columns: Columns, cells: SheetCells | None = None, keep: np.ndarray | None = None
) -> pd.DataFrame:
    rows = np.asarray(cells.rows, dtype=np.int64) if cells else np.empty(0, dtype=np.int64)
    data = {column.name: columns[column.name] for column in sheet.columns}
    data["excel_row"] = rows
    data["position"] = np.arange(len(rows), dtype=np.int64)
    if keep is not None and not keep.all():
        data = {name: values[keep] for name, values in data.items()}
    return pd.DataFrame(data, copy=False)
