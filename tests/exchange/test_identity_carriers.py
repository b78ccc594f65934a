"""Which package a returned file is: read from any of its carriers, also when another program saved it."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from support.packages import members, package, sent

from addin.exchange.carriers import read_identity
from addin.exchange.exchanged import GUIDE_TAB
from addin.exchange.identity import PROPERTY, is_ours, shown_code, sign, spelt
from addin.exchange.package_book import package_bytes
from addin.exchange.package_guide import Guide
from addin.exchange.records import Identity, Package
from addin.schema import Projects
from addin.workbook.outside import read_outside
from docgen.layout.page_count import find_libreoffice

ONE = package({Projects: sent(Projects, ("code", "remarks"), ("A-01", "甲"))})
OTHER = package(ONE.tables, number="CP202209-02")


def write(path: Path, one: Package) -> Path:
    guide = Guide(one.number, one.return_code, one.unit, one.period, dt.date(2022, 9, 25), "市重大办", [])
    path.write_bytes(package_bytes(guide, list(one.tables.values()), spelt(one, sign(one))))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "包.xlsx", ONE)


def read(path: Path) -> Identity | None:
    return read_identity(path, read_outside(path))


def edited(path: Path, edit: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def without_property(book: openpyxl.Workbook) -> None:
    del book.custom_doc_props[PROPERTY]


def without_name(book: openpyxl.Workbook) -> None:
    del book.defined_names[PROPERTY]


def without_hidden_row(book: openpyxl.Workbook) -> None:
    sheet = book[GUIDE_TAB]
    sheet.delete_rows(next(cell.row for cell in sheet["A"] if cell.value == PROPERTY))


def without_guide(book: openpyxl.Workbook) -> None:
    del book[GUIDE_TAB]


ALL = (without_property, without_name, without_guide)


@pytest.mark.parametrize("kept", range(3), ids=["自定义属性", "名称", "填报说明"])
def test_one_carrier_of_the_three_is_enough(file: Path, kept: int) -> None:
    for place, take_away in enumerate(ALL):
        if place != kept:
            edited(file, take_away)
    found = read(file)
    assert found is not None and is_ours(found, ONE)


def test_what_a_person_sees_is_the_last_resort(file: Path) -> None:
    for take_away in (without_property, without_name, without_hidden_row):
        edited(file, take_away)
    found = read(file)
    assert found is not None
    assert (found.number, found.return_code, found.unit) == (ONE.number, ONE.return_code, "市住建局")
    assert found.period == dt.date(2022, 9, 1)
    assert not is_ours(found, ONE)


def test_a_file_without_any_carrier_says_nothing(file: Path) -> None:
    for take_away in ALL:
        edited(file, take_away)
    assert read(file) is None


def test_two_packages_in_one_file_lose_the_signature(file: Path, tmp_path: Path) -> None:
    """This month's sheets copied into last month's file: what stands on the sheet decides, unsigned."""
    hidden = spelt(OTHER, sign(OTHER))

    def mixed(book: openpyxl.Workbook) -> None:
        next(one for one in book.custom_doc_props.props if one.name == PROPERTY).value = hidden

    found = read(edited(file, mixed))
    assert found is not None
    assert (found.number, found.signature) == (ONE.number, None)


def test_a_retyped_code_is_read_where_rows_were_copied_elsewhere(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["单位名称：", "市住建局"],
        ["期间", dt.date(2022, 9, 1)],
        ["包号:", "cp202209－01"],
        ["回收码", None, shown_code(ONE.return_code)],
    ):
        book.active.append(row)
    path = tmp_path / "抄写.xlsx"
    book.save(path)
    found = read(path)
    assert found is not None
    assert (found.number, found.return_code, found.period) == (ONE.number, ONE.return_code, ONE.period)


def test_a_slip_in_a_retyped_code_makes_it_no_identity(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    wrong = ("1" if ONE.return_code[0] != "1" else "2") + ONE.return_code[1:]
    for row in (["包号", ONE.number], ["回收码", wrong]):
        book.active.append(row)
    path = tmp_path / "抄写.xlsx"
    book.save(path)
    assert read(path) is None


def replaced(path: Path, name: str, content: bytes) -> Path:
    parts = {**members(path), name: content}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<broken",
        b"<a/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<a>" + b"x" * (2 << 20) + b"</a>",
    ],
    ids=["空", "不完整", "别的", "实体", "太大"],
)
def test_a_hostile_property_part_is_passed_over(file: Path, content: bytes) -> None:
    """The gate would refuse entities already; the carriers are read as if it had not."""
    tabs = read_outside(file)
    found = read_identity(replaced(file, "docProps/custom.xml", content), tabs)
    assert found is not None and is_ours(found, ONE)


def test_a_file_that_is_no_zip_is_read_by_its_cells(file: Path, tmp_path: Path) -> None:
    tabs = read_outside(file)
    text = tmp_path / "表.csv"
    text.write_text("a,b", encoding="utf-8")
    found = read_identity(text, tabs)
    assert found is not None and is_ours(found, ONE)


@pytest.mark.rendered
@pytest.mark.parametrize("steps", ["xlsx", "xls", "ods", "xls xlsx", "ods xlsx"])
def test_a_package_saved_by_another_program_is_still_known(tmp_path: Path, steps: str) -> None:
    path = write(tmp_path / "包.xlsx", ONE)
    for place, ending in enumerate(steps.split()):
        path = converted(path, ending, tmp_path / f"{place}")
    found = read(path)
    assert found is not None and is_ours(found, ONE)


@pytest.mark.rendered
def test_an_open_document_keeps_the_property_without_the_sheet(tmp_path: Path) -> None:
    path = edited(write(tmp_path / "包.xlsx", ONE), without_guide)
    found = read(converted(path, "ods", tmp_path / "0"))
    assert found is not None and is_ours(found, ONE)


def converted(path: Path, ending: str, folder: Path) -> Path:
    """The file as LibreOffice saves it."""
    program = find_libreoffice()
    assert program is not None, "没有找到 LibreOffice"
    profile = (path.parent / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180
    )
    shutil.rmtree(path.parent / "profile", ignore_errors=True)
    return folder / f"{path.stem}.{ending}"
