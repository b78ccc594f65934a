"""带宏的台账：what a .xlsm carries beyond the .xlsx: the macros, the ribbon, the buttons on 首页."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from xlsxwriter.worksheet import Worksheet

from addin.schema import SHEETS, Sheet
from addin.workbook.macro_parts import WORKBOOK_MODULE, code_name
from workbook_templates.package import Macros, MasterWorkbook
from workbook_templates.ribbon import CUSTOM_UI, MACROS
from workbook_templates.vba_project import Kind, Module, vba_project

SUFFIX: Final = ".xlsm"
ADDIN_SUFFIX: Final = ".xlam"
_NOTE: Final = "这是亮灯台账的加载宏：装好后，Excel 的“重大项目”选项卡对当前打开的台账起作用。"


def macros(sheets: Sequence[str]) -> Macros:
    """The macros for a workbook whose worksheets bear these code names.

    Excel keeps a document module for the workbook and for every worksheet (ECMA-376 18.2.28 and
    18.3.1.82, codeName) and makes up those that a project lacks, so the project names them all.
    """
    modules = [
        Module(WORKBOOK_MODULE, Kind.WORKBOOK, _text(f"{WORKBOOK_MODULE}.cls")),
        *(Module(name, Kind.SHEET, "") for name in sheets),
        *(Module(path.stem, Kind.STANDARD, _text(path.name)) for path in sorted(MACROS.glob("*.bas"))),
    ]
    return Macros(vba_project(modules), CUSTOM_UI.read_bytes())


def ledger_macros() -> Macros:
    """The macros of a master workbook."""
    return macros([code_name(sheet) for sheet in SHEETS])


def _text(name: str) -> str:
    return (MACROS / name).read_text(encoding="utf-8")


def name_modules(worksheets: Mapping[type[Sheet], Worksheet]) -> None:
    """Ties every worksheet to its document module."""
    for sheet, worksheet in worksheets.items():
        worksheet.set_vba_name(code_name(sheet))


def addin_workbook(path: Path) -> MasterWorkbook:
    """The add-in: macros and ribbon for whatever workbook is in front, itself never seen."""
    name = "Sheet1"
    workbook = MasterWorkbook(path, macros([name]), is_addin=True)
    worksheet = workbook.add_worksheet("说明")
    worksheet.set_vba_name(name)
    worksheet.write_string(0, 0, _NOTE)
    return workbook
