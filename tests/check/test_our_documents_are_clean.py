"""自家文书：what the program itself writes passes its own check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import compositions as samples
from support.checked_documents import OTHERS
from support.facts import from_json

from addin.cli import main
from docgen.blocks import Composition
from docgen.check import check_file
from docgen.documents import compose, find_kind
from docgen.layout import save_document

GOLDEN = Path(__file__).parent.parent / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/facts.json"))
SAMPLES = {
    name: one
    for name, one in vars(samples).items()
    if isinstance(one, Composition) and not one.header.demonstration
}


def golden(case: Path) -> Composition:
    given = json.loads((case / "facts.json").read_text(encoding="utf-8"))
    kind = find_kind(given["kind"])
    return compose(kind.name, from_json(kind.facts, given["facts"]))


def told(path: Path) -> list[str]:
    return [one.sentence for one in check_file(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_every_golden_document_is_clean(tmp_path: Path, case: Path) -> None:
    composition = golden(case)
    for reading, seal in (("页面设置", True), ("实测", False)):
        path = tmp_path / f"{reading}.docx"
        save_document(composition, path, type_area=reading, seal=seal)
        found = told(path)
        holes = [one for one in found if "还有没填的内容" in one]
        assert [one for one in found if one not in holes] == []
        # An issued document with something left to fill in is told so, and only then.
        assert bool(holes) <= bool(composition.missing)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_layout_is_clean(tmp_path: Path, name: str) -> None:
    save_document(SAMPLES[name], tmp_path / "文.docx")
    holes = "还有没填的内容"
    assert [one for one in told(tmp_path / "文.docx") if holes not in one] == []


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("seal", [True, False])
def test_orders_notes_forms_upward_and_joint_documents_are_clean(
    tmp_path: Path, name: str, seal: bool
) -> None:
    save_document(OTHERS[name], tmp_path / "文.docx", seal=seal)
    assert told(tmp_path / "文.docx") == []


def test_the_documents_of_the_demonstration_are_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", str(tmp_path / "演示"), "--json"]) == 0
    written = [one for one in json.loads(capsys.readouterr().out)["files"] if str(one).endswith(".docx")]
    assert len(written) > 2
    assert main(["lint", *map(str, written), "--strict", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []
