"""PDF：documents set as PDF by LibreOffice, on Windows without it by Word; and the typefaces that stand in them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from docgen.layout.page_count import RenderError, find_libreoffice, render

_AT_ONCE = 40
"""Documents a program is given at a time."""
_SECONDS = (60, 6)
"""What a program may take: to start, and for each document."""
_NEITHER = "没有找到 LibreOffice，也没有找到 Word"

# Reads every .docx of the folder it is given and saves a .pdf beside it; 17 = wdExportFormatPDF.
_WORD_SCRIPT = """
param([string]$folder)
$ErrorActionPreference = 'Stop'
$word = New-Object -ComObject Word.Application
try {
  $word.Visible = $false
  $word.DisplayAlerts = 0
  Get-ChildItem -LiteralPath $folder -Filter *.docx | ForEach-Object {
    $document = $word.Documents.Open($_.FullName, $false, $true)
    $document.ExportAsFixedFormat([IO.Path]::ChangeExtension($_.FullName, '.pdf'), 17)
    $document.Close(0)
  }
} finally {
  $word.Quit()
}
"""

_EMBEDDED = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")


def make_pdfs(
    documents: Sequence[Path], folder: Path, one_done: Callable[[], None] = lambda: None
) -> list[Path | None]:
    """A PDF of each document, of its name, in `folder`; None for one that could not be set.

    RenderError where neither program is found. `one_done` is called once a document.
    """
    program = _libreoffice if find_libreoffice() else _word if _powershell() else None
    if program is None:
        raise RenderError(_NEITHER)
    made: list[Path | None] = []
    for start in range(0, len(documents), _AT_ONCE):
        made += _some(documents[start : start + _AT_ONCE], folder, program)
        for _ in documents[start : start + _AT_ONCE]:
            one_done()
    return made


def _some(
    documents: Sequence[Path], folder: Path, program: Callable[[Sequence[Path], Path, float], None]
) -> list[Path | None]:
    """Under plain names, which every program and every locale can open."""
    with tempfile.TemporaryDirectory(prefix="liangdeng-pdf-") as name:
        plain = [Path(name) / f"{at}.docx" for at in range(len(documents))]
        for document, copy in zip(documents, plain, strict=True):
            shutil.copyfile(document, copy)
        program(plain, Path(name), _SECONDS[0] + _SECONDS[1] * len(plain))
        return [
            _placed(copy.with_suffix(".pdf"), folder / f"{document.stem}.pdf")
            for document, copy in zip(documents, plain, strict=True)
        ]


def _placed(pdf: Path, target: Path) -> Path | None:
    if not pdf.is_file():
        return None
    shutil.copyfile(pdf, target)
    return target


def _libreoffice(documents: Sequence[Path], folder: Path, seconds: float) -> None:
    """What one document breaks the others still come out of: they are set once more, one at a time."""
    try:
        render(documents, folder, timeout=seconds)
    except RenderError:
        left = [document for document in documents if not document.with_suffix(".pdf").is_file()]
        for document in left if len(documents) > 1 else ():
            _libreoffice([document], folder, sum(_SECONDS))


def _powershell() -> str | None:
    return shutil.which("powershell") if sys.platform == "win32" else None


def _word(documents: Sequence[Path], folder: Path, seconds: float) -> None:
    """Word through PowerShell: no package of its own is needed for COM. RenderError where Word is missing."""
    script = folder / "word.ps1"
    script.write_text(_WORD_SCRIPT, encoding="utf-8-sig")
    command = [str(_powershell()), "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"]
    try:
        done = subprocess.run(
            [*command, "-File", str(script), str(folder)], capture_output=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RenderError("Word 没有在限定时间内排出 PDF") from error
    if done.returncode and not any(document.with_suffix(".pdf").is_file() for document in documents):
        raise RenderError(_NEITHER)


def embedded_fonts(pdf: bytes) -> tuple[str, ...]:
    """The typefaces a PDF carries, by their own names; () where its directory cannot be read as it is."""
    names = (name.decode("ascii", "replace") for name in _EMBEDDED.findall(pdf))
    return tuple(sorted(dict.fromkeys(names)))
