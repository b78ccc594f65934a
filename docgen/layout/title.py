"""标题排列：a title is broken by sense into lines that form a trapezoid or a diamond (7.3.1)."""

from __future__ import annotations

import itertools
import math
import re
from functools import lru_cache

from docgen.layout.page import TITLE_SIZE, TYPE_WIDTH
from docgen.layout.text_width import text_width

_AUTOSPACE = 0.8
"""字 a line gives up to the white that some programs set between 汉字 and figures."""
MEASURE = TYPE_WIDTH / 25.4 * 72 / TITLE_SIZE - _AUTOSPACE

_SHAPED_LINES = 4
"""Titles of more lines than these are filled line by line."""

# Words of these titles, which a line end must not cut; longest first where they overlap.
_WORDS = """
领导小组办公室 领导小组 指挥部 办公室 委员会 管委会 联席会议 重大项目 重点项目 重大建设项目 建设项目
产业项目 基础设施 民生工程 开发区 高新区 经开区 示范区 工业园区 产业园 专题会议 调度会议 推进会议 会议纪要
关于 印发 转发 批转 进一步 加快 推进 推动 加强 做好 切实 全面 深入 落实 开展 扎实 有效
责任单位 牵头单位 配合单位 成员单位 各单位 单位 有关 年度计划 时序进度 项目清单 排名表 一览表 汇总表 明细表 情况表
原因 责任 计划 全市 全区 全县 各镇
项目 工程 建设 改造 扩建 新建 工作 情况 进展 进度 投资 完成 实施 方案 意见 办法 规定 制度 机制
任务 分工 清单 台账 考核 评价 排名 排序 亮灯 红灯 黄灯 绿灯 督办 督查 提醒 预警 整改 问题
季度 上半年 下半年 年度 通报 通知 提醒函 督办函 纪要 会议 报告 请示 函 决定
人民政府 发展和改革局 住房和城乡建设局 自然资源 交通运输 水利 教育 卫生健康 街道 集团 有限公司 公司
一期 二期 三期 四期 道路 隧道 桥梁 枢纽 学校 医院 小区 片区 综合 整治 提升 改建 迁建 配套 及
"""
_TOKEN = re.compile(
    "|".join(
        [
            r"《[^》]{1,12}》",
            r"[0-9０-９]+年(?:第?[0-9一二三四]+(?:季度|月|期))?(?:[0-9]+日)?",
            r"[A-Za-z0-9.%\-—～]+(?:号线|号|期|月份|月|日|个|项|亿元|万元)?",
            *sorted(_WORDS.split(), key=len, reverse=True),
            ".",
        ]
    ),
    re.DOTALL,
)
_NOT_FIRST = frozenset("，。、；：！？）》”〕】的了和与及等")
_NOT_LAST = frozenset("（《“〔【第")


def title_measure(width: int) -> float:
    """汉字 a title line of so many twips holds."""
    return width / 20 / TITLE_SIZE - _AUTOSPACE


def title_lines(title: str, measure: float = MEASURE) -> tuple[str, ...]:
    """The lines of a title on a measure of so many 汉字. Line ends in the title itself stand; otherwise they are found.

    The fewest lines that hold it are used; among their divisions the one wins that cuts no word and is
    widest at one end (梯形) or in the middle (菱形).
    """
    given = tuple(line.strip() for line in title.split("\n") if line.strip())
    if len(given) != 1:
        return given or ("",)
    return _divided(given[0], measure)


@lru_cache(maxsize=256)
def _divided(title: str, measure: float) -> tuple[str, ...]:
    width = text_width(title)
    if width <= measure:
        return (title,)
    tokens = _TOKEN.findall(title)
    fewest = max(2, math.ceil(width / measure))
    for count in range(fewest, min(fewest + 3, _SHAPED_LINES + 1)):
        best = _best_division(tokens, count, measure)
        if best:
            return best
    return _filled(tokens, measure)


def _filled(tokens: list[str], measure: float) -> tuple[str, ...]:
    """Lines filled one after the other, between words: for what no shape can be found for."""
    pieces = [piece for token in tokens for piece in ([token] if text_width(token) <= measure else token)]
    lines = [""]
    for piece in pieces:
        if lines[-1] and text_width(lines[-1] + piece) > measure:
            lines.append("")
        lines[-1] += piece
    return tuple(lines)


def _best_division(tokens: list[str], count: int, measure: float) -> tuple[str, ...]:
    ends = [at for at in range(1, len(tokens)) if _may_end(tokens[at - 1], tokens[at])]
    ends = _nearest(ends, tokens, count)
    best: tuple[float, tuple[str, ...]] = (math.inf, ())
    for cut in itertools.combinations(ends, count - 1):
        bounds = (0, *cut, len(tokens))
        lines = tuple("".join(tokens[a:b]) for a, b in itertools.pairwise(bounds))
        cost = _shape_cost([text_width(line) for line in lines], measure)
        cost += sum(_cut_cost(tokens[at - 1], tokens[at]) for at in cut)
        best = min(best, (cost, lines))
    return best[1]


def _nearest(ends: list[int], tokens: list[str], count: int) -> list[int]:
    """Leave out line ends that no division into so many lines can use, so that few remain to be tried."""
    if count <= 3:
        return ends
    places = list(itertools.accumulate(map(text_width, tokens)))
    total = places[-1]
    wanted = [total * part / count for part in range(1, count)]
    return [at for at in ends if min(abs(places[at - 1] - place) for place in wanted) <= 3]


def _may_end(before: str, after: str) -> bool:
    return after[0] not in _NOT_FIRST and before[-1] not in _NOT_LAST


def _cut_cost(before: str, after: str) -> float:
    """A cut between two words costs nothing, inside an unknown run of 汉字 much, after 「关于」 a little."""
    if before[-1] in "的、，》":
        return 0.0
    if before in {"关于", "及"} or after == "函":
        return 3.0
    unknown = (len(before) == 1) + (len(after) == 1)
    return (0.5, 4.0, 12.0)[unknown]


def _shape_cost(widths: list[float], measure: float) -> float:
    """Uneven lines cost a little, a rectangle or an hourglass (沙漏) much, a line too wide everything."""
    if max(widths) > measure:
        return math.inf
    steps = [b - a for a, b in itertools.pairwise(widths)]
    spread = max(widths) - min(widths)
    cost = abs(spread - 4) * 0.6
    if spread < 1.5:
        cost += 6
    rises = [step > 0 for step in steps]
    hourglass = any(not a and b for a, b in itertools.pairwise(rises))
    lonely = min(widths) < max(widths) * 0.35
    return cost + 10 * hourglass + 4 * lonely
