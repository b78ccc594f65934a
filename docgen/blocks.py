"""文稿结构：a composed document, between wording (which makes it) and layout (which sets it)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from docgen.facts import Header


class Layout(StrEnum):
    """版式：the layout a kind declares."""

    DOCUMENT = "文件"
    LETTER = "信函"
    MINUTES = "纪要"


@dataclass(frozen=True, slots=True)
class Heading:
    """层次标题：level 1 一、 2 （一） 3 1. 4 （1）; `text` already carries its number."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """正文段：左空二字 unless `indent` is False. A lead-in heading may open it: 「1.××。正文」."""

    text: str
    indent: bool = True


@dataclass(frozen=True, slots=True)
class TableColumn:
    """表列：`width` in 汉字 of the table's own size (shares of the width), align left/center/right.

    `merged` makes one cell of equal neighbours below each other (组别).
    """

    title: str
    width: float
    align: str = "center"
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """表：`unit` stands above right (单位：万元); `bookmarks[i][j]` names the cell's bookmark."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""
    bookmarks: tuple[tuple[str, ...], ...] = ()


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件：its name as in 附件说明, its blocks; `landscape` turns the page."""

    name: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """出席、请假、列席：a label and the people."""

    label: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """文稿：everything the layout sets, in the words that will be printed.

    `mark` the 发文机关标志 as printed; `number` the printed 发文字号 (a draft: 「代字〔年〕 号」);
    `dated` the printed 成文日期 or its 【待填】; `missing` names every 【待填】 in reading order.
    `session` (纪要 only) stands in place of the number; `printed_on` the 印发日期 as printed.
    Without their fixed parts, which the layout adds: `addressee` (no 「：」; for 纪要 it stands in the
    版记), `copied_to` (no 「抄送：」, no 「。」), `printed_on` (no 「印发」), `attendance` (no 「出席：」).
    With them: `mark` (「文件」, 「纪要」), `note` (its brackets). 纪要: `signature` is the 编印单位.
    """

    layout: Layout
    kind: str
    header: Header
    mark: str
    number: str
    title: str
    addressee: str
    body: tuple[Block, ...]
    attachments: tuple[Attachment, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    signature: str = ""
    dated: str = ""
    note: str = ""
    copied_to: str = ""
    printed_by: str = ""
    printed_on: str = ""
    missing: tuple[str, ...] = ()


def missing_marker(fact: str) -> str:
    """【待填：…】：what stands where a fact is missing."""
    return f"【待填：{fact}】"
