"""台账.发件: what was kept comes back to the value and the type, appears whole, and a number is never reused."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.packages import MONTH, package, sent

from addin.errors import ProgramError
from addin.exchange import store
from addin.exchange.canonical import canonical, decoded, encoded, fingerprint
from addin.exchange.records import Package
from addin.schema import MonthlyProgress, Projects

ENDED = 2**22 + 1
"""No process has this number."""

VALUES = st.one_of(
    st.none(), st.text(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.integers(),
    st.dates(), st.datetimes().map(lambda moment: moment.replace(fold=0)),
)  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "包.xlsx"
    path.write_bytes(b"PK file")
    return path


def test_a_kept_package_comes_back_as_it_was(book: Path, file: Path) -> None:
    tables = {
        MonthlyProgress: sent(
            MonthlyProgress,
            ("code", "month", "month_done", "physical_progress"),
            ("A-01", dt.date(2022, 9, 1), 1 / 3, "甲\r\n_x0041_"),
            ("A-02", dt.date(2022, 9, 1), None, None),
        ),
        Projects: sent(Projects, ("code", "remarks"), ("A-01", 12.0)),
    }
    one = package(tables)
    store.keep(book, one, file)
    assert store.load(book, one.number) == one
    kept = store.package_file(book, one.number)
    assert kept is not None and kept.read_bytes() == b"PK file"
    assert kept.name == "CP202209-01_市住建局.xlsx"
    assert kept.parent == book.parent / "台账.发件" / "CP202209-01_市住建局"


@given(VALUES)
def test_any_value_comes_back_with_its_type(value: object) -> None:
    back = decoded(json.loads(canonical(encoded(value))))
    assert type(back) is type(value)
    assert repr(back) == repr(value)


@pytest.mark.parametrize("value", [dt.time(9, 0), b"", ("a",), object()])
def test_what_is_no_value_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        encoded(value)


def test_the_fingerprint_is_of_the_values_not_of_the_clock() -> None:
    rows = sent(Projects, ("code", "remarks"), ("A-01", "甲"))
    assert fingerprint([rows]) == fingerprint([sent(Projects, ("code", "remarks"), ("A-01", "甲"))])
    others = [("A-01", "乙"), ("A-01", None), ("A-01", " 甲"), ("A-02", "甲")]
    prints = {fingerprint([sent(Projects, ("code", "remarks"), other)]) for other in others}
    assert len(prints) == 4 and fingerprint([rows]) not in prints
    assert fingerprint([sent(Projects, ("code",), (1.0,))]) != fingerprint(
        [sent(Projects, ("code",), ("1.0",))]
    )


def test_the_list_of_packages_needs_no_tables(book: Path, file: Path) -> None:
    for number, unit in (("CP202209-10", "乙"), ("CP202209-02", "甲"), ("CP202208-100", "丙")):
        store.keep(book, package(number=number, unit=unit), file)
    listed = store.packages(book)
    assert [(one.number, one.unit) for one in listed] == [
        ("CP202208-100", "丙"), ("CP202209-02", "甲"), ("CP202209-10", "乙"),
    ]  # fmt: skip
    assert all(one.tables == {} for one in listed)


def test_nothing_was_sent_from_a_new_workbook(book: Path) -> None:
    assert store.packages(book) == []
    assert store.load(book, "CP202209-01") is None
    assert store.package_file(book, "CP202209-01") is None
    assert store.sent_hash(book, "CP202209-01") is None
    assert not store.store_folder(book).exists()


def test_a_number_is_found_whole_only(book: Path, file: Path) -> None:
    store.keep(book, package(number="CP202209-12"), file)
    assert store.load(book, "CP202209-1") is None


@pytest.mark.parametrize("name", [store.BASE, store.INDEX])
@pytest.mark.parametrize("content", [b"", b"garbage", b"[]", b"{}"])
def test_a_damaged_base_is_said(book: Path, file: Path, name: str, content: bytes) -> None:
    one = package()
    store.keep(book, one, file)
    folder = store.package_folder(book, one.number)
    assert folder is not None
    (folder / name).write_bytes(content)
    with pytest.raises(ProgramError, match="底稿"):
        store.load(book, one.number)


def test_a_base_that_somebody_altered_is_not_trusted(book: Path, file: Path) -> None:
    one, other = package(), package({Projects: sent(Projects, ("code",), ("别的",))}, number="CP202209-02")
    store.keep(book, one, file)
    store.keep(book, other, file)
    mine, theirs = store.package_folder(book, one.number), store.package_folder(book, other.number)
    assert mine is not None and theirs is not None
    (mine / store.BASE).write_bytes((theirs / store.BASE).read_bytes())
    with pytest.raises(ProgramError, match="改动过"):
        store.load(book, one.number)


def test_nothing_is_seen_of_a_package_before_it_is_placed(book: Path) -> None:
    staged = store.stage(book, package(), b"PK")
    assert store.packages(book) == []
    staged.place()
    assert [one.number for one in store.packages(book)] == ["CP202209-01"]


def test_a_discarded_package_leaves_nothing(book: Path) -> None:
    store.stage(book, package(), b"PK").discard()
    assert list(store.store_folder(book).iterdir()) == []


def left_behind(book: Path, one: Package) -> None:
    """A package staged by a process that has ended."""
    staged = store.stage(book, one, b"PK")
    staged.draft.rename(staged.draft.with_name(staged.draft.name.replace(str(os.getpid()), str(ENDED), 1)))


def test_what_an_ended_process_left_is_finished_or_removed(book: Path) -> None:
    left_behind(book, package(number="CP202209-01"))
    left_behind(book, package(number="CP202209-02", unit="市交通局"))
    assert store.settle(book, {"CP202209-01"}) == ["CP202209-01"]
    assert [path.name for path in store.store_folder(book).iterdir()] == ["CP202209-01_市住建局"]
    assert store.load(book, "CP202209-01") is not None


def test_what_another_machine_is_writing_is_left_alone_for_a_day(book: Path) -> None:
    staged = store.stage(book, package(), b"PK")
    other = staged.draft.rename(staged.draft.with_name(f".{ENDED}-abcdef-{staged.folder.name}.tmp"))
    assert store.settle(book, {"CP202209-01"}) == []
    assert other.is_dir()
    os.utime(other, (0, 0))
    assert store.settle(book, {"CP202209-01"}) == ["CP202209-01"]


def test_what_a_living_process_is_writing_is_left_alone(book: Path) -> None:
    store.stage(book, package(), b"PK")
    assert store.settle(book, {"CP202209-01"}) == []
    assert len(list(store.store_folder(book).iterdir())) == 1


def test_a_number_once_given_never_comes_again(book: Path, file: Path) -> None:
    assert store.next_numbers(book, MONTH, 2, []) == ["CP202209-01", "CP202209-02"]
    store.keep(book, package(number="CP202209-07"), file)
    store.keep(book, package(number="CP202208-30"), file)
    left_behind(book, package(number="CP202209-08"))
    assert store.next_numbers(book, MONTH, 1, []) == ["CP202209-09"]
    assert store.next_numbers(book, MONTH, 1, ["CP202209-98", "CP202210-200", "别的"]) == ["CP202209-99"]
    assert store.next_numbers(book, MONTH, 2, ["CP202209-99"])[0] == "CP202209-100"


def test_a_workbook_keeps_its_id(book: Path) -> None:
    first = store.book_id(book, np.random.default_rng(1))
    assert store.book_id(book, np.random.default_rng(2)) == first
    other = book.with_name("另一本.xlsx")
    assert store.book_id(other, np.random.default_rng(2)) != first


def test_the_predecessor_is_kept(book: Path, file: Path) -> None:
    store.keep(book, replace(package(number="CP202209-02"), previous="CP202209-01"), file)
    loaded = store.load(book, "CP202209-02")
    assert loaded is not None and loaded.previous == "CP202209-01"
