"""图表字体：a face is taken only where it has every character; without one there is none, never boxes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib
import pytest

from docgen.charts import chart_font, fonts

LATIN = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
MONO = LATIN.with_name("DejaVuSansMono.ttf")


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    fonts._candidates.cache_clear()
    yield
    fonts._candidates.cache_clear()


def offer(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(fonts, "_fontconfig_paths", lambda: list(paths))
    monkeypatch.setattr(fonts.sys, "platform", "linux")


def test_a_face_without_the_characters_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, LATIN)
    assert chart_font(["100.00 %"]) == LATIN
    assert chart_font(["100.00", "灯"]) is None


def test_the_first_face_that_will_do_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, Path("/nowhere/font.ttf"), MONO, LATIN)
    assert chart_font(["abc"]) == MONO


def test_a_file_that_is_no_font_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font at all")
    offer(monkeypatch, broken, LATIN)
    assert chart_font(["abc"]) == LATIN


def fc_list(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    def run(*arguments: Any, **more: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess((), 0, "\n".join(lines))

    monkeypatch.setattr(fonts.shutil, "which", lambda name: "/usr/bin/fc-list")
    monkeypatch.setattr(fonts.subprocess, "run", run)


def test_upright_sans_faces_come_first_and_regular_ones_before_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    fc_list(
        monkeypatch,
        "/f/uming.ttc\tAR PL UMing CN\tLight",
        "/f/noto-bold.ttc\tNoto Sans CJK SC,Noto Sans CJK SC Bold\tBold",
        "/f/noto.ttc\tNoto Sans CJK SC\tRegular",
        "/f/hei.ttf\t黑体,SimHei\tRegular",
        "/f/kai.ttf\tFandolKai\tRegular",
    )
    names = [path.name for path in fonts._fontconfig_paths()]
    assert names == ["hei.ttf", "noto.ttc", "noto-bold.ttc", "uming.ttc"]


def test_without_fontconfig_there_is_no_face(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.shutil, "which", lambda name: None)
    assert fonts._fontconfig_paths() == []


def test_windows_looks_in_the_systems_folder_and_then_in_the_users(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder, name in (("win/Fonts", "simsun.ttc"), ("user/Microsoft/Windows/Fonts", "simhei.ttf")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / name).write_bytes(b"")
    monkeypatch.setenv("WINDIR", str(tmp_path / "win"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "user"))
    monkeypatch.setattr(fonts.sys, "platform", "win32")
    assert [path.name for path in fonts._candidates()] == ["simsun.ttc", "simhei.ttf"]
