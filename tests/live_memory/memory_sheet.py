"""内存工作表：cells that behave like Excel's where it matters to whoever writes them from outside."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from live_memory.typed_input import EPOCH, entered
from openpyxl.styles.numbers import is_date_format

Box = tuple[int, int, int, int]
Place = tuple[int, int]


class RefusedError(Exception):
    """What a COM call raises."""


@dataclass
class Cell:
    value: object = None  # float, str, bool, error code (int) or None
    formula: str = ""
    number_format: str = "General"


@dataclass
class MemoryTable:
    name: str
    box: Box


@dataclass
class MemorySheet:
    """`column_formats` are what an untouched cell of a column looks like; `password` None: unprotected."""

    name: str
    calls: Counter[str]
    cells: dict[Place, Cell] = field(default_factory=dict)
    column_formats: dict[int, str] = field(default_factory=dict)
    tables: list[MemoryTable] = field(default_factory=list)
    merges: list[Box] = field(default_factory=list)
    arrays: list[Box] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    password: str | None = None
    permissions: dict[str, bool] = field(default_factory=dict)
    filters: dict[int, str] = field(default_factory=dict)
    changed: bool = False
    links: dict[Place, str] = field(default_factory=dict)  # "" for one to elsewhere
    fail_at: int = -1  # the write that the program refuses, counted from 0
    stubborn: bool = False  # from that write on it refuses every one
    results: dict[str, object] = field(default_factory=dict)  # what a formula comes to
    written: list[tuple[Place, object]] = field(default_factory=list)

    def count(self, what: str) -> None:
        self.calls[what] += 1

    def cell(self, place: Place) -> Cell:
        return self.cells.get(place) or Cell(number_format=self.column_formats.get(place[1], "General"))

    def used(self) -> Box:
        places = self.cells or {(1, 1): None}
        rows, columns = {row for row, _ in places}, {column for _, column in places}
        return min(rows), min(columns), max(rows), max(columns)

    def shown(self, place: Place) -> object:
        """As Range.Value gives it: dates by their format, currency as Decimal of four places."""
        cell = self.cell(place)
        if type(cell.value) is not float:
            return cell.value
        if is_date_format(cell.number_format):
            return EPOCH + dt.timedelta(seconds=round(cell.value * 86400))
        if "¥" in cell.number_format or "$" in cell.number_format:
            return Decimal(repr(cell.value)).quantize(Decimal("0.0001"))
        return cell.value

    def typed(self, place: Place) -> str:
        """As Range.Formula gives it."""
        cell = self.cell(place)
        if cell.formula:
            return cell.formula
        if cell.value is None:
            return ""
        return f"{cell.value:.15g}" if type(cell.value) is float else str(cell.value)

    def refuse(self) -> None:
        """Raises RefusedError where the sheet is protected or this write is to fail."""
        if self.password is not None:
            raise RefusedError("您试图更改的单元格或图表位于受保护的工作表中。")
        self.fail_at -= 1
        if self.fail_at == -1 or (self.stubborn and self.fail_at < -1):
            raise RefusedError("应用程序定义或对象定义错误")
        self.changed = True

    def put(self, place: Place, given: object) -> None:
        self._refuse_place(place)
        old = self.cell(place)
        new = entered(given, old.number_format)
        value = self.results.get(new.formula, 0.0) if new.formula else new.value
        chosen = (
            new.number_format if old.number_format == "General" and new.number_format else old.number_format
        )
        self.cells[place] = Cell(value, new.formula, chosen)
        self.written.append((place, given))
        self._name_header(place)

    def put_formula(self, place: Place, text: str) -> None:
        self._refuse_place(place)
        old = self.cell(place)
        if not text.startswith("="):
            self.put(place, text)
            return
        value = old.value if old.formula == text else self.results.get(text, 0.0)
        self.cells[place] = Cell(value, text, old.number_format)
        self.written.append((place, text))

    def _refuse_place(self, place: Place) -> None:
        if not self.merges and not self.arrays:
            return
        if any(_inside(place, box) and place != box[:2] for box in self.merges):
            raise RefusedError("无法对合并单元格执行此操作。")
        if any(_inside(place, box) for box in self.arrays):
            raise RefusedError("无法更改部分数组。")

    def _name_header(self, place: Place) -> None:
        """A table gives a column without a title one of its own."""
        for table in self.tables:
            top, left, _, right = table.box
            if place[0] == top and left <= place[1] <= right and self.cell(place).value is None:
                self.cells[place] = Cell(f"列{place[1] - left + 1}")

    def resize(self, table: MemoryTable, box: Box) -> None:
        self.refuse()
        if box[0] != table.box[0] or box[2] <= box[0]:
            raise RefusedError("表格的标题必须在同一行。")
        table.box = box
        for column in range(box[1], box[3] + 1):
            self._name_header((box[0], column))

    def like_row_above(self, first: int, last: int, left: int, right: int) -> None:
        self.refuse()
        for row in range(first, last + 1):
            for column in range(left, right + 1):
                above = self.cell((first - 1, column)).number_format
                self.cells[row, column] = Cell(number_format=above) if (row, column) not in self.cells else Cell(
                    self.cell((row, column)).value, self.cell((row, column)).formula, above
                )  # fmt: skip


def _inside(place: Place, box: Box) -> bool:
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]


def inside(place: Place, box: Box) -> bool:
    """Whether a cell lies in a range."""
    return _inside(place, box)
