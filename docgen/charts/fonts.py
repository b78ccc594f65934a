"""图表字体：the CJK face that charts are drawn with; one that lacks a single character is passed over."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from docgen.charts.library import face_characters
from docgen.layout.fonts import FONT_ALIASES

WANTED_FONTS = "黑体、微软雅黑或宋体"
"""What a user is told to install where there is none."""

_WINDOWS_FILES = ("simhei.ttf", "msyh.ttc", "simsun.ttc", "Deng.ttf")
_MAC_FILES = ("/System/Library/Fonts/STHeiti Light.ttc", "/System/Library/Fonts/Hiragino Sans GB.ttc")
_FAMILIES = (
    "SimHei", "黑体", "FandolHei", "Microsoft YaHei", "微软雅黑", "Source Han Sans SC", "Noto Sans CJK SC",
    "WenQuanYi Zen Hei", "SimSun", "宋体", "FandolSong", "AR PL UMing CN",
)  # fmt: skip
"""Upright sans faces first: they stay legible at chart size."""


def chart_font(texts: Iterable[str]) -> Path | None:
    """The first face of the machine that has every character of `texts`; None where there is none."""
    needed = {ord(character) for text in texts for character in text if not character.isspace()}
    return next((path for path in _candidates() if needed <= face_characters(path)), None)


@lru_cache
def _candidates() -> tuple[Path, ...]:
    if sys.platform == "win32":
        return tuple(_existing(_windows_paths()))
    if sys.platform == "darwin":
        return tuple(_existing(map(Path, _MAC_FILES)))
    return tuple(_existing(_fontconfig_paths()))


def _existing(paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in paths if path.is_file())


def _windows_paths() -> Iterator[Path]:
    """The system's fonts, then those a user installed for himself."""
    for variable, below in (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts")):
        if folder := os.environ.get(variable):
            yield from (Path(folder) / below / name for name in _WINDOWS_FILES)


def _fontconfig_paths() -> list[Path]:
    """Files of the families above in their order, the repository's free faces (fonts.conf) included."""
    program = shutil.which("fc-list")
    if program is None:
        return []
    command = [program, "--format", "%{file}\t%{family}\t%{style}\n", ":lang=zh-cn"]
    environment = {"FONTCONFIG_FILE": str(FONT_ALIASES)} | os.environ
    try:
        listed = subprocess.run(
            command,
            capture_output=True,
            timeout=30,
            check=False,
            text=True,
            encoding="utf-8",
            env=environment,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return []
    ranked = sorted(rank for line in listed.splitlines() if (rank := _ranked(line)))
    return list(dict.fromkeys(Path(path) for *_, path in ranked))


def _ranked(line: str) -> tuple[int, bool, str] | None:
    """(place of its family, not the regular weight, file); None for a family that is not asked for."""
    path, _, rest = line.partition("\t")
    families, _, style = rest.partition("\t")
    places = [_FAMILIES.index(name) for name in families.split(",") if name in _FAMILIES]
    return (min(places), "Regular" not in style, path) if places else None
