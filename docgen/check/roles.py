"""要素：what each paragraph of a document is, told by its words and its look."""

from __future__ import annotations

import re
from enum import StrEnum

from docgen.check.model import Paragraph


class Role(StrEnum):
    """公文要素 (GB/T 9704-2012, 7.1)."""

    COPY_NUMBER = "份号"
    SECRECY = "密级"
    URGENCY = "紧急程度"
    MARK = "发文机关标志"
    NUMBER = "发文字号"
    EDITED = "编印"
    TITLE = "标题"
    ADDRESSEE = "主送机关"
    HEADING1 = "一级标题"
    HEADING2 = "二级标题"
    HEADING3 = "三级标题"
    HEADING4 = "四级标题"
    BODY = "正文"
    TABLE = "表格"
    ATTACHMENT_NOTE = "附件说明"
    SIGNATURE = "署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTENDANCE = "出席"
    ATTACHMENT_LABEL = "附件序号"
    ATTACHMENT_TITLE = "附件标题"
    COPIED_TO = "抄送"
    PRINTED = "印发"
    OTHER = "其他"
    EMPTY = "空行"


HEADINGS = (Role.HEADING1, Role.HEADING2, Role.HEADING3, Role.HEADING4)
IMPRINT = (Role.COPIED_TO, Role.PRINTED)

_CHINESE = "一二三四五六七八九十百"
LEVELS = (
    re.compile(rf"(?P<n>[{_CHINESE}]{{1,4}})(?P<mark>[、，,.．。])"),
    re.compile(rf"(?P<open>[（(])(?P<n>[{_CHINESE}]{{1,4}})(?P<close>[）)])(?P<mark>[、，,.．：:]?)"),
    re.compile(r"(?P<n>\d{1,2})(?P<mark>[.．、，])\s*(?![\d.])"),
    re.compile(r"(?P<open>[（(])(?P<n>\d{1,2})(?P<close>[）)])(?P<mark>[、，,.．]?)"),
)
NO_TEXT = re.compile(r"此页无正文|本页无正文|以下无正文")
HOLE = re.compile(r"【待填[^】]*】")
DATE_LIKE = re.compile(
    r"(\d{2,4}|[二一][〇○零oO一二三四五六七八九十\d]{3})\s*[年./\-]\s*[\d一二三四五六七八九十]{1,3}\s*[月./\-]"
    r"\s*[\d一二三四五六七八九十]{1,3}\s*[日号]?"
)
NUMBER_LIKE = re.compile(
    r"(?P<code>[一-龥×ＸX○]{0,16})\s*(?P<open>[〔［\[【（(｛{<〈]?)\s*(?P<year>\d{2,4})\s*(?P<word>年?)"
    r"(?P<close>[〕］\]】）)｝}>〉]?)\s*(?P<di>第?)\s*(?P<n>\d*)\s*(?P<hao>号?)"
)
SESSION_LIKE = re.compile(r"(?:〔?\d{4}〕?年?)?\s*第?\s*[\d一二三四五六七八九十]+\s*[期次号]")
ATTACHMENT_LABEL = re.compile(r"附\s*件\s*(?P<n>\d*|[一二三四五六七八九十]*)\s*(?P<mark>[：:.、]?)")
ATTACHMENT_NOTE = re.compile(r"附\s*件\s*[：:]")
_SECRECY = re.compile(r"(绝密|机密|秘密)([★☆*].{0,6})?")
_URGENCY = re.compile(r"(特急|加急|特提|平急|急件)")
_ATTENDANCE = re.compile(r"(出席|请假|缺席|列席|记录|参加|主持)(人员|人|单位)?[：:]")
_COPIED = re.compile(r"(抄送|抄报|分送)(机关|单位)?[：:]")
_SENT_TO = re.compile(r"主送(机关|单位)?[：:]")
_SIDE_NOTE = re.compile(r"（?(单位|注|说明|备注|资料来源|数据来源|编\s*号|填报单位|填表日期)[：:]")
_CAPTION = re.compile(r"[图表]\s*[\d一二三四五六七八九十]")
_KINDS = [
    "决议",
    "决定",
    "命令",
    "令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
    "方案",
    "办法",
    "细则",
    "规定",
    "要点",
    "总结",
    "计划",
    "清单",
]


def is_red(colour: str) -> bool:
    """Whether RRGGBB is a red."""
    if len(colour) != 6:
        return False
    try:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= 0xB0 and green <= 0x50 and blue <= 0x50


def reddish(paragraph: Paragraph) -> bool:
    """Whether most of a paragraph's characters are red."""
    red = sum(len(piece.text) for piece in paragraph.pieces if is_red(piece.format.colour))
    return red * 2 > len(paragraph.text)


def heading_level(paragraph: Paragraph) -> int:
    """1–4 by the number a paragraph begins with, or by its heading style; 0 for none."""
    said = paragraph.said
    for level, pattern in enumerate(LEVELS, 1):
        if pattern.match(said):
            return level
    named = re.fullmatch(r"(?:heading|标题)\s*([1-9])", paragraph.format.style_name.lower())
    return min(int(named[1]), 4) if named else 0


def styled_title(paragraph: Paragraph) -> bool:
    """Whether it has the title style of the program."""
    return paragraph.format.style_name.lower() in ("title", "标题", "公文标题", "大标题")


def title_score(paragraph: Paragraph) -> int:
    """How much a paragraph looks like a document's title."""
    words = paragraph.words.replace("\n", "")
    faces = {piece.format.font for piece in paragraph.pieces}
    score = 2 * styled_title(paragraph)
    score += paragraph.format.align == "center"
    score += paragraph.size >= 18
    score += any("标宋" in face for face in faces)
    score += words.rstrip("。.！!").endswith(tuple(_KINDS)) and len(words) >= 4
    return score - 2 * (len(words) > 90) - (heading_level(paragraph) > 0)


def heads(paragraph: Paragraph) -> bool:
    """Centred and no sentence: at the head of a document, its title."""
    words = paragraph.words
    return paragraph.format.align == "center" and len(words) <= 60 and not words.endswith(("。", "：", ":"))


def head_label(paragraph: Paragraph) -> Role | None:
    """份号, 密级 or 紧急程度 standing alone."""
    words = paragraph.words
    if re.fullmatch(r"\d{6}", words):
        return Role.COPY_NUMBER
    if _SECRECY.fullmatch(words):
        return Role.SECRECY
    return Role.URGENCY if _URGENCY.fullmatch(words) else None


def document_number(paragraph: Paragraph) -> re.Match[str] | None:
    """发文字号 in a line of the 版头, in whatever form."""
    line = re.split(r"签\s*发\s*人", paragraph.words)[0]
    if SESSION_LIKE.fullmatch(line.strip()) and "第" in line:
        return None
    for part in line.split("\t"):
        found = NUMBER_LIKE.fullmatch(HOLE.sub("某", part).strip(" 　"))
        if found and (found["open"] or found["close"] or (found["hao"] and found["code"])):
            return found
    return None


def signatory_start(paragraph: Paragraph) -> int:
    """Where the 签发人's name begins on the line of a 发文字号 (7.2.6); -1 where there is none."""
    text = paragraph.text
    number = re.search(r"[〕］\]】）)]\s*第?\s*\d*\s*号", text)
    after = number.end() if number else len(text)
    if not text[after:].strip():
        return -1
    label = re.search(r"签\s*发\s*人\s*[：:]?", text[after:])
    return after + (label.end() if label else 0)


def session_number(paragraph: Paragraph) -> bool:
    """期号 of 纪要, 令号 of an order: 第6期, 2022年第5次, 第12号."""
    return bool(SESSION_LIKE.fullmatch(HOLE.sub("第1期", paragraph.words)))


def copied_to(paragraph: Paragraph) -> bool:
    """抄送, or 主送 moved to a 版记 (which stands in a box there)."""
    moved = _SENT_TO.match(paragraph.words) and paragraph.boxed
    return bool(_COPIED.match(paragraph.words) or moved)


def printed_line(paragraph: Paragraph) -> bool:
    """印发机关和印发日期: ends with 印发 or with a day."""
    words = HOLE.sub("2000年1月1日", paragraph.words)
    return bool(re.search(r"\d{1,2}日\s*印发$|印发[。.]?$", words)) and bool(re.search(r"\d{4}年", words))


def printed_without_word(paragraph: Paragraph) -> bool:
    """A name, white and a day: a line of 印发 whose last word is missing."""
    words = HOLE.sub("2000年1月1日", paragraph.words)
    return bool(re.fullmatch(r"\S{3,40}(\t|\s{2,}|\n\t?)\d{4}年\d{1,2}月\d{1,2}[日号]", words))


def attendance(paragraph: Paragraph) -> bool:
    return bool(_ATTENDANCE.match(paragraph.words))


def side_note(paragraph: Paragraph) -> bool:
    """单位, 注, 图题 and what else stands beside tables and pictures."""
    words = paragraph.words
    caption = _CAPTION.match(words) and len(words) <= 40 and not words.endswith("。")
    return bool(_SIDE_NOTE.match(words) or caption)


def date_line(paragraph: Paragraph) -> bool:
    """A day alone on its line, in whatever form, or its 【待填】."""
    words = paragraph.words
    return bool(DATE_LIKE.fullmatch(words)) or bool(re.fullmatch(r"【待填：[^】]*日期】", words))


def could_sign(paragraph: Paragraph) -> bool:
    """Short, and no sentence: it may be a 署名."""
    words = HOLE.sub("某", paragraph.words)
    marked = re.search(r"[。；，：:;！？!?]|^[（(]", words)
    return 0 < len(words) <= 60 and not marked and not heading_level(paragraph)


def addresses(paragraph: Paragraph) -> bool:
    """Ends with a colon and names someone."""
    words = HOLE.sub(lambda hole: "2000年" if "日期" in hole[0] else "某", paragraph.words)
    if not words.endswith(("：", ":")) or len(words) > 220 or heading_level(paragraph):
        return False
    return not re.search(r"如下|下列|以下|现将|[。；！？]|为此|要求|附件|\d{4}年", words)
