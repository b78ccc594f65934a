"""Cell addresses and values as they stand in the file."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.workbook.cells import (
    SharedTexts,
    cell_xml,
    escape_text,
    join_range,
    number_text,
    plain,
    same_value,
    serial,
    split_address,
    split_range,
    standing_value,
    unescape_text,
)
from addin.workbook.port import CellError

NONE_SHARED = SharedTexts(b"")


@pytest.mark.parametrize(
    ("text", "place"), [("A1", (1, 1)), ("$F$12", (12, 6)), ("XFD1048576", (1048576, 16384))]
)
def test_an_address_is_row_and_column(text, place):
    assert split_address(text) == place


def test_a_range_goes_both_ways():
    assert split_range("A3:F12") == (3, 1, 12, 6)
    assert join_range((3, 1, 12, 6)) == "A3:F12"
    assert split_range("B2") == (2, 2, 2, 2)


@pytest.mark.parametrize(
    ("number", "text"),
    [(5.0, "5"), (5, "5"), (0.1, "0.1"), (1e22, "1e+22"), (-2.5, "-2.5"), (1 / 3, "0.3333333333333333")],
)
def test_a_number_is_written_in_its_shortest_form(number, text):
    assert number_text(number) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_reads_back_as_itself(number):
    assert float(number_text(number)) == number


@given(st.text())
def test_every_text_reads_back_as_itself(text):
    text = plain(text) or ""
    assert unescape_text(escape_text(text).encode("utf-8")) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a<b>&c", "a&lt;b&gt;&amp;c"),
        ("\x0b", "_x000B_"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x005F_x0042_", "_x005F_x005F_x005F_x0042_"),
        ("下划线_xyz_", "下划线_xyz_"),
    ],
)
def test_what_xml_cannot_hold_stands_as_an_escape(text, written):
    assert escape_text(text) == written


def test_a_value_that_begins_with_an_equals_sign_stays_text():
    assert (
        cell_xml(b"", "A1", b"3", "=1+1", False) == b'<c r="A1" s="3" t="inlineStr"><is><t>=1+1</t></is></c>'
    )


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        (None, b'<c r="A1"/>'),
        (True, b'<c r="A1" t="b"><v>1</v></c>'),
        (5.0, b'<c r="A1"><v>5</v></c>'),
        (dt.date(2022, 9, 1), b'<c r="A1"><v>44805</v></c>'),
        (dt.datetime(2022, 9, 1, 12), b'<c r="A1"><v>44805.5</v></c>'),
        (CellError("#N/A"), b'<c r="A1" t="e"><v>#N/A</v></c>'),
        (
            " 两行\n文字",
            '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 两行\n文字</t></is></c>'.encode(),
        ),
    ],
)
def test_each_kind_of_value_has_its_own_form(value, xml):
    assert cell_xml(b"", "A1", None, value, False) == xml


def test_in_the_1904_system_the_same_day_has_a_smaller_number():
    assert serial(dt.date(2022, 9, 1), date1904=True) == 44805 - 1462


@pytest.mark.parametrize("blank", [None, "", float("nan"), np.nan, pd.NaT, np.float64("nan"), float("inf")])
def test_every_kind_of_blank_is_none(blank):
    assert plain(blank) is None


def test_numpy_scalars_become_python_ones():
    assert plain(np.int64(3)) == 3
    assert plain(np.datetime64("2022-09-01", "D")) == dt.datetime(2022, 9, 1)
    assert plain(np.datetime64("2022-09-01T00:00", "ns")) == dt.datetime(2022, 9, 1)
    assert plain(np.datetime64("NaT")) is None
    assert plain(pd.Timestamp(2022, 9, 1)) == dt.datetime(2022, 9, 1)
    assert plain("甲\r\n乙") == "甲\n乙"


def test_runs_of_rich_text_are_joined_and_phonetics_left_out():
    shared = SharedTexts(
        b"<sst><si><r><rPr><b/></rPr><t>a&amp;</t></r><r><t>b</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si><si/></sst>"
    )
    assert shared[0] == "a&b"
    assert standing_value(b"s", b"<v>1</v>", shared) is None


@pytest.mark.parametrize(
    ("kind", "inner", "value"),
    [
        (None, b"<v>5</v>", 5.0),
        (b"n", b"<f>1+4</f><v>5</v>", 5.0),
        (b"str", b"<f>A1</f><v>x_x000A_y</v>", "x\ny"),
        (b"b", b"<v>1</v>", True),
        (b"e", b"<v>#REF!</v>", CellError("#REF!")),
        (b"inlineStr", b"<is><t>x</t></is>", "x"),
        (None, b"", None),
    ],
)
def test_what_stands_in_a_cell_is_read_by_its_type(kind, inner, value):
    assert standing_value(kind, inner, NONE_SHARED) == value


@pytest.mark.parametrize(
    ("standing", "wanted", "same"),
    [
        (44805.0, dt.date(2022, 9, 1), True),
        (5.0, 5, True),
        (1.0, True, False),
        ("5", 5, False),
        (None, None, True),
        (None, 0, False),
        (CellError("#N/A"), None, False),
    ],
)
def test_values_are_the_same_only_when_writing_would_change_nothing(standing, wanted, same):
    assert same_value(standing, wanted) is same
