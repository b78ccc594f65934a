"""撤销步骤与保护：Calc's list of steps to undo, kept out of what a program writes, and what it is good for.

Calc tells a sheet's permissions (筛选, 设格式 …) nowhere but in its dialog. But lifting a protection is a
step, and undoing that step brings all of it back. So protections are lifted as steps and put back by
undoing them, and nothing else may be recorded in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import xlwings as xw

from addin.errors import ProgramError
from addin.libreoffice.connection import uno


class Steps:
    """撤销步骤 of one document."""

    def __init__(self, book: xw.Book, most: int) -> None:
        """`most`: how many steps Calc is set to keep."""
        self._book = book
        self._most = most
        self._manager = book.api.UndoManager
        self._locks = 0
        self.has_written = False

    def listed(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The steps to undo and to do again, by their titles; None where old ones begin to fall out."""
        done, undone = self._manager.getAllUndoActionTitles(), self._manager.getAllRedoActionTitles()
        return None if len(done) >= self._most else (tuple(done), tuple(undone))

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """Nothing is recorded. A step back over half of what was written would leave neither state,
        so after writing the list is empty, as in Excel."""
        self.has_written = False
        with self._locked():
            yield
        if self.has_written and not self._manager.isLocked():
            self._manager.clear()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        outer = self._book.impl.before_write
        self._manager.lock()
        self._locks += 1
        self._book.impl.before_write = self._lock_again
        try:
            yield
        finally:
            self._book.impl.before_write = outer
            self._locks -= 1
            self._manager.unlock()

    def _lock_again(self) -> None:
        """Calc begins to record again by itself when a chart takes over new figures, and does not say so."""
        if not self._manager.isLocked():
            self._manager.unlock()
            self._manager.lock()

    @contextmanager
    def unprotected(self, sheet: Any) -> Iterator[None]:
        """Sheet protection lifted and put back with the same permissions; sheets may be nested.

        Raises ProgramError for a sheet with a password.
        """
        self.has_written = True
        if not sheet.isProtected():
            yield
            return
        before = self._count()
        with self._recording(), suppress(uno().getClass("com.sun.star.lang.IllegalArgumentException")):
            sheet.unprotect("")
        if sheet.isProtected():
            raise ProgramError(f"工作表“{sheet.Name}”", "设了保护密码，写不进去", "请先撤销工作表保护再试")
        after = self._count()
        try:
            with self._locked():
                yield
        finally:
            with self._recording():
                self._protect_again(sheet, before < after == self._count())

    def _count(self) -> int:
        return len(self._manager.getAllUndoActionTitles())

    def _protect_again(self, sheet: Any, is_last_step: bool) -> None:
        """Where Calc keeps no steps (a setting), or kept one too many, the protection as such comes back."""
        if is_last_step:
            self._manager.undo()
            self._manager.clearRedo()
        if not sheet.isProtected():
            sheet.protect("")

    @contextmanager
    def _recording(self) -> Iterator[None]:
        """The list open for a moment, however often it was locked; the locks are put back."""
        for _ in range(self._locks):
            self._manager.unlock()
        try:
            yield
        finally:
            for _ in range(self._locks):
                self._manager.lock()
