"""寄发记录：`寄发.jsonl` beside each kept package: what was done about its letter, line by line, each on the disk
before the step that it announces.

The sheet 发件回收 says the same for people; but a workbook is taken back with `undo`, or open in Excel when the
server answers. What this record says of a package is what happened, and nothing is sent again against it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from addin.schema import Dispatches

NAME = "寄发.jsonl"
GENERATED, SENDING, SENT, UNSURE, FAILED = Dispatches.sending_state.choices


@dataclass(frozen=True, slots=True)
class Line:
    """一行：`state` of 发送状态, 发送中 before the body of the letter goes out; `said` what the server answered."""

    at: str
    state: str
    message_id: str
    to: tuple[str, ...]
    sha256: str
    said: str = ""


class SendingRecord:
    """The record of one package, in its folder of `台账.发件/`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def lines(self) -> list[Line]:
        """All lines; one that a power cut tore announces nothing, for the step after it was never taken."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return []
        return [line for one in text.splitlines() if (line := _line(one)) is not None]

    @property
    def last(self) -> Line | None:
        return next(reversed(self.lines()), None)

    @property
    def known(self) -> Line | None:
        """The last line that says how a letter fared; one prepared and never begun says so only where it is all."""
        lines = self.lines()
        return next(
            (line for line in reversed(lines) if line.state != GENERATED), lines[-1] if lines else None
        )

    @property
    def times_sent(self) -> int:
        return sum(line.state == SENT for line in self.lines())

    def add(
        self, now: datetime, state: str, message_id: str, to: Sequence[str], sha256: str, said: str = ""
    ) -> None:
        """The line is on the disk when this returns. Raises OSError."""
        line = Line(now.isoformat(sep=" "), state, message_id, tuple(to), sha256, said)
        text = json.dumps(asdict(line), ensure_ascii=False)
        with self.path.open("ab") as file:
            torn = file.tell() > 0 and not self._ends_a_line()
            file.write(f"{chr(10) if torn else ''}{text}\n".encode())
            file.flush()
            os.fsync(file.fileno())

    def _ends_a_line(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() == b"\n"

    def settle(self, now: datetime) -> str | None:
        """The state as it is known now: a letter whose answer nobody waited for is 不确定, and written down so.

        Call only where nobody else is sending. None where nothing was ever prepared. Raises OSError.
        """
        known = self.known
        if known is None:
            return None
        if known.state == SENDING:
            self.add(now, UNSURE, known.message_id, known.to, known.sha256)
            return UNSURE
        return known.state


def _line(text: str) -> Line | None:
    try:
        fields = json.loads(text)
        line = Line(**{**fields, "to": tuple(fields["to"])})
    except (ValueError, TypeError, KeyError):
        return None
    return line if line.state in Dispatches.sending_state.choices else None


def settled_state(standing: str | None, recorded: str | None) -> str | None:
    """发送状态 of a row: what the record says; without one, a letter that was being sent is 不确定.

    A letter prepared and never begun leaves the row as it was, or takes 发送中 back.
    """
    if recorded is None:
        return UNSURE if standing == SENDING else standing
    if recorded == GENERATED:
        return GENERATED if standing == SENDING else standing
    return UNSURE if recorded == SENDING else recorded
