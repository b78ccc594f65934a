"""照片：pictures that 现场巡查 names but that do not lie beside the workbook."""

from __future__ import annotations

from pathlib import Path

from addin.findings import Finding, Level
from addin.ledger import Ledger
from addin.ledger.text import split_list
from addin.schema import Patrols

FOLDER = "照片"


def missing_pictures(ledger: Ledger, beside: Path) -> list[Finding]:
    """A 提示 for each picture that is neither in the workbook's folder nor in 照片/ there.

    Only the names in the two folders are looked at: a name with a path in front is never followed.
    """
    table = ledger[Patrols]
    rows = table[table[Patrols.picture.name].notna()]
    if rows.empty:
        return []
    held = _names(beside) | _names(beside / FOLDER)
    wanting = [
        (int(row["position"]), name)
        for row in rows.to_dict("records")
        for name in split_list(row[Patrols.picture.name])
        if name.casefold() not in held
    ]
    advice = f"把照片放进台账旁边的“{FOLDER}”文件夹，或改正文件名"
    return [
        ledger.finding(
            Level.NOTE, Patrols, position, Patrols.picture.name, f"没有找到照片“{name}”", advice, name
        )
        for position, name in wanting
    ]


def _names(folder: Path) -> set[str]:
    """The files of a folder, folded as Windows compares them; nothing where there is no such folder."""
    try:
        return {path.name.casefold() for path in folder.iterdir()}
    except OSError:
        return set()
