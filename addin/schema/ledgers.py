"""台账各表：项目清单、储备库、计划、进度、节点、问题、责任、要素、整改。"""

from __future__ import annotations

from addin.schema.base import Column, Group, Kind, Sheet, computed, reported

YES_NO = ("是", "否")
PROCEDURE = ("未办", "办理中", "已办", "不需办理")
STAGES = ("谋划", "储备", "前期", "新开工", "在建", "竣工", "投产")
UNITS = "单位名录"
PROJECTS = "项目清单"
DEED_STATES = ("未到期", "临期", "按期完成", "逾期完成", "逾期未完成")
REPORT_STATES = ("按时", "迟报", "缺报")


class Projects(Sheet):
    """项目清单：one row a key project."""

    title = PROJECTS
    group = Group.LEDGER
    note = "单位：万元"
    paper = "A3"

    code = Column("项目代码", Kind.CODE, key=True)
    project_name = Column("项目名称", required=True, width=30)
    category = Column("项目类别", Kind.CHOICE, choices=("政府投资", "社会投资"))
    tags = Column(
        "清单标签",
        Kind.LIST,
        choices=(
            "年度新开工",
            "区领导联系",
            "百亿级",
            "标志性",
            "蜗牛",
            "省市集中开工",
            "省市重点工程",
            "省“4+1”",
            "亮点工程",
        ),
    )
    tier = Column("项目层级", Kind.CHOICE, choices=("一般", "区重点", "区重大", "市重点", "省重点"))
    industry = Column("行业领域")
    task_force = Column("所属专班", refers_to="专班分工")
    parent_code = Column(
        "上级项目代码", Kind.CODE, refers_to=PROJECTS, hint="打包项目的子项在此填上级项目的代码"
    )
    stage = Column("项目阶段", Kind.CHOICE, required=True, choices=STAGES, other_words={"续建": "在建"})
    content = Column("建设内容及规模", Kind.LONG_TEXT, aliases=("建设规模和主要内容", "建设规模及内容"))
    location = Column("建设地点", aliases=("项目实施地点",))
    construction_years = Column("建设年限", aliases=("建设起止年限",))
    total_investment = Column("总投资", Kind.MONEY, required=True)
    invested_before = Column("期初累计完成投资", Kind.MONEY, hint="台账第一个月之前的累计完成投资")
    year_plan = Column("年计划投资", Kind.MONEY, aliases=("年度计划投资", "年计划完成投资", "年度投资目标"))
    year_target = Column("年计划形象进度", Kind.LONG_TEXT)
    funding = Column("资金来源")
    contract = Column("签约情况")
    procedures = reported("手续办理进展", Kind.LONG_TEXT)
    demolition = reported("拆迁进展", Kind.LONG_TEXT)
    land_approval = reported("用地审批手续", Kind.CHOICE, choices=PROCEDURE)
    project_approval = reported("审批核准备案手续", Kind.CHOICE, choices=PROCEDURE)
    land_planning = reported("用地规划手续", Kind.CHOICE, choices=PROCEDURE)
    construction_planning = reported("建设规划手续", Kind.CHOICE, choices=PROCEDURE)
    environment = reported("环评审批手续", Kind.CHOICE, choices=PROCEDURE)
    land_acquired = Column("拿地日期", Kind.DATE)
    collective_start = Column("集中开工日期", Kind.DATE)
    substantive_start = Column("实质性开工日期", Kind.DATE)
    planned_start = Column("计划开工日期", Kind.DATE)
    actual_start = reported("实际开工日期", Kind.DATE)
    planned_completion = Column("计划竣工日期", Kind.DATE)
    actual_completion = reported("实际竣工日期", Kind.DATE)
    statistics_entry = Column("统计入库日期", Kind.DATE, aliases=("入库日期",))
    sponsor = Column("分包区领导")
    service_officer = Column("首席服务员", aliases=("首席服务官",))
    responsible_units = Column(
        "责任单位", Kind.LIST, required=True, refers_to=UNITS, hint="多个单位用、分隔，第一个为牵头单位"
    )
    supporting_units = Column("配合单位", Kind.LIST, refers_to=UNITS)
    person_in_charge = Column("责任人")
    owner_company = Column("项目单位", aliases=("建设单位",))
    contact = reported("联系人及电话", aliases=("项目单位联系人及电话",))
    exemption_reason = Column("豁免原因")
    exemption_document = Column("豁免批准文号")
    exempt_from = Column("豁免起月", Kind.MONTH)
    exempt_until = Column("豁免止月", Kind.MONTH)
    remarks = reported("备注", Kind.LONG_TEXT)

    scope = computed("范围判定", hint="按申报条件判定是否在政府投资、社会投资重大项目范围")
    substantive_start_due = computed("实质性开工时限", Kind.DATE)
    land_start_due = computed("拿地开工时限", Kind.DATE)
    days_to_start = computed("拿地至开工天数", Kind.INTEGER)
    month_done = computed("本月完成投资", Kind.MONEY)
    invested_to_date = computed("累计完成投资", Kind.MONEY)
    year_done = computed("年度完成投资", Kind.MONEY)
    investment_rate = computed("投资完成率", Kind.RATE, dash=True)
    scheduled_progress = computed("序时进度", Kind.RATE, aliases=("时序进度",), dash=True)
    deviation = computed("进度偏差", Kind.POINTS, dash=True, hint="百分点，负数为落后")
    lag_months = computed("连续滞后月数", Kind.INTEGER)
    rule_light = computed("规则灯")
    light = computed("发布灯")
    reason = computed("亮灯原因", Kind.LONG_TEXT, width=48)
    lit_count = computed("年内亮灯次数", Kind.INTEGER)
    open_issues = computed("未销号问题数", Kind.INTEGER)
    letters_sent = computed("已发督办")
    suggestion = computed("建议措施")


class Reserve(Sheet):
    """储备库：projects applied for."""

    title = "储备库"
    group = Group.LEDGER
    note = "单位：万元"
    paper = "A3"

    code = Column("项目代码", Kind.CODE, key=True)
    project_name = reported("项目名称", width=30)
    applicant = reported("申报单位", refers_to=UNITS)
    industry = reported("行业领域")
    category = reported("项目类别", Kind.CHOICE, choices=("政府投资", "社会投资"))
    nature = reported("项目属性", Kind.CHOICE, choices=("产业", "民生", "基础设施", "其他"))
    funding_level = reported("资金层级", Kind.CHOICE, choices=("区级", "市本级", "省级", "中央"))
    in_city_pool = Column("列入市库", Kind.CHOICE, choices=YES_NO)
    total_investment = reported("总投资", Kind.MONEY)
    content = reported("建设内容及规模", Kind.LONG_TEXT)
    applied_on = reported("申请日期", Kind.DATE)
    screened_on = Column("初审日期", Kind.DATE)
    verified_on = Column("核实日期", Kind.DATE)
    decided_on = Column("审定日期", Kind.DATE)
    approved_on = Column("批准日期", Kind.DATE)
    approval_document = Column("批准文号")
    entered_on = Column("入库日期", Kind.DATE)
    left_on = Column("出库日期", Kind.DATE)
    converted_on = Column("转化日期", Kind.DATE)
    state = computed("状态")
    eligible_tier = computed("可申报层级")
    grounds = computed("判定依据", Kind.LONG_TEXT)


class MonthlyPlans(Sheet):
    """月度计划：cumulative plan by month, one row a project, year and version."""

    title = "月度计划"
    group = Group.LEDGER
    note = "单位：万元　各月为当年累计计划"

    code = Column("项目代码", Kind.CODE, key=True, refers_to=PROJECTS)
    year = Column("年度", Kind.INTEGER, key=True)
    effective_from = Column("生效月份", Kind.MONTH, key=True, hint="空白为1月；年中调整填调整生效的月份")
    batch = Column("调整批次")
    jan = Column("1月", Kind.MONEY)
    feb = Column("2月", Kind.MONEY)
    mar = Column("3月", Kind.MONEY)
    apr = Column("4月", Kind.MONEY)
    may = Column("5月", Kind.MONEY)
    jun = Column("6月", Kind.MONEY)
    jul = Column("7月", Kind.MONEY)
    aug = Column("8月", Kind.MONEY)
    sep = Column("9月", Kind.MONEY)
    oct = Column("10月", Kind.MONEY)
    nov = Column("11月", Kind.MONEY)
    dec = Column("12月", Kind.MONEY)
    project_name = computed("项目名称", width=30)


MONTH_COLUMNS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class MonthlyProgress(Sheet):
    """月度进度：what a unit reports, one row a project and month."""

    title = "月度进度"
    group = Group.LEDGER
    note = "单位：万元"
    paper = "A3"

    code = Column("项目代码", Kind.CODE, key=True, refers_to=PROJECTS)
    month = Column("月份", Kind.MONTH, key=True)
    month_done = reported("本月完成投资", Kind.MONEY, required=True)
    physical_progress = reported("形象进度", Kind.LONG_TEXT, required=True)
    problems = reported("存在问题", Kind.LONG_TEXT)
    next_steps = reported("下步措施", Kind.LONG_TEXT)
    forecast = reported("预判", Kind.CHOICE, choices=("能够完成", "难以按时完成", "完成较差"))
    funds_received = reported("到位资金", Kind.MONEY)
    funds_due = reported("应支付资金", Kind.MONEY)
    funds_paid = reported("支付资金", Kind.MONEY)
    reporting_unit = reported("填报单位", refers_to=UNITS)
    reporter = reported("填报人")
    reported_on = reported("填报日期", Kind.DATE)
    as_of = reported("截至日期", Kind.DATE)
    remarks = reported("备注", Kind.LONG_TEXT)
    project_name = computed("项目名称", width=30)
    year_done = computed("年度完成投资", Kind.MONEY)
    investment_rate = computed("投资完成率", Kind.RATE, dash=True)
    scheduled_progress = computed("序时进度", Kind.RATE, aliases=("时序进度",), dash=True)
    deviation = computed("进度偏差", Kind.POINTS, dash=True)
    basis = computed("序时口径")
    behind = computed("是否滞后")
    lag_months = computed("连续滞后月数", Kind.INTEGER)
    report_state = computed("报送情况", choices=REPORT_STATES)


class Milestones(Sheet):
    """节点计划：planned steps of a project."""

    title = "节点计划"
    group = Group.LEDGER

    code = Column("项目代码", Kind.CODE, key=True, refers_to=PROJECTS)
    number = Column("节点序号", Kind.INTEGER, key=True)
    milestone = Column("节点名称", width=24)
    standard = Column("完成标准", Kind.LONG_TEXT)
    responsible_unit = Column("责任单位", refers_to=UNITS)
    person_in_charge = Column("责任人")
    planned_on = Column("计划完成日期", Kind.DATE)
    completed_on = reported("实际完成日期", Kind.DATE)
    project_name = computed("项目名称", width=30)
    state = computed("状态", choices=DEED_STATES)
    days_overdue = computed("逾期天数", Kind.INTEGER)
    letters_sent = computed("已发督办")
    suggestion = computed("建议措施")


class Issues(Sheet):
    """问题清单：problems raised and followed until closed out."""

    title = "问题清单"
    group = Group.LEDGER
    paper = "A3"

    number = Column("问题编号", Kind.CODE, key=True)
    code = Column("项目代码", Kind.CODE, refers_to=PROJECTS)
    source = Column(
        "问题来源",
        Kind.CHOICE,
        choices=(
            "一周例会",
            "半月协调",
            "月度会商",
            "双月会商",
            "周调度会",
            "领导批示",
            "督查",
            "月报",
            "实地查看",
            "单位上报",
        ),
    )
    raised_on = Column("提出日期", Kind.DATE)
    description = Column("问题描述", Kind.LONG_TEXT, aliases=("存在问题",))
    category = Column("问题类别", Kind.CHOICE, choices=("资金", "土地", "规划", "审批", "征迁", "其他"))
    special_tags = Column("特殊标签", Kind.LIST, choices=("涉铁", "涉军", "涉河", "涉电"))
    target = Column("目标任务", Kind.LONG_TEXT)
    measures = Column("推进措施", Kind.LONG_TEXT)
    standard = Column("解决标准", Kind.LONG_TEXT)
    proposal = Column("解决建议", Kind.LONG_TEXT)
    tier = Column("当前层级")
    responsible_units = Column("责任单位", Kind.LIST, refers_to=UNITS)
    supporting_units = Column("配合单位", Kind.LIST, refers_to=UNITS)
    person_in_charge = Column("责任人")
    listed_on = Column("列单日期", Kind.DATE)
    assigned_on = Column("交单日期", Kind.DATE)
    signed_on = reported("签收日期", Kind.DATE)
    feedback_on = reported("办单反馈日期", Kind.DATE)
    handling = reported("办理情况", Kind.LONG_TEXT)
    due_on = Column("办结时限", Kind.DATE, aliases=("解决时限",))
    resolved_on = Column("办结日期", Kind.DATE)
    review = Column("复核结果", Kind.CHOICE, choices=("通过", "退回"))
    closed_on = Column("销号日期", Kind.DATE)
    times_returned = Column("退回次数", Kind.INTEGER)
    project_name = computed("项目名称", width=30)
    step = computed("四单状态", choices=("列单", "交单", "办单", "清单"))
    days_overdue = computed("逾期天数", Kind.INTEGER)
    light = computed("亮灯")
    letters_sent = computed("已发督办")
    suggestion = computed("建议措施")


class IssueMoves(Sheet):
    """问题流转：an issue raised from one tier to another."""

    title = "问题流转"
    group = Group.LEDGER

    number = Column("问题编号", Kind.CODE, key=True, refers_to="问题清单")
    moved_on = Column("日期", Kind.DATE, key=True)
    from_tier = Column("从层级")
    to_tier = Column("到层级")
    reason = Column("原因", Kind.LONG_TEXT)
    topic = Column("议题编号", Kind.CODE, refers_to="会商议题")
    skipped_tier = computed("是否越级", choices=YES_NO)


class Duties(Sheet):
    """责任清单：tasks of lead units, by month, and of supporting departments."""

    title = "责任清单"
    group = Group.LEDGER

    number = Column("任务编号", Kind.CODE, key=True)
    type = Column("类型", Kind.CHOICE, choices=("牵头单位任务", "月度节点任务", "要素保障配合"))
    code = Column("项目代码", Kind.CODE, refers_to=PROJECTS)
    task = Column("任务内容", Kind.LONG_TEXT)
    function = Column("职能", Kind.CHOICE, choices=("统筹", "协调", "服务", "督促"))
    lead_unit = Column("牵头单位", refers_to=UNITS)
    supporting_units = Column("配合单位", Kind.LIST, refers_to=UNITS)
    person_in_charge = Column("责任人")
    assigned_on = Column("下达日期", Kind.DATE)
    due_on = Column("完成时限", Kind.DATE)
    completed_on = reported("完成日期", Kind.DATE)
    outcome = reported("完成情况", Kind.LONG_TEXT)
    state = computed("状态", choices=DEED_STATES)
    days_overdue = computed("逾期天数", Kind.INTEGER)
    letters_sent = computed("已发督办")
    suggestion = computed("建议措施")


class Needs(Sheet):
    """要素需求：land, funds, energy and the like that a project needs."""

    title = "要素需求"
    group = Group.LEDGER

    code = Column("项目代码", Kind.CODE, key=True, refers_to=PROJECTS)
    factor = Column(
        "要素", Kind.CHOICE, key=True, choices=("土地", "资金", "能耗", "环境容量", "林地", "水电路", "其他")
    )
    need = Column("需求", Kind.LONG_TEXT)
    funding_level = Column("资金层级", Kind.CHOICE, choices=("区级", "市本级", "省级", "中央"))
    handling_unit = Column("承办单位", refers_to=UNITS)
    due_on = Column("办结时限", Kind.DATE)
    resolved_on = Column("办结日期", Kind.DATE)
    state = Column("状态", Kind.CHOICE, choices=("待办", "办理中", "已办结"))
    project_name = computed("项目名称", width=30)
    proper_unit = computed("应承办单位", hint="按要素分工")
    days_overdue = computed("逾期天数", Kind.INTEGER)


class Rectifications(Sheet):
    """专项整改台账：slow projects under rectification, closed only by evidence."""

    title = "专项整改台账"
    group = Group.LEDGER

    code = Column("项目代码", Kind.CODE, key=True, refers_to=PROJECTS)
    listed_month = Column("列入月份", Kind.MONTH, key=True)
    reason = Column("原因", Kind.LONG_TEXT)
    measures = reported("整改措施", Kind.LONG_TEXT)
    responsible_unit = Column("责任单位", refers_to=UNITS)
    due_on = Column("整改时限", Kind.DATE)
    evidence = reported("销号依据", Kind.LONG_TEXT)
    closed_on = Column("销号日期", Kind.DATE)
    project_name = computed("项目名称", width=30)
    state = computed("状态", choices=("整改中", "逾期", "已销号"))
