"""种错清单：one fault each, sown in a correct document of ours; the clause and the place it must be named with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from support.checked_documents import (
    DOCUMENT,
    EVEN,
    ODD,
    Spoil,
    formatted,
    paragraph_with,
    style,
    swap,
    text,
)

GB9704, GB15834, GB15835 = "GB/T 9704-2012", "GB/T 15834-2011", "GB/T 15835-2011"


@dataclass(frozen=True, slots=True)
class Fault:
    """种下的错：`place` and `found` are parts of what must be said."""

    name: str
    clause: str
    place: str
    found: str
    spoil: Spoil
    base: str = "通报"


def _bare(words: str, there: str, instead: str = "") -> Spoil:
    return paragraph_with(words, there, instead)


_FIRST = '<w:ind w:firstLineChars="200" w:firstLine="630"/>'
_FANGSONG = '<w:rFonts w:eastAsia="仿宋_GB2312"/>'
_SONG = '<w:rFonts w:hint="eastAsia" w:eastAsia="宋体"/>'
_PLAIN = '<w:rFonts w:hint="eastAsia"/>'


def _inserted(words: str, new: str) -> Spoil:
    """A tracked change: `new` for `words`, the old ones still in the file as deleted."""
    run = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{new}</w:t></w:r>'
    kept = f"<w:r><w:rPr>{_PLAIN}</w:rPr><w:delText>{words}</w:delText></w:r>"
    mark = 'w:id="900" w:author="某" w:date="2022-10-08T00:00:00Z"'
    change = f"</w:t></w:r><w:del {mark}>{kept}</w:del><w:ins {mark}>{run}</w:ins>"
    rest = f'<w:r><w:rPr>{_PLAIN}</w:rPr><w:t xml:space="preserve">'
    return swap(DOCUMENT, words, f"{change}{rest}")


_TITLED = f'<w:spacing w:before="579"/></w:pPr><w:r><w:rPr>{_PLAIN}</w:rPr><w:t xml:space="preserve">'


def _without_second_note(parts: dict[str, str]) -> None:
    """附件说明 lists the first attachment alone, without a figure."""
    whole = parts[DOCUMENT]
    start = whole.index('<w:p><w:pPr><w:keepNext/><w:ind w:left="1890"')
    parts[DOCUMENT] = whole[:start] + whole[whole.index("</w:p>", start) + len("</w:p>") :]


def _imprint_higher(parts: dict[str, str]) -> None:
    """Rules and boxes of the 版记 60 mm higher."""

    def higher(found: re.Match[str]) -> str:
        return f"<wp:posOffset>{int(found[1]) - 60 * 36_000}<"

    parts[DOCUMENT] = re.sub(r"<wp:posOffset>([89]\d{6})<", higher, parts[DOCUMENT])


_bare_signature = swap(DOCUMENT, '<w:ind w:left="4096"/><w:jc w:val="center"/>', "")

FAULTS: tuple[Fault, ...] = (
    # --- 5 纸张、版心 ---
    Fault("信纸", f"{GB9704} 5.1", "第1节页面设置", "216×279", swap(DOCUMENT, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"', -1)),
    Fault("左边距", f"{GB9704} 5.2.1", "第1节页面设置", "31.7毫米", swap(DOCUMENT, 'w:left="1588"', 'w:left="1800"', -1)),
    Fault("上边距", f"{GB9704} 5.2.1", "第1节页面设置", "25.4毫米", swap(DOCUMENT, 'w:top="2098"', 'w:top="1440"', -1)),
    Fault("行距29磅", f"{GB9704} 5.2.3", "第5段“现将", "每面21行", swap("word/styles.xml", 'w:line="579"', 'w:line="580"', -1)),
    Fault("行距28磅", f"{GB9704} 5.2.3", "第5段“现将", "撑不满版心", swap("word/styles.xml", 'w:line="579"', 'w:line="560"', -1)),
    Fault("每行27字", f"{GB9704} 5.2.3", "第5段“现将", "每行27个字", swap("word/styles.xml", '<w:spacing w:val="-5"/>', '<w:spacing w:val="-4"/>', -1)),
    Fault("一段1.5倍行距", f"{GB9704} 5.2.3", "“请各单位于", "1.5倍", _bare("请各单位于2022年", _FIRST, f'<w:spacing w:line="360" w:lineRule="auto"/>{_FIRST}')),
    Fault("段后", f"{GB9704} 5.2.3", "“请各单位于", "段后10磅", _bare("请各单位于2022年", _FIRST, f'<w:spacing w:after="200"/>{_FIRST}')),
    Fault("文档网格", f"{GB9704} 5.2.3", "第1节页面设置", "15.6磅", swap(DOCUMENT, '<w:docGrid w:type="lines" w:linePitch="579"/>', '<w:docGrid w:type="lines" w:linePitch="312"/>', -1)),
    # --- 字体、颜色 ---
    Fault("正文字体", f"{GB9704} 5.2.2", "“请各单位于", "宋体", _bare("请各单位于2022年", _PLAIN, _SONG)),
    Fault("正文字号", f"{GB9704} 5.2.2", "“请各单位于", "4号（14磅）", formatted("请各单位于2022年", rPr='<w:sz w:val="28"/>')),
    Fault("主题字体", f"{GB9704} 5.2.2", "“请各单位于", "主题字体", _bare("请各单位于2022年", _PLAIN, '<w:rFonts w:hint="eastAsia" w:eastAsiaTheme="minorEastAsia"/>')),
    Fault("西文字体", f"{GB9704} 5.2.2", "“请各单位于", "Calibri", _bare("请各单位于2022年", _PLAIN, '<w:rFonts w:hint="eastAsia" w:ascii="Calibri" w:hAnsi="Calibri"/>')),
    Fault("正文颜色", f"{GB9704} 5.2.4", "“请各单位于", "1F4E79", formatted("请各单位于2022年", rPr='<w:color w:val="1F4E79"/>')),
    Fault("一级标题字体", f"{GB9704} 7.3.3", "“一、总体情况”、", "仿宋_GB2312", style("Heading1", 'w:eastAsia="黑体"', 'w:eastAsia="仿宋_GB2312"')),
    Fault("二级标题字体", f"{GB9704} 7.3.3", "“（一）亮灯情况”", "黑体", _bare("（一）亮灯情况", _PLAIN, '<w:rFonts w:hint="eastAsia" w:eastAsia="黑体"/>')),
    Fault("三级标题加粗", f"{GB9704} 7.3.3", "“1.红灯项目”", "三级标题加粗了", formatted("1.红灯项目", rPr="<w:b/>")),
    # --- 7.2 版头 ---
    Fault("标志不红", f"{GB9704} 7.2.4", "“甬江区重大项目办文件”", "不是红色", style("IssuerMark", '<w:color w:val="FF0000"/>', '<w:color w:val="000000"/>')),
    Fault("字号方括号", f"{GB9704} 7.2.5", "“甬重办[2022]12号”", "[]", text("甬重办〔2022〕12号", "甬重办[2022]12号")),
    Fault("字号虚位", f"{GB9704} 7.2.5", "“甬重办〔2022〕012号”", "“012”", text("甬重办〔2022〕12号", "甬重办〔2022〕012号")),
    Fault("字号加第", f"{GB9704} 7.2.5", "“甬重办〔2022〕第12号”", "“第”", text("甬重办〔2022〕12号", "甬重办〔2022〕第12号")),
    Fault("字号两位年", f"{GB9704} 7.2.5", "“甬重办〔22〕12号”", "“22”", text("甬重办〔2022〕12号", "甬重办〔22〕12号")),
    Fault("字号不居中", f"{GB9704} 7.2.5", "“甬重办〔2022〕12号”", "没有居中", _bare("甬重办〔2022〕12号", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')),
    Fault("红线变黑", f"{GB9704} 7.2.7", "“甬江区重大项目办文件”", "不是红色", _bare("甬重办〔2022〕12号", 'w:color="FF0000"', 'w:color="000000"')),
    # --- 7.3.1 标题，7.3.2 主送 ---
    Fault("标题字体", f"{GB9704} 7.3.1", "第3段“关于进一步", "宋体", style("Title", 'w:eastAsia="方正小标宋简体"', 'w:eastAsia="宋体"')),
    Fault("标题字号", f"{GB9704} 7.3.1", "第3段“关于进一步", "小2号", style("Title", 'w:sz w:val="44"', 'w:sz w:val="36"')),
    Fault("标题不居中", f"{GB9704} 7.3.1", "第3段“关于进一步", "没有居中", style("Title", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')),
    Fault("标题沙漏", f"{GB9704} 7.3.1", "第3段“关于进一步", "沙漏", text("第四季度全区重大产业项目、</w:t><w:br/><w:t xml:space=\"preserve\">重大", "第四季度</w:t><w:br/><w:t xml:space=\"preserve\">全区重大产业项目、重大")),
    Fault("标题句号", f"{GB9704} 7.3.1", "第3段“关于进一步", "“。”", text("有关工作情况的通报", "有关工作情况的通报。")),
    Fault("主送半角冒号", f"{GB9704} 7.3.2", "“各镇（街道），区直各单位:”", "“:”", text("区直各单位：", "区直各单位:")),
    Fault("主送缩进", f"{GB9704} 7.3.2", "“各镇（街道），区直各单位：”", "左空2字", _bare("各镇（街道），区直", '<w:spacing w:before="579"/>', f'<w:spacing w:before="579"/>{_FIRST}')),
    # --- 7.3.3 正文 ---
    Fault("首行不缩进", f"{GB9704} 7.3.3", "“请各单位于", "首行左空0字", _bare("请各单位于2022年", _FIRST)),
    Fault("层次跳级", f"{GB9704} 7.3.3", "“（1）红灯项目”", "第二层下面直接是第四层", text("1.红灯项目", "（1）红灯项目")),
    Fault("序数缺号", f"{GB9704} 7.3.3", "“（三）排名情况”", "“（三）”", text("（二）排名情况", "（三）排名情况")),
    Fault("一级序数缺号", f"{GB9704} 7.3.3", "“三、下步要求”", "“三、”", text("二、下步要求", "三、下步要求")),
    Fault("1、", f"{GB9704} 7.3.3", "“1、红灯项目”", "“1、”", text("1.红灯项目", "1、红灯项目")),
    Fault("（一）、", f"{GB9704} 7.3.3", "“（一）、亮灯情况”", "“（一）、”", text("（一）亮灯情况", "（一）、亮灯情况")),
    Fault("(一)", f"{GB9704} 7.3.3", "“(一)亮灯情况”", "“(一)”", text("（一）亮灯情况", "(一)亮灯情况")),
    # --- 7.3.4 附件说明，7.3.7 附件 ---
    Fault("没有附件说明", f"{GB9704} 7.3.4", "“附件2”", "列了1个附件，文中有2个", _without_second_note),
    Fault("附件名称带句号", f"{GB9704} 7.3.4", "“2. 红黄灯项目清单。”", "“。”", swap(DOCUMENT, "红黄灯项目清单</w:t>", "红黄灯项目清单。</w:t>")),
    Fault("附件标题不一致", f"{GB9704} 7.3.7", "“责任单位排名一览表”", "不一致", text(f"{_TITLED}责任单位排名表", f"{_TITLED}责任单位排名一览表")),
    Fault("附件序号不一致", f"{GB9704} 7.3.7", "“附件3”", "附件3", text(">附件2<", ">附件3<")),
    # --- 7.3.5 署名、日期 ---
    Fault("署名顶格", f"{GB9704} 7.3.5", "第23段“甬江区重大项目办”", "署名居左顶格", _bare_signature),
    Fault("日期右空", f"{GB9704} 7.3.5", "第24段“2022年10月8日”", "右空1.0字", swap(DOCUMENT, '<w:ind w:right="1260"/>', '<w:ind w:right="315"/>')),
    Fault("日期虚位", f"{GB9704} 7.3.5", "第24段“2022年10月08日”", "2022年10月08日", text(">2022年10月8日<", ">2022年10月08日<")),
    Fault("日期写号", f"{GB9704} 7.3.5", "第24段“2022年10月8号”", "2022年10月8号", text(">2022年10月8日<", ">2022年10月8号<")),
    Fault("日期汉字", f"{GB9704} 7.3.5", "第24段“二〇二二年十月八日”", "二〇二二年十月八日", text(">2022年10月8日<", ">二〇二二年十月八日<")),
    Fault("此页无正文", f"{GB9704} 7.3.5", "“（此页无正文）”", "此页无正文", text("请各单位于2022年10月15日前将整改措施书面反馈我办。", "（此页无正文）")),
    Fault("附注不缩进", f"{GB9704} 7.3.6", "“（联系人：", "左空0字", _bare("（联系人：", _FIRST)),
    # --- 7.4 版记 ---
    Fault("抄送无句号", f"{GB9704} 7.4.2", "文本框“抄送：区委办公室，区政府办公室”", "末尾是“室”", text("抄送：区委办公室，区政府办公室。", "抄送：区委办公室，区政府办公室")),
    Fault("缺印发", f"{GB9704} 7.4.3", "文本框“甬江区重大项目办", "没有“印发”", text("2022年10月9日印发", "2022年10月9日")),
    Fault("版记字号", f"{GB9704} 7.4.2", "文本框“抄送", "3号（16磅）", formatted("抄送：区委办公室", rPr='<w:sz w:val="32"/>')),
    Fault("版记在页中", f"{GB9704} 7.4.1", "版记", "距页顶202毫米", _imprint_higher),
    Fault("版记线粗", f"{GB9704} 7.4.1", "版记", "粗0.70毫米", swap(DOCUMENT, '<a:ln w="12600">', '<a:ln w="25200">')),
    # --- 7.5 页码 ---
    Fault("页码居中", f"{GB9704} 7.5", "第1节页脚", "页码居中", swap(ODD, '<w:jc w:val="right"/>', '<w:jc w:val="center"/>')),
    Fault("双页页码在右", f"{GB9704} 7.5", "第1节页脚", "双页页码居右", swap(EVEN, '<w:jc w:val="left"/>', '<w:jc w:val="right"/>')),
    Fault("页码连字符", f"{GB9704} 7.5", "第1节页脚", "- 1 -", lambda parts: parts.update({ODD: parts[ODD].replace("—", "-")})),
    Fault("页脚距离", f"{GB9704} 7.5", "第1节页脚", "17.5毫米", swap(DOCUMENT, 'w:footer="1446"', 'w:footer="992"', -1)),
    Fault("单双页不分", f"{GB9704} 7.5", "第1节页脚", "同一侧", swap("word/settings.xml", "<w:evenAndOddHeaders/>", "")),
    Fault("信函首页有页码", f"{GB9704} 10.1", "第1节首页页脚", "首页显示了页码", swap(DOCUMENT, "<w:titlePg/>", ""), "信函"),
    Fault("信函字号不居右", f"{GB9704} 10.1", "“甬重办函〔2022〕12号”", "没有居右", text("<w:tab/><w:t xml:space=\"preserve\">甬重办函", "<w:t xml:space=\"preserve\">甬重办函"), "信函"),
    Fault("信函双线短", f"{GB9704} 10.1", "信函红色双线", "156毫米", swap(DOCUMENT, 'cx="6120000"', 'cx="5616000"', -1), "信函"),
    Fault("出席标识字体", f"{GB9704} 10.3", "“出席：区第1局", "仿宋_GB2312", paragraph_with("出席：", 'w:eastAsia="黑体"', 'w:eastAsia="仿宋_GB2312"'), "纪要"),
    # --- 标点、数字 ---
    Fault("半角逗号", GB15834, "“请各单位于", "“,”", text("前将整改措施书面", "前,将整改措施书面")),
    Fault("半角括号", GB15834, "“请各单位于", "（含责任人）".translate({0xFF08: "(", 0xFF09: ")"}), text("整改措施书面", "整改措施(含责任人)书面")),
    Fault("直引号", GB15834, "“依据《重大", '"黄灯"', text("“黄灯”", '"黄灯"')),
    Fault("书名号间顿号", GB15834, "“依据《重大", "顿号", text("办法》《亮灯", "办法》、《亮灯")),
    Fault("省略号", GB15834, "“请各单位于", "省略号", text("书面反馈我办。", "书面反馈我办...等。")),
    Fault("起止用连字符", GB15834, "“请各单位于", "“-”", text("书面反馈我办。", "书面反馈我办，工期3-5天。")),
    Fault("百分比范围", GB15835, "“依据《重大", "10～20%", text("10%～20%", "10～20%")),
    Fault("正文日期虚位", GB15835, "“请各单位于", "2022年09月15日", text("请各单位于2022年10月15日", "请各单位于2022年09月15日")),
    Fault("表格里的半角标点", GB15834, "表1第2行第3列", "“,”", text("进度正常，按计划推进", "进度正常,按计划推进")),
    Fault("表格里的日期", GB15835, "表1第3行第3列", "2022年9月05日", text("管线迁改方案未批", "2022年9月05日开工")),
    Fault("文本框里的半角标点", GB15834, "文本框“抄送", "“,”", text("抄送：区委办公室，区政府办公室", "抄送：区委办公室,区政府办公室")),
    Fault("修订里的半角标点", GB15834, "“请各单位于", "“,”", _inserted("整改措施", "整改措施,责任人")),
    Fault("修订里的日期", GB15835, "“请各单位于", "10月15号", _inserted("10月15日", "10月15号")),
    Fault("没填的内容", f"{GB9704} 7", "“请各单位于", "【待填：责任人】", text("整改措施书面", "整改措施、【待填：责任人】书面")),
)  # fmt: skip
