"""The measuring itself: a page with one thing wrong is found wrong, and the measure names what it is."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from measured.clauses import all_found
from measured.clauses.foot import imprint
from measured.printed import Printed
from measured.variants import VARIANTS
from support import compositions as samples
from support.pages import measure

from docgen.blocks import Composition
from docgen.layout import libreoffice_page_count, save_documents
from docgen.layout.page_count import render

pytestmark = pytest.mark.rendered

SOURCES: dict[str, Composition] = {
    "full": VARIANTS["满字行"][0],
    "labels": VARIANTS["份号密级紧急程度"][0],
    "circular": samples.CIRCULAR,
    "letter": samples.LETTER,
    "minutes": samples.MINUTES,
    "order": VARIANTS["命令份号密级"][0],
    "upward": VARIANTS["上行文联合两家"][0],
    "joint": VARIANTS["联合三家"][0],
}


@dataclass(frozen=True)
class Fault:
    """In `part` of a source, `there` becomes `instead`; the measures must then name `element`."""

    source: str
    part: str
    there: str
    instead: str
    element: str


DOCUMENT, STYLES, ODD, EVEN = (
    f"word/{name}.xml" for name in ("document", "styles", "footer_odd", "footer_even")
)
NUMBER = '<w:spacing w:before="1158"/><w:jc w:val="center"/>'
INDENT = 'w:firstLineChars="200" w:firstLine="630"'
IMPRINT_SIZE = '<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="PageNumber">'
FAULTS = (
    Fault("full", DOCUMENT, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"', "幅面宽"),
    Fault("full", DOCUMENT, 'w:left="1588"', 'w:left="1802"', "订口"),
    Fault("full", DOCUMENT, 'w:top="2098"', 'w:top="2211"', "天头（页面设置：首行行框上边）"),
    Fault("full", DOCUMENT, 'w:right="1474"', 'w:right="1588"', "版心宽"),
    Fault("full", STYLES, 'w:line="579"', 'w:line="600"', "满页行数"),
    Fault("full", STYLES, 'w:line="579"', 'w:line="560"', "版心高（页面设置：22行行框）"),
    Fault("full", STYLES, 'w:line="579"', 'w:line="574"', "行距（页面设置）"),
    Fault("full", STYLES, '<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>', "满行字数"),
    Fault("full", STYLES, '<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>', '<w:sz w:val="30"/><w:szCs w:val="32"/></w:rPr>', "正文字号"),
    Fault("full", STYLES, 'w:eastAsia="仿宋_GB2312"', 'w:eastAsia="宋体"', "正文字体"),
    Fault("full", DOCUMENT, f'<w:ind {INDENT}/></w:pPr><w:r><w:rPr>', f'<w:ind {INDENT}/></w:pPr><w:r><w:rPr><w:color w:val="333333"/>', "文字颜色"),
    Fault("full", DOCUMENT, INDENT, 'w:firstLineChars="100" w:firstLine="315"', "段首左空"),
    Fault("full", DOCUMENT, f"<w:ind {INDENT}", f'<w:ind w:left="100" {INDENT}', "回行左端"),
    Fault("full", DOCUMENT, '<w:ind w:firstLineChars', '<w:ind w:right="-400" w:firstLineChars', "版心内无文字、图、线出界"),
    Fault("labels", DOCUMENT, "000012", "12", "份号"),
    Fault("labels", DOCUMENT, "机密★1年", "机密 1年", "密级和保密期限"),
    Fault("labels", STYLES, 'w:eastAsia="黑体"', 'w:eastAsia="仿宋_GB2312"', "紧急程度"),
    Fault("full", DOCUMENT, '<w:pStyle w:val="IssuerMark"/><w:spacing w:before="', '<w:pStyle w:val="IssuerMark"/><w:spacing w:before="9', "标志上边至页边"),
    Fault("full", STYLES, '<w:color w:val="FF0000"/>', '<w:color w:val="C00000"/>', "标志字体颜色"),
    Fault("full", DOCUMENT, NUMBER, '<w:spacing w:before="579"/><w:jc w:val="center"/>', "标志下空行"),
    Fault("full", DOCUMENT, NUMBER, '<w:spacing w:before="1158"/><w:jc w:val="left"/>', "发文字号居中"),
    Fault("full", DOCUMENT, "〔2022〕12号", "[2022]012号", "发文字号写法"),
    Fault("full", DOCUMENT, 'w:space="8"', 'w:space="5"', "红线距发文字号"),
    Fault("full", DOCUMENT, NUMBER, '<w:spacing w:before="1158"/><w:ind w:right="120"/><w:jc w:val="center"/>', "红线长"),
    Fault("circular", STYLES, '<w:sz w:val="44"/>', '<w:sz w:val="36"/>', "标题字号"),
    Fault("circular", DOCUMENT, '<w:pStyle w:val="Title"/><w:spacing w:before="1158"/>', '<w:pStyle w:val="Title"/><w:spacing w:before="579"/>', "标题上空行"),
    Fault("circular", DOCUMENT, '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Title"/><w:ind w:left="400"/>', "标题居中之差"),
    Fault("circular", STYLES, 'w:eastAsia="方正小标宋简体"', 'w:eastAsia="宋体"', "标题字体排列"),
    Fault("circular", DOCUMENT, "各有关单位：", "各有关单位:", "主送机关写法"),
    Fault("circular", STYLES, 'w:eastAsia="楷体_GB2312"', 'w:eastAsia="仿宋_GB2312"', "层次字体"),
    Fault("circular", DOCUMENT, "一、总体情况", "总体情况一", "各要素次序"),
    Fault("circular", DOCUMENT, '<w:pStyle w:val="Label"/>', '<w:pStyle w:val="Label"/><w:ind w:left="200"/>', "“附件”左端"),
    Fault("circular", DOCUMENT, '<w:spacing w:before="1158"/><w:ind w:left', '<w:spacing w:before="2800"/><w:ind w:left', "42mm印章上边距正文"),
    Fault("circular", DOCUMENT, '<w:keepNext/><w:spacing w:before="1158"/>', '<w:pageBreakBefore/><w:spacing w:before="1158"/>', "署名页有正文"),
    Fault("joint", DOCUMENT, "2022年10月8日<", "2022年10月08日<", "各要素次序"),
    Fault("full", DOCUMENT, '<a:ln w="12600">', '<a:ln w="25400">', "版记首末线粗"),
    Fault("circular", DOCUMENT, '<a:ln w="9000">', '<a:ln w="12600">', "版记中间线粗"),
    Fault("full", DOCUMENT, 'cx="5616000" cy="0"', 'cx="5436000" cy="0"', "版记线长"),
    Fault("circular", STYLES, IMPRINT_SIZE, IMPRINT_SIZE.replace('w:val="28"', 'w:val="24"'), "抄送字号"),
    Fault("circular", DOCUMENT, 'w:left="1120" w:right="280" w:hanging="840"', 'w:left="840" w:right="280" w:hanging="840"', "抄送左空"),
    Fault("circular", DOCUMENT, 'w:left="1120" w:right="280" w:hanging="840"', 'w:left="560" w:right="280" w:hanging="280"', "抄送回行对齐之差"),
    Fault("circular", DOCUMENT, 'w:pos="8564"', 'w:pos="8400"', "印发日期右空"),
    Fault("circular", DOCUMENT, "日印发", "日", "印发写法"),
    Fault("full", ODD, '<w:jc w:val="right"/>', '<w:jc w:val="center"/>', "页码外侧空"),
    Fault("full", EVEN, 'w:left="280"', 'w:left="0"', "页码外侧空"),
    Fault("full", DOCUMENT, 'w:footer="1446"', 'w:footer="1389"', "一字线距版心下边"),
    Fault("full", ODD, "— ", "- ", "页码写法"),
    Fault("circular", DOCUMENT, "<w:tblHeader/>", "", "表头"),
    Fault("letter", DOCUMENT, 'cx="6120000"', 'cx="5616000"', "双线长"),
    Fault("letter", DOCUMENT, '<w:tab w:val="right" w:pos="8844"/>', '<w:tab w:val="right" w:pos="8529"/>', "发文字号右端"),
    Fault("letter", DOCUMENT, '<a:ln w="43200">', '<a:ln w="9000">', "双线粗细"),
    Fault("letter", DOCUMENT, "<w:titlePg/>", "", "信函首页"),
    Fault("letter", DOCUMENT, "（联系人：【待填：联系人】）", "联系人：【待填：联系人】", "各要素次序"),
    Fault("minutes", DOCUMENT, 'w:eastAsia="黑体"', 'w:eastAsia="仿宋_GB2312"', "出席字体次序"),
    Fault("order", DOCUMENT, '<w:ind w:right="1260"/><w:jc w:val="right"/>', '<w:jc w:val="right"/>', "签发日期右空"),
    Fault("upward", DOCUMENT, 'w:eastAsia="楷体_GB2312"', 'w:eastAsia="仿宋_GB2312"', "签发人字体"),
)  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[object, Printed]:
    """Every source and every spoilt copy of one, rendered together."""
    folder = tmp_path_factory.mktemp("faults")
    paths: dict[object, Path] = {name: folder / f"{name}.docx" for name in SOURCES}
    save_documents([(SOURCES[name], paths[name]) for name in SOURCES], page_counter=libreoffice_page_count)
    for at, fault in enumerate(FAULTS):
        paths[fault] = spoilt(paths[fault.source], folder / f"fault{at}.docx", fault)
    pdfs = render(list(paths.values()), folder, timeout=600)
    sources = {key: SOURCES[key.source if isinstance(key, Fault) else str(key)] for key in paths}
    return {key: Printed(sources[key], measure(pdf)) for key, pdf in zip(paths, pdfs, strict=True)}


def spoilt(source: Path, target: Path, fault: Fault) -> Path:
    """A copy of a document in which one thing is wrong."""
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w") as written:
        for name in given.namelist():
            text = given.read(name).decode()
            if name == fault.part:
                assert fault.there in text, f"{fault.source} 的 {fault.part} 里没有 {fault.there}"
                text = text.replace(fault.there, fault.instead)
            written.writestr(name, text)
    return target


def faulty(printed: Printed) -> set[str]:
    return {found.element for found in all_found(printed) if not found.holds}


@pytest.mark.parametrize("source", SOURCES)
def test_pages_as_they_are_set_have_no_fault(printed, source):
    assert faulty(printed[source]) == set()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.source}-{fault.element}")
def test_a_fault_is_named(printed, fault):
    assert fault.element in faulty(printed[fault])


def test_an_imprint_one_line_too_high_is_named(printed):
    sheets = printed["full"].sheets
    last = sheets[-1]
    raised = tuple(replace(rule, y=rule.y - 10.2) for rule in last.strokes)
    assert "末条线距页顶" in faulty(
        replace(printed["full"], sheets=(*sheets[:-1], replace(last, strokes=raised)))
    )


def test_an_imprint_on_an_odd_page_is_named(printed):
    whole = printed["full"]
    odd = replace(whole.sheets[-1], number=len(whole.sheets) - 1)
    found = imprint(replace(whole, sheets=(*whole.sheets[:-2], odd)))
    assert {one.element for one in found if not one.holds} == {"版记在最后一面"}


def test_signatories_in_another_order_are_named(printed):
    swapped = replace(
        SOURCES["upward"],
        signatory="李某某",
        joint=(replace(SOURCES["upward"].joint[0], signatory="陈某某"),),
    )
    assert "签发人与发文字号" in faulty(replace(printed["upward"], composition=swapped))


def test_joint_issuers_in_another_order_are_named(printed):
    given = SOURCES["joint"]
    swapped = replace(given, joint=given.joint[::-1])
    assert {"联合行文标志次序", "联合行文署名"} <= faulty(replace(printed["joint"], composition=swapped))


def test_a_text_that_is_not_printed_is_named(printed):
    longer = replace(SOURCES["letter"], copied_to="区政府督查室，区财政局")
    assert {"信函版记", "抄送写法"} <= faulty(replace(printed["letter"], composition=longer))
