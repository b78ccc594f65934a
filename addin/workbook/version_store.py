"""版本：earlier states of the workbook in `台账.版本/`, and the way back (undo).

Every save first copies the present file here and notes what it is about to write. These notes form a
stack: each `undo` goes one save further back, and a new save goes on from there. What an undo
replaces is kept too, so nothing is ever lost. Order is by number, never by the clock.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from addin.errors import ProgramError

KEPT = 30
UNDONE = "撤销前"
_RECORD = "记录.json"
_NAME = re.compile(r"(\d{4,})_(\d{8}-\d{6})_(.*)(\.[^.]+)$")
_UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Version:
    """一个版本：a kept file. `operation` is the command that replaced it, or 撤销前."""

    number: int
    path: Path
    at: datetime
    operation: str


@dataclass(frozen=True, slots=True)
class Step:
    """一次写入：before it the workbook was `before` (kept as `version`), after it `after`.

    Both are the SHA-256 of a file; of a workbook written while it was open, `after` is the fingerprint of
    its content (addin/workbook/content.py), or "" where that write was cut off.
    """

    number: int
    version: str
    operation: str
    at: str
    before: str
    after: str


def versions_folder(book: Path) -> Path:
    """`台账.版本` beside `台账.xlsx`."""
    return book.with_name(f"{book.stem}.版本")


def sha256(path: Path) -> str:
    """The file's fingerprint. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def versions(book: Path) -> list[Version]:
    """The kept versions, oldest first."""
    folder = versions_folder(book)
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        match = _NAME.match(path.name)
        if match:
            moment = datetime.strptime(match[2], "%Y%m%d-%H%M%S")
            found.append(Version(int(match[1]), path, moment, match[3]))
    return sorted(found, key=lambda version: version.number)


def latest(book: Path) -> Version | None:
    return next(reversed(versions(book)), None)


def keep(book: Path, operation: str, now: datetime, source: Path | None = None) -> Version:
    """Copy the present file into the versions folder, or `source` in its place: what an open workbook is
    now. Raises OSError.

    A copy, not a hard link: some programs write into a file in place, and would change both.
    """
    folder = versions_folder(book)
    folder.mkdir(exist_ok=True)
    number = max((version.number for version in versions(book)), default=0) + 1
    label = _UNSAFE.sub(" ", operation).strip()[:30] or "保存"
    path = folder / f"{number:04d}_{now:%Y%m%d-%H%M%S}_{label}{book.suffix}"
    draft = folder / f".{os.getpid()}-{number}.tmp"
    try:
        shutil.copyfile(source or book, draft)
        flush(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return Version(number, path, now, label)


def flush(path: Path) -> None:
    """Force a file's bytes to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Force a rename to the disk; Windows has no such call and needs none."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def prune(book: Path) -> None:
    """Keep the newest KEPT versions, and drop the notes of those that are gone."""
    for version in versions(book)[:-KEPT]:
        with contextlib.suppress(OSError):
            version.path.unlink()
    kept = {version.path.name for version in versions(book)}
    steps = read_steps(book)
    if any(step.version not in kept for step in steps):
        write_steps(book, [step for step in steps if step.version in kept])


def read_steps(book: Path) -> list[Step]:
    """The saves that can be undone, oldest first; none where the record is missing or unreadable."""
    try:
        content = json.loads((versions_folder(book) / _RECORD).read_text(encoding="utf-8"))
        return [Step(**step) for step in content["写入"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def write_steps(book: Path, steps: list[Step]) -> None:
    """Replace the record, whole or not at all. Raises OSError."""
    folder = versions_folder(book)
    folder.mkdir(exist_ok=True)
    draft = folder / f".{os.getpid()}-{_RECORD}.tmp"
    text = json.dumps({"写入": [asdict(step) for step in steps]}, ensure_ascii=False, indent=1)
    try:
        draft.write_text(text, encoding="utf-8")
        flush(draft)
        draft.replace(folder / _RECORD)
    finally:
        draft.unlink(missing_ok=True)


def note_step(book: Path, version: Version, before: str, after: str) -> None:
    """Note a save just before it takes effect; should it not, `step_to_undo` sees that."""
    steps = read_steps(book)
    at = f"{version.at:%Y-%m-%d %H:%M:%S}"
    write_steps(book, [*steps, Step(version.number, version.path.name, version.operation, at, before, after)])


def note_last(book: Path, after: str) -> None:
    """Say of the last save what the workbook has become, where that is known only afterwards."""
    *earlier, last = read_steps(book)
    write_steps(book, [*earlier, replace(last, after=after)])


def drop_last(book: Path) -> None:
    """Forget the last save, which came to nothing, with the version that was kept for it."""
    *earlier, last = read_steps(book)
    write_steps(book, earlier)
    with contextlib.suppress(OSError):
        (versions_folder(book) / last.version).unlink()


def step_to_undo(book: Path, fingerprint: str) -> tuple[Step, list[Step]]:
    """The save that an undo takes back, and those before it.

    A last save that never took effect (the machine went off) is skipped: the file still is as
    before it. Raises ProgramError where there is nothing to go back to.
    """
    steps = read_steps(book)
    while steps and steps[-1].before == fingerprint and steps[-1].after != fingerprint:
        steps.pop()
    present = {version.path.name for version in versions(book)}
    usable = [step for step in steps if step.version in present]
    if not usable:
        raise ProgramError(
            book.name, "没有可以撤销的写入", f"可在 {versions_folder(book).name} 里找以前的版本"
        )
    return usable[-1], usable[:-1]


def drafts_of_ended_processes(folder: Path, alive: Callable[[int], bool]) -> Iterator[Path]:
    """Temporary files of ours (`.PID-….tmp`) whose process no longer runs."""
    for path in folder.glob(".*-*.tmp") if folder.is_dir() else ():
        owner = path.name[1:].partition("-")[0]
        if owner.isdigit() and not alive(int(owner)):
            yield path
