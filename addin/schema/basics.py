"""底册：参数、发文机关、单位名录、组织架构、专班分工。"""

from __future__ import annotations

from addin.schema.base import Column, Group, Kind, Sheet

UNITS = "单位名录"


class Parameters(Sheet):
    """参数：settings by name; the names are declared in addin/schema/settings.py."""

    title = "参数"
    group = Group.BASE

    setting = Column("名称", key=True, width=20)
    value = Column("取值", width=18)
    explanation = Column("说明", Kind.LONG_TEXT, width=60)


class Issuers(Sheet):
    """发文机关：the bodies that issue documents."""

    title = "发文机关"
    group = Group.BASE

    short_name = Column("机关简称", key=True)
    full_name = Column("机关全称", width=30)
    mark = Column("发文机关标志", width=30)
    code = Column("机关代字")
    letter_code = Column("函代字")
    signature = Column("署名", width=30)
    signatory = Column("签发人")
    printed_by = Column("印发机关", width=30)
    contact = Column("联系人")
    phone = Column("联系电话")


class Units(Sheet):
    """单位名录：units that are responsible, report and are ranked."""

    title = UNITS
    group = Group.BASE

    unit = Column("单位名称", key=True, width=20)
    full_name = Column("规范全称", width=30)
    other_names = Column("别名", Kind.LIST)
    type = Column("类型", Kind.CHOICE, choices=("乡镇街道", "部门", "平台", "企业", "专班"))
    ranking_group = Column("排名组别")
    relation = Column("与本机关关系", Kind.CHOICE, choices=("下级", "不相隶属", "上级"))
    salutation = Column("主送称谓", width=24)
    liaison = Column("联络员")
    phone = Column("联络电话")
    email = Column("电子邮箱", width=24)


class Organisation(Sheet):
    """组织架构：who holds which role in which body."""

    title = "组织架构"
    group = Group.BASE

    body = Column("机构", key=True, width=20)
    role = Column(
        "角色", Kind.CHOICE, choices=("联系领导", "组长", "副组长", "主任", "带班领导", "联络员", "成员")
    )
    person = Column("姓名", key=True)
    unit = Column("单位", refers_to=UNITS)
    post = Column("职务")
    rank = Column("级别")


class TaskForces(Sheet):
    """专班分工：task forces, their lead and member units."""

    title = "专班分工"
    group = Group.BASE

    number = Column("序号", Kind.INTEGER)
    task_force = Column("工作专班", key=True, width=20)
    duties = Column("主要职责", Kind.LONG_TEXT)
    lead_unit = Column("牵头单位", refers_to=UNITS)
    member_units = Column("成员单位", Kind.LIST, refers_to=UNITS)
