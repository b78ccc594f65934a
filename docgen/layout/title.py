"""标题分行：breaks a document's title by sense into centred lines (GB/T 9704-2012, 7.3.1).

A break after 「的」 or between words is cheap, inside a word or a name dear, inside a number, a
《book title》 or before a closing mark impossible. The lines' shape must be a trapezoid or a diamond,
not an hourglass or a rectangle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from docgen.layout.page import TITLE_SIZE, TYPE_WIDTH
from docgen.layout.text_width import text_width

# Words of official titles: a break inside one is a break against the sense.
_WORDS = re.findall(
    r"\S+",
    "工作领导小组办公室 工作领导小组 领导小组办公室 领导小组 工作委员会 办公室 管理委员会 管委会 人民政府 街道办事处 街道 "
    "发展和改革局 自然资源和规划局 自然资源局 住房和城乡建设局 住房城乡建设局 交通运输局 生态环境局 水利局 财政局 "
    "农业农村局 行政审批局 政务服务局 综合行政执法局 工业和信息化局 投资促进局 责任单位 各单位 先进单位 先进个人 "
    "重点（重大）项目 重大项目 重点项目 重点工程 重大 重点 产业项目 基础设施 民生工程 全区 全市 全县 政府投资 社会投资 固定资产投资 投资计划 亮灯 亮红灯 亮黄灯 红灯 黄灯 绿灯 "
    "推进 加快 加强 进一步 切实 做好 开展 落实 整改 调度 协调 会商 督查 督办 通报 表扬 排名 提请 报送 实行 进行 "
    "挂牌督办 专项督查 协调解决 通报表扬 整改方案 整改工作 要素保障 征地拆迁 用地报批 管线迁改 完成情况 "
    "项目 建设 工程 工作 情况 进展 进度 问题 有关 事项 会议 纪要 例会 通知 通报 报告 请示 批复 意见 月报 "
    "项目名单 有关事项 有关问题 提醒函 督办函 告知单 交办单 函 方案 机制 管理 实施 办法 名单 汇总表 印发 约谈 集中开工 联席会议 专题会议 "
    "月度会商 双月会商 半月协调 周例会 年度 季度 月份 上半年 下半年 第一季度 第二季度 第三季度 第四季度 前三季度 "
    "第一 第二 第三 第四 第一批 第二批 关于 召开 给予",
)
_BY_LENGTH = {n: tuple(word for word in _WORDS if len(word) == n) for n in range(1, 10)}
_OPENING = "《“（〔「『〈"
_CLOSING = "》”）〕」』〉，。、；：！？…—～%％"
_NO_LINE_END_AFTER = ("关于", "对", "和", "与", "及", "在", "将", "把", "向", "被", "由", "第")
_NO_LINE_START = re.compile("[的了号次个]|年(?!度)|月(?![度报])|日(?!常)|期(?!间)|项(?!目)")
_VERB = r"(?:加快办理|办理|开展|加快推进|切实推进|大力推进|推进|加快|推动|督促|整改|提请协调解决|协调解决|给予|表扬|约谈|对)"
_ABOUT = r"(?:建设|工作|进度|有关|事项|问题|滞后|专项督查|复盘|(?:实行)?挂牌督办|(?:进行)?约谈|(?:通报)?表扬|亮[红黄绿]?灯|情况|推进|进展)"
_NAME = re.compile(
    rf"关于(?:进一步)?{_VERB}(?P<name>.+?)(?:等\d+个(?:项目|单位|工程))?(?P<noun>(?:项目|工程)?){_ABOUT}*的[^的]*$"
)
_GENERAL = re.compile(r"\d{4}年|全[区市县]|重大|重点")
"""What stands there is no project's name but says which projects."""
_NAME_ENDS = re.compile(r"(?:项目|工程)(?![、和]|等\d)")

_REMARK = re.compile(r"（\d{4}年[^（）]*）")
"""What a title closes with: （2022年9月）, best on a line of its own."""
_COUNTED = re.compile(r"\d个$")

_AUTOSPACE = 0.8
"""字 a line gives up to the white that some programs set between 汉字 and figures."""
MEASURE = TYPE_WIDTH / 25.4 * 72 / TITLE_SIZE - _AUTOSPACE

_IMPOSSIBLE = 1000.0
_INSIDE_NAME = 14.0
_INSIDE_WORD = 12.0
_BEFORE_NOUN = 6.0
"""「新建工程」 would rather stay together than be two lines alike."""
_INSIDE_BOOK_TITLE = 5.0
_UNKNOWN = 6.0
_BETWEEN_WORDS = 2.0
_MAX_LINES = 6
_NEAR_EVEN = 3.0


def title_measure(width: int) -> float:
    """汉字 a title line of so many twips holds."""
    return width / 20 / TITLE_SIZE - _AUTOSPACE


def title_lines(title: str, measure: float = MEASURE) -> tuple[str, ...]:
    """The lines of a title, each at most `measure` 汉字 wide; joined they are the title again.

    A newline in `title` is a break that a person asked for and is kept.
    """
    given = [line.strip() for line in title.split("\n") if line.strip()]
    return tuple(line for part in given for line in _lines_of(part, measure)) or ("",)


def _lines_of(title: str, measure: float) -> tuple[str, ...]:
    return (title,) if text_width(title) <= measure else _best_lines(title, float(measure))


@lru_cache(maxsize=256)
def _best_lines(title: str, limit: float) -> tuple[str, ...]:
    costs = break_costs(title)
    ends = [0.0, *accumulate(map(text_width, title))]
    fewest = max(2, -int(-ends[-1] // limit))
    best: tuple[float, tuple[int, ...]] | None = None
    for count in range(fewest, max(fewest, _MAX_LINES) + 1):
        for breaks in _candidates(costs, ends, count, limit):
            score = _score(costs, ends, breaks) + 5.0 * (count - fewest)
            if best is None or score < best[0]:
                best = (score, breaks)
        if best is not None and best[0] < _INSIDE_WORD:
            break
    if best is None:
        return _hard_breaks(title, limit)
    return tuple(_cut(title, best[1]))


def break_costs(title: str) -> list[float]:
    """costs[i]: how bad it is to end a line before character i."""
    costs = [_UNKNOWN] * (len(title) + 1)
    _mark_words(title, costs)
    _mark_name(title, costs)
    for position in range(1, len(title)):
        if _splits_a_token(title, position):
            costs[position] = _IMPOSSIBLE
        elif title[position - 1] in "的》”、，：；" or (
            title[position - 1] == "）" and costs[position] < _INSIDE_WORD  # not in 重点（重大）项目
        ):
            costs[position] = min(costs[position], 0.0 if title[position - 1] != "、" else 1.0)
        elif _REMARK.fullmatch(title, position):
            costs[position] = 0.0
        elif title.startswith(("等", "项目", "工程"), position):
            costs[position] += _BEFORE_NOUN
        if title[:position].count("《") > title[:position].count("》"):
            costs[position] += _INSIDE_BOOK_TITLE
    return costs


def _mark_words(title: str, costs: list[float]) -> None:
    longest = max(_BY_LENGTH)
    position = 0
    while position < len(title):
        size = next((n for n in range(longest, 1, -1) if title.startswith(_BY_LENGTH[n], position)), 0)
        if not size:
            position += 1
            continue
        for edge in (position, position + size):
            costs[edge] = min(costs[edge], _BETWEEN_WORDS)
        for inside in range(position + 1, position + size):
            costs[inside] = _INSIDE_WORD
        position += size


def _mark_name(title: str, costs: list[float]) -> None:
    match = _NAME.search(title)
    if match and not _GENERAL.search(match["name"]):
        start, end = match.span("name")
        if ends := _NAME_ENDS.search(title, start, end):
            end = ends.end()
        for position in range(start + 1, end):
            costs[position] += _INSIDE_NAME
        costs[start] = min(costs[start], _BETWEEN_WORDS)
        costs[end] = _BEFORE_NOUN if match["noun"] else min(costs[end], _BETWEEN_WORDS)


def _splits_a_token(title: str, position: int) -> bool:
    before, after = title[position - 1], title[position]
    if before in _OPENING or after in _CLOSING:
        return True
    if before.isascii() and after.isascii() and not before.isspace():
        return True
    if title[:position].endswith(_NO_LINE_END_AFTER) or _NO_LINE_START.match(title, position):
        return True
    if before.isdigit() or (before == "等" and after.isdigit()) or _COUNTED.search(title, 0, position):
        return True
    head = title[:position]
    return head.count("〔") > head.count("〕")


def _candidates(
    costs: Sequence[float], ends: Sequence[float], count: int, limit: float, start: int = 0
) -> list[tuple[int, ...]]:
    """Every way to cut what follows `start` into `count` lines that fit; ends[i] = width of the first i."""
    last = len(ends) - 1
    rest = ends[last] - ends[start]
    if count == 1:
        return [()] if 0 < rest <= limit else []
    found: list[tuple[int, ...]] = []
    for end in range(start + 2, last - 1):
        if ends[end] - ends[start] > limit:
            break
        if costs[end] >= _IMPOSSIBLE or ends[last] - ends[end] > (count - 1) * limit:
            continue
        # With four lines and more only breaks near an even division are tried, or there are too many.
        if count > 3 and abs(ends[end] - ends[start] - rest / count) > _NEAR_EVEN:
            continue
        found += [(end, *tail) for tail in _candidates(costs, ends, count - 1, limit, end)]
    return found


def _score(costs: Sequence[float], ends: Sequence[float], breaks: tuple[int, ...]) -> float:
    edges = (0, *breaks, len(ends) - 1)
    widths = [ends[b] - ends[a] for a, b in pairwise(edges)]
    longest, shortest = max(widths), min(widths)
    unevenness = 4.0 * (longest - shortest) / longest
    stub = 10.0 if shortest < 4 or shortest < 0.3 * longest else 0.0
    return sum(costs[i] for i in breaks) + unevenness + stub + _shape_penalty(widths)


def _shape_penalty(widths: Sequence[float]) -> float:
    """Hourglass (a middle line shorter than both sides) 10; rectangle (all alike) 3."""
    steps = [b - a for a, b in pairwise(widths)]
    fell = False
    for step in steps:
        if step > 0.4 and fell:
            return 10.0
        fell = fell or step < -0.4
    return 3.0 if all(abs(step) <= 0.4 for step in steps) else 0.0


def _cut(title: str, breaks: Sequence[int]) -> list[str]:
    edges = [0, *breaks, len(title)]
    return [title[a:b] for a, b in pairwise(edges)]


def _hard_breaks(title: str, limit: float) -> tuple[str, ...]:
    """A title with a token longer than a line: cut where the line is full."""
    lines, line = [], ""
    for character in title:
        if line and text_width(line + character) > limit and character not in _CLOSING:
            lines.append(line)
            line = ""
        line += character
    return (*lines, line)
