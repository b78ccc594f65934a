"""身份的三处：reads from a returned file which package it is: custom property, defined name, 填报说明.

Measured with LibreOffice 7.4: saved as .xlsx all carriers survive, as .ods and .xls the property, the name and the
sheet survive too. Of an .xls only the sheet is read here, for which the child process suffices; of an .ods the
property as well. Rows of the sheet that people retype or copy elsewhere still say 包号 and 回收码.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from addin.exchange.identity import PROPERTY, read_spelt, read_visible
from addin.exchange.records import Identity
from addin.ledger.text import match_key, tidy
from addin.schema import Dispatches
from addin.workbook.outside import OutsideTab
from addin.workbook.package import DamagedMemberError, Package

MOST_BYTES = 1 << 20
"""A carrier's part larger than this is none of ours."""
_PROPERTIES, _WORKBOOK, _META = "docProps/custom.xml", "xl/workbook.xml", "meta.xml"
_MONTH = re.compile(r"(\d{4})\D{1,3}(\d{1,2})")
_LOOKED_AT = 60
"""Rows of a tab in which 包号 and 回收码 are looked for."""


def read_identity(path: Path, tabs: Sequence[OutsideTab]) -> Identity | None:
    """What the file says of itself, None where it says nothing. `tabs` are as `read_outside` gives them.

    A file that the gate has let pass is opened for its carriers only. Where two carriers name different packages
    the signature is left out, and what a person can see decides.
    """
    visible = next(_visible(tabs), None)
    unit = visible.unit if visible else ""
    found = [identity for text in (*_hidden(path), *_cells(tabs)) if (identity := read_spelt(text, unit))]
    said = {identity.number for identity in found} | ({visible.number} if visible else set())
    if len(said) > 1:
        return visible or replace(found[-1], signature=None)
    return found[0] if found else visible


def _hidden(path: Path) -> list[str]:
    """The texts of the carriers that stand in no cell."""
    try:
        with Package(path) as package:
            return [
                text
                for name, tags in (
                    (_PROPERTIES, ("property",)),
                    (_WORKBOOK, ("definedName",)),
                    (_META, ("user-defined",)),
                )
                if (content := _part(package, name)) is not None
                for text in _texts(content, tags)
            ]
    except (
        OSError,
        zipfile.BadZipFile,
        DamagedMemberError,
        etree.XMLSyntaxError,
        NotImplementedError,
        RuntimeError,
    ):
        return []  # no zip (.xls, .csv), or one that the reader of its cells has judged already


def _part(package: Package, name: str) -> bytes | None:
    if name not in package or package[name].file_size > MOST_BYTES:
        return None
    content = package.read(name)
    return None if b"<!DOCTYPE" in content or b"<!ENTITY" in content else content


def _texts(content: bytes, tags: Sequence[str]) -> Iterator[str]:
    """What the elements of these names that are called `PROPERTY` hold."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for element in etree.fromstring(content, parser).iter():
        if isinstance(element.tag, str) and etree.QName(element).localname in tags:
            names = [value for key, value in element.items() if etree.QName(key).localname == "name"]
            if names == [PROPERTY]:
                yield "".join(str(text) for text in element.itertext()).removeprefix("=")


def _cells(tabs: Sequence[OutsideTab]) -> Iterator[str]:
    """The cell beside the one that says `PROPERTY`, on any sheet."""
    for tab in tabs:
        for row in tab.rows[:_LOOKED_AT]:
            for place, value in enumerate(row[:-1]):
                if value == PROPERTY:
                    yield str(row[place + 1])


def _visible(tabs: Sequence[OutsideTab]) -> Iterator[Identity]:
    """包号 and 回收码 as they stand on a sheet, each in the cell to the right of its label."""
    for tab in tabs:
        said = _labelled(tab)
        number, code = said.get(Dispatches.package.title, ""), said.get(Dispatches.return_code.title, "")
        unit = said.get(Dispatches.unit.title, "")
        identity = read_visible(number, code, unit, _month(said.get(Dispatches.period.title, "")))
        if identity is not None:
            yield identity


def _labelled(tab: OutsideTab) -> dict[str, str]:
    labels = {
        match_key(column.title): column.title
        for column in (Dispatches.package, Dispatches.return_code, Dispatches.unit, Dispatches.period)
    }
    said: dict[str, str] = {}
    for row in tab.rows[:_LOOKED_AT]:
        for place, value in enumerate(row):
            title = labels.get(match_key(value).rstrip(":")) if isinstance(value, str) else None
            if title is not None:
                texts = (_text(other) for other in row[place + 1 :])
                said.setdefault(title, next((text for text in texts if text), ""))
    return said


def _text(value: object) -> str:
    if isinstance(value, dt.date):
        return f"{value:%Y-%m}"
    return tidy(str(value)) or ""


def _month(text: str) -> dt.date | None:
    match = _MONTH.search(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    return dt.date(int(match[1]), int(match[2]), 1)
