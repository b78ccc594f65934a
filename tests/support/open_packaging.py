"""文件包的规矩：faults of an Office file as a package (ECMA-376 Part 2), found without our own code."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

TYPES = "[Content_Types].xml"


def faults(data: bytes) -> list[str]:
    """Parts without a type, types and links that lead nowhere, identifiers used twice, parts of no link."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    linked = {target for source in parts if source.endswith(".rels") for target in _targets(source, parts)}
    lost = {name for name in parts if name != TYPES and not name.endswith(".rels")} - linked
    found = [
        *_type_faults(parts),
        *_link_faults(parts),
        *(f"{name}：没有关系指向它" for name in sorted(lost)),
    ]
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(content)
    return found


def _type_faults(parts: dict[str, bytes]) -> Iterator[str]:
    types = etree.fromstring(parts[TYPES])
    endings = {each.get("Extension") for each in types.iter("{*}Default")}
    named = [each.get("PartName") for each in types.iter("{*}Override")]
    yield from (f"{name}：类型登记了两次" for name in sorted(set(named)) if named.count(name) > 1)
    yield from (f"{name}：有类型，没有部件" for name in named if name[1:] not in parts)
    for name in parts:
        if name != TYPES and f"/{name}" not in named and name.rpartition(".")[2] not in endings:
            yield f"{name}：没有类型"


def _link_faults(parts: dict[str, bytes]) -> Iterator[str]:
    for source in parts:
        if not source.endswith(".rels"):
            continue
        identifiers = [link.get("Id") for link in etree.fromstring(parts[source])]
        if len(set(identifiers)) < len(identifiers):
            yield f"{source}：标识重复"
        yield from (f"{source}：{target} 不在" for target in _targets(source, parts) if target not in parts)


def _targets(source: str, parts: dict[str, bytes]) -> list[str]:
    folder = posixpath.dirname(posixpath.dirname(source))
    return [
        posixpath.normpath(posixpath.join(folder, target)) if not target.startswith("/") else target[1:]
        for link in etree.fromstring(parts[source])
        if link.get("TargetMode") != "External"
        for target in [link.get("Target")]
    ]
