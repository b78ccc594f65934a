"""The text of a document as it is read: changes accepted, controls opened, boxes in their place, each word once."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from support.minutes_desk import W

from addin.errors import ProgramError
from addin.exchange.readback.repeats import is_doubled
from addin.exchange.readback.word_text import WordText, read_text

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
T = "<w:r><w:t>{}</w:t></w:r>"


def t(text: str) -> str:
    return T.format(text)


def read(folder: Path, body: str, **parts: str) -> WordText:
    path = folder / "文.docx"
    spaces = f'xmlns:w="{W}" xmlns:mc="{MC}"'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:x {spaces}>{content}</w:x>")
    return read_text(path)


def lines(text: WordText) -> list[str]:
    return [one.text for one in text.paragraphs]


@pytest.mark.parametrize(
    ("markup", "expected", "tracked"),
    [
        (t("一") + "<w:ins>" + t("二") + "</w:ins>", "一二", True),
        (t("一") + "<w:del><w:r><w:delText>二</w:delText></w:r></w:del>", "一", True),
        ("<w:moveFrom>" + t("一") + "</w:moveFrom>" + t("二"), "二", True),
        ("<w:ins><w:del>" + t("一") + "</w:del></w:ins>" + t("二"), "二", True),
        (
            "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + t("一") + "</w:sdtContent></w:sdt>",
            "一",
            False,
        ),
        ("<w:hyperlink><w:smartTag>" + t("一") + "</w:smartTag></w:hyperlink>", "一", False),
        ("<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:noBreakHyphen/></w:r>", "一\t二\n-", False),
        ("<w:r><w:br w:type='page'/><w:t>一</w:t></w:r>", "一", False),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>" + t("一"), "一", False),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>一</w:t></w:r>", "一", False),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>DDEAUTO cmd</w:instrText>"
            "<w:fldChar w:fldCharType='separate'/><w:t>一</w:t><w:fldChar w:fldCharType='end'/></w:r>",
            "一",
            False,
        ),
        ("<w:r><w:sym w:font='Wingdings' w:char='2713'/></w:r>", "✓", False),
        (t("二\u20112"), "二-2", False),
    ],
)
def test_a_paragraph_reads_as_it_is_seen(tmp_path: Path, markup: str, expected: str, tracked: bool) -> None:
    text = read(tmp_path, f"<w:p>{markup}</w:p>")
    assert (lines(text), text.tracked) == ([expected], int(tracked))


def test_paragraphs_whose_mark_is_deleted_read_as_one(tmp_path: Path) -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{t('一')}</w:p>"
    assert lines(read(tmp_path, f"{first}<w:p>{t('二')}</w:p><w:p>{t('三')}</w:p>")) == ["一二", "三"]


def paragraph(text: str) -> str:
    return f"<w:p>{t(text)}</w:p>"


def table(cells: str) -> str:
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_rows_and_cells_in_controls_are_read_and_deleted_ones_are_not(tmp_path: Path) -> None:
    row = "<w:tr>{}</w:tr>"
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    rows = [
        row.format(cell(f"<w:p>{t('一')}</w:p>") + control.format(cell(f"<w:p>{t('二')}</w:p>"))),
        control.format(
            row.format(cell(f"<w:p>{t('三')}</w:p><w:p>{t('四')}</w:p>", "<w:gridSpan w:val='2'/>"))
        ),
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('<w:p/>')}</w:tr>",
        row.format(cell(f"<w:p>{t('五')}</w:p>", "<w:cellDel/>") + cell(f"<w:p>{t('六')}</w:p>")),
    ]
    (only,) = read(tmp_path, f"<w:tbl>{''.join(rows)}</w:tbl>").tables
    found = [[(one.text, one.column, one.span) for one in line] for line in only.rows]
    assert found == [[("一", 0, 1), ("二", 1, 1)], [("三\n四", 0, 2)], [("六", 1, 1)]]


def test_a_box_is_read_once_and_a_table_inside_a_cell_behind_the_outer_one(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p>{t('框')}</w:p></w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    inner = table(cell(paragraph("内")))
    text = read(tmp_path, f"<w:p>{both}{t('一')}</w:p>{table(cell(paragraph('外') + inner))}")
    assert lines(text) == ["一", "框"]
    assert [one.rows[0][0].text for one in text.tables] == ["外", "内"]


def test_a_bookmark_between_cells_belongs_to_the_cell_that_follows(tmp_path: Path) -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="cp_A_due"/>'
    row = cell(f"<w:p>{t('一')}</w:p>") + mark + cell(f"<w:p>{t('二')}</w:p>") + '<w:bookmarkEnd w:id="1"/>'
    text = read(tmp_path, f"<w:tbl><w:tr>{row}</w:tr></w:tbl><w:p>{t('三')}</w:p>")
    assert [one.marks for one in text.tables[0].rows[0]] == [(), ("cp_A_due",)]
    assert text.spans == {"cp_A_due": ["二\n"]}


def test_headers_are_read_without_page_numbers_and_comments_with_their_author(tmp_path: Path) -> None:
    page = "<w:fldSimple w:instr='PAGE'><w:r><w:t>7</w:t></w:r></w:fldSimple>"
    comment = f'<w:comment w:author="李某"><w:p>{t("改到年底")}</w:p></w:comment>'
    text = read(tmp_path, "<w:p/>", footer1=f"<w:p>{t('— ')}{page}{t(' —')}</w:p>", comments=comment)
    assert (text.beside, text.comments) == (("—  —",), ("李某：改到年底",))


def test_markup_that_is_cut_off_is_one_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "坏.docx", "w") as package:
        package.writestr("word/document.xml", "<w:document")
    with pytest.raises(ProgramError, match="文件已损坏（正文读不出来）"):
        read_text(tmp_path / "坏.docx")


def test_a_deep_nest_is_refused_and_ends_no_process(tmp_path: Path) -> None:
    deep = "<w:sdt>" * 20_000 + "</w:sdt>" * 20_000
    with pytest.raises(ProgramError, match="文件已损坏"):
        read(tmp_path, deep)


@pytest.mark.parametrize(
    ("text", "before", "controlled", "doubled"),
    [
        ("完成征迁完成征迁", "完成征迁", False, True),
        ("完成征迁，完成交地", "完成征迁", False, False),
        ("完成征迁", "完成征迁", True, False),
        ("乙局乙局", "乙局", False, False),
        ("完成3户征迁。完成完成3户征迁。3完成3户征迁。户征迁。", "落实资金和用地", True, True),
        ("完成3户征迁。完成完成3户征迁。3完成3户征迁。户征迁。", "落实资金和用地", False, False),
        ("完成3户征迁，完成绿化，完成交地。", "完成3户征迁", True, False),
    ],
)
def test_text_that_a_program_doubled_is_known(
    text: str, before: str, controlled: bool, doubled: bool
) -> None:
    assert is_doubled(text, before, controlled) is doubled
