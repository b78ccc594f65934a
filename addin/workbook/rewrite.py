"""改写文件包：a workbook's edits turned into a new package; members without edits are carried over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import IO

import numpy as np

from addin.errors import ProgramError
from addin.findings import Finding
from addin.workbook.cells import SharedTexts, plain, same_value, split_range
from addin.workbook.edit_list import EditList, edit_list
from addin.workbook.edit_places import allowed, block_cells, headers_apart, joined_with_headers, missing_area
from addin.workbook.gate import Look
from addin.workbook.links import with_links
from addin.workbook.macro_parts import mend
from addin.workbook.package import Package, PackageWriter, Packed, Packer, new_member
from addin.workbook.parts import (
    WORKBOOK,
    WorkbookMap,
    tables_of,
    with_full_calculation,
    without_calc_chain,
)
from addin.workbook.patch import Plan, SheetPatch
from addin.workbook.port import Edits, SheetCells, SheetEdits
from addin.workbook.sheet_look import SheetLook
from addin.workbook.tables import Table, grown_dimension, grown_reach, moved_filter, resized, with_headers

CALC_CHAIN = "xl/calcChain.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([^\"']*)[\"']")


@dataclass(slots=True)
class Rewritten:
    """改写结果：`packed` new members, `dropped` members left out, `written` the cells that differed,
    by part. Nothing is `changed` where every cell already stood as wanted.
    """

    packed: dict[str, Packed] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    written: dict[str, EditList] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return bool(self.packed)

    @property
    def cells_written(self) -> int:
        return sum(len(edits) for edits in self.written.values())


class Rewriter:
    """改写器：works out the new members from the edits. `standing` are sheets read before, by tab."""

    def __init__(
        self, package: Package, look: Look, workbook: WorkbookMap, standing: Mapping[str, SheetCells]
    ) -> None:
        self._package = package
        self._look = look
        self._workbook = workbook
        self._standing = standing
        texts = package.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in package else b""
        self._shared = SharedTexts(texts)
        self._formula_replaced = False
        self._packer = Packer()
        self._packing: dict[str, Future[Packed]] = {}
        self._mended = mend(package, look, workbook)
        self.result = Rewritten()

    def rewrite(self, edits: Edits) -> Rewritten:
        """Raises ProgramError where a sheet to be written is missing or cannot be patched."""
        with self._packer:
            for tab, sheet_edits in self._with_blocks(edits).items():
                if tab not in self._workbook.tabs:
                    raise ProgramError(self._package.path.name, f"缺少工作表“{tab}”", "请恢复这张表后再试")
                self._rewrite_sheet(tab, sheet_edits)
            self._take_over_mended()
            if self._formula_replaced and CALC_CHAIN in self._package:
                self._drop_calc_chain()
            if self.result.cells_written and self._look.has_formulas:
                self._replace(WORKBOOK, with_full_calculation(self._mended.read(WORKBOOK)))
        self.result.packed = {name: packing.result() for name, packing in self._packing.items()}
        return self.result

    def _replace(self, name: str, content: bytes) -> None:
        if content != self._package.read(name):
            self._packing[name] = self._packer.pack(self._package[name], [content])

    def _drop_calc_chain(self) -> None:
        self.result.dropped.add(CALC_CHAIN)
        for name in (_TYPES, _RELATIONS):
            self._replace(name, without_calc_chain(self._mended.read(name)))

    def _take_over_mended(self) -> None:
        """What a ledger with macros lacks, beside what the sheets' own plans took in."""
        for name, content in self._mended.replaced.items():
            self._replace(name, content)
        for name, content in self._mended.added.items():
            self._packing[name] = self._packer.pack(new_member(name), [content])
        self.result.added = list(self._mended.added)
        self.result.dropped |= self._mended.dropped

    def _with_blocks(self, edits: Edits) -> dict[str, SheetEdits]:
        """The edits by tab, blocks of named areas among them."""
        sheets = dict(edits.sheets)
        for name, rows in edits.blocks.items():
            if name not in self._workbook.areas or self._workbook.areas[name][0] not in self._workbook.tabs:
                self.result.findings.append(missing_area(name))
                continue
            tab, box = self._workbook.areas[name]
            old = sheets.get(tab, SheetEdits(tab))
            merged = _merges(self._look.sheets[self._workbook.tabs[tab]])
            cells = block_cells(box, rows, merged)
            sheets[tab] = replace(old, cells=[*old.cells, *cells])
        for tab, part in self._workbook.tabs.items():
            if part in self._mended.heads or part in self._mended.tails:
                sheets.setdefault(tab, SheetEdits(tab))
        return sheets

    def _rewrite_sheet(self, tab: str, edits: SheetEdits) -> None:
        part = self._workbook.tabs[tab]
        look = self._look.sheets[part]
        table = self._table(part)
        edits = headers_apart(edits, table.box if table else None)
        wanted = self._differing(tab, edit_list(edits, plain))
        wanted, findings = allowed(tab, wanted, _merges(look), look.arrays)
        self.result.findings += findings
        wanted = joined_with_headers(wanted, edits, table.box if table else None)
        right = max([table.box[3], *edits.headers] if table else [0])
        if table:
            self._rewrite_table(table, edits, right)
        plan = self._plan(look, table, wanted, edits, right)
        if not len(wanted) and plan.head == look.head and plan.tail == look.tail:
            return
        self._patch(tab, part, plan)

    def _patch(self, tab: str, part: str, plan: Plan) -> None:
        look = self._look.sheets[part]
        if look.uneditable or not look.has_rows_part:
            raise ProgramError(tab, "这张表的内部写法不认识，不能改写", "请用 Excel 或 WPS 打开，另存后再试")
        patch = SheetPatch(self._package.chunks(self._package[part]), plan)
        packing = self._packer.pack(self._package[part], patch)
        if patch.outcome.unordered:
            raise ProgramError(tab, "这张表内部的行号错乱，不能改写", "请用 Excel 或 WPS 打开，另存后再试")
        if not patch.outcome.changed:
            return
        self._packing[part] = packing
        self.result.written[part] = plan.edits.where(patch.outcome.written)
        self._formula_replaced |= patch.outcome.formula_replaced

    def _table(self, part: str) -> Table | None:
        tables = [
            self._look.tables[name] for name in tables_of(self._package, part) if name in self._look.tables
        ]
        ours = [table for table in tables if table.name.startswith("表_")]
        return next(iter(ours or tables), None)

    def _rewrite_table(self, table: Table, edits: SheetEdits, right: int) -> None:
        xml = self._package.read(table.part)
        if edits.headers:
            xml = with_headers(xml, table, edits.headers)
        last_row = table.last_row if edits.last_row is None else edits.last_row
        self._replace(table.part, resized(xml, table, last_row, right))

    def _plan(
        self, look: SheetLook, table: Table | None, wanted: EditList, edits: SheetEdits, right: int
    ) -> Plan:
        head = self._mended.heads.get(look.part, look.head)
        tail = self._mended.tails.get(look.part, look.tail)
        plan = Plan(wanted, self._shared, self._workbook.date1904, head=head, tail=tail)
        plan.heights = edits.heights
        last_row = edits.last_row or 0
        if table:
            plan.header_row, plan.columns = table.header_row, (table.box[1], right)
            plan.old_right = table.box[3]
            plan.table_end = table.last_row if last_row > table.last_row else 0
            if last_row:
                last_row = max(last_row, table.header_row + 1)
            plan.tail = moved_filter(tail, table, last_row or table.last_row, right)
            plan.tail = grown_reach(plan.tail, table.last_row, last_row)
        shrunk_from = table.last_row if table else 0
        plan.tail = with_links(plan.tail or b"", look.prefix, edits.links, plan.header_row)
        plan.head = grown_dimension(head, _box(wanted), shrunk_from, last_row)
        return plan

    def _differing(self, tab: str, edits: EditList) -> EditList:
        """Without the edits that already stand, where the sheet was read before; the patch itself
        compares once more, cell by cell. This only spares it looking into every row."""
        cells = self._standing.get(tab)
        if cells is None or not len(edits) or not len(cells.rows):
            return edits
        keep = np.ones(len(edits), dtype=bool)
        position = np.searchsorted(cells.rows, edits.rows)
        position[position == len(cells.rows)] = 0
        known_row = cells.rows[position] == edits.rows
        places = {**cells.extra, **cells.columns}
        for name, values in cells.values.items():
            for index in np.flatnonzero(known_row & (edits.columns == places[name])).tolist():
                keep[index] = not same_value(plain(values[position[index]]), edits.values[index])
        return edits.where(keep)


def _merges(look: SheetLook) -> list[tuple[int, int, int, int]]:
    return [split_range(match[1].decode()) for match in _MERGE.finditer(look.tail)]


def _box(edits: EditList) -> tuple[int, int, int, int] | None:
    """The smallest range that holds every cell that gets a value."""
    filled = np.array([value is not None for value in edits.values], dtype=bool)
    if not filled.any():
        return None
    rows, columns = edits.rows[filled], edits.columns[filled]
    return int(rows.min()), int(columns.min()), int(rows.max()), int(columns.max())


def write_package(package: Package, result: Rewritten, file: IO[bytes]) -> None:
    """The new package: members in their old order."""
    writer = PackageWriter(file)
    for member in package.members:
        if member.filename in result.packed:
            writer.write(member, result.packed[member.filename])
        elif member.filename not in result.dropped:
            writer.copy(package, member)
    for name in result.added:
        writer.write(new_member(name), result.packed[name])
    writer.finish(package.comment)
