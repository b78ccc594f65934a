"""接着看哪里：the question at the end of a message: a sheet to go to, a document or a folder to open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from addin.commands.base import Outcome
from addin.findings import Level
from addin.ribbon.click import Answer, Click
from addin.ribbon.selection import tab_of
from addin.schema import Findings, Sheet


def with_sheet(click: Click, text: str, question: str, sheet: type[Sheet]) -> Answer:
    """The text, and the question whether to go to the sheet; without it where the sheet is in front already, or
    missing."""
    tab = tab_of(click.desk, sheet)
    if tab is None or click.desk.front() == tab:
        return Answer(text)
    return Answer(text, question, lambda: click.desk.window.go_to(tab))


def with_findings(click: Click, text: str, outcome: Outcome) -> Answer:
    """The text with what the check found, and the question whether to look at 校核清单 where it found anything."""
    if not outcome.findings:
        return Answer(f"{text}\n校核没有发现问题。")
    counts = Counter(finding.level for finding in outcome.findings)
    said = "、".join(f"{level}{counts[level]}条" for level in Level if counts[level])
    return with_sheet(click, f"{text}\n校核有{said}。", f"要看“{Findings.title}”吗？", Findings)


def with_files(click: Click, text: str, paths: Sequence[Path]) -> Answer:
    """The text, and the question whether to open the one file, or the folder of several."""
    if not paths:
        return Answer(text)
    if len(paths) == 1:
        return Answer(text, "现在打开看吗？", lambda: click.desk.open_file(paths[0]))
    return with_folder(click, text, paths[0].parent)


def with_folder(click: Click, text: str, folder: Path) -> Answer:
    """The text, and the question whether to open the folder."""
    return Answer(text, f"要打开“{folder.name}”文件夹吗？", lambda: click.desk.open_file(folder))
