"""督办各表：亮灯台账、发文登记、约谈登记、报送登记、督查记录、实地查看、现场巡查。"""

from __future__ import annotations

from addin.schema.base import Column, Group, Kind, Sheet, computed
from addin.schema.ledgers import PROJECTS, REPORT_STATES, UNITS, YES_NO

VISIT_KINDS = (
    "“三个一批”项目",
    "2023年省重点项目",
    "2022年中央预算内投资项目",
    "2023年中央预算内投资项目",
    "2022年地方政府专项债券项目",
    "2023年地方政府专项债券项目",
    "政策性开发性金融工具（基金）项目",
)


class LightRegister(Sheet):
    """亮灯台账：the light of each project and month, as ruled, adjusted and published."""

    title = "亮灯台账"
    group = Group.SUPERVISION
    paper = "A3"

    code = Column("项目代码", Kind.CODE, key=True, refers_to=PROJECTS)
    month = Column("月份", Kind.MONTH, key=True)
    project_name = computed("项目名称", width=30)
    responsible_unit = computed("责任单位")
    rule_light = computed("规则灯")
    rule = computed("依据规则")
    reason = computed("亮灯原因", Kind.LONG_TEXT, width=60)
    adjusted_light = Column("调整灯", Kind.CHOICE, choices=("绿", "黄", "红", "灰", "蓝", "橙"))
    adjustment_reason = Column("调整理由", Kind.LONG_TEXT)
    approved_by = Column("批准人")
    light = computed("发布灯")
    frozen = computed("是否定版", choices=YES_NO)


class Letters(Sheet):
    """发文登记：every document, its number, rows and reply; numbers are never reused."""

    title = "发文登记"
    group = Group.SUPERVISION

    number = Column("登记号", Kind.CODE, key=True)
    kind = Column("文种")
    unit = Column("单位名称", refers_to=UNITS)
    month = Column("月份", Kind.MONTH)
    issuer = Column("机关简称", refers_to="发文机关")
    issuer_code = Column("机关代字")
    year = Column("年份", Kind.INTEGER)
    serial = Column("序号", Kind.INTEGER)
    document_number = Column("发文字号", width=20)
    copy_number = Column("份号")
    secrecy = Column("密级")
    urgency = Column("紧急程度", Kind.CHOICE, choices=("特急", "加急"))
    document_title = Column("标题", width=36)
    addressee = Column("主送")
    copied_to = Column("抄送")
    dated = Column("成文日期", Kind.DATE)
    rows = Column("关联编号", Kind.LIST, width=30)
    reply_due = Column("反馈时限", Kind.DATE)
    replied_on = Column("反馈日期", Kind.DATE)
    reply = Column("反馈情况", Kind.LONG_TEXT)
    file_name = Column("文件名", width=30)
    state = Column("状态", Kind.CHOICE, choices=("拟稿", "已发", "作废"))


class FormalTalks(Sheet):
    """约谈登记：formal talks."""

    title = "约谈登记"
    group = Group.SUPERVISION

    number = Column("约谈编号", Kind.CODE, key=True)
    codes = Column("项目代码", Kind.LIST, refers_to=PROJECTS)
    unit = Column("约谈单位", refers_to=UNITS)
    matter = Column("事由", Kind.LONG_TEXT)
    held_on = Column("约谈日期", Kind.DATE)
    held_at = Column("约谈时间", Kind.TIME)
    place = Column("地点")
    speaker = Column("约谈人")
    spoken_to = Column("约谈对象")
    units_present = Column("参加单位", Kind.LIST, refers_to=UNITS)
    record = Column("约谈情况", Kind.LONG_TEXT)
    requirements = Column("整改要求", Kind.LONG_TEXT)
    due_on = Column("整改时限", Kind.DATE)


class Submissions(Sheet):
    """报送登记：which unit's tables came in on which day."""

    title = "报送登记"
    group = Group.SUPERVISION

    unit = Column("单位名称", key=True, refers_to=UNITS)
    month = Column("月份", Kind.MONTH, key=True)
    form = Column("表名", key=True)
    received_on = Column("收到日期", Kind.DATE)
    blanks = Column("缺项数", Kind.INTEGER)
    state = computed("报送情况", choices=REPORT_STATES)


class Inspections(Sheet):
    """督查记录：inspections and the five checks."""

    title = "督查记录"
    group = Group.SUPERVISION

    number = Column("督查编号", Kind.CODE, key=True)
    type = Column("类型", Kind.CHOICE, choices=("专项督查", "月度督查", "五查", "挂牌督办"))
    phase = Column("阶段", Kind.CHOICE, choices=("前期", "中期", "后期"))
    code = Column("项目代码", Kind.CODE, refers_to=PROJECTS)
    responsible_unit = Column("责任单位", refers_to=UNITS)
    held_on = Column("督查日期", Kind.DATE)
    plan_check = Column("查方案", Kind.LONG_TEXT)
    record_check = Column("查记录", Kind.LONG_TEXT)
    progress_check = Column("查进度", Kind.LONG_TEXT)
    duty_check = Column("查履职", Kind.LONG_TEXT)
    result_check = Column("查实效", Kind.LONG_TEXT)
    problems = Column("问题", Kind.LONG_TEXT)
    listed_on = Column("挂牌日期", Kind.DATE)
    delisted_on = Column("摘牌日期", Kind.DATE)
    score = Column("得分", Kind.NUMBER)


class SiteVisits(Sheet):
    """实地查看：reported against seen on site, in seven variants."""

    title = "实地查看"
    group = Group.SUPERVISION
    note = "单位：万元"
    paper = "A3"

    number = Column("查看编号", Kind.CODE, key=True)
    type = Column("查看类别", Kind.CHOICE, choices=VISIT_KINDS)
    county = Column("县（市、区）")
    code = Column("项目代码", Kind.CODE, refers_to=PROJECTS)
    project_name = Column("项目名称", width=30, hint="没有项目代码时才填写")
    owner_company = Column("项目单位")
    total_investment = Column("总投资", Kind.MONEY)
    planned_start = Column("计划开工时间", Kind.DATE)
    actual_start = Column("实际开工时间", Kind.DATE)
    year_plan = Column("年计划投资", Kind.MONEY)
    invested_to_date = Column("累计完成投资", Kind.MONEY)
    grant_document = Column("下达文号")
    funds_granted = Column("下达资金", Kind.MONEY)
    funds_received = Column("到位资金", Kind.MONEY)
    funds_paid = Column("支付资金", Kind.MONEY)
    bond_batch = Column("债券批次")
    quota = Column("额度", Kind.MONEY)
    issued_on = Column("发行日", Kind.DATE)
    bank = Column("投放银行")
    amount_placed = Column("投放金额", Kind.MONEY)
    placed_on = Column("投放日", Kind.DATE)
    batch = Column("批次")
    event_phase = Column("活动阶段", Kind.CHOICE, choices=("签约", "开工", "投产"))
    approval = Column("立项")
    land = Column("用地")
    planning = Column("规划")
    environment = Column("环评")
    construction_permit = Column("施工许可")
    reported_state = Column("形象进度（上报）", Kind.LONG_TEXT)
    seen_state = Column("形象进度（现场）", Kind.LONG_TEXT)
    problems = Column("存在问题", Kind.LONG_TEXT)
    cause = Column("原因类别")
    advice = Column("整改建议", Kind.LONG_TEXT)
    responsible_unit = Column("责任单位", refers_to=UNITS)
    due_on = Column("整改时限", Kind.DATE)
    visited_on = Column("查看日期", Kind.DATE)
    visitor = Column("查看人")
    remarks = Column("备注", Kind.LONG_TEXT)
    payment_rate = computed("支付率", Kind.RATE, dash=True)
    consistent = computed("是否一致", choices=YES_NO)


class Patrols(Sheet):
    """现场巡查：is the site at work?"""

    title = "现场巡查"
    group = Group.SUPERVISION

    code = Column("项目代码", Kind.CODE, key=True, refers_to=PROJECTS)
    patrolled_on = Column("巡查日期", Kind.DATE, key=True)
    way = Column("巡查方式", Kind.CHOICE, choices=("视频", "现场"))
    running = Column("设备运转", Kind.CHOICE, choices=YES_NO)
    seen = Column("情况", Kind.LONG_TEXT)
    picture = Column("照片")
    idle_days = computed("连续停工天数", Kind.INTEGER)
    notice = computed("提示")
