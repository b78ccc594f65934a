"""呈现与帮助的按钮：go to a sheet, print the one in front, say where the manual is."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import addin
from addin.deployment.manual_page import MANUAL, manual_file
from addin.errors import ProgramError
from addin.ribbon.click import Answer, Click
from addin.ribbon.places import with_files
from addin.ribbon.selection import tab_of
from addin.schema import Cockpit, Sheet, WallChart

_UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f]+")


def cockpit(click: Click) -> None:
    _go_to(click, Cockpit)


def wall_chart(click: Click) -> None:
    _go_to(click, WallChart)


def _go_to(click: Click, sheet: type[Sheet]) -> None:
    tab = tab_of(click.desk, sheet)
    if tab is None:
        raise ProgramError(
            click.desk.path.name,
            f"没有“{sheet.title}”工作表，可能改了名或删去了",
            "请把工作表名改回来，或从版本文件夹找回",
        )
    click.desk.window.go_to(tab)


def print_front(click: Click) -> Answer:
    """A PDF of the sheet in front, beside the workbook; one that is there is never written over."""
    tab, book = click.desk.front(), click.desk.path
    target = _free(book.with_name(f"{book.stem}_{_UNSAFE.sub(' ', tab).strip()}.pdf"))
    click.desk.window.print_tab(tab, target)
    if not target.is_file():
        raise ProgramError(target.name, "没有存成 PDF", "请看看台账所在的文件夹能不能写，再点一次")
    return with_files(click, f"“{tab}”已存成 {target.name}，在台账所在的文件夹。", [target])


def _free(path: Path) -> Path:
    others = (path.with_stem(f"{path.stem}（{number}）") for number in itertools.count(2))
    return next(one for one in itertools.chain((path,), others) if not one.exists())


def show_help(click: Click) -> Answer:
    version = f"亮灯台账 {addin.__version__}"
    try:
        manual = manual_file()
    except (ProgramError, OSError):
        return Answer(
            f"{version}\n“{MANUAL}”在安装包里，每个按钮一节。这台电脑上没有找到，请向管理员要一份。"
        )
    return with_files(click, f"{version}\n“{MANUAL}”里每个按钮一节：{manual}", [manual])
