"""发出去、收回来，在真的 LibreOffice 里：packages, returns and choices on the open workbook, never saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from live.calc import Calc
from support.clicks import Person, click
from support.ledgers import SHEET_OF_TABLE
from support.packages import SETTINGS, UNITS, tables
from support.returns import fill

from addin.libreoffice import CalcProgram
from addin.live.book import LiveBook
from addin.live.undo import LiveBooks
from addin.schema import Conflicts, Dispatches, MonthlyProgress, Sheet
from workbook_templates.build import build_workbook

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("libreoffice-live")]

DONE = MonthlyProgress.month_done


@pytest.fixture
def program(calc: Calc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CalcProgram]:
    monkeypatch.setenv("LIANGDENG_HOME", str(tmp_path / "配置"))
    path = tmp_path / "台账.xlsx"
    build_workbook(path, {SHEET_OF_TABLE[name]: rows for name, rows in tables().items()}, SETTINGS)
    with calc.closing():
        yield calc.open(path)


def path_of(program: CalcProgram) -> Path:
    return Path(program.book.fullname)


def pressed(tag: str, program: CalcProgram, person: Person) -> Person:
    return click(tag, path_of(program), person, books=LiveBooks(program))


def rows(program: CalcProgram, sheet: type[Sheet]) -> list[dict[str, object]]:
    cells = LiveBook(program).read(sheet)
    assert cells is not None
    return [dict(zip(cells.values, row, strict=True)) for row in zip(*cells.values.values(), strict=True)]


def type_into(program: CalcProgram, sheet: type[Sheet], place: int, name: str, value: object) -> None:
    cells = LiveBook(program).read(sheet)
    assert cells is not None
    program.book.sheets[cells.tab].range((int(cells.rows[place]), cells.columns[name])).value = value


def test_from_packages_to_choices_the_file_is_never_touched(program: CalcProgram) -> None:
    path = path_of(program)
    file = path.read_bytes()
    assert pressed("split", program, Person()).boxes[0].startswith("2022年9月：3个单位的包，新写3个")
    assert [(row["package"], row["period"]) for row in rows(program, Dispatches)] == [
        (f"CP202209-0{number}", "2022-09") for number in (1, 2, 3)
    ]
    assert program.is_modified
    package = next((path.parent / "台账.下发" / "2022-09").glob(f"*{UNITS[0]}.xlsx"))
    edits = [(MonthlyProgress, 0, DONE, 130.0), (MonthlyProgress, 1, DONE, 66.5)]
    back = fill(package, path.parent / "收件" / "住建.xlsx", edits)
    type_into(program, MonthlyProgress, 0, "month_done", 125.0)
    merged = pressed("collect", program, Person(picks=[back], agrees=[True]))
    assert merged.boxes[2].startswith("已并入1份：写入1格，1条列在“冲突处理”。")
    type_into(program, Conflicts, 0, "choice", "采用返回值")
    assert pressed("conflicts", program, Person()).boxes[0].startswith("已处理1条：采用返回值1条。\n写入1格")
    done = {str(row["code"]): row["month_done"] for row in rows(program, MonthlyProgress)}
    assert (rows(program, MonthlyProgress)[0]["month_done"], done["A-02"]) == (130.0, 66.5)
    assert path.read_bytes() == file
    assert pressed("undo", program, Person()).boxes[0].startswith("已退回到 ")
    assert rows(program, MonthlyProgress)[0]["month_done"] == 125.0
