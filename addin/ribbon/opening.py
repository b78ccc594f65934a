"""打开文件：shows a file or a folder in the program that the system has for it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
from pathlib import Path

from addin.errors import ProgramError

COMMAND = "LIANGDENG_OPEN"
"""A command line to open files with, in place of the system's own way."""


def open_file(path: Path) -> None:
    """Not waited for. Raises ProgramError where the system has no program for it."""
    try:
        _open(path)
    except OSError as error:
        raise ProgramError(path.name, "没有程序能打开它", f"请到文件夹 {path.parent} 里自己打开") from error


def _open(path: Path) -> None:
    given = os.environ.get(COMMAND)
    if given:
        _start([*shlex.split(given, posix=os.name != "nt"), str(path)])
    elif sys.platform == "win32":
        _open_on_windows(path)
    else:
        _start(["open" if sys.platform == "darwin" else "xdg-open", str(path)])


def _open_on_windows(path: Path) -> None:
    start = getattr(os, "startfile")  # noqa: B009 - the name exists only on Windows
    try:
        start(str(path))
    except OSError:
        if path.suffix != ".md":
            raise
        _start(["notepad", str(path)])


def _start(command: list[str]) -> None:
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Whoever starts a process has to take note of its end.
    threading.Thread(target=process.wait, daemon=True).start()
