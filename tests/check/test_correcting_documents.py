"""校正：a copy that passes, the original untouched, the words the same."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph
from seeded_faults import FAULTS, Fault
from support.checked_documents import EVEN, ODD, swap, written

from docgen.check import check_file, correct_file
from docgen.check.reading import read_document

MENDED = [
    fault
    for fault in FAULTS
    if fault.name
    not in {
        # What only a person can decide, or what would change words.
        "红线变黑", "字号虚位", "字号加第", "字号两位年", "标题沙漏", "层次跳级", "序数缺号", "一级序数缺号", "没有附件说明",
        "附件标题不一致", "附件序号不一致", "日期虚位", "日期写号", "日期汉字", "此页无正文", "缺印发", "版记在页中", "版记线粗",
        "信函双线短", "百分比范围", "正文日期虚位", "表格里的日期", "修订里的日期", "没填的内容",
    }
]  # fmt: skip


def bare(path: Path) -> str:
    """Letters, 汉字 and figures alone, wherever they stand."""
    text = "".join(one.text for one in read_document(path).paragraphs)
    return "".join(one for one in text if unicodedata.category(one)[0] in "LN")


def as_typed(path: Path) -> Path:
    """What python-docx makes of a notice: Letter paper, Calibri, its own headings, list and table."""
    made = docx.Document()
    made.add_heading("关于开展2026年重点项目督查工作的通知", 0)
    made.add_paragraph("各镇(街道),区直各单位:")
    made.add_paragraph("为做好2026年重点项目工作,现将有关事项通知如下:")
    made.add_heading("一、总体要求", 1)
    made.add_paragraph('坚持"项目为王",落实《甲办法》、《乙办法》...')
    made.add_heading("（一）时间安排", 2)
    made.add_paragraph("10月15日前完成自查,见https://example.cn/a,b。")
    made.add_heading("1、自查内容", 3)
    for text in ("前期手续", "资金到位"):
        made.add_paragraph(text, style="List Bullet")
    for text in ("自查自纠", "集中督查"):
        made.add_paragraph(text, style="List Number")
    table = made.add_table(2, 3, style="Table Grid")
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.text = "进度,正常"
    made.add_heading("二、有关要求", 1)
    made.add_paragraph("请各单位高度重视。")
    made.add_paragraph("某某区重大项目办公室")
    made.add_paragraph("2026年10月12日")
    made.save(path)
    return path


def test_a_plain_document_of_another_program_is_made_to_pass(tmp_path: Path) -> None:
    path = as_typed(tmp_path / "通知.docx")
    before = path.read_bytes()
    found = check_file(path)
    correction = correct_file(path)
    assert len(found) > 20
    assert correction.remaining == ()
    assert correction.path == tmp_path / "通知（已校正）.docx"
    assert check_file(correction.path) == []
    assert path.read_bytes() == before
    assert bare(correction.path) == bare(path)
    assert {one.clause.partition(" 7")[0] for one in correction.changes} >= {
        "GB/T 9704-2012 5.1",
        "GB/T 15834-2011",
    }


def test_the_corrected_page_has_paper_numbers_and_body_as_the_standard_asks(tmp_path: Path) -> None:
    corrected = correct_file(as_typed(tmp_path / "通知.docx")).path
    assert corrected is not None
    made = docx.Document(str(corrected))
    section = made.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (
        pytest.approx(210, abs=0.1),
        pytest.approx(297, abs=0.1),
    )
    assert section.footer.paragraphs[0].text == section.even_page_footer.paragraphs[0].text == "— 1 —"
    assert made.settings.odd_and_even_pages_header_footer
    body = next(one for one in made.paragraphs if one.text.startswith("为做好"))
    assert body.text == "为做好2026年重点项目工作，现将有关事项通知如下："
    assert _east_asian(body) == "仿宋_GB2312"
    assert body.paragraph_format.line_spacing.pt == 28.95
    assert "https://example.cn/a,b。" in "".join(one.text for one in made.paragraphs)


def _east_asian(paragraph: Paragraph) -> str:
    fonts = paragraph.runs[0]._r.rPr.rFonts
    return str(fonts.get(docx.oxml.ns.qn("w:eastAsia")))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.name)
def test_a_correction_never_changes_words_and_never_adds_a_fault(tmp_path: Path, fault: Fault) -> None:
    path = written(tmp_path / "文.docx", fault.base, fault.spoil)
    before = path.read_bytes()
    correction = correct_file(path)
    assert path.read_bytes() == before
    if fault in MENDED:
        assert correction.remaining == ()
        assert correction.path is not None
        assert fault.found in correction.changes[0].found
        assert bare(correction.path) == bare(path)
    else:
        assert correction.path is None
        assert fault.found in correction.remaining[0].found


def test_a_clean_document_is_not_copied(tmp_path: Path) -> None:
    correction = correct_file(written(tmp_path / "文.docx"))
    assert (correction.path, correction.changes, correction.remaining) == (None, (), ())
    assert [one.name for one in tmp_path.iterdir()] == ["文.docx"]


def test_an_earlier_corrected_copy_is_kept(tmp_path: Path) -> None:
    path = as_typed(tmp_path / "通知.docx")
    first, second = correct_file(path).path, correct_file(path).path
    assert first is not None
    assert second == tmp_path / "通知（已校正2）.docx"
    assert first.exists()


def test_a_corrected_copy_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = as_typed(tmp_path / "通知.docx")

    def fails(self: Path, target: Path) -> None:
        raise PermissionError("in use")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(PermissionError):
        correct_file(path)
    assert [one.name for one in tmp_path.iterdir()] == ["通知.docx"]


def test_parts_that_needed_nothing_stay_byte_for_byte(tmp_path: Path) -> None:
    path = written(tmp_path / "文.docx", "通报", swap(ODD, '<w:jc w:val="right"/>', '<w:jc w:val="center"/>'))
    with zipfile.ZipFile(path) as package:
        before = {name: package.read(name) for name in package.namelist()}
    corrected = correct_file(path).path
    assert corrected is not None
    with zipfile.ZipFile(corrected) as package:
        after = {name: package.read(name) for name in package.namelist()}
    kept = ("word/fontTable.xml", "word/header1.xml", "docProps/custom.xml", ODD, EVEN)
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


def test_marks_split_over_runs_are_changed_where_they_stand(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("各单位")
    for text in (",要", '落实"', "项目", '为王"要求', "(含", "附件)"):
        paragraph.add_run(text).bold = text == "项目"
    made.save(tmp_path / "a.docx")
    corrected = correct_file(tmp_path / "a.docx").path
    assert corrected is not None
    said = docx.Document(str(corrected)).paragraphs[0]
    assert said.text == "各单位，要落实“项目为王”要求（含附件）"
    assert [run.text for run in said.runs] == [
        "各单位",
        "，要",
        "落实“",
        "项目",
        "为王”要求",
        "（含",
        "附件）",
    ]
