"""点击：one click with all it needs; it runs commands by the command line's own parser."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from addin.buttons import Button
from addin.commands.base import Context, Outcome
from addin.commands.parser import build_parser
from addin.ledger import Ledger
from addin.ribbon.desk import Desk
from addin.ribbon.system_dialogs import TITLE


def title_of(button: Button) -> str:
    """What stands over message boxes."""
    return f"{TITLE} · {button.label.rstrip('…')}"


@dataclass(frozen=True, slots=True)
class Click:
    """`month` and `pdf` are what the ribbon's options stand at; `context` has the desk's books."""

    button: Button
    desk: Desk
    context: Context
    month: date | None = None
    pdf: bool = False

    @property
    def title(self) -> str:
        return title_of(self.button)

    @property
    def today(self) -> date:
        return self.context.today

    def run(self, command: str, *arguments: str) -> Outcome:
        """One of COMMANDS on this workbook. Raises ProgramError."""
        return self.run_alone(command, str(self.desk.path), *arguments)

    def run_alone(self, command: str, *arguments: str) -> Outcome:
        """One that takes no workbook."""
        parsed = build_parser(command).parse_args([command, *arguments])
        outcome: Outcome = parsed.entry.run(parsed, self.context)
        return outcome

    def ledger(self) -> Ledger:
        """The ledger of 统计月份 as it stands. Raises ProgramError."""
        return Ledger.load(self.desk.books.open(self.desk.path), None, self.today)

    def agrees(self, text: str, question: str) -> bool:
        """Whether the person, having read the text, says 是."""
        return self.desk.window.confirm(f"{text}\n\n{question}", self.title)

    def month_option(self) -> list[str]:
        """`--month` where the ribbon names a month."""
        return ["--month", f"{self.month:%Y-%m}"] if self.month else []


@dataclass(frozen=True, slots=True)
class Answer:
    """答复：the one message box at the end. With a `question` it has 是 and 否, and 是 does `then`."""

    text: str
    question: str = ""
    then: Callable[[], None] | None = None


class StatusBar:
    """状态栏：progress of the commands. A bar that fails never stops the work."""

    def __init__(self, show: Callable[[str | None], None]) -> None:
        self._show = show

    def step(self, text: str) -> None:
        self._put(f"亮灯台账：{text}…")

    def count(self, text: str, total: int) -> _Counted:
        return _Counted(self._put, text, total)

    def clear(self) -> None:
        """The bar back to the program."""
        self._put(None)

    def _put(self, text: str | None) -> None:
        with suppress(Exception):
            self._show(text)


class _Counted:
    """「亮灯台账：写文书 3/12…」, as a context that gives the function to call once a piece."""

    def __init__(self, put: Callable[[str | None], None], text: str, total: int) -> None:
        self._put, self._text, self._total, self._done = put, text, total, 0

    def __enter__(self) -> Callable[[], None]:
        self._tell()
        return self._one_more

    def __exit__(self, *error: object) -> None:
        return

    def _one_more(self) -> None:
        self._done += 1
        self._tell()

    def _tell(self) -> None:
        if self._total:
            self._put(f"亮灯台账：{self._text} {self._done}/{self._total}…")
