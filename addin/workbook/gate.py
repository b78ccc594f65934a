"""门岗：a look at a workbook file before any reader touches it; what is unfit is refused in one sentence.

The file is read once as a stream, within tens of megabytes of memory, and nothing in it is trusted:
sizes, names and the dimension element may all lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from addin.errors import ProgramError
from addin.workbook.file_kinds import refuse_other_kinds
from addin.workbook.package import Package
from addin.workbook.package_gate import Terms, check_members, checked, opened
from addin.workbook.parts import WORKBOOK, read_workbook
from addin.workbook.sheet_look import MOST_FAR_CELLS, SheetLook, look_at
from addin.workbook.tables import Table, read_table

MOST_BYTES = 1_500 << 20  # all members inflated; 10,000 projects × 24 months come to about 500 MB
RATIO_FROM = 64 << 20

_TABLE_PART = re.compile(r"xl/tables/[^/]+\.xml$", re.I)
_RESEND = "请找发来文件的人重发，或从版本文件夹取回"
_SAVE_AGAIN = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试"
_TERMS = Terms("工作簿", _RESEND, _SAVE_AGAIN, MOST_BYTES, RATIO_FROM)


@dataclass(slots=True)
class Look:
    """门岗所见：what later steps need to know. Worksheets and tables by their part names."""

    sheets: dict[str, SheetLook] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    macros: bool = False

    @property
    def has_formulas(self) -> bool:
        return any(sheet.has_formulas for sheet in self.sheets.values())

    @property
    def has_far_cells(self) -> bool:
        return any(sheet.far for sheet in self.sheets.values())


def inspect(path: Path, outside: bool = False) -> Look:
    """Look through a workbook file. `outside`: it came from elsewhere, so macros are refused.

    Raises ProgramError for all that is not a sound .xlsx or .xlsm.
    """
    refuse_other_kinds(path)
    with opened(path, _TERMS) as package:
        return _look_through(path, package, outside)


def _look_through(path: Path, package: Package, outside: bool) -> Look:
    check_members(path, package, _TERMS)
    look = Look(macros=_check_content_types(path, package, outside))
    sheets = _sheet_parts(path, package)
    for member in package.members:
        chunks = _checked(path, member.filename, package.chunks(member))
        if member.filename in sheets:
            look.sheets[member.filename] = look_at(member.filename, chunks)
        elif _TABLE_PART.match(member.filename):
            table = read_table(member.filename, b"".join(chunks))
            if table:
                look.tables[member.filename] = table
        else:
            for _ in chunks:
                pass
    for sheet in look.sheets.values():
        if len(sheet.far) > MOST_FAR_CELLS:
            raise ProgramError(
                path.name, "工作表数据过于分散，远处单元格太多", "请删去表外远处的内容，另存后再试"
            )
    return look


def _sheet_parts(path: Path, package: Package) -> set[str]:
    """The worksheet parts, wherever the workbook keeps them."""
    for name in (WORKBOOK, "xl/_rels/workbook.xml.rels"):
        if name not in package:
            raise _not_a_workbook(path, package)
        for _ in _checked(path, name, package.chunks(package[name])):
            pass
    try:
        return set(read_workbook(package).tabs.values())
    except etree.XMLSyntaxError as error:
        raise ProgramError(path.name, "文件已损坏（工作簿目录读不出来）", _RESEND) from error


def _check_content_types(path: Path, package: Package, outside: bool) -> bool:
    """Whether the file carries macros. Raises ProgramError where it is no workbook."""
    names = {member.filename for member in package.members}
    if "[Content_Types].xml" not in names:
        raise _not_a_workbook(path, package)
    types = package.read("[Content_Types].xml")
    for mark, kind in _OTHER_DOCUMENTS.items():
        if mark in types:
            raise ProgramError(path.name, f"这是{kind}，不是 Excel 工作簿", "请换成 .xlsx 或 .xlsm 工作簿")
    if b"sheet.binary" in types:
        raise ProgramError(path.name, "这是二进制工作簿（.xlsb）", _SAVE_AGAIN)
    if (b"spreadsheetml" not in types and b"ms-excel" not in types) or "xl/workbook.xml" not in names:
        raise _not_a_workbook(path, package)
    macros = b"macroEnabled" in types or any(_is_macro(name) for name in names)
    if macros and (outside or path.suffix.lower() in (".xlsx", ".xltx")):
        raise ProgramError(
            path.name,
            "文件里带有宏" if outside else "扩展名是 .xlsx，里面却带有宏",
            "请另存为不带宏的 .xlsx 后再试",
        )
    return macros


_OTHER_DOCUMENTS = {
    b"wordprocessingml": " Word 文档",
    b"presentationml": "演示文稿",
}


def _is_macro(name: str) -> bool:
    lowered = name.lower()
    return lowered.endswith("vbaproject.bin") or "/macrosheets/" in lowered


def _not_a_workbook(path: Path, package: Package) -> ProgramError:
    if "mimetype" in package and b"opendocument" in package.read("mimetype")[:100]:
        return ProgramError(path.name, "这是 OpenDocument 文件", _SAVE_AGAIN)
    return ProgramError(path.name, "这是压缩包，不是 Excel 工作簿", "请换成 .xlsx 或 .xlsm 工作簿")


def _checked(path: Path, name: str, chunks: Iterator[bytes]) -> Iterator[bytes]:
    return checked(path, name, chunks, _TERMS)
