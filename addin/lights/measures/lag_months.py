"""连续滞后月数：months running in which progress was below what was asked."""

from __future__ import annotations

from addin.ledger.progress import BEHIND
from addin.ledger.wording import months_text
from addin.lights.measures.base import Cells, Facts, Floats, Measure


def value(facts: Facts) -> Floats:
    return facts.panel.streak.astype(float)


def phrase(facts: Facts, cells: Cells) -> list[str]:
    """「连续2个月低于进度要求（2022年8月、9月，其中9月缺报）」"""
    panel = facts.panel
    texts: dict[tuple[int, bytes, bytes], str] = {}
    phrases = []
    starts, lengths = cells.of(panel.streak_start).tolist(), cells.of(panel.streak).tolist()
    behind = panel.behind == BEHIND
    for row, column, start, length in zip(
        cells.rows.tolist(), cells.columns.tolist(), starts, lengths, strict=True
    ):
        counted = behind[row, start : column + 1]
        missing = counted & panel.missing[row, start : column + 1]
        key = (start, counted.tobytes(), missing.tobytes())
        if key not in texts:
            months = facts.months[start : column + 1]
            texts[key] = _text(length, months[counted].tolist(), months[missing].tolist())
        phrases.append(texts[key])
    return phrases


def _text(length: int, months: list[int], missing: list[int]) -> str:
    if length == 1:
        return f"{months_text(months)}{'缺报，按' if missing else ''}低于进度要求"
    opening = f"连续{length}个月低于进度要求（{months_text(months)}"
    if len(missing) == length:
        return f"{opening}，均缺报）"
    return f"{opening}，其中{months_text(missing)}缺报）" if missing else f"{opening}）"


LAG_MONTHS = Measure("连续滞后月数", value, phrase)
