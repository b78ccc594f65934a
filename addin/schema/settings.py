"""参数：every setting of the sheet 参数, its choices and its default (the first choice)."""

from __future__ import annotations

from dataclasses import dataclass

from addin.schema.base import Kind


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of 参数. `default` None = blank. `kind` says how the 取值 cell is read."""

    name: str
    title: str
    kind: Kind
    default: str | int | float | None
    explanation: str
    choices: tuple[str, ...] = ()


def _choice(name: str, title: str, explanation: str, *choices: str) -> Setting:
    return Setting(name, title, Kind.CHOICE, choices[0], explanation, choices)


SETTINGS = (
    Setting("year", "统计年度", Kind.INTEGER, None, "随统计月份"),
    Setting("as_of", "统计月份", Kind.MONTH, None, "算到哪个月，如 2022-09；亮灯、排名、通报都以它为准"),
    Setting("plan_year", "计划年度", Kind.INTEGER, None, "项目清单“年计划投资”属于哪一年；空白为统计年度"),
    Setting("home_issuer", "本机关", Kind.TEXT, None, "发文机关表中的机关简称"),
    Setting("region", "行政区名称", Kind.TEXT, None, "如：××市"),
    Setting("light_scheme", "亮灯方案", Kind.TEXT, "宁波", "亮灯规则、颜色标签表中的方案"),
    Setting("score_scheme", "考核方案", Kind.TEXT, "默认", "考核指标表中的方案"),
    Setting("tier_scheme", "会商方案", Kind.TEXT, "北仑", "会商机制表中的方案"),
    _choice(
        "basis", "序时口径", "月度计划：有月度计划按计划，没有按线性；线性：一律按线性", "月度计划", "线性"
    ),
    Setting("tolerance", "滞后容差", Kind.NUMBER, 0, "百分点；落后不超过它不算滞后"),
    _choice("missing_as", "缺报视为", "缺报的月份怎样算", "滞后", "不计", "未滞后"),
    _choice("across_years", "跨年连续", "连续滞后月数是否跨年累计", "是", "否"),
    _choice("lit_counting", "亮灯次数口径", "按月数，或按连续亮灯的次数", "月", "次"),
    Setting("inspection_after", "专项督查次数", Kind.INTEGER, 2, "年内亮灯达到几次列入专项督查"),
    _choice("joint_projects", "联合项目计分", "多个责任单位的项目怎样计分", "牵头计1", "各计1", "平均"),
    _choice("second_key", "同分第二依据", "总分相同时的第二依据", "无", "完成率", "完成额", "开工率"),
    Setting("board_size", "红黑榜名额", Kind.INTEGER, 3, "红榜、黑榜各几名"),
    Setting(
        "honour_when",
        "红榜条件",
        Kind.TEXT,
        "完成且前N名",
        "用且连接：完成、未完成、超额完成、前N名、后N名、总分≥90 等；N 为红黑榜名额",
    ),
    Setting("warning_when", "黑榜条件", Kind.TEXT, "未完成且后N名", "写法同红榜条件"),
    Setting("report_day", "报送截止日", Kind.INTEGER, 25, "每月几日前报送，含当日"),
    _choice("report_month", "报送截止月", "当月的报表在哪个月截止", "当月", "次月"),
    Setting("report_forms", "应报表名", Kind.TEXT, "月度进度", "每月要报的表，用、分隔，登记在报送登记"),
    Setting("chase_days", "催报日", Kind.TEXT, "20、23、26", "每月几日列催报名单，用、分隔"),
    _choice("overdue_days", "逾期口径", "逾期天数按自然日或工作日", "自然日", "工作日"),
    _choice("postpone", "顺延", "时限遇节假日是否顺延", "否", "是"),
    Setting("officer_limit", "首席服务员上限", Kind.INTEGER, 5, "一人最多服务几个项目"),
    Setting("leader_ranks", "带班领导级别", Kind.TEXT, "县级、处级", "专班带班领导应有的级别，用、分隔"),
    Setting("liaison_ranks", "联络员级别", Kind.TEXT, "科级、业务骨干", "专班联络员应有的级别或职务"),
    Setting("start_months", "集中开工时限", Kind.INTEGER, 2, "集中开工后几个月内应实质性开工，月末截短"),
    Setting("land_months", "拿地开工时限", Kind.INTEGER, 1, "拿地后几个月内应开工，月末截短"),
    Setting("visit_months", "观摩周期", Kind.INTEGER, 6, "观摩点评几个月至少一次"),
    Setting("collective_months", "集中开工周期", Kind.INTEGER, 3, "每几个月至少一次集中开工，从一月起分段"),
    Setting("reserve_scheme", "申报方案", Kind.TEXT, "龙亭", "申报条件表中的方案"),
    Setting("idle_days", "停工提示天数", Kind.INTEGER, 7, "现场巡查连续停工几天提示督查"),
    Setting("due_soon_days", "临期天数", Kind.INTEGER, 7, "时限前几天算临期"),
    Setting("sign_days", "签收天数", Kind.INTEGER, 3, "交单后几天内应签收；默认值，非文件规定"),
    Setting("reply_days", "默认反馈天数", Kind.INTEGER, 5, "督办阶梯没有规定的文种的反馈天数"),
    _choice("progress_word", "时序用字", "文书里的用字", "时序进度", "序时进度"),
    _choice("type_area", "版心口径", "页面设置：页边距与国标一致；实测：版心用尺量一致", "页面设置", "实测"),
    _choice("mask_phones", "联系电话脱敏", "文书中的个人电话是否隐去中间四位", "是", "否"),
    _choice("demonstration", "演示数据", "“是”时工作表与文书注明“演示数据”", "否", "是"),
)
