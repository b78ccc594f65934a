"""回收：a returned file, whatever program saved it: what it says of itself, and its tables.

A file that names no package, or one whose signature does not hold, is still read: then nothing of it is taken
over by itself (两方比对). A file of another year, office, layout or of an unknown unit is not compared at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from addin.errors import ProgramError
from addin.exchange.additions import additions
from addin.exchange.carriers import read_identity
from addin.exchange.identity import is_ours
from addin.exchange.records import SCHEMA_VERSION, Identity, Package
from addin.exchange.returned_tables import ReturnedTable, read_tables, signature
from addin.findings import Finding, Level
from addin.workbook.outside import OTHER_FORMATS, TEXT_TABLES, OutsideTab, read_many_outside
from addin.workbook.version_store import sha256

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", *OTHER_FORMATS)
READABLE = (*WORKBOOKS, *TEXT_TABLES)
"""What a folder of returns is searched for; a file that is named is always looked at."""


@dataclass(frozen=True)
class ReturnedFile:
    """返回文件：`identity` None where it names no package; `fingerprint` SHA-256 of its bytes."""

    path: Path
    fingerprint: str
    identity: Identity | None
    tables: tuple[ReturnedTable, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def signature(self) -> str:
        """SHA-256 of what the tables say; the same data saved again by another program has the same."""
        return signature(self.tables)


@dataclass(frozen=True, slots=True)
class Refused:
    """拒收：a file that is not compared, and why."""

    path: Path
    fingerprint: str
    error: ProgramError


def returned_paths(places: Sequence[Path]) -> list[Path]:
    """The files named, and those of the folders named that may be returns, in the order of their names.

    Raises ProgramError for a place that there is not.
    """
    paths: dict[Path, None] = {}
    for place in places:
        if not place.exists():
            raise ProgramError(str(place), "没有这个文件或文件夹", "请核对路径")
        inside = sorted(place.rglob("*")) if place.is_dir() else [place]
        paths.update((path, None) for path in inside if path.is_file() and (path == place or _may_be(path)))
    return list(paths)


def _may_be(path: Path) -> bool:
    """Lock files of Excel and LibreOffice, and hidden ones, are no returns."""
    return path.suffix.lower() in READABLE and not path.name.startswith(("~$", "."))


def read_returns(paths: Sequence[Path]) -> Iterator[ReturnedFile | Refused]:
    """All files in their order, each read in a child process. What cannot be read is refused with its reason."""
    prints = {path: _fingerprint(path) for path in paths}
    readable = [path for path in paths if prints[path] is not None]
    read = read_many_outside(readable, with_formulas=True)
    for path in paths:
        fingerprint = prints[path]
        yield _closed(path) if fingerprint is None else _returned(path, fingerprint, next(read))


def _fingerprint(path: Path) -> str | None:
    try:
        return sha256(path)
    except OSError:
        return None


def _closed(path: Path) -> Refused:
    error = ProgramError(path.name, "文件打不开", "请检查文件是否被占用、有没有读取权限")
    return Refused(path, hashlib.sha256(str(path).encode()).hexdigest(), error)


def _returned(path: Path, fingerprint: str, tabs: list[OutsideTab] | ProgramError) -> ReturnedFile | Refused:
    if isinstance(tabs, ProgramError):
        return Refused(path, fingerprint, tabs)
    try:
        return returned_file(path, fingerprint, tabs)
    except ProgramError as error:
        return Refused(path, fingerprint, error)


def returned_file(path: Path, fingerprint: str, tabs: Sequence[OutsideTab]) -> ReturnedFile:
    """Raises ProgramError for a file that holds no table that is sent."""
    identity = read_identity(path, tabs)
    tables, findings = read_tables(tabs, {tab.tab: tab.formulas for tab in tabs})
    findings += additions(tabs)
    if not tables and not any(finding.level is Level.ERROR for finding in findings):
        raise ProgramError(path.name, "里面没有发出去填报的表", "请核对是不是发错了文件")
    if path.suffix.lower() in (*OTHER_FORMATS, *TEXT_TABLES):
        findings.append(
            Finding(
                Level.NOTE, path.name, "", f"文件另存成了 {path.suffix.lower()} 格式", "内容已读取，以后请用 .xlsx 交回"
            )
        )  # fmt: skip
    return ReturnedFile(path, fingerprint, identity, tuple(tables), tuple(findings))


@dataclass(frozen=True, slots=True)
class Office:
    """本单位：what a return must agree with: `book_ids` of the packages sent; `units` of 单位名录 by every name they
    have, so that a unit renamed since is still itself."""

    year: int
    book_ids: Collection[str]
    units: Mapping[str, str]


def refuse_wrong_origin(file: ReturnedFile, office: Office) -> None:
    """Raises ProgramError for a package of another layout, office, year or of a unit that nobody knows."""
    said = file.identity
    if said is None:
        return
    if said.schema_version and said.schema_version != SCHEMA_VERSION:
        raise ProgramError(
            file.path.name,
            f"包的格式版本是 {said.schema_version}，本程序用的是 {SCHEMA_VERSION}",
            "请用发出它的那个版本的程序回收，或重新拆分发出",
        )
    if said.book_id and said.book_id not in office.book_ids:
        raise ProgramError(
            file.path.name, f"{said.number}不是从这本台账发出的", "请用发出它的那本台账回收，或核对文件"
        )
    if said.period is not None and said.period.year != office.year:
        raise ProgramError(
            file.path.name,
            f"{said.number}是{said.period.year}年的，台账现在是{office.year}年",
            "请核对文件；确要补录请在当年的台账里回收",
        )
    if said.unit and office.units and said.unit not in office.units:
        raise ProgramError(
            file.path.name, f"填报单位“{said.unit}”不在单位名录中", "请核对文件，或先补进单位名录"
        )


def is_trusted(file: ReturnedFile, package: Package | None) -> bool:
    """Whether the file is a package that was sent, unaltered in what it says of itself."""
    return package is not None and file.identity is not None and is_ours(file.identity, package)
