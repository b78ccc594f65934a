"""文字清理：what people typed, made fit to stand in a document."""

from __future__ import annotations

import re
from unicodedata import category

_HAN = "一-龥㐀-䶵"
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")
_END_MARKS = "。；;，,、.．"
_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}”）》％%])[,;:?!()]|[()](?=[{_HAN}“《])")
_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_ZEROS = re.compile(r"(?<=\d)\.0+(?=万元)|(?<=\.[1-9])0(?=万元)")
_QUOTED = re.compile(r'"([^"\n]*)"')


def printable(text: str, *, strip: bool = True) -> str:
    """Without control and direction characters, which Word cannot hold or shows wrongly; spaces trimmed."""
    kept = "".join(c for c in text if category(c) not in ("Cc", "Cf", "Cs", "Co") or c == "\n")
    return kept.strip() if strip else kept


def one_line(text: str) -> str:
    """Lines joined with ；, each without its own end mark."""
    lines = [line.strip() for line in printable(text).splitlines() if line.strip()]
    if len(lines) < 2:
        return "".join(lines)
    return "；".join(line.rstrip(_END_MARKS) for line in lines)


def prose(text: str) -> str:
    """A typed sentence in full-width punctuation (GB/T 15834), without its end mark.

    Only marks beside a 汉字 change, so 「1:500」 and 「3.5」 stay; names never pass through here.
    """
    quoted = _QUOTED.sub(r"“\1”", one_line(text))
    return _BESIDE_HAN.sub(lambda match: match[0].translate(_FULL_WIDTH), quoted).rstrip(_END_MARKS + " ")


def plain_figures(text: str) -> str:
    """Money without grouping commas and idle zeros, as the rest of a document has it: 12,000.00万元 → 12000万元."""
    return _ZEROS.sub("", _GROUPED.sub(lambda match: match[0].replace(",", ""), text))
