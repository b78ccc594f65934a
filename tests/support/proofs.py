"""核对：compositions read against their facts, whole or with one text changed; shared by tests of the pre-issue check."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from support.facts import from_json

from docgen.blocks import Composition, Heading, Paragraph
from docgen.documents import compose, find_kind
from docgen.proofreading import Known, Mismatch, NameList, known_of, proofread
from docgen.wording import builtin

GOLDEN = Path(__file__).parent.parent / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/facts.json"))

UNITS = ("区住建局", "区水利局", "区教育局", "区交通局", "区市场监督管理局")
PROJECTS = ("区体育中心", "城北污水处理厂三期扩建", "滨海大道快速化改造工程")


def golden_facts(case: Path) -> tuple[str, Any]:
    """The kind and the facts of a golden case."""
    given = json.loads((case / "facts.json").read_text(encoding="utf-8"))
    kind = find_kind(given["kind"])
    return kind.name, from_json(kind.facts, given["facts"])


def known(kind: str, facts: Any, **more: Any) -> Known:
    """What `write` would check a document of these facts against."""
    given = {
        "as_of": getattr(facts, "as_of", None),
        "dated": facts.header.dated,
        "units": NameList.of(UNITS),
        "projects": NameList.of(PROJECTS),
        "wording": builtin(find_kind(kind).template),
    }
    return known_of(facts, **(given | more))


def with_body(composition: Composition, *texts: str) -> Composition:
    """The composition with other paragraphs, as an office's own wording may print them."""
    return replace(composition, body=tuple(Paragraph(text) for text in texts), attachments=(), note="")


def changed(composition: Composition, old: str, new: str) -> Composition:
    """The composition with one text changed where it first stands in the body."""
    for at, block in enumerate(composition.body):
        if isinstance(block, Heading | Paragraph) and old in block.text:
            other = replace(block, text=block.text.replace(old, new, 1))
            return replace(composition, body=(*composition.body[:at], other, *composition.body[at + 1 :]))
    raise AssertionError(f"{old} stands nowhere in the body")


def of_texts(facts: Any, *texts: str, kind: str = "提醒函", **more: Any) -> tuple[Mismatch, ...]:
    """What is found in paragraphs of these words in a document of the facts."""
    return proofread(with_body(compose(kind, facts), *texts), known(kind, facts, **more))


def written(mismatches: tuple[Mismatch, ...]) -> list[str]:
    return [mismatch.written for mismatch in mismatches]
