"""xlwings 引擎：LibreOffice as one more program that xlwings works on, through UNO.

Only what xlwings offers to every engine (its BSD part) is used. Calc has no events and no separate
instances here: there is one app, the LibreOffice that was connected to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import xlwings as xw
from xlwings import base_classes

from addin.libreoffice.connection import Office, property_values
from addin.libreoffice.sheets import Book
from addin.libreoffice.values import ErrorText

NAME = "libreoffice"
RUN_MACROS = 4
"""com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN."""

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_CELLS = "com.sun.star.sheet.SheetCellRange"


class Engine:
    """引擎：what `xw.engines` holds."""

    name = NAME
    type = "desktop"

    def __init__(self, office: Office) -> None:
        self.office = office
        self.apps = Apps(self)

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[object]],
        datetime_builder: Callable[..., object],
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        err_to_str: bool,
    ) -> list[list[object]]:
        """Raw values as a caller's options ask for them."""
        if number_builder is None and datetime_builder is dt.datetime:
            return [_with_blanks(row, empty_as, err_to_str) for row in data]

        def clean(value: object) -> object:
            if isinstance(value, dt.datetime):
                return _built(datetime_builder, value)
            return number_builder(value) if number_builder and type(value) is float else value

        return [[clean(value) for value in _with_blanks(row, empty_as, err_to_str)] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: object, options: object) -> object:
        """A Python value as raw_value takes it: numpy's and pandas' own kinds as Python's, NaN as blank."""
        if value is None or type(value) is str:
            return value
        if isinstance(value, np.datetime64):
            value = value.astype("datetime64[us]").item()  # .item() of nanoseconds is a number
        elif isinstance(value, np.generic):
            value = value.item()
        elif hasattr(value, "to_pydatetime"):
            value = value.to_pydatetime()
        return value if value == value else None


def _with_blanks(row: Sequence[object], empty_as: object, err_to_str: bool) -> list[object]:
    """What nearly every cell needs; a row without errors is gone through once, or not at all."""
    if ErrorText in map(type, row):
        row = [_error(value, err_to_str) for value in row]
    if empty_as == "":
        return list(row)
    return [empty_as if value == "" else value for value in row]


def _error(value: object, err_to_str: bool) -> object:
    if type(value) is ErrorText:
        return str(value) if err_to_str else ""
    return value


def _built(builder: Callable[..., object], moment: dt.datetime) -> object:
    return builder(
        year=moment.year, month=moment.month, day=moment.day,
        hour=moment.hour, minute=moment.minute, second=moment.second, microsecond=moment.microsecond,
    )  # fmt: skip


class Apps(base_classes.Apps):
    """程序的集合：the one LibreOffice."""

    def __init__(self, engine: Engine) -> None:
        self._apps = [App(engine)]

    def keys(self) -> list[int]:
        return [app.pid for app in self._apps]

    def __iter__(self) -> Iterator[App]:
        return iter(self._apps)

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self._apps if app.pid == pid)


class App(base_classes.App):
    """程序：the LibreOffice behind the connection."""

    pid = 1
    """Another machine's process number would mean nothing; xlwings only needs a key."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._screen_updating = True

    @property
    def api(self) -> Any:
        return self.engine.office.desktop

    @property
    def version(self) -> str:
        return str(self.engine.office.setting("/org.openoffice.Setup/Product", "ooSetupVersion"))

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Any:
        """The selected rectangle; None where it is none (a picture, several areas)."""
        book = self.books.active
        found = book.api.CurrentSelection
        if found is None or not found.supportsService(_CELLS):
            return None
        return book.of_cells(found)

    @property
    def screen_updating(self) -> bool:
        return self._screen_updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        """Calc counts the locks, so that each must be lifted once."""
        if value != self._screen_updating:
            document = self.books.active.api
            document.unlockControllers() if value else document.lockControllers()
            self._screen_updating = value

    @property
    def calculation(self) -> str:
        return "automatic" if self.books.active.api.isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        self.books.active.api.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        self.books.active.api.calculateAll()

    @property
    def visible(self) -> bool:
        return bool(self.books.active.controller.Frame.ContainerWindow.isVisible())

    @visible.setter
    def visible(self, value: bool) -> None:
        self.books.active.controller.Frame.ContainerWindow.setVisible(value)

    # Calc asks nothing and raises no events while a program works on it.
    display_alerts = True
    enable_events = True
    interactive = True

    def activate(self, steal_focus: bool = False) -> None:
        self.books.active.activate()


class Books(base_classes.Books):
    """工作簿的集合：the spreadsheets that are open, in no order that means anything."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> Any:
        return self.app.api.Components

    @property
    def active(self) -> Book:
        """The one in front; where the help or a dialog is in front, any."""
        front = self.app.api.getCurrentComponent()
        if front is not None and front.supportsService(_SPREADSHEET):
            return Book(self.app, front)
        return next(iter(self))

    def __iter__(self) -> Iterator[Book]:
        components = self.api.createEnumeration()
        while components.hasMoreElements():
            one = components.nextElement()
            if hasattr(one, "supportsService") and one.supportsService(_SPREADSHEET):
                yield Book(self.app, one)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: int | str) -> Book:
        """By number from 1 on, or by the file's name. Raises KeyError."""
        for number, book in enumerate(self, 1):
            if key in (number, book.name):
                return book
        raise KeyError(key)

    def add(self) -> Book:
        return self._load("private:factory/scalc")

    def open(self, fullname: str, *rest: object, **options: object) -> Book:
        """The options of Excel's own dialog have no counterpart."""
        return self._load(Path(fullname).resolve().as_uri())

    def _load(self, url: str, hidden: bool = False) -> Book:
        how = property_values(MacroExecutionMode=RUN_MACROS, Hidden=hidden)
        return Book(self.app, self.app.api.loadComponentFromURL(url, "_blank", 0, how))


def register(office: Office) -> xw.Engine:
    """LibreOffice among xlwings' engines, once, and active; connected anew where it was there."""
    for engine in xw.engines:
        if engine.name == NAME:
            engine.impl.__init__(office)
            break
    else:
        engine = xw.Engine(impl=Engine(office))
        xw.engines.add(engine)
    engine.activate()
    return engine
