"""样式：colours, fonts, widths and number formats, all in one place, and a cache of formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin.schema import (
    MONTH_COLUMNS,
    SHEETS,
    Column,
    Group,
    Indicators,
    Kind,
    LightRegister,
    Milestones,
    MonthlyPlans,
    MonthlyProgress,
    Owner,
    Projects,
    Rankings,
    Sheet,
    Units,
    WallChart,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

FONT: Final = "微软雅黑"
INK: Final = "#1F2933"
MUTED: Final = "#5B6673"
NAVY: Final = "#1B365D"
RED: Final = "#B3261E"
LINE: Final = "#CBD2D9"
PALE: Final = "#F4F6F8"
WHITE: Final = "#FFFFFF"

GROUP_COLOURS: Final[dict[Group, str]] = {
    Group.COCKPIT: "#B3261E",
    Group.BASE: "#1B365D",
    Group.LEDGER: "#2F6DB5",
    Group.MEETING: "#6B4FA0",
    Group.SUPERVISION: "#C2560C",
    Group.RANKING: "#A67C00",
    Group.RULE: "#3F7D3A",
    Group.RESULT: "#6B7280",
}
"""分组颜色：tab colour, and the rule under the title, of each group."""

OWNER_FILLS: Final[dict[Owner, tuple[str, str]]] = {
    Owner.OFFICE: ("#D9E6F5", "#1B365D"),
    Owner.UNIT: ("#FCE7CC", "#8A4500"),
    Owner.COMPUTED: ("#E3E6EA", "#3E4853"),
}
"""表头颜色：(fill, ink) of a header cell by who may change the column."""

LIGHT_COLOURS: Final[dict[str, tuple[str, str, str]]] = {
    "绿": ("●", "#2E8B57", WHITE),
    "黄": ("▲", "#F5C431", INK),
    "橙": ("▼", "#E8812C", INK),
    "红": ("■", "#C62828", WHITE),
    "蓝": ("★", "#2F6DB5", WHITE),
    "灰": ("○", "#D5D9DE", INK),
}
"""灯：label → (symbol, fill, ink); the symbols tell lights apart in a black-and-white print."""

MONTH_TINTS: Final[dict[str, str]] = {
    "绿": "#D6EEDF",
    "黄": "#FCEBAF",
    "橙": "#F9D8BA",
    "红": "#F5C6C2",
    "蓝": "#D3E2F5",
    "灰": "#ECEFF1",
}
"""作战图: a month's paler fill, on which the node marks stay readable."""

NUMBER_FORMATS: Final[dict[Kind, str]] = {
    Kind.MONEY: '#,##0.00_ ;"−"#,##0.00_ ;#,##0.00_ ;@_ ',
    Kind.RATE: '0.00%_ ;"−"0.00%_ ;0.00%_ ;@_ ',
    Kind.POINTS: '0.00_ ;"−"0.00_ ;0.00_ ;@_ ',
    Kind.INTEGER: '0;"−"0',
    Kind.NUMBER: '0.00_ ;"−"0.00_ ;0.00_ ;@_ ',
    Kind.DATE: "yyyy-mm-dd",
    Kind.MONTH: 'yyyy"年"m"月"',
    Kind.LONG_TEXT: "General",
}
"""数字格式; kinds not named here are text (@), so that 「2021-3」 typed stays what was typed."""

WIDTHS: Final[dict[Kind, float]] = {
    Kind.ROW_ID: 12,
    Kind.CODE: 15,
    Kind.TEXT: 13,
    Kind.LONG_TEXT: 26,
    Kind.CHOICE: 9.5,
    Kind.LIST: 18,
    Kind.MONEY: 13.5,
    Kind.NUMBER: 9,
    Kind.INTEGER: 8.5,
    Kind.RATE: 10.5,
    Kind.POINTS: 10.5,
    Kind.DATE: 12,
    Kind.MONTH: 11,
    Kind.TIME: 18,
}

RULE_TITLES: Final = frozenset(sheet.title for sheet in SHEETS if sheet.group is Group.RULE)
CENTRED: Final = frozenset({Kind.CHOICE, Kind.DATE, Kind.MONTH, Kind.INTEGER, Kind.TIME})
RIGHT: Final = frozenset({Kind.MONEY, Kind.RATE, Kind.POINTS, Kind.NUMBER})
SHORT_TEXT: Final = 6
"""A declared drop-down of words up to this long is centred, like a light."""


def number_format(column: Column) -> str:
    """The Excel number format of a column's cells; a threshold is shown as it was typed."""
    if column.kind is Kind.NUMBER and column.sheet_title in RULE_TITLES:
        return "General"
    return NUMBER_FORMATS.get(column.kind, "@")


def is_light(column: Column) -> bool:
    """Does the column hold a bare light label (绿, 黄 …)?"""
    return column.name in LIGHT_COLUMNS


LIGHT_COLUMNS: Final = frozenset({"label", "light", "rule_light", "adjusted_light", "unit_light"})


OWN_WIDTHS: Final[dict[int, float]] = {
    id(LightRegister.reason): 105,
    id(LightRegister.rule): 20,
    id(LightRegister.responsible_unit): 17,
    id(LightRegister.project_name): 34,
    id(MonthlyProgress.physical_progress): 74,
    id(MonthlyProgress.problems): 42,
    id(MonthlyProgress.next_steps): 48,
    id(MonthlyProgress.project_name): 34,
    id(MonthlyProgress.forecast): 12,
    id(MonthlyProgress.basis): 10,
    id(MonthlyProgress.behind): 9,
    id(Units.email): 27,
    id(Milestones.standard): 40,
    id(Projects.reason): 70,
    id(Rankings.object): 9.5,
    id(Rankings.period): 8,
    id(Rankings.object_code): 21,
    id(Rankings.object_name): 22,
    id(Rankings.bonus): 9,
    id(Rankings.score): 9,
    id(Rankings.movement): 9,
    id(Rankings.remarks): 48,
}
"""列宽: columns whose computed text was measured on a filled workbook."""


def width(column: Column) -> float:
    """Characters: as measured or declared, else by kind, never so narrow that a header takes three lines."""
    if id(column) in OWN_WIDTHS:
        return OWN_WIDTHS[id(column)]
    if column.width:
        return column.width
    if column.kind is Kind.CODE and (column.title == Projects.code.title):
        return 22.0
    if column.sheet_title in (WallChart.title, MonthlyPlans.title) and column.name in MONTH_COLUMNS:
        return 16.6 if column.sheet_title == WallChart.title else 11.0
    header = len(column.title) + 3.5
    short = is_light(column) or (column.kind is Kind.TEXT and column.choices)
    usual = WIDTHS[Kind.CHOICE if short else column.kind]
    choices = max((2 * len(choice) + 4 for choice in column.choices), default=0)
    return float(max(header, usual, min(choices, 24)))


def alignment(column: Column) -> str:
    """left, center or right."""
    if column.kind in RIGHT or (column.dash and column.kind is not Kind.INTEGER):
        return "right"
    if column.kind in CENTRED or is_light(column) or column in (Indicators.target, Rankings.movement):
        return "center"
    if column.choices and column.kind is not Kind.LIST and max(map(len, column.choices)) <= SHORT_TEXT:
        return "center"
    return "left"


class Styles:
    """格式库：one XlsxWriter Format a distinct set of properties, so that styles.xml stays small."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        """A format in the house font, vertically centred, with these properties on top."""
        wanted = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter", **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(wanted)
        return self._formats[key]

    def mark(self, **properties: object) -> Format:
        """A bare format for conditional formatting: only these properties."""
        key = tuple(sorted({"conditional": True, **properties}.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(properties)
        return self._formats[key]

    def title(self, group: Group, align: str) -> Format:
        rule = {"bottom": 5, "bottom_color": GROUP_COLOURS[group]}
        return self.get(font_size=18, bold=True, font_color=NAVY, align=align, **rule)

    def note(self) -> Format:
        return self.get(font_size=9.5, font_color=MUTED, align="left", indent=1)

    def header(self, column: Column, group: Group) -> Format:
        fill, ink = OWNER_FILLS[column.owner]
        return self.get(
            bold=column.key or column.required,
            font_color=ink,
            bg_color=fill,
            align="center",
            text_wrap=True,
            border=1,
            border_color="#AEB8C2",
            bottom=2,
            bottom_color=GROUP_COLOURS[group],
        )

    def body(self, column: Column, sheet: type[Sheet]) -> Format:
        """A data cell: bordered; computed cells of sheets that people type in are tinted."""
        extra: dict[str, object] = {"border": 1, "border_color": LINE}
        if column.computed and not sheet.wholly_computed:
            extra["bg_color"] = PALE
        if column.computed is False and sheet.wholly_computed is False:
            extra["locked"] = False
        return self.get(**self._shape(column), **extra)

    def blank(self, column: Column) -> Format:
        """The whole column's default: the shape without border or fill, for rows added later."""
        return self.get(**self._shape(column))

    def _shape(self, column: Column) -> dict[str, object]:
        align = alignment(column)
        shape: dict[str, object] = {"num_format": number_format(column), "align": align}
        if align != "right":
            shape["text_wrap"] = True
        return shape
