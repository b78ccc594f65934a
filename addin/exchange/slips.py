"""退件单：what a unit is asked to put right, as a small workbook that can be mailed back to it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xlsxwriter.workbook import Workbook

from addin.exchange.conflict_sheet import SHEETS, key_text, shown
from addin.exchange.conflicts import place_of
from addin.exchange.fields import MergeKind
from addin.exchange.seen import Listed
from addin.exchange.tables import MasterTable
from addin.schema import Conflicts
from addin.workbook.port import CellValue
from addin.workbook.safe_save import plain_errors, put_in_place
from workbook_templates.package import CREATED

NAME: Final = "退件单.xlsx"
TITLES: Final = (
    Conflicts.number.title, Conflicts.sheet.title, Conflicts.row_key.title, Conflicts.field.title,
    "单元格", Conflicts.returned_value.title, "问题",
)  # fmt: skip
_WIDTHS: Final = (6, 14, 24, 18, 22, 36, 60)
_NOT_THEIRS: Final = "这一列由发件单位维护，改动没有采用；内容有误请在备注中说明"
_SENT_BACK: Final = "请核对后重新填报"


def slip_line(one: Listed, table: MasterTable | None) -> tuple[str, ...]:
    """One line of a slip: sheet, key, column, cell, value as returned, what is wrong."""
    sheet = SHEETS[one.sheet]
    at = place_of(one, table) if table is not None else -1
    values: dict[str, CellValue] = table.row(at) if table is not None and at >= 0 else dict(one.values)
    column = sheet.column(one.column) if one.column else None
    returned = shown(one.returned, column) if column else None
    title = column.title if column else "（整行）"
    return sheet.title, key_text(sheet, values) or one.row_id, title, one.place, returned or "", _problem(one)


def _problem(one: Listed) -> str:
    if one.kind == MergeKind.NOT_THEIRS:
        return _NOT_THEIRS
    return one.problem or _SENT_BACK


def slip_bytes(number: str, unit: str, lines: Sequence[Sequence[str]]) -> bytes:
    """The workbook; every cell is text."""
    target = io.BytesIO()
    plain = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    base = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    book = Workbook(target, plain | {"default_format_properties": base})
    book.set_properties({"title": f"{number} 退件单", "author": "", "company": "", "created": CREATED})
    sheet = book.add_worksheet("退件单")
    bold = book.add_format({**base, "bold": True, "border": 1, "bg_color": "#DDEBF7"})
    cell = book.add_format({**base, "border": 1, "num_format": "@"})
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(
        0,
        0,
        f"{unit}：下列{len(lines)}处没有收进台账，请改正后重新交回（{number}）",
        book.add_format({"bold": True}),
    )
    for place, title in enumerate(TITLES):
        sheet.write_string(1, place, title, bold)
    for row, line in enumerate(lines, 2):
        sheet.write_number(row, 0, row - 1, cell)
        for place, text in enumerate(line, 1):
            sheet.write_string(row, place, text, cell)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return target.getvalue()


def write_slip(folder: Path, number: str, unit: str, lines: Sequence[Sequence[str]]) -> Path:
    """Put the slip beside the package, in the place of an earlier one. Raises ProgramError."""
    content = slip_bytes(number, unit, lines)
    with plain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        put_in_place(folder / NAME, lambda draft: draft.write_bytes(content))
    return folder / NAME
