"""在 LibreOffice 里打开：the workbook in a window, with the buttons at hand (Linux desktops)."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import Command, Context, Outcome
from addin.commands.options import add_book
from addin.errors import ProgramError, UsageError

KINDS = (".xlsx", ".xlsm")
MODULES = ("Host", "Ribbon", "RunPython")
"""The modules of macros/ that the toolbar needs; the others belong to a workbook."""


def _run(arguments: Namespace, context: Context) -> Outcome:
    # LibreOffice is loaded only by this command.
    from addin.buttons import BUTTONS
    from addin.libreoffice.launch import load, profile_folder, running
    from addin.libreoffice.toolbar import put_macros, put_toolbar, show_toolbar
    from workbook_templates.ribbon import MACROS

    if sys.platform == "win32":
        raise ProgramError(
            "liangdeng live", "只用于 Linux 桌面", "在 Windows 上请用 Excel 打开台账，按钮在功能区"
        )
    book: Path = arguments.book
    if book.suffix.lower() not in KINDS:
        raise UsageError(str(book), f"文件名应以 {'、'.join(KINDS)} 结尾", "请另存为 .xlsx 后再试")
    if not book.is_file():
        raise ProgramError(str(book), "没有这个文件", "请检查路径和文件名")
    context.progress.step("打开 LibreOffice")
    office = running(profile_folder())
    sources = {name: (MACROS / f"{name}.bas").read_text(encoding="utf-8") for name in MODULES}
    put_macros(office, sources, BUTTONS)
    put_toolbar(office, BUTTONS)
    context.progress.step(f"打开 {book.name}")
    show_toolbar(load(office, book))
    line = f"已在 LibreOffice 里打开 {book}，按钮在窗口上方的工具栏里。这个终端可以关掉。"
    return Outcome({"path": str(book)}, [line])


def _options(parser: ArgumentParser) -> None:
    add_book(parser)


LIVE = Command("live", "在 LibreOffice 里打开台账，点按钮使用（Linux 桌面）", _run, _options)
