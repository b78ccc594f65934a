"""清洗：turns the raw cells of a column into values of its kind, whole columns at a time.

Cells that already are what they should be take a fast path; only odd ones are looked at one by one,
each distinct value once. What cannot be read is left blank and said (Remark), never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from addin.findings import Level
from addin.ledger.dates import FIRST_YEAR, LAST_YEAR, read_date, read_month
from addin.ledger.numbers import error_value, read_number
from addin.ledger.reading import BLANK, Reader, Reading, plain, quoted
from addin.ledger.text import BLANK_MARKS, all_tidy, match_key, split_list, tidy
from addin.schema import Column, Kind, LightRegister, Projects
from addin.schema.base import DATED, NUMERIC
from addin.workbook.port import CellError

_NUMBER_TYPES = frozenset({"floating", "integer", "mixed-integer-float", "empty"})
_DATE_TYPES = frozenset({"datetime", "date", "datetime64", "empty"})
_DAY = "datetime64[D]"
_MARKED_KINDS = frozenset({Kind.CODE, Kind.ROW_ID, Kind.CHOICE})
_PROOFS = (
    Projects.exemption_reason,
    Projects.exemption_document,
    LightRegister.adjustment_reason,
    LightRegister.approved_by,
)
"""Texts that something rests on: 无 there is no reason and no document."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about the cell at `position` (0-based among the rows)."""

    position: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A column's clean values and the remarks about its odd cells, in row order."""

    values: np.ndarray
    remarks: tuple[Remark, ...] = ()


def clean_column(values: np.ndarray, column: Column, year: int | None = None) -> Cleaned:
    """The object array `values` as values of the column's kind (dtypes: see `addin.schema.Kind`).

    `year` completes dates typed without one. The input is never changed.
    """
    return _clean(values, column, year) if len(values) else _nothing(column.kind)


@cache
def _nothing(kind: Kind) -> Cleaned:
    """Of a sheet without rows, as many registers are in most offices."""
    return _clean(np.empty(0, dtype=object), Column("", kind), None)


def _clean(values: np.ndarray, column: Column, year: int | None) -> Cleaned:
    if column.kind in NUMERIC:
        return _clean_numbers(values, column)
    if column.kind in DATED:
        return _clean_dates(values, column, year)
    if column.kind is Kind.LIST:
        return _clean_each(values, _list_reader(column))
    if column.kind is Kind.CHOICE and column.choices:
        return _clean_each(values, _choice_reader(column))
    return _clean_texts(values, column)


def blank_column(column: Column, length: int) -> np.ndarray:
    """The values of a column that the sheet does not have."""
    return clean_column(np.full(length, None, dtype=object), column).values


def _clean_numbers(values: np.ndarray, column: Column) -> Cleaned:
    if pd.api.types.infer_dtype(values, skipna=True) in _NUMBER_TYPES:
        numbers = values.astype(np.float64)
        plain_numbers = np.ones(len(values), dtype=bool)
    else:
        plain_numbers = _of_types(values, (float, int, type(None)))
        numbers = _only(values, plain_numbers).astype(np.float64)
    odd = ~plain_numbers | np.isinf(numbers)
    if column.kind is Kind.INTEGER:
        odd |= numbers != np.floor(numbers)
        odd &= ~(plain_numbers & np.isnan(numbers))
    return _patch(values, numbers, odd, lambda value: read_number(value, column.kind), np.nan)


def _clean_dates(values: np.ndarray, column: Column, year: int | None) -> Cleaned:
    if pd.api.types.infer_dtype(values, skipna=True) in _DATE_TYPES:
        real = np.ones(len(values), dtype=bool)
    else:
        real = _of_types(values, (dt.datetime, dt.date, type(None), pd.Timestamp))
    stamps = pd.to_datetime(list(_only(values, real)), errors="coerce")
    days = stamps.to_numpy().astype(_DAY)
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    odd = (~real | np.isnat(days)) & ~pd.isna(values)
    odd |= ~np.isnat(days) & ((years < FIRST_YEAR) | (years > LAST_YEAR))
    month = column.kind is Kind.MONTH
    reader: Reader = read_month if month else lambda value: read_date(value, year)
    cleaned = _patch(values, days, odd, reader, np.datetime64("NaT"))
    whole = cleaned.values.astype("datetime64[M]") if month else cleaned.values
    return Cleaned(whole.astype("datetime64[ns]"), cleaned.remarks)


def _clean_texts(values: np.ndarray, column: Column) -> Cleaned:
    marks_are_blank = bool(column.refers_to) or column.kind in _MARKED_KINDS or column in _PROOFS
    if not _is_text(values):
        return _clean_each(values, _marked_reader if marks_are_blank else _text_reader)
    present = ~pd.isna(values)
    clean = _only(values, present)
    texts = values[present].tolist()
    if not all_tidy(texts):
        clean[present] = [tidy(text) for text in texts]
    if marks_are_blank and not BLANK_MARKS.isdisjoint(clean[present]):
        clean[[value in BLANK_MARKS for value in clean]] = None
    return Cleaned(clean)


def _is_text(values: np.ndarray) -> bool:
    return pd.api.types.infer_dtype(values, skipna=True) in ("string", "empty")


def _only(values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The wanted values; None in the place of the others."""
    kept = values.copy()
    kept[~wanted] = None
    return kept


def _of_types(values: np.ndarray, types: tuple[type, ...]) -> np.ndarray:
    wanted = frozenset(types)
    return np.fromiter((type(value) in wanted for value in values), dtype=bool, count=len(values))


def _patch(values: np.ndarray, clean: np.ndarray, odd: np.ndarray, reader: Reader, blank: Any) -> Cleaned:
    """`clean` with its odd cells read one by one."""
    positions = np.flatnonzero(odd)
    readings = _read_each(values[positions], reader)
    remarks = []
    for position, reading in zip(positions.tolist(), readings, strict=True):
        clean[position] = blank if reading.value is None else reading.value
        if reading.level:
            remarks.append(Remark(position, reading))
    return Cleaned(clean, tuple(remarks))


def _clean_each(values: np.ndarray, reader: Reader) -> Cleaned:
    """Every distinct value read once."""
    if not _is_text(values):
        readings = _read_each(values, reader)
        labels = np.arange(len(values))
    else:
        labels, distinct = pd.factorize(values)
        readings = [*map(reader, distinct), reader(None)]
    clean = np.empty(len(readings), dtype=object)
    clean[:] = [reading.value for reading in readings]
    flagged = np.array([reading.level is not None for reading in readings], dtype=bool)[labels]
    remarks = [Remark(position, readings[labels[position]]) for position in np.flatnonzero(flagged).tolist()]
    return Cleaned(clean[labels], tuple(remarks))


def _read_each(values: np.ndarray, reader: Reader) -> list[Reading]:
    seen: dict[tuple[type, object], Reading] = {}
    readings = []
    for value in values:
        key = (type(value), value)
        reading = seen.get(key)
        if reading is None:
            reading = seen[key] = reader(value)
        readings.append(reading)
    return readings


def _text_reader(value: object) -> Reading:
    if isinstance(value, str):
        return Reading(tidy(value))
    if value is None or value != value:  # NaN is no text either
        return BLANK
    if isinstance(value, CellError):
        return error_value(value, "改好公式，或直接填文字")
    if isinstance(value, bool):
        return Reading("是" if value else "否")
    return Reading(plain(value) or None)


def _marked_reader(value: object) -> Reading:
    reading = _text_reader(value)
    return BLANK if reading.value in BLANK_MARKS else reading


def _choice_reader(column: Column) -> Callable[[object], Reading]:
    choices = {match_key(choice): choice for choice in column.choices}
    others = {match_key(word): choice for word, choice in column.other_words.items()}
    listed = "、".join(column.choices)

    def read(value: object) -> Reading:
        reading = _marked_reader(value)
        if reading.value is None:
            return reading
        choice = choices.get(match_key(reading.value))
        if choice:
            return Reading(choice)
        meant = others.get(match_key(reading.value))
        if meant:
            advice = "需要时统一为下拉列表中的写法"
            return Reading(meant, Level.NOTE, f"{quoted(value)}认作“{meant}”", advice, meant)
        message = f"{quoted(value)}不在可选值中，按空白处理"
        return Reading(None, Level.ERROR, message, f"从下拉列表中选择：{listed}")

    return read


def _list_reader(column: Column) -> Callable[[object], Reading]:
    choices = {match_key(choice): choice for choice in column.choices}

    def read(value: object) -> Reading:
        reading = _text_reader(value)
        if reading.value is None:
            return Reading((), reading.level, reading.message, reading.advice)
        members = split_list(reading.value)
        return Reading(tuple(choices.get(match_key(member), member) for member in members))

    return read
