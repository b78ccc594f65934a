"""量得：what was measured of one element on one page, and whether it is as asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from measured.asked import ASKED, Asked


@dataclass(frozen=True, slots=True)
class Found:
    """`page` 0 = the document as a whole; `what` says what was looked at."""

    element: str
    value: float
    page: int = 0
    what: str = ""

    def __post_init__(self) -> None:
        if self.element not in ASKED:
            raise KeyError(f"没有「{self.element}」这一项要求")

    @property
    def asked(self) -> Asked:
        return ASKED[self.element]

    @property
    def holds(self) -> bool:
        return self.asked.holds(self.value)

    def __str__(self) -> str:
        where = f"第{self.page}页" if self.page else "全文"
        said = f"「{self.what}」" if self.what else ""
        return (
            f"{self.asked.clause} {self.element}：{where}{said}量得 {self.value:.2f}，应为 {self.asked.words}"
        )


def counted(element: str, faults: Iterable[str], page: int = 0) -> Iterator[Found]:
    """One measure with how many faults there are; the first of them is told."""
    listed = list(faults)
    yield Found(element, len(listed), page, listed[0] if listed else "")


def wrong(found: Iterable[Found]) -> list[str]:
    """What is not as asked, in words."""
    return [str(one) for one in found if not one.holds]
