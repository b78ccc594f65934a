"""工作表保护：lifted while we write, and put back with the very same permissions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from addin.errors import ProgramError

PERMISSIONS = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns",
    "AllowInsertingRows", "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows",
    "AllowSorting", "AllowFiltering", "AllowUsingPivotTables",
)  # fmt: skip
"""Properties of Worksheet.Protection and arguments of Worksheet.Protect by the same names."""


@contextmanager
def lifted(sheet: Any, tab: str) -> Iterator[None]:
    """`sheet` is Excel's Worksheet. Raises ProgramError where it has a password."""
    if not sheet.ProtectContents:
        yield
        return
    protection = sheet.Protection
    arguments = {name: bool(getattr(protection, name)) for name in PERMISSIONS}
    arguments |= {
        "DrawingObjects": bool(sheet.ProtectDrawingObjects),
        "Contents": True,
        "Scenarios": bool(sheet.ProtectScenarios),
        "UserInterfaceOnly": bool(sheet.ProtectionMode),
    }
    selectable = sheet.EnableSelection
    _unprotect(sheet, tab)
    try:
        yield
    finally:
        sheet.Protect(**arguments)
        sheet.EnableSelection = selectable


def _unprotect(sheet: Any, tab: str) -> None:
    """With an empty password, so that Excel never asks for one in a dialog of its own."""
    refused: Exception | None = None
    try:
        sheet.Unprotect(Password="")
    except Exception as error:
        refused = error
    if sheet.ProtectContents:
        raise ProgramError(tab, "工作表有密码保护，写不进去", "请在“审阅”里撤销工作表保护后再试") from refused
