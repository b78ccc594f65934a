"""已见的存放：one compressed record beside each package's base; comparisons without a package have a folder of their own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from addin.errors import ProgramError
from addin.exchange import store
from addin.exchange.canonical import canonical
from addin.exchange.seen import Seen
from addin.workbook.safe_save import plain_errors, put_in_place

RECORD = "已见.json.gz"


def seen(book: Path, number: str) -> Seen:
    """What was seen of a package, or of a comparison. Raises ProgramError where the record is damaged."""
    path = record_folder(book, number) / RECORD
    return _read(path) if path.exists() else Seen()


def every(book: Path) -> Iterator[Seen]:
    """What was seen of every package, comparison and document. Raises ProgramError where a record is damaged."""
    for path in sorted(store.store_folder(book).glob(f"*/{RECORD}")):
        yield _read(path)


def _read(path: Path) -> Seen:
    try:
        return Seen.from_json(json.loads(gzip.decompress(path.read_bytes())))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise ProgramError(
            f"{path.parent.name}/{path.name}", "回收记录读不出来，或被改动过", "请从备份取回这个文件"
        ) from error


def note_seen(book: Path, number: str, content: Seen) -> None:
    """Put the record in its place, whole or not at all. Raises ProgramError."""
    folder = record_folder(book, number)
    packed = gzip.compress(canonical(content.to_json()), compresslevel=6, mtime=0)
    with plain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        put_in_place(folder / RECORD, lambda draft: draft.write_bytes(packed))


def record_folder(book: Path, number: str) -> Path:
    """The package's own folder; of a comparison without a package one named by its number."""
    return store.package_folder(book, number) or store.store_folder(book) / number
