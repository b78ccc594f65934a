"""真的 LibreOffice：one screen and one LibreOffice for all these tests; they go to one worker."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw
from live.calc import Calc
from live.screen import Screen, missing

from addin.libreoffice import CalcProgram
from addin.libreoffice.connection import property_values
from addin.libreoffice.sheets import FILTERS
from workbook_templates import sample
from workbook_templates.build import build_workbook


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    lacking = missing()
    if lacking and os.environ.get("CI") != "true":
        pytest.skip(f"没有装 {' '.join(lacking)}：真机点按钮的测试没有运行，装上后再运行 make test")
    assert not lacking
    screen = Screen()
    calc = Calc(screen, tmp_path_factory.mktemp("calc"))
    yield calc
    calc.close()
    screen.close()


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with buttons, as typed, nothing computed yet."""
    path = tmp_path_factory.mktemp("sample") / "台账.xlsm"
    build_workbook(path, sample.tables(), sample.settings(), demonstration=True)
    return path


@pytest.fixture(scope="session")
def blank_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty master with buttons."""
    path = tmp_path_factory.mktemp("blank") / "空白台账.xlsm"
    build_workbook(path)
    return path


@pytest.fixture
def plain(calc: Calc, tmp_path: Path) -> Iterator[CalcProgram]:
    """A workbook of one empty sheet, open."""
    path = tmp_path / "白纸.xlsx"
    with calc.closing():
        document = calc.office.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
        document.storeAsURL(path.as_uri(), property_values(FilterName=FILTERS[".xlsx"]))
        yield calc.program(path)


@pytest.fixture
def sheet(plain: CalcProgram) -> xw.Sheet:
    return plain.book.sheets[0]


def copied(source: Path, folder: Path) -> Path:
    """A copy of the same name in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(source, folder / source.name))
