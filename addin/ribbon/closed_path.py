"""关闭的文件上做（WPS）：the macro has saved the workbook, started us and closes it; we work on the file and open it again.

What is selected is read from the file, messages are the system's own, and the tab to go to is set in the file.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from addin.commands.base import ClosedFiles
from addin.errors import ProgramError
from addin.live.program import Selection
from addin.ribbon.closed_view import bring_to_front, front_tab, read_selection
from addin.ribbon.desk import Desk
from addin.ribbon.opening import open_file
from addin.ribbon.system_dialogs import Dialogs
from addin.workbook.locks import refuse_if_open_elsewhere
from addin.workbook.package import Package
from addin.workbook.parts import read_workbook

PATIENCE, PAUSE = 60.0, 0.2
"""Seconds to wait until the program has given the file back, and between two looks."""


class ClosedWindow:
    """关闭的台账的窗口：a `Window` (desk.py) without a program."""

    def __init__(self, path: Path, dialogs: Dialogs) -> None:
        self._path = path
        self._dialogs = dialogs
        self.wanted: str | None = None
        """The tab that the workbook is to open at."""

    @property
    def is_read_only(self) -> bool:
        return not os.access(self._path, os.W_OK)

    @property
    def is_modified(self) -> bool:
        """The macro has saved it."""
        return False

    @property
    def is_editing(self) -> bool:
        return False

    def selection(self) -> Selection | None:
        return read_selection(self._path)

    def go_to(self, tab: str, address: str = "A1") -> None:
        self.wanted = tab

    def print_tab(self, tab: str, path: Path) -> None:
        raise ProgramError("导出PDF", "WPS 里不能由按钮导出", "请用 WPS 的“文件”菜单里的“输出为PDF”")

    def status(self, text: str | None) -> None:
        return

    def say(self, text: str, title: str) -> None:
        self._dialogs.say(text, title)

    def confirm(self, text: str, title: str) -> bool:
        return self._dialogs.confirm(text, title)

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        return self._dialogs.choose(text, options, title)

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        return self._dialogs.choose_files(title, suffixes)


@contextlib.contextmanager
def closed_desk(path: Path, dialogs: Dialogs) -> Iterator[Desk]:
    """The workbook once it is closed; afterwards, whatever happened, it is opened again.

    Raises ProgramError where it is not given back in time: then it is still open, and stays so.
    """
    wait_until_free(path)
    window = ClosedWindow(path, dialogs)
    try:
        yield Desk(path, ClosedFiles(), window, lambda: _tabs(path), lambda: front_tab(path), open_file)
        if window.wanted:
            bring_to_front(path, window.wanted)
    finally:
        open_file(path)


def _tabs(path: Path) -> list[str]:
    with Package(path) as package:
        return list(read_workbook(package).tabs)


def wait_until_free(
    path: Path, patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic
) -> None:
    """Until no program has the file open any more. Raises ProgramError after `patience` seconds."""
    end = clock() + patience
    while True:
        refusal = _refusal(path)
        if refusal is None:
            return
        if clock() > end:
            raise ProgramError(
                path.name, refusal.what, "请保存并关闭后再点一次；这次什么都没有做"
            ) from refusal
        time.sleep(PAUSE)


def _refusal(path: Path) -> ProgramError | None:
    """Why the file is not free. A program that marks it with no file of its own keeps others from writing."""
    try:
        refuse_if_open_elsewhere(path)
        if os.access(path, os.W_OK):
            with path.open("rb+"):
                return None
    except ProgramError as error:
        return error
    except PermissionError:
        return ProgramError(path.name, "还开在 WPS 里，没有关上", "")
    return None
