"""文种：what a kind of document declares. A new kind is one file and one line in DOCUMENTS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from docgen.blocks import Composition, Layout, NamedBlock
from docgen.wording.markdown import Draft

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True)
class Kind(Generic[Facts]):
    """`fields` are the template's 字段 by Chinese name, `blocks` its tables
    and pictures by name (「[[表：名]]」, 「[[图：名]]」).

    `finish` adds to what the template said the elements that come from the header.
    `template` names the file: 「推进通报」 is docgen/templates/推进通报.md and 模板/推进通报.md.
    """

    name: str
    layout: Layout
    facts: type[Facts]
    template: str
    fields: Callable[[Facts], Mapping[str, Any]]
    blocks: Callable[[Facts], Mapping[str, NamedBlock]]
    finish: Callable[[Facts, Draft], Composition]
    aliases: tuple[str, ...] = ()
