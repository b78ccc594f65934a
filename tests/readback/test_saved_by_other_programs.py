"""Minutes opened and saved by a real LibreOffice: what nobody changed is no change, what it doubled is not taken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.minutes_desk import CONTENT, ONE, Minutes, element
from support.office import Office
from support.returns import libreoffice_saves

from addin.exchange.readback.base import bases
from addin.exchange.readback.documents import ReadDocument, base_of, read_documents
from addin.exchange.readback.finding_rows import FoundRow
from addin.exchange.readback.prose import differences
from docgen.layout import find_libreoffice

pytestmark = [
    pytest.mark.rendered,
    pytest.mark.xdist_group("saved-minutes"),
    pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not on this machine"),
]


def controlled(source: Path, target: Path) -> Path:
    """The first item's content in a content control."""
    minutes = Minutes(source)
    one = minutes.all("r", minutes.cell(ONE, "content"))[0]
    box = element("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent></w:sdtContent></w:sdt>")
    one.addprevious(box)
    box[1].append(one)
    return minutes.save(target)


@pytest.fixture(scope="module")
def saved(written_once: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The minutes saved as each format by one run a format; 「控件」 as .docx with a control in it."""
    folder = tmp_path_factory.mktemp("另存")
    source = shutil.copy(written_once / "纪要.docx", folder / "纪要.docx")
    control = controlled(source, folder / "控件.docx")
    out = folder / "出"
    files = {ending: libreoffice_saves([source], ending, out)[0] for ending in ("doc", "odt")}
    docx, with_control = libreoffice_saves([source, control], "docx", out)
    return files | {"docx": docx, "控件": with_control}


def test_an_untouched_save_changes_nothing_in_any_format(office: Office, saved: dict[str, Path]) -> None:
    mark = office.path.read_bytes()
    files = [saved[ending] for ending in ("docx", "doc", "odt")]
    data = office.run("readback", *files, "--apply").data
    for one in data["documents"]:
        kinds = {kind for kind, count in one["counts"].items() if count}
        assert (one["number"], kinds, one["changed"], one["prose"]) == ("FW2022-0001", {"未动"}, 0, []), one
        assert one["counts"]["未动"] == 24  # four items of six cells
    assert [data["written"], data["listed"]] == [0, 0]
    assert office.path.read_bytes() == mark


def test_text_that_a_program_doubled_waits_for_a_person(office: Office, saved: dict[str, Path]) -> None:
    assert CONTENT * 2 in Minutes(saved["控件"]).text(Minutes(saved["控件"]).root)
    data = office.run("readback", saved["控件"], "--apply").data
    assert (data["counts"]["待更正"], data["written"], data["listed"]) == (1, 0, 1)


def test_what_an_older_format_says_is_what_the_document_said(office: Office, saved: dict[str, Path]) -> None:
    original, *others = read_documents(
        [office.path.parent / "纪要.docx", *(saved[one] for one in ("doc", "odt"))]
    )
    assert isinstance(original, ReadDocument)
    base = base_of(original, bases(office.path))
    assert base is not None
    for other in others:
        assert isinstance(other, ReadDocument)
        assert list(map(said, other.found.rows)) == list(map(said, original.found.rows))
        assert differences(base.prose, other.found.prose) == []
        assert [finding.message for finding in other.findings] == [
            f"文件是 {other.path.suffix} 格式，已转换后读取"
        ]


def said(row: FoundRow) -> dict[str, str]:
    return {name: found.text for name, found in row.cells.items()}
