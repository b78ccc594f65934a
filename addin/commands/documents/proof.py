"""发文前核对：a document's words against its facts and the ledger's names, and what keeps it from being issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from addin.commands.documents.press import Printed
from addin.errors import ProgramError
from addin.ledger import Ledger
from addin.schema import Issuers, Organisation, Projects, TaskForces, Units
from addin.schema.base import Column, Sheet
from docgen.documents import find_kind
from docgen.proofreading import Mismatch, NameList, known_of, proofread
from docgen.wording import builtin

_BODIES: tuple[tuple[type[Sheet], tuple[Column, ...]], ...] = (
    (Units, (Units.unit, Units.full_name, Units.other_names, Units.salutation)),
    (Issuers, (Issuers.short_name, Issuers.full_name, Issuers.signature)),
    (Organisation, (Organisation.body, Organisation.unit)),
    (TaskForces, (TaskForces.task_force,)),
)
"""Where the names of bodies stand that a document may name."""

WAY_OUT = "请改正措辞或台账后再编号登记，或先不带 --issue 写成拟稿"


@dataclass(frozen=True, slots=True)
class Proof:
    """核对：the names of the ledger, made ready once for all documents of a run."""

    units: NameList
    projects: NameList

    @classmethod
    def of(cls, ledger: Ledger) -> Proof:
        units = [name for sheet, columns in _BODIES for name in _names(ledger, sheet, columns)]
        projects = _names(ledger, Projects, (Projects.project_name,))
        return cls(NameList.of(units), NameList.of(projects))

    def read(self, piece: Printed, facts: Any, day: date) -> None:
        """Note on the piece what in its words does not agree; `day` is its 成文日期, or the draft's day."""
        known = known_of(
            facts,
            as_of=getattr(facts, "as_of", None),
            dated=day,
            units=self.units,
            projects=self.projects,
            wording=_builtin(find_kind(piece.composition.kind).template),
        )
        piece.mismatches = proofread(piece.composition, known)


def _names(ledger: Ledger, sheet: type[Sheet], columns: Sequence[Column]) -> Iterator[str]:
    for column in columns:
        for value in ledger[sheet][column.name]:
            yield from (
                str(one) for one in (value if isinstance(value, tuple) else (value,)) if one and one == one
            )


@lru_cache(maxsize=64)
def _builtin(template: str) -> str:
    return builtin(template)


def refuse_mismatches(printed: Sequence[Printed]) -> None:
    """A document whose words and figures disagree is not issued. Raises ProgramError for the first."""
    for piece in printed:
        refusing = [mismatch for mismatch in piece.mismatches if mismatch.refuses]
        if refusing:
            more = f"；另有{len(refusing) - 1}处" if len(refusing) > 1 else ""
            raise ProgramError(piece.path.name, said(refusing[0]) + more, WAY_OUT)


def said(mismatch: Mismatch) -> str:
    """One finding as a sentence: the words, what is wrong, what comes nearest, where they stand."""
    nearest = f"，最接近的是{mismatch.nearest}" if mismatch.nearest else ""
    sentence = mismatch.sentence.rstrip("。")
    return f"“{mismatch.written}”{mismatch.message}{nearest}，见“{sentence}”"
