"""按钮：BUTTONS, the one list of what a clerk can click, on the ribbon and on 首页.

The ribbon's XML, the sheet buttons, the door that runs them and the manual are compared with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TAB = "重大项目"
"""The ribbon tab's name."""


class Needs(StrEnum):
    """What a click must find out first."""

    NOTHING = "不用选"
    ROWS = "选中的行"
    MEETING = "选中的会议"
    DRAFTS = "选中的拟稿"
    KIND = "文种"
    FILES = "文件"
    MONTH = "月份"
    YEAR = "年度"


@dataclass(frozen=True, slots=True)
class Button:
    """一个按钮：`tag` is what the macro hands over; `command` the entry of COMMANDS it runs with
    `arguments`, or "" for what only an open workbook has (go to a sheet, export the page, help).

    `icon` is a built-in Office picture (imageMso); `tip` the screen tip; `on_sheet`: also on 首页.
    """

    tag: str
    label: str
    group: str
    icon: str
    tip: str
    command: str = ""
    arguments: tuple[str, ...] = ()
    needs: Needs = Needs.NOTHING
    large: bool = False
    on_sheet: bool = False


DATA, JUDGEMENT, MEETINGS, DOCUMENTS, VIEWS, HELP = "数据", "研判", "会商", "文书", "呈现", "帮助"

BUTTONS: tuple[Button, ...] = (
    Button(
        "import", "导入", DATA, "GetExternalDataFromText", "读外单位报来的表，先看改动再写入",
        "import", needs=Needs.FILES, on_sheet=True,
    ),
    Button(
        "check", "校核", DATA, "ErrorChecking", "逐格检查各表，结果写在“校核清单”",
        "check", on_sheet=True,
    ),
    Button(
        "split", "拆分下发", DATA, "ExportExcel", "给每个单位写一个填报包，放在台账旁边的“下发”文件夹",
        "split", on_sheet=True,
    ),
    Button(
        "mail", "发送", DATA, "FileSendAsAttachment", "给每个单位写邮件草稿或直接寄出，先看给谁、缺什么",
        "mail",
    ),
    Button(
        "collect", "回收汇总", DATA, "ImportExcel", "读各单位交回的文件，先看改动再并进台账",
        "collect", needs=Needs.FILES, on_sheet=True,
    ),
    Button(
        "conflicts", "冲突", DATA, "ReviewAcceptChange", "照“冲突处理”里的选择办",
        "resolve", on_sheet=True,
    ),
    Button(
        "recalc", "重新计算", JUDGEMENT, "CalculateNow", "重算亮灯、排名、督办和首页，只写灰底的格",
        "recalc", large=True, on_sheet=True,
    ),
    Button("freeze", "定版", JUDGEMENT, "Lock", "把一个月的亮灯定下来，以后重算不再变", "freeze", needs=Needs.MONTH),
    Button("rank", "排名", JUDGEMENT, "SortDescendingExcel", "重排“排名榜”", "rank", on_sheet=True),
    Button(
        "suggest", "督办建议", JUDGEMENT, "Risks", "谁该收哪种函，写出要补的整改和问题行",
        "suggest", on_sheet=True,
    ),
    Button(
        "rollover", "年度结转", JUDGEMENT, "CalendarInsert", "转入新年度：写全旧年月度计划，清空年计划投资",
        "rollover", needs=Needs.YEAR,
    ),
    Button("undo", "撤销", JUDGEMENT, "Undo", "退回本工具上一次写入之前", "undo", on_sheet=True),
    Button(
        "agenda", "议程", MEETINGS, "MeetingsWorkspace", "排出选中那次会的议题（先在“会商日历”选中一行）",
        "agenda", needs=Needs.MEETING, large=True,
    ),
    Button(
        "meeting_notice", "会议通知", MEETINGS, "AddressBook", "写选中那次会的会议通知",
        "write", ("会议通知",), Needs.MEETING,
    ),
    Button(
        "minutes", "会议纪要", MEETINGS, "ReviewNewComment", "写选中那次会的会议纪要",
        "write", ("会议纪要",), Needs.MEETING, on_sheet=True,
    ),
    Button(
        "readback", "读回纪要", MEETINGS, "ReviewTrackChanges", "把在 Word 里改过的会议纪要并回“议定事项”",
        "readback", needs=Needs.FILES,
    ),
    Button(
        "reminder", "提醒函", DOCUMENTS, "EnvelopesAndLabelsDialog", "给选中项目的责任单位写提醒函",
        "write", ("提醒函",), Needs.ROWS, large=True, on_sheet=True,
    ),
    Button(
        "supervision_letter", "督办函", DOCUMENTS, "HighImportance", "给选中项目的责任单位写督办函",
        "write", ("督办函",), Needs.ROWS, on_sheet=True,
    ),
    Button("circular", "通报", DOCUMENTS, "FileSaveAsWordDocx", "写统计月份的推进通报", "write", ("推进通报",), on_sheet=True),
    Button("more", "更多…", DOCUMENTS, "FileNew", "从全部文种里选一种来写", "write", needs=Needs.KIND),
    Button(
        "issue", "编号登记", DOCUMENTS, "SourceControlCheckIn", "给“发文登记”里选中的拟稿编文号、定日期",
        "write", ("--issue",), Needs.DRAFTS,
    ),
    Button("lint", "格式体检", DOCUMENTS, "SpellingAndGrammar", "检查 Word 公文的格式，可另存改好的一份", "lint", needs=Needs.FILES),
    Button("cockpit", "首页", VIEWS, "FileDocumentInspect", "到首页"),
    Button("wall_chart", "作战图", VIEWS, "ChartInsert", "到挂图作战表"),
    Button("pdf", "导出PDF", VIEWS, "FileSaveAsPdfOrXps", "把现在这张表存成 PDF"),
    Button("help", "帮助", HELP, "Help", "怎么用，版本，手册在哪里"),
)  # fmt: skip


def button(tag: str) -> Button:
    """The button of a tag. Raises KeyError."""
    for each in BUTTONS:
        if each.tag == tag:
            return each
    raise KeyError(tag)
