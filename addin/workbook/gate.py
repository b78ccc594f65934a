"""门岗：a look at a workbook file before any reader touches it; what is unfit is refused in one sentence.

The file is read once as a stream, within tens of megabytes of memory, and nothing in it is trusted:
sizes, names and the dimension element may all lie.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lxml import etree

from addin.errors import ProgramError
from addin.workbook.file_kinds import refuse_other_kinds
from addin.workbook.package import DamagedMemberError, Package
from addin.workbook.parts import WORKBOOK, read_workbook
from addin.workbook.sheet_look import MOST_FAR_CELLS, SheetLook, look_at
from addin.workbook.tables import Table, read_table

MOST_BYTES = 1_500 << 20  # all members inflated; 10,000 projects × 24 months come to about 500 MB
MOST_RATIO, RATIO_FROM = 150, 64 << 20  # a full sheet packs 10 to 40 times, a bomb 230 to 1,000
MOST_MEMBERS = 20_000

_TABLE_PART = re.compile(r"xl/tables/[^/]+\.xml$", re.I)
_XML_NAME = re.compile(r"\.(?:xml|rels|vml)$", re.I)
_RESEND = "请找发来文件的人重发，或从版本文件夹取回"
_SAVE_AGAIN = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试"


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
    try:
        with Package(path) as package:
            return _look_through(path, package, outside)
    except zipfile.BadZipFile as error:
        raise ProgramError(path.name, "文件不完整或已损坏，无法解开", _RESEND) from error
    except DamagedMemberError as error:
        part, what = error.args
        raise ProgramError(path.name, f"文件已损坏（{part} {what}）", _RESEND) from error
    except (NotImplementedError, RuntimeError) as error:  # zipfile: other methods, passwords
        raise ProgramError(path.name, "压缩方式不认识", _SAVE_AGAIN) from error


def _look_through(path: Path, package: Package, outside: bool) -> Look:
    _check_members(path, package)
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


def _check_members(path: Path, package: Package) -> None:
    names = [member.filename for member in package.members]
    if len(names) > MOST_MEMBERS:
        raise ProgramError(path.name, f"文件内部有 {len(names)} 个部件，不像工作簿", _SAVE_AGAIN)
    if len({name.lower() for name in names}) < len(names):
        raise ProgramError(path.name, "文件内部有重名部件，可能被改造过", _SAVE_AGAIN)
    for member in package.members:
        if _leaves_the_package(member.orig_filename):
            raise ProgramError(
                path.name, "文件内部有越界的部件名，可能被改造过", "请勿打开，找发来文件的人核实"
            )
        if member.flag_bits & 1:
            raise ProgramError(path.name, "文件内部已加密", "请用 Excel 或 WPS 打开，去掉密码后另存")
        if member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * max(member.compress_size, 1):
            raise _bomb(path)
    if sum(member.file_size for member in package.members) > MOST_BYTES:
        raise _bomb(path)


def _bomb(path: Path) -> ProgramError:
    return ProgramError(
        path.name, "解开后大得不合常理，已停止读取", "请找发来文件的人核实，删去多余格式后另存"
    )


def _leaves_the_package(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name


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
    """A member's content, its XML free of entities and of encodings that would hide them."""
    if not _XML_NAME.search(name):
        yield from chunks
        return
    before = b""
    for chunk in chunks:
        if not before and chunk[:2] in (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0"):
            raise ProgramError(path.name, f"部件 {name} 不是 UTF-8 编码", _SAVE_AGAIN)
        # "!" is rare in a sheet and found many times faster than "<!".
        if b"!" in chunk or before.endswith(b"<"):
            joined = before + chunk
            if b"<!DOCTYPE" in joined or b"<!ENTITY" in joined:
                raise ProgramError(
                    path.name, f"部件 {name} 带有实体定义，可能有害", "请勿打开，找发来文件的人核实"
                )
        before = chunk[-16:]
        yield chunk
