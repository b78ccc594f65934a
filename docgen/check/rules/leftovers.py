"""遗留：what may not stand in a finished document: 此页无正文, 【待填】 (7.3.5.5)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.findings import Finding
from docgen.check.roles import HOLE, NO_TEXT
from docgen.check.view import View, fault


def no_text_on_page(view: View) -> Iterator[Finding]:
    """Lines are set closer or wider instead (7.3.5.5)."""
    for line in view.texts():
        found = NO_TEXT.search(line.words)
        if found:
            yield fault(line, "7.3.5", f"标了“{found[0]}”", "不得标注，应调整行距、字距，使署名与正文同面")


def holes(view: View) -> Iterator[Finding]:
    """An issued document has nothing left to fill in."""
    if not view.issued:
        return
    for line in view.texts():
        for found in HOLE.finditer(line.words):
            yield fault(line, "7", f"还有没填的内容{found[0]}", "已编号的公文应填写完整")
