"""字体名：the names under which offices have the typefaces of the standard, and what a role asks for."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.layout.page import SMALL_SIZE
from docgen.layout.styles import FANGSONG, HEI, KAI, LATIN, MARK, SONG

_FAMILIES = {
    "仿宋": ("仿宋", "fangsong", "stfangsong"),
    "楷体": ("楷", "kaiti", "simkai"),
    "黑体": ("黑体", "simhei", "heiti"),
    "小标宋": ("小标宋", "xiaobiaosong", "biaosong", "标宋"),
    "宋体": ("宋体", "simsun", "书宋", "songti", "stsong"),
}
_WRITTEN = {"仿宋": FANGSONG, "楷体": KAI, "黑体": HEI, "小标宋": MARK, "宋体": SONG}
_USUAL_LATIN = frozenset({LATIN.lower(), ""})
SIZE_NAMES = {22.0: "2号", 18.0: "小2号", 16.0: "3号", 15.0: "小3号", 14.0: "4号", 12.0: "小4号", 10.5: "5号"}


def family(face: str) -> str:
    """The family a face belongs to; blank for another."""
    name = face.lower()
    return next((one for one, parts in _FAMILIES.items() if any(part in name for part in parts)), "")


def written_face(name: str) -> str:
    """The face a correction writes for a family."""
    return _WRITTEN[name]


def usual_latin(face: str, asked: str) -> bool:
    """Whether letters and figures of this face are nothing unusual: Times New Roman, 仿宋, or the 汉字's own."""
    return face.lower() in _USUAL_LATIN or family(face) in ("仿宋", asked)


def size_text(size: float) -> str:
    """「3号（16磅）」."""
    points = f"{size:g}磅"
    return f"{SIZE_NAMES[size]}（{points}）" if size in SIZE_NAMES else points


@dataclass(frozen=True, slots=True)
class Wanted:
    """应有格式：family (blank: any) and size (0: any) of an element, with the clause that asks for them."""

    clause: str
    name: str
    family: str
    size: float
    firm: bool = True


PAGE_NUMBER = Wanted("7.5", "页码", "宋体", SMALL_SIZE)
