"""装不下去：what stops the installation, in one plain sentence."""

from __future__ import annotations


class SetupError(Exception):
    """`what` was found, `advice` is the way out; neither ends in a full stop."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what, advice)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.what}。{self.advice}。"
