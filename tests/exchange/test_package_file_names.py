"""Names of packages: any unit's name makes a file that every system takes, and the number always survives."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.exchange.file_names import package_file_name, package_stem

NUMBER = "CP202209-07"


def test_a_usual_unit_gives_its_number_and_name() -> None:
    assert package_file_name(NUMBER, "市住建局") == "CP202209-07_市住建局.xlsx"


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("..\\..\\x", "CP202209-07_－..－x.xlsx"),
        ("../../etc/passwd", "CP202209-07_－..－etc－passwd.xlsx"),
        ("/绝对", "CP202209-07_－绝对.xlsx"),
        ("C:\\x", "CP202209-07_C－－x.xlsx"),
        ("CON", "CP202209-07__CON.xlsx"),
        ("nul.txt", "CP202209-07__nul.txt.xlsx"),
        ("市发改委:改革科", "CP202209-07_市发改委－改革科.xlsx"),
        ("市局.", "CP202209-07_市局.xlsx"),
        ("市局 . .", "CP202209-07_市局.xlsx"),
        ("市\u202e局xslx.exe", "CP202209-07_市局xslx.exe.xlsx"),
        ("市\x00局\n二\t科", "CP202209-07_市局二科.xlsx"),
        ('a<b>c"d|e?f*g', "CP202209-07_a－b－c－d－e－f－g.xlsx"),
        ("=cmd|'/C calc'!A0", "CP202209-07_=cmd－'－C calc'!A0.xlsx"),
        ("Caf\u0065\u0301局", "CP202209-07_Caf\u00e9局.xlsx"),
        ("", "CP202209-07_未命名.xlsx"),
        ("\u200b\ufeff", "CP202209-07_未命名.xlsx"),
    ],
)
def test_an_odd_unit_makes_a_safe_name(unit: str, name: str) -> None:
    assert package_file_name(NUMBER, unit) == name


def test_a_unit_of_300_characters_is_cut_to_60_with_the_ending() -> None:
    name = package_file_name(NUMBER, "超" * 300)
    assert name == f"{NUMBER}_{'超' * 43}.xlsx"
    assert len(name) == 60
    assert len(name.encode()) <= 200


def test_units_whose_safe_names_are_the_same_differ_by_number() -> None:
    assert package_stem("CP202209-07", "市局/一") != package_stem("CP202209-08", "市局:一")


@given(st.text(max_size=320))
def test_any_text_stays_inside_its_folder_and_is_a_name_everywhere(unit: str) -> None:
    name = package_file_name(NUMBER, unit)
    assert re.match(r"CP202209-07_.+\.xlsx$", name, re.DOTALL)
    assert len(name) <= 60 and len(name.encode()) <= 200
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
    assert all(unicodedata.category(mark)[0] != "C" for mark in name)
    assert not PureWindowsPath(name).is_reserved()
    assert Path(name).name == name and PureWindowsPath(name).name == name
    stem = package_stem(NUMBER, unit)
    assert stem == stem.rstrip(" .") and name == f"{stem}.xlsx"
