"""The one registry value, through a winreg that keeps everything in a dictionary."""

import sys
from pathlib import Path

import pytest

from addin.deployment.onsite.registry import KEY, SETTINGS, WindowsRegistry

FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


class FakeKey:
    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def __enter__(self) -> "FakeKey":
        return self

    def __exit__(self, *error: object) -> None:
        return


class FakeWinreg:
    """HKEY_CURRENT_USER as a dictionary of keys, behind the functions of winreg that are used."""

    HKEY_CURRENT_USER, REG_SZ = "HKCU", 1

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, object]] = {}

    def OpenKey(self, root: str, name: str) -> FakeKey:  # noqa: N802 (winreg's names)
        if name not in self.keys:
            raise FileNotFoundError(name)
        return FakeKey(self.keys[name])

    def CreateKey(self, root: str, name: str) -> FakeKey:  # noqa: N802
        parts = name.split("\\")
        for length in range(1, len(parts) + 1):
            self.keys.setdefault("\\".join(parts[:length]), {})
        return self.OpenKey(root, name)

    def DeleteKey(self, root: str, name: str) -> None:  # noqa: N802
        self.OpenKey(root, name)
        if any(other.startswith(f"{name}\\") for other in self.keys):
            raise PermissionError(name)
        del self.keys[name]

    def QueryValueEx(self, key: FakeKey, name: str) -> tuple[object, int]:  # noqa: N802
        if name not in key.values:
            raise FileNotFoundError(name)
        return key.values[name], self.REG_SZ

    def SetValueEx(self, key: FakeKey, name: str, reserved: int, kind: int, value: str) -> None:  # noqa: N802
        assert (reserved, kind) == (0, self.REG_SZ)
        key.values[name] = value

    def ExpandEnvironmentStrings(self, text: str) -> str:  # noqa: N802
        return text.replace("%USERPROFILE%", r"C:\Users\张三")


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, object]]:
    winreg = FakeWinreg()
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    return winreg.keys


def test_the_value_stands_where_getsetting_reads(keys: dict[str, dict[str, object]]) -> None:
    WindowsRegistry().set_interpreter(r"C:\张 三\python.exe")
    place = r"Software\VB and VBA Program Settings\liangdeng\settings"
    assert keys[place] == {"python": r"C:\张 三\python.exe"}
    assert WindowsRegistry().interpreter() == r"C:\张 三\python.exe"


def test_the_macro_asks_for_the_same_value() -> None:
    source = Path("macros/RunPython.bas").read_text(encoding="utf-8")
    program, section, value = SETTINGS.split("\\")[2], SETTINGS.split("\\")[3], "python"
    assert f'GetSetting("{program}", "{section}", "{value}"' in source


def test_removing_takes_only_our_key(keys: dict[str, dict[str, object]]) -> None:
    registry = WindowsRegistry()
    registry.set_interpreter("python.exe")
    keys[r"Software\VB and VBA Program Settings\别的程序"] = {}
    registry.remove()
    assert sorted(keys) == [
        "Software",
        r"Software\VB and VBA Program Settings",
        r"Software\VB and VBA Program Settings\别的程序",
    ]
    registry.remove()


def test_what_another_keeps_below_our_key_stays(keys: dict[str, dict[str, object]]) -> None:
    registry = WindowsRegistry()
    registry.set_interpreter("python.exe")
    keys[KEY + r"\别的"] = {"值": 1}
    registry.remove()
    assert SETTINGS not in keys and keys[KEY + r"\别的"] == {"值": 1}


def test_nothing_installed_reads_as_nothing(keys: dict[str, dict[str, object]]) -> None:
    assert WindowsRegistry().interpreter() is None
    assert WindowsRegistry().documents() is None


def test_documents_may_lie_elsewhere(keys: dict[str, dict[str, object]]) -> None:
    keys[FOLDERS] = {"Personal": r"%USERPROFILE%\Documents"}
    assert WindowsRegistry().documents() == r"C:\Users\张三\Documents"
