"""各条的量法：MEASURES is every measure; each looks at a printed document and yields what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from measured.clauses import closing, foot, head, paper, special, text
from measured.found import Found
from measured.printed import Printed

Measure = Callable[[Printed], Iterable[Found]]

MEASURES: tuple[Measure, ...] = (
    *paper.MEASURES,
    *head.MEASURES,
    *text.MEASURES,
    *closing.MEASURES,
    *foot.MEASURES,
    *special.MEASURES,
)


def all_found(printed: Printed) -> Iterator[Found]:
    """Everything that can be measured on a document."""
    for measure in MEASURES:
        yield from measure(printed)
