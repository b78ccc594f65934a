"""图的标记：a picture in a line of its own, and the name of its part in the package."""

from __future__ import annotations

from docgen.layout.elements import Figure
from docgen.layout.markup import Ids, attribute
from docgen.layout.page import EMU_PER_TWIP

_PICTURE_URI = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def picture_id(number: int) -> str:
    """The relationship's id of the n-th picture."""
    return f"rId{100 + number}"


def picture_part(number: int) -> str:
    """The n-th picture's place under word/."""
    return f"media/image{number}.png"


def figure_markup(figure: Figure, ids: Ids) -> str:
    """A centred paragraph that is as high as its picture: an exact line would cut it off."""
    number = next(ids.shapes)
    picture = ids.pictures.setdefault(figure.png, len(ids.pictures) + 1)
    width, height = figure.width * EMU_PER_TWIP, figure.height * EMU_PER_TWIP
    keep = "<w:keepNext/>" if figure.keep_next else ""
    return (
        f'<w:p><w:pPr>{keep}<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr><w:r>'
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="图{number}" descr="{attribute(figure.alternative)}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE_URI}"><pic:pic xmlns:pic="{_PICTURE_URI}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="image{picture}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture_id(picture)}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
