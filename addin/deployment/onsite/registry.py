"""注册表：where the macros look for the Python they start (VBA's GetSetting), one user's part only."""

from __future__ import annotations

import importlib
from typing import Any, Protocol

KEY = r"Software\VB and VBA Program Settings\liangdeng"
SETTINGS = KEY + r"\settings"
VALUE = "python"
_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


class Registry(Protocol):
    """What the installation asks of it."""

    def interpreter(self) -> str | None:
        """The Python that the macros start now; None where there is none."""

    def set_interpreter(self, path: str) -> None: ...

    def remove(self) -> None:
        """All that `set_interpreter` made; nothing where it is not there."""

    def documents(self) -> str | None:
        """The user's documents folder."""


class NoRegistry:
    """Linux: the macros are told by the environment."""

    def interpreter(self) -> str | None:
        return None

    def set_interpreter(self, path: str) -> None:
        return

    def remove(self) -> None:
        return

    def documents(self) -> str | None:
        return None


class WindowsRegistry:
    """HKEY_CURRENT_USER, through winreg: no administrator needed."""

    def __init__(self) -> None:
        # winreg is there on Windows only.
        self._winreg: Any = importlib.import_module("winreg")

    def interpreter(self) -> str | None:
        return self._value(SETTINGS, VALUE)

    def set_interpreter(self, path: str) -> None:
        with self._winreg.CreateKey(self._winreg.HKEY_CURRENT_USER, SETTINGS) as key:
            self._winreg.SetValueEx(key, VALUE, 0, self._winreg.REG_SZ, path)

    def remove(self) -> None:
        for name in (SETTINGS, KEY):
            try:
                self._winreg.DeleteKey(self._winreg.HKEY_CURRENT_USER, name)
            except FileNotFoundError:
                continue
            except PermissionError:
                # Something else keeps its settings below ours: that is not ours to delete.
                return

    def documents(self) -> str | None:
        found = self._value(_FOLDERS, "Personal")
        return None if found is None else str(self._winreg.ExpandEnvironmentStrings(found))

    def _value(self, key: str, name: str) -> str | None:
        try:
            with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, key) as opened:
                return str(self._winreg.QueryValueEx(opened, name)[0])
        except FileNotFoundError:
            return None
