"""Links in Excel: what is asked of its objects, and that a new link does not dress its cell in blue."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from addin.live.excel_links import links_of, put_links
from addin.workbook.links import ELSEWHERE, TIP

FONTS = ("Name", "Size", "Bold", "Italic", "Underline", "Color")


class Font:
    """The font of a range: None for what its cells differ in, and every cell set at once."""

    def __init__(self, cells: list[dict[str, Any]]) -> None:
        object.__setattr__(self, "cells", cells)

    def __getattr__(self, name: str) -> Any:
        found = {cell[name] for cell in self.cells}
        return found.pop() if len(found) == 1 else None

    def __setattr__(self, name: str, value: Any) -> None:
        for cell in self.cells:
            cell[name] = value


class Area:
    def __init__(self, sheet: Sheet, first: tuple[int, int], last: tuple[int, int]) -> None:
        self._sheet, self.first, self.last = sheet, first, last

    @property
    def places(self) -> list[tuple[int, int]]:
        rows, columns = (range(self.first[at], self.last[at] + 1) for at in (0, 1))
        return [(row, column) for row in rows for column in columns]

    @property
    def Address(self) -> str:  # noqa: N802 - Excel's name
        ends = [f"${chr(64 + column)}${row}" for row, column in dict.fromkeys((self.first, self.last))]
        return ":".join(ends)

    @property
    def Font(self) -> Font:  # noqa: N802
        return Font([self._sheet.fonts[place] for place in self.places])

    def ClearHyperlinks(self) -> None:  # noqa: N802
        self._sheet.calls += 1
        self._sheet.links = [one for one in self._sheet.links if one.Range.first not in self.places]


class Sheet:
    """Column B, rows 4 to 8; `Hyperlinks.Add` gives a cell the look of a link, as Excel does."""

    def __init__(self) -> None:
        look = dict(zip(FONTS, ("宋体", 10, False, False, -4142, 0), strict=True))
        self.fonts = {(row, column): dict(look) for row in range(1, 20) for column in range(1, 5)}
        self.links: list[Any] = []
        self.calls = 0

    def Cells(self, row: int, column: int) -> Area:  # noqa: N802
        return Area(self, (row, column), (row, column))

    def Range(self, one: Area, other: Area) -> Area:  # noqa: N802
        return Area(self, one.first, other.last)

    def link(self, area: Area, address: str, within: str, kind: int = 0) -> None:
        self.links.append(SimpleNamespace(Range=area, Address=address, SubAddress=within, Type=kind))

    def _add(self, area: Area, address: str, within: str, tip: str) -> None:
        self.calls += 1
        assert (address, tip) == ("", TIP)
        self.link(area, address, within)
        for place in area.places:
            self.fonts[place] |= {"Name": "等线", "Size": 11, "Underline": 2, "Color": 0xFF0000}

    @property
    def Hyperlinks(self) -> Any:  # noqa: N802
        found = list(self.links)

        class Links:
            Count = len(found)
            Add = staticmethod(self._add)

            def __call__(self, number: int) -> Any:
                return found[number - 1]

        return Links()


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


def test_links_of_a_column_are_read_as_the_file_has_them(sheet: Sheet) -> None:
    sheet.link(sheet.Cells(4, 2), "", "月度进度!$E$4")
    sheet.link(sheet.Cells(5, 2), "https://example.invalid/", "")
    sheet.link(sheet.Cells(6, 3), "", "'甲'!A1")
    sheet.link(sheet.Range(sheet.Cells(7, 1), sheet.Cells(8, 3)), "", "'甲'!A1")
    sheet.link(sheet.Cells(9, 2), "", "'甲'!A1", kind=1)
    wanted = {(4, 2): "'月度进度'!E4", (5, 2): ELSEWHERE, (7, 2): ELSEWHERE, (8, 2): ELSEWHERE}
    assert links_of(sheet, [2]) == wanted


def test_links_are_put_and_taken_and_every_cell_looks_as_before(sheet: Sheet) -> None:
    sheet.fonts[5, 2] |= {"Color": 255, "Bold": True}
    sheet.link(sheet.Cells(6, 2), "", "'甲'!A9")
    before = {place: dict(font) for place, font in sheet.fonts.items()}
    put_links(sheet, {(4, 2): "'甲'!E4", (5, 2): "'甲'!E5", (6, 2): None, (9, 2): "'甲'!E9"})
    assert links_of(sheet, [2]) == {(4, 2): "'甲'!E4", (5, 2): "'甲'!E5", (9, 2): "'甲'!E9"}
    assert sheet.fonts == before
    assert sheet.calls == 3 + 2  # a call for each new link and one for each stretch of cells
