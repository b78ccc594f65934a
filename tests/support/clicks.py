"""点一下：a click on a button, with a person who answers as told, on a real workbook (as a closed file).

person = Person(selects=("项目清单", 4), agrees=[True])
click("reminder", path, person)
assert person.boxes == ["已写1件（拟稿）…"]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from addin.buttons import button
from addin.commands.base import Books, ClosedFiles, Context
from addin.live.program import Selection
from addin.ribbon.click import Click, StatusBar
from addin.ribbon.closed_path import _tabs
from addin.ribbon.desk import Desk
from addin.ribbon.door import press

TODAY = dt.date(2022, 10, 8)


@dataclass
class Person:
    """人: what is selected, and the answers in turn; `boxes` are the texts of all message boxes shown."""

    selects: tuple[object, ...] | None = ("首页", 1)
    agrees: Sequence[bool] = ()
    chooses: str | None = None
    picks: Sequence[Path] = ()
    is_read_only: bool = False
    is_editing: bool = False
    is_modified: bool = False
    boxes: list[str] = field(default_factory=list)
    asked: int = 0
    titles: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    went_to: list[str] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)
    bar: list[str | None] = field(default_factory=list)

    def selection(self) -> Selection | None:
        if self.selects is None:
            return None
        tab, *rows = self.selects
        return Selection(str(tab), tuple(int(str(row)) for row in rows))

    def go_to(self, tab: str, address: str = "A1") -> None:
        self.went_to.append(tab)

    def print_tab(self, tab: str, path: Path) -> None:
        path.write_bytes(b"%PDF")

    def status(self, text: str | None) -> None:
        self.bar.append(text)

    def say(self, text: str, title: str) -> None:
        self.boxes.append(text)
        self.titles.append(title)

    def confirm(self, text: str, title: str) -> bool:
        self.say(text, title)
        self.asked += 1
        return self.agrees[self.asked - 1] if self.asked <= len(self.agrees) else False

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        self.say(text, title)
        self.offered = list(options)
        return self.chooses

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        self.say(f"{title}（{'、'.join(suffixes)}）", title)
        return list(self.picks)


class Nobody:
    """A system that must not be needed."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"the system was asked to {name}")


def desk_of(path: Path, person: Person, books: Books | None = None, front: str | None = None) -> Desk:
    tab = front or (str(person.selects[0]) if person.selects else "首页")
    return Desk(path, books or ClosedFiles(), person, lambda: _tabs(path), lambda: tab, person.opened.append)


def click(
    tag: str,
    path: Path,
    person: Person,
    month: dt.date | None = None,
    *,
    pdf: bool = False,
    books: Books | None = None,
    today: dt.date = TODAY,
    front: str | None = None,
    system: object = None,
) -> Person:
    """Press the button; the person, who has seen it all."""
    desk = desk_of(path, person, books, front)
    context = Context(
        today=today,
        now=dt.datetime(2022, 10, 8, 9, 0),
        operator="施某",
        progress=StatusBar(person.status),
        chance=np.random.default_rng(1),
        books=desk.books,
    )
    press(Click(button(tag), desk, context, month, pdf), system or Nobody())  # type: ignore[arg-type]
    return person
