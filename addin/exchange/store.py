"""发件库：`台账.发件/` beside the workbook: every package that was sent, whole, and what was seen of it since.

One folder a package, `<包号>_<单位>/`: the file as sent, `包.json` (what it is), `底稿.json.gz` (the tables with
their exact values: the base of every later merge). A folder appears whole or not at all.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import socket
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from addin.errors import ProgramError
from addin.exchange.canonical import canonical, fingerprint, tables_as_json, tables_from_json
from addin.exchange.file_names import SUFFIX, package_file_name, package_stem
from addin.exchange.records import Package
from addin.ledger.row_ids import new_ids
from addin.workbook import version_store
from addin.workbook.locks import is_alive
from addin.workbook.safe_save import plain_errors, put_in_place, replace_patiently

INDEX, BASE, BOOK = "包.json", "底稿.json.gz", "台账标识.json"
_NUMBER = re.compile(r"CP(\d{6})-(\d{2,})$")
_STAGED = re.compile(r"\.(\d+)-([0-9a-f]{6})-(.+)\.tmp$")
_HOST = hashlib.sha256(socket.gethostname().encode()).hexdigest()[:6]
_ABANDONED = 24 * 3600
"""Seconds after which what another machine left on a shared disk counts as left behind."""
_TAKE_BACK = "请从备份取回这个文件夹，不要改动里面的文件"


@dataclass(frozen=True, slots=True)
class Staged:
    """备好的包：written in full under a temporary name. `place` makes it visible, `discard` leaves nothing."""

    draft: Path
    folder: Path

    def place(self) -> None:
        replace_patiently(self.draft, self.folder)
        version_store.flush_folder(self.folder.parent)

    def discard(self) -> None:
        shutil.rmtree(self.draft, ignore_errors=True)


def store_folder(book: Path) -> Path:
    """`台账.发件` beside `台账.xlsx`."""
    return book.with_name(f"{book.stem}.发件")


def packages(book: Path) -> list[Package]:
    """Every package of the workbook, by number, without its tables (`load` has them). Raises ProgramError."""
    return [_from_index(folder, {}) for folder in _folders(book)]


def load(book: Path, number: str) -> Package | None:
    """The package with its tables, or None. Raises ProgramError where its base is damaged."""
    folder = package_folder(book, number)
    if folder is None:
        return None
    try:
        tables = tables_from_json(json.loads(gzip.decompress((folder / BASE).read_bytes())))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder / BASE) from error
    package = _from_index(folder, tables)
    if fingerprint(tables.values()) != package.fingerprint:
        raise _damaged(folder / BASE)
    return package


def package_folder(book: Path, number: str) -> Path | None:
    """Where the package is kept."""
    return next((folder for folder in _folders(book) if folder.name.partition("_")[0] == number), None)


def package_file(book: Path, number: str) -> Path | None:
    """The file as it was sent."""
    folder = package_folder(book, number)
    return next(iter(sorted(folder.glob(f"*{SUFFIX}"))), None) if folder else None


def sent_hash(book: Path, number: str) -> str | None:
    """SHA-256 of the file as it was sent, None for an unknown package."""
    folder = package_folder(book, number)
    return str(_index(folder)["file_sha256"]) if folder else None


def keep(book: Path, package: Package, file: Path) -> None:
    """Keep a package and its file at once. Raises ProgramError."""
    with plain_errors(file):
        stage(book, package, file.read_bytes()).place()


def stage(book: Path, package: Package, content: bytes) -> Staged:
    """Write the package under a temporary name; nothing else sees it before `place`. Raises OSError."""
    stem = package_stem(package.number, package.unit)
    folder = store_folder(book)
    staged = Staged(folder / f".{os.getpid()}-{_HOST}-{stem}.tmp", folder / stem)
    staged.draft.mkdir(parents=True)
    try:
        tables = canonical(tables_as_json(package.tables.values()))
        _write(staged.draft / BASE, gzip.compress(tables, compresslevel=6, mtime=0))
        _write(staged.draft / package_file_name(package.number, package.unit), content)
        index = {**_to_index(package), "file_sha256": hashlib.sha256(content).hexdigest()}
        _write(staged.draft / INDEX, json.dumps(index, ensure_ascii=False, indent=1).encode())
    except BaseException:
        staged.discard()
        raise
    return staged


def settle(book: Path, known: Collection[str]) -> list[str]:
    """Finish what an ended process left: packages whose number the workbook has (`known`) are put in their place,
    the others were never sent and are removed. Returns the numbers put in place. Raises OSError."""
    placed = []
    for draft, stem in _left_behind(store_folder(book)):
        number = stem.partition("_")[0]
        if number in known and (draft / INDEX).is_file():
            Staged(draft, draft.with_name(stem)).place()
            placed.append(number)
        else:
            shutil.rmtree(draft, ignore_errors=True)
    return placed


def _left_behind(folder: Path) -> Iterator[tuple[Path, str]]:
    for draft in sorted(folder.iterdir()) if folder.is_dir() else ():
        match = _STAGED.match(draft.name)
        if match and draft.is_dir() and _has_ended(draft, int(match[1]), match[2]):
            yield draft, match[3]


def _has_ended(draft: Path, process: int, host: str) -> bool:
    """Of another machine's process nothing is known here but its age."""
    if host == _HOST:
        return not is_alive(process)
    return time.time() - draft.stat().st_mtime > _ABANDONED


def next_numbers(book: Path, month: date, count: int, taken: Iterable[str]) -> list[str]:
    """`count` new 包号 of the month: CP202209-01 … A number once given, here or in `taken`, never comes again."""
    wanted = f"{month:%Y%m}"
    names = [*taken, *(path.name.partition("_")[0] for path in _all_folders(book))]
    matches = [match for name in names if (match := _NUMBER.match(name)) and match[1] == wanted]
    last = max((int(match[2]) for match in matches), default=0)
    return [f"CP{wanted}-{number:02d}" for number in range(last + 1, last + 1 + count)]


def book_id(book: Path, chance: np.random.Generator) -> str:
    """台账标识: what this workbook's packages name as their source; made at the first split."""
    path = store_folder(book) / BOOK
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        text = json.dumps({"book_id": new_ids(1, set(), chance)[0]})
        put_in_place(path, lambda draft: draft.write_text(text, encoding="utf-8"))
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["book_id"])
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(path) from error


def _all_folders(book: Path) -> list[Path]:
    """Of every package, placed or left behind: a number in use is in use."""
    folder = store_folder(book)
    found = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return [path.with_name(match[3]) if (match := _STAGED.match(path.name)) else path for path in found]


def _folders(book: Path) -> list[Path]:
    folder = store_folder(book)
    found = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    placed = [path for path in found if _NUMBER.match(path.name.partition("_")[0])]
    return sorted(placed, key=lambda path: _order(path.name))


def _order(name: str) -> tuple[str, int]:
    number = name.partition("_")[0]
    return number[:8], int(number.partition("-")[2])


def _index(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(folder / INDEX) from error
    if not isinstance(content, dict):
        raise _damaged(folder / INDEX)
    return content


def _to_index(package: Package) -> dict[str, Any]:
    return {
        "number": package.number,
        "unit": package.unit,
        "period": package.period.isoformat(),
        "return_code": package.return_code,
        "book_id": package.book_id,
        "sent_at": package.sent_at.isoformat(),
        "fingerprint": package.fingerprint,
        "previous": package.previous,
        "schema_version": package.schema_version,
    }


def _from_index(folder: Path, tables: Mapping[Any, Any]) -> Package:
    content = _index(folder)
    try:
        return Package(
            number=content["number"],
            unit=content["unit"],
            period=date.fromisoformat(content["period"]),
            return_code=content["return_code"],
            book_id=content["book_id"],
            sent_at=datetime.fromisoformat(content["sent_at"]),
            tables=tables,
            fingerprint=content["fingerprint"],
            previous=content["previous"],
            schema_version=content["schema_version"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(folder / INDEX) from error


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    version_store.flush(path)


def _damaged(path: Path) -> ProgramError:
    where = f"{path.parent.name}/{path.name}"
    return ProgramError(where, "发件的底稿读不出来，或被改动过", _TAKE_BACK)
