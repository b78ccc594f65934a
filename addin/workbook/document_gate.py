"""文档门岗：a look at a word processor's file before any reader touches it; what is unfit is refused in one sentence.

.docx and .odt are looked through like a workbook (addin/workbook/package_gate.py); of .doc and .rtf, which only
LibreOffice can read, the kind, a password and macros are told.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from addin.errors import ProgramError
from addin.workbook.compound import CompoundError, stream_in
from addin.workbook.file_kinds import OLE, ZIP, beginning
from addin.workbook.package import Package
from addin.workbook.package_gate import Terms, check_members, checked, opened, too_large

MOST_BYTES, RATIO_FROM = 500 << 20, 32 << 20
MOST_XML = 32 << 20
"""Of one part that is parsed as a whole: a book of a million 汉字 has a fifth of it."""
_MOST_COMPOUND = 64 << 20

_SAVE_AGAIN = "请用 Word 或 WPS 打开，另存为 .docx 后再试"
_RESEND = "请找发来文件的人重发"
_TERMS = Terms("文档", _RESEND, _SAVE_AGAIN, MOST_BYTES, RATIO_FROM)
_MACROS = "请在 Word 或 WPS 里另存为不带宏的 .docx 后再试"

_TYPES = "[Content_Types].xml"
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_RELATION = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/(\w+)[\"']")
_HYPERLINK = b"hyperlink"
_DRAWN_FROM_OUTSIDE = re.compile(
    rb"<(?!text:a\b|draw:a\b|office:|meta:)[\w:-]+\b[^>]*?xlink:href\s*=\s*[\"'](?:[a-z][\w+.-]*:|//|\\\\|\.\./)",
    re.I,
)
_ENCRYPTED_FLAG = 0x0100
_OTHER_COMPOUND = (
    ("Workbook", "这是 Excel 工作簿，不是 Word 文档"),
    ("PowerPoint Document", "这是演示文稿，不是 Word 文档"),
)


class Form(StrEnum):
    """文档格式：by content, whatever the name's ending says."""

    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"


@dataclass(frozen=True, slots=True)
class DocumentLook:
    """门岗所见：`external` kinds of content (image, attachedTemplate …) that the file would fetch from elsewhere;
    nobody fetches it here."""

    form: Form
    external: tuple[str, ...] = ()


def inspect_document(path: Path) -> DocumentLook:
    """Look through a .docx, .doc, .odt or .rtf. Raises ProgramError for all that is not a sound one."""
    start = beginning(path, "文档")
    if start.startswith(ZIP):
        with opened(path, _TERMS) as package:
            check_members(path, package, _TERMS)
            return _zipped(path, package)
    if start.startswith(OLE):
        return _compound(path)
    if start.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"):
        return DocumentLook(Form.RTF)
    raise _other_kind(path, start)


def _zipped(path: Path, package: Package) -> DocumentLook:
    if "mimetype" in package and package.read("mimetype").strip().endswith(b"opendocument.text"):
        return _open_document(path, package)
    _check_types(path, package)
    found: dict[str, None] = {}
    for member in package.members:
        name = member.filename
        if name.lower().endswith((".xml", ".rels")) and member.file_size > MOST_XML:
            raise too_large(path)
        if name.lower().endswith(".rels"):
            found.update(dict.fromkeys(_external(b"".join(_content(path, package, name)))))
        else:
            for _ in _content(path, package, name):
                pass
    return DocumentLook(Form.DOCX, tuple(found))


def _check_types(path: Path, package: Package) -> None:
    if _TYPES not in package:
        raise ProgramError(path.name, "这是压缩包，不是 Word 文档", "请换成 .docx 文档")
    if package[_TYPES].file_size > MOST_XML:
        raise too_large(path)
    types = b"".join(_content(path, package, _TYPES))
    if b"wordprocessingml" not in types and b"ms-word" not in types:
        raise ProgramError(path.name, "这不是 Word 文档", "请换成 .docx 文档")
    macros = any(member.filename.lower().endswith("vbaproject.bin") for member in package.members)
    if macros or b"macroEnabled" in types:
        raise ProgramError(path.name, "文件里带有宏", _MACROS)


def _content(path: Path, package: Package, name: str) -> Iterator[bytes]:
    return checked(path, name, package.chunks(package[name]), _TERMS)


def _external(relations: bytes) -> list[str]:
    """Kinds of what a part names outside the file; a hyperlink is fetched by nobody but its reader."""
    kinds = []
    for element in _EXTERNAL.findall(relations):
        kind = _RELATION.search(element)
        if kind is None or kind[1] != _HYPERLINK:
            kinds.append(kind[1].decode() if kind else "未知")
    return kinds


def _open_document(path: Path, package: Package) -> DocumentLook:
    """LibreOffice would load what an .odt names elsewhere, so such a file is not given to it."""
    for member in package.members:
        name = member.filename
        if name.startswith(("Basic/", "Scripts/")) and not name.endswith("/"):
            raise ProgramError(path.name, "文件里带有宏", _MACROS)
        if name.lower().endswith((".xml", ".rdf")) and member.file_size > MOST_XML:
            raise too_large(path)
        content = b"".join(_content(path, package, name))
        if name.endswith(".xml") and _DRAWN_FROM_OUTSIDE.search(content):
            raise ProgramError(path.name, "文件会从别处加载内容（链接的图片或对象）", _SAVE_AGAIN)
    return DocumentLook(Form.ODT)


def _compound(path: Path) -> DocumentLook:
    content = beginning(path, "文档", _MOST_COMPOUND + 1)
    if len(content) > _MOST_COMPOUND:
        raise ProgramError(path.name, "文件太大，不像公文", _SAVE_AGAIN)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise _with_password(path)
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise ProgramError(path.name, "文件里带有宏", _MACROS)
    try:
        text = stream_in(content, ("WordDocument",))
        if struct.unpack_from("<H", text, 10)[0] & _ENCRYPTED_FLAG:
            raise _with_password(path)
    except (CompoundError, struct.error, IndexError) as error:
        raise _not_word(path, content) from error
    return DocumentLook(Form.DOC)


def _with_password(path: Path) -> ProgramError:
    return ProgramError(
        path.name, "文件已加密，需要密码才能打开", "请在 Word 或 WPS 里输入密码打开，去掉打开密码后另存"
    )


def _not_word(path: Path, content: bytes) -> ProgramError:
    for name, what in _OTHER_COMPOUND:
        if name.encode("utf-16-le") in content:
            return ProgramError(path.name, what, "请换成 .docx 文档")
    return ProgramError(path.name, "文件不完整或已损坏", _RESEND)


def _other_kind(path: Path, start: bytes) -> ProgramError:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return ProgramError(path.name, "文件是空的（0 字节）", _RESEND)
    if text.startswith(b"%pdf"):
        return ProgramError(path.name, "这是 PDF，不是 Word 文档", "请换成改过的 .docx 文档")
    if text.startswith((b"<", b"mime-version")):
        return ProgramError(path.name, "这是网页或 XML 文件，不是 Word 文档", _SAVE_AGAIN)
    return ProgramError(path.name, "不是 Word 文档", "请换成 .docx 文档")
