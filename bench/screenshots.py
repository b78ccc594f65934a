"""窗口的图：what a clerk sees: the demo opened by `liangdeng live`, on a screen of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image, ImageChops, ImageGrab

from docgen.layout.fonts import FONT_ALIASES
from workbook_templates import sample
from workbook_templates.build import build_workbook

SIZE = (1400, 900)
"""Pixels of the screen; the window fills it."""
SHOWN = (0, 20, 1338, 640)
"""Of it: left, top, right, bottom."""
PATIENCE = 90.0
"""Seconds until the window must be drawn."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99.9</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office/Factories/org.openoffice.Setup:Factory['com.sun.star.sheet.SpreadsheetDocument']"><prop oor:name="ooSetupFactoryWindowAttributes" oor:op="fuse"><value>0,0,1400,900;4;0,0,1400,900;</value></prop></item>
</oor:items>
"""


def window_picture(folder: Path) -> Image.Image:
    """The demo with macros on its first sheet. RuntimeError where the window does not come up."""
    book = folder / "重大项目推进台账.xlsm"
    build_workbook(book, sample.tables(), sample.settings(), demonstration=True)
    _liangdeng(os.environ, "recalc", str(book), "--today", f"{sample.FACTS.today:%Y-%m-%d}")
    with _screen() as display, _office(book, folder / "data", display):
        return _settled(display).crop(SHOWN)


def _liangdeng(environment: Mapping[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "addin", *arguments]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, timeout=PATIENCE)


@contextmanager
def _screen() -> Iterator[str]:
    """An X server that chooses its own number; its name as DISPLAY has it."""
    read, write = os.pipe()
    wide, high = SIZE
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{wide}x{high}x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def _office(book: Path, data: Path, display: str) -> Iterator[None]:
    """`liangdeng live` with a fresh profile; its LibreOffice is ended as it is left."""
    profile = data / "liangdeng" / "libreoffice"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    own = {"DISPLAY": display, "XDG_DATA_HOME": str(data), "FONTCONFIG_FILE": str(FONT_ALIASES)}
    try:
        _liangdeng({**os.environ, **own, "LANG": "C.UTF-8"}, "live", str(book))
        yield
    finally:
        _end(profile)


def _end(profile: Path) -> None:
    """The programs started with that profile, without the question whether to save."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if profile.as_uri().encode() in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGTERM)


def _settled(display: str) -> Image.Image:
    """The screen once it has colours of a sheet and no longer changes."""
    until = time.monotonic() + PATIENCE
    before = ImageGrab.grab(xdisplay=display)
    while time.monotonic() < until:
        time.sleep(3)
        now = ImageGrab.grab(xdisplay=display)
        drawn = now.getcolors(1 << 20) or range(10_000)
        if len(drawn) > 500 and ImageChops.difference(before, now).getbbox() is None:
            return now
        before = now
    raise RuntimeError("LibreOffice 的窗口没有画好")
