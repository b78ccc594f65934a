"""收拾：what a run that was cut short left beside the workbook, put right before another one looks there."""

from __future__ import annotations

import time

from addin.commands.parcels import numbers_given
from addin.exchange import store
from addin.exchange.quarantine import quarantine_folder
from addin.ledger import Ledger
from addin.schema import Dispatches
from addin.workbook.locks import is_alive
from addin.workbook.port import Book
from addin.workbook.safe_save import plain_errors
from addin.workbook.version_store import drafts_of_ended_processes

ABANDONED = 600
"""Seconds after which a half-written record is nobody's: on a shared disk another machine's process is not known."""


def tidy_store(book: Book, ledger: Ledger) -> None:
    """Packages that the workbook names take their places, those that were never sent go, and so do half-written
    records. A ledger without 发件回收 does not tell which were sent: there nothing is moved. Raises ProgramError."""
    with plain_errors(book.path):
        if ledger.has_column(Dispatches, Dispatches.package.name):
            store.settle(book.path, numbers_given(ledger))
        folder = store.store_folder(book.path)
        kept = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
        for place in (folder, *kept, quarantine_folder(book.path)):
            for draft in list(drafts_of_ended_processes(place, is_alive)):
                if draft.is_file() and time.time() - draft.stat().st_mtime > ABANDONED:
                    draft.unlink(missing_ok=True)
