"""识别要素：layout and elements of documents, ours and other people's."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from support.checked_documents import written

from docgen.check.reading import read_document
from docgen.check.recognition import Look
from docgen.check.roles import Role
from docgen.check.view import View, view_of


def seen(path: Path) -> View:
    return view_of(read_document(path))


def typed(path: Path, *lines: str) -> View:
    """A document of plain paragraphs; a line that begins with ^ is centred."""
    made = docx.Document()
    for line in lines:
        paragraph = made.add_paragraph(line.removeprefix("^"))
        if line.startswith("^"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.save(path)
    return seen(path)


def roles(view: View) -> dict[str, Role]:
    return {line.words: line.role for line in view.lines if line.words}


@pytest.mark.parametrize(
    ("base", "look"), [("通报", Look.DOCUMENT), ("信函", Look.LETTER), ("纪要", Look.MINUTES)]
)
def test_the_layout_is_told_by_its_look(tmp_path: Path, base: str, look: Look) -> None:
    view = seen(written(tmp_path / "a.docx", base))
    assert view.look is look
    assert view.issued


def test_every_element_of_a_circular_is_told(tmp_path: Path) -> None:
    told = roles(seen(written(tmp_path / "a.docx")))
    assert told["甬江区重大项目办文件"] is Role.MARK
    assert told["甬重办〔2022〕12号"] is Role.NUMBER
    assert told["各镇（街道），区直各单位："] is Role.ADDRESSEE
    assert told["（一）亮灯情况"] is Role.HEADING2
    assert told["附件：1.\t责任单位排名表"] is Role.ATTACHMENT_NOTE
    assert told["甬江区重大项目办"] is Role.SIGNATURE
    assert told["2022年10月8日"] is Role.DATE
    assert told["（联系人：王某某，电话：0574-5550123）"] is Role.NOTE
    assert told["附件1"] is Role.ATTACHMENT_LABEL
    assert told["抄送：区委办公室，区政府办公室。"] is Role.COPIED_TO
    assert told["甬江区重大项目办\t2022年10月9日印发"] is Role.PRINTED


def test_a_document_without_mark_and_number_is_no_official_document(tmp_path: Path) -> None:
    view = typed(
        tmp_path / "a.docx", "^关于项目推进情况的汇报", "今年以来，项目推进有力。", "一、进展", "顺利推进。"
    )
    assert view.look is Look.PLAIN
    assert not view.official
    assert roles(view)["关于项目推进情况的汇报"] is Role.TITLE
    assert roles(view)["今年以来，项目推进有力。"] is Role.BODY


def test_a_number_in_a_wrong_form_is_still_taken_for_the_number(tmp_path: Path) -> None:
    for number in (
        "×发改[2023]45号",
        "×发改（2023）第045号",
        "×发改2023年45号",
        "×发改〔23〕45号",
        "×发改〔2023〕45",
    ):
        view = typed(tmp_path / "a.docx", f"^{number}", "^关于做好有关工作的通知", "各单位：", "请抓好落实。")
        assert roles(view)[number] is Role.NUMBER, number


def test_a_sentence_that_ends_with_a_colon_is_no_addressee(tmp_path: Path) -> None:
    view = typed(tmp_path / "a.docx", "^关于做好有关工作的通知", "现将有关事项通知如下：", "请抓好落实。")
    assert roles(view)["现将有关事项通知如下："] is Role.BODY


def test_a_date_below_the_title_is_not_the_date_of_signature(tmp_path: Path) -> None:
    view = typed(tmp_path / "a.docx", "^工作汇报", "^2022年10月8日", "项目推进有力。", "下步继续努力。")
    assert Role.DATE not in roles(view).values()


def test_a_number_without_its_serial_is_a_draft(tmp_path: Path) -> None:
    view = typed(
        tmp_path / "a.docx", "^×发改〔2023〕 号", "^关于做好有关工作的通知", "各单位：", "请抓好落实。"
    )
    assert not view.issued
