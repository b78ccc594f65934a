"""怪文档：one cause is told once; broken values, missing parts and empty files stop nothing."""

from __future__ import annotations

import random
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt
from support.checked_documents import found_in, style, written

from docgen.check import UnreadableError, check_file, correct_file

VALUES = ("", "0", "-1", "99999999999", "nan", "inf", "abc", "一、", "1.5cm", "true", "center")
TEXTS = (
    "",
    "一、",
    "附件：",
    "抄送：",
    "2022年13月45日",
    "〔〕号",
    "（百百百百）、",
    "九百百百、总",
    "第12号",
    "【待填：",
    "''",
    "20～%",
    "印发",
)
SPOILT_A_RUN = 40


def test_a_wrong_face_of_the_basic_style_is_told_once(tmp_path: Path) -> None:
    path = written(
        tmp_path / "文.docx", "通报", style("Normal", 'w:eastAsia="仿宋_GB2312"', 'w:eastAsia="宋体"')
    )
    assert [(clause, found) for clause, _, found in found_in(path)] == [
        ("GB/T 9704-2012 5.2.2", "用的是宋体")
    ]


def test_a_wrong_size_of_the_basic_style_is_told_once(tmp_path: Path) -> None:
    path = written(tmp_path / "文.docx", "纪要", style("Normal", 'w:sz w:val="32"', 'w:sz w:val="28"'))
    ((clause, place, found),) = found_in(path)
    assert (clause, found) == ("GB/T 9704-2012 5.2.2", "字号是4号（14磅）")
    assert re.search(r"等\d+处$", place)


def test_the_margins_of_a_page_are_told_together(tmp_path: Path) -> None:
    path = written(tmp_path / "文.docx")
    made = docx.Document(str(path))
    section = made.sections[0]
    section.left_margin = section.right_margin = Mm(31.7)
    section.top_margin = section.bottom_margin = Mm(25.4)
    made.save(path)
    ((clause, place, found),) = found_in(path)
    assert (clause, place) == ("GB/T 9704-2012 5.2.1", "第1节页面设置")
    assert [figure for figure in ("25.4", "31.7") if figure in found] == ["25.4", "31.7"]


def test_numbers_may_go_on_after_one_wrong_number(tmp_path: Path) -> None:
    made = docx.Document()
    for line in ("一、总体情况", "三、存在问题", "三、下步要求", "四、其他事项"):
        made.add_paragraph(line)
    made.save(tmp_path / "文.docx")
    orders = [found for _, _, found in found_in(tmp_path / "文.docx") if found.startswith("层次序数是")]
    assert orders == ["层次序数是“三、”"]


def test_an_empty_document_is_checked_for_its_page(tmp_path: Path) -> None:
    docx.Document().save(tmp_path / "空.docx")
    clauses = {clause for clause, _, _ in found_in(tmp_path / "空.docx")}
    assert clauses == {"GB/T 9704-2012 5.1", "GB/T 9704-2012 5.2.1", "GB/T 9704-2012 7.5"}


def test_a_document_without_page_setup_and_styles_is_checked(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("各单位要抓好落实,及时报告。").runs[0].font.size = Pt(16)
    body = made.element.body
    body.remove(body.sectPr)
    made.save(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        kept = {name: package.read(name) for name in package.namelist() if "styles" not in name}
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as package:
        for name, content in kept.items():
            package.writestr(name, content)
    assert any("半角标点" in found for _, _, found in found_in(tmp_path / "b.docx"))


@pytest.mark.parametrize("seed", range(3))
def test_a_document_with_broken_values_is_read_or_refused_in_words(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with zipfile.ZipFile(written(tmp_path / "好.docx", chance.choice(("通报", "信函", "纪要")))) as package:
        good = {name: package.read(name).decode() for name in package.namelist()}
    path = tmp_path / "坏.docx"
    for _ in range(SPOILT_A_RUN // 4):
        parts = _broken(good, chance)
        with zipfile.ZipFile(path, "w") as package:
            for name, content in parts.items():
                package.writestr(name, content)
        try:
            check_file(path)
            copy = correct_file(path).path
        except UnreadableError as refused:
            assert refused.what
        else:
            assert copy is None or copy.name.startswith("坏（已校正")


def _broken(good: dict[str, str], chance: random.Random) -> dict[str, str]:
    """Some attributes, texts and elements of some parts put wrong; a part may be gone."""
    parts = dict(good)
    for _ in range(chance.randint(1, 6)):
        name = chance.choice([part for part in parts if part.startswith("word/") and part.endswith(".xml")])
        whole = parts[name]
        values = list(re.finditer(r'w:\w+="([^"]*)"', whole)) or list(re.finditer(r'="([^"]*)"', whole))
        texts = list(re.finditer(r"<w:t[^>]*>([^<]*)</w:t>", whole))
        found, choices = (
            (chance.choice(values), VALUES)
            if not texts or chance.random() < 0.6
            else (chance.choice(texts), TEXTS)
        )
        parts[name] = whole[: found.start(1)] + chance.choice(choices) + whole[found.end(1) :]
        if chance.random() < 0.05 and name != "word/document.xml":
            del parts[name]
    return parts
