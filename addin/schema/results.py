"""结果各表与首页、作战图：what the commands write."""

from __future__ import annotations

from addin.schema.base import Column, Group, Kind, Sheet, computed
from addin.schema.ledgers import MONTH_COLUMNS


class Findings(Sheet):
    """校核清单：what is wrong with the data, cell by cell."""

    title = "校核清单"
    group = Group.RESULT
    wholly_computed = True

    number = computed("序号", Kind.INTEGER)
    level = computed("级别", choices=("错误", "疑点", "提示"))
    sheet = computed("工作表")
    cell = computed("单元格")
    project = computed("项目代码", Kind.CODE)
    message = computed("问题", Kind.LONG_TEXT, width=44)
    value = computed("原值")
    used = computed("采用值")
    advice = computed("建议", Kind.LONG_TEXT, width=44)


class ChangeList(Sheet):
    """变动清单：what changed between months, and after a month was frozen."""

    title = "变动清单"
    group = Group.RESULT
    wholly_computed = True

    month = computed("月份", Kind.MONTH)
    type = computed("类型", choices=("新增", "减少", "更名", "调整", "定版后改动"))
    code = computed("项目代码", Kind.CODE)
    project_name = computed("项目名称", width=30)
    field = computed("字段")
    before = computed("原值", Kind.LONG_TEXT)
    after = computed("新值", Kind.LONG_TEXT)


class ToDos(Sheet):
    """待办清单：everything that waits for a person, one row a matter."""

    title = "待办清单"
    group = Group.RESULT
    wholly_computed = True

    number = computed("序号", Kind.INTEGER)
    type = computed("类别")
    project = computed("项目代码", Kind.CODE)
    project_name = computed("项目名称", width=26)
    unit = computed("单位", width=16)
    person = computed("责任人")
    matter = computed("事项", Kind.LONG_TEXT, width=44)
    due_on = computed("时限", Kind.DATE)
    days_overdue = computed("逾期天数", Kind.INTEGER)
    place = computed("所在表", width=20)


class Breakdown(Sheet):
    """分类统计：projects and money by tag, class, stage, unit and the like; 合计 counts each project once."""

    title = "分类统计"
    group = Group.RESULT
    note = "单位：万元"
    wholly_computed = True

    dimension = computed("统计口径", key=True, width=16)
    category = computed("分类", key=True, width=24)
    projects = computed("项目个数", Kind.INTEGER)
    total_investment = computed("总投资", Kind.MONEY)
    year_plan = computed("年计划投资", Kind.MONEY)
    year_done = computed("年度完成投资", Kind.MONEY)
    investment_rate = computed("投资完成率", Kind.RATE, dash=True)
    scheduled_progress = computed("序时进度", Kind.RATE, dash=True)
    deviation = computed("进度偏差", Kind.POINTS, dash=True)
    lit = computed("亮灯个数", Kind.INTEGER)


class WorkSummary(Sheet):
    """工作小结：what was done this month and this year, counted."""

    title = "工作小结"
    group = Group.RESULT
    wholly_computed = True

    section = computed("类别", key=True, width=16)
    item = computed("项目", key=True, width=24)
    month_count = computed("本月", Kind.INTEGER)
    year_count = computed("本年累计", Kind.INTEGER)
    unit = computed("计量单位")
    remarks = computed("说明", Kind.LONG_TEXT, width=40)


class IssueStatistics(Sheet):
    """问题统计：issues raised by month and category, what was closed and what is left."""

    title = "问题统计"
    group = Group.RESULT
    wholly_computed = True

    month = computed("月份", Kind.MONTH, key=True)
    funds = computed("资金", Kind.INTEGER)
    land = computed("土地", Kind.INTEGER)
    planning = computed("规划", Kind.INTEGER)
    approval = computed("审批", Kind.INTEGER)
    resettlement = computed("征迁", Kind.INTEGER)
    other = computed("其他", Kind.INTEGER)
    raised = computed("新提合计", Kind.INTEGER)
    resolved = computed("办结", Kind.INTEGER)
    in_time = computed("按期办结", Kind.INTEGER)
    open_at_end = computed("月末未销号", Kind.INTEGER)
    overdue_at_end = computed("月末逾期", Kind.INTEGER)


class MeetingCalendar(Sheet):
    """会商日历：each tier's last meeting, when the next is due, and what waits for it."""

    title = "会商日历"
    group = Group.RESULT
    wholly_computed = True

    number = computed("层级序号", Kind.INTEGER, key=True)
    tier = computed("会商层级", width=20)
    convenor = computed("召集人", width=16)
    rhythm = computed("周期")
    held = computed("本年已开次数", Kind.INTEGER)
    last_meeting = computed("上次会议", Kind.CODE)
    last_held_on = computed("上次日期", Kind.DATE)
    next_due_on = computed("下次应开日期", Kind.DATE)
    days_overdue = computed("逾期天数", Kind.INTEGER)
    state = computed("状态", choices=("未到期", "临期", "逾期", "未开过"))
    topics_waiting = computed("待议议题", Kind.INTEGER)
    issues_to_raise = computed("应上提问题", Kind.INTEGER)
    unfiled = computed("未备案会议", Kind.INTEGER)


class Snapshot(Sheet):
    """上期台账：项目清单 as it stood, this month and at the end of the month before; 变动清单 compares them."""

    title = "上期台账"
    group = Group.RESULT
    note = "单位：万元"
    wholly_computed = True

    month = computed("月份", Kind.MONTH, key=True)
    code = computed("项目代码", Kind.CODE, key=True)
    project_name = computed("项目名称", width=30)
    category = computed("项目类别")
    tier = computed("项目层级")
    tags = computed("清单标签", Kind.LIST)
    stage = computed("项目阶段")
    responsible_units = computed("责任单位", Kind.LIST)
    total_investment = computed("总投资", Kind.MONEY)
    year_plan = computed("年计划投资", Kind.MONEY)
    planned_start = computed("计划开工日期", Kind.DATE)
    planned_completion = computed("计划竣工日期", Kind.DATE)


class Dispatches(Sheet):
    """发件回收：packages sent and returned."""

    title = "发件回收"
    group = Group.RESULT
    wholly_computed = True

    package = computed("包号", Kind.CODE, key=True)
    unit = computed("单位名称")
    period = computed("期间")
    return_code = computed("回收码")
    sent_at = computed("发出时间", Kind.TIME)
    address = computed("收件人")
    sending_state = computed("发送状态", choices=("已生成", "发送中", "已发", "不确定", "失败"))
    message_id = computed("消息标识")
    attachment_hash = computed("附件指纹")
    received_at = computed("收到时间", Kind.TIME)
    return_state = computed("回收状态")
    applied = computed("应用", Kind.INTEGER)
    conflicts = computed("冲突", Kind.INTEGER)
    to_confirm = computed("待确认", Kind.INTEGER)


class Conflicts(Sheet):
    """冲突处理：every cell that needs a person's choice."""

    title = "冲突处理"
    group = Group.RESULT

    number = computed("序号", Kind.INTEGER)
    type = computed("类型")
    sheet = computed("工作表")
    row_key = computed("主键")
    project = computed("项目代码", Kind.CODE)
    project_name = computed("项目名称", width=30)
    field = computed("字段")
    sent_value = computed("发出时", Kind.LONG_TEXT)
    master_value = computed("台账现值", Kind.LONG_TEXT)
    returned_value = computed("返回值", Kind.LONG_TEXT)
    choice = Column("选择", Kind.CHOICE, choices=("采用返回值", "保留现值", "手工填写", "退回单位"))
    manual_value = Column("手工值", Kind.LONG_TEXT)
    grounds = Column("理由", Kind.LONG_TEXT)
    handled_by = Column("处理人")
    handled_at = computed("处理时间", Kind.TIME)
    conflict_id = computed("冲突号", Kind.CODE, key=True)


class Journal(Sheet):
    """操作日志：every command that wrote."""

    title = "操作日志"
    group = Group.RESULT
    wholly_computed = True

    done_at = computed("时间", Kind.TIME)
    operation = computed("操作")
    operator = computed("操作人")
    result = computed("结果", Kind.LONG_TEXT, width=50)
    rows = computed("影响行数", Kind.INTEGER)
    fingerprint = computed("文件指纹", width=24)


class WallChart(Sheet):
    """作战图：one row a project, one column a month of 统计年度."""

    title = "作战图"
    group = Group.COCKPIT
    wholly_computed = True
    paper = "A3"

    code = computed("项目代码", Kind.CODE, key=True)
    project_name = computed("项目名称", width=26)
    responsible_unit = computed("责任单位", width=16)
    stage = computed("项目阶段")
    light = computed("发布灯")
    jan = computed("1月", Kind.LONG_TEXT)
    feb = computed("2月", Kind.LONG_TEXT)
    mar = computed("3月", Kind.LONG_TEXT)
    apr = computed("4月", Kind.LONG_TEXT)
    may = computed("5月", Kind.LONG_TEXT)
    jun = computed("6月", Kind.LONG_TEXT)
    jul = computed("7月", Kind.LONG_TEXT)
    aug = computed("8月", Kind.LONG_TEXT)
    sep = computed("9月", Kind.LONG_TEXT)
    oct = computed("10月", Kind.LONG_TEXT)
    nov = computed("11月", Kind.LONG_TEXT)
    dec = computed("12月", Kind.LONG_TEXT)
    investment_rate = computed("投资完成率", Kind.RATE, dash=True)
    deviation = computed("进度偏差", Kind.POINTS, dash=True)


assert all(WallChart.column(name) for name in MONTH_COLUMNS)


class Cockpit(Sheet):
    """首页：the cockpit. Not a table: its blocks are the workbook names of addin/schema/cockpit.py."""

    title = "首页"
    group = Group.COCKPIT
    wholly_computed = True
