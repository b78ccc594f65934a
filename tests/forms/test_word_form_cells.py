"""Word 表样：every form written as .docx holds, cell for cell, what its .xlsx holds."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from support.form_ledgers import STAGES, charted, ledger_with, project
from support.form_readers import Place, displayed, excel_form, word_forms, workbook
from support.ledgers import ledger_of

from addin.forms import FORMS, Filled
from addin.forms.word_writer import document_bytes
from addin.forms.writer import workbook_bytes

NOW = dt.datetime(2022, 10, 8, 9, 30)
CHART = "专班工作机制流程图"
TABLES = [name for name in FORMS if name != CHART]
CARDS = ("议题申请表", "议题落实情况表")
BLANK_LINES = 12
"""Lines of a blank list, to be filled in by hand."""


def word_file(filled: Filled, name: str) -> bytes:
    return document_bytes(filled.pages, name, NOW, demonstration=False, type_area="页面设置")


@pytest.mark.parametrize("rows", [0, 1, 40])
@pytest.mark.parametrize("name", TABLES)
def test_a_form_has_the_same_cells_in_word_as_in_excel(name: str, rows: int) -> None:
    filled = FORMS[name].fill(ledger_with(rows), [])
    assert filled.rows == rows * (len(STAGES) if name == "挂图作战表" else 1)
    sheets = [excel_form(sheet) for sheet in workbook(workbook_bytes(filled.pages, name, NOW))]
    tables = word_forms(word_file(filled, name))
    assert len(tables) == (max(rows, 1) if name in CARDS else 1)
    for table, sheet in zip(tables, sheets, strict=True):
        assert set(table.cells) ^ set(sheet.cells) == set()
        assert table == sheet


@pytest.mark.parametrize("name", [name for name in TABLES if name not in CARDS])
def test_a_list_without_rows_has_blank_lines_to_write_on(name: str) -> None:
    (table,) = word_forms(word_file(FORMS[name].fill(ledger_with(0), []), name))
    lines = [cell.row for cell in table.cells if cell.column == 0 and not cell.text]
    assert len(lines) == BLANK_LINES
    assert all(not cell.text for cell in table.cells if cell.row in lines)


def test_the_header_of_two_levels_is_merged_as_the_attachment_has_it() -> None:
    """湛河区 附件3: five columns under 联审联批手续, every other over both rows; both rows stand on every page."""
    content = word_file(FORMS["在建项目进展情况表"].fill(ledger_with(1), []), "在建项目进展情况表")
    (table,) = word_forms(content)
    assert table.above == ["湛河区2022年在建项目进展情况表", "截至2022年9月　单位：万元"]
    header = [cell for cell in table.cells if cell.row < 2]
    assert Place(0, 11, 1, 5, "联审联批手续") in header
    assert Place(1, 11, 1, 1, "用地审批手续") in header
    assert Place(0, 16, 2, 1, "2022年计划完成投资") in header
    assert len(header) == 22 + 1
    markup = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert markup.count("<w:tblHeader/>") == 2


def test_figures_and_dates_stand_in_word_as_excel_shows_them() -> None:
    """1,234,567.005 rounds up, a sum below zero has a true minus, 支付率 0.75 is 75.00%."""
    (table,) = word_forms(
        word_file(FORMS["在建项目进展情况表"].fill(ledger_with(3), []), "在建项目进展情况表")
    )
    assert [cell.text for cell in table.cells if cell.column == 6 and cell.row > 1] == [
        "0.00",
        "1,234,567.01",
        "−50.00",
    ]
    (visits,) = word_forms(
        word_file(FORMS["实地查看情况表3-5"].fill(ledger_with(1), []), "实地查看情况表3-5")
    )
    texts = [cell.text for cell in visits.cells if cell.row == 2]
    # 支付率 as computed; 支出进度 = 600 ÷ 1,000
    assert [text for text in texts if "%" in text] == ["60.00%", "75.00%"]
    assert "2022-09-07" in texts


def test_every_card_stands_on_a_page_of_its_own_with_its_15_labels() -> None:
    content = word_file(FORMS["议题申请表"].fill(ledger_with(3), []), "议题申请表")
    tables = word_forms(content)
    assert len(tables) == 3
    for table in tables:
        assert [line.partition("：")[0] for line in table.above] == [
            "定期性会商议题申请表",
            "填报单位（盖章）",
            "填报日期",
        ]
        labels = {cell.text for cell in table.cells} & {
            "会商层级", "项目名称", "项目责任单位", "建设规模及内容", "总投资（万元）", "年计划投资（万元）", "本年度完成投资（万元）",
            "年计划形象进度", "当前进展", "拟提交讨论问题", "解决建议", "列席单位", "会议召集领导",
        }  # fmt: skip
        assert len(labels) + 2 == 15
        assert max(cell.column + cell.across for cell in table.cells) == 6
    markup = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    breaks = markup.count('<w:type w:val="nextPage"/>') - 1 + markup.count("<w:pageBreakBefore/>")
    assert breaks == 2


def test_the_flow_chart_says_in_word_what_its_boxes_say_in_excel() -> None:
    ledger = charted("综合专班", "水利专班")
    filled = FORMS[CHART].fill(ledger, [])
    steps, tiers, forces = word_forms(word_file(filled, CHART))
    drawing = zipfile.ZipFile(io.BytesIO(workbook_bytes(filled.pages, CHART, NOW))).read(
        "xl/drawings/drawing1.xml"
    )
    boxes = re.findall(r"<xdr:txBody>.*?</xdr:txBody>", drawing.decode())
    said = ["\n".join(re.findall(r"<a:t>([^<]*)</a:t>", box)) for box in boxes]
    assert sorted(cell.text for form in (steps, tiers, forces) for cell in form.cells if cell.text) == sorted(
        said
    )
    # Six boxes and five arrows; the way back leads from the fifth box to the third.
    assert Place(3, 4, 1, 5, "↑　复核未通过的，退回再办　←") in steps.cells
    assert [cell.text for cell in steps.cells if cell.row == 1][:3] == ["问题梳理", "→", "转办交办"]
    assert Place(2, 2, 1, 1, "常务副市长召集\n每1个月一次") in tiers.cells
    assert [cell.text for cell in forces.cells] == [
        "三、工作专班：调度枢纽，按职责分领域推进",
        "综合专班",
        "水利专班",
    ]


def test_sample_data_is_marked_on_every_page_and_once() -> None:
    ledger = ledger_of(settings={"demonstration": "是"}, projects=[project(1, "在建")])
    pages = FORMS["在建项目进展情况表"].fill(ledger, []).pages
    content = document_bytes(pages, "在建项目进展情况表", NOW, demonstration=True, type_area="页面设置")
    (table,) = word_forms(content)
    assert table.above[1] == "截至2022年9月　单位：万元"
    header = zipfile.ZipFile(io.BytesIO(content)).read("word/header1.xml").decode()
    assert re.findall(r"<w:t[^>]*>([^<]*)</w:t>", header) == ["演示数据"]  # and no 拟稿: a form is no draft


def test_the_same_form_gives_the_same_bytes() -> None:
    filled = FORMS["议题申请表"].fill(ledger_with(2), [])
    assert word_file(filled, "议题申请表") == word_file(filled, "议题申请表")


def test_the_reader_of_excel_cells_shows_them_as_excel_does() -> None:
    """What is compared must not both be wrong: a cell of each format, read back."""
    filled = FORMS["实地查看情况表3-5"].fill(ledger_with(1), [])
    sheet = workbook(workbook_bytes(filled.pages, "x", NOW)).worksheets[0]
    shown = {displayed(cell) for cell in sheet[5]}
    assert {"1", "30,000.00", "75.00%", "2022-09-07"} <= shown
