"""进度条：progress of long work on standard error, only where a person looks on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


class Bars:
    """Stages as lines, counted stages as bars (rich); nothing where standard error is a file."""

    def __init__(self) -> None:
        self._console: Console | None = None

    @property
    def console(self) -> Console:
        # rich costs a tenth of a second to import: only where something is shown.
        if self._console is None:
            from rich.console import Console

            self._console = Console(stderr=True, highlight=False)
        return self._console

    def step(self, text: str) -> None:
        if self.console.is_terminal:
            self.console.print(f"[dim]· {text}…[/dim]")

    @contextmanager
    def count(self, text: str, total: int) -> Iterator[Callable[[], None]]:
        if not self.console.is_terminal:
            yield lambda: None
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self.console, transient=True) as bars:
            task = bars.add_task(text, total=total)
            yield lambda: bars.advance(task)
