"""会商各表：会商会议、会商议题、议定事项、活动日程。"""

from __future__ import annotations

from addin.schema.base import Column, Group, Kind, Sheet, computed, reported
from addin.schema.ledgers import DEED_STATES, PROJECTS, UNITS


class Meetings(Sheet):
    """会商会议：one row a meeting of a tier."""

    title = "会商会议"
    group = Group.MEETING

    number = Column("会议编号", Kind.CODE, key=True)
    tier = Column("会商层级")
    meeting_name = Column("会议名称", width=30)
    session = Column("期次")
    held_on = Column("会议日期", Kind.DATE)
    held_at = Column("会议时间", Kind.TIME)
    place = Column("地点")
    convenor = Column("会议召集领导")
    host = Column("主持人")
    present = Column("出席", Kind.LIST)
    on_leave = Column("请假", Kind.LIST)
    attending = Column("列席", Kind.LIST)
    recorder = Column("记录人")
    requirements = Column("工作要求", Kind.LONG_TEXT)
    addressee = Column("主送")
    copied_to = Column("抄送")
    filed_on = Column("备案日期", Kind.DATE)
    minutes_number = Column("纪要文号")
    filing = computed("备案情况", choices=("已备案", "未备案", "不需备案"))


class Topics(Sheet):
    """会商议题：what is put before a meeting."""

    title = "会商议题"
    group = Group.MEETING

    number = Column("议题编号", Kind.CODE, key=True)
    meeting = Column("会议编号", Kind.CODE, refers_to="会商会议")
    tier = Column("会商层级")
    issue = Column("问题编号", Kind.CODE, refers_to="问题清单")
    code = Column("项目代码", Kind.CODE, refers_to=PROJECTS)
    applicant = Column("填报单位", refers_to=UNITS)
    applied_on = Column("填报日期", Kind.DATE)
    responsible_unit = Column("项目责任单位", refers_to=UNITS)
    current_progress = Column("当前进展", Kind.LONG_TEXT)
    question = Column("拟提交讨论问题", Kind.LONG_TEXT)
    proposal = Column("解决建议", Kind.LONG_TEXT)
    attending_units = Column("列席单位", Kind.LIST, refers_to=UNITS)
    convenor = Column("会议召集领导")
    summary = Column("汇报摘要", Kind.LONG_TEXT)
    conclusion = Column("例会结论", Kind.LONG_TEXT)
    project_name = computed("项目名称", width=30)
    follow_up = computed("落实情况", Kind.LONG_TEXT)


class Resolutions(Sheet):
    """议定事项：what a meeting resolved, with unit and deadline."""

    title = "议定事项"
    group = Group.MEETING

    number = Column("事项编号", Kind.CODE, key=True)
    meeting = Column("会议编号", Kind.CODE, refers_to="会商会议")
    topic = Column("议题编号", Kind.CODE, refers_to="会商议题")
    issue = Column("问题编号", Kind.CODE, refers_to="问题清单")
    code = Column("项目代码", Kind.CODE, refers_to=PROJECTS)
    resolution = Column("议定内容", Kind.LONG_TEXT)
    responsible_units = Column("责任单位", Kind.LIST, refers_to=UNITS)
    supporting_units = Column("配合单位", Kind.LIST, refers_to=UNITS)
    due_on = Column("解决时限", Kind.DATE)
    follow_up = reported("督办落实情况", Kind.LONG_TEXT)
    completed_on = reported("完成日期", Kind.DATE)
    state = computed("状态", choices=DEED_STATES)
    days_overdue = computed("逾期天数", Kind.INTEGER)
    letters_sent = computed("已发督办")
    suggestion = computed("建议措施")


class Events(Sheet):
    """活动日程：visits, collective starts, joint approvals and the like."""

    title = "活动日程"
    group = Group.MEETING

    number = Column("活动编号", Kind.CODE, key=True)
    type = Column(
        "类型", Kind.CHOICE, choices=("观摩", "集中开工", "联审联批", "现场办公", "培训", "政银企对接")
    )
    held_on = Column("日期", Kind.DATE)
    code = Column("项目代码", Kind.CODE, refers_to=PROJECTS)
    score = Column("得分", Kind.NUMBER)
    comments = Column("点评", Kind.LONG_TEXT)
