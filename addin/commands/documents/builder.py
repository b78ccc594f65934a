"""文书选取：how each kind finds the rows it is made of. A new kind = one file with a `Builder`, one line in builders.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from addin.commands.computation import Computation
from addin.commands.documents.job import Job
from addin.schema import Sheet

OPTIONS = {"rows": "--rows", "units": "--unit", "meeting": "--meeting"}
"""What chooses the rows of a document: the field of `Selection` and the option it comes from."""


@dataclass(frozen=True, slots=True)
class Selection:
    """选取：what the user named: keys or 行标识, units, a meeting. Empty = the kind's own choice."""

    rows: Sequence[str] = ()
    units: Sequence[str] = ()
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class Builder:
    """`jobs` makes the documents of a kind from the computed ledger; `reads` the fields of Selection it reads.

    `sheets`: where the rows that it reads may stand. `of_event`: its 月份 in 发文登记 is that of the meeting or
    event, not 统计月份. `returned`: sheets whose rows are read back from the document and must have row ids by then.
    """

    kind: str
    jobs: Callable[[Computation, Selection], list[Job]]
    reads: tuple[str, ...] = ()
    sheets: tuple[type[Sheet], ...] = ()
    of_event: bool = False
    returned: tuple[type[Sheet], ...] = ()


def by_kind(*builders: Builder) -> Mapping[str, Builder]:
    return {builder.kind: builder for builder in builders}
