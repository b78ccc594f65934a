"""哪个程序：the desk of a click in Excel, LibreOffice or WPS, and the workbook that the macro names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from addin.errors import ProgramError
from addin.live.program import Program
from addin.ribbon.desk import Desk
from addin.ribbon.opening import open_file
from addin.ribbon.system_dialogs import Dialogs

HOSTS = EXCEL, LIBREOFFICE, WPS = "excel", "libreoffice", "wps"


def book_path(name: str) -> Path:
    """The file behind the macro's name for the workbook: a full path, or a file:// URL.

    Raises ProgramError for a workbook without a file on this machine.
    """
    kind = urlsplit(name).scheme
    if kind in ("http", "https"):
        raise ProgramError("台账", "是从网盘或网页打开的", "请先另存到本机文件夹，打开本机那份再点")
    path = Path(_local(name) if kind == "file" else name)
    if not name or not path.is_absolute():
        raise ProgramError(name or "台账", "还没有存成文件", "请先保存台账，再点一次")
    if not path.is_file():
        raise ProgramError(path.name, "原来的文件不在了，可能被移走或改了名", "请另存一份，打开它再点")
    return path


def _local(url: str) -> str:
    parts = urlsplit(url)
    server = f"//{parts.netloc}" if parts.netloc not in ("", "localhost") else ""
    return url2pathname(f"{server}{parts.path}")


@contextmanager
def desk_of(host: str, name: str, dialogs: Dialogs) -> Iterator[Desk]:
    """Raises ProgramError where the program cannot be reached, or does not have the workbook."""
    path = book_path(name)
    if host == WPS:
        from addin.ribbon.closed_path import closed_desk

        with closed_desk(path, dialogs) as desk:
            yield desk
    else:
        yield open_desk(_program(host, name, dialogs), path)


def dialogs_above(host: str, usual: Dialogs) -> Dialogs:
    """Where no workbook was found to show a message: a Linux desktop may have no dialogs of its own, but
    LibreOffice's window has."""
    found: Dialogs | None = None
    if host == LIBREOFFICE:
        from addin.libreoffice import dialogs_in_front

        with suppress(Exception):
            found = dialogs_in_front()
    return found or usual


def _program(host: str, name: str, dialogs: Dialogs) -> Program:
    # Each is there on its own system only.
    if host == EXCEL:
        from addin.live.excel import ExcelProgram

        return ExcelProgram.attach(name, dialogs.choose)
    from addin.libreoffice.program import attach

    return attach(name)


def open_desk(program: Program, path: Path) -> Desk:
    """The desk of a workbook that a program has open."""
    from addin.live.undo import LiveBooks

    book = program.book
    return Desk(
        path,
        LiveBooks(program),
        program,
        lambda: [sheet.name for sheet in book.sheets],
        lambda: str(book.sheets.active.name),
        open_file,
    )
