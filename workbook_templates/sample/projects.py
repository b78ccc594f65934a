"""项目清单：one row a project, from its specification and its course."""

from __future__ import annotations

import random
from datetime import date, timedelta

from workbook_templates.sample import roles
from workbook_templates.sample.common import (
    AS_OF,
    Row,
    generator,
    month_after,
    month_end,
    person,
    phone,
    tidy,
    workday,
)
from workbook_templates.sample.curves import Course, course, is_revised, revised
from workbook_templates.sample.specs import Spec, by_serial, specs

FORCES = {"厂房": "工业专班", "道路": "交通专班", "水务": "水利专班", "能源": "工业专班", "片区": "城建专班"}
INDUSTRY_FORCES = {
    "教育设施": "社会事业专班", "医疗卫生": "社会事业专班", "公共服务": "社会事业专班", "市政设施": "城建专班",
    "交通设施": "交通专班", "体育设施": "社会事业专班",
}  # fmt: skip
OWNERS = {
    "云澜街道": "云澜街道城市建设服务中心", "映湖街道": "映湖街道城市建设服务中心",
    "松屏街道": "松屏街道城市建设服务中心", "禾渡镇": "禾渡镇村镇建设办公室", "青岙镇": "青岙镇村镇建设办公室",
    "石漾镇": "石漾镇村镇建设办公室", "芦汀乡": "芦汀乡村镇建设办公室", "区住建局": "区城市建设事务中心",
    "区交通局": "区交通工程建设中心", "区水利局": "区水利工程建设中心", "区教育局": "区教育后勤建设中心",
    "区卫健局": "区卫生基建管理中心", "开发区管委会": "开发区投资建设中心", "高铁新城管委会": "高铁新城建设指挥部",
}  # fmt: skip
SPONSORS = (
    "区长", "常务副区长", "分管工业副区长", "分管城建副区长", "分管农业农村副区长", "分管社会事业副区长",
    "区委办公室主任", "区人大常委会副主任", "区政协副主席",
)  # fmt: skip
SUPPORT = {
    "厂房": ("区资规分局", "区生态环境分局", "区供电公司"),
    "道路": ("区资规分局", "区财政局", "区供电公司"),
    "水务": ("区资规分局", "区生态环境分局", "区财政局"),
    "能源": ("区供电公司", "区生态环境分局", "区发改局"),
    "房建": ("区资规分局", "区财政局", "区住建局"),
    "片区": ("区资规分局", "区财政局", "区农业农村局"),
}
TARGETS = {
    "厂房": (
        "完成桩基及基础施工",
        "主体结构施工完成50%",
        "主体结构封顶、启动设备安装",
        "设备安装调试、具备试生产条件",
    ),
    "道路": (
        "完成路基清表和桥梁桩基",
        "路基和桥梁下部结构完成60%",
        "完成路面基层和桥梁上部结构",
        "完成路面、绿化、照明及交工验收",
    ),
    "水务": (
        "完成施工导流和基础处理",
        "主体工程完成50%",
        "主体工程完工、启动设备安装",
        "完成设备调试和通水验收",
    ),
    "能源": ("完成设备基础施工", "主体结构完成、主设备到货", "主设备安装完成80%", "完成联合调试和并网验收"),
    "房建": (
        "完成桩基和基坑支护",
        "主体结构施工至正负零以上",
        "主体结构封顶、二次结构完成50%",
        "完成装饰装修和室外配套",
    ),
    "片区": (
        "完成征迁清表和土方整理",
        "主要构筑物和管线完成50%",
        "景观和配套设施完成70%",
        "全面完工并组织验收",
    ),
}
WITHOUT_OFFICER = (30, 71)
BUSY_OFFICER = (32, 36, 39, 46, 56, 60)
PREPARED = (
    "项目建议书已批复，正在编制可行性研究报告",
    "可行性研究报告已编制完成，正在开展专家评审",
    "已完成选址论证，正在办理用地预审",
)


def projects() -> list[Row]:
    """All rows in catalogue order; the repeated code (a deliberate error) stands last."""
    rows = [_with_errors(spec, _project(spec)) for spec in specs()]
    serial, name = roles.REPEATED_CODE
    repeated = dict(rows[serial - 1], project_name=name, remarks="年初清单录入")
    return [*rows, repeated]


def _project(spec: Spec) -> Row:
    rng = generator("project", spec.serial)
    return {
        **_identity(spec),
        **_money(spec, course(spec)),
        **_procedures(spec, rng),
        **_dates(spec, rng),
        **_people(spec, rng),
        **_exemption(spec),
    }


def _identity(spec: Spec) -> Row:
    last = spec.end.year
    return {
        "code": spec.code,
        "project_name": spec.name,
        "category": spec.category,
        "tags": "、".join(_tags(spec)) or None,
        "tier": spec.tier,
        "industry": spec.industry,
        "task_force": INDUSTRY_FORCES.get(spec.industry, FORCES.get(spec.work, "城建专班")),
        "parent_code": by_serial()[roles.PACKAGE].code if spec.serial in roles.CHILDREN else None,
        "stage": spec.stage,
        "content": spec.content,
        "location": _location(spec),
        "construction_years": f"{spec.start.year}-{last}",
    }


def _tags(spec: Spec) -> list[str]:
    tags = []
    if spec.start.year == AS_OF.year and not spec.early:
        tags.append("年度新开工")
    if spec.tier in ("市重点", "省重点"):
        tags.append("省市重点工程")
    if spec.total >= 80000:
        tags.append("区领导联系")
    if spec.total >= 110000:
        tags.append("标志性")
    if spec.serial in (49, 74):
        tags.append("蜗牛")
    if spec.serial in (6, 51, 56, 65):
        tags.append("亮点工程")
    return tags


def _location(spec: Spec) -> str:
    places = {"开发区管委会": "云江经济开发区", "高铁新城管委会": "高铁新城核心区"}
    return places.get(spec.unit, "云江区城区" if spec.unit.startswith("区") else spec.unit)


def _money(spec: Spec, found: Course) -> Row:
    if spec.package:
        children = [course(by_serial()[serial]) for serial in roles.CHILDREN]
        before = sum(child.before for child in children)
        year_plan: float | None = sum(child.year_plans[AS_OF.year] for child in children)
    else:
        before, year_plan = found.before, found.year_plans.get(AS_OF.year)
        if is_revised(spec, AS_OF):
            year_plan = revised(spec)[11]
    public = spec.category == "政府投资"
    return {
        "total_investment": spec.total,
        "invested_before": before,
        "year_plan": year_plan,
        "year_target": None if spec.early else _target(spec, found),
        "funding": "财政资金、专项债券"
        if public and spec.total >= 30000
        else "财政资金"
        if public
        else "企业自筹、银行贷款",
        "contract": None if public else "已签约",
    }


def _target(spec: Spec, found: Course) -> str:
    """What the year's plan buys: the first to the last of the four targets of its kind of works."""
    by_year_end = found.before + sum(found.year_plans.values())
    part = 0.5 if spec.package else by_year_end / spec.total
    return TARGETS[spec.work][min(int(part * 4.4), 3)]


def _procedures(spec: Spec, rng: random.Random) -> Row:
    names = ("land_approval", "project_approval", "land_planning", "construction_planning", "environment")
    if not spec.early:
        states: Row = dict.fromkeys(names, "已办")
        if spec.work == "片区":
            states["environment"] = "不需办理"
        done = "前期手续已全部办结，取得施工许可"
        return {
            "procedures": done,
            "demolition": rng.choice(("征迁已完成", "不涉及征迁", "征迁已完成，完成交地")),
            **states,
        }
    number = 2 + spec.serial % 2
    states = {
        name: ("已办" if at < number - 1 else "办理中" if at == number else "未办")
        for at, name in enumerate(names)
    }
    return {"procedures": rng.choice(PREPARED), "demolition": "正在开展征迁调查摸底", **states}


def _dates(spec: Spec, rng: random.Random) -> Row:
    planned = spec.start + timedelta(days=rng.randint(9, 19))
    row: Row = {
        "planned_start": workday(planned),
        "planned_completion": workday(month_end(spec.end)),
    }
    if not spec.early:
        row["land_acquired"] = workday(month_after(spec.start, -1) + timedelta(days=rng.randint(15, 26)))
    started = not spec.early and spec.serial not in (roles.NOT_STARTED, roles.DUE_LATER)
    if started:
        actual = workday(planned + timedelta(days=rng.randint(0, 8)))
        entered = workday(actual + timedelta(days=rng.randint(10, 27)))
        row.update(actual_start=actual, statistics_entry=entered)
        if spec.tier in ("市重点", "省重点") or spec.start.year == AS_OF.year:
            row.update(collective_start=workday(planned), substantive_start=actual)
    if spec.serial in roles.FINISHED:
        row["actual_completion"] = roles.FINISHED[spec.serial][0]
    return row


def _people(spec: Spec, rng: random.Random) -> Row:
    officer = person(60 if spec.serial in BUSY_OFFICER else spec.serial % 24)
    support = rng.sample(SUPPORT[spec.work], 2)
    private = spec.category == "社会投资"
    return {
        "sponsor": None if spec.serial in WITHOUT_OFFICER else SPONSORS[(spec.serial * 7) % len(SPONSORS)],
        "service_officer": None if spec.serial in WITHOUT_OFFICER else officer,
        "responsible_units": "、".join(_responsible(spec)),
        "supporting_units": "、".join(unit for unit in support if unit != spec.unit),
        "person_in_charge": person((spec.serial * 5) % 58),
        "owner_company": f"某{spec.industry}企业（项目公司）" if private else OWNERS[spec.unit],
        "contact": f"{person((spec.serial * 11) % 58)} {phone(2000 + spec.serial)}",
    }


def _responsible(spec: Spec) -> list[str]:
    """Two joint projects; the first unit leads."""
    joint = {16: "区住建局", 44: "青岙镇"}
    return [spec.unit, joint[spec.serial]] if spec.serial in joint else [spec.unit]


def _exemption(spec: Spec) -> Row:
    if spec.serial == roles.EXEMPT:
        return {
            "exemption_reason": "供热主管线迁改涉及电力通道停电窗口调整，经批准停工",
            "exemption_document": "云重领〔2022〕15号",
            "exempt_from": date(2022, 8, 1),
            "exempt_until": date(2022, 10, 1),
            "remarks": "豁免期内按月报送形象进度",
        }
    if spec.serial == roles.REFUSED_EXEMPTION:
        return {
            "exemption_reason": "进口设备到货延期",
            "exempt_from": date(2022, 8, 1),
            "exempt_until": date(2022, 9, 1),
            "remarks": "豁免申请已提交，待批",
        }
    return {}


def _with_errors(spec: Spec, row: Row) -> Row:
    """The deliberate errors of 项目清单, documented in FACTS."""
    changes: dict[int, Row] = {
        roles.UNKNOWN_UNIT[0]: {"responsible_units": roles.UNKNOWN_UNIT[1]},
        roles.IMPOSSIBLE_DATE[0]: {"collective_start": roles.IMPOSSIBLE_DATE[1]},
        roles.NOT_IN_LIST[0]: {"category": roles.NOT_IN_LIST[1]},
        roles.TOTAL_TOO_SMALL[0]: {"total_investment": roles.TOTAL_TOO_SMALL[1]},
        roles.STARTED_BEFORE_LAND[0]: {"actual_start": roles.STARTED_BEFORE_LAND[1]},
    }
    return {**row, **changes.get(spec.serial, {})}


def monthly_plans() -> list[Row]:
    """月度计划: every plan of 2021; of 2022 those by nodes, and the mid-year adjustments."""
    rows: list[Row] = []
    for spec in specs():
        found = course(spec)
        for year, plan in found.plans.items():
            if not (year == AS_OF.year and found.linear):
                rows.append(_plan_row(spec, year, plan))
        if spec.serial in roles.REVISED_PLANS:
            since = date(AS_OF.year, int(roles.REVISED_PLANS[spec.serial][2:]), 1)
            rows.append(
                {
                    **_plan_row(spec, AS_OF.year, revised(spec)),
                    "effective_from": since,
                    "batch": "2022年中期调整",
                }
            )
    return rows


def _plan_row(spec: Spec, year: int, plan: list[float]) -> Row:
    names = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return {
        "code": spec.code,
        "year": year,
        **{name: tidy(value) for name, value in zip(names, plan, strict=True)},
    }
