"""配置文件夹：where the keys and settings of this machine's user live, never beside a workbook."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "LIANGDENG_HOME"
_NAME = "liangdeng"


def home() -> Path:
    """LIANGDENG_HOME, else the platform's usual place for a program's settings. Not created here."""
    given = os.environ.get(VARIABLE)
    return Path(given) if given else _usual_place() / _NAME


def _usual_place() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
