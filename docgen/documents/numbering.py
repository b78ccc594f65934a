"""发文字号：代字〔年〕序号号 (GB/T 9704-2012, 7.2.5): six-corner brackets, no 第, no leading zero."""

from __future__ import annotations

import re

from docgen.blocks import missing_marker

_WRITTEN = re.compile(
    r"\s*(?P<code>\S.*?)\s*[〔\[［【（(]\s*(?P<year>\d{4})\s*[〕\]］】）)]\s*第?\s*(?P<serial>\d+)\s*号\s*"
)


def document_number(code: str, year: int, serial: int) -> str:
    """「甬重办〔2022〕12号」. Raises ValueError for a serial below 1 or a year that is not four digits."""
    if serial < 1 or not 1000 <= year <= 9999:
        raise ValueError(f"{code}〔{year}〕{serial}号 is no document number")
    return f"{code}〔{year}〕{serial}号"


def draft_number(code: str | None, year: int) -> str:
    """What a draft shows, 「甬重办〔2022〕 号」: the serial is allocated when it is issued."""
    return f"{code or missing_marker('机关代字')}〔{year}〕 号"


def read_number(text: str) -> tuple[str, int, int] | None:
    """(代字, year, serial) of a number as people type it, 「甬重办[2022]第012号」; None where it is none."""
    found = _WRITTEN.fullmatch(text)
    return (found["code"], int(found["year"]), int(found["serial"])) if found else None
