"""必备：the sheets and columns without which a command would lose what it writes."""

from __future__ import annotations

from addin.errors import ProgramError
from addin.ledger import Ledger
from addin.schema import Column, Sheet


def need(ledger: Ledger, sheet: type[Sheet], *columns: Column) -> None:
    """Raises ProgramError where the workbook lacks the sheet or one of these columns."""
    if not ledger.has(sheet):
        raise ProgramError("工作簿", f"没有“{sheet.title}”工作表", "请把这张表放回工作簿再试")
    missing = [column.title for column in columns if not ledger.has_column(sheet, column.name)]
    if missing:
        titles = "、".join(f"“{title}”" for title in missing)
        raise ProgramError(f"工作表“{sheet.title}”", f"没有{titles}列", "请在表头补上这些列再试")
