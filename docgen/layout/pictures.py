"""图：a PNG across the text's width at most, centred, its 图题 below it and never parted from it."""

from __future__ import annotations

import struct

from docgen.blocks import Picture
from docgen.layout.elements import Element, Figure, plain
from docgen.layout.page import twips
from docgen.layout.styles import TABLE_HEAD

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SIZE_AT = 16
"""Where a PNG's first chunk, IHDR, names width and height in pixels."""
_HIGHEST = twips(190)
"""A picture with its 图题 stays on one page, also under an 附件 label and title."""
_HIGHEST_TURNED = twips(120)


def picture_elements(picture: Picture, width: int) -> tuple[Element, ...]:
    """The picture as wide as asked, or as `width` twips and a page allow. ValueError where it is no PNG."""
    across, down = png_size(picture.png)
    turned = width > twips(200)
    highest = _HIGHEST_TURNED if turned else _HIGHEST
    wide = min(float(twips(picture.width)), width, highest * across / down)
    high = wide * down / across
    figure = Figure(picture.png, round(wide), round(high), picture.alternative, bool(picture.caption))
    return (figure, plain(picture.caption, TABLE_HEAD)) if picture.caption else (figure,)


def png_size(png: bytes) -> tuple[int, int]:
    """Pixels across and down, from the header. ValueError where it is no PNG."""
    if not png.startswith(_SIGNATURE) or len(png) < _SIZE_AT + 8:
        raise ValueError("图不是 PNG 格式，请改用 PNG 图片")
    across, down = struct.unpack(">II", png[_SIZE_AT : _SIZE_AT + 8])
    if not (across and down):
        raise ValueError("图的宽或高是0，请换一张图")
    return across, down
