"""write --pdf: a PDF beside each document, by LibreOffice or Word; without either the documents alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support.desk import Desk, rows

from addin.schema import Projects
from docgen.layout import RenderError, missing_fonts, pdf

PDF = b"%PDF-1.6 1 0 obj <</Type/Font/BaseFont/CAAAAA+FandolFang-Regular>> <</BaseFont /LiberationSerif>>"


def write(desk: Desk, ledger_file: Path, *options: str, kind: str = "提醒函"):
    lit = [row["code"] for row in rows(ledger_file, Projects) if row["light"] == "黄"]
    return desk.run("write", ledger_file, kind, "--rows", *lit[:2], *options)


@pytest.fixture
def office_program(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A LibreOffice that sets every document but those named in `refused`; returns what it was given."""
    given: list[list[str]] = []

    def render(paths, folder, **how):
        given.append([path.name for path in paths])
        for path in paths:
            (folder / f"{path.stem}.pdf").write_bytes(PDF)

    monkeypatch.setattr(pdf, "find_libreoffice", lambda: "soffice")
    monkeypatch.setattr(pdf, "render", render)
    return given


def test_without_the_option_no_pdf_is_made(desk: Desk, ledger_file: Path) -> None:
    answer = write(desk, ledger_file)
    assert [file["pdf"] for file in answer.data["files"]] == [None] * len(answer.data["files"])
    assert not list((ledger_file.parent / "文书").glob("*.pdf"))


def test_a_pdf_stands_beside_each_document_under_its_name(
    desk: Desk, ledger_file: Path, office_program: list[list[str]]
) -> None:
    answer = write(desk, ledger_file, "--pdf")
    assert answer.code == 0
    files = answer.data["files"]
    assert [file["pdf"] for file in files] == [file["path"].removesuffix(".docx") + ".pdf" for file in files]
    assert all(Path(file["pdf"]).read_bytes() == PDF for file in files)
    assert office_program == [[f"{at}.docx" for at in range(len(files))]]
    assert not list((ledger_file.parent / "文书").glob(".*"))


def test_the_typefaces_that_stand_in_are_named_once(
    desk: Desk, ledger_file: Path, office_program: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "addin.commands.documents.report.missing_fonts", lambda: ("仿宋_GB2312", "方正小标宋简体")
    )
    answer = write(desk, ledger_file, "--pdf")
    said = "这台电脑没有字体：仿宋_GB2312、方正小标宋简体；PDF 里实际用的是 FandolFang-Regular、LiberationSerif。"
    assert answer.said.count(said) == 1


def test_a_machine_with_all_typefaces_is_told_nothing(
    desk: Desk, ledger_file: Path, office_program: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("addin.commands.documents.report.missing_fonts", lambda: ())
    assert "字体" not in write(desk, ledger_file, "--pdf").said


def test_without_libreoffice_and_word_the_documents_are_written_and_partly_done(
    desk: Desk, ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    monkeypatch.setattr(pdf, "_powershell", lambda: None)
    answer = write(desk, ledger_file, "--pdf")
    assert answer.code == 4
    assert all(Path(file["path"]).is_file() and file["pdf"] is None for file in answer.data["files"])
    said = "没有找到 LibreOffice，也没有找到 Word，没有排成 PDF；文书（docx）已写好"
    assert answer.said.count(said) == 1


def test_one_document_that_cannot_be_set_leaves_the_others(
    desk: Desk, ledger_file: Path, office_program: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks_at_the_first(paths, folder, **how):
        for path in paths:
            if path.name == "0.docx":
                raise RenderError("LibreOffice 没有排出：0.docx")
            (folder / f"{path.stem}.pdf").write_bytes(PDF)

    monkeypatch.setattr(pdf, "render", breaks_at_the_first)
    answer = desk.run("write", ledger_file, "提醒函", "--pdf")
    first, *others = answer.data["files"]
    assert answer.code == 4
    assert first["pdf"] is None and others and all(file["pdf"] for file in others)
    assert f"没有排成 PDF：{Path(first['path']).name}；文书（docx）已写好" in answer.said


def test_an_issued_document_keeps_its_number_where_its_pdf_fails(
    desk: Desk, ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    monkeypatch.setattr(pdf, "_powershell", lambda: None)
    answer = write(desk, ledger_file, "--pdf", "--issue")
    assert answer.code == 4
    assert all(file["number"] for file in answer.data["files"])


def test_many_documents_are_given_to_the_program_in_lots(
    tmp_path: Path, office_program: list[list[str]]
) -> None:
    documents = [tmp_path / f"提醒函_{at}_〔2022〕.docx" for at in range(95)]
    for document in documents:
        document.write_bytes(b"")
    done: list[None] = []
    made = pdf.make_pdfs(documents, tmp_path, lambda: done.append(None))
    assert [len(lot) for lot in office_program] == [40, 40, 15]
    assert [path and path.name for path in made] == [f"{one.stem}.pdf" for one in documents]
    assert len(done) == 95


def test_word_is_asked_where_there_is_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be tried here is Word itself; what is asked of it can be."""
    asked: list[list[str]] = []

    def run(command, **how):
        asked.append(command)
        script, folder = Path(command[-2]), Path(command[-1])
        assert "ExportAsFixedFormat" in script.read_text(encoding="utf-8-sig")
        for document in folder.glob("*.docx"):
            document.with_suffix(".pdf").write_bytes(PDF)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    monkeypatch.setattr(pdf, "_powershell", lambda: "powershell.exe")
    monkeypatch.setattr(pdf.subprocess, "run", run)
    document = tmp_path / "通报〔2022〕1号.docx"
    document.write_bytes(b"")
    assert pdf.make_pdfs([document], tmp_path) == [tmp_path / "通报〔2022〕1号.pdf"]
    assert asked[0][0] == "powershell.exe" and "-File" in asked[0]


@pytest.mark.parametrize("failing", [subprocess.TimeoutExpired("powershell", 1), OSError("no such program")])
def test_a_word_that_does_not_answer_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: Exception
) -> None:
    def run(command, **how):
        raise failing

    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    monkeypatch.setattr(pdf, "_powershell", lambda: "powershell.exe")
    monkeypatch.setattr(pdf.subprocess, "run", run)
    (tmp_path / "a.docx").write_bytes(b"")
    with pytest.raises(RenderError, match="Word 没有在限定时间内排出 PDF"):
        pdf.make_pdfs([tmp_path / "a.docx"], tmp_path)


def test_a_windows_without_word_has_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    monkeypatch.setattr(pdf, "_powershell", lambda: "powershell.exe")
    monkeypatch.setattr(pdf.subprocess, "run", lambda command, **how: subprocess.CompletedProcess(command, 1))
    (tmp_path / "a.docx").write_bytes(b"")
    with pytest.raises(RenderError, match="没有找到 LibreOffice，也没有找到 Word"):
        pdf.make_pdfs([tmp_path / "a.docx"], tmp_path)


def test_typefaces_are_read_from_the_pdf_itself() -> None:
    assert pdf.embedded_fonts(PDF) == ("FandolFang-Regular", "LiberationSerif")
    assert pdf.embedded_fonts(b"%PDF-1.7 compressed") == ()


@pytest.mark.rendered
def test_libreoffice_sets_the_letter_and_the_message_names_what_it_used(
    desk: Desk, ledger_file: Path
) -> None:
    answer = write(desk, ledger_file, "--pdf")
    assert answer.code == 0
    content = Path(answer.data["files"][0]["pdf"]).read_bytes()
    assert content.startswith(b"%PDF-")
    used = pdf.embedded_fonts(content)
    assert used
    if missing_fonts():
        assert all(name in answer.said for name in (*missing_fonts(), *used))
