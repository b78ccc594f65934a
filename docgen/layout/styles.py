"""字体与样式：the typefaces an office has, and the paragraph styles made of them."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.layout.page import BODY_SIZE, BODY_TRACKING, RED, SMALL_SIZE, TITLE_SIZE, TypeArea, points

FANGSONG = "仿宋_GB2312"
KAI = "楷体_GB2312"
HEI = "黑体"
SONG = "宋体"
MARK = "方正小标宋简体"
LATIN = "Times New Roman"

DOCUMENT_FONTS = (FANGSONG, KAI, HEI, SONG, MARK, LATIN)
"""Every typeface a document asks for."""

TITLE_PITCH = 680


@dataclass(frozen=True, slots=True)
class Style:
    """样式：`line` is the exact line pitch in twips, None = that of the type area; `outline` 0 = 一级."""

    id: str
    name: str
    font: str = FANGSONG
    size: float = BODY_SIZE
    line: int | None = None
    align: str = "both"
    latin: str = LATIN
    colour: str = ""
    outline: int | None = None

    @property
    def tracking(self) -> int:
        """What each character gives up (twips): body size only."""
        return BODY_TRACKING if self.size == BODY_SIZE else 0

    @property
    def advance(self) -> float:
        """Twips from one 汉字 to the next."""
        return self.size * 20 + self.tracking


BODY = Style("Normal", "Normal")
HEADINGS = (
    Style("Heading1", "heading 1", HEI, outline=0),
    Style("Heading2", "heading 2", KAI, outline=1),
    Style("Heading3", "heading 3", outline=2),
    Style("Heading4", "heading 4", outline=3),
)
TITLE = Style("Title", "Title", MARK, TITLE_SIZE, TITLE_PITCH, "center", MARK)
ISSUER_MARK = Style("IssuerMark", "发文机关标志", MARK, 60.0, 1200, "center", MARK, RED)
LABEL = Style("Label", "黑体标识", HEI, align="left", latin=HEI)
TABLE_TEXT = Style("TableText", "表格文字", size=12.0, line=360, align="center")
TABLE_HEAD = Style("TableHead", "表格栏目", HEI, 12.0, 360, "center")
IMPRINT = Style("Imprint", "版记", size=SMALL_SIZE, line=520)
PAGE_NUMBER = Style("PageNumber", "页码", SONG, SMALL_SIZE, 280, "right", SONG)
SIGN = Style("Sign", "版心外标识", HEI, 12.0, 240, "right")

ALL_STYLES = (
    BODY,
    *HEADINGS,
    TITLE,
    ISSUER_MARK,
    LABEL,
    TABLE_TEXT,
    TABLE_HEAD,
    IMPRINT,
    PAGE_NUMBER,
    SIGN,
)


def fonts(east_asian: str, latin: str = LATIN) -> str:
    """`w:rFonts` naming both scripts; quotes and dashes go with the 汉字."""
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" '
        f'w:eastAsia="{east_asian}" w:cs="{LATIN}"/>'
    )


def _character_properties(style: Style) -> str:
    half_points = round(style.size * 2)
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    return (
        f"<w:rPr>{fonts(style.font, style.latin)}{colour}"
        f'<w:spacing w:val="{style.tracking}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


def _paragraph_properties(style: Style, area: TypeArea) -> str:
    line = style.line or area.pitch
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    return (
        '<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>'
        '<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
        f'<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
    )


def _style(style: Style, area: TypeArea) -> str:
    normal = style is BODY
    based = "" if normal else '<w:basedOn w:val="Normal"/>'
    flag = ' w:default="1"' if normal else ""
    custom = "" if style.name.isascii() else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{flag}{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{based}<w:qFormat/>{_paragraph_properties(style, area)}{_character_properties(style)}</w:style>"
    )


def styles_markup(area: TypeArea) -> str:
    """The children of `w:styles`: defaults, the paragraph styles, the table style, for one reading."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}"
        f'<w:spacing w:val="{BODY_TRACKING}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{round(BODY_SIZE * 2)}"/><w:szCs w:val="{round(BODY_SIZE * 2)}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" '
        f'w:line="{area.pitch}" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="57" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    return defaults + "".join(_style(style, area) for style in ALL_STYLES) + table


def table_pitch(size: float) -> int:
    """Exact line pitch (twips) of table text of that size."""
    return points(size * 1.4)
