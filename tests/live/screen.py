"""屏幕：a screen without a monitor (Xvfb), with a mouse and a keyboard (xdotool)."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

SYSTEM_PACKAGES = Path("/usr/lib/python3/dist-packages")
NEEDED = {"soffice": "libreoffice-calc", "Xvfb": "xvfb", "xdotool": "xdotool"}
PATIENCE = 60.0

T = TypeVar("T")


def missing() -> list[str]:
    """The Debian packages that are not there."""
    found = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    return found if (SYSTEM_PACKAGES / "uno.py").exists() else [*found, "python3-uno"]


def until(look: Callable[[], T | None], what: str, patience: float = PATIENCE) -> T:
    """What `look` finds, once it finds something; fails with `what` was waited for."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{patience:.0f} 秒里没有等到{what}")


class Screen:
    """屏幕 of its own number, 1600 × 1000."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        command = [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1600x1000x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ]
        self._process = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as number:
            self.name = f":{number.readline().strip()}"

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def _do(self, *words: object) -> str:
        command = ["xdotool", *map(str, words)]
        given = {**os.environ, "DISPLAY": self.name}
        return subprocess.run(
            command, env=given, check=True, timeout=20, capture_output=True, text=True
        ).stdout

    def click(self, x: float, y: float) -> None:
        """The left button, at a point of the screen."""
        self._do("mousemove", round(x), round(y), "click", 1)

    def give_keyboard(self, x: float, y: float) -> None:
        """To the window at a point of the screen, as a window manager does with a new dialog."""
        self._do("mousemove", round(x), round(y))
        found = self._do("getmouselocation", "--shell")
        window = dict(line.split("=") for line in found.split())["WINDOW"]
        self._do("windowfocus", "--sync", window)

    def press(self, *keys: str) -> None:
        self._do("key", *keys)

    def type(self, text: str) -> None:
        self._do("type", text)
