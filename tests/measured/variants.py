"""版式的变化：each layout with and without what it may have. Everything in them is invented."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image
from support import compositions as samples

from docgen.blocks import (
    Attachment,
    Attendance,
    Block,
    Composition,
    FormCell,
    FormGrid,
    Heading,
    JointIssuer,
    Layout,
    Paragraph,
    Picture,
    Table,
)

HAN_ONLY = "重大项目是稳增长的压舱石各有关单位要倒排工期挂图作战确保全年目标任务如期完成并及时报送进展情况"
_MIXED = (
    "截至2022年9月底，全区68个重大项目完成投资123.4亿元，占年度计划的71.5%，低于时序进度3.5个百分点，"
    "其中12个项目进度滞后。请各有关单位对照《重大项目推进工作方案》（甬重办〔2022〕3号）“倒排工期、挂图作战”的"
    "要求，逐项明确责任人和完成时限，于10月20日前把整改情况书面报送我办；对连续2个月亮红灯的项目，由分管领导召开"
    "专题会商会议协调解决，议定事项纳入督办台账。"
)
_TENS = "一二三四五六七八九十"
_HEADINGS = ("一、总体情况", "二、存在问题", "三、下步要求", "四、有关事项")


def body_of(count: int) -> tuple[Block, ...]:
    """So many paragraphs of uneven length; a heading before every fifth."""
    blocks: list[Block] = []
    for at in range(count):
        if at % 5 == 1:
            level, text = (1, _HEADINGS[at // 5]) if at < 20 else (2, f"（{_TENS[at // 5 - 4]}）其他事项")
            blocks.append(Heading(level, text))
        mixed = _MIXED[: 40 + at * 53 % 150].rstrip("，、；《（“") + "。"
        blocks.append(Paragraph(HAN_ONLY * 3 if at % 6 == 3 else mixed))
    return tuple(blocks)


DOCUMENT = replace(samples.CIRCULAR, attachments=())
LETTER = samples.LETTER
MINUTES = samples.MINUTES
UPWARD = replace(
    DOCUMENT,
    kind="请示",
    title="关于恳请协调解决滨江片区综合开发项目用地问题的请示",
    addressee="甬江市人民政府",
    upward=True,
    signatory="陈某某",
    note="联系人：王某某，电话：0574-5550123",
    copied_to="",
)
ORDER = replace(
    DOCUMENT,
    layout=Layout.ORDER,
    kind="命令",
    mark="甬江区人民政府令",
    number="第8号",
    title="",
    addressee="",
    signature="区长",
    signatory="陈某某",
)
NOTE = replace(
    DOCUMENT,
    layout=Layout.NOTE,
    kind="便笺",
    mark="甬江区重大项目推进工作领导小组办公室",
    number="",
    title="关于报送整改情况的说明",
    addressee="区住房和城乡建设局",
    copied_to="",
    printed_by="",
    printed_on="",
)
SWEPT: dict[str, Composition] = {
    "文件": DOCUMENT,
    "上行文": UPWARD,
    "信函": LETTER,
    "纪要": replace(MINUTES, body=()),
    "命令": ORDER,
    "便笺": NOTE,
}
"""What is set at every length."""

LONG_MARK = "甬江国家级经济技术开发区重大项目建设推进工作领导小组办公室"
LONG_COPIES = "，".join(f"区第{at}局" for at in range(1, 41))
ISSUERS = (
    JointIssuer("甬江区发展和改革局", "甬江区发展和改革局", "李某某"),
    JointIssuer("甬江区财政局", "甬江区财政局", "王某"),
    JointIssuer("甬江区住房和城乡建设局", "甬江区住房和城乡建设局", "赵某某"),
    JointIssuer("甬江区自然资源和规划局", "甬江区自然资源和规划局", "孙某某"),
    JointIssuer("甬江区水利局", "甬江区水利局", "周某"),
)
_JOINT = replace(DOCUMENT, mark="甬江区人民政府办公室", signature="甬江区人民政府办公室", body=body_of(4))


def _table(rows: int) -> Table:
    columns = samples.RANKING.columns
    given = samples.RANKING.rows
    return Table(columns, tuple((str(at + 1), *given[at % len(given)][1:]) for at in range(rows)), "万元")


def _grid(rows: int) -> FormGrid:
    """A table whose heading has two levels."""
    heading = (
        (
            FormCell("序号", label=True, down=2),
            FormCell("项目名称", label=True, down=2),
            FormCell("完成投资", label=True, span=2),
            FormCell("备注", label=True, down=2),
        ),
        (FormCell("本月", label=True), FormCell("累计", label=True)),
    )
    lines = tuple(
        (
            FormCell(str(at)),
            FormCell(f"滨江片区第{at}号地块综合开发一期工程", align="left"),
            FormCell("1,200", align="right"),
            FormCell("12,000", align="right"),
            FormCell("按计划推进", align="left"),
        )
        for at in range(1, rows + 1)
    )
    return FormGrid((3, 16, 6, 6, 10), (*heading, *lines), heading=2, remark="单位：万元")


def _card() -> FormGrid:
    label = FormCell("交办事项", label=True)
    rows = [(label, FormCell(_MIXED[:60], span=3, align="left"))]
    rows += [
        (
            FormCell("责任单位", label=True),
            FormCell("区住建局"),
            FormCell("办理时限", label=True),
            FormCell("2022年10月20日"),
        ),
        (FormCell("办理结果", label=True), FormCell("", span=3)),
    ]
    return FormGrid((6, 12, 6, 12), tuple(rows), heights=(30, 12, 60))


def form(*blocks: Block, landscape: bool = False, number: str = "") -> Composition:
    """An office's own paper."""
    return replace(
        NOTE,
        layout=Layout.FORM,
        kind="表格",
        mark="",
        number=number,
        title="重大项目推进情况表",
        addressee="",
        body=blocks,
        signature="",
        dated="",
        landscape=landscape,
    )


def _png() -> bytes:
    """A picture of four by three grey points."""
    target = io.BytesIO()
    Image.new("RGB", (4, 3), "#999999").save(target, "PNG")
    return target.getvalue()


def _attached(count: int, *, landscape: bool = False, rows: int = 6) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(f"2022年9月第{at}批亮灯项目清单", (_table(rows),), landscape=landscape)
        for at in range(1, count + 1)
    )


def _document(**changes: object) -> tuple[Composition, bool]:
    return replace(DOCUMENT, **{"body": body_of(6), **changes}), True  # type: ignore[arg-type]


def _upward(*others: JointIssuer, **changes: object) -> tuple[Composition, bool]:
    return replace(UPWARD, **{"body": body_of(3), "joint": others, **changes}), True  # type: ignore[arg-type]


_LABELS = replace(samples.HEADER, copy_number="000012", secrecy="机密★1年", urgency="特急")

VARIANTS: dict[str, tuple[Composition, bool]] = {
    "无抄送": _document(copied_to=""),
    "抄送三行以上": _document(copied_to=LONG_COPIES),
    "无版记": _document(copied_to="", printed_by="", printed_on=""),
    "份号密级紧急程度": _document(header=_LABELS),
    "长机关名": _document(mark=LONG_MARK, signature=LONG_MARK, printed_by=LONG_MARK),
    "短机关名": _document(
        mark="甬江区人民政府", signature="甬江区人民政府", printed_by="甬江区人民政府办公室"
    ),
    "长标题": _document(title=samples.LONG_TITLE.title),
    "主送两行": _document(addressee="，".join(f"区第{at}局" for at in range(1, 9))),
    "主送移入版记": _document(
        addressee="，".join(f"区第{at}局" for at in range(1, 90)), copied_to="区委办公室"
    ),
    "无主送": _document(addressee=""),
    "满字行": _document(body=tuple(Paragraph(HAN_ONLY * 16) for _ in range(4))),
    "带附注": _document(note="此件公开发布"),
    "附件一个竖排": _document(attachments=_attached(1)),
    "附件三个横排四十行": _document(attachments=_attached(3, landscape=True, rows=40)),
    "附件十一个": _document(attachments=_attached(11, rows=2)),
    "附件长名称": _document(attachments=samples.CIRCULAR.attachments),
    "正文表四十行": _document(body=(*body_of(2), _table(40), *body_of(2))),
    "正文两级表头四十行": _document(body=(*body_of(2), _grid(40), *body_of(2))),
    "正文图": _document(body=(*body_of(2), Picture(_png(), 140, "各月完成投资"), *body_of(2))),
    "不加盖印章": (replace(DOCUMENT, body=body_of(6)), False),
    "不加盖印章、短机关名": (replace(DOCUMENT, body=body_of(6), signature="区政府"), False),
    "联合两家": (replace(_JOINT, joint=ISSUERS[:1]), True),
    "联合三家": (replace(_JOINT, joint=ISSUERS[:2]), True),
    "联合四家": (replace(_JOINT, joint=ISSUERS[:3]), True),
    "联合六家": (replace(_JOINT, joint=ISSUERS), True),
    "上行文联合两家": _upward(ISSUERS[0]),
    "上行文联合三家": _upward(*ISSUERS[:2]),
    "上行文联合四家": _upward(*ISSUERS[:3]),
    "信函无抄送": (replace(LETTER, copied_to=""), True),
    "信函抄送三行以上": (replace(LETTER, copied_to=LONG_COPIES), True),
    "信函一页": (samples.SHORT_LETTER, True),
    "信函长机关名长标题": (replace(LETTER, mark=LONG_MARK, title=samples.LONG_TITLE.title), True),
    "信函份号密级紧急程度": (replace(LETTER, header=_LABELS), True),
    "信函带附件": (replace(LETTER, attachments=_attached(2, landscape=True)), True),
    "信函表四十行": (replace(LETTER, body=(*body_of(2), _table(40), *body_of(1))), True),
    "信函联合两家": (replace(LETTER, joint=ISSUERS[:1]), True),
    "信函不加盖印章": (samples.SHORT_LETTER, False),
    "纪要有表": (MINUTES, True),
    "纪要无列席": (replace(MINUTES, attendance=MINUTES.attendance[:1]), True),
    "纪要五十人": (
        replace(MINUTES, attendance=(Attendance("出席", tuple(f"区第{at}局 张××" for at in range(1, 51))),)),
        True,
    ),
    "纪要带附件": (replace(MINUTES, attachments=_attached(2, landscape=True)), True),
    "纪要有主送": (replace(MINUTES, addressee="各镇（街道），区直各单位"), True),
    "命令签名": (replace(ORDER, body=body_of(4)), False),
    "命令份号密级": (replace(ORDER, body=body_of(4), header=_LABELS), True),
    "便笺编号": (replace(NOTE, number="编号：2022-12"), True),
    "便笺无标题": (replace(NOTE, title=""), True),
    "表格卡片": (form(_card(), number="2022-12"), True),
    "表格竖排一行": (form(_grid(1)), True),
    "表格竖排四十行": (form(_grid(40)), True),
    "表格横排一行": (form(_grid(1), landscape=True), True),
    "表格横排四十行": (form(_grid(40), landscape=True), True),
}
"""By name: the composition, and whether it is sealed (7.3.5.1)."""
