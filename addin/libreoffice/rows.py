"""新增的行：the look of the row above carried on, and the rows that a person has selected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from addin.libreoffice.ranges import LAST_ROW
from addin.libreoffice.values import Box
from addin.live.program import Selection

_ANY = "ANY"
_LOOK = (
    "CellStyle", "NumberFormat", "CellBackColor", "IsCellBackgroundTransparent", "CellProtection",
    "BottomBorder2", "LeftBorder2", "RightBorder2", "TopBorder2", "DiagonalBLTR2", "DiagonalTLBR2",
    "CharColor", "CharCrossedOut", "CharHeight", "CharHeightAsian", "CharHeightComplex",
    "CharFontName", "CharFontNameAsian", "CharFontNameComplex", "CharPosture", "CharPostureAsian",
    "CharUnderline", "CharWeight", "CharWeightAsian", "CharWeightComplex",
    "HoriJustify", "HoriJustifyMethod", "VertJustify", "IsTextWrapped", "ParaIndent", "ShrinkToFit",
    "Orientation", "RotateAngle", "WritingMode",
)  # fmt: skip
"""What a cell looks like; its style first, because setting that sets all the others anew."""


def carry_look(sheet: Any, box: Box, before: Callable[[], None]) -> None:
    """Formats, heights, drop-downs and conditional formats of row `first` − 1 to rows first…last of the
    box (first row, first column, last row, last column).

    Copying cells would be shorter, but Calc copies nothing out of a filtered row or a hidden column,
    and everything through the clipboard takes what the person has in it. `before` is called before each step.
    """
    first, left, last, right = box
    above = sheet.getCellRangeByPosition(left - 1, first - 2, right - 1, first - 2)
    blocks = above.getCellFormatRanges()
    for block in (blocks.getByIndex(index) for index in range(blocks.Count)):
        columns = block.RangeAddress
        new = sheet.getCellRangeByPosition(columns.StartColumn, first - 1, columns.EndColumn, last - 1)
        before()
        new.setPropertyValues(_LOOK, block.getPropertyValues(_LOOK))
        _carry_drop_down(block, new)
        before()
    _stretch_conditions(sheet, first, last, left, right)
    before()
    _carry_height(sheet, first, last)


def _carry_drop_down(above: Any, new: Any) -> None:
    """Our own sheets have theirs to the bottom already."""
    rule = above.Validation
    if rule.Type.value != _ANY and new.Validation.Type.value == _ANY:
        new.Validation = rule


def _carry_height(sheet: Any, first: int, last: int) -> None:
    above, new = sheet.Rows.getByIndex(first - 2), sheet.getCellRangeByPosition(0, first - 1, 0, last - 1)
    new.Rows.OptimalHeight = above.OptimalHeight
    if not above.OptimalHeight:
        new.Rows.Height = above.Height


def _stretch_conditions(sheet: Any, first: int, last: int, left: int, right: int) -> None:
    """Conditional formats that end in the row above, on these columns, go on to row `last`."""
    formats = sheet.ConditionalFormats
    for one in formats.getConditionalFormats() if formats.Length else ():
        areas = one.Range.getRangeAddresses()
        ending = [area for area in areas if area.EndRow == first - 2 and _meets(area, left, right)]
        if ending:
            for area in ending:
                area.EndRow = last - 1
            one.Range = _ranges(sheet, areas)


def _meets(area: Any, left: int, right: int) -> bool:
    return bool(area.StartColumn < right and area.EndColumn >= left - 1)


def _ranges(sheet: Any, addresses: Any) -> Any:
    """A new collection of ranges; Calc joins those that touch."""
    made = sheet.getCellRangeByPosition(0, 0, 0, 0).queryVisibleCells()
    made.removeRangeAddresses(made.getRangeAddresses())
    made.addRangeAddresses(tuple(addresses), False)
    return made


def selected(document: Any) -> Selection | None:
    """The rows of every selected area that can be seen; None where no cells are selected."""
    found = document.CurrentSelection
    if found is None:
        return None
    if found.supportsService("com.sun.star.sheet.SheetCellRange"):
        areas = [found.RangeAddress]
    elif found.supportsService("com.sun.star.sheet.SheetCellRanges"):
        areas = list(found.getRangeAddresses())
    else:
        return None
    front = document.CurrentController.ActiveSheet
    rows = {row for area in areas for row in _visible_rows(front, area)}
    return Selection(front.Name, tuple(sorted(rows)))


def _visible_rows(sheet: Any, area: Any) -> Iterator[int]:
    """1-based. Whole rows are looked at, so that hidden columns do not hide rows."""
    last = area.EndRow
    if last == LAST_ROW - 1:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress.EndRow
    if last < area.StartRow:
        return
    rows = sheet.getCellRangeByPosition(0, area.StartRow, sheet.Columns.Count - 1, last)
    for part in rows.queryVisibleCells().getRangeAddresses():
        yield from range(part.StartRow + 1, part.EndRow + 2)
