"""排名考核与规则各表：what people change without touching code."""

from __future__ import annotations

from addin.schema.base import Column, Group, Kind, Sheet, computed
from addin.schema.ledgers import STAGES, UNITS, YES_NO, Needs, Reserve

PERIODS = ("月", "季", "半年", "年")


class Rankings(Sheet):
    """排名榜：places by period and object; one more column an indicator, after 对象名称."""

    title = "排名榜"
    group = Group.RANKING
    wholly_computed = True
    open_after = "object_name"

    month = computed("月份", Kind.MONTH, key=True)
    period = computed("口径", key=True, choices=PERIODS)
    object = computed("排名对象", key=True, choices=("单位", "项目", "专班"))
    ranking_group = computed("组别")
    object_code = computed("对象代码")
    object_name = computed("对象名称", key=True, width=24)
    bonus = computed("加减分", Kind.NUMBER)
    score = computed("总分", Kind.NUMBER, dash=True)
    place = computed("名次", Kind.INTEGER, dash=True)
    place_before = computed("上期名次", Kind.INTEGER, dash=True)
    movement = computed("位次变化")
    board = computed("上榜", choices=("红榜", "黑榜"))
    unit_light = computed("单位灯")
    remarks = computed("说明", Kind.LONG_TEXT)


class Bonuses(Sheet):
    """加减分：points added and taken by hand."""

    title = "加减分"
    group = Group.RANKING

    unit = Column("单位名称", key=True, refers_to=UNITS)
    month = Column("月份", Kind.MONTH, key=True)
    points = Column("分值", Kind.NUMBER)
    matter = Column("事由", Kind.LONG_TEXT)
    grounds = Column("依据", Kind.LONG_TEXT)


class LightRules(Sheet):
    """亮灯规则：measure, level, comparison, threshold, periods."""

    title = "亮灯规则"
    group = Group.RULE

    scheme = Column("方案", key=True)
    enabled = Column("启用", Kind.CHOICE, choices=YES_NO)
    measure = Column("指标", key=True, width=18)
    stages = Column("适用阶段", Kind.LIST, choices=STAGES)
    level = Column("级别", Kind.INTEGER, key=True)
    comparison = Column("比较", Kind.CHOICE, choices=("≥", ">", "≤", "<"))
    threshold = Column("阈值", Kind.NUMBER)
    periods = Column("连续期数", Kind.INTEGER)
    discretionary = Column("视情", Kind.CHOICE, choices=YES_NO)
    source = Column("依据", Kind.LONG_TEXT, width=40)


class LightLabels(Sheet):
    """颜色标签：level → label, colour, symbol."""

    title = "颜色标签"
    group = Group.RULE

    scheme = Column("方案", key=True)
    level = Column(
        "级别", Kind.INTEGER, key=True, hint="−1 超前或完成，0 正常，1 黄级，2 橙级，3 红级，空白为不亮灯"
    )
    label = Column("标签")
    colour = Column("颜色", hint="六位十六进制，如 C00000")
    symbol = Column("符号")


class Indicators(Sheet):
    """考核指标：what units are scored on."""

    title = "考核指标"
    group = Group.RULE

    scheme = Column("方案", key=True)
    ranking_group = Column("组别", key=True, hint="空白为所有组别")
    indicator = Column("指标", key=True, width=20)
    weight = Column("权重", Kind.NUMBER)
    target = Column("目标值", hint="数值，或：序时进度")
    scoring = Column("计分方式", Kind.CHOICE, choices=("比例", "扣分", "名次", "分段"))
    bands = Column("分段")
    ceiling = Column("封顶", Kind.NUMBER)
    floor = Column("保底", Kind.NUMBER)
    direction = Column("方向", Kind.CHOICE, choices=("越高越好", "越低越好"))
    over_period = Column(
        "期间口径",
        Kind.CHOICE,
        choices=("平均", "期末"),
        hint="季、半年、年怎样取值：各月平均，或最后一个月",
    )
    source = Column("依据", Kind.LONG_TEXT, width=40)


class Ladder(Sheet):
    """督办阶梯：which letter when."""

    title = "督办阶梯"
    group = Group.RULE

    step = Column("级次", Kind.INTEGER, key=True)
    trigger = Column(
        "触发条件",
        Kind.CHOICE,
        key=True,
        choices=("灯级", "逾期天数", "提醒函未反馈", "督办函未反馈", "连续红灯月数", "年内亮灯次数"),
    )
    lower = Column("阈值下限", Kind.NUMBER)
    upper = Column("阈值上限", Kind.NUMBER)
    kind = Column("文种", key=True)
    issuer = Column("机关简称")
    reply_days = Column("反馈天数", Kind.INTEGER)
    source = Column("依据", Kind.LONG_TEXT, width=40)


class Tiers(Sheet):
    """会商机制：tiers of meetings, their rhythm and what is raised."""

    title = "会商机制"
    group = Group.RULE

    scheme = Column("方案", key=True)
    number = Column("层级序号", Kind.INTEGER, key=True)
    tier = Column("会商层级", width=20)
    convenor = Column("召集人")
    cycle = Column("周期", Kind.INTEGER)
    cycle_unit = Column("周期单位", Kind.CHOICE, choices=("天", "月"))
    raise_after_days = Column("上提逾期天数", Kind.INTEGER)
    raise_after_meetings = Column("上提会议次数", Kind.INTEGER)
    filed_with = Column("备案单位")
    source = Column("依据", Kind.LONG_TEXT, width=40)


class Eligibility(Sheet):
    """申报条件：what makes a project a key or major one; a tier is open by any of its rows."""

    title = "申报条件"
    group = Group.RULE
    note = "单位：万元"

    scheme = Column("方案", key=True)
    tier = Column("层级", key=True, hint="区重点、区重大用于储备库；政府投资范围、社会投资范围用于项目清单")
    number = Column("序号", Kind.INTEGER, key=True)
    category = Column("项目类别", Kind.CHOICE, choices=Reserve.category.choices, hint="空白为不限")
    natures = Column("项目属性", Kind.LIST, choices=Reserve.nature.choices, hint="空白为不限")
    funding_levels = Column("资金层级", Kind.LIST, choices=Reserve.funding_level.choices, hint="空白为不限")
    in_city_pool = Column("列入市库", Kind.CHOICE, choices=YES_NO, hint="空白为不限")
    least_investment = Column("总投资下限", Kind.MONEY, hint="含本数；空白为不设下限")
    source = Column("依据", Kind.LONG_TEXT, width=40)


class FactorOffices(Sheet):
    """要素分工：which unit handles a need, by factor and by the level that the money comes from."""

    title = "要素分工"
    group = Group.RULE

    factor = Column("要素", Kind.CHOICE, key=True, choices=Needs.factor.choices)
    funding_level = Column(
        "资金层级", Kind.CHOICE, key=True, choices=Needs.funding_level.choices, hint="空白为不限"
    )
    handling_unit = Column("承办单位", refers_to=UNITS)
    source = Column("依据", Kind.LONG_TEXT, width=40)
