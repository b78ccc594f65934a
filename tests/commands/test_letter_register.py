"""发文登记: numbers are allotted per 代字 and year, in order, and never a second time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import ledger_of

from addin.commands.documents.job import Job
from addin.commands.documents.letters import Entry, LetterBook
from addin.errors import ProgramError
from addin.ledger import Ledger

SEPTEMBER = dt.date(2022, 9, 1)
OCTOBER_8 = dt.date(2022, 10, 8)


def job(*rows: str, unit: str = "甲局", kind: str = "提醒函", month: dt.date | None = SEPTEMBER) -> Job:
    return Job(kind, unit, unit, month, rows or ("项目清单!P1",), (), facts=lambda header, day: None)


def letter(number: str, **more: Any) -> dict[str, Any]:
    """A row of 发文登记: 甬函〔2022〕, 已发, unless told otherwise."""
    ordinary = {"kind": "提醒函", "unit": "甲局", "month": "2022-08", "state": "已发", "rows": "项目清单!P9"}
    numbered = {"issuer_code": "甬函", "year": 2022} if more.get("serial") else {}
    return {"number": number, **ordinary, **numbered, **more}


def register(*letters: dict[str, Any]) -> LetterBook:
    ledger: Ledger = ledger_of(letters=list(letters))
    return LetterBook.of(ledger)


def issue(book: LetterBook, one: Job | None = None, code: str = "甬函", day: dt.date = OCTOBER_8) -> str:
    return book.allot(book.enter(one or job(), "办", day.year), code, day)


def test_the_first_number_of_a_year_is_one_without_leading_zeros() -> None:
    assert issue(register()) == "甬函〔2022〕1号"


def test_numbers_follow_the_greatest_that_stands_whatever_the_order_of_the_rows() -> None:
    assert (
        issue(register(letter("FW2022-0002", serial=12), letter("FW2022-0001", serial=3)))
        == "甬函〔2022〕13号"
    )


def test_a_gap_is_not_filled() -> None:
    assert (
        issue(register(letter("FW2022-0001", serial=1), letter("FW2022-0002", serial=5))) == "甬函〔2022〕6号"
    )


def test_numbers_begin_again_with_the_year() -> None:
    book = register(letter("FW2022-0001", serial=12))
    assert issue(book, day=dt.date(2023, 1, 3)) == "甬函〔2023〕1号"


def test_every_issuer_code_has_its_own_numbers() -> None:
    book = register(letter("FW2022-0001", serial=12))
    assert issue(book, code="甬督函") == "甬督函〔2022〕1号"


def test_the_number_of_a_void_letter_is_not_used_again() -> None:
    assert issue(register(letter("FW2022-0001", serial=12, state="作废"))) == "甬函〔2022〕13号"


def test_two_letters_of_one_run_have_two_numbers() -> None:
    book = register(letter("FW2022-0001", serial=12))
    assert [issue(book, job(f"项目清单!P{n}")) for n in (1, 2, 3)] == [
        "甬函〔2022〕13号",
        "甬函〔2022〕14号",
        "甬函〔2022〕15号",
    ]


@pytest.mark.parametrize(
    "typed",
    ["甬函〔2022〕7号", "甬函[2022]7号", "甬函（2022）7号", "甬函〔2022〕第7号", " 甬函〔2022〕 007 号 "],
)
def test_a_number_that_was_typed_as_text_only_is_taken_too(typed: str) -> None:
    assert issue(register(letter("FW2022-0001", document_number=typed))) == "甬函〔2022〕8号"


def test_the_number_on_a_row_that_the_ledger_leaves_out_is_taken_too() -> None:
    """Its 登记号 is blank, or stands twice: the row does not count, its number went out all the same."""
    blank, twice = {"number": None}, {"number": "FW2022-0001"}
    rows = [letter("FW2022-0001", serial=3), {**letter("", document_number="甬函〔2022〕9号"), **blank}]
    assert issue(register(*rows)) == "甬函〔2022〕10号"
    rows[1] |= twice
    assert issue(register(*rows)) == "甬函〔2022〕10号"


def test_issuing_notes_code_year_serial_day_and_state() -> None:
    book = register()
    issue(book)
    values = book.entries[0].values
    assert {name: values[name] for name in ("issuer_code", "year", "serial", "dated", "state")} == {
        "issuer_code": "甬函", "year": 2022, "serial": 1, "dated": OCTOBER_8, "state": "已发",
    }  # fmt: skip


def test_a_new_draft_has_the_next_entry_number_and_no_document_number() -> None:
    book = register(letter("FW2022-0007"), letter("手工1"))
    entry = book.enter(job(), "办", 2022)
    assert (entry.position, entry.number, entry.values["state"]) == (-1, "FW2022-0008", "拟稿")
    assert entry.values.get("document_number") is None
    assert book.enter(job("项目清单!P2"), "办", 2022).number == "FW2022-0009"


DRAFT = letter("FW2022-0004", month="2022-09", state="拟稿", rows="项目清单!P1、项目清单!P2", urgency="特急")


@pytest.mark.parametrize("rows", [("项目清单!P1", "项目清单!P2"), ("项目清单!P2", "项目清单!P1")])
def test_the_draft_of_the_same_rows_is_used_again_in_any_order(rows: tuple[str, ...]) -> None:
    entry = register(DRAFT).enter(job(*rows), "办", 2022)
    assert (entry.position, entry.number, entry.values["urgency"]) == (0, "FW2022-0004", "特急")


@pytest.mark.parametrize(
    "other",
    [
        job("项目清单!P1"),
        job("项目清单!P1", "项目清单!P2", unit="乙局"),
        job("项目清单!P1", "项目清单!P2", kind="督办函"),
        job("项目清单!P1", "项目清单!P2", month=dt.date(2022, 10, 1)),
        job("项目清单!P1", "项目清单!P2", month=None),
    ],
)
def test_a_draft_of_other_rows_unit_kind_or_month_is_left_alone(other: Job) -> None:
    assert register(DRAFT).enter(other, "办", 2022).position == -1


def test_a_void_letter_is_no_draft_and_does_not_stand_in_the_way() -> None:
    book = register(letter("FW2022-0004", month="2022-09", state="作废", rows="项目清单!P1", serial=2))
    assert book.enter(job(), "办", 2022).position == -1


def test_rows_that_have_gone_out_are_refused_with_their_number() -> None:
    sent = letter("FW2022-0004", month="2022-09", rows="项目清单!P1", document_number="甬函〔2022〕7号")
    with pytest.raises(ProgramError) as caught:
        register(sent).enter(job(), "办", 2022)
    assert "甬函〔2022〕7号" in caught.value.what and "作废" in caught.value.advice


def test_the_register_as_it_will_stand_has_each_letter_once() -> None:
    book = register(letter("FW2022-0001", serial=3), DRAFT)
    book.enter(job("项目清单!P1", "项目清单!P2"), "办", 2022)
    issue(book, job("项目清单!P5"))
    merged = book.merged()
    assert sorted(merged["number"]) == ["FW2022-0001", "FW2022-0004", "FW2022-0005"]
    assert dict(zip(merged["number"], merged["touched"], strict=True)) == {
        "FW2022-0001": False, "FW2022-0004": True, "FW2022-0005": True,
    }  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from(["甬函", "甬督函"]), st.sampled_from([2022, 2023]), st.integers(1, 30)),
        max_size=12,
    ),
    st.lists(st.tuples(st.sampled_from(["甬函", "甬督函"]), st.sampled_from([2022, 2023])), max_size=6),
)
def test_no_number_is_ever_given_twice(
    standing: list[tuple[str, int, int]], asked: list[tuple[str, int]]
) -> None:
    book = register(
        *(
            letter(f"FW{n}", issuer_code=code, year=year, serial=serial)
            for n, (code, year, serial) in enumerate(standing)
        )
    )
    taken = [f"{code}〔{year}〕{serial}号" for code, year, serial in standing]
    given_out = [
        issue(book, job(f"项目清单!Q{n}"), code, dt.date(year, 5, 6)) for n, (code, year) in enumerate(asked)
    ]
    assert len(set(given_out)) == len(given_out)
    assert set(given_out).isdisjoint(taken)


def test_an_entry_knows_its_number() -> None:
    assert Entry(3, {"number": "FW2022-0001"}).number == "FW2022-0001"
