"""写包：a unit's package as a macro-free .xlsx, built from an empty workbook and nothing but what is handed in.

Text is always written as text: nothing here is a formula. 报 cells are open, all others locked, with no password:
the lock keeps a hand from slipping, what counts is compared when the file comes back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter.workbook import Workbook

from addin.exchange.exchanged import Exchanged, column_id, exchanged
from addin.exchange.identity import PROPERTY
from addin.exchange.package_guide import Guide, write_guide
from addin.exchange.records import SentTable
from addin.schema import Column, Dispatches, Kind, MonthlyProgress, Owner, Units
from workbook_templates.cells import write_value
from workbook_templates.guards import guard
from workbook_templates.heights import FILLED, height, lines
from workbook_templates.ledger_sheet import DEMONSTRATION, MONEY_NOTE, OPEN_WIDTH
from workbook_templates.package import CREATED, MasterWorksheet
from workbook_templates.page_setup import pages_wide, set_up_paper
from workbook_templates.styles import (
    GROUP_COLOURS,
    LINE,
    PALE,
    RED,
    WHITE,
    Styles,
    alignment,
    number_format,
    width,
)

ID_ROW: Final = 2
HEADER_ROW: Final = 3
FIRST_ROW: Final = 4
"""0-based: 列号 hidden in row 3, the header in row 4, the data from row 5."""
WIDEST: Final = 30.0
WIDEST_REPORTED: Final = 36.0
PAPER: Final = "A4"
FOOTER: Final = "&L&9{number}&C&9第 &P 页　共 &N 页&R&9&A"
FILL_HERE: Final = "橙色表头下的白格由本单位填报，粗体必填；灰格供核对，请勿改动"
NEW_HERE: Final = "新增的填在下面空行"
PROTECTION: Final = {"format_columns": True, "format_rows": True, "autofilter": True}
_PLAIN_NAME: Final = re.compile(r"[\w（）()·.—-]{1,200}")
"""Unit names that a drop-down can hold: no comma, no quotation mark, nothing that begins like a formula."""


def package_bytes(guide: Guide, tables: Sequence[SentTable], identity: str) -> bytes:
    """The file. `identity` goes into its carriers. The same input gives the same bytes."""
    target = io.BytesIO()
    plain = {
        "in_memory": True,
        "strings_to_urls": False,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
    }
    base = {"font_name": "Arial", "font_size": 10}
    book = Workbook(target, plain | {"default_format_properties": base})
    book.worksheet_class = MasterWorksheet
    book.set_properties({"title": guide.number, "author": "", "company": "", "created": CREATED})
    book.set_custom_property(PROPERTY, identity, "text")
    styles = Styles(book)
    write_guide(book, styles, guide, identity)
    for table in tables:
        _Page(book, styles, guide, table).write()
    book.define_name(PROPERTY, f'="{identity}"')
    book.close()
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class _Place:
    """One column of a package's sheet."""

    column: Column
    width: float
    shape: Any

    @property
    def open(self) -> bool:
        return self.column.owner is Owner.UNIT


class _Page:
    """一张表：title, note, the hidden 列号, header, rows, blank lines for new rows where there may be any."""

    def __init__(self, book: Workbook, styles: Styles, guide: Guide, table: SentTable) -> None:
        self.one: Exchanged = exchanged(table.sheet)
        self.sheet = book.add_worksheet(table.sheet.title)
        self.styles, self.guide, self.table = styles, guide, table
        columns = [table.sheet.column(name) for name in table.columns]
        self.places = [_Place(column, _width(column), self._shape(column)) for column in columns]
        self.last_row = FIRST_ROW + len(table.rows) + self.one.new_rows - 1
        self.last_column = len(columns) - 1

    def write(self) -> None:
        self._columns()
        self._headings()
        self._rows()
        self._guards()
        self._print()
        sheet = self.sheet
        sheet.set_tab_color(GROUP_COLOURS[self.table.sheet.group])
        sheet.freeze_panes(FIRST_ROW, self._frozen, FIRST_ROW, self._frozen)
        sheet.autofilter(HEADER_ROW, 1, max(self.last_row, FIRST_ROW), self.last_column)
        sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:XFD{self.last_row + 1}"})
        sheet.hide_gridlines(2)
        sheet.protect("", dict(PROTECTION))

    @property
    def _frozen(self) -> int:
        """The hidden column, the keys, and the project's name where it stands near them."""
        count = 1 + sum(place.column.key for place in self.places)
        names = [place.column.name for place in self.places[: count + 2]]
        name = MonthlyProgress.project_name.name
        return names.index(name) + 1 if name in names else count

    def _shape(self, column: Column) -> Any:
        align = alignment(column)
        mine = column.owner is Owner.UNIT
        return self.styles.get(
            num_format=number_format(column),
            align=align,
            border=1,
            border_color=LINE,
            bg_color=WHITE if mine else PALE,
            locked=not mine,
            **({} if align == "right" else {"text_wrap": True}),
        )

    def _columns(self) -> None:
        for place, one in enumerate(self.places):
            self.sheet.set_column(place, place, one.width, None, {"hidden": True} if place == 0 else {})

    def _headings(self) -> None:
        sheet, group, title = self.sheet, self.table.sheet.group, self.table.sheet.title
        heading = f"{title}　{self.guide.unit}"
        sheet.set_row(0, 34)
        sheet.write_string(0, 1, heading, self.styles.title(group, "left"))
        for place in range(2, self.last_column + 1):
            sheet.write_blank(0, place, None, self.styles.title(group, "left"))
        sheet.set_row(1, 20)
        demonstration = self.styles.get(font_size=9.5, bold=True, font_color=RED, align="left", indent=1)
        sheet.write_string(
            1, 1, self._note(), demonstration if self.guide.demonstration else self.styles.note()
        )
        sheet.set_row(ID_ROW, 12, None, {"hidden": True})
        sheet.set_row(HEADER_ROW, 34)
        for place, one in enumerate(self.places):
            sheet.write_string(ID_ROW, place, column_id(self.table.sheet, one.column))
            sheet.write_string(HEADER_ROW, place, one.column.title, self.styles.header(one.column, group))

    def _note(self) -> str:
        money = any(place.column.kind is Kind.MONEY for place in self.places)
        parts = [DEMONSTRATION] if self.guide.demonstration else []
        parts += [
            f"{Dispatches.period.title}：{self.guide.month_name}",
            *([MONEY_NOTE] if money else []),
            FILL_HERE,
        ]
        return "　".join(parts + ([NEW_HERE] if self.one.new_rows else []))

    def _rows(self) -> None:
        shapes = [place.shape for place in self.places]
        wrapping = [
            (place, one.width * FILLED)
            for place, one in enumerate(self.places)
            if place and alignment(one.column) != "right"
        ]
        blank = (None,) * len(self.places)
        least = 2 if any(one.open and one.column.kind is Kind.LONG_TEXT for one in self.places) else 1
        for offset, row in enumerate((*self.table.rows, *(blank for _ in range(self.one.new_rows)))):
            for place, value in enumerate(row):
                write_value(self.sheet, FIRST_ROW + offset, place, value, shapes[place])
            texts = ((row[place], room) for place, room in wrapping)
            most = max((lines(text, room) for text, room in texts if isinstance(text, str)), default=1)
            self.sheet.guess_row(FIRST_ROW + offset, height(max(most, least)))

    def _guards(self) -> None:
        for place, one in enumerate(self.places):
            rule = self._rule(one.column) if one.open else None
            if rule is not None and self.last_row >= FIRST_ROW:
                self.sheet.data_validation(FIRST_ROW, place, self.last_row, place, rule)

    def _rule(self, column: Column) -> dict[str, object] | None:
        """The master's own rule; of a list of units this package holds one name only, its own."""
        if column.refers_to != Units.title:
            return guard(column)
        if not _PLAIN_NAME.fullmatch(self.guide.unit):
            return None
        return {"validate": "list", "source": [self.guide.unit], "show_error": False}

    def _print(self) -> None:
        sheet, widths = self.sheet, [one.width for one in self.places[1:]]
        repeated = sum(widths[: self._frozen - 1])
        pages = pages_wide(PAPER, widths, repeated)
        set_up_paper(sheet, PAPER)
        sheet.set_footer(FOOTER.format(number=self.guide.number), {"margin": 0.3})
        sheet.repeat_rows(0, HEADER_ROW)
        sheet.fit_to_pages(pages, 0)
        sheet.print_area(0, 1, max(self.last_row, FIRST_ROW), self.last_column)
        if pages > 1:
            sheet.repeat_columns(1, self._frozen - 1)


def _width(column: Column) -> float:
    """Characters; narrower than the master's, because fewer columns stand beside each other on A4."""
    if column.kind is Kind.ROW_ID:
        return OPEN_WIDTH
    return min(width(column), WIDEST_REPORTED if column.owner is Owner.UNIT else WIDEST)
