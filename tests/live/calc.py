"""LibreOffice 的窗口：opened, looked at and clicked as a person does; what stands on it is found through
what LibreOffice tells screen readers."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from live.screen import Screen, until

from addin.buttons import BUTTONS
from addin.commands.live import MODULES
from addin.libreoffice import CalcProgram, attach
from addin.libreoffice.connection import Office, property_values
from addin.libreoffice.launch import address_of, load, running
from addin.libreoffice.program import ADDRESS
from addin.libreoffice.toolbar import put_macros, put_toolbar, show_toolbar
from workbook_templates.ribbon import MACROS

# com.sun.star.accessibility.AccessibleRole
ALERT, DIALOG, BUTTON, SHEET, TEXT = 1, 12, 44, 58, 86
_TOO_MANY = 300


class Calc:
    """LibreOffice with a profile of its own on that screen, with the toolbar."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen = screen
        self.folder = folder
        self.address = address_of(folder / "profile")
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.environment.items():
                patch.setenv(name, value)
            self.office: Office = running(folder / "profile")
        sources = {name: (MACROS / f"{name}.bas").read_text(encoding="utf-8") for name in MODULES}
        put_macros(self.office, sources, BUTTONS)
        put_toolbar(self.office, BUTTONS)

    @property
    def environment(self) -> dict[str, str]:
        """What this LibreOffice, and every Python that its macros start, runs with."""
        home = str(self.folder / "home")
        return {"DISPLAY": self.screen.name, "LIANGDENG_HOME": home, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}

    def close(self) -> None:
        """By its process number: a question about changes would keep it open."""
        name = f"UserInstallation={(self.folder / 'profile').resolve().as_uri()}"
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if name in words:
                os.kill(int(process.name), signal.SIGKILL)

    def open(self, path: Path) -> CalcProgram:
        """A window with the workbook and the toolbar, in front."""
        document = load(self.office, path)
        show_toolbar(document)
        return self.program(path)

    def program(self, path: Path) -> CalcProgram:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(ADDRESS, self.address)
            return attach(str(path))

    def documents(self) -> list[Any]:
        """Everything that is open."""
        components = self.office.desktop.Components.createEnumeration()
        found = []
        while components.hasMoreElements():
            found.append(components.nextElement())
        return [one for one in found if hasattr(one, "RuntimeUID")]

    @contextmanager
    def closing(self) -> Iterator[None]:
        """What is opened within is closed afterwards, changes given up."""
        before = {one.RuntimeUID for one in self.documents()}
        yield
        for one in self.documents():
            if one.RuntimeUID not in before:
                one.setModified(False)
                one.close(True)

    def click_sheet_button(self, program: CalcProgram, label: str) -> None:
        """A button that stands on the sheet in front."""
        pane = program.book.api.CurrentController.Frame.ComponentWindow.AccessibleContext
        self._click(until(lambda: _named(pane, label), f"表上的按钮“{label}”", 10))

    def click_toolbar(self, program: CalcProgram, label: str) -> None:
        window = program.book.api.CurrentController.Frame.ContainerWindow.AccessibleContext
        self._click(until(lambda: _named(window, label), f"工具栏的按钮“{label}”", 10))

    def click_into_cells(self, program: CalcProgram) -> None:
        """Somewhere in the middle of the sheet in front; that cell is selected."""
        window = program.book.api.CurrentController.Frame.ComponentWindow.AccessibleContext
        self._click(window)

    def give_keyboard_to_cells(self, program: CalcProgram) -> None:
        """Without a click, which would end the typing."""
        window = program.book.api.CurrentController.Frame.ComponentWindow.AccessibleContext
        self.screen.give_keyboard(*_middle(window))

    def _click(self, thing: Any) -> None:
        """The window gets the keyboard first, as a window manager sees to."""
        self.screen.give_keyboard(*_middle(thing))
        self.screen.click(*_middle(thing))

    def message(self) -> str:
        """The text of the message box, once there is one; the mouse is on it then."""
        box = until(self._box, "消息框")
        self.screen.give_keyboard(*_middle(box))
        return "\n".join(part.AccessibleName for part in _inside(box) if part.AccessibleRole == TEXT)

    def _box(self) -> Any:
        toolkit = self.office.service("com.sun.star.awt.Toolkit")
        for index in range(toolkit.getTopWindowCount()):
            window = toolkit.getTopWindow(index).AccessibleContext
            if window.AccessibleRole in (ALERT, DIALOG):
                return window
        return None

    def answer(self, key: str = "Return") -> None:
        """A key pressed on the message box; returns when it is gone and the program behind it has ended."""
        self.screen.press(key)
        until(lambda: self._box() is None, "消息框关闭", 10)
        until(lambda: not self.at_work(), "Python 结束", 30)

    def at_work(self) -> bool:
        """Whether a Python that this LibreOffice's macros started is still running."""
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        return any(
            "addin.ribbon" in line and str(self.folder.parent.name) in line for line in listed.splitlines()
        )

    def html(self, program: CalcProgram, path: Path) -> str:
        """All sheets as LibreOffice shows them, conditional formats worked out."""
        how = property_values(FilterName="HTML (StarCalc)")
        program.book.api.storeToURL(path.as_uri(), how)
        return path.read_text(encoding="utf-8")


def _middle(thing: Any) -> tuple[float, float]:
    place, size = thing.getLocationOnScreen(), thing.getSize()
    return place.X + size.Width / 2, place.Y + size.Height / 2


def _inside(thing: Any) -> Iterator[Any]:
    """Everything in a window; the cells of a sheet are too many."""
    count = thing.AccessibleChildCount
    for index in range(count if count < _TOO_MANY and thing.AccessibleRole != SHEET else 0):
        child = thing.getAccessibleChild(index)
        if child is not None and hasattr(child, "AccessibleContext"):
            context = child.AccessibleContext
            yield context
            yield from _inside(context)


def _named(window: Any, label: str) -> Any:
    return next(
        (one for one in _inside(window) if one.AccessibleName == label and one.AccessibleRole == BUTTON), None
    )
