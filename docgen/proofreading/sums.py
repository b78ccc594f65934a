"""合计核对：lights that sum to all projects, grey told with its reasons, rates recomputed from their amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docgen.blocks import Composition, Table
from docgen.proofreading.mismatch import Mismatch
from docgen.proofreading.passages import Passage, tables
from docgen.proofreading.reading import Number, read
from docgen.proofreading.units import MONEY, POINTS, SHARE
from docgen.wording.numerals import rounded

_LIT = re.compile(r"(?P<light>[绿黄橙红蓝])灯(?:项目)?(?P<count>\d+)个")
_GREY = re.compile(r"(?:不亮灯|灰灯)(?:（[^）]*）)?(?:项目)?(?P<count>\d+)个")
_OF_ALL = re.compile(r"(?P<before>\d+)个(?:重大|重点)?项目中，|项目共(?P<after>\d+)个")
_REASONS = re.compile(r"不亮灯的项目及原因[：为]?(?P<reasons>[^。]*)")
_COUNTS = re.compile(r"(\d+)个")
_GREY_EXPLAINED = ("通报", "项目月报", "汇报材料")
"""文种 that say why a project shows no light; others may only count them."""

_PLANNED = re.compile(r"计划投资(?:为)?$")
_DONE = re.compile(r"完成(?:投资)?(?:为)?$")
_RATE = re.compile(r"完成率(?:为|达到?)?$")
_SCHEDULED = re.compile(r"[时序]序进度为$")
_DEVIATION = re.compile(r"(?P<side>[低高])于[时序]序进度$")
_TOTAL = ("合计", "总计", "小计")


def wrong_sums(composition: Composition, passages: Sequence[Passage]) -> Iterator[Mismatch]:
    explained = composition.kind.endswith(_GREY_EXPLAINED)
    reasons = next((found for passage in passages if (found := _REASONS.search(passage.text))), None)
    for passage in passages:
        yield from _wrong_lights(passage, reasons, explained)
        yield from _wrong_rates(passage)
    for name, table in tables(composition):
        yield from _wrong_totals(name, table)
    yield from _wrong_rows(composition, passages)


# --- lights -------------------------------------------------------------------------------------


def _wrong_lights(passage: Passage, reasons: re.Match[str] | None, explained: bool) -> Iterator[Mismatch]:
    """「68个项目中，绿灯52个、黄灯2个、红灯2个，不亮灯（灰）12个」: the lights sum to the projects."""
    whole = _OF_ALL.search(passage.open_text)
    if whole is None:
        return
    counts = [int(found["count"]) for found in _LIT.finditer(passage.open_text, whole.end())]
    grey = _GREY.search(passage.open_text, whole.end())
    shown = int(grey["count"]) if grey else 0
    projects = whole["before"] or whole["after"]
    if counts and sum(counts) + shown != int(projects):
        message = f"各灯相加是{sum(counts) + shown}个，与项目总数对不上"
        yield Mismatch(passage.sentence(whole.start()), f"{projects}个", message, f"{sum(counts) + shown}个")
    if grey and shown and explained and not passage.text.startswith("（详见", grey.end()):
        yield from _wrong_reasons(passage.sentence(grey.start()), grey, reasons)


def _wrong_reasons(sentence: str, grey: re.Match[str], reasons: re.Match[str] | None) -> Iterator[Mismatch]:
    if reasons is None:
        yield Mismatch(sentence, grey[0], "不亮灯的项目没有说明原因")
        return
    told = sum(map(int, _COUNTS.findall(reasons["reasons"])))
    if "【待填" not in reasons["reasons"] and told != int(grey["count"]):
        yield Mismatch(sentence, grey[0], f"各原因的个数相加是{told}个，与不亮灯的个数对不上", f"{told}个")


def _wrong_rows(composition: Composition, passages: Iterable[Passage]) -> Iterator[Mismatch]:
    """「红灯项目2个」 in the text = rows with 红 in the attached list of lit projects."""
    listed = _rows_by_light(composition)
    for passage in passages if listed else ():
        for found in _LIT.finditer(passage.open_text):
            rows = listed.get(found["light"])
            if rows is not None and rows != int(found["count"]):
                message = f"附件清单里{found['light']}灯项目有{rows}行"
                yield Mismatch(passage.sentence(found.start()), found[0], message, f"{rows}个")


def _rows_by_light(composition: Composition) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name, table in tables(composition):
        titles = [column.title.replace("\n", "") for column in table.columns]
        if "清单" not in name or "亮灯" not in titles:
            continue
        at = titles.index("亮灯")
        for row in table.rows:
            light = row[at].removesuffix("灯")
            counts[light] = counts.get(light, 0) + 1
    return counts


# --- rates --------------------------------------------------------------------------------------


def _wrong_rates(passage: Passage) -> Iterator[Mismatch]:
    """A rate is 完成 ÷ 计划 of its sentence; 低于时序进度 is the rate less the schedule."""
    plans: list[Number] = []
    done: list[Number] = []
    rates: list[Number] = []
    deviations: list[tuple[Number, int]] = []
    for number in read(passage.open_text).numbers:
        before = passage.before(number.start)
        side = _DEVIATION.search(before)
        if number.unit.base == MONEY and _PLANNED.search(before):
            plans, done, rates = [number], [], []
        elif number.unit.base == MONEY and _DONE.search(before):
            done.append(number)
        elif number.unit.base == SHARE and _RATE.search(before):
            rates, deviations = [number], []
            yield from _wrong_rate(passage, plans, done, number)
        elif number.unit.base == POINTS and side:
            deviations.append((number, -1 if side["side"] == "低" else 1))
        elif number.unit.base == SHARE and _SCHEDULED.search(before) and rates and deviations:
            yield from _wrong_deviation(passage, rates[-1], *deviations[-1], number)


def _wrong_rate(
    passage: Passage, plans: Sequence[Number], done: Sequence[Number], rate: Number
) -> Iterator[Mismatch]:
    if not plans or not done or plans[-1].value <= 0:
        return
    plan = plans[-1]
    if any(_is_share(one, plan, rate) for one in done):
        return
    recomputed = f"{rounded(done[-1].value / plan.value * 100, 2)}%"
    message = f"{done[-1].written}除以{plan.written}是{recomputed}"
    yield Mismatch(passage.sentence(rate.start), rate.written, message, recomputed)


def _is_share(done: Number, plan: Number, rate: Number) -> bool:
    """Whether the three agree, each as exact as it is written."""
    low = (done.value - done.step / 2) / (plan.value + plan.step / 2) * 100
    high = (done.value + done.step / 2) / max(plan.value - plan.step / 2, 1e-9) * 100
    room = rate.step / 2 + 1e-9
    return low - room <= rate.value <= high + room


def _wrong_deviation(
    passage: Passage, rate: Number, deviation: Number, side: int, scheduled: Number
) -> Iterator[Mismatch]:
    recomputed = rate.value - scheduled.value
    room = (rate.step + scheduled.step + deviation.step) / 2 + 1e-9
    if abs(recomputed - side * deviation.value) <= room:
        return
    meant = f"{'低' if recomputed < 0 else '高'}于{rounded(abs(recomputed), 2)}个百分点"
    message = f"{rate.written}与{scheduled.written}相差{rounded(abs(recomputed), 2)}个百分点"
    yield Mismatch(passage.sentence(deviation.start), deviation.written, message, meant)


# --- tables -------------------------------------------------------------------------------------


def _wrong_totals(name: str, table: Table) -> Iterator[Mismatch]:
    """Every column of a table with one 合计 row, the last or the first, sums to it."""
    total = [row for row in table.rows if any(cell.strip() in _TOTAL for cell in row[:3])]
    if len(total) != 1 or total[0] not in (table.rows[0], table.rows[-1]):
        return
    others = [row for row in table.rows if row is not total[0]]
    for at, column in enumerate(table.columns):
        cells = [_amount(row[at]) for row in others]
        said = _amount(total[0][at])
        summable = [cell for cell in cells if cell is not None]
        if said is None or not summable or not _is_summed(column.title, total[0][at]):
            continue
        if abs(sum(summable) - said) > 0.005 * (len(summable) + 1) + 1e-6:
            title = column.title.replace("\n", "")
            message = f"“{title}”一栏相加是{rounded(sum(summable), 2)}"
            yield Mismatch(f"{name or '表'}的合计行", total[0][at], message, rounded(sum(summable), 2))


def _is_summed(title: str, cell: str) -> bool:
    """Amounts and counts are summed; rates, deviations, scores and places are not."""
    return not cell.endswith("%") and not any(
        word in title for word in ("率", "进度", "偏差", "得分", "名次", "序号", "比")
    )


def _amount(cell: str) -> float | None:
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        return None
