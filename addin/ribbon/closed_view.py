"""文件里的选择：the tab in front and the rows selected on it, as the workbook's own file keeps them.

ECMA-376 Part 1: workbookView/@activeTab (18.2.30), sheetView/selection/@sqref (18.3.1.78), row/@hidden (18.3.1.73).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from addin.live.program import Selection
from addin.workbook.package import Package, PackageWriter, Packer
from addin.workbook.parts import WORKBOOK, read_workbook
from addin.workbook.safe_save import put_in_place, saving

_ROWS = re.compile(rb"<(?:\w+:)?sheetData[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])([^>]*)>")
_NUMBER = re.compile(rb"\sr=[\"'](\d+)[\"']")
_HIDDEN = re.compile(rb"\shidden=[\"'](?:1|true)[\"']")
_VIEW = re.compile(rb"<(?:\w+:)?sheetView(?=[\s/>])[^>]*>")
_PANE = re.compile(rb"<(?:\w+:)?pane\s[^>]*?activePane=[\"'](\w+)[\"']")
_SELECTION = re.compile(rb"<(?:\w+:)?selection(?=[\s/>])[^>]*>")
_SELECTED = re.compile(rb"\s(?:pane|sqref)=[\"'][^\"']*[\"']")
_TAB_SELECTED = re.compile(rb"\stabSelected=[\"'][^\"']*[\"']")
_WORKBOOK_VIEW = re.compile(rb"<(?:\w+:)?workbookView(?=[\s/>])")
_ACTIVE_TAB = re.compile(rb"(<(?:\w+:)?workbookView\s[^>]*?)\sactiveTab=[\"']\d+[\"']")
_AREA_ROWS = re.compile(r"\$?[A-Z]*\$?(\d+)?(?::\$?[A-Z]*\$?(\d+)?)?$")
"""The rows of A5, A5:B9, 5:9; none in A:B."""


def front_tab(path: Path) -> str:
    """The tab in front; the first where the file does not say."""
    with Package(path) as package:
        return _front(package)


def read_selection(path: Path) -> Selection | None:
    """None where the tab in front is no worksheet. Hidden rows are left out."""
    with Package(path) as package:
        tab = _front(package)
        part = read_workbook(package).tabs.get(tab)
        if part is None:
            return None
        chunks = package.chunks(package[part])
        head = _head(chunks)
        return Selection(tab, _visible(_areas(head[0]), head[1], chunks))


def _front(package: Package) -> str:
    names = _names(package)
    found = re.search(rb"\sactiveTab=[\"'](\d+)[\"']", package.read(WORKBOOK))
    place = int(found[1]) if found else 0
    return names[place] if place < len(names) else names[0]


def _names(package: Package) -> list[str]:
    """Every tab, charts and macro sheets among them: activeTab counts them all."""
    root = etree.fromstring(package.read(WORKBOOK), etree.XMLParser(resolve_entities=False, no_network=True))
    return [str(sheet.get("name", "")) for sheet in root.iterfind("{*}sheets/{*}sheet")]


def _head(chunks: Iterator[bytes]) -> tuple[bytes, bytes]:
    """What stands before the rows, and the rest of the chunk."""
    read = b""
    for chunk in chunks:
        read += chunk
        found = _ROWS.search(read)
        if found:
            return read[: found.start()], read[found.start() :]
    return read, b""


def _areas(head: bytes) -> list[tuple[int, int | None]]:
    """(first, last) row of each selected area of the active pane; last None: to the end of the sheet."""
    pane = _PANE.search(head)
    wanted = pane[1] if pane else b"topLeft"
    for tag in _SELECTION.finditer(head):
        attributes = dict(_split(one) for one in _SELECTED.findall(tag[0]))
        if attributes.get(b"pane", b"topLeft") == wanted:
            return [_area(text) for text in attributes.get(b"sqref", b"A1").decode().split()]
    return [(1, 1)]


def _split(attribute: bytes) -> tuple[bytes, bytes]:
    name, _, value = attribute.strip().partition(b"=")
    return name, value[1:-1]


def _area(text: str) -> tuple[int, int | None]:
    found = _AREA_ROWS.match(text)
    if found is None or found[1] is None:
        return 1, None
    return int(found[1]), int(found[2] or found[1])


def _visible(areas: list[tuple[int, int | None]], rest: bytes, chunks: Iterator[bytes]) -> tuple[int, ...]:
    """The selected rows less the hidden ones. Whole columns end at the last row of the file."""
    hidden, last = _hidden(rest, chunks)
    rows: set[int] = set()
    for first, end in areas:
        rows.update(range(first, (last if end is None else min(end, max(last, first))) + 1))
    return tuple(sorted(rows - hidden))


def _hidden(rest: bytes, chunks: Iterator[bytes]) -> tuple[set[int], int]:
    """The hidden rows, and the last row; a row without a number comes after the one before."""
    hidden, number = set(), 0
    for attributes in _row_tags(rest, chunks):
        found = _NUMBER.search(attributes)
        number = int(found[1]) if found else number + 1
        if _HIDDEN.search(attributes):
            hidden.add(number)
    return hidden, number


def _row_tags(held: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The attributes of each row; a tag that a chunk cuts in two waits for the next chunk."""
    for chunk in chunks:
        cut = max(held.rfind(b"<"), 0)
        yield from (tag[1] for tag in _ROW.finditer(held[:cut]))
        held = held[cut:] + chunk
    yield from (tag[1] for tag in _ROW.finditer(held))


def bring_to_front(path: Path, tab: str) -> None:
    """Let the file open at that tab; all else in it stays as it is. Raises ProgramError, as any save.

    A tab that is not there, or a file without a view of its own, is left alone.
    """
    with Package(path) as package:
        changed = _with_tab_in_front(package, tab)
        if not changed:
            return
        with saving(path, "切换工作表", None):
            put_in_place(path, lambda draft: _rewrite(package, changed, draft))


def _rewrite(package: Package, changed: Mapping[str, bytes], draft: Path) -> None:
    with Packer() as packer, draft.open("wb+") as file:
        writer = PackageWriter(file)
        for member in package.members:
            if member.filename in changed:
                writer.write(member, packer.pack(member, [changed[member.filename]]).result())
            else:
                writer.copy(package, member)
        writer.finish(package.comment)
    draft.chmod(package.path.stat().st_mode & 0o777)


def _with_tab_in_front(package: Package, tab: str) -> dict[str, bytes]:
    """The members that change: the workbook's view, and the marks on the tabs."""
    names, workbook = _names(package), package.read(WORKBOOK)
    if tab not in names or _front(package) == tab or not _WORKBOOK_VIEW.search(workbook):
        return {}
    without = _ACTIVE_TAB.sub(rb"\1", workbook)
    place = f' activeTab="{names.index(tab)}"'.encode()
    changed = {WORKBOOK: _WORKBOOK_VIEW.sub(lambda found: found[0] + place, without, count=1)}
    for name, part in read_workbook(package).tabs.items():
        head, _ = _head(package.chunks(package[part]))
        marked = _marked(head, selected=name == tab)
        if marked != head:
            changed[part] = marked + package.read(part)[len(head) :]
    return changed


def _marked(sheet: bytes, *, selected: bool) -> bytes:
    """The sheet with or without the mark that its tab is selected."""
    view = _VIEW.search(sheet)
    if view is None:
        return sheet
    tag = _TAB_SELECTED.sub(b"", view[0])
    if selected:
        end = -2 if tag.endswith(b"/>") else -1
        tag = tag[:end] + b' tabSelected="1"' + tag[end:]
    return sheet[: view.start()] + tag + sheet[view.end() :]
