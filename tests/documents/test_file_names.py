"""文件名。"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.file_names import MAX_BYTES, MAX_CHARACTERS, document_file_name, safe_name

ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def test_a_file_is_named_by_kind_unit_and_number() -> None:
    name = document_file_name("提醒函", "区住建局", "甬重办函〔2022〕12号")
    assert name == "提醒函_区住建局_甬重办函〔2022〕12号.docx"


def test_a_draft_says_so_in_place_of_its_number() -> None:
    assert document_file_name("推进通报", None, None) == "推进通报_拟稿.docx"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("区住建局/房产科", "区住建局－房产科"),
        ("..\\..\\机密", "－..－机密"),
        ("甲 局. ", "甲 局"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM1", "_COM1"),
        ("发\u202e函.exe", "发函.exe"),
        ("a\nb\tc", "abc"),
        ("~$提醒函", "提醒函"),
        ("...", "未命名"),
        ("", "未命名"),
    ],
)
def test_a_name_holds_nothing_that_windows_refuses(text: str, safe: str) -> None:
    assert safe_name(text) == safe


def test_a_long_unit_is_cut_and_the_number_is_kept() -> None:
    name = document_file_name("提醒函", "区" * 200, "甬重办函〔2022〕12号")
    assert name.endswith("…_甬重办函〔2022〕12号.docx")
    assert len(name.encode()) <= MAX_BYTES


@given(st.text(max_size=150), st.none() | st.text(min_size=1, max_size=20))
def test_any_name_can_be_written_and_found_again(unit: str, number: str | None) -> None:
    name = document_file_name("提醒函", unit, number)
    assert not ILLEGAL.search(name)
    assert not RESERVED.fullmatch(name)
    assert len(name) <= MAX_CHARACTERS
    assert len(name.encode()) <= MAX_BYTES
    assert Path(name).name == name
