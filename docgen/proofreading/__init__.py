"""发文前核对：a composed document read against the figures, dates and names that its facts carry.

Pure functions: `proofread(composition, known)` → what does not agree. Names beside it: `Known` is made once
a document by `known_of` from its facts, `NameList` once a run from the lists of the ledger.
"""

from __future__ import annotations

from docgen.blocks import Composition
from docgen.proofreading.days import wrong_days
from docgen.proofreading.figures import unknown_figures
from docgen.proofreading.forms import mixed_money, wrong_forms
from docgen.proofreading.known import Known, known_of
from docgen.proofreading.mismatch import Mismatch
from docgen.proofreading.names import NameList
from docgen.proofreading.passages import passages
from docgen.proofreading.places import wrong_names
from docgen.proofreading.sums import wrong_sums

__all__ = ["Known", "Mismatch", "NameList", "known_of", "proofread"]


def proofread(composition: Composition, known: Known) -> tuple[Mismatch, ...]:
    """Everything that does not agree, each once, in the order of the checks."""
    texts = passages(composition, known.quotes)
    found = (
        *unknown_figures(texts, known),
        *wrong_days(texts, known),
        *wrong_sums(composition, texts),
        *wrong_forms(texts),
        *mixed_money(texts),
        *wrong_names(texts, composition.addressee, known),
    )
    return tuple(dict.fromkeys(found))
