"""印制：documents are composed and set in a waiting folder, and delivered only once the ledger is saved."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from addin.commands.base import Progress
from addin.errors import ProgramError
from addin.workbook.system_errors import in_words
from docgen.blocks import Composition
from docgen.documents import compose
from docgen.file_names import document_file_name
from docgen.layout import (
    RenderError,
    find_libreoffice,
    libreoffice_page_count,
    make_pdfs,
    needs_even_page,
    save_document,
    save_documents,
)
from docgen.proofreading import Mismatch
from docgen.wording.errors import WordingError

TEMPLATES = "模板"


@dataclass(slots=True)
class Printed:
    """One document: its words, where it waits, where it goes; `estimated` = its last page was reckoned.

    `addressee_moved`: the 主送机关 was too long for the top of page 1. `mismatches` what in its words does not
    agree; `pdf` where its PDF is, None without one.
    """

    composition: Composition
    waiting: Path
    path: Path
    estimated: bool = False
    addressee_moved: bool = False
    mismatches: tuple[Mismatch, ...] = ()
    pdf: Path | None = None


class Press:
    """Use as a context; nothing is left behind in the waiting folder."""

    def __init__(self, folder: Path, beside: Path, type_area: str, progress: Progress) -> None:
        self.folder = folder
        self.overrides = beside / TEMPLATES
        self.type_area = type_area
        self.progress = progress

    def __enter__(self) -> Press:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # Beside the target, so that delivering is a rename on the same disk.
            self._waiting = Path(tempfile.mkdtemp(prefix=".文书-", dir=self.folder))
        except OSError as error:
            raise ProgramError(
                str(self.folder), f"不能写文件（{in_words(error)}）", "请检查文件夹的权限，或用 --out 换一个"
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._waiting, ignore_errors=True)

    def compose(self, kind: str, facts: Any, label: str) -> Printed:
        """The words, with the office's own wording where 模板/ has it."""
        try:
            composition = compose(kind, facts, self.overrides if self.overrides.is_dir() else None)
        except WordingError as error:
            raise ProgramError(
                str(error.file), _said(error), "请改正这一行，或删去这个文件改用内置用语"
            ) from error
        name = document_file_name(kind, label, facts.header.number)
        return Printed(composition, self._waiting / name, self.folder / name)

    def set_pages(self, printed: Sequence[Printed]) -> None:
        """Where a 版记 asks for an even page, LibreOffice counts the pages, if there is one; others need no count."""
        counted = [piece for piece in printed if needs_even_page(piece.composition)]
        if counted:
            counter = libreoffice_page_count if find_libreoffice() else None
            pairs = [(piece.composition, piece.waiting) for piece in counted]
            found = save_documents(pairs, type_area=self.type_area, page_counter=counter)
            for piece, pages in zip(counted, found, strict=True):
                piece.estimated, piece.addressee_moved = pages.estimated, pages.addressee_moved
        with self.progress.count("排版", len(printed) - len(counted)) as one_done:
            for piece in printed:
                if not needs_even_page(piece.composition):
                    pages = save_document(piece.composition, piece.waiting, type_area=self.type_area)
                    piece.addressee_moved = pages.addressee_moved
                    one_done()

    def deliver(self, printed: Sequence[Printed]) -> None:
        """Into 文书/, each whole; an earlier draft of the same name is replaced.

        The register stands by now, so no document may be lost: where the name cannot be taken (the old
        draft is open in Word), it goes beside it as 「…（2）」, and `path` says so.
        """
        for piece in printed:
            piece.path = _delivered(piece.waiting, piece.path)

    def print_pdfs(self, printed: Sequence[Printed]) -> str:
        """A PDF beside each delivered document. Returns the sentence for what could not be made, else blank."""
        try:
            with self.progress.count("排成 PDF", len(printed)) as one_done:
                made = make_pdfs([piece.path for piece in printed], self._waiting, one_done)
        except RenderError as error:
            return f"{error}，没有排成 PDF；文书（docx）已写好，请在装有 LibreOffice 或 Word 的电脑上另存。"
        for piece, pdf in zip(printed, made, strict=True):
            piece.pdf = _delivered(pdf, piece.path.with_suffix(".pdf")) if pdf else None
        left = [piece.path.name for piece in printed if piece.pdf is None]
        return f"没有排成 PDF：{'、'.join(left)}；文书（docx）已写好，请打开后另存。" if left else ""


def _delivered(waiting: Path, path: Path) -> Path:
    try:
        return waiting.replace(path)
    except OSError:
        others = (path.with_stem(f"{path.stem}（{number}）") for number in itertools.count(2))
        return waiting.replace(next(path for path in others if not path.exists()))


def _said(error: WordingError) -> str:
    line = f"第{error.line}行：" if error.line else ""
    return f"用语有错，{line}{error.what}"
