"""样稿的文档：the facts of tests/golden/ set on pages → word/document.xml as text, compared with what was agreed.

`pytest tests/layout --update-golden` rewrites the texts; read the difference before committing it.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from support.document_xml import document_text
from support.facts import from_json

from docgen.documents import compose, find_kind
from docgen.layout import save_document

GOLDEN = Path(__file__).parent.parent / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/facts.json"))


def document_of(case: Path, path: Path) -> str:
    """The case's word/document.xml as text; its pages are estimated, so it is the same on every machine."""
    given = json.loads((case / "facts.json").read_text(encoding="utf-8"))
    kind = find_kind(given["kind"])
    save_document(compose(kind.name, from_json(kind.facts, given["facts"])), path)
    with zipfile.ZipFile(path) as package:
        return document_text(package.read("word/document.xml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_document_is_set_as_agreed(case: Path, tmp_path: Path, update_golden: bool) -> None:
    written = document_of(case, tmp_path / "文稿.docx")
    agreed = case / "document.txt"
    if update_golden:
        agreed.write_text(written, encoding="utf-8")
    assert written == agreed.read_text(encoding="utf-8")


def test_every_golden_document_belongs_to_a_case() -> None:
    assert {path.parent for path in GOLDEN.glob("*/document.txt")} <= set(CASES)
