"""联系电话脱敏."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.ledger.phones import masked


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("13812345678", "138****5678"),
        ("张某 138 1234 5678", "张某 138 **** 5678"),
        ("1381-2345-678", "138*-***5-678"),
        ("张某１３８１２３４５６７８", "张某１３８****５６７８"),
        ("+86 138-1234-5678、139 87654321", "+86 138-****-5678、139 ****4321"),
        ("8613812345678", "86138****5678"),
        ("1381234567813912345678", "138****5678139****5678"),
        ("0374-2912345", "0374-****345"),
        ("（0374）2912345", "（0374）****345"),
        ("010-87654321转801", "010-****4321转801"),
        ("03742912345", "0374****345"),
        ("王某（主任）13912345678/0374-291 2345", "王某（主任）139****5678/0374-*** *345"),
    ],
)
def test_four_digits_of_a_number_are_hidden_and_the_rest_stays(typed: str, shown: str) -> None:
    assert masked(typed) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022年9月30日前完成",
        "总投资13812.34万元",
        "2021-330299-05-0001",
        "410402198001011234",
        "20220930",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert masked(text) == text


def test_seven_or_eight_digits_are_a_number_only_in_a_contact_cell() -> None:
    assert masked("李某 2912345", contact=True) == "李某 ****345"
    assert masked("李某 8765 4321", contact=True) == "李某 **** 4321"
    assert masked("面积2912345平方米") == "面积2912345平方米"


MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@st.composite
def contacts(draw: st.DrawFn) -> tuple[list[str], str]:
    """Some mobiles and a cell that holds them, each written in one of the usual ways."""
    numbers = draw(st.lists(MOBILES, min_size=1, max_size=4))
    ways = st.sampled_from(["{}", "{}-{}-{}", "{} {} {}", "wide", "+86{}", "+86 {}", "86-{}"])
    parts = []
    for number in numbers:
        way = draw(ways)
        groups = (number[:3], number[3:7], number[7:]) if way.count("{}") == 3 else (number,)
        parts.append(number.translate(WIDE) if way == "wide" else way.format(*groups))
    names = draw(
        st.lists(st.sampled_from(["张某", "李某某", "", "（办）"]), min_size=len(parts), max_size=len(parts))
    )
    separator = draw(st.sampled_from(["、", "；", " ", "/", "\n", "，"]))
    return numbers, separator.join(name + part for name, part in zip(names, parts, strict=True))


@given(contacts(), st.booleans())
def test_no_mobile_of_the_cell_survives(given_: tuple[list[str], str], contact: bool) -> None:
    numbers, cell = given_
    shown = masked(cell, contact)
    digits = "".join(str(int(mark)) if mark.isdecimal() else mark for mark in shown)
    assert not re.search(r"1[3-9]\d{9}", digits)
    assert not [number for number in numbers if number in re.sub(r"[\s\-]", "", digits)]
    assert len(shown) == len(cell)


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = masked(text, contact=True)
    assert masked(once, contact=True) == once
