"""要求：what GB/T 9704-2012 asks, element by element, in the order of its clauses. mm unless said.

The numbers are written out here, not taken from the code that sets the pages. A tolerance that the standard
does not give is ours: a pixel of the picture, a character's side-bearing, half a line where lines are counted.
"""

from __future__ import annotations

from dataclasses import dataclass

ONE = 5.556
"""一字 of the body: 156 mm / 28, to which its 3号 is set."""
SMALL = 14 * 25.4 / 72
"""一字 of 4号."""
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
RED = "FF0000"
MIDDLE = (LEFT + RIGHT) / 2
PITCH = {"页面设置": 10.213, "实测": 10.442}
"""一行 in the two readings of 版心."""
MARGINS = {"页面设置": (37.0, 35.0), "实测": (34.2, 32.2)}
"""Above and below the text, between which the lines stand: a turned page's right and left."""
A3_EDGES, A3_FOOT = (35.0, 395.0), 277.0
"""Left, right and lower edge of a form on A3, which is always turned: margins of 35, 25, 28 and 20, ours."""
TITLE_PITCH = 34 * 25.4 / 72
FACES = {
    "仿宋": ("FandolFang", "ARPLUMing"),
    "楷体": ("FandolKai", "ARPLUKai"),
    "黑体": ("FandolHei", "NotoSansCJK"),
    "宋体": ("FandolSong", "ARPLUMing"),
    "小标宋": ("FandolBiao", "NotoSerifCJK"),
}
"""How the free faces that stand in for the offices' are named in a PDF."""
SEAL = 42.0
"""The diameter of a seal of a county's office (国发〔1999〕25号)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`low` to `high` is right; `words` is how the requirement reads in the table."""

    clause: str
    element: str
    low: float
    high: float
    words: str
    unit: str = ""

    def holds(self, value: float) -> bool:
        return self.low - 1e-6 <= value <= self.high + 1e-6


def near(clause: str, element: str, value: float, allowed: float, unit: str = "mm") -> Asked:
    return Asked(
        clause,
        element,
        value - allowed,
        value + allowed,
        f"{value:.4g}±{allowed:g}{unit}" if allowed else f"{value:g}{unit}",
        unit,
    )


def between(clause: str, element: str, low: float, high: float, words: str, unit: str = "mm") -> Asked:
    return Asked(clause, element, low, high, words, unit)


def never(clause: str, element: str, words: str) -> Asked:
    """Counts what is wrong: nothing may be."""
    return Asked(clause, element, 0, 0, words, "处不符")


_ELEMENTS = (
    near("5.1", "幅面宽", 210, 0.5),
    near("5.1", "幅面长", 297, 0.5),
    near("5.1", "表样幅面宽（A3）", 297, 0.5),
    near("5.1", "表样幅面长（A3）", 420, 0.5),
    near("5.2.1", "天头（页面设置：首行行框上边）", 37, 1),
    near("5.2.1", "天头（实测：首行墨迹上边）", 38, 1),
    near("5.2.1", "订口", 28, 1),
    near("5.2.1", "版心宽", 156, 1),
    near("5.2.1", "版心高（页面设置：22行行框）", 225, 1),
    near("5.2.1", "版心高（实测：墨迹）", 225, 1),
    never("5.2.1", "版心内无文字、图、线出界", "左右不出版心，下不出版心（实测口径：表格线不出行框）"),
    near("5.2.2", "正文字号", 16, 0.1, "磅"),
    never("5.2.2", "正文字体", "3号仿宋"),
    near("5.2.3", "满页行数", 22, 0, "行"),
    near("5.2.3", "满行字数", 28, 0, "字"),
    near("5.2.3", "行距（页面设置）", PITCH["页面设置"], 0.06),
    near("5.2.3", "行距（实测）", PITCH["实测"], 0.06),
    never("5.2.4", "文字颜色", "除标志外黑色"),
    never("7.1", "各要素次序", "版头、主体、版记依次"),
    never("7.2.1", "份号", "6位3号阿拉伯数字，首行"),
    near("7.2.1", "份号左端", 28, 0.6),
    never("7.2.2", "密级和保密期限", "3号黑体，份号下一行"),
    near("7.2.2", "密级左端", 28, 0.6),
    never("7.2.3", "紧急程度", "3号黑体，再下一行"),
    near("7.2.3", "紧急程度左端", 28, 0.6),
    near("7.2.4", "标志上边至页边", 72, 1),
    near("7.2.4", "标志居中", MIDDLE, 1),
    between("7.2.4", "标志宽", 0, 156, "≤156mm"),
    never("7.2.4", "标志字体颜色", "小标宋、红色"),
    never("7.2.4", "联合行文标志次序", "主办机关在前，依次上下"),
    near("7.2.4", "联合行文“文件”上下居中之差", 0, 1),
    near("7.2.5", "标志下空行", 2, 0.15, "行"),
    near("7.2.5", "发文字号居中", MIDDLE, 1.5),
    near("7.2.5", "上行文发文字号左端（空一字）", LEFT + ONE, 0.8),
    never("7.2.5", "发文字号写法", "3号仿宋，〔四位年〕，不编虚位，不加第"),
    near("7.2.6", "签发人右端（空一字）", RIGHT - ONE, 0.8),
    never("7.2.6", "签发人字体", "“签发人：”3号仿宋，姓名3号楷体"),
    never("7.2.6", "签发人与发文字号", "发文字号与最后一个签发人同行，每行二人、左端对齐"),
    near("7.2.7", "红线距发文字号", 4, 0.5),
    near("7.2.7", "红线长", 156, 1),
    near("7.2.7", "红线左端", 28, 1),
    near("7.3.1", "标题上空行", 2, 0.15, "行"),
    near("7.3.1", "标题字号", 22, 0.1, "磅"),
    near("7.3.1", "标题居中之差", 0, 1.5),
    between("7.3.1", "标题最长一行", 0, 156, "≤156mm"),
    never("7.3.1", "标题字体排列", "小标宋，梯形或菱形，不成沙漏"),
    near("7.3.2", "标题下空行", 1, 0.15, "行"),
    near("7.3.2", "主送机关左端（含回行）", 28, 0.6),
    never("7.3.2", "主送机关写法", "全角冒号结尾"),
    between("7.3.3", "首页正文行数", 1, 99, "≥1行", "行"),
    near("7.3.3", "段首左空", 2, 0.15, "字"),
    near("7.3.3", "回行左端", 28, 0.6),
    never("7.3.3", "层次字体", "一、黑体（一）楷体 1.（1）仿宋"),
    near("7.3.4", "附件说明上空行", 1, 0.15, "行"),
    near("7.3.4", "附件说明左空", 2, 0.15, "字"),
    near("7.3.4", "附件名称回行对齐之差", 0, 0.8),
    never("7.3.4", "附件说明写法", "名称后不加标点，与附件一致"),
    near("7.3.5.1", "成文日期右空", 4, 0.2, "字"),
    near("7.3.5.1", "署名与日期居中之差", 0, 2),
    between("7.3.5.1", "长署名右端", LEFT, RIGHT + 0.3, "不出版心"),
    between("7.3.5.1", "42mm印章上边距正文", -1.5, PITCH["实测"] + 0.5, "一行之内，不压正文"),
    never("7.3.5.1", "联合行文署名", "依次排列，末一署名与日期居中，印章不出版心"),
    between("7.3.5.1", "联合行文相邻印章中心距", SEAL + 0.5, 200, ">42mm，不相交相切"),
    near("7.3.5.2", "不加盖印章：上空行", 1, 0.15, "行"),
    near("7.3.5.2", "不加盖印章：署名（长日期：日期）右空", 2, 0.2, "字"),
    near("7.3.5.2", "不加盖印章：日期首字右移", 2, 0.2, "字"),
    near("7.3.5.3", "职务上空（签名章上空二行，职务居其半高）", 2.5, 0.15, "行"),
    near("7.3.5.3", "职务右空（签名章右空四字、宽七字、左空二字）", 13, 0.3, "字"),
    near("7.3.5.3", "职务与日期间空（签名章半高和空一行）", 1.5, 0.15, "行"),
    near("7.3.5.3", "签发日期右空", 4, 0.2, "字"),
    never("7.3.5.4", "成文日期写法", "阿拉伯数字，年份全称，不编虚位"),
    never("7.3.5.5", "署名页有正文", "署名页至少一行正文"),
    near("7.3.6", "附注在日期下一行", 1, 0.15, "行"),
    near("7.3.6", "附注左空", 2, 0.15, "字"),
    never("7.3.6", "附注写法", "圆括号"),
    never("7.3.7", "“附件”字样", "3号黑体，另页首行"),
    near("7.3.7", "“附件”左端", 0, 0.6),
    near("7.3.7", "附件标题在第几行", 3, 0.6, "行"),
    near("7.3.7", "附件标题居中之差", 0, 1.5),
    never("7.3.7", "附件标题与附件说明", "一致"),
    near("7.4.1", "版记首末线粗", 0.35, 0.03),
    near("7.4.1", "版记中间线粗", 0.25, 0.03),
    near("7.4.1", "版记线长", 156, 1),
    near("7.4.1", "末条线距页顶", 262, 0.5),
    never("7.4.1", "版记在最后一面", "双面印刷：末页为双页"),
    near("7.4.2", "抄送字号", 14, 0.1, "磅"),
    near("7.4.2", "抄送左空", 1, 0.12, "字"),
    between("7.4.2", "抄送右空", 0.9, 40, "≥1字", "字"),
    near("7.4.2", "抄送回行对齐之差", 0, 0.8),
    never("7.4.2", "抄送写法", "仿宋，“抄送：”起，句号结尾；移来的主送在其上，其间无线"),
    near("7.4.3", "印发机关左空", 1, 0.12, "字"),
    near("7.4.3", "印发日期右空", 1, 0.12, "字"),
    never("7.4.3", "印发写法", "4号仿宋，日期后加“印发”"),
    between("7.4", "版记距正文", 0, 225, "不压正文"),
    near("7.5", "一字线距版心下边", 7, 0.5),
    near("7.5", "页码外侧空", 1, 0.2, "字"),
    never("7.5", "页码写法", "4号宋体阿拉伯数字，单页在右双页在左"),
    near("8", "横排页页码距版心下边", 7, 0.5),
    near("8", "横排页页码外侧空", 1, 0.2, "字"),
    never("8", "横排表", "表头在订口（单页）、切口（双页）一边，页码与其他页同"),
    never("8", "表头", "转页重排"),
    never("9", "行首行尾标点", "避头尾"),
    near("10.1", "信函标志上边至页边", 30, 1),
    near("10.1", "上双线距标志", 4, 0.6),
    near("10.1", "下双线距页底", 20, 1),
    near("10.1", "双线长", 170, 1),
    near("10.1", "双线居中", 105, 1),
    never("10.1", "双线粗细", "红色，上线上粗下细，下线上细下粗，只在首页"),
    near("10.1", "发文字号右端", 184, 0.8),
    near("10.1", "发文字号距上双线", 16 * 7 / 8 * 25.4 / 72, 0.7),
    between("10.1", "首页末行距下双线", 16 * 7 / 8 * 25.4 / 72, 200, "≥4.9mm"),
    never("10.1", "信函首页", "不显示页码"),
    never("10.1", "信函版记", "只有抄送，无线，在末页版心下边"),
    near("10.2", "命令标志上边至页边", 57, 1),
    near("10.2", "令号上空行", 2, 0.15, "行"),
    near("10.2", "令号居中", MIDDLE, 1.5),
    near("10.2", "正文上空行", 2, 0.15, "行"),
    near("10.3", "纪要标志上边至页边", 72, 1),
    near("10.3", "出席上空行", 1, 0.15, "行"),
    near("10.3", "出席左空", 2, 0.15, "字"),
    near("10.3", "出席回行对齐之差", 0, 0.8),
    never("10.3", "出席字体次序", "“出席”等3号黑体，人名3号仿宋；出席、请假、列席依次"),
    near("（自定）", "便笺标志上边至页边", 37, 1),
)  # fmt: skip

ASKED: dict[str, Asked] = {asked.element: asked for asked in _ELEMENTS}
"""By the element's name, in the standard's order."""
