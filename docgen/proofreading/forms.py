"""写法核对：figures and dates in the forms of a document (GB/T 15835-2011), one unit of money throughout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.proofreading.mismatch import Mismatch
from docgen.proofreading.passages import Passage
from docgen.proofreading.reading import read
from docgen.proofreading.units import MONEY

_TENS = "[一二三四五六七八九]?[十百千][零〇一二三四五六七八九十百千]*"
_FAULTS = (
    (r"[〇零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]+月)?(?:[一二三四五六七八九十]+日)?",
     "日期用阿拉伯数字，年份写全四位"),
    (r"(?<!\d)\d{2}年(?=\d{1,2}月)", "年份写全四位"),
    (r"(?<!\d)0\d月(?:\d{1,2}日)?|月0\d日", "月、日前面不加0"),
    (r"\d{1,2}月份\d{1,2}[日号]|\d{1,2}月\d{1,2}号", "日期写成×月×日"),
    (r"\d+(?:\.\d+)?[～~—－至-]\d+(?:\.\d+)?[%％]", "两个数都要带百分号，如10%～20%"),
    (r"百分之[〇零一二三四五六七八九十百点]+", "百分比用阿拉伯数字和百分号"),
    (rf"{_TENS}(?:个(?:重大|重点)?项目|家单位|[万亿]元|个百分点)", "统计数字用阿拉伯数字"),
    (r"(?:[低高]于|落后|滞后)[^，。；\d]{0,6}\d+(?:\.\d+)?[%％]", "两个百分率相差用“个百分点”"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), message) for pattern, message in _FAULTS)


def wrong_forms(passages: Iterable[Passage]) -> Iterator[Mismatch]:
    """What the wording writes in another form than a document does; what a person typed is left alone."""
    for passage in passages:
        for pattern, message in _COMPILED:
            for found in pattern.finditer(passage.open_text):
                written = passage.text[found.start() : found.end()]
                yield Mismatch(passage.sentence(found.start()), written, message)


def mixed_money(passages: Iterable[Passage]) -> Iterator[Mismatch]:
    """Amounts in another unit than the document's first one."""
    first = ""
    for passage in passages:
        for number in read(passage.open_text).numbers:
            if number.unit.base != MONEY:
                continue
            first = first or number.unit.written
            if number.unit.written != first:
                message = f"一件文书里金额用一种单位，前面用的是{first}"
                yield Mismatch(passage.sentence(number.start), number.written, message)
