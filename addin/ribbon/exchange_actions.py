"""发出去、收回来的按钮：packages for the units, what they send back, the choices on 冲突处理, and edited minutes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from addin.commands.base import Outcome
from addin.errors import ProgramError
from addin.exchange.conflict_sheet import Row
from addin.ribbon.click import Answer, Click
from addin.ribbon.exchange_words import (
    FRESH,
    collected,
    minutes_preview,
    minutes_taken,
    returns_preview,
    settled,
    split_lines,
)
from addin.ribbon.places import with_folder, with_sheet
from addin.ribbon.wording import shortened
from addin.schema import Conflicts, Findings
from docgen.layout import find_libreoffice

ISSUED = "下发"
"""`台账.下发/2022-09` beside `台账.xlsx`: files to be given out. What was sent is kept in `台账.发件` (store)."""

RETURNS = (".xlsx", ".xls", ".et", ".ods", ".csv")
MINUTES, OLDER_MINUTES = (".docx",), (".doc", ".odt", ".rtf")
"""What 读回纪要 reads by itself, and with LibreOffice's help."""

UNSAVED = "台账还没有保存：请先按 Ctrl+S 保存，再把包发出去。"


def split(click: Click) -> Answer:
    """One package a unit for the ribbon's month, else 统计月份."""
    month = click.month or click.ledger().settings.as_of
    folder = issued_folder(click.desk.path) / f"{month:%Y-%m}"
    outcome = click.run("split", "--out", str(folder), *click.month_option())
    lines = split_lines(outcome, f"{folder.parent.name}/{folder.name}", _others(folder, outcome))
    if not outcome.data["packages"]:
        return Answer(shortened(lines))
    if _is_unsaved(click):
        lines.insert(1, UNSAVED)
    return with_folder(click, shortened(lines), folder)


def _is_unsaved(click: Click) -> bool:
    """Excel does not answer while somebody types; the packages are written all the same."""
    try:
        return click.desk.window.is_modified
    except ProgramError:
        return True


def issued_folder(book: Path) -> Path:
    return book.with_name(f"{book.stem}.{ISSUED}")


def _others(folder: Path, outcome: Outcome) -> list[str]:
    """What lies in the folder besides the packages of this run."""
    mine = {Path(one["path"]).name for one in outcome.data["packages"]}
    found = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [name for name in found if name not in mine and not name.startswith((".", "~$"))]


def collect(click: Click) -> Answer | None:
    files = click.desk.window.choose_files("选择各单位交回的文件", RETURNS)
    if not files:
        return None
    names = list(map(str, files))
    found = click.run("collect", *names)
    text = shortened(returns_preview(found))
    fresh = sum(one["state"] in FRESH for one in found.data["packages"])
    if not fresh:
        return Answer(text)
    if not click.agrees(text, f"要把这{fresh}份并进台账吗？"):
        return None
    return _to_conflicts(click, shortened(collected(click.run("collect", *names, "--apply"))))


def read_back(click: Click) -> Answer | None:
    kinds = MINUTES + (OLDER_MINUTES if find_libreoffice() else ())
    files = click.desk.window.choose_files("选择改过的会议纪要", kinds)
    if not files:
        return None
    names = list(map(str, files))
    found = click.run("readback", *names)
    text = shortened(minutes_preview(found))
    written, listed = found.data["written"], found.data["listed"]
    if not written and not listed:
        return Answer(f"{text}\n没有要并入的内容，台账保持原样。")
    if not click.agrees(text, "要并进台账吗？"):
        return None
    return _to_conflicts(click, shortened(minutes_taken(click.run("readback", *names, "--apply"))))


def _to_conflicts(click: Click, text: str) -> Answer:
    """The way to what waits for a choice, else to what the check found when all was computed again."""
    waiting = len(_waiting(click) or ())
    if waiting:
        text = f"{text}\n“{Conflicts.title}”里共有{waiting}条等着选。"
        return with_sheet(click, text, f"要到“{Conflicts.title}”吗？", Conflicts)
    return with_sheet(click, text, f"亮灯、校核等已重算，要看“{Findings.title}”吗？", Findings)


def conflicts(click: Click) -> Answer:
    """Apply the choices; nothing runs where there is none."""
    waiting = _waiting(click)
    if waiting is not None and not any(_is_chosen(row) for row in waiting):
        return _nothing_chosen(click, len(waiting))
    text = shortened(settled(click.run("resolve")))
    left = len(_waiting(click) or ())
    if not left:
        return Answer(f"{text}\n“{Conflicts.title}”里没有等着处理的了。")
    text = f"{text}\n还有{left}条等着处理。"
    return with_sheet(click, text, f"要到“{Conflicts.title}”吗？", Conflicts)


def _nothing_chosen(click: Click, waiting: int) -> Answer:
    if not waiting:
        return Answer(f"“{Conflicts.title}”里没有等着处理的。")
    choices = "、".join(Conflicts.choice.choices)
    text = (
        f"“{Conflicts.title}”里有{waiting}条等着处理，还没有一条选好，台账没有动。\n"
        f"请在“{Conflicts.choice.title}”列选（{choices}），再点“{click.button.label}”。"
    )
    return with_sheet(click, text, f"要到“{Conflicts.title}”吗？", Conflicts)


def _waiting(click: Click) -> Sequence[Row] | None:
    """The rows that nobody has dealt with; None where the sheet lacks what tells, or cannot be read now."""
    try:
        cells = click.desk.books.open(click.desk.path).read(Conflicts)
    except ProgramError:
        return None
    asked = (Conflicts.handled_at.name, Conflicts.choice.name)
    if cells is None or not set(asked) <= set(cells.values):
        return None
    rows = zip(*(cells.values[name] for name in asked), strict=True)
    return [dict(zip(asked, row, strict=True)) for row in rows if row[0] is None]


def _is_chosen(row: Row) -> bool:
    return bool(str(row[Conflicts.choice.name] or "").strip())
