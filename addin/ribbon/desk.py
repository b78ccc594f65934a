"""案头：what a click finds before it: a workbook, and a window to ask and to tell the person in.

An open workbook has both in its program (addin/live/program.py); for a closed file see closed_path.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from addin.commands.base import Books
from addin.live.program import Selection


class Window(Protocol):
    """The part of `addin.live.program.Program` that the door uses."""

    @property
    def is_read_only(self) -> bool: ...

    @property
    def is_modified(self) -> bool: ...

    @property
    def is_editing(self) -> bool: ...

    def selection(self) -> Selection | None: ...

    def go_to(self, tab: str, address: str = "A1") -> None: ...

    def print_tab(self, tab: str, path: Path) -> None: ...

    def status(self, text: str | None) -> None: ...

    def say(self, text: str, title: str) -> None: ...

    def confirm(self, text: str, title: str) -> bool: ...

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None: ...

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """`tabs` lists the worksheets in tab order, `front` names the one in front; `open_file` shows a file or a
    folder in its own program."""

    path: Path
    books: Books
    window: Window
    tabs: Callable[[], Sequence[str]]
    front: Callable[[], str]
    open_file: Callable[[Path], None]
