"""量测的文稿：golden facts, the same with many rows and long names, and layouts at every length and in every variant.

Everything in them is invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from support.facts import from_json

from docgen.blocks import Composition
from docgen.documents import compose, find_kind
from docgen.facts import Issuer, LightCount
from measured.variants import SWEPT, VARIANTS, body_of

GOLDEN = Path(__file__).parents[1] / "golden"
READINGS = ("页面设置", "实测")
ROWS = (1, 3, 12, 40)
LENGTHS = (*range(1, 27), 32, 40, 48, 56, 64)
"""Paragraphs of a body: from one to twelve pages, every line of a page reached."""

_LONG_NAME = "甬江国家级经济技术开发区滨海片区基础设施综合开发（二期）暨{}"
_LONG_UNIT = "甬江国家级经济技术开发区管理委员会{}"
_LONG_ISSUER = "甬江国家级经济技术开发区重大项目建设推进工作领导小组{}"


@dataclass(frozen=True, slots=True)
class Case:
    """One document: the kind (or layout), the series of the table it belongs to, which of the series."""

    kind: str
    series: str
    name: str
    reading: str
    composition: Composition
    seal: bool = True

    def __str__(self) -> str:
        return f"{self.kind}／{self.series}／{self.name}（{self.reading}）"


def all_cases() -> tuple[Case, ...]:
    """Every composed document in both readings; exported forms are made apart (measured.exported)."""
    return tuple(
        Case(kind, series, name, reading, composition, seal)
        for kind, series, name, composition, seal in (*of_kinds(), *of_layouts())
        for reading in READINGS
    )


Given = tuple[str, str, str, Composition, bool]


def of_kinds() -> Iterator[Given]:
    """Golden facts as they are; the fullest facts of each kind with n rows and with long names."""
    fullest: dict[str, Any] = {}
    for kind, name, facts in golden_facts():
        yield kind, "样稿", name, compose(kind, facts), True
        if len(str(facts)) > len(str(fullest.get(kind, ""))):
            fullest[kind] = facts
    for kind, facts in fullest.items():
        if stretched(facts, 2) != facts:
            for rows in ROWS:
                yield kind, "1至40行", f"{rows}行", compose(kind, stretched(facts, rows)), True
        for rows in (1, 12):
            long = lengthened(stretched(facts, rows))
            yield kind, "长名称", f"{rows}行", compose(kind, long), True


@cache
def golden_facts() -> tuple[tuple[str, str, Any], ...]:
    """Kind, case and facts of every tests/golden/<case>/facts.json."""
    found = []
    for path in sorted(GOLDEN.glob("*/facts.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        kind = find_kind(given["kind"])
        found.append((kind.name, path.parent.name, from_json(kind.facts, given["facts"])))
    return tuple(found)


def of_layouts() -> Iterator[Given]:
    for name, composition in SWEPT.items():
        for count in LENGTHS:
            longer = replace(composition, body=body_of(count))
            yield name, "正文1至64段", f"{count}段", longer, True
    for name, (composition, seal) in VARIANTS.items():
        yield str(composition.layout), "变化", name, composition, seal


def stretched(facts: Any, rows: int) -> Any:
    """The facts with so many rows wherever they hold rows; a row's own key stays its own.

    What is told row by row beside them (a tuple as long) grows with them.
    """
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    lengths = {len(value) for value in values.values() if _is_rows(value)}
    beside = {
        name: value
        for name, value in values.items()
        if isinstance(value, tuple) and len(value) in lengths and not _are_lights(value)
    }
    return replace(facts, **{name: _rows(value, rows) for name, value in beside.items()})


def _is_rows(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and is_dataclass(value[0]) and not _are_lights(value)


def _are_lights(value: tuple[Any, ...]) -> bool:
    return bool(value) and isinstance(value[0], LightCount)


def _rows(given: tuple[Any, ...], rows: int) -> tuple[Any, ...]:
    return tuple(_numbered(given[at % len(given)], at // len(given)) for at in range(rows))


def _numbered(row: Any, again: int) -> Any:
    if not again or not is_dataclass(row):
        return row
    keys = {"row_id", "code", "number"} & {field.name for field in fields(row)}
    texts = {key: getattr(row, key) for key in keys}
    return replace(row, **{key: f"{text}{again}" for key, text in texts.items() if isinstance(text, str)})


def lengthened(facts: Any) -> Any:
    """The facts with long names of projects, units and the issuer, wherever they stand."""
    if isinstance(facts, Issuer):
        long = _LONG_ISSUER.format(facts.short_name)
        return replace(facts, full_name=long, mark=long, signature=long, printed_by=long)
    if isinstance(facts, tuple):
        return tuple(map(lengthened, facts))
    if not is_dataclass(facts) or isinstance(facts, type | LightCount):
        return facts
    values = {field.name: _longer(field.name, getattr(facts, field.name)) for field in fields(facts)}
    return replace(facts, **values)


def _longer(name: str, value: Any) -> Any:
    if isinstance(value, str) and value:
        if name in ("name", "project"):
            return _LONG_NAME.format(value)
        return _LONG_UNIT.format(value) if name == "unit" else value
    return lengthened(value)
