"""docs/版面量测.md: what it says of today's elements, kinds and forms. `make measure` writes it."""

from __future__ import annotations

from measured.asked import ASKED
from measured.report import TARGET

from addin.forms import FORMS
from docgen.documents import DOCUMENTS


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading."""
    text = TARGET.read_text(encoding="utf-8")
    part = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_element_asked_was_measured_and_holds() -> None:
    said = {(row[0], row[1], row[2]): row[5] for row in rows("按条款")}
    asked = {(one.clause, one.element, one.words): "是" for one in ASKED.values()}
    assert said == asked, "run make measure"


def test_every_element_holds_when_libreoffice_has_saved_the_document_again() -> None:
    assert not [row[1] for row in rows("按条款") if "不合格" in row[6]]
    assert {row[6] for row in rows("按文种和版式")} == {"全部"}


def test_every_kind_and_every_form_is_in_the_table() -> None:
    assert {*DOCUMENTS, *FORMS} <= {row[0] for row in rows("按文种和版式")}, "run make measure"
