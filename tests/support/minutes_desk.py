"""An office with one meeting of four 议定事项, its minutes written, and a hand that edits them as Word stores edits.

edited = Minutes(path); edited.type("HY-06-01", "content", "…"); edited.save(target)
"""

from __future__ import annotations

import copy
import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from lxml import etree
from support.document_office import ISSUERS, PROJECTS, UNITS

from addin.ledger.row_ids import new_ids

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
COLUMNS = ("number", "project", "content", "responsible", "support", "due")
IDS = new_ids(9, set(), np.random.default_rng(3))
ONE, TWO, THREE, FOUR = (f"HY-06-0{number}" for number in (1, 2, 3, 4))
CONTENT = "完成剩余3户征迁，于10月底前交地。"

TABLES = {
    "issuers": ISSUERS,
    "units": [*UNITS, dict(unit="区财政局", full_name="甬东区财政局", other_names="财政局")],
    "projects": PROJECTS,
    "meetings": [
        dict(
            number="HY-06", meeting_name="月度会商会议", tier="月度会商", session="6", held_on=dt.date(2022, 9, 30),
            held_at="14:30", place="301会议室", host="钱某", present="孙某、李某", recorder="周某",
            requirements="压实责任，按期完成\n加强协同",
        )
    ],
    "topics": [
        dict(number="YT-1", meeting="HY-06", code="A", responsible_unit="甲镇", question="征迁", conclusion="由甲镇牵头完成")
    ],
    "resolutions": [
        dict(row_id=IDS[0], number=ONE, meeting="HY-06", code="A", resolution=CONTENT, responsible_units="甲镇",
             supporting_units="乙局、区财政局", due_on=dt.date(2022, 10, 31)),
        dict(row_id=IDS[1], number=TWO, meeting="HY-06", code="B", resolution="落实管线迁改费用", responsible_units="区财政局，乙局"),
        dict(row_id=IDS[2], number=THREE, meeting="HY-06", resolution="第一件事项\n第二件事项", responsible_units="乙局",
             due_on=dt.date(2022, 11, 15)),
        dict(row_id=IDS[3], number=FOUR, meeting="HY-06", resolution="请联系施某13900001111办理交接手续", responsible_units="甲镇",
             due_on=dt.date(2022, 11, 20)),
    ],
}  # fmt: skip


def element(markup: str) -> etree._Element:
    return etree.fromstring(f'<w:x xmlns:w="{W}">{markup}</w:x>')[0]


def run(text: str) -> etree._Element:
    return element(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')


class Minutes:
    """A .docx taken apart. Cells are named by the visible number of their row and the column of their bookmark."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])

    def save(self, path: Path) -> Path:
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        return path

    # --- finding ---------------------------------------------------------------------------------

    def all(self, name: str, within: etree._Element | None = None) -> list[etree._Element]:
        return list((self.root if within is None else within).iter(f"{{{W}}}{name}"))

    @property
    def table(self) -> etree._Element:
        return next(one for one in self.all("tbl") if self.all("bookmarkStart", one))

    def row(self, number: str) -> etree._Element:
        return next(one for one in self.all("tr", self.table) if self.text(self.all("tc", one)[0]) == number)

    def cell(self, number: str, column: str) -> etree._Element:
        return self.all("tc", self.row(number))[COLUMNS.index(column)]

    def text(self, within: etree._Element) -> str:
        return "".join(one.text or "" for one in self.all("t", within))

    def paragraph(self, words: str) -> etree._Element:
        """The first paragraph that holds these words."""
        return next(one for one in self.all("p") if words in self.text(one))

    # --- editing ---------------------------------------------------------------------------------

    def type(self, number: str, column: str, text: str) -> None:
        """Over what stands in the cell, inside its bookmark."""
        cell = self.cell(number, column)
        for extra in self.all("p", cell)[1:]:
            extra.getparent().remove(extra)
        texts = self.all("t", cell)
        for one in texts[1:]:
            one.text = ""
        texts[0].text = text

    def type_behind(self, number: str, column: str, text: str) -> None:
        """At the end of the cell, where Word puts it outside the bookmark."""
        self.all("p", self.cell(number, column))[-1].append(run(text))

    def copy_row(self, number: str, marks: bool = False) -> etree._Element:
        """Below itself; Word leaves the bookmarks with the original."""
        row = self.row(number)
        twin = copy.deepcopy(row)
        if not marks:
            self.unmark(twin)
        row.addnext(twin)
        return twin

    def fill(self, row: etree._Element, *texts: str) -> None:
        for cell, text in zip(self.all("tc", row), texts, strict=True):
            for extra in self.all("p", cell)[1:]:
                extra.getparent().remove(extra)
            paragraph = self.all("p", cell)[0]
            for one in [*self.all("r", paragraph)]:
                one.getparent().remove(one)
            if text:
                paragraph.append(run(text))

    def unmark(self, within: etree._Element) -> None:
        for name in ("bookmarkStart", "bookmarkEnd"):
            for one in self.all(name, within):
                one.getparent().remove(one)

    def replace(self, part: str, change: Callable[[str], str]) -> None:
        before = self.parts[part].decode()
        after = change(before)
        assert after != before
        self.parts[part] = after.encode()
