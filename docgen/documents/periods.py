"""期间：the month, quarter, half-year or year that a ranking or an honour is about, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.wording.numerals import chinese_number, month_text

_LENGTHS = {"月": 1, "季": 3, "半年": 6, "年": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """`name` is 月, 季, 半年 or 年; `month` the last month counted, which may be before the period's own end."""

    name: str
    month: date

    @property
    def first(self) -> date:
        length = _LENGTHS[self.name]
        return self.month.replace(month=(self.month.month - 1) // length * length + 1, day=1)

    @property
    def complete(self) -> bool:
        return self.month.month % _LENGTHS[self.name] == 0

    @property
    def months(self) -> str:
        """「7—9月」; one month alone is 「9月」."""
        first, last = self.first.month, self.month.month
        return f"{last}月" if first == last else f"{first}—{last}月"

    @property
    def text(self) -> str:
        """「2022年9月」, 「2022年第三季度」, 「2022年下半年（7—9月）」, 「2022年度（1—9月）」."""
        if self.name == "月":
            return month_text(self.month)
        part = {
            "季": f"年第{chinese_number((self.month.month + 2) // 3)}季度",
            "半年": f"年{'上' if self.month.month <= 6 else '下'}半年",
            "年": "年度",
        }[self.name]
        return f"{self.month.year}{part}" + ("" if self.complete else f"（{self.months}）")
