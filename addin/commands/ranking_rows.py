"""排名榜：written whole by recalc, or one 口径 of it by rank."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.tables import rewrite
from addin.ledger.clean import clean_column
from addin.schema import Rankings
from addin.schema.rules import PERIODS
from addin.workbook.port import Edits, SheetCells


def ranking_sheet(edits: Edits, done: Computation) -> None:
    """排名榜, every 口径 that was ranked."""
    cells = done.ledger.cells.get(Rankings)
    if cells is not None:
        _put_ranking(edits, cells, done.ranking.rows, done.ranking.indicators)


def ranking_of_period(edits: Edits, done: Computation, period: str) -> None:
    """排名榜 with the rows of one 口径 replaced; those of the others stay as they stand."""
    cells = done.ledger.cells.get(Rankings)
    if cells is None:
        return
    others = _other_periods(cells, period)
    titles = dict.fromkeys((*done.ranking.indicators, *(title for title in cells.extra if title in others)))
    filled = [part for part in (done.ranking.frame, others) if len(part)]
    rows = pd.concat(filled, ignore_index=True) if filled else done.ranking.frame
    if filled:
        order = rows[Rankings.period.name].map({name: place for place, name in enumerate(PERIODS)})
        rows = rows.iloc[np.argsort(order.to_numpy(), kind="stable")]
    _put_ranking(edits, cells, rows, tuple(titles))


def _other_periods(cells: SheetCells, period: str) -> pd.DataFrame:
    """The rows of the other 口径 as they stand: declared columns, and indicators that have a figure there."""
    standing = np.array(
        [value in PERIODS and value != period for value in cells.values[Rankings.period.name]], dtype=bool
    )
    columns: dict[str, Any] = {
        name: clean_column(values[standing], Rankings.column(name)).values
        for name, values in cells.values.items()
        if name not in cells.extra and name != Rankings.row_id.name
    }
    for title in cells.extra:
        figures = pd.to_numeric(pd.Series(cells.values[title][standing], dtype=object), errors="coerce")
        if figures.notna().any():
            columns[title] = figures.to_numpy(dtype=float)
    return pd.DataFrame(columns)


def _put_ranking(edits: Edits, cells: SheetCells, rows: pd.DataFrame, indicators: tuple[str, ...]) -> None:
    declared = {str(name): rows[name] for name in rows.columns if name not in indicators}
    rewrite(edits, cells, declared, {title: rows[title] for title in indicators})
