"""另存的偏差：what LibreOffice alters when it saves a .docx again and no way of writing the document prevents."""

from __future__ import annotations

_REFLOW = (
    "LibreOffice 7.4 读 overflowPunct 与写它的意思相反，另存一次，行末标点悬出与否就翻转，个别段落多一行或少一行，"
    "后面的页随之移动。Word 要这一项为 0（标点不出版心），所以文件里不能改。另存后请看一眼末页。"
)

ALTERED: dict[str, str] = {
    "署名页有正文": _REFLOW,
    "版记在最后一面": _REFLOW,
    "页码写法": _REFLOW,
    "抄送写法": _REFLOW,
    "印发写法": _REFLOW,
    "印发机关左空": _REFLOW,
    "信函版记": _REFLOW,
    "版心内无文字、图、线出界": _REFLOW,
}
"""By element: why. Nothing else may change."""
SHARE = 0.05
"""Of the documents that show an element, so many at most: more is no deviation but a fault."""
