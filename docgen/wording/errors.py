"""措辞出错：what is wrong with a wording template, said with its file and line."""

from __future__ import annotations


class WordingError(Exception):
    """A template cannot be used. `file` and `line` (None = not known) say where, `what` says why.

    Shown as 「模板/推进通报.md 第12行：没有“截至日”这个字段」.
    """

    def __init__(self, file: str, line: int | None, what: str) -> None:
        super().__init__(file, line, what)
        self.file = file
        self.line = line
        self.what = what

    def __str__(self) -> str:
        place = f" 第{self.line}行" if self.line else ""
        return f"{self.file}{place}：{self.what}"
