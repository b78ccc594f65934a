"""Counting pages and asking for fonts, where the programs are missing or fail."""

from __future__ import annotations

import pytest

from docgen.layout import RenderError, fonts, free_fonts, page_count


def test_no_libreoffice_is_said_plainly(monkeypatch, tmp_path):
    monkeypatch.setattr(page_count.shutil, "which", lambda name: None)
    with pytest.raises(RenderError, match="没有找到 LibreOffice"):
        page_count.libreoffice_page_count([tmp_path / "a.docx"])


def test_nothing_to_count_starts_nothing(monkeypatch):
    monkeypatch.setattr(page_count.shutil, "which", lambda name: None)
    assert page_count.libreoffice_page_count([]) == []


def test_a_program_that_leaves_no_pages_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr(page_count.shutil, "which", lambda name: "/bin/true")
    with pytest.raises(RenderError, match=r"没有排出：a\.docx"):
        page_count.libreoffice_page_count([tmp_path / "a.docx"])


def test_the_count_is_read_from_the_root_of_the_page_tree():
    pdf = b"<</Type/Pages /Kids[3 0 R]/Count 2>> <</Type/Pages/Parent 1 0 R/Count 12 /Kids[]>>"
    assert page_count.pdf_pages(pdf) == 12


def test_a_pdf_without_a_page_tree_is_an_error():
    with pytest.raises(RenderError, match="读不到页数"):
        page_count.pdf_pages(b"%PDF-1.6")


def test_missing_fonts_are_named_as_offices_name_them(monkeypatch):
    monkeypatch.setattr(
        fonts, "_installed", lambda: frozenset({"SimHei", "SimSun", "Times New Roman", "FangSong"})
    )
    assert fonts.missing_fonts() == ("楷体_GB2312", "方正小标宋简体")


def test_a_machine_that_cannot_be_asked_misses_nothing(monkeypatch):
    monkeypatch.setattr(fonts, "_installed", lambda: frozenset())
    assert fonts.missing_fonts() == ()


def test_every_face_a_document_asks_for_has_a_stand_in():
    aliases = fonts.FONT_ALIASES.read_text(encoding="utf-8")
    assert all(f"<family>{name}</family>" in aliases for name in fonts.DOCUMENT_FONTS)


def test_the_heavy_song_gets_a_family_of_its_own(tmp_path):
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    for face in free_fonts.FACES:
        (unpacked / f"{face}.otf").write_bytes(b"FandolSong" + "FandolSong".encode("utf-16-be"))
    free_fonts.place(unpacked, tmp_path / "fonts")
    heavy = (tmp_path / "fonts" / "FandolBiao-Bold.otf").read_bytes()
    assert heavy == b"FandolBiao" + "FandolBiao".encode("utf-16-be")
    assert b"FandolSong" in (tmp_path / "fonts" / "FandolSong-Regular.otf").read_bytes()
