"""选中的行：every selected area in Excel, rows that are hidden left out."""

from __future__ import annotations

from typing import Any

from addin.live.com import CELL_TYPE_VISIBLE, unwrapped
from addin.live.program import Selection


def selected(application: Any, book_name: str) -> Selection | None:
    """None where another workbook is in front, or a chart or picture is selected."""
    application = unwrapped(application)
    sheet = application.ActiveSheet
    if sheet is None or application.ActiveWorkbook.Name != book_name:
        return None
    try:
        areas = [
            application.Selection.Areas(number + 1) for number in range(application.Selection.Areas.Count)
        ]
        used = sheet.UsedRange
    except Exception:
        return None  # what is selected is no range, or the sheet no worksheet
    last = used.Row + used.Rows.Count - 1
    rows = {row for area in areas for row in _rows(sheet, area, last)}
    return Selection(str(sheet.Name), tuple(sorted(rows)))


def _rows(sheet: Any, area: Any, last: int) -> list[int]:
    first, end = int(area.Row), min(int(area.Row + area.Rows.Count - 1), max(last, int(area.Row)))
    if first == end:  # SpecialCells of one cell would look at the whole sheet
        return [] if sheet.Rows(first).Hidden else [first]
    try:
        visible = sheet.Range(sheet.Rows(first), sheet.Rows(end)).SpecialCells(CELL_TYPE_VISIBLE)
    except Exception:
        return []  # Excel's way of saying that none is visible
    shown = [visible.Areas(number + 1) for number in range(visible.Areas.Count)]
    return [row for part in shown for row in range(int(part.Row), int(part.Row + part.Rows.Count))]
