"""A merge that is cut short leaves the workbook before or after it, and is believed only where it took effect."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.cut_short import KILLED_AFTER_THE_SAVE, KILLED_BEFORE_THE_SAVE, split_killed
from support.office import Office
from support.packages import UNITS
from support.returns import fill, split

from addin.errors import ProgramError
from addin.exchange import seen_store, store
from addin.schema import MonthlyProgress
from addin.workbook.closed_file import ClosedBook
from addin.workbook.version_store import sha256

DONE = MonthlyProgress.month_done
Counted = Callable[[str], None]


@pytest.fixture
def returned(office: Office, tmp_path: Path) -> Path:
    """The three units' returns, each with one figure."""
    folder = tmp_path / "收件"
    for place, (unit, package) in enumerate(split(office, tmp_path / "发件").items()):
        row = 1 if unit == UNITS[0] else 0
        fill(package, folder / f"{place}.xlsx", [(MonthlyProgress, row, DONE, 10.0 + place)])
    return folder


def figures(office: Office) -> list[Any]:
    return [row["month_done"] for row in office.rows(MonthlyProgress) if row["month"].month == 9]


MERGED = [120.5, 10.0, 11.0, 12.0]


@pytest.mark.parametrize("where", ["keep", "save"])
def test_a_failure_before_the_save_is_as_if_nothing_had_been_tried(
    office: Office, returned: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = office.path.read_bytes()

    def fails(*given: object, **more: object) -> None:
        raise ProgramError("台账.xlsx", "磁盘已满", "请腾出空间")

    with monkeypatch.context() as broken:
        if where == "keep":
            broken.setattr(seen_store, "note_seen", fails)
        else:
            broken.setattr(ClosedBook, "save", fails)
        office.run("collect", returned, "--apply", code=3)
    assert office.path.read_bytes() == before
    data = office.run("collect", returned, "--apply").data
    assert [one["state"] for one in data["packages"]] == ["已应用"] * 3
    assert figures(office) == MERGED


def test_a_failure_after_the_save_leaves_it_done(
    office: Office, returned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ClosedBook.save

    def saves_and_dies(*given: Any, **more: Any) -> None:
        real(*given, **more)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(ClosedBook, "save", saves_and_dies)
        office.run("collect", returned, "--apply", code=3)
    assert figures(office) == MERGED
    after = office.path.read_bytes()
    data = office.run("collect", returned, "--apply").data
    assert [one["state"] for one in data["packages"]] == ["已处理"] * 3
    assert office.path.read_bytes() == after


def test_what_another_run_tried_on_the_same_workbook_is_not_believed(
    office: Office, returned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object, **more: object) -> None:
        raise ProgramError("台账.xlsx", "被占用", "请关闭")

    with monkeypatch.context() as broken:
        broken.setattr(ClosedBook, "save", fails)
        office.run("collect", returned / "0.xlsx", "--apply", code=3)
    office.run("collect", returned / "1.xlsx", "--apply")  # from the very same state, with other files
    data = office.run("collect", returned / "0.xlsx", "--apply").data
    assert data["packages"][0]["state"] == "已应用"
    assert figures(office) == [120.5, 10.0, 11.0, None]


@pytest.mark.parametrize("options", [(), ("--apply",)], ids=["preview", "apply"])
def test_packages_of_a_split_that_was_killed_once_saved_are_known_when_they_come_back(
    office: Office, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """The units' files were written already: one of them is filled in and collected before anybody splits again."""
    split_killed(KILLED_AFTER_THE_SAVE, office, tmp_path / "发件")
    assert store.packages(office.path) == []
    (draft,) = (tmp_path / "发件").glob(".*-CP202209-01.tmp")
    sent = tmp_path / "CP202209-01_市住建局.xlsx"
    draft.rename(sent)
    back = fill(sent, tmp_path / "回.xlsx", [(MonthlyProgress, 1, DONE, 66.5)])
    one = office.run("collect", back, *options).data["packages"][0]
    assert (one["unit"], one["state"]) == (UNITS[0], "已应用" if options else "待应用")
    assert len(store.packages(office.path)) == 3
    assert not list(store.store_folder(office.path).glob(".*"))


@pytest.mark.parametrize("command", ["resolve", "readback"])
def test_what_was_never_sent_is_gone_after_the_next_command(
    office: Office, tmp_path: Path, command: str
) -> None:
    split_killed(KILLED_BEFORE_THE_SAVE, office, tmp_path / "发件")
    folder = store.store_folder(office.path)
    assert len(list(folder.glob(".*.tmp"))) == 3
    (tmp_path / "纪要.docx").write_bytes(b"")
    office.desk.run(command, office.path, *([tmp_path / "纪要.docx"] if command == "readback" else []))
    assert not list(folder.glob(".*")) and store.packages(office.path) == []


def test_a_half_written_record_of_an_ended_run_is_cleared_and_a_fresh_one_is_left(
    office: Office, returned: Path
) -> None:
    folder = store.package_folder(office.path, "CP202209-01")
    assert folder is not None
    old, fresh = (folder / f".{2**22 + place}-已见.json.gz.tmp" for place in (1, 2))
    for draft in (old, fresh):
        draft.write_bytes(b"half")
    os.utime(old, (time.time() - 3600,) * 2)
    office.run("collect", returned, "--apply")
    assert not old.exists() and fresh.exists()
    assert figures(office) == MERGED


def killed(office: Office, returned: Path, times: int, most: float) -> None:
    """Collect, killed at random moments; each time the file is as before or as after, and a new run completes it."""
    chance = random.Random(7)
    start, folder = office.path.read_bytes(), office.path.with_name("台账.发件")
    kept = office.path.with_name("备份")
    shutil.copytree(folder, kept)
    before = sha256(office.path)
    for _ in range(times):
        process = subprocess.Popen(
            [sys.executable, "-m", "addin", "collect", str(office.path), str(returned), "--apply", "--json"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=Path.cwd(),
        )  # fmt: skip
        time.sleep(chance.uniform(0.2, most))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if sha256(office.path) == before:
            assert office.path.read_bytes() == start
        else:
            assert figures(office) == MERGED
        office.run("collect", returned, "--apply")
        assert figures(office) == MERGED
        office.path.write_bytes(start)
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)


def test_a_merge_killed_at_six_moments_is_completed_by_the_next_run(
    office: Office, returned: Path, counted: Counted
) -> None:
    counted("回收中杀进程 6 次（全量 200 次）")
    killed(office, returned, 6, 2.5)


@pytest.mark.torture
def test_a_merge_killed_two_hundred_times_is_completed_by_the_next_run(
    office: Office, returned: Path, counted: Counted
) -> None:
    counted("回收中杀进程 200 次")
    killed(office, returned, 200, 2.5)
