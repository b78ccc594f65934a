"""打开台账：a LibreOffice of our own that the buttons can talk to, with a profile of its own.

A LibreOffice that the person already uses keeps its profile to itself and takes no address on the way;
one with another profile runs beside it. The address is made from the profile's place, so that the next
workbook goes to the LibreOffice that is already there.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from addin.errors import ProgramError
from addin.libreoffice.connection import Office, property_values, reach, uno
from addin.libreoffice.engine import RUN_MACROS
from addin.libreoffice.program import ADDRESS
from docgen.layout import find_libreoffice

INTERPRETER = "LIANGDENG_PYTHON"
"""The environment variable that tells the macros which Python to start."""

_STARTING = 60.0
"""Seconds that LibreOffice may take to start; the first time it fills its profile."""

_PAUSE = 0.2


def profile_folder() -> Path:
    """Where the person's programs keep their data (XDG base directories)."""
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "liangdeng" / "libreoffice"


def address_of(profile: Path) -> str:
    """The UNO address of the LibreOffice with that profile."""
    return f"pipe,name=liangdeng-{zlib.crc32(os.fsencode(profile)):08x}"


def running(profile: Path) -> Office:
    """The LibreOffice with that profile, started where it does not run. Raises ProgramError."""
    uno()  # says what is missing before anything is started
    address = address_of(profile)
    return reach(address) or _started(profile, address)


def _started(profile: Path, address: str) -> Office:
    program = find_libreoffice()
    if program is None:
        raise ProgramError(
            "LibreOffice", "没有装", "请管理员运行 apt-get install libreoffice-calc python3-uno 后再试"
        )
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise ProgramError("LibreOffice", "这里没有图形界面", "请在桌面上打开终端再试")
    profile.mkdir(parents=True, exist_ok=True)
    command = [
        program,
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        "--norestore",
        "--nologo",
        "--nofirststartwizard",
        "--nodefault",
        f"--accept={address};urp;StarOffice.ComponentContext",
    ]
    return _answering(_spawned(program, command, address), address)


def _spawned(program: str, command: list[str], address: str) -> int:
    """The process, in a session of its own: it stays when this program ends and its terminal is closed."""
    silent = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)]
    return os.posix_spawn(program, command, environment(address), file_actions=silent, setsid=True)


def _answering(process: int, address: str) -> Office:
    until, has_ended = time.monotonic() + _STARTING, False
    while time.monotonic() < until and not has_ended:
        office = reach(address)
        if office is not None:
            return office
        time.sleep(_PAUSE)
        has_ended = os.waitpid(process, os.WNOHANG)[0] == process
    what = "没能启动" if has_ended else f"{_STARTING:.0f} 秒还没有启动好"
    raise ProgramError("LibreOffice", what, "请先从桌面打开它看看有什么提示，再运行本命令")


def environment(address: str) -> Mapping[str, str]:
    """What the macros, and the Python that they start, inherit."""
    return {**os.environ, ADDRESS: address, INTERPRETER: sys.executable}


def load(office: Office, book: Path) -> Any:
    """The workbook in a window, its macros allowed; where it is open already its window comes to the front.

    Takes as long as the person needs to answer what LibreOffice asks. Raises ProgramError.
    """
    url = book.resolve().as_uri()
    document = _open_already(office, url) or _loaded(office, url)
    if document is None:
        raise ProgramError(book.name, "LibreOffice 打不开这个文件", "请看看它是否完整、是否正被别的程序打开")
    document.CurrentController.Frame.ContainerWindow.toFront()
    return document


def _open_already(office: Office, url: str) -> Any:
    components = office.desktop.Components.createEnumeration()
    while components.hasMoreElements():
        one = components.nextElement()
        if hasattr(one, "URL") and url == one.URL:
            return one
    return None


def _loaded(office: Office, url: str) -> Any:
    """Calc counts its own recalculation on opening as a change; the person has made none yet."""
    how = property_values(MacroExecutionMode=RUN_MACROS)
    try:
        document = office.desktop.loadComponentFromURL(url, "_default", 0, how)
    except uno().getClass("com.sun.star.uno.Exception"):
        return None
    if document is not None:
        _as_unmodified(document)
    return document


def _as_unmodified(document: Any) -> None:
    """Its charts count as changed too when they have been drawn for the first time."""
    for sheet in (document.Sheets.getByIndex(place) for place in range(document.Sheets.Count)):
        charts = sheet.Charts
        for place in range(charts.Count):
            charts.getByIndex(place).EmbeddedObject.setModified(False)
    document.setModified(False)
