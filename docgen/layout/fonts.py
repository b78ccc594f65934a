"""字体检查：which of the typefaces a document asks for are not on this machine."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from docgen.layout.styles import DOCUMENT_FONTS

FONT_ALIASES = Path(__file__).with_name("fonts.conf")
"""Free faces for the office's names, for rendering where those are not installed: FONTCONFIG_FILE points here."""

_ALSO_KNOWN_AS = {
    "仿宋_GB2312": ("FangSong_GB2312", "仿宋", "FangSong"),
    "楷体_GB2312": ("KaiTi_GB2312", "楷体", "KaiTi"),
    "黑体": ("SimHei",),
    "宋体": ("SimSun",),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    "Times New Roman": (),
}


def missing_fonts() -> tuple[str, ...]:
    """The typefaces that are not installed, as offices name them. Empty where the machine cannot be asked."""
    installed = _installed()
    if not installed:
        return ()
    return tuple(
        name for name in DOCUMENT_FONTS if installed.isdisjoint({name, *_ALSO_KNOWN_AS.get(name, ())})
    )


@lru_cache
def _installed() -> frozenset[str]:
    return _windows_fonts() if sys.platform == "win32" else _fontconfig_fonts()


def _fontconfig_fonts() -> frozenset[str]:
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    try:
        listed = subprocess.run(
            [program, ":", "family"],
            capture_output=True,
            timeout=30,
            check=False,
            text=True,
            encoding="utf-8",
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(name.strip() for line in listed.splitlines() for name in line.split(","))


def _windows_fonts() -> frozenset[str]:
    winreg: Any = importlib.import_module("winreg")

    names: set[str] = set()
    key = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            with winreg.OpenKey(root, key) as fonts:
                for at in range(winreg.QueryInfoKey(fonts)[1]):
                    label = winreg.EnumValue(fonts, at)[0].rpartition(" (")[0]
                    names.update(part.strip() for part in label.split("&"))
        except OSError:
            continue
    return frozenset(names)
