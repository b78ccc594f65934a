"""页数：counted in a LibreOffice render of the documents, several in one call."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docgen.layout.fonts import FONT_ALIASES

_PROGRAMS = ("soffice", "libreoffice")
# A blank page before an even one is a page: LibreOffice would leave it out of the PDF.
_FILTER = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
_PAGE_TREE = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")


class RenderError(RuntimeError):
    """排版失败：LibreOffice is missing, took too long, or left no pages; the text says which."""


def find_libreoffice() -> str | None:
    """The program's path, None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def _environment() -> dict[str, str]:
    """Free faces stand in for those the machine lacks, unless it has its own arrangement."""
    return {"FONTCONFIG_FILE": str(FONT_ALIASES), **os.environ}


def render(paths: Sequence[Path], folder: Path, *, timeout: float = 120, export: str = _FILTER) -> list[Path]:
    """PDFs of the documents in `folder`, in their order, by one LibreOffice with a profile of its own.

    The documents' names must differ. `export` is the PDF filter in LibreOffice's words. RenderError
    where it fails.
    """
    program = find_libreoffice()
    if program is None:
        raise RenderError("没有找到 LibreOffice")
    with tempfile.TemporaryDirectory(prefix="liangdeng-profile-") as profile:
        command = [
            program,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            export,
            "--outdir",
            str(folder),
            *map(str, paths),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=timeout, check=False, env=_environment())
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RenderError("LibreOffice 没有在限定时间内完成排版") from error
    pdfs = [folder / f"{path.stem}.pdf" for path in paths]
    missing = [path.name for path, pdf in zip(paths, pdfs, strict=True) if not pdf.exists()]
    if missing:
        raise RenderError(f"LibreOffice 没有排出：{'、'.join(missing)}")
    return pdfs


def libreoffice_page_count(paths: Sequence[Path]) -> list[int]:
    """Pages of each document as LibreOffice lays it out. RenderError where it cannot."""
    if not paths:
        return []
    with tempfile.TemporaryDirectory(prefix="liangdeng-pages-") as folder:
        return [pdf_pages(pdf.read_bytes()) for pdf in render(paths, Path(folder))]


def pdf_pages(content: bytes) -> int:
    """Pages named in the root of a PDF's page tree. RenderError where there is none."""
    counts = [int(a or b) for a, b in _PAGE_TREE.findall(content)]
    if not counts:
        raise RenderError("排出的 PDF 里读不到页数")
    return max(counts)
