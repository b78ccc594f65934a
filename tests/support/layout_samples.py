"""各版式样稿：compositions of every layout beyond 文件, 信函 and 纪要 of one issuer; all of it invented."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from support.compositions import CIRCULAR, HEADER, LETTER, SHORT_CIRCULAR, paragraphs

from docgen.blocks import (
    Attachment,
    Composition,
    FormCell,
    FormGrid,
    JointIssuer,
    Layout,
    Paragraph,
    Picture,
)

DATED = "2022年10月8日"


def png(across: int, down: int, grey: int = 160) -> bytes:
    """A grey picture of so many pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", across, down, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([grey]) * across) * down
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def label(text: str, **size: int) -> FormCell:
    return FormCell(text, label=True, **size)


CARD = FormGrid(
    widths=(6, 9, 6, 9),
    rows=(
        (label("项目名称"), FormCell("滨江片区综合开发一期工程", span=3, align="left", bookmark="f_project")),
        (label("责任单位"), FormCell("区住房和城乡建设局"), label("配合单位"), FormCell("区财政局")),
        (label("交办事项", down=2), FormCell("9月底前完成场地移交。", span=3, align="left")),
        (FormCell("9月底前完成施工图审查。", span=3, align="left"),),
        (label("办理结果"), FormCell(span=3)),
        (label("销号意见"), FormCell("签字：　　　　　　\n年　　月　　日", span=3, align="right")),
    ),
    heights=(0, 0, 0, 0, 60, 40),
)

LEVELS = FormGrid(
    widths=(3, 8, 6, 5, 5, 5, 5, 6, 12),
    rows=(
        (
            label("序号", down=2),
            label("项目名称", down=2),
            label("责任单位", down=2),
            label("投资完成情况", span=3),
            label("形象进度", span=2),
            label("存在问题", down=2),
        ),
        (label("年度计划"), label("累计完成"), label("完成率"), label("节点"), label("完成日期")),
        *(
            (
                FormCell(str(at)),
                FormCell(f"滨江片区第{at}号地块", align="left"),
                FormCell("区住建局"),
                FormCell("12,000"),
                FormCell("6,300"),
                FormCell("52.5%"),
                FormCell("开工"),
                FormCell("2022年9月30日"),
                FormCell("施工图审查未完成，场地未移交。", align="left"),
            )
            for at in range(1, 31)
        ),
    ),
    heading=2,
    remark="单位：万元",
)

FORM = Composition(
    layout=Layout.FORM,
    kind="交办单",
    header=HEADER,
    mark="",
    number="甬重办交〔2022〕7号",
    title="甬江区重大项目推进工作交办单",
    addressee="",
    body=(CARD,),
)
WIDE_FORM = replace(
    FORM, kind="实地查看情况表", title="实地查看情况表", number="", body=(LEVELS,), landscape=True
)

ORDER = Composition(
    layout=Layout.ORDER,
    kind="命令",
    header=HEADER,
    mark="甬江区人民政府令",
    number="第8号",
    title="",
    addressee="",
    body=paragraphs(2),
    signature="区长",
    signatory="张明远",
    dated=DATED,
    printed_by="甬江区人民政府办公室",
    printed_on=DATED,
)

NOTE = Composition(
    layout=Layout.NOTE,
    kind="便笺",
    header=HEADER,
    mark="甬江区重大项目推进工作领导小组办公室",
    number="",
    title="",
    addressee="区住房和城乡建设局",
    body=paragraphs(2),
    signature="甬江区重大办",
    dated=DATED,
)

REQUEST = replace(
    SHORT_CIRCULAR,
    kind="请示",
    header=HEADER,
    title="关于提请协调滨江片区综合开发一期工程有关问题的请示",
    addressee="甬江区人民政府",
    upward=True,
    signatory="张明远",
    body=paragraphs(2),
)
"""上行文 of one issuer."""

_OTHERS = (
    JointIssuer("甬江区发展和改革局", "甬江区发展和改革局", "李　琳"),
    JointIssuer("甬江区财政局", "甬江区财政局", "王建国"),
    JointIssuer("甬江区自然资源和规划局", "甬江区自然资源和规划局", "赵文"),
    JointIssuer("甬江区住房和城乡建设局", "甬江区住房和城乡建设局", "陈小明"),
)
JOINT = replace(
    SHORT_CIRCULAR,
    header=HEADER,
    mark="甬江区政务服务局",
    signature="甬江区政务服务局",
    joint=_OTHERS[:2],
    body=paragraphs(2),
)
"""Three issuers."""
JOINT_REQUEST = replace(JOINT, upward=True, signatory="张明远", addressee="甬江区人民政府", joint=_OTHERS)
"""Five issuers, five 签发人: three lines."""
JOINT_LETTER = replace(LETTER, joint=_OTHERS[:1], body=paragraphs(2), note="", copied_to="")

TOWNS = "、".join(f"甬江区第{at}街道办事处" for at in range(1, 41))
"""A 主送机关 of some forty names."""
LONG_ADDRESSEE = replace(CIRCULAR, addressee=TOWNS, attachments=(), body=paragraphs(3))

MANY_ATTACHMENTS = replace(
    CIRCULAR,
    attachments=tuple(
        Attachment(
            f"2022年9月甬江区重大项目推进情况第{at}分册（含责任单位、年度计划和亮灯原因）"
            if at % 3 == 0
            else f"第{at}分册",
            (Paragraph("略。"),),
        )
        for at in range(1, 12)
    ),
    body=paragraphs(1),
)
"""Eleven attachments, some with names longer than a line."""

ILLUSTRATED = replace(
    CIRCULAR,
    attachments=(),
    body=(
        *paragraphs(2),
        Picture(
            png(640, 320), 120, "柱状图：九月各街道完成率，第3街道最低，为52.5%", "图1　各街道投资完成率"
        ),
        *paragraphs(1),
    ),
)
