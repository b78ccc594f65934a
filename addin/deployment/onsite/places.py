"""放在哪里：the folders of one user's machine; nothing else is written to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import SetupError

NAME = "liangdeng"
LEDGERS = "亮灯台账"
"""The folder, among the user's documents, that the blank workbooks are put in."""


@dataclass(frozen=True, slots=True)
class Places:
    """`home`: the program, its manual, its own record; `launcher`: the command for a terminal;
    `ledgers`: the blank workbooks; `addins`: Excel's folder for .xlam (None: no Excel here)."""

    home: Path
    launcher: Path
    ledgers: Path
    addins: Path | None

    @property
    def record(self) -> Path:
        return self.home / "installed.json"


def windows_places(environ: Mapping[str, str], documents: str | None) -> Places:
    """`documents` as the registry has it, where it does; it may lie on another disk. Raises SetupError."""
    local, roaming = environ.get("LOCALAPPDATA"), environ.get("APPDATA")
    if not local or not roaming:
        raise SetupError("系统没有给出 %LOCALAPPDATA% 和 %APPDATA%", "请用平时登录的账户双击运行")
    home = Path(local) / NAME
    own = Path(documents) if documents else Path(environ.get("USERPROFILE", local)) / "Documents"
    return Places(home, home / f"{NAME}.cmd", own / LEDGERS, Path(roaming) / "Microsoft" / "AddIns")


def linux_places(environ: Mapping[str, str]) -> Places:
    """By the XDG folders. Raises SetupError."""
    if not environ.get("HOME"):
        raise SetupError("系统没有给出 HOME", "请用平时登录的账户运行")
    user = Path(environ["HOME"])
    data = Path(environ.get("XDG_DATA_HOME") or user / ".local" / "share")
    return Places(data / NAME, user / ".local" / "bin" / NAME, _documents(user, environ) / LEDGERS, None)


def _documents(user: Path, environ: Mapping[str, str]) -> Path:
    """What the desktop calls 文档; without a desktop the user's own folder."""
    listed = Path(environ.get("XDG_CONFIG_HOME") or user / ".config") / "user-dirs.dirs"
    if listed.is_file():
        found = re.search(r'^XDG_DOCUMENTS_DIR="(.+)"', listed.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return Path(found[1].replace("$HOME", str(user)))
    return user
