"""版式样页：the documents whose rendered pages are measured layout by layout, and what is looked for on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from support import compositions, standard
from support import layout_samples as samples
from support.pages import Line, Sheet

from docgen.blocks import Composition, JointIssuer

READINGS = ("页面设置", "实测")
ONE = 5.556
"""One 汉字 of the body."""
DATED = "2022年10月8日"

DOCUMENTS: dict[str, Composition] = {
    "order": samples.ORDER,
    "note": samples.NOTE,
    "form": samples.FORM,
    "wide_form": samples.WIDE_FORM,
    "request": samples.REQUEST,
    "joint": samples.JOINT,
    "joint_request": samples.JOINT_REQUEST,
    "joint_letter": samples.JOINT_LETTER,
    "ten_issuers": replace(
        samples.JOINT,
        joint=tuple(
            JointIssuer(f"甬江区第{at}工作委员会", f"甬江区第{at}工作委员会") for at in "一二三四五六七八九"
        ),
        title=compositions.LONG_TITLE.title,
    ),
    "long_addressee": samples.LONG_ADDRESSEE,
    "attachments": samples.MANY_ATTACHMENTS,
    "illustrated": samples.ILLUSTRATED,
}
UNSEALED: dict[str, Composition] = {
    "unsealed": replace(samples.JOINT, signature="甬江区政务服务局", body=compositions.paragraphs(1)),
    "unsealed_one": replace(samples.NOTE, signature=samples.NOTE.mark, body=compositions.paragraphs(1)),
}

Measured = Callable[[str], tuple[Sheet, ...]]


def inside_type_area(sheets: tuple[Sheet, ...]) -> list[str]:
    """Nothing printed right of 184 or left of 28 on upright pages."""
    return [
        line.text
        for sheet in sheets
        if sheet.width < sheet.height
        for line in sheet.lines
        if line.x0 < 27.5 or line.x1 > 184.6 + ONE * (line.text[-1:] in "。，、；：）”")
    ]


def red_rule_below(sheet: Sheet, words: str) -> list[str]:
    """7.2.7: red, 156 long, 4 below the feet of the line that holds `words`."""
    rule = next(stroke for stroke in sheet.strokes if stroke.colour == "FF0000")
    line = sheet.find(words)
    gap = rule.y - rule.width / 2 - line.em_bottom
    return standard.off("红线长", rule.length, 156, 1) + standard.off("红线距签发人", gap, 4, 0.5)


def lines_between(above: Line, below: Line, reading: str) -> float:
    """Empty lines between two body lines."""
    return (below.baseline - above.baseline) / standard.PITCH[reading] - 1
