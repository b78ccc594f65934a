"""版面：the geometry of GB/T 9704-2012, every number once with the clause it comes from.

Lengths on paper are in mm, type sizes in pt, what goes into a document in twips (1/20 pt) or EMU.
"""

from __future__ import annotations

from dataclasses import dataclass

TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000
EMU_PER_TWIP = 635
TWIPS_PER_PT = 20

PAGE_WIDTH = 210.0  # 5.1
PAGE_HEIGHT = 297.0  # 5.1
TYPE_TOP = 37.0  # 5.2.1 天头
TYPE_LEFT = 28.0  # 5.2.1 订口
TYPE_WIDTH = 156.0  # 5.2.1 版心
TYPE_HEIGHT = 225.0  # 5.2.1 版心
TYPE_BOTTOM = TYPE_TOP + TYPE_HEIGHT

BODY_SIZE = 16.0  # 5.2.2 3号
TITLE_SIZE = 22.0  # 7.3.1 2号
SMALL_SIZE = 14.0  # 7.4.2, 7.5 4号
# 28 characters of 16 pt are 158 mm: each gives up 0.25 pt, as the traditional 3号 of 15.75 pt.
BODY_TRACKING = -5
CHARACTER = 315
"""一字：the advance of a body character, in twips."""

MARK_TOP = TYPE_TOP + 35.0  # 7.2.4
ORDER_MARK_TOP = TYPE_TOP + 20.0  # 10.2
NUMBER_GAP_LINES = 2  # 7.2.5
RED_RULE_GAP = 4.0  # 7.2.7
RED_RULE_WIDTH = 0.35  # 7.2.7 gives no thickness: ours
TITLE_GAP_LINES = 2  # 7.3.1
SEALED_DATE_RIGHT = 4  # 7.3.5.1, characters
SIGNED_DATE_RIGHT = 2  # 7.3.5.2, characters
IMPRINT_OUTER_RULE = 0.35  # 7.4.1
IMPRINT_INNER_RULE = 0.25  # 7.4.1
PAGE_NUMBER_GAP = 7.0  # 7.5, from the type area to the dash
LETTER_MARK_TOP = 30.0  # 10.1, from the page top
LETTER_RULE_GAP = 4.0  # 10.1
LETTER_RULE_LENGTH = 170.0  # 10.1
LETTER_LOWER_RULE = PAGE_HEIGHT - 20.0  # 10.1
LETTER_THICK_RULE = 1.2  # 10.1 says 上粗下细 only: ours
LETTER_THIN_RULE = 0.35  # ours
LETTER_PAIR_GAP = 0.9  # ours: white between the two
LETTER_NUMBER_GAP = BODY_SIZE * 7 / 8 * 25.4 / 72  # 10.1 3号汉字高度的7/8

# An exact line sets its baseline four fifths down; the ink of 汉字 above and below it, in em, is between
# what 小标宋 and its free stand-in have.
EXACT_LINE_BASELINE = 0.8
INK_ABOVE = 0.78
INK_BELOW = 0.15

RED = "FF0000"
GREY = "7F7F7F"


@dataclass(frozen=True, slots=True)
class TypeArea:
    """版心口径：the sheet and its margins in mm and the exact line pitch in twips of one reading of 5.2."""

    name: str
    top: float
    bottom: float
    left: float
    right: float
    pitch: int
    sheet_width: float = PAGE_WIDTH
    sheet_height: float = PAGE_HEIGHT

    @property
    def width(self) -> int:
        """Width of a portrait line, in twips."""
        return twips(self.sheet_width) - twips(self.left) - twips(self.right)

    @property
    def landscape_width(self) -> int:
        """Width of a line on a turned page, in twips: the sheet turns clockwise, its foot to the left."""
        return twips(self.sheet_height) - twips(self.top) - twips(self.bottom)

    @property
    def height(self) -> int:
        """Height of a portrait page's text, in twips."""
        return self.landscape_width


def twips(millimetres: float) -> int:
    """Millimetres as whole twips."""
    return round(millimetres * TWIPS_PER_MM)


def emu(millimetres: float) -> int:
    """Millimetres as whole EMU."""
    return round(millimetres * EMU_PER_MM)


def points(size: float) -> int:
    """Points as whole twips."""
    return round(size * TWIPS_PER_PT)


def millimetres(length: float) -> float:
    """Twips as millimetres."""
    return length / TWIPS_PER_MM


# 28.01 mm are 1588 twips, the figure in circulation.
PAGE_SETUP = TypeArea("页面设置", 37.0, 35.0, 28.01, 26.0, 579)
MEASURED = TypeArea("实测", 34.2, 32.2, 28.01, 26.0, 592)
# Ours, the standard knows A4 only: turned, 360 mm for the widest forms; the number stands as on A4.
A3_FORM = TypeArea("A3", 25.0, 35.0, 28.01, 20.0, 579, sheet_width=297.0, sheet_height=420.0)
TYPE_AREAS = {area.name: area for area in (PAGE_SETUP, MEASURED)}


def type_area(name: str) -> TypeArea:
    """The reading of that name (参数 版心口径); ValueError names the choices."""
    if name not in TYPE_AREAS:
        raise ValueError(f"版心口径没有「{name}」，可选：{'、'.join(TYPE_AREAS)}")
    return TYPE_AREAS[name]
