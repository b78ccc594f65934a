"""出错提示：what stops a command, said once in plain Chinese.

Bad data never raises: it becomes a `Finding` (addin/findings.py).
"""

from __future__ import annotations


class ProgramError(Exception):
    """The command cannot go on. Shown as 「where：what。advice。」, never as a traceback.

    `where` names the file, sheet or option, `what` the state found, `advice` the way out;
    none ends in a full stop. `exit_code` is 3 (could not go on) unless a subclass says else.
    """

    exit_code = 3

    def __init__(self, where: str, what: str, advice: str) -> None:
        super().__init__(where, what, advice)
        self.where = where
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.where}：{self.what}。{self.advice}。"


class WouldLoseError(ProgramError):
    """会丢改动：an undo that would throw away what a person has changed since, unless it is forced."""


class UsageError(ProgramError):
    """用法不对：an unknown option, document kind or row."""

    exit_code = 2
