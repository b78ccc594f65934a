"""行标识：opaque row ids of 10 characters, nine in Crockford base32 and one check character.

A blank, malformed or repeated id is replaced by a new one; the first row with an id keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from addin.ledger.clean import clean_column
from addin.schema import LEDGER_SHEETS, Sheet

if TYPE_CHECKING:
    from addin.ledger.ledger import Ledger

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_BODY = LENGTH - 1
_PRIME = 31
"""The check is the body's number modulo 31: it finds every single wrong and every swapped character."""

_LETTERS = np.array(list(ALPHABET))


def fill(ledger: Ledger, rng: np.random.Generator) -> dict[type[Sheet], dict[int, str]]:
    """For each sheet the positions of data rows that need an id, and their new ids.

    Sheets without the column and wholly computed sheets are left out. No new id stands in the workbook.
    """
    ids = {sheet: _ids(ledger, sheet) for sheet in LEDGER_SHEETS if _has_ids(ledger, sheet)}
    taken = {value for values in ids.values() for value in values if value is not None}
    needed = {sheet: np.flatnonzero(_needs_new(values)).tolist() for sheet, values in ids.items()}
    fresh = iter(new_ids(sum(map(len, needed.values())), taken, rng))
    return {
        sheet: {position: next(fresh) for position in positions}
        for sheet, positions in needed.items()
        if positions
    }


def all_ids(ledger: Ledger) -> set[str]:
    """Every row id that stands in the workbook."""
    sheets = (sheet for sheet in LEDGER_SHEETS if _has_ids(ledger, sheet))
    return {value for sheet in sheets for value in _ids(ledger, sheet) if value is not None}


def new_ids(count: int, taken: set[str], rng: np.random.Generator) -> list[str]:
    """`count` different ids, none of them taken."""
    fresh: dict[str, None] = {}
    while len(fresh) < count:
        numbers = rng.integers(0, 32**_BODY, size=count - len(fresh), dtype=np.int64)
        fresh.update((value, None) for value in _spelt(numbers) if value not in taken)
    return list(fresh)


def is_valid(row_id: str) -> bool:
    """Whether the text is an id: ten characters of the alphabet whose last one checks the others."""
    if len(row_id) != LENGTH or any(character not in ALPHABET for character in row_id):
        return False
    number = 0
    for character in row_id[:_BODY]:
        number = number * 32 + ALPHABET.index(character)
    return int(_weighted(np.array([number]))[0]) == ALPHABET.index(row_id[-1])


def repeated_ids(ledger: Ledger, sheet: type[Sheet]) -> list[tuple[int, int]]:
    """(position, Excel row of the first row with the same id) of each repeated id."""
    ids = _ids(ledger, sheet)
    labels, _ = pd.factorize(ids)
    repeated = _repeated(ids)
    rows = ledger.cells[sheet].rows
    return [
        (position, int(rows[np.argmax(labels == labels[position])]))
        for position in np.flatnonzero(repeated).tolist()
    ]


def _spelt(numbers: np.ndarray) -> list[str]:
    digits = [_LETTERS[(numbers >> (5 * place)) & 31] for place in range(_BODY - 1, -1, -1)]
    letters = np.stack([*digits, _LETTERS[_weighted(numbers)]], axis=1)
    return [str(value) for value in np.ascontiguousarray(letters).view(f"<U{LENGTH}").ravel()]


def _weighted(numbers: np.ndarray) -> np.ndarray:
    """The check value 0…30 of each number: the sum of its base-32 digits, each times its place, modulo 31."""
    places = np.arange(_BODY)
    digits = (numbers[:, None] >> (5 * places)) & 31
    weighted: np.ndarray = (digits @ (places + 1)) % _PRIME
    return weighted


def _has_ids(ledger: Ledger, sheet: type[Sheet]) -> bool:
    return not sheet.wholly_computed and ledger.has_column(sheet, sheet.row_id.name)


def _ids(ledger: Ledger, sheet: type[Sheet]) -> np.ndarray:
    return clean_column(ledger.cells[sheet].values[sheet.row_id.name], sheet.row_id).values


def _needs_new(ids: np.ndarray) -> np.ndarray:
    needs_new: np.ndarray = pd.isna(ids) | _repeated(ids)
    return needs_new


def _repeated(ids: np.ndarray) -> np.ndarray:
    series = pd.Series(ids, dtype=object)
    repeated: np.ndarray = (series.duplicated() & series.notna()).to_numpy(dtype=bool)
    return repeated
