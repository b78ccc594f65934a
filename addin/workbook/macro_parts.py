"""带宏的台账：puts back what another program left out of a ledger with macros when it saved it.

LibreOffice 7.4 keeps the VBA project and the ribbon. It drops the code names, which tie the workbook
and its sheets to their modules, and writes the buttons of 首页 in a way that neither it nor Excel
finds again. What is put back comes from the master that the program brings along.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from addin.schema import SHEETS, Cockpit, Sheet
from addin.workbook.button_parts import draw_again
from addin.workbook.compound import CompoundError, stream_in
from addin.workbook.gate import Look
from addin.workbook.package import Package
from addin.workbook.part_edits import PartEdits
from addin.workbook.parts import WORKBOOK, WorkbookMap, tables_of
from addin.workbook.sheet_look import SheetLook

MASTER: Final = Path(__file__).parents[2] / "workbook_templates" / "重大项目推进台账.xlsm"
PROJECT: Final = "xl/vbaProject.bin"
BUTTONS: Final = "xl/drawings/vmlDrawing1.vml"
RIBBON: Final = "customUI/customUI14.xml"
RIBBON_LINK: Final = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
"""[MS-CUSTOMUI2] 2.1: the root relationship to a ribbon of the 2009/07 schema."""
WORKBOOK_MODULE: Final = "ThisWorkbook"
OUR_MODULES: Final = frozenset({"RunPython", "Ribbon", "Buttons"})

_MODULE: Final = re.compile(r"^(?:Module=|Document=)(\w+)", re.M)
_WORKBOOK_PR: Final = re.compile(rb"<(?:\w+:)?workbookPr(?=[\s/>])")
_SHEET_PR: Final = re.compile(rb"<(?:\w+:)?sheetPr(?=[\s/>])")
_CODE_NAME: Final = re.compile(rb"<(?:\w+:)?(?:workbookPr|sheetPr)\s[^>]*?codeName=[\"']([^\"']*)[\"']")
_WORKSHEET: Final = re.compile(rb"<(?:\w+:)?worksheet(?=[\s>])[^>]*>")


def code_name(sheet: type[Sheet]) -> str:
    """The name of a sheet's document module: the same wherever the sheet stands among the tabs."""
    return f"Sheet{sheet.__name__}"


def mend(package: Package, look: Look, workbook: WorkbookMap) -> PartEdits:
    """What the workbook lacks. Nothing where it does not carry our macros."""
    edits = PartEdits(package)
    modules = _modules(package)
    if not modules >= OUR_MODULES:
        return edits
    _mend_ribbon(edits)
    if not _CODE_NAME.search(edits.read(WORKBOOK)):  # which Excel and WPS never leave out
        book = _WORKBOOK_PR.sub(_with_code_name(WORKBOOK_MODULE), edits.read(WORKBOOK), count=1)
        edits.write(WORKBOOK, book)
        cockpit = workbook.tabs.get(Cockpit.title)
        if cockpit is not None and _is_editable(look.sheets[cockpit]):
            draw_again(edits, cockpit, look.sheets[cockpit].tail, _of_master(BUTTONS))
    _mend_code_names(edits, look, _sheets(package, look, workbook), modules)
    return edits


def _modules(package: Package) -> set[str]:
    """The modules that the workbook's VBA project names ([MS-OVBA] 2.3.1), none where it has none."""
    if PROJECT not in package:
        return set()
    try:
        text = stream_in(package.read(PROJECT), ["PROJECT"]).decode("latin-1")
    except (CompoundError, struct.error):
        return set()
    return set(_MODULE.findall(text))


def _mend_ribbon(edits: PartEdits) -> None:
    if edits.has_link("", "/ui/extensibility"):
        return
    if RIBBON not in edits:
        edits.write(RIBBON, _of_master(RIBBON), "application/xml")
    edits.link("", RIBBON_LINK, RIBBON)


def _with_code_name(name: str) -> bytes:
    return rb'\g<0> codeName="%s"' % name.encode()


def _is_editable(sheet: SheetLook) -> bool:
    return sheet.has_rows_part and not sheet.uneditable


def _sheets(package: Package, look: Look, workbook: WorkbookMap) -> dict[str, type[Sheet]]:
    """Part → sheet, known by the tab's title, else by its table."""
    titles = {sheet.title: sheet for sheet in SHEETS}
    tables = {sheet.table_name(): sheet for sheet in SHEETS}
    found = {}
    for tab, part in workbook.tabs.items():
        names = [look.tables[name].name for name in tables_of(package, part) if name in look.tables]
        sheet = titles.get(tab) or next((tables[name] for name in names if name in tables), None)
        if sheet is not None:
            found[part] = sheet
    return found


def _mend_code_names(
    edits: PartEdits, look: Look, sheets: Mapping[str, type[Sheet]], modules: set[str]
) -> None:
    """ECMA-376 18.3.1.82: codeName is an attribute of sheetPr, the first child of a worksheet."""
    heads = {part: sheet.head for part, sheet in look.sheets.items()}
    taken = {match[1].decode() for head in heads.values() if (match := _CODE_NAME.search(head))}
    for part, sheet in sheets.items():
        name = code_name(sheet)
        if name in modules - taken and not _CODE_NAME.search(heads[part]) and _is_editable(look.sheets[part]):
            taken.add(name)
            edits.heads[part] = _named(heads[part], name, look.sheets[part].prefix)


def _named(head: bytes, name: str, prefix: bytes) -> bytes:
    """What stands before a sheet's rows, with the code name in it."""
    if _SHEET_PR.search(head):
        return _SHEET_PR.sub(_with_code_name(name), head, count=1)
    element = b'<%ssheetPr codeName="%s"/>' % (prefix, name.encode())
    return _WORKSHEET.sub(rb"\g<0>" + element, head, count=1)


@cache
def _of_master(name: str) -> bytes:
    with zipfile.ZipFile(MASTER) as master:
        return master.read(name)
