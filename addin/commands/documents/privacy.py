"""脱敏：phones in what a document is made from are hidden before a word is composed.

The header stays as it is: the 联系电话 of 发文机关 is an office's own, and the reader is to ring it.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from addin.ledger.phones import masked
from docgen.facts import Header

Facts = TypeVar("Facts")


def without_phones(facts: Facts) -> Facts:
    """The same facts with every text in them masked (addin/ledger/phones.py), the header apart."""
    hidden: Facts = _hidden(facts)
    return hidden


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, tuple):
        return tuple(_hidden(part) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, (type, Header)):
        parts = {field.name: _hidden(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    return value
