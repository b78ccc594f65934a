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
    ORDER = "命令"
    NOTE = "便笺"
    FORM = "表格"


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


@dataclass(frozen=True, slots=True)
class FormCell:
    """表样的格：`span` columns wide, `down` rows high; `label` a printed label, else what was filled in.

    `bookmark` names what stands in it.
    """

    text: str = ""
    label: bool = False
    span: int = 1
    down: int = 1
    align: str = "center"
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class FormGrid:
    """表样：a card, or a table whose heading has several levels.

    `widths` are shares of the width, in 汉字 of the table's own type; every row names the cells that begin in
    it, left to right, those that a taller cell above covers left out. The first `heading` rows stand again on
    every page. `heights` in mm are the least a row takes (0: as its text asks); shorter than `rows`: 0.
    `remark` stands above right (单位：万元).
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[FormCell, ...], ...]
    heading: int = 0
    heights: tuple[float, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """图：a PNG, `width` mm wide (its height follows), with the alternative text and the 图题 below it."""

    png: bytes
    width: float
    alternative: str
    caption: str = ""


NamedBlock = Table | FormGrid | Picture
"""What a template calls by name: 「[[表：名]]」, 「[[图：名]]」."""

Block = Heading | Paragraph | NamedBlock


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
class JointIssuer:
    """联合发文机关：one that signs after the 主办机关 (7.2.4, 7.3.5): its 标志 without 「文件」, its 署名."""

    mark: str
    signature: str
    signatory: str = ""


@dataclass(frozen=True, slots=True)
class Composition:
    """文稿：everything the layout sets, in the words that will be printed.

    `mark` the 发文机关标志 as printed; `number` the printed 发文字号 (a draft: 「代字〔年〕 号」);
    `dated` the printed 成文日期 or its 【待填】; `missing` names every 【待填】 in reading order.
    `session` (纪要 only) stands in place of the number; `printed_on` the 印发日期 as printed.
    Without their fixed parts, which the layout adds: `addressee` (no 「：」; for 纪要 it stands in the
    版记), `copied_to` (no 「抄送：」, no 「。」), `printed_on` (no 「印发」), `attendance` (no 「出席：」).
    With them: `mark` (「文件」, 「纪要」), `note` (its brackets). 纪要: `signature` is the 编印单位.
    `upward` makes it 上行文, whose 版头 names the `signatory` (7.2.6); `joint` are the issuers after the
    first. 表格: an office's own paper without 版头, `number` its 编号, `landscape` turns its pages; 便笺: the
    name, the text, the signature. 命令: `signature` is the 职务 beside the 签名章 of the `signatory` (7.3.5.3).
    `imprint_addressee`: 主送机关 that stands in the 版记 (7.4.2); the layout moves one there that is too long.
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
    upward: bool = False
    signatory: str = ""
    joint: tuple[JointIssuer, ...] = ()
    landscape: bool = False
    imprint_addressee: str = ""


def missing_marker(fact: str) -> str:
    """【待填：…】：what stands where a fact is missing."""
    return f"【待填：{fact}】"
