"""读法：the text of a cell of the minutes as a value of the ledger, and what two spellings of one value share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from addin.exchange.normal import Taken, key_reader, taken_values, text_key
from addin.ledger import Ledger
from addin.ledger.reading import quoted
from addin.ledger.references import Names, find_named, unit_names
from addin.ledger.text import is_blank_mark, match_key, split_list
from addin.schema import Column, Kind, Projects, Resolutions, Units
from addin.workbook.port import CellValue
from docgen.wording.cleaning import printable
from docgen.wording.numerals import listed

CellKey = object
"""What equal values share: a text, a date, or the names of a list in their order."""

_MARKER = re.compile(r"【待填：[^】]*】")
_UNTIL = re.compile(r"(?:之前|以前|前|止)$")


@dataclass(frozen=True, slots=True)
class Reader:
    """`units` of 单位名录; `codes` 项目代码 by the comparable form of 项目名称, where one project has it alone;
    `names` 项目名称 by 项目代码."""

    units: Names
    codes: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, ledger: Ledger) -> Reader:
        table = ledger[Projects]
        pairs = zip(table[Projects.code.name], table[Projects.project_name.name], strict=True)
        names = {code: name for code, name in pairs if isinstance(name, str)}
        counted: dict[str, list[str]] = {}
        for code, name in names.items():
            counted.setdefault(match_key(name), []).append(code)
        codes = {name: found[0] for name, found in counted.items() if len(found) == 1}
        return cls(unit_names(ledger[Units]), codes, names)

    def taken(self, text: str, column: Column) -> Taken:
        """What a cell's text would be written as; a blank, 「—」 and 【待填：…】 are nothing."""
        plain = text_key(text)
        if _MARKER.fullmatch(plain) or (column is not Resolutions.resolution and is_blank_mark(plain)):
            plain = ""
        if not plain:
            return Taken(None)
        if column.kind is Kind.LIST:
            return self._units(plain, column)
        if column is Resolutions.code:
            return self._project(plain)
        if column is Resolutions.due_on:
            return taken_values([_UNTIL.sub("", plain)], column)[0]
        if _MARKER.search(plain):
            return Taken(plain, f"{column.title}里还有【待填】", "请补齐，或在台账里填写")
        return taken_values([text], column)[0]

    def key(self, value: CellValue, column: Column) -> CellKey:
        """The comparable form of a value as the ledger has it; "" for a blank, whatever the column."""
        if column.kind is Kind.LIST:
            members = split_list(value) if isinstance(value, str) else ()
            return self._named(members)[0] or ""
        return key_reader(column)(value)

    def printed(self, value: CellValue, column: Column) -> str | None:
        """How 议定内容 is printed; None for columns that are always printed as another spelling of themselves."""
        return printable(value) if column is Resolutions.resolution and isinstance(value, str) else None

    def _units(self, text: str, column: Column) -> Taken:
        members = split_list(text)
        named, unknown = self._named(members)
        problem = f"{column.title}{quoted('、'.join(unknown))}不在{Units.title}中" if unknown else ""
        return Taken(listed(named) or None, problem, f"请改正名称，或先补进{Units.title}" if unknown else "")

    def _named(self, members: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names as 单位名录 has them, and those it does not know."""
        if not self.units.known:
            return members, ()
        found = find_named(members, self.units)
        names: tuple[str, ...] = tuple(map(str, found.value)) if isinstance(found.value, tuple) else members
        return names, found.unknown

    def _project(self, text: str) -> Taken:
        code = self.codes.get(match_key(text))
        if code is not None:
            return Taken(code)
        problem = f"{quoted(text)}不是{Projects.title}里唯一的{Projects.project_name.title}"
        return Taken(None, problem, f"请在台账里填{Resolutions.code.title}")
