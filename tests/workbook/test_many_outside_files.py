"""Several files from outside, read together: one child for the small ones, and a bad one harms none of the others."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from support.returns import libreoffice_saves

from addin.errors import ProgramError
from addin.workbook import outside
from addin.workbook.child import read_in_child, read_many_in_child
from addin.workbook.compound import CompoundError, stream
from addin.workbook.outside import read_many_outside, read_outside


def book(path: Path, *values: object) -> Path:
    made = openpyxl.Workbook()
    for row, value in enumerate(values, 1):
        made.worksheets[0].cell(row, 1).value = value  # type: ignore[assignment]
    made.save(path)
    return path


def test_many_files_come_in_their_order_each_with_its_own_rows_or_its_own_reason(tmp_path: Path) -> None:
    paths = [book(tmp_path / f"{number}.xlsx", f"第{number}份") for number in range(23)]
    paths[7].write_bytes(b"%PDF")
    paths[11] = tmp_path / "没有.xlsx"
    (tmp_path / "表.csv").write_text("甲,乙\n", encoding="utf-8")
    paths.append(tmp_path / "表.csv")
    read = list(read_many_outside(paths))
    assert len(read) == 24
    for number, one in enumerate(read[:23]):
        if number in (7, 11):
            assert isinstance(one, ProgramError)
        else:
            assert not isinstance(one, ProgramError) and one[0].rows == [[f"第{number}份"]]
    assert isinstance(read[7], ProgramError) and read[7].what == "这是 PDF，不是工作簿"
    assert not isinstance(read[23], ProgramError) and read[23][0].rows == [["甲", "乙"]]


def test_where_the_common_child_dies_each_file_is_read_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [book(tmp_path / f"{number}.xlsx", number) for number in range(3)]
    monkeypatch.setattr(outside, "read_many_in_child", lambda paths: [None] * len(paths))
    assert [one[0].rows for one in read_many_outside(paths) if not isinstance(one, ProgramError)] == [
        [[0.0]], [[1.0]], [[2.0]],
    ]  # fmt: skip


def test_a_child_that_is_stopped_leaves_the_files_it_did_not_reach(tmp_path: Path) -> None:
    paths = [book(tmp_path / f"{number}.xlsx", number) for number in range(3)]
    assert read_many_in_child(paths, seconds=0.001) == [None, None, None]
    assert read_many_in_child(paths, memory_limit=1 << 20) == [None, None, None]
    paths[1].write_bytes(b"PK")
    held = read_many_in_child(paths)
    assert [one is not None for one in held] == [True, False, True]


def test_a_text_with_every_kind_of_line_end_comes_over_whole(tmp_path: Path) -> None:
    path = book(tmp_path / "行.xlsx", "一\u2028二\u2029三\u0085四\n五")
    assert list(read_in_child(path).grid("Sheet").rows) == [["一\u2028二\u2029三\u0085四\n五"]]
    [held] = read_many_in_child([path])
    assert held is not None and list(held.grid("Sheet").rows) == [["一\u2028二\u2029三\u0085四\n五"]]


@pytest.mark.rendered
def test_formulas_are_seen_in_every_format(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    first, second = made.worksheets[0], made.create_sheet("第二张")
    first["B3"], first["B4"], first["AA5"] = 2.0, "=B3*2", "=SUM(B3:B4)"
    second["C7"], second["C8"], second["A1"] = "='Sheet'!B4", "文字", "'=1"
    path = tmp_path / "式.xlsx"
    made.save(path)
    files = [
        path,
        *(libreoffice_saves([path], suffix, tmp_path / suffix)[0] for suffix in ("xlsx", "xls", "ods")),
    ]
    for file in files:
        found = {tab.tab: set(tab.formulas) for tab in read_outside(file, with_formulas=True)}
        assert found == {"Sheet": {(4, 2), (5, 27)}, "第二张": {(7, 3)}}, file.suffix


def test_a_compound_file_that_is_none_or_goes_round_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "坏.xls"
    path.write_bytes(b"x" * 600)
    with pytest.raises(CompoundError):
        stream(path, ("Workbook",))
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32], header[32:34] = b"\x09\x00", b"\x06\x00"
    header[48:52] = b"\x00\x00\x00\x00"  # the directory begins at sector 0, whose next sector is 0 again
    header[68:72] = b"\xfe\xff\xff\xff"
    header[76:80] = b"\x01\x00\x00\x00"
    header[80:512] = b"\xff" * 432
    path.write_bytes(bytes(header) + b"\0" * 512 + b"\0" * 512)
    with pytest.raises(CompoundError):
        stream(path, ("Workbook",))
