"""文字：tidying typed text, comparing keys, splitting lists, telling blanks."""

from __future__ import annotations

import re
import unicodedata

BLANK_MARKS = frozenset({"", "/", "／", "—", "——", "－", "-", "--", "–", "−", "无", "暂无", "空", "\\"})
"""What people type in a cell to say that there is nothing (in columns of numbers, dates and references)."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ENDS = f" \t\r\n\f\v\u00a0\u3000\u2002\u2003\u2009\u202f{_INVISIBLE}"
_SPACES = re.compile(rf"[\s\u00a0{_INVISIBLE}]+")
_SEPARATORS = "、,，;；/\n\r"
_OPENING, _CLOSING = "（(《〈【[", "）)》〉】]"


def tidy(text: str) -> str | None:
    """The text in NFC without blanks and zero-width characters at its ends; None where nothing is left."""
    return unicodedata.normalize("NFC", text.strip(_ENDS)).strip(_ENDS) or None


def all_tidy(texts: list[str]) -> bool:
    """Whether `tidy` would change none of the texts: one look at all of them together."""
    joined = "\x00".join(["", *texts, ""])
    if "\x00\x00" in joined or joined.count("\x00") != len(texts) + 1:
        return False
    used = [character for character in _ENDS if character in joined]
    at_an_end = any(f"{end}\x00" in joined or f"\x00{end}" in joined for end in used)
    return not at_an_end and unicodedata.is_normalized("NFC", joined)


def folded(text: str) -> str:
    """The text in NFKC without any blank: 「１ ２３．５」 → "123.5"."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def match_key(text: str) -> str:
    """What two spellings of one key share: 「ａ－01 」 and "A-01" → "A-01"."""
    return folded(text).upper()


def is_blank_mark(text: str) -> bool:
    """Whether the text says that there is nothing: /, —, 无, 暂无 …"""
    return (tidy(text) or "") in BLANK_MARKS


def split_list(text: str) -> tuple[str, ...]:
    """The members of a list cell, split by 、，,；;/ and line breaks, never inside brackets.

    「资规分局、住建局（牵头、主办）」 → ("资规分局", "住建局（牵头、主办）"). A repeated member counts
    once. Row references (表名!编号) keep their / , which joins the parts of a key. 和 and 及 split only
    between known names (`addin.ledger.references`): 发展和改革局 is one unit.
    """
    separators = _SEPARATORS.replace("/", "") if "!" in text else _SEPARATORS
    members = (tidy(part) for part in split_outside_brackets(text, separators))
    return tuple(dict.fromkeys(member for member in members if member and not is_blank_mark(member)))


def split_outside_brackets(text: str, separators: str) -> list[str]:
    """The parts of the text between any of the separators (single characters) that no bracket encloses."""
    parts, depth, start = [], 0, 0
    for index, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif not depth and character in separators:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]
