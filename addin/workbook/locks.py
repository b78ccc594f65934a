"""锁：one writer at a time, and nobody's open workbook is written over."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import getpass
import json
import os
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from addin.errors import ProgramError
from addin.workbook.system_errors import in_words

FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)
_LIBRE_FIELDS = 4  # .~lock.NAME#: full name, user, host, date


def lock_path(target: Path) -> Path:
    """`台账.锁` beside `台账.xlsx`."""
    return target.with_name(f"{target.stem}.锁")


@contextlib.contextmanager
def locked(target: Path, operation: str) -> Iterator[None]:
    """Hold the lock while writing. A lock whose process has ended on this machine is taken over.

    Raises ProgramError naming who holds it since when.
    """
    path = lock_path(target)
    _acquire(path, operation)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _acquire(path: Path, operation: str) -> None:
    for _ in range(3):  # a stale lock may be taken over by another process first
        try:
            _create(path, json.dumps(_holder(operation), ensure_ascii=False))
            return
        except FileExistsError:
            _remove_if_stale(path)
        except OSError as error:
            raise write_failure(path.parent, error) from error
    raise _held(path, _read(path) or {})


def _create(path: Path, content: str) -> None:
    """Raises FileExistsError. A link makes the lock appear with its content: a process killed in
    between leaves no lock that names nobody. Disks without links get the file first, then its text.
    """
    draft = path.with_name(f".{os.getpid()}-{path.stem[:40]}.tmp")
    try:
        draft.write_text(content, encoding="utf-8")
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    finally:
        draft.unlink(missing_ok=True)


def _holder(operation: str) -> dict[str, object]:
    return {
        "操作人": user_name(),
        "时间": f"{datetime.now():%Y-%m-%d %H:%M:%S}",
        "机器": socket.gethostname(),
        "进程": os.getpid(),
        "操作": operation,
    }


def user_name() -> str:
    """Who is at the machine, for locks and version names."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "未知"


def _read(path: Path) -> dict[str, object] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _remove_if_stale(path: Path) -> None:
    """Remove a lock left by a process of this machine that has ended. Raises ProgramError otherwise.

    An unreadable lock was left by a crash while it was being written; after a minute it is stale.
    """
    holder = _read(path)
    if holder is None:
        with contextlib.suppress(FileNotFoundError):
            if datetime.now().timestamp() - path.stat().st_mtime < 60:
                raise _held(path, {})
    elif holder.get("机器") != socket.gethostname() or is_alive(holder.get("进程")):
        raise _held(path, holder)
    _take_away(path, holder)


def _take_away(path: Path, holder: dict[str, object] | None) -> None:
    """Remove a stale lock, unless another process was quicker and has put its own in its place."""
    aside = path.with_name(f".{os.getpid()}-{path.stem[:40]}-旧.tmp")
    with contextlib.suppress(FileNotFoundError):
        path.rename(aside)
        if _read(aside) != holder:
            with contextlib.suppress(OSError):
                os.link(aside, path)
        aside.unlink()


def is_alive(pid: object) -> bool:
    """Whether a process of this machine still runs."""
    if not isinstance(pid, int) or pid <= 0:
        return False
    if os.name == "nt":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, and belongs to somebody else
        return True
    return True


def _is_alive_on_windows(pid: int) -> bool:
    """There os.kill(pid, 0) would send Ctrl+C."""
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name exists only on Windows
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259  # STILL_ACTIVE


def _held(path: Path, holder: dict[str, object]) -> ProgramError:
    who, when, host = (holder.get(key, "未知") for key in ("操作人", "时间", "机器"))
    return ProgramError(
        path.name,
        f"{who}（{host}）自 {when} 起正在写这本台账",
        f"请等对方写完；确认没有人在写时，删去文件 {path.name} 后再试",
    )


def refuse_if_open_elsewhere(target: Path) -> None:
    """Raises ProgramError where Excel (~$name) or LibreOffice/WPS (.~lock.name#) has the file open."""
    excel = target.with_name(f"~${target.name}")
    short = target.with_name(f"~${target.name[2:]}")  # Excel drops two letters of longer names
    for mark in (excel, short):
        if mark.exists():
            raise _open_elsewhere(target, _excel_user(mark), "Excel 或 WPS")
    libre = target.with_name(f".~lock.{target.name}#")
    if libre.exists():
        raise _open_elsewhere(target, _libre_user(libre), "LibreOffice 或 WPS")


def _open_elsewhere(target: Path, who: str, program: str) -> ProgramError:
    by = f"，打开的人：{who}" if who else ""
    return ProgramError(target.name, f"正在 {program} 中打开着{by}", "请保存并关闭后再试")


def _excel_user(mark: Path) -> str:
    """The owner file holds the user's name: its length in one byte, then the name (also as UTF-16)."""
    try:
        content = mark.read_bytes()
    except OSError:  # Excel holds it open without sharing
        return ""
    if len(content) >= 165 and content[54]:
        wide = content[56 : 56 + 2 * content[54]].decode("utf-16-le", "replace").strip("\0 ")
        if wide:
            return wide
    length = content[0] if content else 0
    return content[1 : 1 + length].decode("gb18030", "replace").strip("\0 ")


def _libre_user(mark: Path) -> str:
    try:
        fields = mark.read_text(encoding="utf-8", errors="replace").split(",")
    except OSError:
        return ""
    if len(fields) < _LIBRE_FIELDS:
        return ""
    name, _, host, since = (field.strip() for field in fields[:_LIBRE_FIELDS])
    return f"{name or fields[1].strip() or '未知'}（{host}，{since}）"


def write_failure(folder: Path, error: OSError) -> ProgramError:
    """The folder takes no file: the disk is full, or it may not be written to."""
    if error.errno in FULL:
        return disk_full(folder.name or str(folder))
    return unwritable_folder(folder, error)


def disk_full(where: str) -> ProgramError:
    return ProgramError(where, "磁盘空间不够，没有写成，原文件没有改动", "请腾出空间后再试")


def unwritable_folder(folder: Path, error: OSError) -> ProgramError:
    return ProgramError(
        folder.name or str(folder),
        f"这个文件夹写不进去（{in_words(error)}）",
        "请检查文件夹权限，或把台账复制到能写的文件夹",
    )
