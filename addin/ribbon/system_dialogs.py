"""系统对话框：messages and questions by the system itself, where no open workbook's program can show them."""

from __future__ import annotations

import base64
import ctypes
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

TITLE = "亮灯台账"
"""What stands over a box of no button in particular."""

_OK, _YES_NO, _INFORMATION, _QUESTION = 0x0, 0x4, 0x40, 0x20
_IN_FRONT = 0x10000 | 0x40000  # MB_SETFOREGROUND, MB_TOPMOST
_YES = 6
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # the name exists only on Windows
_LINE, _WIDE = 20, 26  # of the text over a list: pixels to a line, characters to a line
Run = Callable[[Sequence[str]], str | None]
"""Run a program; what it wrote, None where the person gave up or it failed."""


class Dialogs(Protocol):
    """对话框：the four that the door needs, as in `addin.live.program.Program`."""

    def say(self, text: str, title: str) -> None: ...

    def confirm(self, text: str, title: str) -> bool: ...

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None: ...

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]: ...


def system_dialogs() -> Dialogs:
    """Windows' own, else zenity, else sentences on standard error."""
    if sys.platform == "win32":
        return WindowsDialogs()
    return ZenityDialogs(_run) if shutil.which("zenity") else Sentences()


def lines_of(text: str, wide: int) -> int:
    """Lines that the text takes where one has room for so many characters."""
    return sum(1 + max(len(line) - 1, 0) // wide for line in text.splitlines())


def _run(command: Sequence[str]) -> str | None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False, creationflags=_NO_CONSOLE
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


class Sentences:
    """没有窗口：what was to be said goes to standard error; a question counts as 否."""

    def say(self, text: str, title: str) -> None:
        print(f"{title}\n{text}", file=sys.stderr)

    def confirm(self, text: str, title: str) -> bool:
        self.say(text, title)
        return False

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        self.say(text, title)
        return None

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        self.say("这里没有可以选文件的窗口。", title)
        return []


class ZenityDialogs:
    """Linux：zenity, which the desktops bring along."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def say(self, text: str, title: str) -> None:
        if self._run(["zenity", "--info", "--no-markup", "--title", title, "--text", text]) is None:
            Sentences().say(text, title)

    def confirm(self, text: str, title: str) -> bool:
        words = ["--ok-label", "是", "--cancel-label", "否"]
        command = ["zenity", "--question", "--no-markup", *words, "--title", title, "--text", text]
        return self._run(command) is not None

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        look = ["--hide-header", "--column", title, "--height", "480"]
        chosen = self._run(["zenity", "--list", *look, "--title", title, "--text", text, *options])
        return next((option for option in options if chosen and option == chosen.strip()), None)

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        kinds = " ".join(f"*{suffix}" for suffix in suffixes)
        several = ["--multiple", "--separator", "\n", "--file-filter", kinds]
        chosen = self._run(["zenity", "--file-selection", *several, "--title", title])
        return [Path(line) for line in (chosen or "").splitlines() if line]


class WindowsDialogs:
    """Windows：MessageBoxW; lists and file dialogs by Windows Forms through PowerShell, which every Windows has."""

    def __init__(self, run: Run = _run) -> None:
        self._run = run

    def say(self, text: str, title: str) -> None:
        self._box(text, title, _OK | _INFORMATION)

    def confirm(self, text: str, title: str) -> bool:
        return self._box(text, title, _YES_NO | _QUESTION) == _YES

    def _box(self, text: str, title: str, kind: int) -> int:
        user = getattr(ctypes, "windll").user32  # noqa: B009 - the name exists only on Windows
        return int(user.MessageBoxW(None, text, title, kind | _IN_FRONT))

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        # Windows breaks lines at CR LF only.
        words = {"text": text.replace("\n", "\r\n"), "title": title, "options": list(options)}
        chosen = self._ask(_CHOOSE, words | {"height": _LINE * (1 + lines_of(text, _WIDE))})
        return next((option for option in options if option in chosen), None)

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        kinds = ";".join(f"*{suffix}" for suffix in suffixes)
        return [Path(name) for name in self._ask(_FILES, {"title": title, "kinds": kinds})]

    def _ask(self, script: str, words: dict[str, object]) -> list[str]:
        """The lines that the script answers with. Words and answer go as base64: no code page touches them."""
        packed = base64.b64encode(json.dumps(words).encode()).decode()
        whole = _BEFORE.replace("WORDS", packed) + script + _AFTER
        encoded = base64.b64encode(whole.encode("utf-16-le")).decode()
        options = ["-NoProfile", "-Sta", "-WindowStyle", "Hidden", "-EncodedCommand", encoded]
        answer = self._run(["powershell", *options])
        return base64.b64decode(answer or "").decode("utf-8").splitlines()


_BEFORE = """
Add-Type -AssemblyName System.Windows.Forms, System.Drawing
$utf8 = [Text.Encoding]::UTF8
$words = $utf8.GetString([Convert]::FromBase64String('WORDS')) | ConvertFrom-Json
$top = New-Object Windows.Forms.Form -Property @{ TopMost = $true }
$answer = @()
"""
_FILES = """
$dialog = New-Object Windows.Forms.OpenFileDialog
$dialog.Title = $words.title; $dialog.Multiselect = $true
$dialog.Filter = "$($words.kinds)|$($words.kinds)"
if ($dialog.ShowDialog($top) -eq 'OK') { $answer = $dialog.FileNames }
"""
_CHOOSE = """
$list = New-Object Windows.Forms.ListBox -Property @{ Dock = 'Fill' }
$words.options | ForEach-Object { [void]$list.Items.Add($_) }
$list.SelectedIndex = 0
$label = New-Object Windows.Forms.Label -Property @{ Dock = 'Top'; Height = $words.height; Text = $words.text }
$ok = New-Object Windows.Forms.Button -Property @{ Dock = 'Bottom'; Text = 'OK'; DialogResult = 'OK' }
$top.Text = $words.title; $top.Size = New-Object Drawing.Size 420, (400 + $words.height)
$top.StartPosition = 'CenterScreen'; $top.AcceptButton = $ok
$list.Add_DoubleClick({ $top.DialogResult = 'OK' })
$top.Controls.AddRange(@($list, $label, $ok))
if ($top.ShowDialog() -eq 'OK') { $answer = @($list.SelectedItem) }
"""
_AFTER = """
[Console]::Write([Convert]::ToBase64String($utf8.GetBytes($answer -join "`n")))
"""
