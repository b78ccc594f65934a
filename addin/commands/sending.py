"""寄出：the packages are written in full under temporary names, then the workbook is saved, then they take their
places by renaming. Cut short before the save, nothing was sent; cut short after it, the next split finishes it."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from addin.commands.base import Context
from addin.commands.parcels import Parcel
from addin.commands.split import OPERATION
from addin.commands.tables import append
from addin.errors import ProgramError
from addin.exchange import store
from addin.exchange.file_names import package_file_name
from addin.ledger import Ledger
from addin.schema import Dispatches, Units
from addin.workbook.locks import is_alive
from addin.workbook.port import Book, Edits
from addin.workbook.safe_save import plain_errors, replace_patiently
from addin.workbook.system_errors import in_words
from addin.workbook.version_store import drafts_of_ended_processes, flush, flush_folder

if TYPE_CHECKING:
    from addin.commands.splitting import Prepared

GENERATED = Dispatches.sending_state.choices[0]


def refuse_place(out: Path) -> None:
    """Raises ProgramError where a file stands in the place of `out`, or of a folder on the way there."""
    for place in (out, *out.parents):
        if place.exists() and not place.is_dir():
            raise ProgramError(str(place), "这是文件，不是文件夹", "请换一个文件夹，或把这个文件移走")


def send(book: Book, ready: Prepared, parcels: Sequence[Parcel], out: Path, context: Context) -> list[Path]:
    """One save and all packages, or nothing. The paths in `out`, parallel to the parcels. Raises ProgramError."""
    new = [parcel for parcel in parcels if parcel.new]
    _register(ready.edits, ready.ledger, new)
    sending = _Sending(book.path, out)
    try:
        with plain_errors(out):
            sending.write(parcels)
        if new or ready.added:
            context.progress.step("写回台账")
            book.save(ready.edits, OPERATION)
    except BaseException:
        sending.give_up(took_effect=bool(new) and _are_named(book.path, new, context))
        raise
    try:
        return sending.place()
    except OSError as error:
        raise ProgramError(
            str(out),
            f"台账已记下这些包，但有的包没能放到位（{in_words(error)}）",
            "请检查磁盘和文件夹后再拆分一次，会接着放好，不会重复记",
        ) from error


def _are_named(book: Path, new: Sequence[Parcel], context: Context) -> bool:
    """Whether the workbook names the packages all the same: a save may fail in its last step and still have taken
    effect. Where it cannot be read they count as named."""
    try:
        cells = context.books.open(book).read(Dispatches, [Dispatches.package.name])
    except (OSError, ProgramError):
        return True
    standing = set() if cells is None else set(cells.values[Dispatches.package.name])
    return any(parcel.package.number in standing for parcel in new)


def _register(edits: Edits, ledger: Ledger, new: Sequence[Parcel]) -> None:
    """发件回收: one row a new package."""
    addresses = dict(zip(ledger[Units][Units.unit.name], ledger[Units][Units.email.name], strict=True))
    packages = [parcel.package for parcel in new]
    columns = {
        Dispatches.package.name: [one.number for one in packages],
        Dispatches.unit.name: [one.unit for one in packages],
        Dispatches.period.name: [f"{one.period:%Y-%m}" for one in packages],
        Dispatches.return_code.name: [one.return_code for one in packages],
        Dispatches.sent_at.name: [f"{one.sent_at:%Y-%m-%d %H:%M:%S}" for one in packages],
        Dispatches.address.name: [addresses.get(one.unit) for one in packages],
        Dispatches.sending_state.name: [GENERATED] * len(packages),
        Dispatches.attachment_hash.name: [hashlib.sha256(parcel.content).hexdigest() for parcel in new],
    }
    arrays = {name: np.array(values, dtype=object) for name, values in columns.items()}
    append(edits, ledger.cells[Dispatches], arrays)


class _Sending:
    """The files of one split under temporary names: in `台账.发件/` the new packages, in `out` every file."""

    def __init__(self, book: Path, out: Path) -> None:
        self.book, self.out = book, out
        self.staged: list[store.Staged] = []
        self.copies: list[tuple[Path, Path]] = []

    def write(self, parcels: Sequence[Parcel]) -> None:
        """Raises OSError."""
        self.out.mkdir(parents=True, exist_ok=True)
        for left in list(drafts_of_ended_processes(self.out, is_alive)):
            left.unlink(missing_ok=True)
        for parcel in parcels:
            if parcel.new:
                self.staged.append(store.stage(self.book, parcel.package, parcel.content))
            self._copy(parcel)

    def _copy(self, parcel: Parcel) -> None:
        """A file with the same content stays; what a person may have filled in is never written over."""
        name = package_file_name(parcel.package.number, parcel.package.unit)
        target = _free(self.out / name, parcel.content)
        draft = self.out / f".{os.getpid()}-{parcel.package.number}.tmp"
        self.copies.append((draft, target))
        if not target.exists():
            draft.write_bytes(parcel.content)
            flush(draft)

    def place(self) -> list[Path]:
        """Raises OSError."""
        for staged in self.staged:
            staged.place()
        for draft, target in self.copies:
            if draft.exists():
                replace_patiently(draft, target)
        flush_folder(self.out)
        return [target for _, target in self.copies]

    def give_up(self, took_effect: bool) -> None:
        """Leave nothing; packages that the workbook names all the same stay for `store.settle`."""
        for draft, _ in self.copies:
            draft.unlink(missing_ok=True)
        for staged in () if took_effect else self.staged:
            staged.discard()


def _free(path: Path, content: bytes) -> Path:
    """The path, or 「名 (2).xlsx」 … where another content has it."""
    others = (path.with_stem(f"{path.stem} ({number})") for number in itertools.count(2))
    return next(
        one for one in itertools.chain([path], others) if not one.exists() or one.read_bytes() == content
    )
