"""台账页：one ledger sheet: title, note, header, rows, table, guards, marks and print set-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from addin.schema import Column, Group, Kind, Owner, Parameters, Sheet
from addin.workbook.port import CellValue
from workbook_templates.cells import write_value
from workbook_templates.guards import write_guards
from workbook_templates.heights import rooms, row_height
from workbook_templates.marks import LAST_ROW, Marks
from workbook_templates.package import MasterWorksheet
from workbook_templates.page_setup import pages_wide, set_up_pages
from workbook_templates.styles import GROUP_COLOURS, NAVY, RED, Styles, width

HEADER_ROW: Final = 2
FIRST_ROW: Final = 3
"""0-based: the header stands in row 3, the data from row 4."""
FROZEN_LIMIT: Final = 6
OPEN_WIDTH: Final = 10.0
SHARE: Final = "率"
"""An indicator called a rate (投资完成率, 节点按期率) is a fraction, shown in per cent."""
MONTH_NAME: Final = "统计月份"
DEMONSTRATION: Final = "演示数据（内容均为虚构）"
MONEY_NOTE: Final = "单位：万元"
PERIODLESS: Final = frozenset({Group.BASE, Group.RULE})
OWNER_WORDS: Final = {
    Owner.OFFICE: "蓝色由本机关填写",
    Owner.UNIT: "橙色由责任单位填报",
    Owner.COMPUTED: "灰色自动计算，请勿改动",
}
PROTECTION: Final = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}

Row = Mapping[str, CellValue]


@dataclass(slots=True)
class Page:
    """One sheet to be written: what stands on it. `extra` are the titles of open columns (排名榜)."""

    sheet: type[Sheet]
    rows: Sequence[Row] = ()
    extra: Sequence[str] = ()
    period: str = ""
    demonstration: bool = False
    columns: list[Column] = field(default_factory=list)

    def __post_init__(self) -> None:
        for column in self.sheet.columns:
            self.columns.append(column)
            if column.name == self.sheet.open_after:
                self.columns.extend(open_column(title) for title in self.extra)
        known = {column.name for column in self.columns}
        unknown = {name for row in self.rows for name in row} - known
        if unknown:
            raise ValueError(f"{self.sheet.title} has no columns {sorted(unknown)}")

    @property
    def last_column(self) -> int:
        return len(self.columns) - 1

    @property
    def frozen(self) -> int:
        """How many columns stay in view: the hidden one, the leading keys and a name beside them."""
        count = 1
        for place, column in enumerate(self.columns[: FROZEN_LIMIT + 1]):
            if column.key:
                count = place + 1
        following = self.columns[count : count + 1]
        return count + (1 if any(column.name == "project_name" for column in following) else 0)

    @property
    def widths(self) -> list[float]:
        """Of the visible columns."""
        return [width(column) for column in self.columns[1:]]


def open_column(title: str) -> Column:
    """排名榜's column of an indicator, which shows its value; its name is its title."""
    kind = Kind.RATE if SHARE in title else Kind.NUMBER
    column = Column(title, kind, Owner.COMPUTED, dash=True, width=OPEN_WIDTH)
    column.name = title
    return column


def write_page(worksheet: MasterWorksheet, styles: Styles, page: Page) -> None:
    """Fills one tab. Rows are dicts by column name; an empty ledger gets one blank row."""
    sheet = page.sheet
    worksheet.set_tab_color(GROUP_COLOURS[sheet.group])
    _columns(worksheet, styles, page)
    _table(worksheet, styles, page)
    _rows(worksheet, styles, page)
    places = {column.name: place for place, column in enumerate(page.columns)}
    Marks(worksheet, styles, sheet, places).write()
    pages = pages_wide(sheet.paper, page.widths, sum(page.widths[: page.frozen - 1]))
    set_up_pages(worksheet, sheet, pages, HEADER_ROW, page.frozen)
    _headings(worksheet, styles, page, "center" if pages == 1 else "left")
    worksheet.freeze_panes(FIRST_ROW, page.frozen, FIRST_ROW, page.frozen)
    _text_is_meant(worksheet)
    if sheet.wholly_computed:
        worksheet.hide_gridlines(2)
        worksheet.protect("", dict(PROTECTION))
    else:
        guarded = [
            (place, each) for place, each in enumerate(page.columns) if place and not _is_setting(each)
        ]
        write_guards(worksheet, guarded, FIRST_ROW)


def _is_setting(column: Column) -> bool:
    """参数's values and explanations have a rule each, written by settings_sheet.py."""
    return column.sheet_title == Parameters.title


def _columns(worksheet: MasterWorksheet, styles: Styles, page: Page) -> None:
    for place, column in enumerate(page.columns):
        hidden = {"hidden": True} if place == 0 else {}
        worksheet.set_column(place, place, width(column), styles.blank(column), hidden)


def _table(worksheet: MasterWorksheet, styles: Styles, page: Page) -> None:
    """The ListObject; it writes the header cells too."""
    headers = [
        {"header": column.title, "header_format": styles.header(column, page.sheet.group)}
        for column in page.columns
    ]
    last_row = HEADER_ROW + max(len(page.rows), 1)
    options = {"name": page.sheet.table_name(), "columns": headers, "style": None}
    worksheet.add_table(HEADER_ROW, 0, last_row, page.last_column, options)
    worksheet.set_row(HEADER_ROW, 34)


def _rows(worksheet: MasterWorksheet, styles: Styles, page: Page) -> None:
    shapes = [styles.body(column, page.sheet) for column in page.columns]
    space = rooms(page.columns)
    for offset, row in enumerate(page.rows or ({},)):
        for place, column in enumerate(page.columns):
            write_value(worksheet, FIRST_ROW + offset, place, row.get(column.name), shapes[place])
        worksheet.guess_row(FIRST_ROW + offset, row_height(page.sheet, row, space))


def _headings(worksheet: MasterWorksheet, styles: Styles, page: Page, align: str) -> None:
    """Row 1 the title, row 2 the note; each one merged cell over the whole table.

    Where the table takes several pages side by side they begin at the left, in the repeated columns,
    so that every page shows them.
    """
    title, note, last = styles.title(page.sheet.group, align), styles.note(), page.last_column
    worksheet.merge_range(0, 1, 0, last, "", title)
    worksheet.merge_range(1, 1, 1, last, "", note)
    if page.demonstration:
        heading = styles.get(font_size=18, bold=True, font_color=NAVY)
        warning = styles.get(font_size=11, bold=True, font_color=RED)
        worksheet.write_rich_string(0, 1, heading, page.sheet.title, warning, f"　{DEMONSTRATION}", title)
    else:
        worksheet.write_string(0, 1, page.sheet.title, title)
    _note(worksheet, styles, page)
    worksheet.set_row(0, 34)
    worksheet.set_row(1, 20)


def _note(worksheet: MasterWorksheet, styles: Styles, page: Page) -> None:
    before, after = note_parts(page)
    if page.sheet.group in PERIODLESS:
        worksheet.write_string(1, 1, "　".join((*before, *after)), styles.note())
        return
    formula = period_formula("　".join((*before, "期间：")), "　" + "　".join(after))
    shown = "　".join((*before, f"期间：{page.period}", *after))
    worksheet.write_formula(1, 1, formula, styles.note(), shown)


def note_parts(page: Page) -> tuple[list[str], list[str]]:
    """What stands in the note before and after the period."""
    sheet = page.sheet
    before = [DEMONSTRATION] if page.demonstration else []
    if sheet.note:
        before.append(sheet.note)
    elif any(column.kind is Kind.MONEY for column in page.columns):
        before.append(MONEY_NOTE)
    if sheet.wholly_computed:
        return before, ["本表自动计算，请勿改动"]
    owners = {column.owner for column in page.columns[1:]}
    legend = "，".join(words for owner, words in OWNER_WORDS.items() if owner in owners)
    return before, [f"表头：{legend}；粗体为必填"]


def period_formula(before: str, after: str) -> str:
    """An Excel formula for text that holds the period; it follows 参数!统计月份 by itself."""
    month = MONTH_NAME
    period = f'IF(ISNUMBER({month}),YEAR({month})&"年"&MONTH({month})&"月","未定")'
    return f'="{before}"&{period}&"{after}"'


def _text_is_meant(worksheet: MasterWorksheet) -> None:
    """Codes of digits are text on purpose: no green corner."""
    worksheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:XFD{LAST_ROW + 1}"})
