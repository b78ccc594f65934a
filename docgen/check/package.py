"""文件包：a .docx opened with care (sizes, damage, passwords) and written again with some parts changed."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from docgen.check.ooxml import Element, W

_MOST_BYTES = 300 << 20
_MOST_RATIO, _RATIO_FROM = 200, 32 << 20
_OLE = b"\xd0\xcf\x11\xe0"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


class UnreadableError(Exception):
    """A file that cannot be checked: `what` was found and the `advice`, each a clause without its end mark."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what, advice)
        self.what = what
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Package:
    """文件包：part name → bytes; `main` the part that holds the text."""

    parts: Mapping[str, bytes]
    main: str

    def tree(self, name: str) -> Element | None:
        """A part as a tree; None where there is none."""
        return parsed(self.parts[name], name) if name in self.parts else None

    def related(self, kind: str) -> str:
        """The part that the text names as its styles, numbering, settings …; blank where there is none."""
        return next((target for of, target in self.targets().values() if of == kind), "")

    def targets(self) -> dict[str, tuple[str, str]]:
        """Relationship id → (kind, part) of the text's own parts."""
        folder, _, name = self.main.rpartition("/")
        links = self.tree(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found = {}
        for link in [] if links is None else links:
            if link.get("TargetMode") != "External":
                kind = (link.get("Type") or "").rpartition("/")[2]
                found[link.get("Id") or ""] = (kind, _joined(folder, link.get("Target") or ""))
        return found


def parsed(content: bytes, name: str) -> Element:
    """A part's tree. Raises UnreadableError."""
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UnreadableError(
            f"文件已损坏（{name} 读不出来）", "请用 Word 或 WPS 打开，另存为 .docx 后再试"
        ) from error


def read_package(path: Path) -> Package:
    """Open a .docx. Raises UnreadableError in words; OSError where the file itself cannot be read."""
    content = path.read_bytes()
    if content.startswith(_OLE):
        raise UnreadableError("是加密的文件，或是旧格式（.doc）", "请在 Word 里去掉密码、另存为 .docx 后再试")
    try:
        parts = _members(content)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableError("不是 Word 文档（.docx），或文件不完整", "请换一个 .docx 文件") from error
    main = _main_part(parts)
    if _STRICT in parts[main][:4000]:
        raise UnreadableError("是“严格 Open XML”文档", "请在 Word 里另存为普通的 .docx 后再试")
    package = Package(parts, main)
    if package.tree(main).find(f"{{{W}}}body") is None:  # type: ignore[union-attr]
        raise UnreadableError("文档里没有正文", "请换一个 .docx 文件")
    return package


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        inflated = sum(one.file_size for one in members)
        bomb = inflated > _RATIO_FROM and inflated > _MOST_RATIO * len(content)
        if inflated > _MOST_BYTES or bomb:
            raise UnreadableError("解开后太大，不像公文", "请换一个 .docx 文件")
        return {one.filename: archive.read(one) for one in members}


def _main_part(parts: Mapping[str, bytes]) -> str:
    links = parts.get("_rels/.rels")
    for link in [] if links is None else parsed(links, "_rels/.rels"):
        if (link.get("Type") or "").endswith("/officeDocument"):
            name = _joined("", link.get("Target") or "")
            if name in parts and f"{W}" in parts[name][:20_000].decode("utf-8", "replace"):
                return name
            if name in parts and _STRICT in parts[name][:4000]:
                return name
    raise UnreadableError("不是 Word 文档（.docx）", "请换一个 .docx 文件")


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else f"{folder}/{target}").lstrip(
        "/"
    )


def packed(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The package with those parts changed or added, the others byte for byte."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**package.parts, **changed}.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


def serialized(tree: Element) -> bytes:
    """A tree as a part."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
