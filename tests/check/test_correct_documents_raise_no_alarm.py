"""不误报：what looks like a fault and is none is left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.checked_documents import CIRCULAR, LETTER
from support.compositions import ISSUER

from docgen.blocks import Attachment, Paragraph, Table, TableColumn
from docgen.check import check_file
from docgen.layout import save_document

SENTENCES = (
    "系统使用 Microsoft Excel 2016, Word and WPS Office (64-bit), as required by the vendor; see README.md.",
    "网址为https://www.example.gov.cn/a,b;c?x=1:2，邮箱为zxb@example.gov.cn，可登录www.example.cn/path(1)查看。",
    "项目代码2022-001、2205-330203-04-01-123456，合同号HT(2022)-15，车牌浙B·12345。",
    "会议于14:30开始，比例尺为1:500，比分3:2，时间为9:00—17:30。",
    "总投资1,234,567.89万元，增长3.5%，同比-1.2个百分点，误差±0.05，温度-5℃。",
    "依据《中华人民共和国招标投标法》（2017年修正）、《政府投资条例》和《关于加快项目建设的意见》执行。",
    "“十四五”规划、“一带一路”建设和“两新一重”项目（含PPP、EPC模式）要统筹推进。",
    "1—9月完成投资12.3亿元，完成率为10%～20%，工期3～5天，2021—2025年分年实施。",
    "表3-1至表3-7由各镇填报，附件2-1另行下发，G15-2标段、K12+300至K15+500段已贯通。",
    "请于10月15日前报送，逾期3天以上的通报；8月以来共召开5次会议，第1次会议议定2项。",
    "按照国务院令第712号、国办发〔2022〕15号、发改投资〔2020〕1234号文件要求办理。",
    "地址为人民路10月1号楼，即原8月8号院，门牌为3月12号门。",
    "函数f(x)=ax+b中，x>0；变量名为data_2022(v1.2)，路径为C:\\data\\a.xlsx。",
    "他说：“各单位要做到‘三个到位’——人员到位、资金到位、责任到位……”",
    '屏幕为5"和7"两种，坐标为29°52\'30"N，121°33\'15"E。',
    "其中，区A、B、C三个片区（A区、B区）……均已启动；5G基站、4K超高清、PM2.5监测同步推进。",
    "面积120平方公里，长3.5km，宽30m，用地15亩，容量2×660MW，电压10kV。",
    "联系电话0574-5550123、13800000000，传真（0574）5550124，邮编315000。",
    "截至2022年9月30日24时，累计完成率为75.00%，2000年以前的项目不计，2022年度另计。",
    "1958年10月至1959年3月、公元前221年、20世纪90年代的档案一并移交。",
    "《办法》第十二条第（三）项、第5条第2款规定：“应当及时、准确、完整。”",
    "区住建局：负责牵头；区水利局：配合。",
)


def _checked(path: Path, body: tuple[Paragraph, ...], **changes: object) -> list[str]:
    save_document(replace(CIRCULAR, body=body, **changes), path)  # type: ignore[arg-type]
    return [one.sentence for one in check_file(path)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_innocent_marks_and_figures_raises_nothing(tmp_path: Path, sentence: str) -> None:
    body = (Paragraph("现将有关情况通报如下："), Paragraph(sentence))
    assert _checked(tmp_path / "文.docx", body) == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_same_in_a_table_raises_nothing(tmp_path: Path, sentence: str) -> None:
    table = Table((TableColumn("内容", 20, "left"),), ((sentence,),))
    attachment = Attachment("情况表", (table,))
    assert _checked(tmp_path / "文.docx", (Paragraph("现将情况通报如下："),), attachments=(attachment,)) == []


def test_items_that_begin_anew_under_each_heading_are_no_gap(tmp_path: Path) -> None:
    lines = (
        "一、总体情况",
        "会议要求：",
        "1.压实责任，按期完成。",
        "2.加强督办，及时报告。",
        "有关单位要做到：",
    )
    more = (
        "1.定人定责。",
        "2.定时定量。",
        "二、下步要求",
        "（一）抓进度。各单位要倒排工期。",
        "（二）抓安全。",
    )
    from docgen.blocks import Heading

    body = tuple(Heading(1, line) if line[1] == "、" else Paragraph(line) for line in (*lines, *more))
    assert _checked(tmp_path / "文.docx", body) == []


def test_a_body_of_one_paragraph_set_closer_to_keep_the_signature_is_allowed(tmp_path: Path) -> None:
    for times in range(2, 9):
        text = "各责任单位要倒排工期，压实责任，确保全年目标任务如期完成。" * times
        assert _checked(tmp_path / f"{times}.docx", (Paragraph(text),), attachments=()) == []


@pytest.mark.parametrize("reading", ["页面设置", "实测"])
@pytest.mark.parametrize("seal", [True, False])
def test_both_readings_of_the_type_area_and_both_ways_to_sign_are_right(
    tmp_path: Path, reading: str, seal: bool
) -> None:
    for at, composition in enumerate((CIRCULAR, LETTER)):
        path = tmp_path / f"{at}.docx"
        save_document(composition, path, type_area=reading, seal=seal)
        assert [one.sentence for one in check_file(path)] == []


def test_a_draft_may_have_what_is_still_to_be_filled_in(tmp_path: Path) -> None:
    draft = replace(
        CIRCULAR,
        header=replace(CIRCULAR.header, issuer=ISSUER, number=None, dated=None),
        number="甬重办〔2022〕  号",
        dated="【待填：成文日期】",
        body=(Paragraph("【待填：项目推进情况】"), Paragraph("请【待填：责任单位】抓好落实。")),
    )
    save_document(draft, tmp_path / "拟稿.docx")
    assert [one.sentence for one in check_file(tmp_path / "拟稿.docx")] == []
