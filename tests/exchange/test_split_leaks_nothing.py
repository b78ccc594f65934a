"""No package holds anything of another unit: fifty marks of each in the workbook, none in anybody else's file."""

from __future__ import annotations

import base64
import os
import subprocess
from pathlib import Path

import pytest
from planted_marks import IN_PARTS, IN_THE_BOOK, MARKS, UNITS, found_in, marks_of, plant
from support.packages import members

from addin.cli import main
from docgen.layout.page_count import find_libreoffice

OWN = 12
"""A unit finds at least so many of its own marks in its package: the rows that it is to fill in."""


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("总台账") / "台账.xlsx"
    plant(path)
    return path


@pytest.fixture(scope="module")
def packages(master: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Each unit's package, by the unit's place."""
    folder = tmp_path_factory.mktemp("发出")
    before = os.environ.get("LIANGDENG_HOME")
    os.environ["LIANGDENG_HOME"] = str(folder / "配置")
    try:
        assert (
            main(["split", str(master), "--out", str(folder / "包"), "--json", "--today", "2022-10-08"]) == 0
        )
    finally:
        del os.environ["LIANGDENG_HOME"]
        if before is not None:
            os.environ["LIANGDENG_HOME"] = before
    files = sorted((folder / "包").iterdir())
    assert [path.stem.split("_")[1] for path in files] == list(UNITS)
    return dict(enumerate(files))


def foreign(unit: int) -> set[str]:
    return {word for other in range(len(UNITS)) if other != unit for word in marks_of(other)}


def test_the_marks_are_there_to_be_found(master: Path) -> None:
    """The search sees every one of them in the workbook itself: in cells, XML, names of parts, base64, UTF-16."""
    everything = {word for unit in range(len(UNITS)) for word in marks_of(unit)}
    assert len(everything) == MARKS * len(UNITS)
    missing = everything - found_in(master.read_bytes(), everything)
    assert missing == set()


def test_the_marks_stand_in_more_than_twenty_kinds_of_places() -> None:
    assert len(IN_THE_BOOK) + len(IN_PARTS) >= 20


@pytest.mark.parametrize("offset", range(3))
def test_the_search_sees_through_base64_at_any_offset(offset: int) -> None:
    hidden = base64.b64encode(b"x" * offset + b"QX01M01Z" + b"tail")
    assert found_in(b"<a>" + hidden + b"</a>", ["QX01M01Z", "QX01M02Z"]) == {"QX01M01Z"}


@pytest.mark.parametrize("unit", range(len(UNITS)), ids=UNITS)
def test_a_package_holds_nothing_of_any_other_unit(packages: dict[int, Path], unit: int) -> None:
    content = packages[unit].read_bytes()
    assert found_in(content, foreign(unit)) == set()
    assert len(found_in(content, marks_of(unit))) >= OWN


@pytest.mark.parametrize("unit", range(len(UNITS)), ids=UNITS)
def test_a_package_names_no_other_unit(packages: dict[int, Path], unit: int) -> None:
    others = [name for place, name in enumerate(UNITS) if place != unit]
    for name, content in members(packages[unit]).items():
        text = content.decode("utf-8", "replace")
        assert not [other for other in others if other in text or other in name], name


@pytest.mark.parametrize("unit", range(len(UNITS)), ids=UNITS)
def test_a_package_holds_no_person_of_the_office_and_nothing_of_its_own_that_it_need_not_see(
    packages: dict[int, Path], unit: int
) -> None:
    """Of its own marks: its project's name, what it reports and what it is asked; no 联络员, 分包区领导, 首席服务员."""
    words = marks_of(unit)
    found = found_in(packages[unit].read_bytes(), words)
    unit_row, people = words[0:4], [words[place] for place in (5, 8, 9)]
    assert not found & {*unit_row, *people}
    assert words[4] in found and words[6] in found


@pytest.mark.rendered
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_nothing_appears_when_another_program_saves_the_package(
    packages: dict[int, Path], tmp_path: Path, ending: str
) -> None:
    program = find_libreoffice()
    assert program is not None, "没有找到 LibreOffice"
    command = [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    files = [str(path) for path in packages.values()]
    command += ["--convert-to", ending, "--outdir", str(tmp_path / "存"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    for unit, path in packages.items():
        content = (tmp_path / "存" / f"{path.stem}.{ending}").read_bytes()
        assert found_in(content, foreign(unit)) == set()
        assert len(found_in(content, marks_of(unit))) >= OWN
