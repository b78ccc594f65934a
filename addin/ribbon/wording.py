"""给人看的话：what commands say in the words of the command line, in the words of the buttons."""

from __future__ import annotations

import re

from addin.errors import ProgramError
from addin.schema import Meetings, Parameters

LONGEST = 900
"""Characters of one message: Excel's own box takes 1,023."""

_WHERE = {
    "--rows": "选中的行",
    "--unit": "责任单位",
    "--meeting": "选中的会议",
    "--tier": "会商层级",
    "--month": "月份",
    "--year": "年度",
    "--apply": "写入",
    "--out": "存放的文件夹",
    "命令行": "这次点击",
}

_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"，或先不带 --issue 写成拟稿", ""),
        (r"请先用 recalc --month 算到这个月，或去掉 --month", f"请先把“{Parameters.title}”里的统计月份改成这个月，点“重新计算”"),
        (r"请先用 recalc --month 算到这个月", f"请先把“{Parameters.title}”里的统计月份改成这个月，点“重新计算”"),
        (r"，或用 --meeting 指明会议编号", f"，或在“{Meetings.title}”选中那次会议再点"),
        (r"请先排议程（agenda --apply）或在", "请先点“议程”，或在"),
        (r"请用 --year (\d+)，或先核对", r"请结转到\1年，或先核对"),
        (r"请加上 --month (\S+)", rf"请先把“{Parameters.title}”里的统计月份改成\1，点“重新计算”"),
        (r"，或用 --out 换一个", ""),
        (r"月份不对时用 --month 指明来表的月份", "月份不对时先在功能区选好来表的月份再导入"),
        (r"需要退回时用 liangdeng undo", "需要退回时点“撤销”"),
        (r"确实要丢掉，请加 --force；", ""),
        (r"加 --apply 并入。", ""),
        (r"，选择后运行 liangdeng resolve", "，选好后点“冲突”"),
        (r"改好后再运行一次", "改好后再点“冲突”"),
        (r"请先拆分，或用 --month 指定别的月份", "请先点“拆分下发”，或在功能区选别的月份"),
        (r"请先用 split 拆分", "请先点“拆分下发”"),
        (r"请改用 mail --drafts 写成草稿", "请改选“写成邮件草稿”"),
        (r"或改用 --drafts 写成草稿", "或改选“写成邮件草稿”"),
        (r"；确实没收到再加 --again \S+", "；确实没收到的，把拆分下发的包另寄给它"),
        (r"；确实共用就加 --shared \S+", "；确实共用的，把拆分下发的包另寄给它"),
        (r"下次运行 mail 会补记", "下次点“发送”会补记"),
        (r"，全部见 --json", ""),
    )
)  # fmt: skip


_OF_THE_COMMAND_LINE = re.compile(r"--[a-z]|liangdeng (?!live)")
"""`liangdeng live` is how LibreOffice is opened, by clerks too."""

_CLAUSE = re.compile("[，；]")
_ASK = "请把这句话告诉管理员"


def for_clerk(error: ProgramError) -> str:
    """「where：what。advice。」, nothing in it that only the command line knows."""
    where = _WHERE.get(error.where, error.where)
    return f"{where}：{in_clerks_words(error.what)}。{in_clerks_words(error.advice)}。"


def in_clerks_words(text: str) -> str:
    """The text with every option and command of the command line in the words of the ribbon; a clause that still
    speaks of one is left out."""
    for pattern, words in _PHRASES:
        text = pattern.sub(words, text)
    if not _OF_THE_COMMAND_LINE.search(text):
        return text
    kept = [clause for clause in _CLAUSE.split(text) if not _OF_THE_COMMAND_LINE.search(clause)]
    return "，".join(kept) or _ASK


def shortened(lines: list[str], longest: int = LONGEST) -> str:
    """The lines joined, as many as fit one message; what is left out is counted."""
    kept: list[str] = []
    left = longest
    for place, line in enumerate(lines):
        line = line if len(line) <= longest // 3 else line[: longest // 3 - 1] + "…"
        left -= len(line) + 1
        if left < 0:
            return "\n".join([*kept, f"…另有{len(lines) - place}行没有列出。"])
        kept.append(line)
    return "\n".join(kept)
