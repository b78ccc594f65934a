"""安全保存：the workbook is replaced whole or not at all, and its earlier state is kept."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from addin.errors import ProgramError
from addin.workbook import version_store
from addin.workbook.locks import (
    FULL,
    disk_full,
    is_alive,
    locked,
    refuse_if_open_elsewhere,
    unwritable_folder,
)
from addin.workbook.system_errors import in_words

_BUSY = (errno.EACCES, errno.EBUSY, errno.EPERM)  # a virus scanner holding the file for a moment
_PATIENCE = 2.5  # seconds


@dataclass(frozen=True, slots=True)
class Stamp:
    """文件印记：what a file was when it was read."""

    fingerprint: str
    size: int
    changed_at: int  # nanoseconds

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """Raises OSError."""
        state = path.stat()
        return cls(version_store.sha256(path), state.st_size, state.st_mtime_ns)


@contextlib.contextmanager
def saving(target: Path, operation: str, opened: Stamp | None) -> Iterator[None]:
    """All that must hold while `target` is written; left-overs of ended processes are cleared first.

    Raises ProgramError: locked, open elsewhere, changed since `opened`, read-only, disk full.
    """
    _check_writable(target)
    with locked(target, operation):
        clear_left_overs(target)
        refuse_if_open_elsewhere(target)
        refuse_if_changed(target, opened)
        with plain_errors(target):
            yield


@contextlib.contextmanager
def plain_errors(target: Path) -> Iterator[None]:
    """OSErrors of a save as plain sentences."""
    try:
        yield
    except OSError as error:
        raise _plain(target, error) from error


def _plain(target: Path, error: OSError) -> ProgramError:
    if error.errno in FULL:
        return disk_full(target.name)
    return ProgramError(
        target.name, f"没有写成（{in_words(error)}），原文件没有改动", "请检查文件是否被占用、磁盘是否可写"
    )


def _check_writable(target: Path) -> None:
    folder = target.parent
    if not folder.is_dir():
        raise ProgramError(str(folder), "这个文件夹不存在", "请先建立文件夹，或换一个位置")
    if target.exists() and not _is_writable(target, os.W_OK):
        raise ProgramError(target.name, "文件是只读的，不能写入", "请在文件属性里去掉只读，或另存一份再算")
    if not _is_writable(folder, os.W_OK | os.X_OK):
        raise unwritable_folder(folder, PermissionError(errno.EPERM, ""))


def _is_writable(path: Path, mode: int) -> bool:
    """No write bit for anybody means read-only, even where an administrator could write."""
    return os.access(path, mode) and bool(path.stat().st_mode & 0o222)


def refuse_if_changed(target: Path, opened: Stamp | None) -> None:
    if opened is None:
        return
    try:
        state = target.stat()
    except FileNotFoundError as error:
        raise ProgramError(target.name, "文件在读取之后被移走或删除了", "请找回文件后再试") from error
    same = (state.st_size, state.st_mtime_ns) == (opened.size, opened.changed_at)
    # The same time and size prove nothing on coarse clocks, so the bytes decide.
    if (not same and state.st_size != opened.size) or version_store.sha256(target) != opened.fingerprint:
        moment = datetime.fromtimestamp(state.st_mtime)
        raise ProgramError(
            target.name,
            f"文件在读取之后被改动过（{moment:%Y-%m-%d %H:%M:%S}），没有写入",
            "请重新执行一次",
        )


def clear_left_overs(target: Path) -> list[Path]:
    """Remove the temporary files of ended processes beside the target and among its versions."""
    found = [
        path
        for folder in (target.parent, version_store.versions_folder(target))
        for path in version_store.drafts_of_ended_processes(folder, is_alive)
    ]
    for path in found:
        with contextlib.suppress(OSError):
            path.unlink()
    return found


def replace(
    target: Path,
    operation: str,
    write: Callable[[IO[bytes]], None],
    check: Callable[[Path], None],
) -> version_store.Version | None:
    """Write a new file beside the target, check it, keep the old one, put the new in its place.

    Call within `saving`. Returns the kept version, None where there was no file before.
    """
    kept: list[version_store.Version | None] = []

    def make(draft: Path) -> None:
        with draft.open("wb+") as file:
            write(file)
        check(draft)
        kept.append(_keep_old(target, operation, draft))

    put_in_place(target, make)
    version_store.prune(target)
    return kept[0]


def put_in_place(target: Path, make: Callable[[Path], object]) -> None:
    """Let `make` write a draft beside the target, then put it in the target's place in one step."""
    draft = target.with_name(f".{os.getpid()}-{target.name[:40]}.tmp")
    try:
        make(draft)
        version_store.flush(draft)
        replace_patiently(draft, target)
        version_store.flush_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def _keep_old(target: Path, operation: str, draft: Path) -> version_store.Version | None:
    if not target.exists():
        return None
    draft.chmod(target.stat().st_mode & 0o777)
    version = version_store.keep(target, operation, datetime.now())
    version_store.flush_folder(version_store.versions_folder(target))
    version_store.note_step(target, version, version_store.sha256(version.path), version_store.sha256(draft))
    return version


def replace_patiently(draft: Path, target: Path) -> None:
    """Rename a file or folder. On Windows a scanner or indexer may hold it for a moment (errors 5, 32, 33)."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            draft.replace(target)
            return
        except OSError as error:
            if error.errno not in _BUSY or time.monotonic() > end:
                raise
            time.sleep(0.05)
