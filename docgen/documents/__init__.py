"""文种：the kinds of document that can be written. A new kind = one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docgen.blocks import Composition
from docgen.documents.circular import CIRCULAR
from docgen.documents.kind import Kind
from docgen.documents.minutes import MINUTES
from docgen.documents.reminder_letter import REMINDER
from docgen.wording.errors import WordingError
from docgen.wording.markdown import Draft, MarkupError, parse
from docgen.wording.templates import Wording, fill_in, find_wording

__all__ = ["DOCUMENTS", "Kind", "compose", "find_kind"]

DOCUMENTS: Mapping[str, Kind[Any]] = MappingProxyType(
    {kind.name: kind for kind in (CIRCULAR, REMINDER, MINUTES)}
)


def find_kind(name: str) -> Kind[Any]:
    """The kind of this name or alias (通报 = 推进通报). Raises KeyError for any other name."""
    for kind in DOCUMENTS.values():
        if name == kind.name or name in kind.aliases:
            return kind
    raise KeyError(name)


def compose(kind_name: str, facts: object, overrides: Path | None = None) -> Composition:
    """A document in words: the template of the kind filled in with `facts`.

    `overrides` is the office's 模板/ folder (None: only the built-in wording). Missing facts show as
    【待填：…】 and are listed in `missing`. Raises KeyError for an unknown kind, TypeError for facts of
    another kind, WordingError where the template cannot be used.
    """
    kind = find_kind(kind_name)
    if not isinstance(facts, kind.facts):
        raise TypeError(f"{kind.name} is made from {kind.facts.__name__}, not {type(facts).__name__}")
    wording = find_wording(kind.template, overrides)
    return kind.finish(facts, _draft(kind, wording, facts))


def _draft(kind: Kind[Any], wording: Wording, facts: object) -> Draft:
    text = fill_in(wording, kind.fields(facts))
    try:
        return parse(text, kind.tables(facts))
    except MarkupError as error:
        raise WordingError(wording.file, _line_number(wording.source, error.line), error.what) from error


def _line_number(source: str, line: str) -> int | None:
    """Where a line of the filled-in text stands in the template, if it stands there word for word."""
    return next((n for n, text in enumerate(source.splitlines(), 1) if line in text), None)
