"""建表：builds the master workbook, 重大项目推进台账.xlsx, from the schema and the presets.

`python -m workbook_templates.build` rebuilds the empty masters, without and with buttons (.xlsm),
that stand beside this module.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from xlsxwriter.exceptions import XlsxWriterException

from addin.errors import ProgramError
from addin.schema import SHEETS, Cockpit, Indicators, Parameters, Rankings, Sheet
from addin.workbook.port import CellValue
from workbook_templates.cockpit import write_cockpit
from workbook_templates.guards import define_lists
from workbook_templates.ledger_sheet import FIRST_ROW, Page, write_page
from workbook_templates.macro_book import SUFFIX, addin_workbook, ledger_macros, name_modules
from workbook_templates.package import TITLE, MasterWorkbook
from workbook_templates.preset_tables import FILES, SCORE_SCHEMES, preset_rows, preset_settings
from workbook_templates.settings_sheet import define_month, setting_rows, write_settings
from workbook_templates.sheet_buttons import write_buttons
from workbook_templates.styles import Styles

MASTER: Final = Path(__file__).parent / f"{TITLE}.xlsx"
DEFAULT_PRESET: Final = "宁波"

Rows = Sequence[Mapping[str, CellValue]]
Tables = Mapping[type[Sheet], Rows]
Values = Mapping[str, CellValue]


def build_workbook(
    path: Path | str,
    tables: Tables = {},  # noqa: B006 (never written to)
    settings: Values = {},  # noqa: B006
    preset: str = DEFAULT_PRESET,
    demonstration: bool = False,
) -> None:
    """Writes a master workbook to `path`, over whatever stands there; a .xlsm with macros and buttons.

    `tables` holds rows as dicts by column name (addin/schema), blank where a name is missing; a
    rules sheet not given is filled from the presets. `settings` are values of 参数 by Setting.name,
    over those of `preset` (亮灯方案, 会商方案) and the defaults. `demonstration` marks every sheet
    「演示数据」. Same input, same bytes. Raises UsageError (unknown preset or setting), ProgramError
    (path cannot be written).
    """
    values = {**preset_settings(preset), **({"demonstration": "是"} if demonstration else {}), **settings}
    filled: dict[type[Sheet], Rows] = {sheet: preset_rows(sheet) for sheet in FILES}
    filled |= {**tables, Parameters: setting_rows(values)}
    has_macros = Path(path).suffix.lower() == SUFFIX
    workbook = MasterWorkbook(Path(path), ledger_macros() if has_macros else None)
    styles = Styles(workbook)
    worksheets = {sheet: workbook.add_worksheet(sheet.title) for sheet in SHEETS}
    if has_macros:
        name_modules(worksheets)
        write_buttons(worksheets[Cockpit])
    define_lists(workbook, FIRST_ROW)
    define_month(workbook)
    month = values.get("as_of")
    for sheet, worksheet in worksheets.items():
        if sheet is Cockpit:
            write_cockpit(workbook, worksheet, styles, month, demonstration)
            continue
        extra = indicator_titles(filled, values) if sheet is Rankings else ()
        page = Page(sheet, filled.get(sheet, ()), extra, period_text(month), demonstration)
        write_page(worksheet, styles, page)
    write_settings(worksheets[Parameters], styles, values)
    _close(workbook, Path(path))


def period_text(month: CellValue) -> str:
    """2022年9月, as the note shows it; 未定 where 参数 has none; text as it stands."""
    if isinstance(month, dt.date):
        return f"{month.year}年{month.month}月"
    return "未定"


def indicator_titles(tables: Tables, values: Values) -> list[str]:
    """排名榜's open columns: the indicators of the scheme in force, each once."""
    scheme = values.get("score_scheme", SCORE_SCHEMES[0])
    rows = [row for row in tables[Indicators] if row.get(Indicators.scheme.name) == scheme]
    return list(dict.fromkeys(str(row[Indicators.indicator.name]) for row in rows))


def build_addin(path: Path | str) -> None:
    """Writes the add-in (.xlam) to `path`. Same bytes every time. Raises ProgramError."""
    _close(addin_workbook(Path(path)), Path(path))


def _close(workbook: MasterWorkbook, path: Path) -> None:
    try:
        workbook.close()
    except (OSError, XlsxWriterException) as error:
        raise ProgramError(
            str(path), "写不进去", "请检查文件夹是否存在、是否可写，文件是否正打开着"
        ) from error


def main() -> None:
    """Rebuilds the empty masters in the repository."""
    build_workbook(MASTER)
    build_workbook(MASTER.with_suffix(SUFFIX))


if __name__ == "__main__":
    main()
