"""找工作表：which tab holds a ledger sheet, by its name, else by its header."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from addin.findings import Finding, Level
from addin.schema import SHEETS, Sheet
from addin.workbook.headers import Header, fits, normal_title

HeaderOf = Callable[[type[Sheet], str], Header | None]


def find_tab(
    sheet: type[Sheet], tabs: Sequence[str], header_of: HeaderOf
) -> tuple[str | None, list[Finding]]:
    """The sheet's tab and what is to be said about it; None where it is missing or two tabs fit.

    `header_of` looks for the sheet's header on a tab; it is asked only where no tab has the name.
    """
    for title in (sheet.title, *sheet.aliases):
        named = [tab for tab in tabs if normal_title(tab) == normal_title(title)]
        if named:
            return (title if title in named else named[0]), []
    if not sheet.columns:
        return None, []
    fitting = [tab for tab in _unclaimed(tabs) if fits(sheet, header_of(sheet, tab))]
    if len(fitting) > 1:
        return None, [_ambiguous(sheet, fitting)]
    if fitting:
        return fitting[0], [_renamed(sheet, fitting[0])]
    return None, []


def _unclaimed(tabs: Sequence[str]) -> list[str]:
    """The tabs that bear no sheet's own name."""
    own = {normal_title(title) for sheet in SHEETS for title in (sheet.title, *sheet.aliases)}
    return [tab for tab in tabs if normal_title(tab) not in own]


def _renamed(sheet: type[Sheet], tab: str) -> Finding:
    return Finding(
        Level.NOTE,
        tab,
        "",
        f"没有名为“{sheet.title}”的工作表，按表头认定“{tab}”就是它",
        f"请把工作表名改回“{sheet.title}”",
        value=tab,
        used=sheet.title,
    )


def _ambiguous(sheet: type[Sheet], fitting: list[str]) -> Finding:
    names = "、".join(f"“{tab}”" for tab in fitting)
    return Finding(
        Level.ERROR,
        sheet.title,
        "",
        f"没有名为“{sheet.title}”的工作表，{names}的表头都像它，无法认定",
        f"请把其中正确的一张改名为“{sheet.title}”",
    )
