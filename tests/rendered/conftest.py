"""One LibreOffice renders every document of these tests; each PDF is measured when first asked for."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from support import compositions as samples
from support.pages import Sheet, measure

from docgen.blocks import Composition, Paragraph
from docgen.layout import libreoffice_page_count, save_documents
from docgen.layout.page_count import render

READINGS = ("页面设置", "实测")

LONG_MARK = "甬江国家级经济技术开发区重大项目建设推进工作领导小组办公室"
HAN_ONLY = "重大项目是稳增长的压舱石各有关单位要倒排工期挂图作战确保全年目标任务如期完成并及时报送进展情况"

DOCUMENTS: dict[str, Composition] = {
    "circular": samples.CIRCULAR,
    "one_page": samples.SHORT_CIRCULAR,
    "long_title": samples.LONG_TITLE,
    "full_lines": replace(
        samples.CIRCULAR, attachments=(), body=tuple(Paragraph(HAN_ONLY * 16) for _ in range(4)), copied_to=""
    ),
    "long_issuer": replace(
        samples.CIRCULAR, mark=LONG_MARK, signature=LONG_MARK, printed_by=LONG_MARK, attachments=()
    ),
    "three_pages": replace(samples.CIRCULAR, attachments=(), body=samples.paragraphs(11)),
    "portrait_attachment": replace(samples.CIRCULAR, attachments=samples.CIRCULAR.attachments[:1]),
    "letter": samples.LETTER,
    "short_letter": samples.SHORT_LETTER,
    "long_letter": replace(samples.LETTER, mark=LONG_MARK, title=samples.LONG_TITLE.title),
    "minutes": samples.MINUTES,
}

# What must be found wrong: (document, part, what stands there, what is put in its place).
SPOILT: dict[str, tuple[str, str, str, str]] = {
    "margin": ("full_lines", "word/document.xml", 'w:left="1588"', 'w:left="1802"'),
    "pitch_29": ("full_lines", "word/styles.xml", 'w:line="579"', 'w:line="580"'),
    "pitch_28": ("full_lines", "word/styles.xml", 'w:line="579"', 'w:line="560"'),
    "tracking": ("full_lines", "word/styles.xml", '<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>'),
    "letter_paper": ("full_lines", "word/document.xml", 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'),
    "mark": ("full_lines", "word/document.xml", '<w:pStyle w:val="IssuerMark"/><w:spacing w:before="', '<w:pStyle w:val="IssuerMark"/><w:spacing w:before="9'),
    "rule": ("full_lines", "word/document.xml", 'w:space="8"', 'w:space="1"'),
    "number_side": ("full_lines", "word/footer_odd.xml", '<w:jc w:val="right"/>', '<w:jc w:val="center"/>'),
    "number_height": ("full_lines", "word/document.xml", 'w:footer="1446"', 'w:footer="1247"'),
    "imprint_rule": ("full_lines", "word/document.xml", '<a:ln w="12600">', '<a:ln w="25400">'),
    "heading_face": ("circular", "word/styles.xml", 'w:eastAsia="楷体_GB2312"', 'w:eastAsia="仿宋_GB2312"'),
    "title_size": ("circular", "word/styles.xml", 'w:sz w:val="44"', 'w:sz w:val="36"'),
    "letter_rule": ("letter", "word/document.xml", 'cx="6120000"', 'cx="5616000"'),
    "attendance_face": ("minutes", "word/document.xml", 'w:eastAsia="黑体"', 'w:eastAsia="仿宋_GB2312"'),
}  # fmt: skip

Measured = Callable[[str], tuple[Sheet, ...]]


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """`rendered("letter")`, `rendered("letter@实测")` or `rendered("!margin")` (spoilt): the measured pages."""
    folder = tmp_path_factory.mktemp("rendered")
    paths = {}
    for reading in READINGS:
        named = {f"{name}@{reading}": folder / f"{name}_{reading}.docx" for name in DOCUMENTS}
        save_documents(
            [(DOCUMENTS[name.partition("@")[0]], path) for name, path in named.items()],
            type_area=reading,
            page_counter=libreoffice_page_count,
        )
        paths.update(named)
    for name, (source, part, there, instead) in SPOILT.items():
        paths[f"!{name}"] = spoilt(
            paths[f"{source}@页面设置"], folder / f"spoilt_{name}.docx", part, there, instead
        )
    pdfs = dict(zip(paths, render(list(paths.values()), folder, timeout=300), strict=True))

    @cache
    def measured(name: str) -> tuple[Sheet, ...]:
        key = name if name.startswith("!") or "@" in name else f"{name}@页面设置"
        return measure(pdfs[key])

    return measured


def spoilt(source: Path, target: Path, part: str, there: str, instead: str) -> Path:
    """A copy of a document in which one thing is wrong."""
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w") as written:
        for name in given.namelist():
            text = given.read(name).decode()
            if name == part:
                assert there in text, f"{source.name} 的 {part} 里没有 {there}"
                text = text.replace(there, instead)
            written.writestr(name, text)
    return target
