"""写表样：pages as an .xlsx file, set for print: title, header repeated, one page wide, page numbers.

Text is always written as text, also where it begins with =, +, - or @; nothing here is a formula.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from addin.forms.chart_writer import FONT, ROW, WIDTH, boxes, draw
from addin.forms.pages import CardPage, Cell, ChartPage, Field, Leaf, ListPage, Page
from addin.schema import Kind
from workbook_templates.heights import lines, units
from workbook_templates.page_setup import A3, A4

TITLE_FONT: Final = "方正小标宋简体"
MONEY: Final = '#,##0.00_ ;"−"#,##0.00_ '
NUMBER_FORMATS: Final = {Kind.MONEY: MONEY, Kind.RATE: "0.00%", Kind.INTEGER: "0", Kind.DATE: "yyyy-mm-dd"}
LINE: Final = 14.0
TALLEST: Final = 400.0
CARD_WIDTHS: Final = (16.5, 16.0, 11.0, 17.5, 14.5, 16.0)
CARD_LINE: Final = 38.0
"""Points of a card's line of short values."""
CHART_TOP: Final = 3
"""The row (from 0) at which a chart's drawing begins."""


def workbook_bytes(pages: Sequence[Page], title: str, made_on: dt.datetime) -> bytes:
    """The file. Same pages and day, same bytes."""
    target = io.BytesIO()
    plain = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    book = Workbook(target, plain | {"default_format_properties": {"font_name": "Arial", "font_size": 10}})
    book.set_properties({"title": title, "author": "", "company": "", "created": made_on})
    styles = _Styles(book)
    for page, tab in zip(pages, _tabs([page.tab for page in pages]), strict=True):
        sheet = book.add_worksheet(tab)
        if isinstance(page, ListPage):
            _List(sheet, styles, page).write()
        elif isinstance(page, CardPage):
            _card(sheet, styles, page)
        else:
            _chart(sheet, styles, page)
    book.close()
    return target.getvalue()


def _tabs(names: Iterable[str]) -> list[str]:
    """Sheet names that Excel takes: no []:*?/\\ or quotes at the ends, 31 characters, each once."""
    tabs: list[str] = []
    for name in names:
        base = re.sub(r"[\[\]:*?/\\]", "－", name).strip("'")[:28] or "表"
        taken = {tab.lower() for tab in tabs}
        numbered = (base if count == 1 else f"{base}_{count}" for count in range(1, len(tabs) + 2))
        tabs.append(next(tab for tab in numbered if tab.lower() not in taken))
    return tabs


class _Styles:
    """One format a set of properties."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        wanted = {"font_name": FONT, "font_size": 10, "valign": "vcenter", **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    def title(self) -> Any:
        return self.get(font_name=TITLE_FONT, font_size=20, align="center")

    def remark(self, align: str = "right") -> Any:
        return self.get(font_size=10.5, align=align)

    def header(self) -> Any:
        return self.get(font_size=10.5, bold=True, align="center", text_wrap=True, border=1)

    def cell(self, leaf: Leaf) -> Any:
        number = leaf.kind in NUMBER_FORMATS
        shape = {"num_format": NUMBER_FORMATS.get(leaf.kind, "@"), "align": leaf.align, "border": 1}
        return self.get(**shape, **({"shrink": True} if number else {"text_wrap": True}))

    def field(self, field: Field) -> Any:
        form = NUMBER_FORMATS.get(field.kind, "@")
        shape: dict[str, Any] = {"num_format": form, "border": 1, "text_wrap": True}
        return self.get(**shape, font_size=12, align=field.align, indent=1 if field.align == "left" else 0)


def _put(sheet: Worksheet, row: int, column: int, value: Cell, shape: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, shape)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, shape)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), shape)
    else:
        sheet.write_number(row, column, value, shape)


def _span(sheet: Worksheet, box: tuple[int, int, int, int], value: Cell, shape: Any) -> None:
    """A value over the cells (first row, first column, last row, last column), merged where they are several."""
    top, left, bottom, right = box
    if (top, left) != (bottom, right):
        sheet.merge_range(top, left, bottom, right, "", shape)
    _put(sheet, top, left, value, shape)


def _set_page(sheet: Worksheet, paper: str, landscape: bool) -> None:
    sheet.set_paper(A3 if paper == "A3" else A4)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.47, right=0.47, top=0.6, bottom=0.65)
    sheet.center_horizontally()
    sheet.set_footer('&C&"宋体"&10第 &P 页，共 &N 页', {"margin": 0.3})
    sheet.hide_gridlines(2)


class _List:
    """一览表：title, remark, a header of one or two rows, the lines, the note."""

    def __init__(self, sheet: Worksheet, styles: _Styles, page: ListPage) -> None:
        self.sheet, self.styles, self.page = sheet, styles, page
        self.right = len(page.leaves) - 1
        self.first = 2 + page.header_rows

    def write(self) -> None:
        sheet, page = self.sheet, self.page
        _set_page(sheet, page.paper, landscape=True)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, self.first - 1)
        sheet.freeze_panes(self.first, 2)
        for place, leaf in enumerate(page.leaves):
            sheet.set_column(place, place, leaf.width)
        sheet.set_row(0, 36)
        _span(sheet, (0, 0, 0, self.right), page.title, self.styles.title())
        sheet.set_row(1, 20)
        _span(sheet, (1, 0, 1, self.right), page.remark or None, self.styles.remark())
        self._header()
        last = self._lines()
        sheet.print_area(0, 0, last, self.right)

    def _header(self) -> None:
        shape = self.styles.header()
        for cell in self.page.header():
            top = 2 + cell.row
            box = (top, cell.column, top + cell.down - 1, cell.column + cell.across - 1)
            _span(self.sheet, box, cell.text, shape)
        needed = max(lines(leaf.title, leaf.width * 0.92) for leaf in self.page.leaves)
        rows = self.first - 2
        for row in range(2, self.first):
            self.sheet.set_row(row, max(22.0, (needed * LINE + 8) / (1 if row == self.first - 1 else rows)))

    def _lines(self) -> int:
        """Writes the lines (blank ones for a form without rows) and the note; the last row used."""
        leaves, shown = self.page.leaves, self.page.shown_lines()
        shapes = [self.styles.cell(leaf) for leaf in leaves]
        for row, line in enumerate(shown, start=self.first):
            self.sheet.set_row(row, _height(zip(line, (leaf.width for leaf in leaves), strict=True)))
            for place, value in enumerate(line):
                _put(self.sheet, row, place, value, shapes[place])
        last = self.first + len(shown) - 1
        if self.page.note:
            last += 1
            room = sum(leaf.width for leaf in leaves)
            self.sheet.set_row(last, _height([(self.page.note, room)]))
            shape = self.styles.get(font_size=10.5, align="left", text_wrap=True)
            _span(self.sheet, (last, 0, last, self.right), self.page.note, shape)
        return last


def _height(cells: Iterable[tuple[Cell, float]]) -> float:
    """Points of a row whose texts wrap in columns of these widths."""
    most = max((lines(value, width * 0.9) for value, width in cells if isinstance(value, str)), default=1)
    return min(TALLEST, max(24.0, most * LINE + 8))


def _card(sheet: Worksheet, styles: _Styles, page: CardPage) -> None:
    """卡片：title, what stands above the grid, then lines of labels and values; one upright A4 page."""
    _set_page(sheet, "A4", landscape=False)
    sheet.fit_to_pages(1, 1)
    right = page.columns - 1
    for place, width in enumerate(CARD_WIDTHS[: page.columns]):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 44)
    _span(sheet, (0, 0, 0, right), page.title, styles.title())
    _span(sheet, (1, 0, 1, right), page.remark or None, styles.remark())
    row = 2
    for label, value in page.above:
        shape = styles.get(font_size=12, align="left")
        sheet.set_row(row, 26)
        _span(sheet, (row, 0, row, right), f"{label}：{value or ''}", shape)
        row += 1
    for line in page.lines:
        _card_line(sheet, styles, row, line, page.tall)
        row += 1
    sheet.print_area(0, 0, row - 1, right)


def _card_line(sheet: Worksheet, styles: _Styles, row: int, line: Sequence[Field], tall: float) -> None:
    label_shape = styles.get(font_size=11, bold=True, align="center", text_wrap=True, border=1)
    place, most = 0, 1
    for field in line:
        _put(sheet, row, place, field.label, label_shape)
        room = sum(CARD_WIDTHS[place + 1 : place + 1 + field.span]) * 0.78
        text = field.value if isinstance(field.value, str) else ""
        most = max(most, lines(text, room), -(-int(units(field.label)) // int(CARD_WIDTHS[place] * 0.78)))
        box = (row, place + 1, row, place + field.span)
        _span(sheet, box, field.value, styles.field(field))
        place += 1 + field.span
    least = tall if any(field.kind is Kind.LONG_TEXT for field in line) else CARD_LINE
    sheet.set_row(row, min(TALLEST, max(least, most * 17.0 + 12)))


def _chart(sheet: Worksheet, styles: _Styles, page: ChartPage) -> None:
    """流程图：text boxes on one landscape A4 page."""
    _set_page(sheet, "A4", landscape=True)
    sheet.fit_to_pages(1, 1)
    columns = WIDTH // 50
    sheet.set_column_pixels(0, columns, 50)
    sheet.set_row(0, 40)
    _span(sheet, (0, 0, 0, columns), page.title, styles.title())
    _span(sheet, (1, 0, 1, columns), page.remark or None, styles.remark())
    placed = boxes(page)
    draw(sheet, placed, CHART_TOP)
    low = max(box.top + box.height for box in placed)
    sheet.print_area(0, 0, CHART_TOP + low // ROW + 1, columns)
