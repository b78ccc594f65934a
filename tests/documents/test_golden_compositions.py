"""样稿：facts as JSON → the whole composition as text, compared with what was agreed.

`pytest tests/documents --update-golden` rewrites the texts; read the difference before committing it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.composition_text import composition_text
from support.facts import from_json

from docgen.documents import DOCUMENTS, compose, find_kind

GOLDEN = Path(__file__).parent.parent / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/facts.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_composition_reads_as_agreed(case: Path, update_golden: bool) -> None:
    given = json.loads((case / "facts.json").read_text(encoding="utf-8"))
    kind = find_kind(given["kind"])
    written = composition_text(compose(kind.name, from_json(kind.facts, given["facts"])))
    agreed = case / "composition.txt"
    if update_golden:
        agreed.write_text(written, encoding="utf-8")
    assert written == agreed.read_text(encoding="utf-8")


def test_every_kind_has_a_golden_composition() -> None:
    kinds = {json.loads((case / "facts.json").read_text(encoding="utf-8"))["kind"] for case in CASES}
    assert kinds == set(DOCUMENTS)
