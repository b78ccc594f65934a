"""UNO 对象：what the engine's objects stand for, and what happens where LibreOffice refuses."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from addin.errors import ProgramError
from addin.libreoffice.connection import uno


class Native:
    """One of xlwings' objects and the remote UNO object behind it."""

    def __init__(self, api: Any) -> None:
        self._api = api

    @property
    def api(self) -> Any:
        """The UNO object itself, for what xlwings has no word for."""
        return self._api


class refusals:  # noqa: N801 (used as `with refusals(book):`)
    """拒绝：UNO's exceptions as ProgramError of the book. They cannot pass through Python's own context
    managers, which set a traceback that UNO's exceptions do not take."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None or not issubclass(kind, uno().getClass("com.sun.star.uno.Exception")):
            return
        name = self._book.name
        if self._book.is_closed:
            raise ProgramError(name, "在 LibreOffice 里被关闭了", "请重新打开台账再试") from None
        raise ProgramError(
            name, "LibreOffice 不让动这些单元格", "请看看有没有受保护或数组公式的单元格"
        ) from None
