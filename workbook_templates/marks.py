"""条件格式：lights in colour and symbol, overdue and behind in red, findings by level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from addin.findings import Level
from addin.schema import MONTH_COLUMNS as MONTHS
from addin.schema import Column, Findings, Kind, Rankings, Sheet, WallChart
from workbook_templates.styles import LIGHT_COLOURS, MONTH_TINTS, RED, Styles, is_light

LAST_ROW: Final = 1_048_575
"""The last row of a sheet, 0-based: rows added later are covered too."""

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "bad": ("逾期未完成", "缺报", "逾期"),
    "warn": ("逾期完成", "迟报", "临期"),
    "good": ("按期完成", "已销号"),
}
"""状态用字：computed words and how they are tinted."""

TINTS: Final[dict[str, tuple[str, str]]] = {
    "bad": ("#FBE3E1", RED),
    "warn": ("#FDF1D3", "#7A5200"),
    "good": ("#E3F3E8", "#1E6B41"),
    "info": ("#E4EDF8", "#1B365D"),
}


def _ranges(columns: Sequence[int], first_row: int) -> dict[str, object]:
    parts = [xl_range(first_row, column, LAST_ROW, column) for column in columns]
    return {"multi_range": " ".join(parts)} if len(parts) > 1 else {}


class Marks:
    """标记：writes one sheet's conditional formats over all its rows, present and to come."""

    def __init__(
        self, worksheet: Worksheet, styles: Styles, sheet: type[Sheet], places: dict[str, int]
    ) -> None:
        """`places` maps column names to 0-based column numbers."""
        self.worksheet = worksheet
        self.styles = styles
        self.sheet = sheet
        self.places = places
        self.first_row = 3

    def write(self) -> None:
        self._lights()
        self._behind()
        self._states()
        self._overdue()
        if self.sheet is Findings:
            self._levels()
        if self.sheet is Rankings:
            self._movements()
        if self.sheet is WallChart:
            self._months()

    def _where(self, wanted: Sequence[Column]) -> list[int]:
        return [self.places[column.name] for column in wanted]

    def _add(self, columns: Sequence[int], rule: dict[str, object]) -> None:
        if columns:
            rule = {**rule, **_ranges(columns, self.first_row)}
            self.worksheet.conditional_format(self.first_row, columns[0], LAST_ROW, columns[0], rule)

    def _tint(self, name: str) -> Format:
        fill, ink = TINTS[name]
        return self.styles.mark(bg_color=fill, font_color=ink)

    def _equal(self, columns: Sequence[int], word: str, mark: Format) -> None:
        self._add(columns, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": mark})

    def _lights(self) -> None:
        columns = self._where([column for column in self.sheet.columns if is_light(column)])
        for label, (symbol, fill, ink) in LIGHT_COLOURS.items():
            mark = self.styles.mark(bg_color=fill, font_color=ink, bold=True, num_format=f'"{symbol} "@')
            self._equal(columns, label, mark)

    def _behind(self) -> None:
        """Behind schedule: red. 「—」 is text, which compares greater than any number, and stays black."""
        points = self._where([column for column in self.sheet.columns if column.kind is Kind.POINTS])
        rule = {"type": "cell", "criteria": "<", "value": 0, "format": self.styles.mark(font_color=RED)}
        self._add(points, rule)

    def _states(self) -> None:
        stated = [
            column
            for column in self.sheet.columns
            if column.computed and any(word in column.choices for words in WORDS.values() for word in words)
        ]
        for tint, words in WORDS.items():
            for word in words:
                places = self._where([column for column in stated if word in column.choices])
                self._equal(places, word, self._tint(tint))

    def _overdue(self) -> None:
        names = ("days_overdue", "idle_days", "lag_months")
        columns = self._where([column for column in self.sheet.columns if column.name in names])
        if columns:
            first = xl_range(self.first_row, columns[0], self.first_row, columns[0]).split(":")[0]
            mark = self.styles.mark(font_color=RED, bold=True)
            self._add(columns, {"type": "formula", "criteria": f"=N({first})>0", "format": mark})

    def _levels(self) -> None:
        column = [self.places[Findings.level.name]]
        for level, tint in ((Level.ERROR, "bad"), (Level.DOUBT, "warn"), (Level.NOTE, "info")):
            self._equal(column, str(level), self._tint(tint))

    def _movements(self) -> None:
        column = [self.places[Rankings.movement.name]]
        for arrow, ink in (("↑", "#1E6B41"), ("↓", RED)):
            rule = {"type": "text", "criteria": "begins with", "value": arrow}
            self._add(column, {**rule, "format": self.styles.mark(font_color=ink, bold=True)})

    def _months(self) -> None:
        """作战图's months: the cell opens with the light's symbol and label; node marks stand below."""
        columns = [self.places[name] for name in MONTHS]
        first = xl_range(self.first_row, columns[0], self.first_row, columns[0]).split(":")[0]
        for label, (symbol, _, _) in LIGHT_COLOURS.items():
            test = f'=OR(LEFT({first},1)="{symbol}",ISNUMBER(FIND("{label}",LEFT({first},3))))'
            mark = self.styles.mark(bg_color=MONTH_TINTS[label])
            self._add(columns, {"type": "formula", "criteria": test, "format": mark})
