"""首页：the cockpit: contents at the left, figures, charts and lists in three panels, one printed page.

Each block of addin/schema/cockpit.py is a workbook name over exactly its rows and columns, which
`recalc` fills; the charts look at those cells (months stand beside the printed area).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from addin.schema import SHEETS, Cockpit, Group, Sheet
from addin.schema import cockpit as blocks
from addin.schema.base import Kind
from workbook_templates.charts import insert_charts
from workbook_templates.ledger_sheet import DEMONSTRATION
from workbook_templates.page_setup import set_up_paper
from workbook_templates.styles import (
    GROUP_COLOURS,
    LIGHT_COLOURS,
    LINE,
    MUTED,
    NAVY,
    NUMBER_FORMATS,
    PALE,
    RED,
    WHITE,
    Styles,
)

TITLE: Final = "重大项目推进台账"
SHADE: Final = "#E8EEF6"
WIDTHS: Final = (
    1.5, 14, 14, 2,
    20, 17, 8, 9, 2,
    27, 18, 14, 12, 2,
    10, 18, 32, 2,
    10, 13, 13, 3, 8, 8,
)  # fmt: skip
FIRST, LAST = 1, 16
"""The printed columns, 0-based."""
TOP: Final = 3
BOTTOM: Final = TOP + 28
"""The thin row below the links and blocks; the legend stands under it."""
CONTENTS: Final = (
    (Group.COCKPIT, Group.BASE, Group.LEDGER, Group.SUPERVISION),
    (Group.MEETING, Group.RANKING, Group.RULE, Group.RESULT),
)
"""The groups of links in two columns of like length."""
ROW_HEIGHT: Final = 30
HELPER: Final = (TOP + 1, 22)
"""Where the doughnut's counts stand, one row a light in the order of its colours."""
HINT_ROW: Final = TOP + 6
HINT: Final = "填好台账并重新计算后，这里显示图表"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block's first value cell stands (0-based), and how its columns look."""

    block: blocks.Block
    row: int
    column: int
    heading: str
    aligns: tuple[str, ...]
    formats: tuple[str, ...] = ()

    @property
    def end(self) -> tuple[int, int]:
        return self.row + self.block.rows - 1, self.column + len(self.block.titles) - 1

    @property
    def reference(self) -> str:
        return f"={Cockpit.title}!{xl_range_abs(self.row, self.column, *self.end)}"


_SCORE = "0.00"
_PLACE = "0"
_FIGURE = "[>=1000]#,##0;General"
_RANKED = ("center", "left", "right", "center")

PERIOD: Final = Place(blocks.PERIOD, 1, 4, "", ("center",), (NUMBER_FORMATS[Kind.MONTH],))
TABLES: Final = (
    Place(blocks.KEY_FIGURES, TOP + 2, 4, "总体情况", ("left", "right"), ("@", _FIGURE)),
    Place(blocks.LIGHT_COUNTS, TOP + 2, 6, "亮灯", ("center", "center"), ("@", _PLACE)),
    Place(blocks.TOP_UNITS, TOP + 12, 4, "排名前列", _RANKED, ("@", "@", _SCORE, _PLACE)),
    Place(blocks.BOTTOM_UNITS, TOP + 19, 4, "排名后列", _RANKED, ("@", "@", _SCORE, _PLACE)),
    Place(
        blocks.DUE_SOON,
        TOP + 16,
        9,
        "近期到期",
        ("left", "left", "left", "center"),
        ("@", "@", "@", "yyyy-mm-dd"),
    ),
    Place(blocks.TO_DECIDE, TOP + 16, 14, "等待决定", ("center", "left", "left"), ("@", "@", "@")),
    Place(
        blocks.MONTHS,
        TOP + 2,
        18,
        "各月计划与完成（图表数据，万元）",
        ("center", "right", "right"),
        ("@", "#,##0", "#,##0"),
    ),
)
LIGHTS: Final = TABLES[1]
MONTHS: Final = TABLES[-1]


def write_cockpit(
    workbook: Workbook, worksheet: Worksheet, styles: Styles, period: object, demonstration: bool
) -> None:
    """Lays out 首页. `period` is the value of 统计月份 (a date, text or None)."""
    worksheet.set_tab_color(GROUP_COLOURS[Group.COCKPIT])
    worksheet.hide_gridlines(2)
    _grid(worksheet, styles)
    _banner(worksheet, styles, period, demonstration)
    for place in TABLES:
        _table(worksheet, styles, place)
    for place in (PERIOD, *TABLES):
        workbook.define_name(place.block.name, place.reference)
    _light_marks(worksheet, styles)
    _helper(worksheet, styles)
    _hints(worksheet, styles)
    insert_charts(workbook, worksheet, LIGHTS_HELPER, MONTHS.row, MONTHS.column)
    for column, heading in ((9, "亮灯分布"), (14, "计划与完成（万元）")):
        _heading(worksheet, styles, TOP, column, column + (3 if column == 9 else 2), heading)
    _contents(worksheet, styles)
    _footnote(worksheet, styles)
    _print(worksheet)
    worksheet.protect("", {"format_columns": True, "format_rows": True})


LIGHTS_HELPER: Final = (*HELPER, len(LIGHT_COLOURS))


def _grid(worksheet: Worksheet, styles: Styles) -> None:
    for place, width in enumerate(WIDTHS):
        worksheet.set_column(place, place, width, styles.get())
    worksheet.set_row(0, 46)
    worksheet.set_row(1, 27)
    worksheet.set_row(2, 8)
    for row in range(TOP, BOTTOM):
        worksheet.set_row(row, ROW_HEIGHT)
    worksheet.set_row(BOTTOM, 6)
    worksheet.set_row(BOTTOM + 1, 20)


def _banner(worksheet: Worksheet, styles: Styles, period: object, demonstration: bool) -> None:
    band = {"bg_color": NAVY, "font_color": WHITE}
    worksheet.merge_range(
        0, FIRST, 0, LAST, TITLE, styles.get(**band, font_size=24, bold=True, align="center")
    )
    strip = {"bg_color": SHADE, "bottom": 5, "bottom_color": RED}
    label = styles.get(**strip, font_color=NAVY, bold=True, align="right")
    worksheet.merge_range(1, FIRST, 1, 3, f"{blocks.PERIOD.titles[0]}　", label)
    month = styles.get(
        **strip, font_color=RED, bold=True, font_size=13, align="left", num_format=PERIOD.formats[0]
    )
    if hasattr(period, "year"):
        worksheet.write_datetime(1, PERIOD.column, period, month)
    else:
        worksheet.write_string(1, PERIOD.column, str(period or "未定"), month)
    said = styles.get(
        **strip, font_color=RED if demonstration else MUTED, bold=demonstration, align="right", indent=1
    )
    text = DEMONSTRATION if demonstration else "填好台账后点“重新计算”，本页自动更新　单位：万元"
    worksheet.merge_range(1, PERIOD.column + 1, 1, LAST, text, said)


def _heading(worksheet: Worksheet, styles: Styles, row: int, first: int, last: int, text: str) -> None:
    shape = styles.get(bold=True, font_size=11.5, font_color=NAVY, bottom=2, bottom_color=NAVY, align="left")
    worksheet.merge_range(row, first, row, last, text, shape)


def _table(worksheet: Worksheet, styles: Styles, place: Place) -> None:
    """Heading, column titles and the empty cells of one block."""
    last_row, last_column = place.end
    _heading(worksheet, styles, place.row - 2, place.column, last_column, place.heading)
    title = styles.get(
        font_color=MUTED, font_size=9.5, bg_color=PALE, align="center", bottom=1, bottom_color=LINE
    )
    for offset, text in enumerate(place.block.titles):
        worksheet.write_string(place.row - 1, place.column + offset, text, title)
        shape = _cell(styles, place, offset)
        for row in range(place.row, last_row + 1):
            worksheet.write_blank(row, place.column + offset, None, shape)


def _cell(styles: Styles, place: Place, offset: int) -> object:
    figure = place.block in (blocks.KEY_FIGURES, blocks.LIGHT_COUNTS) and offset == 1
    emphasis = {"bold": True, "font_size": 12, "font_color": NAVY} if figure else {"font_size": 9.5}
    # The lists may hold more text than two lines: what does not fit is cut off below, not at both ends.
    lists = place.block in (blocks.DUE_SOON, blocks.TO_DECIDE)
    indent = {"indent": 1} if place.aligns[offset] == "right" else {}
    return styles.get(
        **emphasis,
        **indent,
        align=place.aligns[offset],
        valign="top" if lists else "vcenter",
        num_format=place.formats[offset],
        text_wrap=not figure,
        bottom=1,
        bottom_color=LINE,
    )


def _light_marks(worksheet: Worksheet, styles: Styles) -> None:
    first, last = LIGHTS.row, LIGHTS.end[0]
    for label, (symbol, fill, ink) in LIGHT_COLOURS.items():
        mark = styles.mark(bg_color=fill, font_color=ink, bold=True, num_format=f'"{symbol} "@')
        rule = {"type": "cell", "criteria": "==", "value": f'"{label}"', "format": mark}
        worksheet.conditional_format(first, LIGHTS.column, last, LIGHTS.column, rule)


def _helper(worksheet: Worksheet, styles: Styles) -> None:
    """Counts by light in a fixed order, so that the doughnut's colours are right for any scheme."""
    row, column = HELPER
    labels = xl_range_abs(LIGHTS.row, LIGHTS.column, LIGHTS.end[0], LIGHTS.column)
    counts = xl_range_abs(LIGHTS.row, LIGHTS.end[1], LIGHTS.end[0], LIGHTS.end[1])
    small = styles.get(font_size=9, font_color=MUTED, align="center")
    for offset, (label, (symbol, _, _)) in enumerate(LIGHT_COLOURS.items()):
        # No cached results: LibreOffice then reckons them when the file is opened, as Excel always does.
        count = xl_rowcol_to_cell(row + offset, column + 1)
        worksheet.write_formula(row + offset, column, f'=IF({count}>0,"{symbol} {label}","")', small, "")
        worksheet.write_formula(row + offset, column + 1, f'=SUMIF({labels},"{label}",{counts})', small, "")


def _hints(worksheet: Worksheet, styles: Styles) -> None:
    """What stands behind a chart that has nothing to show yet; it goes when there are figures."""
    shape = styles.get(font_color=MUTED, align="center")
    counts = xl_range_abs(LIGHTS.row, LIGHTS.end[1], *LIGHTS.end)
    done = xl_range_abs(MONTHS.row, MONTHS.column + 1, *MONTHS.end)
    for column, last, figures in ((9, 12, counts), (14, 16, done)):
        worksheet.merge_range(HINT_ROW, column, HINT_ROW, last, "", shape)
        hint = f'=IF(SUM({figures})=0,"{HINT}","")'
        worksheet.write_formula(HINT_ROW, column, hint, shape, "")


def _contents(worksheet: Worksheet, styles: Styles) -> None:
    """Links to every other sheet by group, in two columns."""
    for offset, groups in enumerate(CONTENTS):
        row = TOP
        for group in groups:
            row = _group_links(worksheet, styles, group, row, FIRST + offset)


def _group_links(worksheet: Worksheet, styles: Styles, group: Group, row: int, column: int) -> int:
    colour = GROUP_COLOURS[group]
    head = styles.get(
        bg_color=colour, font_color=WHITE, bold=True, align="center", border=1, border_color=WHITE
    )
    link = styles.get(
        font_color=colour, align="left", indent=1, left=5, left_color=colour, bottom=4, bottom_color=LINE
    )
    worksheet.write_string(row, column, str(group), head)
    for sheet in sheets_of(group):
        row += 1
        worksheet.write_url(
            row, column, f"internal:'{sheet.title}'!B4", link, sheet.title, f"转到“{sheet.title}”"
        )
    return row + 1


def sheets_of(group: Group) -> list[type[Sheet]]:
    """The sheets of a group in tab order, 首页 itself left out."""
    return [sheet for sheet in SHEETS if sheet.group is group and sheet is not Cockpit]


def _footnote(worksheet: Worksheet, styles: Styles) -> None:
    lights = "　".join(f"{symbol} {label}" for label, (symbol, _, _) in LIGHT_COLOURS.items())
    text = f"图例：{lights}　　各灯的判定标准见“亮灯规则”“颜色标签”，每个项目的亮灯原因见“亮灯台账”。"
    shape = styles.get(font_size=9, font_color=MUTED, align="center", top=1, top_color=LINE)
    worksheet.merge_range(BOTTOM + 1, FIRST, BOTTOM + 1, LAST, text, shape)


def _print(worksheet: Worksheet) -> None:
    set_up_paper(worksheet, Cockpit.paper)
    worksheet.center_vertically()
    worksheet.fit_to_pages(1, 1)
    worksheet.print_area(0, FIRST, BOTTOM + 1, LAST)
    worksheet.set_first_sheet()
    worksheet.activate()
