"""纪要底稿：what a document said when it was written, kept in `台账.发件/<登记号>/`: the base of every read-back.

A draft that is written anew under the same 登记号 is another state with a mark of its own; an older copy that is
returned late is compared with the state that it came from.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from addin.errors import ProgramError
from addin.exchange import store
from addin.exchange.canonical import canonical, tables_as_json, tables_from_json
from addin.exchange.records import SentTable
from addin.schema import Resolutions
from addin.workbook.safe_save import plain_errors, put_in_place
from docgen.file_names import safe_name

_DIGITS = 16
_PREFIX, _SUFFIX = "底稿-", ".json.gz"


@dataclass(frozen=True, slots=True)
class MinutesBase:
    """底稿：`number` 登记号, `mark` which of its states, `meeting` 会议编号. `table` are the values as they stood in
    the master, `printed[row_id][column]` the texts as they stood in the document, `prose` its other lines."""

    number: str
    mark: str
    title: str
    meeting: str
    table: SentTable
    printed: Mapping[str, Mapping[str, str]]
    prose: tuple[str, ...]

    @property
    def row_ids(self) -> list[str]:
        return [str(row[0]) for row in self.table.rows]


def mark_of(table: SentTable, words: str) -> str:
    """Sixteen characters: the same exactly when the same rows were written in the same words."""
    content = canonical([tables_as_json([table]), words])
    return hashlib.sha256(content).hexdigest()[:_DIGITS].upper()


def folder_name(number: str) -> str:
    """What the folder, and everything seen of the document, is called; 登记号 may be typed."""
    return safe_name(number)


def keep(book: Path, base: MinutesBase) -> None:
    """Keep a state, beside the earlier ones of its document. Raises ProgramError."""
    folder = store.store_folder(book) / folder_name(base.number)
    content = canonical(
        {
            "number": base.number,
            "mark": base.mark,
            "title": base.title,
            "meeting": base.meeting,
            "tables": tables_as_json([base.table]),
            "printed": {row: dict(texts) for row, texts in base.printed.items()},
            "prose": list(base.prose),
        }
    )
    packed = gzip.compress(content, compresslevel=6, mtime=0)
    with plain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        put_in_place(folder / f"{_PREFIX}{base.mark}{_SUFFIX}", lambda draft: draft.write_bytes(packed))


def bases(book: Path) -> list[MinutesBase]:
    """Every state of every document, by 登记号. Raises ProgramError for one that is damaged."""
    folder = store.store_folder(book)
    paths = sorted(folder.glob(f"*/{_PREFIX}*{_SUFFIX}")) if folder.is_dir() else []
    return [_read(path) for path in paths]


def _read(path: Path) -> MinutesBase:
    try:
        content: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
        return MinutesBase(
            content["number"],
            content["mark"],
            content["title"],
            content["meeting"],
            tables_from_json(content["tables"])[Resolutions],
            content["printed"],
            tuple(content["prose"]),
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        where = f"{path.parent.name}/{path.name}"
        raise ProgramError(
            where, "纪要的底稿读不出来，或被改动过", "请从备份取回这个文件，不要改动它"
        ) from error


def states_of(kept: Sequence[MinutesBase], number: str) -> list[MinutesBase]:
    """The states of one document."""
    return [one for one in kept if one.number == number]
