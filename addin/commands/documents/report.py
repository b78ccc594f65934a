"""成稿报告：what `write` tells of its documents, as JSON and in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addin.commands.documents.job import Job
from addin.commands.documents.letters import Entry
from addin.commands.documents.press import Printed
from addin.commands.documents.proof import said
from addin.schema import Letters
from docgen.layout import embedded_fonts, missing_fonts


def file_report(piece: Printed, entry: Entry, job: Job) -> dict[str, Any]:
    """One document as JSON names it; `pdf` null where none was asked for or none could be made."""
    return {
        "path": str(piece.path),
        "pdf": None if piece.pdf is None else str(piece.pdf),
        "kind": job.kind,
        "number": entry.values.get(Letters.document_number.name),
        "addressee": entry.values.get(Letters.addressee.name),
        "rows": list(job.rows),
    }


def findings(printed: Sequence[Printed]) -> list[dict[str, Any]]:
    """What is to be filled in, and what does not agree (`refuses`: it keeps the document from being issued)."""
    missing = [
        {"file": piece.path.name, "missing": name} for piece in printed for name in piece.composition.missing
    ]
    mismatches = [
        {
            "file": piece.path.name,
            "sentence": mismatch.sentence,
            "written": mismatch.written,
            "message": mismatch.message,
            "nearest": mismatch.nearest or None,
            "refuses": mismatch.refuses,
        }
        for piece in printed
        for mismatch in piece.mismatches
    ]
    return [*missing, *mismatches]


def lines(files: Sequence[dict[str, Any]], printed: Sequence[Printed]) -> list[str]:
    written = [
        f"已写 {file['path']}{'（' + file['number'] + '）' if file['number'] else '（拟稿）'}"
        for file in files
    ]
    written += [f"已写 {piece.pdf}" for piece in printed if piece.pdf]
    written += [
        f"待填：{piece.path.name}：{'、'.join(piece.composition.missing)}"
        for piece in printed
        if piece.composition.missing
    ]
    written += [
        f"核对：{piece.path.name}：{said(mismatch)}。" for piece in printed for mismatch in piece.mismatches
    ]
    written += [
        f"主送机关较多，{piece.path.name}的主送已移至版记（抄送之上）。"
        for piece in printed
        if piece.addressee_moved
    ]
    if any(piece.estimated for piece in printed):
        written.append("没有找到 LibreOffice，版记所在页是估算的：请在 Word 里看一眼末页是不是双页。")
    return written


def fonts_line(printed: Sequence[Printed]) -> str:
    """Which typefaces of the documents this machine lacks and which stand in the PDFs instead; blank = none."""
    missing = missing_fonts()
    made = [piece.pdf.read_bytes() for piece in printed if piece.pdf]
    if not (missing and made):
        return ""
    used = sorted({name for pdf in made for name in embedded_fonts(pdf)})
    instead = f"PDF 里实际用的是 {'、'.join(used)}" if used else "PDF 里用了别的字体代替"
    return f"这台电脑没有字体：{'、'.join(missing)}；{instead}。正式印发前请在装有这些字体的电脑上再排一次。"
