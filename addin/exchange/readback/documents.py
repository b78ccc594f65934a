"""读文档：edited minutes as they come back, whatever program saved them, and which written state each came from."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from addin.errors import ProgramError
from addin.exchange.canonical import canonical
from addin.exchange.normal import text_key
from addin.exchange.readback.base import MinutesBase, states_of
from addin.exchange.readback.columns import COLUMNS, stem_of
from addin.exchange.readback.conversion import converted
from addin.exchange.readback.finding_rows import FoundRows, find_rows
from addin.exchange.readback.word_text import WordText, read_text
from addin.exchange.returns import Refused
from addin.findings import Finding, Level
from addin.workbook.document_gate import DocumentLook, Form, inspect_document
from addin.workbook.version_store import sha256
from docgen.documents.minutes import NAME
from docgen.layout.package import BASE_PROPERTY, KIND_PROPERTY
from docgen.layout.page_numbers import DOCUMENT_ID

_SHOWN_ID = re.compile(rf"{DOCUMENT_ID}\s+(\S+)")


@dataclass(frozen=True)
class ReadDocument:
    """读出的文档：`fingerprint` SHA-256 of the file's bytes; `findings` what was odd about it."""

    path: Path
    fingerprint: str
    text: WordText
    found: FoundRows
    findings: tuple[Finding, ...]

    @cached_property
    def signature(self) -> str:
        """SHA-256 of what it says; the same words saved again by another program have the same."""
        rows = [[text_key(row.text(column)) for column in COLUMNS] for row in self.found.rows]
        content = [rows, [text_key(line) for line in self.found.prose]]
        return hashlib.sha256(canonical(content)).hexdigest()

    @property
    def number(self) -> str:
        """登记号 by the custom property, else by the footer of a draft; "" where neither is there."""
        said = self.text.properties.get(DOCUMENT_ID, "")
        shown = (match[1] for line in self.text.beside if (match := _SHOWN_ID.search(line)))
        return said or next(shown, "")


def read_documents(paths: Sequence[Path]) -> list[ReadDocument | Refused]:
    """In the order of the paths; older formats are converted by one run of LibreOffice. Nothing is written to them."""
    looks = [_looked_at(path) for path in paths]
    old = {
        path: look.form
        for path, look in zip(paths, looks, strict=True)
        if isinstance(look, DocumentLook) and look.form is not Form.DOCX
    }
    with tempfile.TemporaryDirectory(prefix="liangdeng-read-", ignore_cleanup_errors=True) as folder:
        new = converted(old, Path(folder))
        return [
            _read(path, look, new.get(path, path)) if isinstance(look, DocumentLook) else look
            for path, look in zip(paths, looks, strict=True)
        ]


def _looked_at(path: Path) -> DocumentLook | Refused:
    try:
        return inspect_document(path)
    except ProgramError as error:
        return _refused(path, error)


def _refused(path: Path, error: ProgramError) -> Refused:
    fingerprint = sha256(path) if path.is_file() else hashlib.sha256(str(path).encode()).hexdigest()
    return Refused(path, fingerprint, error)


def _read(path: Path, look: DocumentLook, source: Path | ProgramError) -> ReadDocument | Refused:
    if isinstance(source, ProgramError):
        return _refused(path, source)
    try:
        if source is not path:
            look = DocumentLook(look.form, inspect_document(source).external)
        text = read_text(source)
    except ProgramError as error:
        return _refused(path, ProgramError(path.name, error.what, error.advice))
    kind = text.properties.get(KIND_PROPERTY, NAME)
    if kind != NAME:
        return _refused(path, ProgramError(path.name, f"这是{kind}，不是{NAME}", "请核对文件"))
    return ReadDocument(path, sha256(path), text, find_rows(text), tuple(_findings(path, look, text)))


def _findings(path: Path, look: DocumentLook, text: WordText) -> Iterator[Finding]:
    if text.tracked:
        message = f"有{text.tracked}处未接受的修订，按接受后的文字读，改动过的格都要人工确认"
        yield Finding(Level.DOUBT, path.name, "", message, "最好先在 Word 里接受或拒绝全部修订，再读一次")
    for comment in text.comments:
        yield Finding(Level.NOTE, path.name, "", f"批注没有读取（{comment}）", "有要改的请改在正文或台账里")
    if look.external:
        message = f"文件引用了外面的内容（{'、'.join(look.external)}），没有加载"
        yield Finding(Level.NOTE, path.name, "", message, "不影响读取；来路不明的文件请先核实")
    if look.form is not Form.DOCX:
        message = f"文件是 .{look.form.value} 格式，已转换后读取"
        yield Finding(Level.NOTE, path.name, "", message, "以后请存成 .docx")


def base_of(document: ReadDocument, kept: Sequence[MinutesBase]) -> MinutesBase | None:
    """The state that the document was written as; None where that is not certain.

    By 登记号 and mark; without them by its bookmarks, then by its title, where these name one document that was
    written once: which of several states it came from, only the mark tells.
    """
    mark = document.text.properties.get(BASE_PROPERTY, "")
    if document.number:
        states = states_of(kept, document.number)
        if mark:
            return next((one for one in states if one.mark == mark), None)
        return states[0] if len(states) == 1 else None
    stems = {stem for row in document.found.rows for stem in row.stems}
    marked = [one for one in kept if stems.intersection(map(stem_of, one.row_ids))]
    lines = {text_key(line) for line in document.found.prose}
    named = marked or [one for one in kept if text_key(one.title) in lines]
    return named[0] if len(named) == 1 else None
