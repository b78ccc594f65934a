"""发文字号。"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.documents.numbering import document_number, draft_number, read_number


def test_a_number_has_six_corner_brackets_and_no_leading_zero() -> None:
    assert document_number("甬重办函", 2022, 12) == "甬重办函〔2022〕12号"


def test_a_draft_leaves_the_serial_open() -> None:
    assert draft_number("甬重办", 2022) == "甬重办〔2022〕 号"
    assert draft_number(None, 2022) == "【待填：机关代字】〔2022〕 号"


@pytest.mark.parametrize(("year", "serial"), [(2022, 0), (2022, -1), (22, 1)])
def test_a_serial_below_one_or_a_shortened_year_is_refused(year: int, serial: int) -> None:
    with pytest.raises(ValueError, match="no document number"):
        document_number("甬重办", year, serial)


@given(st.text("甬重办督函", min_size=1, max_size=5), st.integers(1000, 9999), st.integers(1, 10**6))
def test_a_number_that_was_written_is_read_back(code: str, year: int, serial: int) -> None:
    assert read_number(document_number(code, year, serial)) == (code, year, serial)


@pytest.mark.parametrize(
    "text", ["", "甬重办〔2022〕 号", "〔2022〕3号", "甬重办2022年3号", "甬重办〔22〕3号"]
)
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert read_number(text) is None
