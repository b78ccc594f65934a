"""待填：facts that are missing, made visible in the text and listed for whoever fills them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docgen.blocks import missing_marker

_MARKER = re.compile(r"【待填：([^】]*)】")


class Missing:
    """A missing fact in a template: prints 【待填：label】, is false, empty, and compares with nothing."""

    __slots__ = ("label",)

    def __init__(self, label: str) -> None:
        self.label = label

    def __str__(self) -> str:
        return missing_marker(self.label)

    def __getattr__(self, name: str) -> Missing:
        """A part of a missing whole is missing too; Python's own protocols are not answered."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __hash__(self) -> int:
        return hash(self.label)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Missing) and other.label == self.label

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__

    def __abs__(self) -> Missing:
        return self

    def __neg__(self) -> Missing:
        return self


def or_missing(value: object, label: str) -> Any:
    """The value itself, or a `Missing` where it is None or blank text."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return Missing(label)
    return value


def missing_facts(texts: Iterable[str]) -> tuple[str, ...]:
    """The label of every 【待填：…】 in `texts`, in reading order, each once."""
    return tuple(dict.fromkeys(label for text in texts for label in _MARKER.findall(text)))
