"""收件：one returned file against the master: which package it is, and what of it is taken, listed or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from addin.errors import ProgramError
from addin.exchange import store
from addin.exchange.conflicts import listed_of, superseded
from addin.exchange.desk import MergeDesk
from addin.exchange.fields import MergeKind
from addin.exchange.merging import CellOutcome, TableMerge, Terms, apply, merge_table
from addin.exchange.records import Package
from addin.exchange.returned_tables import ReturnedTable
from addin.exchange.returns import Office, Refused, ReturnedFile, is_trusted, refuse_wrong_origin
from addin.exchange.seen import Batch, Cell, Known, Listed, Written
from addin.exchange.tables import MasterTable, table_of
from addin.findings import Finding, Level
from addin.schema import Sheet
from addin.workbook.port import CellValue


class State(StrEnum):
    """文件状态：what became of a returned file."""

    WAITING = "待应用"
    APPLIED = "已应用"
    DONE = "已处理"
    TWO_WAY = "两方比对"
    REFUSED = "已拒收"


NOTED = (MergeKind.APPLIED, MergeKind.CHANGED_AGAIN, MergeKind.AGREED, MergeKind.CONFLICT)
"""Kinds after which the returned value is L. What waits to be put right or confirmed was not taken note of: the
unit's next value is again compared with what was sent."""


@dataclass(slots=True)
class FileResult:
    """一个文件的结果：`number` of its package, or of the comparison; `listed` waits for a person."""

    path: Path
    fingerprint: str
    state: State
    number: str = ""
    unit: str = ""
    package: Package | None = None
    counts: Counter[MergeKind] = field(default_factory=Counter)
    changed: int = 0
    written: list[CellOutcome] = field(default_factory=list)
    noted: list[CellOutcome] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    superseded: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    refused: Refused | None = None


class Collector:
    """收件人：takes returned files one after the other; each sees what those before it brought."""

    def __init__(self, desk: MergeDesk, office: Office) -> None:
        self.desk, self.office = desk, office
        self._packages = {package.number: package for package in store.packages(desk.book.path)}

    def take(self, file: ReturnedFile | Refused) -> FileResult:
        """Merge one file into the desk. Raises nothing: what is refused says why."""
        if isinstance(file, Refused):
            return FileResult(file.path, file.fingerprint, State.REFUSED, refused=file)
        try:
            refuse_wrong_origin(file, self.office)
            sent = self._packages.get(file.identity.number) if file.identity else None
            if sent is not None and is_trusted(file, sent):
                return self._take_package(file, sent)
            return self._compare(file)
        except ProgramError as error:
            refused = Refused(file.path, file.fingerprint, error)
            return FileResult(file.path, file.fingerprint, State.REFUSED, refused=refused)

    def _take_package(self, file: ReturnedFile, package: Package) -> FileResult:
        result = _result(file, State.WAITING, package.number, package.unit)
        result.package = package
        known = self.desk.known(package.number)
        if _was_processed(file, known):
            result.state = State.DONE
            return result
        package = result.package = store.load(self.desk.book.path, package.number) or package
        for returned in file.tables:
            sent, master = package.tables.get(returned.sheet), self.desk.master(returned.sheet)
            if sent is None or master is None:
                result.findings.append(_not_in_package(file, returned, package))
                continue
            accepted = [row for row in known.rows.values() if row.sheet == returned.sheet.__name__]
            base = table_of(sent, [(row.row_id, row.values) for row in accepted])
            signs = {row.content: len(sent.rows) + place for place, row in enumerate(accepted)}
            seen = _of_sheet(known.last, returned.sheet)
            _add(
                result,
                merge_table(
                    base,
                    returned,
                    master,
                    Terms(self.office.units.get(package.unit, package.unit)),
                    seen,
                    signs,
                ),
                master,
                known,
            )
        returned_sheets = {table.sheet for table in file.tables}
        missing = [sent for sheet, sent in package.tables.items() if sheet not in returned_sheets]
        result.counts[MergeKind.ABSENT_ROW] += sum(len(sent.rows) for sent in missing)
        self._learn(file, result, _last(result))
        return result

    def _compare(self, file: ReturnedFile) -> FileResult:
        """两方比对: against the master alone; whatever differs waits for a person."""
        unit = file.identity.unit if file.identity else ""
        result = _result(file, State.TWO_WAY, f"LF{file.signature[:8].upper()}", unit)
        known = self.desk.known(result.number)
        if _was_processed(file, known):
            result.state = State.DONE
            return result
        result.findings.append(_without_base(file))
        for returned in file.tables:
            master = self.desk.master(returned.sheet)
            if master is not None:
                _add(
                    result, merge_table(master, returned, master, Terms(two_way=True), {}, {}), master, known
                )
        self._learn(file, result, {})
        return result

    def _learn(self, file: ReturnedFile, result: FileResult, last: dict[Cell, CellValue]) -> None:
        written = written_from(f"{result.unit} {self.desk.today}交回", result.written)
        self.desk.learn(
            result.number,
            Batch(
                "", (file.fingerprint,), (file.signature,), last, listed=tuple(result.listed), written=written
            ),
        )


def _result(file: ReturnedFile, state: State, number: str, unit: str) -> FileResult:
    return FileResult(file.path, file.fingerprint, state, number, unit, findings=list(file.findings))


def _was_processed(file: ReturnedFile, known: Known) -> bool:
    return file.fingerprint in known.files or file.signature in known.signatures


def _of_sheet(last: dict[Cell, CellValue], sheet: type[Sheet]) -> dict[tuple[str, str], CellValue]:
    return {(row, column): value for (name, row, column), value in last.items() if name == sheet.__name__}


def _add(result: FileResult, merge: TableMerge, master: MasterTable, known: Known) -> None:
    """Put a merged table into the master and into the file's result."""
    result.counts.update(merge.counts)
    result.changed += merge.changed
    result.superseded |= superseded(merge.cells, known, result.number)
    result.listed += listed_of(merge, result.number, result.unit, result.path.name)
    result.written += merge.written()
    result.noted += [one for one in merge.cells if one.kind in NOTED]
    apply(merge, master)


def _last(result: FileResult) -> dict[Cell, CellValue]:
    """L of every cell whose returned value was taken note of."""
    return {(one.sheet.__name__, one.row_id, one.column): one.taken for one in result.noted}


def written_from(source: str, outcomes: Iterable[CellOutcome]) -> Written:
    """What was written, under its source; rows without 行标识 are not known again."""
    cells = {(one.sheet.__name__, one.row_id, one.column): one.taken for one in outcomes if one.row_id}
    return {source: cells} if cells else {}


def _not_in_package(file: ReturnedFile, table: ReturnedTable, package: Package) -> Finding:
    message = f"{package.number}里没有发出过{table.sheet.title}，这张表没有读取"
    return Finding(Level.DOUBT, f"{file.path.name}/{table.tab}", "", message, "有用的内容请人工录入台账")


def _without_base(file: ReturnedFile) -> Finding:
    said = "认不出是哪次发出的包" if file.identity is None else f"与发出的{file.identity.number}核对不上"
    message = f"{said}，只能与台账现值两方比对，全部差异待确认"
    return Finding(Level.DOUBT, file.path.name, "", message, "请与单位核实后在冲突处理表中逐条选择")
