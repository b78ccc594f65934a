"""体检用文：one correct document of each layout, and the ways to spoil a part of its package."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from support.compositions import CIRCULAR as SAMPLE
from support.compositions import LETTER as SAMPLE_LETTER
from support.compositions import MINUTES

from docgen.blocks import (
    Attachment,
    Composition,
    Heading,
    JointIssuer,
    Layout,
    Paragraph,
    Table,
    TableColumn,
)
from docgen.check import check_file
from docgen.layout import save_document

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
ODD, EVEN = "word/footer_odd.xml", "word/footer_even.xml"

_TEXT = (
    "截至2022年9月30日，全区重大项目完成投资1234.5万元，占年度计划的71.5%，低于时序进度3.5个百分点。"
    "各责任单位要倒排工期，压实责任。"
)
_TABLE = Table(
    (TableColumn("单位", 10, "left"), TableColumn("完成率", 5), TableColumn("说明", 12, "left")),
    (("区住建局", "71.5%", "进度正常，按计划推进"), ("区水利局", "68.2%", "管线迁改方案未批")),
    unit="万元",
)

CIRCULAR = replace(
    SAMPLE,
    mark="甬江区重大项目办",
    title="关于进一步加快推进2022年第四季度全区重大产业项目、\n重大基础设施项目和民生工程建设\n有关工作情况的通报",
    addressee="各镇（街道），区直各单位",
    body=(
        Paragraph("现将有关情况通报如下："),
        Heading(1, "一、总体情况"),
        Paragraph(_TEXT),
        Heading(2, "（一）亮灯情况"),
        Paragraph(_TEXT),
        Heading(3, "1.红灯项目"),
        Paragraph(_TEXT),
        Heading(4, "（1）市政项目"),
        Paragraph("依据《重大项目管理办法》《亮灯督办规则》，完成率为10%～20%的列为“黄灯”。"),
        Heading(3, "2.黄灯项目"),
        Paragraph(_TEXT),
        Heading(2, "（二）排名情况"),
        Paragraph("各单位完成情况如下："),
        _TABLE,
        Heading(1, "二、下步要求"),
        Paragraph("请各单位于2022年10月15日前将整改措施书面反馈我办。"),
    ),
    attachments=(
        Attachment("责任单位排名表", (_TABLE,)),
        Attachment("红黄灯项目清单", (Paragraph(_TEXT),)),
    ),
    signature="甬江区重大项目办",
    dated="2022年10月8日",
    note="联系人：王某某，电话：0574-5550123",
    copied_to="区委办公室，区政府办公室",
    printed_by="甬江区重大项目办",
    printed_on="2022年10月9日",
)
LETTER = replace(SAMPLE_LETTER, mark="甬江区发展和改革局", signature="甬江区发展和改革局", note="")
BASES: dict[str, Composition] = {"通报": CIRCULAR, "信函": LETTER, "纪要": MINUTES}

_UNPRINTED = dict(copied_to="", printed_by="", printed_on="")
_JOINT = (
    JointIssuer("甬江区发展和改革局", "甬江区发展和改革局", "李某某"),
    JointIssuer("甬江区财政局", "甬江区财政局", "赵某"),
)
OTHERS: dict[str, Composition] = {
    "命令": replace(
        CIRCULAR,
        layout=Layout.ORDER,
        mark="甬江区人民政府令",
        number="第12号",
        title="",
        addressee="",
        body=(Paragraph("现公布《甬江区重大项目管理办法》，自2022年11月1日起施行。"),),
        attachments=(),
        signature="区长",
        signatory="王某某",
        note="",
        **_UNPRINTED,
    ),
    "便笺": replace(CIRCULAR, layout=Layout.NOTE, number="", **_UNPRINTED),
    "表格": replace(CIRCULAR, layout=Layout.FORM, number="交办〔2022〕1号", attachments=(), **_UNPRINTED),
    "上行文": replace(CIRCULAR, upward=True, signatory="王某某"),
    "联合行文": replace(CIRCULAR, joint=_JOINT),
    "联合上行文": replace(CIRCULAR, joint=_JOINT, upward=True, signatory="王某某"),
    "联合信函": replace(LETTER, joint=_JOINT[1:]),
    "各种标识": replace(
        CIRCULAR, header=replace(CIRCULAR.header, copy_number="000012", secrecy="机密★1年", urgency="特急")
    ),
}
"""The other layouts, each correct."""

Parts = dict[str, str]
Spoil = Callable[[Parts], None]


def swap(part: str, there: str, instead: str, count: int = 1) -> Spoil:
    """Put `instead` for the first `count` (-1: all) of `there`, which must be there."""

    def spoil(parts: Parts) -> None:
        assert there in parts[part], f"{there} is not in {part}"
        parts[part] = parts[part].replace(there, instead, count)

    return spoil


def text(there: str, instead: str) -> Spoil:
    """Other words in the text."""
    return swap(DOCUMENT, there, instead)


def paragraph_with(words: str, there: str, instead: str) -> Spoil:
    """Change the markup of the first paragraph that holds `words`."""

    def spoil(parts: Parts) -> None:
        whole = parts[DOCUMENT]
        at = whole.index(words)
        start, end = whole.rindex("<w:p>", 0, at), whole.index("</w:p>", at)
        paragraph = whole[start:end]
        assert there in paragraph, paragraph
        parts[DOCUMENT] = whole[:start] + paragraph.replace(there, instead, 1) + whole[end:]

    return spoil


def formatted(words: str, **runs: str) -> Spoil:
    """Run properties put into the paragraph that holds `words`: rPr="<w:b/>"."""
    return paragraph_with(words, "</w:rPr>", f"{runs['rPr']}</w:rPr>")


def style(identity: str, there: str, instead: str) -> Spoil:
    """Change the markup of one style."""

    def spoil(parts: Parts) -> None:
        whole = parts[STYLES]
        start = whole.index(f'w:styleId="{identity}"')
        end = whole.index("</w:style>", start)
        assert there in whole[start:end], whole[start:end]
        parts[STYLES] = whole[:start] + whole[start:end].replace(there, instead, 1) + whole[end:]

    return spoil


def written(path: Path, base: str = "通报", *spoils: Spoil) -> Path:
    """The base document, spoilt, at `path`."""
    save_document(BASES[base], path)
    return spoilt(path, path, *spoils)


def spoilt(source: Path, target: Path, *spoils: Spoil) -> Path:
    """A package with some of its parts' markup changed."""
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist()}
    for spoil in spoils:
        spoil(parts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target


def found_in(path: Path) -> list[tuple[str, str, str]]:
    """(clause, place, found) of every finding."""
    return [(one.clause, one.place, one.found) for one in check_file(path)]
