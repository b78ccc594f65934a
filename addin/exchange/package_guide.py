"""填报说明：the first sheet of a package: what to do in five lines, by when, how to send back, and what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlsxwriter.workbook import Workbook

from addin.exchange.exchanged import GUIDE_TAB
from addin.exchange.identity import PROPERTY, shown_code
from addin.schema import Dispatches, Group
from workbook_templates.heights import FILLED, lines
from workbook_templates.ledger_sheet import DEMONSTRATION
from workbook_templates.package import MasterWorksheet
from workbook_templates.page_setup import A4
from workbook_templates.styles import GROUP_COLOURS, LINE, NAVY, PALE, RED, Styles

LABELS: Final = 14.0
TEXTS: Final = 74.0
TEXT_LINE, SPACE = 17.0, 10.0
DEADLINE, SEND_TO, HOW, INSIDE = "报送截止", "交回", "怎么填", "要填的表"

STEPS: Final = (
    "各表橙色表头下的白格由本单位填写，表头粗体的必填；灰格供核对，改了也不会收进台账，有误请在备注里说明。",
    "金额一律以万元计，只填数字；日期写成 2022-09-30 的样子；有下拉箭头的从里面选。",
    "确实没有发生的填 0，空白表示没有报。不要删行、调换表头；几个人分头填的，合到一个文件里再交。",
    "填完保存，核对单位和期间无误后，在截止日前把本文件作为附件回复来件，或者拷贝交回。",
    "文件名可以改；包号、回收码和隐藏的行列请保留，收件时靠它们认出这份文件。用 WPS 填写也可以。",
)
"""Five lines; nobody reads a sixth."""


@dataclass(frozen=True, slots=True)
class Guide:
    """说明页的内容。`send_to` names the office and whom to ask; `contents` are (sheet, rows, columns to fill)."""

    number: str
    return_code: str
    unit: str
    period: dt.date
    deadline: dt.date
    send_to: str
    contents: Sequence[tuple[str, int, str]]
    demonstration: bool = False

    @property
    def month_name(self) -> str:
        return f"{self.period.year}年{self.period.month}月"


def write_guide(book: Workbook, styles: Styles, guide: Guide, identity: str) -> None:
    """Write the sheet into the still empty workbook. Its last row, hidden, carries `identity`."""
    sheet = book.add_worksheet(GUIDE_TAB)
    page = _Lines(sheet, styles)
    sheet.set_column(0, 0, LABELS)
    sheet.set_column(1, 1, TEXTS)
    page.title(f"{guide.month_name}重点项目填报说明", guide.demonstration)
    for label, text in _facts(guide):
        page.pair(label, text)
    page.gap()
    for number, step in enumerate(STEPS, start=1):
        page.pair(HOW if number == 1 else "", f"{number}. {step}")
    page.gap()
    for place, (title, rows, columns) in enumerate(guide.contents):
        page.pair(INSIDE if place == 0 else "", f"{title}　{rows}行：{columns}")
    last = page.row
    sheet.set_row(last, 12, None, {"hidden": True})
    sheet.write_string(last, 0, PROPERTY)
    sheet.write_string(last, 1, identity)
    _print(sheet, guide, last)


def _facts(guide: Guide) -> list[tuple[str, str]]:
    due = guide.deadline
    return [
        (Dispatches.unit.title, guide.unit),
        (Dispatches.period.title, guide.month_name),
        (DEADLINE, f"{due.year}年{due.month}月{due.day}日（含当日）"),
        (SEND_TO, guide.send_to),
        (Dispatches.package.title, guide.number),
        (Dispatches.return_code.title, shown_code(guide.return_code)),
    ]


def _print(sheet: MasterWorksheet, guide: Guide, last: int) -> None:
    sheet.set_tab_color(GROUP_COLOURS[Group.COCKPIT])
    sheet.hide_gridlines(2)
    sheet.set_paper(A4)
    sheet.set_portrait()
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer(f"&L&9{guide.number}&R&9第 &P 页　共 &N 页", {"margin": 0.3})
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last - 1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})


class _Lines:
    """One line below the other, a label and a text."""

    def __init__(self, sheet: MasterWorksheet, styles: Styles) -> None:
        self.sheet, self.styles, self.row = sheet, styles, 0

    def title(self, text: str, demonstration: bool) -> None:
        shape = self.styles.title(Group.COCKPIT, "left")
        self.sheet.set_row(0, 40)
        self.sheet.write_string(0, 0, text, shape)
        self.sheet.write_blank(0, 1, None, shape)
        self.sheet.set_row(1, 18)
        if demonstration:
            self.sheet.write_string(1, 0, DEMONSTRATION, self.styles.get(bold=True, font_color=RED))
        self.row = 2

    def pair(self, label: str, text: str) -> None:
        edges = {"border": 1, "border_color": LINE}
        left = self.styles.get(
            bold=True, font_size=11, font_color=NAVY, bg_color=PALE, align="center", **edges
        )
        right = self.styles.get(font_size=11, text_wrap=True, align="left", indent=1, num_format="@", **edges)
        self.sheet.write_string(self.row, 0, label, left)
        self.sheet.write_string(self.row, 1, text, right)
        # 11 points are a tenth wider than the 10 that `lines` reckons with.
        self.sheet.set_row(self.row, SPACE + TEXT_LINE * lines(text, TEXTS * FILLED / 1.12))
        self.row += 1

    def gap(self) -> None:
        self.sheet.set_row(self.row, 12)
        self.row += 1
