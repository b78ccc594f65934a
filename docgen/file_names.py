"""文件名：names of documents that every file system takes, Windows above all."""

from __future__ import annotations

import re
from unicodedata import category, normalize

_ILLEGAL = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
_DRAFT = "拟稿"
# ext4 takes 255 bytes, a 汉字 is three; room is left for a temporary name beside the target.
MAX_BYTES = 200
MAX_CHARACTERS = 100


def document_file_name(kind: str, unit: str | None, number: str | None, suffix: str = ".docx") -> str:
    """「提醒函_区住建局_甬重办函〔2022〕12号.docx」; a draft has 「拟稿」 for its number.

    A unit too long for the file system is cut with 「…」; the number never is.
    """
    tail = f"_{safe_name(number or _DRAFT)}{suffix}"
    head = safe_name("_".join(part for part in (kind, unit) if part))
    return _not_reserved(_cut(head, MAX_BYTES - len(tail.encode()), MAX_CHARACTERS - len(tail)) + tail)


def safe_name(text: str) -> str:
    """Without what a file name may not hold: illegal and invisible characters, dots and spaces at the ends.

    A name reserved by Windows (CON, NUL, COM1 …) gets a leading underline; nothing left becomes 「未命名」.
    """
    visible = "".join(c for c in normalize("NFC", text) if category(c)[0] != "C")
    spaced = re.sub(r"\s+", " ", _ILLEGAL.sub("－", visible))
    return _not_reserved(spaced.strip(" .~$")) or "未命名"


def _not_reserved(name: str) -> str:
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _cut(text: str, max_bytes: int, max_characters: int) -> str:
    if len(text) <= max_characters and len(text.encode()) <= max_bytes:
        return text
    kept = text[: max(1, max_characters - 1)]
    while len(kept) > 1 and len(f"{kept}…".encode()) > max_bytes:
        kept = kept[:-1]
    return f"{kept.rstrip(' .')}…"
