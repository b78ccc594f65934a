"""tables: computed arrays become the cells that differ, and no others."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from support.ledgers import cells_of

from addin.commands.tables import append, as_cells, fill, rewrite
from addin.schema import LightRegister, Projects, Rankings, Submissions
from addin.workbook.port import Edits, SheetCells

NAN = float("nan")


def objects(*values: Any) -> np.ndarray:
    result = np.empty(len(values), dtype=object)
    result[:] = values
    return result


def written(edits: Edits, cells: SheetCells) -> dict[tuple[int, str], Any]:
    """(Excel row, column name) → value, as the workbook would take them."""
    names = {number: name for name, number in {**cells.columns, **cells.extra}.items()}
    sheet = edits.sheets.get(cells.tab)
    if sheet is None:
        return {}
    names |= sheet.headers
    found = {
        (int(row), names[column]): value
        for column, rows, values in sheet.fills
        for row, value in zip(rows, values, strict=True)
    }
    return found | {(row, names[column]): value for row, column, value in sheet.cells}


def test_a_missing_rate_is_a_dash_and_missing_money_is_blank() -> None:
    assert as_cells(np.array([0.75, NAN]), Projects.investment_rate).tolist() == [0.75, "—"]
    assert as_cells(np.array([100.5, NAN]), Projects.month_done).tolist() == [100.5, None]


def test_months_are_days_without_a_time_and_a_missing_one_is_blank() -> None:
    months = pd.Series(pd.to_datetime(["2022-09-01", None]))
    assert as_cells(months, LightRegister.month).tolist() == [dt.date(2022, 9, 1), None]


def test_a_list_is_one_text_and_no_text_is_a_blank_cell() -> None:
    values = objects(("甲局", "乙局"), (), "", None, "红")
    assert as_cells(values, Projects.responsible_units).tolist() == ["甲局、乙局", None, None, None, "红"]


def test_only_the_cells_that_differ_are_written() -> None:
    cells = cells_of(Projects, [dict(code="A", light="绿", deviation=-5.0), dict(code="B", light="黄")])
    edits = Edits()
    new = {"light": objects("绿", "红"), "deviation": np.array([-5.0, NAN])}
    fill(edits, cells, np.array([0, 1]), new)
    assert written(edits, cells) == {(5, "light"): "红", (5, "deviation"): "—"}


def test_nothing_is_written_where_nothing_differs() -> None:
    cells = cells_of(Projects, [dict(code="A", light="绿", deviation="—")])
    edits = Edits()
    fill(edits, cells, np.array([0]), {"light": objects("绿"), "deviation": np.array([NAN])})
    assert edits.count() == 0


def test_values_go_to_the_rows_of_their_positions() -> None:
    """Row 5 was left out (its code stands twice): the second value belongs to row 6."""
    cells = cells_of(Projects, [dict(code="A"), dict(code="A"), dict(code="B")])
    edits = Edits()
    fill(edits, cells, np.array([0, 2]), {"light": objects("绿", "红")})
    assert written(edits, cells) == {(4, "light"): "绿", (6, "light"): "红"}


def test_a_blank_row_gets_not_even_a_dash() -> None:
    cells = cells_of(Projects, [dict(code="A"), dict(code="B", deviation=-3.0)])
    edits = Edits()
    fill(edits, cells, np.array([0, 1]), {"deviation": np.array([NAN, -9.0])}, blank=np.array([False, True]))
    assert written(edits, cells) == {(4, "deviation"): "—", (5, "deviation"): None}


def test_a_day_read_with_a_time_is_the_same_day() -> None:
    cells = cells_of(LightRegister, [dict(code="A", month=dt.datetime(2022, 9, 1))])
    edits = Edits()
    fill(edits, cells, np.array([0]), {"month": np.array(["2022-09-01"], dtype="datetime64[ns]")})
    assert edits.count() == 0


def test_a_column_that_the_sheet_lacks_is_passed_over() -> None:
    cells = cells_of(Projects, [dict(code="A")], without=["light"])
    edits = Edits()
    fill(edits, cells, np.array([0]), {"light": objects("红")})
    assert edits.count() == 0


def test_new_rows_go_below_the_last_and_the_table_grows() -> None:
    cells = cells_of(Submissions, [dict(unit="甲局", month="2022-08", form="月度进度")])
    edits = Edits()
    append(edits, cells, {"unit": objects("乙局", "丙局"), "form": objects("月度进度", "月度进度")})
    assert written(edits, cells) == {
        (5, "unit"): "乙局", (5, "form"): "月度进度", (6, "unit"): "丙局", (6, "form"): "月度进度",
    }  # fmt: skip
    assert edits.sheet(cells.tab).last_row == 6


def test_rows_added_twice_in_a_run_stand_below_each_other() -> None:
    cells = cells_of(Submissions, [])
    edits = Edits()
    for unit in ("甲局", "乙局"):
        append(edits, cells, {"unit": objects(unit)})
    assert written(edits, cells) == {(4, "unit"): "甲局", (5, "unit"): "乙局"}


def test_no_rows_to_add_leave_the_table_as_it_is() -> None:
    cells = cells_of(Submissions, [])
    edits = Edits()
    append(edits, cells, {"unit": objects()})
    assert edits.sheets == {}


def test_a_shorter_ranking_blanks_the_rows_that_it_no_longer_uses() -> None:
    cells = cells_of(Rankings, [dict(object_name="甲局", place=1), dict(object_name="乙局", place=2)])
    edits = Edits()
    rewrite(edits, cells, {"object_name": objects("丙局"), "place": np.array([NAN])})
    found = written(edits, cells)
    assert (found[4, "object_name"], found[4, "place"]) == ("丙局", "—")
    assert {value for (row, _), value in found.items() if row == 5} == {None}
    assert edits.sheet(cells.tab).last_row == 4


def test_a_rewritten_sheet_keeps_its_row_identities() -> None:
    cells = cells_of(Rankings, [dict(object_name="甲局")])
    edits = Edits()
    rewrite(edits, cells, {"object_name": objects("乙局")})
    assert "row_id" not in {name for _, name in written(edits, cells)}


def test_an_emptied_sheet_keeps_one_row() -> None:
    cells = cells_of(Rankings, [dict(object_name="甲局"), dict(object_name="乙局")])
    edits = Edits()
    rewrite(edits, cells, {"object_name": objects()})
    assert edits.sheet(cells.tab).last_row == 4
    assert set(written(edits, cells).values()) == {None}


def test_an_indicator_new_to_the_sheet_gets_a_column_at_the_right_end() -> None:
    cells = cells_of(Rankings, [dict(object_name="甲局")])
    edits = Edits()
    rewrite(edits, cells, {"object_name": objects("甲局")}, {"投资完成率": np.array([0.8])})
    right = max(cells.columns.values()) + 1
    assert edits.sheet(cells.tab).headers == {right: "投资完成率"}
    assert written(edits, cells)[4, "投资完成率"] == 0.8


@pytest.mark.parametrize("extra", [{}, {"节点按期率": np.array([NAN])}])
def test_an_indicator_that_no_longer_counts_is_blanked_and_one_without_value_is_a_dash(
    extra: dict[str, np.ndarray],
) -> None:
    cells = cells_of(Rankings, [dict(object_name="甲局")])
    cells.extra["节点按期率"] = 20
    edits = Edits()
    rewrite(edits, cells, {"object_name": objects("甲局")}, extra)
    assert written(edits, cells)[4, "节点按期率"] == ("—" if extra else None)
