"""单位和项目名称核对：names that are not on 单位名录 or 项目清单 as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.proofreading.known import Known
from docgen.proofreading.mismatch import Mismatch
from docgen.proofreading.names import Slip
from docgen.proofreading.passages import Passage
from docgen.proofreading.quotes import HIDDEN

# A body of a region: its name begins with the region's level and ends as offices do.
_BODY = re.compile(r"[区市县][一-龥]{1,6}?(?:街道|局|委|厅)(?![长机部面势员托内外办党等各])")
_NO_PART_OF_A_NAME = frozenset("各由的和与及对将应要请在向等该本为由里内直属到从把被")


def wrong_names(passages: Iterable[Passage], addressee: str, known: Known) -> Iterator[Mismatch]:
    """Misspelt units and projects, and units that 单位名录 does not have (only shown)."""
    for passage in (*passages, *_addressees(addressee, known)):
        units, unit_slips = known.units.look(passage.text)
        projects, project_slips = known.projects.look(passage.text)
        taken = [*units, *projects]
        yield from _slips(passage, unit_slips, taken, "单位名录里没有这个单位")
        yield from _slips(passage, project_slips, taken, "项目清单里没有这个项目")
        yield from _unknown_bodies(passage, known, taken)


def _addressees(addressee: str, known: Known) -> Iterator[Passage]:
    if addressee:
        yield Passage(addressee, known.quotes.hide(addressee))


def _slips(
    passage: Passage, slips: Iterable[Slip], taken: list[tuple[int, int]], message: str
) -> Iterator[Mismatch]:
    """Those that stand in no right name and in nothing that is quoted."""
    for slip in slips:
        end = slip.start + len(slip.written)
        quoted = HIDDEN in passage.open_text[slip.start : end]
        if not quoted and not _overlaps(slip.start, end, taken):
            taken.append((slip.start, end))
            yield Mismatch(passage.sentence(slip.start), slip.written, message, slip.name)


def _unknown_bodies(passage: Passage, known: Known, taken: list[tuple[int, int]]) -> Iterator[Mismatch]:
    if not known.units.names:
        return
    for found in _BODY.finditer(passage.open_text):
        apart = not _overlaps(found.start(), found.end(), taken)
        if apart and not _NO_PART_OF_A_NAME & set(found[0]):
            yield Mismatch(
                passage.sentence(found.start()),
                found[0],
                "单位名录里没有这个单位",
                known.units.nearest(found[0]),
                refuses=False,
            )


def _overlaps(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)
