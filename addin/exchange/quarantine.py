"""隔离：refused files, copied to `台账.隔离/` with the reason beside them; the file itself stays where it lies."""

from __future__ import annotations

import shutil
from pathlib import Path

from addin.exchange.returns import Refused
from addin.workbook.safe_save import plain_errors, put_in_place
from docgen.file_names import safe_name


def quarantine_folder(book: Path) -> Path:
    """`台账.隔离` beside `台账.xlsx`."""
    return book.with_name(f"{book.stem}.隔离")


def quarantine(book: Path, refused: Refused) -> Path:
    """The copy: 「<指纹前八位>_<文件名>」, with 「….原因.txt」; once for the same bytes. Raises ProgramError."""
    folder = quarantine_folder(book)
    # An ending of its own: nobody opens by a double click what was refused.
    target = folder / f"{refused.fingerprint[:8]}_{safe_name(refused.path.name)}.隔离"
    with plain_errors(folder):
        folder.mkdir(exist_ok=True)
        if refused.path.is_file() and not target.exists():
            put_in_place(target, lambda draft: shutil.copyfile(refused.path, draft))
        note = target.with_name(f"{target.name}.原因.txt")
        put_in_place(note, lambda draft: draft.write_text(f"{refused.error}\n", encoding="utf-8"))
    return target
