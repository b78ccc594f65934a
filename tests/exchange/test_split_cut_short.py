"""A split that is cut short: either nothing was sent, or the next split finishes it; never something by halves."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.cut_short import KILLED_AFTER_THE_SAVE, KILLED_BEFORE_THE_SAVE, split_killed
from support.office import Office

from addin.exchange import store
from addin.schema import Dispatches
from addin.workbook import version_store


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "九月"


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name[0] != ".") if folder.is_dir() else []


def sent(office: Office) -> list[str]:
    return [row["package"] for row in office.rows(Dispatches)]


def assert_whole(office: Office, out: Path) -> None:
    """Every package on the register is kept and readable, nothing else is in sight, and every unit has its file."""
    assert sorted(one.number for one in store.packages(office.path)) == sorted(sent(office))
    for number in sent(office):
        assert store.load(office.path, number) is not None
    assert {name.split("_")[1] for name in visible(out)} == {
        "市住建局.xlsx",
        "市交通局.xlsx",
        "东街街道.xlsx",
    }


def test_killed_after_the_save_the_next_split_finishes_the_packages(office: Office, out: Path) -> None:
    split_killed(KILLED_AFTER_THE_SAVE, office, out)
    numbers = sent(office)
    assert len(numbers) == 3 and store.packages(office.path) == [] and visible(out) == []
    data = office.run("split", "--out", out).data
    assert [one["number"] for one in data["packages"]] == numbers
    assert not any(one["new"] for one in data["packages"])
    assert_whole(office, out)
    assert not list(out.glob(".*")) and not list(store.store_folder(office.path).glob(".*"))


def test_killed_before_the_save_nothing_was_sent(office: Office, out: Path) -> None:
    before = office.path.read_bytes()
    split_killed(KILLED_BEFORE_THE_SAVE, office, out)
    assert office.path.read_bytes() == before
    assert store.packages(office.path) == [] and visible(out) == []
    office.run("split", "--out", out)
    assert_whole(office, out)
    assert not list(out.glob(".*")) and not list(store.store_folder(office.path).glob(".*"))


def failing_at(turn: int, error: int, do: Callable[..., object]) -> Callable[..., object]:
    """`do`, which fails the `turn`th time."""
    count = 0

    def done(*given: object, **named: object) -> object:
        nonlocal count
        count += 1
        if count == turn:
            raise OSError(error, os.strerror(error))
        return do(*given, **named)

    return done


@pytest.mark.parametrize("error", [errno.ENOSPC, pytest.param(errno.EIO, marks=pytest.mark.torture)])
def test_a_disk_that_fails_at_any_write_leaves_all_or_nothing(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """The n-th flush of a file fails, n = 1, 2, … until the command passes."""
    original, before = version_store.flush, office.path.read_bytes()
    for turn in range(1, 60):
        flush = failing_at(turn, error, original)
        for place in ("addin.workbook.version_store.flush", "addin.commands.sending.flush"):
            monkeypatch.setattr(place, flush)
        answer = office.desk.run("split", office.path, "--out", out)
        if answer.code == 0:
            break
        assert answer.code == 3 and answer.data["error"]["what"]
        assert "Traceback" not in answer.said
        assert office.path.read_bytes() == before
        assert store.packages(office.path) == [] and visible(out) == []
        assert not list(out.glob(".*"))
    assert turn > 12  # three packages of four files, the workbook and its version
    assert_whole(office, out)


def test_a_workbook_that_is_open_elsewhere_sends_nothing(office: Office, out: Path) -> None:
    mark = office.path.with_name(f"~${office.path.name}")
    mark.write_bytes(b"\x04user")
    before = office.path.read_bytes()
    office.run("split", "--out", out, code=3)
    assert office.path.read_bytes() == before
    assert visible(out) == [] and store.packages(office.path) == []
    assert not list(out.glob(".*")) and not list(store.store_folder(office.path).glob(".*"))


def test_a_save_that_fails_in_its_last_step_keeps_the_packages_for_the_next_split(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workbook is replaced already when tidying the versions fails: it names packages, which must not be lost."""

    def fails(*given: object) -> None:
        raise OSError(errno.EIO, "")

    with monkeypatch.context() as patch:
        patch.setattr("addin.workbook.version_store.prune", fails)
        office.run("split", "--out", out, code=3)
    assert len(sent(office)) == 3
    [*drafts] = store.store_folder(office.path).glob(".*.tmp")
    assert len(drafts) == 3
    for draft in drafts:  # the process has ended when the next one runs
        draft.rename(draft.with_name(draft.name.replace(str(os.getpid()), str(2**22 + 1), 1)))
    office.run("split", "--out", out)
    assert_whole(office, out)


def test_packages_that_cannot_take_their_places_are_said_and_finished_later(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object) -> None:
        raise OSError(errno.EIO, "")

    with monkeypatch.context() as patch:
        patch.setattr(store, "replace_patiently", fails)
        answer = office.run("split", "--out", out, code=3)
    assert "台账已记下这些包" in answer.data["error"]["what"]
    assert len(sent(office)) == 3
    for draft in store.store_folder(office.path).glob(".*.tmp"):
        draft.rename(draft.with_name(draft.name.replace(str(os.getpid()), str(2**22 + 1), 1)))
    office.run("split", "--out", out)
    assert_whole(office, out)
