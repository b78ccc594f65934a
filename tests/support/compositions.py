"""样稿：hand-made compositions for layout tests; everything in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docgen.blocks import (
    Attachment,
    Attendance,
    Composition,
    Heading,
    Layout,
    Paragraph,
    Table,
    TableColumn,
)
from docgen.facts import Header, Issuer

ISSUER = Issuer(
    short_name="甬江区重大办",
    full_name="甬江区重大项目推进工作领导小组办公室",
    mark="甬江区重大项目推进工作领导小组办公室",
    code="甬重办",
    letter_code="甬重办函",
)
HEADER = Header(ISSUER, "LD-2022-0012", "甬重办〔2022〕12号", date(2022, 10, 8))

_SENTENCE = (
    "截至2022年9月底，全区68个重大项目完成投资123.4亿元，占年度计划的71.5%，低于时序进度3.5个百分点，"
    "其中12个项目进度滞后，需要各有关单位倒排工期、压实责任，确保全年目标任务如期完成。"
)


def paragraphs(count: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(_SENTENCE) for _ in range(count))


RANKING = Table(
    (
        TableColumn("名次", 3),
        TableColumn("单位", 10, "left"),
        TableColumn("年度计划", 5, "right"),
        TableColumn("完成投资", 5, "right"),
        TableColumn("完成率", 4, "right"),
        TableColumn("偏差（百分点）", 5, "right"),
        TableColumn("较上月", 4),
    ),
    tuple(
        (str(at), f"甬江区第{at}街道办事处", "120,000", f"{90_000 - at * 1000:,}", "75.0%", "-1.2", "↑1")
        for at in range(1, 15)
    ),
    unit="万元",
)
LIT = Table(
    (
        TableColumn("序号", 3),
        TableColumn("项目名称", 12, "left"),
        TableColumn("责任单位", 8, "left"),
        TableColumn("灯号", 3),
        TableColumn("年度计划", 5, "right"),
        TableColumn("完成投资", 5, "right"),
        TableColumn("亮灯原因", 26, "left"),
    ),
    tuple(
        (
            str(at),
            f"滨江片区第{at}号地块综合开发一期工程",
            "区住房和城乡建设局",
            "红灯" if at % 3 == 0 else "黄灯",
            "12,000",
            "6,300",
            "2022年9月累计完成6300万元，低于月度计划2700万元，完成率70.0%，连续3个月滞后。",
        )
        for at in range(1, 25)
    ),
    unit="万元",
)

CIRCULAR = Composition(
    layout=Layout.DOCUMENT,
    kind="推进通报",
    header=HEADER,
    mark="甬江区重大项目推进工作领导小组办公室",
    number="甬重办〔2022〕12号",
    title="关于2022年9月全区重大项目推进情况的通报",
    addressee="各镇（街道），区直各有关单位",
    body=(
        Paragraph("现将2022年9月全区重大项目推进情况通报如下："),
        Heading(1, "一、总体情况"),
        *paragraphs(2),
        Heading(2, "（一）投资完成情况"),
        *paragraphs(1),
        Heading(3, "1.产业项目"),
        Paragraph("（1）先进制造业项目。" + _SENTENCE),
        Heading(1, "二、下步要求"),
        Paragraph("（一）压实责任。" + _SENTENCE),
        *paragraphs(1),
    ),
    attachments=(
        Attachment("2022年9月各单位重大项目推进情况排名表", (RANKING,)),
        Attachment(
            "2022年9月亮红灯、黄灯项目清单（含责任单位、年度计划、完成投资和亮灯原因）",
            (LIT,),
            landscape=True,
        ),
    ),
    signature="甬江区重大项目推进工作领导小组办公室",
    dated="2022年10月8日",
    copied_to="区委办公室，区人大常委会办公室，区政府办公室，区政协办公室，区纪委区监委，区委组织部，区委督查室，区政府督查室",
    printed_by="甬江区重大项目推进工作领导小组办公室",
    printed_on="2022年10月8日",
)
"""Three pages of text and more, a long issuer, two attachments, the second landscape."""

SHORT_CIRCULAR = replace(
    CIRCULAR,
    mark="甬江区人民政府",
    number="甬政〔2022〕8号",
    signature="甬江区人民政府",
    body=paragraphs(1),
    attachments=(),
    copied_to="",
    header=replace(HEADER, copy_number="000012", secrecy="机密★1年", urgency="特急"),
)
"""One page of text, no 抄送, every label."""

LONG_TITLE = replace(
    CIRCULAR,
    title="关于进一步加快推进2022年第四季度全区重大产业项目、重大基础设施项目和民生工程建设有关工作情况的通报",
    attachments=(),
    header=replace(HEADER, number=None, dated=None, demonstration=True),
    number="甬重办〔2022〕  号",
    dated="【待填：成文日期】",
    body=paragraphs(24),
)
"""A draft of several full pages of sample data with a title of three lines."""

LETTER = Composition(
    layout=Layout.LETTER,
    kind="提醒函",
    header=HEADER,
    mark="甬江区重大项目推进工作领导小组办公室",
    number="甬重办函〔2022〕12号",
    title="关于加快推进滨江片区综合开发等3个项目建设的提醒函",
    addressee="区住房和城乡建设局",
    body=(
        *paragraphs(2),
        Heading(1, "一、存在问题"),
        *paragraphs(2),
        Heading(1, "二、有关要求"),
        *paragraphs(2),
        Paragraph("特此函告。"),
    ),
    signature="甬江区重大项目推进工作领导小组办公室",
    dated="2022年10月8日",
    note="联系人：【待填：联系人】",
    copied_to="区政府督查室",
)
SHORT_LETTER = replace(
    LETTER,
    mark="甬江区发展和改革局",
    body=paragraphs(1),
    copied_to="",
    note="",
    signature="甬江区发展和改革局",
)

MINUTES = Composition(
    layout=Layout.MINUTES,
    kind="会议纪要",
    header=HEADER,
    mark="甬江区重大项目推进工作领导小组会议纪要",
    number="〔2022〕6号",
    title="2022年第三季度重大项目推进工作会议纪要",
    addressee="",
    body=(
        *paragraphs(1),
        Heading(1, "一、总体判断"),
        *paragraphs(1),
        Heading(1, "二、议定事项"),
        Table(
            (
                TableColumn("编号", 4),
                TableColumn("项目", 8, "left"),
                TableColumn("议定内容", 14, "left"),
                TableColumn("责任单位", 6),
                TableColumn("配合单位", 6),
                TableColumn("解决时限", 6),
            ),
            tuple(
                (f"6-{at}", "滨江片区综合开发一期工程", _SENTENCE, "区住建局", "区财政局", "2022年11月15日")
                for at in range(1, 5)
            ),
            bookmarks=tuple(
                tuple(f"r_{at}_{name}" for name in ("no", "project", "content", "lead", "help", "due"))
                for at in range(1, 5)
            ),
        ),
        Heading(1, "三、工作要求"),
        *paragraphs(1),
    ),
    attendance=(
        Attendance("出席", tuple(f"区第{at}局 张××" for at in range(1, 9))),
        Attendance("请假", ("区财政局 李××",)),
        Attendance("列席", ("滨江街道 王××", "甬江街道 赵××")),
    ),
    signature="甬江区重大项目推进工作领导小组办公室",
    dated="2022年10月8日",
    copied_to="区委办公室，区政府办公室，各成员单位",
    printed_by="甬江区重大项目推进工作领导小组办公室",
    printed_on="2022年10月9日",
)
