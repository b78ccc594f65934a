"""办公室：a workbook of a few typed rows, worked on through the public commands, and what its cells then say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from support.desk import TODAY, Answer, Desk, change, rows
from support.ledgers import SHEET_OF_TABLE

from addin.schema import Sheet
from workbook_templates.build import build_workbook

_BUILT: dict[str, bytes] = {}
"""Workbooks by what they were built of: the same input gives the same bytes (tests/workbook_templates), and most
tests of a file begin with the same rows."""


class Office:
    """One master workbook on a desk. Cells are read by openpyxl, never through the product's own reader."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self.desk = desk
        self.path = path

    def opens(
        self,
        settings: Mapping[str, Any] | None = None,
        preset: str = "宁波",
        **tables: Sequence[Mapping[str, Any]],
    ) -> Office:
        """Build the workbook: `tables` by snake-case sheet name (projects=[dict(code="A", …)]), blank where a
        name is missing; a rules sheet not given holds its presets. Dates are dt.date."""
        filled = {SHEET_OF_TABLE[name]: given for name, given in tables.items()}
        same = repr((self.path.suffix, preset, settings, tables))
        if same not in _BUILT:
            build_workbook(self.path, filled, settings or {}, preset)
            _BUILT[same] = self.path.read_bytes()
        self.path.write_bytes(_BUILT[same])
        return self

    def run(self, command: str, *options: object, code: int = 0, today: str = TODAY) -> Answer:
        """`liangdeng COMMAND BOOK …` with --json on the day `today`."""
        answer = self.desk.run(command, self.path, *options, today=today)
        assert answer.code == code, answer.said
        return answer

    def rows(self, sheet: type[Sheet]) -> list[dict[str, Any]]:
        """The data rows of a sheet by column name."""
        return rows(self.path, sheet)

    def row(self, sheet: type[Sheet], **key: Any) -> dict[str, Any]:
        """The one row whose cells are those of `key`."""
        found = [row for row in self.rows(sheet) if all(row[name] == value for name, value in key.items())]
        assert len(found) == 1, f"{sheet.title}: {len(found)} rows of {key}"
        return found[0]

    def type(self, sheet: type[Sheet], place: int, **cells: Any) -> None:
        """Type into the data row `place` (0 is the first row below the header)."""
        for name, value in cells.items():
            change(self.path, sheet, place + 4, name, value)

    def findings(self) -> list[str]:
        """校核清单 as lines: "错误 亮灯规则!D5 问题"."""
        from addin.schema import Findings

        return [
            f"{row['level']} {row['sheet']}!{row['cell'] or ''} {row['message']}"
            for row in self.rows(Findings)
        ]
