"""工作簿部件：which part holds which tab, and the few places of other parts that a save touches."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from addin.workbook.cells import split_range
from addin.workbook.package import Package

WORKBOOK = "xl/workbook.xml"
_CALC_CHAIN = re.compile(rb"<(?:\w+:)?(?:Override|Relationship)\s[^>]*calcChain[^>]*?/>")
_CALC = re.compile(rb"<((?:\w+:)?)calcPr(?=[\s/>])([^>]*?)(/?)>")
_AREA = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!\[\]]+))!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)$")

# What may stand before calcPr in a workbook part (18.2.27); it goes after the last of them.
_BEFORE_CALC = ("definedNames", "externalReferences", "functionGroups", "sheets")


@dataclass(slots=True)
class WorkbookMap:
    """工作簿目录：`tabs` tab → part in order, `areas` workbook name → (tab, box)."""

    tabs: dict[str, str] = field(default_factory=dict)
    areas: dict[str, tuple[str, tuple[int, int, int, int]]] = field(default_factory=dict)
    date1904: bool = False


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def relations(package: Package, part: str, kind: str) -> dict[str, str]:
    """Relationship id → target part, of the relationships whose type ends in `kind`."""
    folder, name = posixpath.split(part)
    source = f"{folder}/_rels/{name}.rels"
    if source not in package:
        return {}
    return {
        element.get("Id", ""): _target(folder, element.get("Target", ""))
        for element in _parse(package.read(source))
        if isinstance(element.tag, str) and element.get("Type", "").endswith("/" + kind)
    }


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")


def read_workbook(package: Package) -> WorkbookMap:
    """The workbook's tabs, its names that are plain areas, and its date system."""
    found = WorkbookMap()
    sheets = relations(package, WORKBOOK, "worksheet")
    for element in _parse(package.read(WORKBOOK)).iter():
        kind = _local(element)
        if kind == "sheet":
            part = next(
                (
                    sheets[value]
                    for name, value in element.items()
                    if str(name).endswith("}id") and value in sheets
                ),
                "",
            )
            if part in package:
                found.tabs[element.get("name", "")] = part
        elif kind == "definedName" and element.get("localSheetId") is None:
            area = _area(element.text or "")
            if area:
                found.areas[element.get("name", "")] = area
        elif kind == "workbookPr":
            found.date1904 = element.get("date1904") in ("1", "true")
    return found


def _area(text: str) -> tuple[str, tuple[int, int, int, int]] | None:
    match = _AREA.match(text)
    if match is None:
        return None
    return (match[1] or "").replace("''", "'") or match[2], split_range(match[3])


def tables_of(package: Package, part: str) -> list[str]:
    """The table parts of a worksheet part."""
    return list(relations(package, part, "table").values())


def with_full_calculation(xml: bytes) -> bytes:
    """workbook.xml that makes the program reckon its formulas anew when it opens the file."""
    match = _CALC.search(xml)
    if match is None:
        return _with_calc(xml)
    if b"fullCalcOnLoad" in match[2]:
        return re.sub(rb"fullCalcOnLoad=([\"'])(?:0|false)\1", b'fullCalcOnLoad="1"', xml, count=1)
    end = match.start() + 1 + len(match[1]) + len(b"calcPr")
    return xml[:end] + b' fullCalcOnLoad="1"' + xml[end:]


def _with_calc(xml: bytes) -> bytes:
    for name in _BEFORE_CALC:
        places = list(
            re.finditer(rb"</((?:\w+:)?)%s\s*>|<((?:\w+:)?)%s\s*/>" % (name.encode(), name.encode()), xml)
        )
        if places:
            last = places[-1]
            prefix = last[1] or last[2] or b""
            return xml[: last.end()] + b'<%scalcPr fullCalcOnLoad="1"/>' % prefix + xml[last.end() :]
    return xml


def without_calc_chain(xml: bytes) -> bytes:
    """[Content_Types].xml or the workbook's relationships without the calculation chain."""
    return _CALC_CHAIN.sub(b"", xml)
