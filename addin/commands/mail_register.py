"""寄发登记：what 发件回收 and 操作日志 say of the letters, and the lock under which they are sent."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from addin.commands.base import Context
from addin.commands.computation import load
from addin.commands.mail import OPERATION
from addin.commands.outputs import journal
from addin.commands.tables import fill
from addin.errors import ProgramError
from addin.exchange import store
from addin.exchange.mail.journal import SendingRecord, settled_state
from addin.ledger import Ledger
from addin.ledger.text import tidy
from addin.schema import Dispatches
from addin.workbook.locks import locked
from addin.workbook.port import Book, CellValue, Edits
from addin.workbook.safe_save import plain_errors

Changes = Mapping[str, Mapping[str, CellValue]]
"""包号 → the cells of its row on 发件回收 by column name."""
ADDRESS_MARK = "、"


@contextlib.contextmanager
def sending_lock(book: Path) -> Iterator[None]:
    """One process at a time sends or settles letters of a workbook: `台账.发件/寄发.锁`. Raises ProgramError."""
    folder = store.store_folder(book)
    if not folder.is_dir():
        raise ProgramError(book.name, "还没有拆分过，没有可寄的包", "请先用 split 拆分")
    with locked(folder / OPERATION, OPERATION):
        yield


def settled(book: Book, ledger: Ledger, context: Context) -> tuple[Book, Ledger]:
    """The workbook with every 发送状态 as the records know it: what an ended process left 发送中 is 不确定, what was
    sent while the workbook could not be written is 已发. Call under `sending_lock`. Raises ProgramError."""
    changes: dict[str, dict[str, CellValue]] = {}
    with plain_errors(book.path):
        for number, standing in _standing(ledger).items():
            folder = store.package_folder(book.path, number)
            recorded = SendingRecord(folder).settle(context.now) if folder else None
            state = settled_state(standing, recorded)
            if state != standing:
                changes[number] = {Dispatches.sending_state.name: state}
    if not changes:
        return book, ledger
    write(book, ledger, changes, f"补记{len(changes)}个包的发送状态", context)
    return reopened(book, ledger, context)


def _standing(ledger: Ledger) -> dict[str, str | None]:
    table = ledger[Dispatches]
    pairs = zip(table[Dispatches.package.name], table[Dispatches.sending_state.name], strict=True)
    return {
        number: state if isinstance(state, str) else None
        for number, state in pairs
        if isinstance(number, str)
    }


def reopened(book: Book, ledger: Ledger, context: Context) -> tuple[Book, Ledger]:
    """The workbook as it is now, which somebody else may have saved meanwhile. Raises ProgramError."""
    fresh = context.books.open(book.path)
    return fresh, load(fresh, ledger.settings.as_of, context)


def write(book: Book, ledger: Ledger, changes: Changes, result: str, context: Context) -> bool:
    """One save of what differs, with a row of 操作日志 where `result` says something. Whether anything was written.

    Raises ProgramError.
    """
    edits = register_edits(ledger, changes)
    if not edits.count():
        return False
    if result:
        journal(edits, ledger, context, OPERATION, result, len(changes), book.fingerprint())
    book.save(edits, OPERATION)
    return True


def register_edits(ledger: Ledger, changes: Changes) -> Edits:
    """The cells of 发件回收 that differ. A package that is not on it gets none."""
    edits, cells = Edits(), ledger.cells[Dispatches]
    numbers = [tidy(str(number)) for number in cells.values[Dispatches.package.name]]
    places = {number: place for place, number in enumerate(numbers) if number in changes}
    columns: dict[str, list[tuple[int, CellValue]]] = {}
    for number, place in places.items():
        for name, value in changes[str(number)].items():
            columns.setdefault(name, []).append((place, value))
    for name, pairs in columns.items():
        positions = np.array([place for place, _ in pairs])
        values = np.array([value for _, value in pairs], dtype=object)
        fill(edits, cells, positions, {name: values})
    return edits


def joined(addresses: Sequence[str]) -> str:
    """Addresses as one cell has them."""
    return ADDRESS_MARK.join(addresses)
