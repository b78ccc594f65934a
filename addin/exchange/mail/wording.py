"""邮件用语：subject and body from a template, the office's own in 模板/ first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from addin.errors import ProgramError
from docgen.wording.errors import WordingError
from docgen.wording.missing import missing_facts
from docgen.wording.templates import FILLED_IN, STATEMENT, Wording, fill_in, find_wording

SENDING: Final = "发件邮件"
CHASING: Final = "催报邮件"
MAIL_WORDINGS: Final = (SENDING, CHASING)
FOLDER: Final = "模板"
_SUBJECT: Final = "主题："


@dataclass(frozen=True, slots=True)
class Words:
    """主题和正文。`missing` are the labels of 【待填：…】 that stand in them."""

    subject: str
    body: str

    @property
    def missing(self) -> tuple[str, ...]:
        return missing_facts((self.subject, self.body))


def mail_wording(name: str, book: Path) -> Wording:
    """The template of that name beside the workbook, else the built-in one. Raises ProgramError."""
    folder = book.parent / FOLDER
    try:
        return find_wording(name, folder if folder.is_dir() else None)
    except WordingError as error:
        raise _refused(error.file, error) from error


def words(wording: Wording, fields: Mapping[str, Any]) -> Words:
    """The template filled in. Each of its lines is one line; a line of statements that print nothing is none.

    Raises ProgramError for a template that cannot be used.
    """
    try:
        filled = fill_in(wording, fields)
    except WordingError as error:
        raise _refused(wording.file, error) from error
    lines = [_plain(line) for line in filled.splitlines() if not _is_statement(line)]
    subjects = [line for line in lines if line.startswith(_SUBJECT)]
    if not subjects:
        raise ProgramError(wording.file, f"没有“{_SUBJECT}”一行", "请补上这一行，或删去这个文件改用内置用语")
    body = [line for line in lines if line is not subjects[0]]
    return Words(subjects[0].removeprefix(_SUBJECT).strip(), "\n".join(body).strip("\n") + "\n")


def _is_statement(line: str) -> bool:
    return STATEMENT in line and not line.replace(STATEMENT, "").strip()


def _plain(line: str) -> str:
    return line.replace(STATEMENT, "").replace(FILLED_IN, "").rstrip()


def _refused(file: str, error: WordingError) -> ProgramError:
    place = f"第{error.line}行，" if error.line else ""
    return ProgramError(file, f"{place}{error.what}", "请改正，或删去这个文件改用内置用语")
