"""不符：what a document says that its own figures, or the ledger's names, do not bear out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing to look at before a document goes out.

    `sentence` is where it stands, `written` the words in question, `message` what is wrong with them,
    `nearest` what the facts or the lists say instead ("" = nothing like it). One that `refuses` keeps the
    document from being issued; the others are only shown.
    """

    sentence: str
    written: str
    message: str
    nearest: str = ""
    refuses: bool = True
