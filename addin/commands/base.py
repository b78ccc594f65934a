"""命令：what every command is: a name, its doors, its options and a function."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from addin.findings import Finding, Level
from addin.workbook.port import Book, Saved


class Door(StrEnum):
    """入口：where a person meets a command."""

    COMMAND_LINE = "命令行"
    RIBBON = "功能区"
    SHEET_BUTTON = "首页按钮"


ON_RIBBON = (Door.COMMAND_LINE, Door.RIBBON)
EVERYWHERE = (Door.COMMAND_LINE, Door.RIBBON, Door.SHEET_BUTTON)


class Progress(Protocol):
    """进度：what long work tells its door."""

    def step(self, text: str) -> None:
        """A new stage begins."""

    def count(self, text: str, total: int) -> AbstractContextManager[Callable[[], None]]:
        """A stage of `total` pieces; call what it gives once a piece."""


class Silent:
    """No progress shown: tests, --json, short work."""

    def step(self, text: str) -> None:
        return

    @contextmanager
    def count(self, text: str, total: int) -> Iterator[Callable[[], None]]:
        yield lambda: None


class Books(Protocol):
    """台账从哪里来：closed files (below), or the workbook that is open in a program (addin/live)."""

    def open(self, path: Path) -> Book:
        """Raises ProgramError."""

    def undo(self, path: Path, force: bool) -> str:
        """Back to the version before the last write; its name. Raises ProgramError."""


class ClosedFiles:
    """关闭的文件：what the command line works on."""

    def open(self, path: Path) -> Book:
        from addin.workbook.closed_file import ClosedBook

        return ClosedBook.open(path)

    def undo(self, path: Path, force: bool) -> str:
        from addin.workbook.versions import undo

        return undo(path, force).name


@dataclass(frozen=True, slots=True)
class Context:
    """What a door gives a command: the clock, chance (for row ids), who is asking, where progress goes,
    and where workbooks come from."""

    today: date
    now: datetime
    operator: str
    progress: Progress = field(default_factory=Silent)
    chance: np.random.Generator = field(default_factory=np.random.default_rng)
    books: Books = field(default_factory=ClosedFiles)


@dataclass(frozen=True, slots=True)
class Outcome:
    """结果：`data` is the JSON object, `lines` the sentences for a person."""

    data: dict[str, Any]
    lines: Sequence[str] = ()
    findings: Sequence[Finding] = ()
    partly: bool = False

    @property
    def errors(self) -> int:
        return sum(finding.level is Level.ERROR for finding in self.findings)

    def after(self, saved: Saved | None) -> Outcome:
        """With the cells that could not be written, or not as meant, which only the save knows."""
        if saved is None or not saved.findings:
            return self
        told = [f"  {one.sheet}!{one.cell}：{one.message}。{one.advice}。" for one in saved.findings]
        lines = [*self.lines, f"有{len(told)}格没有照原样写入：", *told]
        return replace(self, lines=lines, findings=(*self.findings, *saved.findings))


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of COMMANDS. `strict` commands take --strict (exit 1 where there is a 错误)."""

    name: str
    summary: str
    run: Callable[[Namespace, Context], Outcome]
    options: Callable[[ArgumentParser], None]
    doors: tuple[Door, ...] = (Door.COMMAND_LINE,)
    strict: bool = False
