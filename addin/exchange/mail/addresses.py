"""收件地址：the mail addresses of a unit as 单位名录 has them, and whose they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from addin.ledger.text import split_list

MOST = 254
_ATOM = r"[A-Za-z0-9!#$%&'*+=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_NAMED = re.compile(r"[^<>]*<([^<>]*)>")


class AddressError(ValueError):
    """写法不对：`text` is the piece that is no address."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def addresses_in(cell: object) -> tuple[str, ...]:
    """The addresses of a cell, separated by 、，,；; or line breaks, each once; none for a blank cell.

    Full-width letters are read as plain ones, 「张某 <a@b.cn>」 as its address. Raises AddressError for anything
    else: an address is never guessed.
    """
    found: dict[str, str] = {}
    for piece in split_list(str(cell)) if isinstance(cell, str) else ():
        address = _plain(piece)
        found.setdefault(address.casefold(), address)
    return tuple(found.values())


def _plain(piece: str) -> str:
    text = unicodedata.normalize("NFKC", piece).strip()
    named = _NAMED.fullmatch(text)
    address = named[1].strip() if named else text
    if len(address) > MOST or not _ADDRESS.fullmatch(address):
        raise AddressError(piece)
    return address


def other_owners(unit: str, addresses: Iterable[str], owners: Mapping[str, set[str]]) -> dict[str, str]:
    """Which of the addresses are, or were, another unit's: address → that unit. `owners` are by casefolded address."""
    found = {}
    for address in addresses:
        others = sorted(owners.get(address.casefold(), set()) - {unit})
        if others:
            found[address] = others[0]
    return found


def owners_of(pairs: Iterable[tuple[object, object]]) -> dict[str, set[str]]:
    """(unit, cell) → whose each address is, by casefolded address. A cell that holds none owns none."""
    owners: dict[str, set[str]] = {}
    for unit, cell in pairs:
        for address in _known(cell) if isinstance(unit, str) else ():
            owners.setdefault(address.casefold(), set()).add(str(unit))
    return owners


def _known(cell: object) -> tuple[str, ...]:
    try:
        return addresses_in(cell)
    except AddressError:
        return ()
