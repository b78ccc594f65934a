"""Whole columns: each kind's values, and cleaning what is already clean."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.ledger.clean import blank_column, clean_column
from addin.schema import Column, Kind
from addin.workbook.port import CellError


def column_of(*cells):
    values = np.empty(len(cells), dtype=object)
    values[:] = list(cells)
    return values


def clean(kind, *cells, **more):
    return clean_column(column_of(*cells), Column("列", kind, **more), 2022)


def remarks(cleaned):
    return [(one.position, one.reading.message) for one in cleaned.remarks]


def test_numbers_are_floats_and_blanks_are_nan():
    cleaned = clean(Kind.MONEY, 1, 2.5, None, "1,000", "—", "x", True)
    np.testing.assert_array_equal(cleaned.values, [1, 2.5, np.nan, 1000, np.nan, np.nan, np.nan])
    assert cleaned.values.dtype == np.float64
    assert remarks(cleaned) == [(5, "“x”不是数字，按空白处理"), (6, "“TRUE”不是数字，按空白处理")]


def test_a_fraction_in_a_column_of_whole_numbers_is_left_blank():
    cleaned = clean(Kind.INTEGER, 1.0, 2.5, None)
    np.testing.assert_array_equal(cleaned.values, [1, np.nan, np.nan])
    assert remarks(cleaned) == [(1, "“2.5”不是整数，按空白处理")]


def test_dates_lose_their_time_and_months_are_first_days():
    moment = dt.datetime(2022, 6, 15, 9, 30)
    assert clean(Kind.DATE, moment, None).values.tolist() == column_stamps("2022-06-15", "NaT")
    assert clean(Kind.MONTH, moment, "202209").values.tolist() == column_stamps("2022-06-01", "2022-09-01")


def column_stamps(*days):
    return np.array(days, dtype="datetime64[ns]").tolist()


def test_dates_far_outside_the_calendar_are_left_blank():
    cleaned = clean(Kind.DATE, dt.datetime(1900, 1, 1), dt.date(9999, 1, 1), dt.date(2022, 1, 1))
    assert pd.isna(cleaned.values).tolist() == [True, True, False]
    assert [position for position, _ in remarks(cleaned)] == [0, 1]


def test_text_is_trimmed_and_numbers_in_it_are_written_out():
    cleaned = clean(Kind.TEXT, " 甲 ", 1001.0, 0.5, None, dt.date(2022, 6, 1), True, "  ")
    assert cleaned.values.tolist() == ["甲", "1001", "0.5", None, "2022-06-01", "是", None]


def test_times_are_written_as_people_read_them():
    moments = (dt.time(9, 30), dt.time(9, 30, 5), dt.datetime(2022, 6, 1, 9, 30), "9:30")
    assert clean(Kind.TIME, *moments).values.tolist() == ["09:30", "09:30:05", "2022-06-01 09:30:00", "9:30"]


def test_words_of_nothing_stay_in_text_but_not_in_codes_and_choices():
    assert clean(Kind.TEXT, "无", "/").values.tolist() == ["无", "/"]
    assert clean(Kind.CODE, "无", "/").values.tolist() == [None, None]


def test_choices_are_found_whatever_their_width_and_others_are_left_blank():
    cleaned = clean(Kind.CHOICE, "是", " 是 ", "对", None, "无", choices=("是", "否"))
    assert cleaned.values.tolist() == ["是", "是", None, None, None]
    assert remarks(cleaned) == [(2, "“对”不在可选值中，按空白处理")]
    assert cleaned.remarks[0].reading.advice == "从下拉列表中选择：是、否"


def test_lists_are_tuples_and_their_choices_only_suggest():
    cleaned = clean(Kind.LIST, "涉铁、涉水", None, "涉铁", choices=("涉铁", "涉军"))
    assert cleaned.values.tolist() == [("涉铁", "涉水"), (), ("涉铁",)]
    assert cleaned.remarks == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_an_error_value_is_left_blank_in_every_kind(kind):
    cleaned = clean(kind, CellError("#REF!"), CellError("#REF!"))
    blank = () if kind is Kind.LIST else None
    assert all(value == blank or pd.isna(value) for value in cleaned.values.tolist())
    assert {message for _, message in remarks(cleaned)} == {"是错误值 #REF!，按空白处理"}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_missing_column_is_blank_in_its_kind(kind):
    values = blank_column(Column("列", kind), 2)
    assert len(values) == 2
    assert all(value == () or pd.isna(value) for value in values.tolist())


def test_the_raw_cells_are_never_changed():
    raw = column_of(" 甲 ", 1.0, "3.2亿", None)
    before = raw.copy()
    for kind in Kind:
        clean_column(raw, Column("列", kind), 2022)
    assert raw.tolist() == before.tolist()


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=8),
    st.sampled_from(["3.2亿", "2022年6月底", "—", "甲、乙", "2022.9", "75%", "是"]),
    st.just(CellError("#N/A")),
)


@given(st.lists(CELLS, max_size=6), st.sampled_from(list(Kind)))
def test_any_cells_can_be_cleaned_and_the_clean_ones_stay(cells, kind):
    column = Column("列", kind, choices=("是", "否") if kind is Kind.CHOICE else ())
    once = clean_column(column_of(*cells), column, 2022)
    again = clean_column(back_in_cells(once.values, kind), column, 2022)
    assert again.remarks == ()
    pd.testing.assert_series_equal(pd.Series(again.values), pd.Series(once.values))


def back_in_cells(values, kind):
    """The clean values as they would stand in cells."""
    if kind is Kind.LIST:
        return column_of(*("、".join(value) or None for value in values))
    return column_of(*(None if pd.isna(value) else as_cell(value) for value in values))


def as_cell(value):
    return pd.Timestamp(value).to_pydatetime() if isinstance(value, np.datetime64) else value


@given(st.lists(CELLS, max_size=6), st.sampled_from(list(Kind)))
def test_every_cell_is_read_by_itself(cells, kind):
    column = Column("列", kind)
    together = clean_column(column_of(*cells), column, 2022)
    apart = [clean_column(column_of(cell), column, 2022) for cell in cells]
    assert [one.position for one in together.remarks] == [i for i, one in enumerate(apart) if one.remarks]
    for value, alone in zip(together.values, apart, strict=True):
        assert value == alone.values[0] or (pd.isna(value) and pd.isna(alone.values[0]))
