"""节点、责任、要素、整改：milestones, duties, needs and rectifications."""

from __future__ import annotations

from datetime import date, timedelta

from workbook_templates.sample import roles
from workbook_templates.sample.common import (
    Row,
    generator,
    month_end,
    month_of,
    months_between,
    person,
    workday,
)
from workbook_templates.sample.curves import course
from workbook_templates.sample.specs import Spec, by_serial, code, specs

DATA_DAY = date(2022, 9, 30)
NODES = {
    "厂房": ("基础施工完成", "主体结构封顶", "屋面围护完成", "设备安装完成", "竣工验收"),
    "房建": ("地下室结构完成", "主体结构封顶", "装饰装修完成", "室外配套完成", "竣工验收"),
    "道路": ("路基填筑完成", "桥涵结构完成", "路面基层完成", "路面面层完成", "交工验收"),
    "水务": ("基础处理完成", "主体工程过半", "主体工程完工", "设备安装完成", "通水验收"),
    "能源": ("设备基础完成", "主厂房土建完成", "主设备安装完成", "管线接入完成", "联合试运行"),
    "片区": ("管线基础完成", "主要构筑物完成", "景观配套完成", "收尾整改完成", "竣工验收"),
}
STANDARDS = (
    "隐蔽工程验收合格，监理签认",
    "形象进度影像资料齐全，监理签认",
    "分部工程验收合格",
    "专项验收合格",
    "取得竣工验收备案",
)
PLANNED_SHARES = (0.28, 0.48, 0.66, 0.86, 1.0)
LATE_NODES = {17: 1, 42: 1, 49: 2, 66: 1, 74: 1, 35: 2, 3: 1, 53: 2, 44: 2, 27: 2}

# 编号 | 类型 | 项目 | 任务 | 职能 | 牵头 | 配合 | 下达 | 时限 | 完成日期 | 完成情况
DUTIES = """
001|牵头单位任务|39|完成云江大道北延隧道贯通|统筹|区交通局|区资规分局、区供电公司|2022-01-18|2022-06-30|2022-06-25|隧道双线贯通
002|牵头单位任务|56|完成区人民医院新院区门诊楼主体封顶|统筹|区卫健局|区住建局|2022-01-18|2022-07-31|2022-07-28|门诊楼主体结构封顶
003|牵头单位任务|64|完成特种合金生产线首批设备安装|统筹|开发区管委会|区供电公司|2022-01-18|2022-08-31|2022-09-19|首批熔炼炉安装完成
004|牵头单位任务|72|完成站前综合体商务楼主体结构封顶|统筹|高铁新城管委会|区交通局|2022-01-18|2022-09-30|2022-09-26|商务楼主体结构封顶
005|牵头单位任务|49|落实底泥处置场地并恢复施工|督促|区水利局|区资规分局、石漾镇、青岙镇|2022-07-04|2022-08-31||
006|月度节点任务|66|8月底前完成公用工程岛桩基|督促|开发区管委会||2022-08-01|2022-08-31||
007|月度节点任务|42|8月底前完成主桥水上作业平台搭设|督促|区交通局|区水利局|2022-08-01|2022-08-31||
008|月度节点任务|12|9月底前完成小微产业园一期4幢厂房屋面围护|督促|松屏街道||2022-09-01|2022-09-30|2022-09-21|4幢厂房屋面围护完成
009|月度节点任务|6|9月底前完成安置住房主体结构封顶|督促|映湖街道||2022-09-01|2022-09-30|2022-09-23|安置住房主体结构全部封顶
010|月度节点任务|20|9月底前完成速冻库保温安装|督促|青岙镇||2022-09-01|2022-09-30||
011|月度节点任务|53|10月中旬前完成实训楼砌体及二次结构|督促|区教育局|区住建局|2022-09-06|2022-10-14||
012|要素保障配合|74|办理变电站用地控规调整|协调|区资规分局|高铁新城管委会|2022-08-12|2022-09-30||
013|要素保障配合|67|安排供热主管线迁改停电窗口|服务|区供电公司|开发区管委会|2022-08-12|2022-10-15||
014|要素保障配合|17|组织专场银企对接|服务|区财政局|禾渡镇|2022-09-23|2022-10-15||
015|要素保障配合|66|组织环评变动认定|服务|区生态环境分局|开发区管委会|2022-09-15|2022-09-30||
016|要素保障配合|69|落实能耗指标2.1万吨标准煤|协调|区发改局|开发区管委会|2022-02-21|2022-05-31|2022-05-20|能评批复已取得
"""

# 项目 | 要素 | 需求 | 资金层级 | 承办单位 | 时限 | 办结 | 状态
NEEDS = """
49|土地|底泥处置临时用地约120亩||区资规分局|2022-10-20||办理中
74|水电路|110千伏变电站接入容量5万千伏安||区供电公司|2022-12-31||办理中
17|资金|银行贷款3000万元||区财政局|2022-10-15||办理中
69|能耗|年综合能耗2.1万吨标准煤||区发改局|2022-05-31|2022-05-20|已办结
56|资金|专项债券2.4亿元|省级|区财政局|2022-06-30|2022-06-22|已办结
39|资金|省级交通专项补助1.1亿元|省级|区财政局|2022-08-31|2022-08-18|已办结
46|资金|中央水利建设资金8600万元|中央|区财政局|2022-07-31|2022-07-15|已办结
35|资金|市级市政建设专项资金1500万元|市本级|区住建局|2022-10-31||办理中
44|林地|使用林地68亩||区资规分局|2022-03-31|2022-03-25|已办结
66|环境容量|化学需氧量、氨氮总量指标调剂||区生态环境分局|2022-09-30||办理中
19|水电路|临时用电800千伏安||区供电公司|2022-09-20||待办
44|资金|隧道设计变更增加投资1800万元|区级|区财政局|2022-10-31||待办
"""

# 项目 | 列入月份 | 原因 | 整改措施 | 时限 | 销号依据 | 销号日期
RECTIFICATIONS = """
40|2022-01|连续三个月低于进度要求|增加作业面2个，夜间施工，倒排高架段节点|2022-04-30|4月累计完成投资超过计划，线路迁改完成|2022-05-06
64|2022-07|连续三个月低于进度要求|协调设备清关，调整安装工序|2022-09-30|8月、9月累计完成投资均超过计划|2022-09-28
49|2022-07|连续三个月低于进度要求|落实底泥处置场地，分标段复工|2022-10-31||
17|2022-08|连续三个月低于进度要求|落实企业融资，恢复劳务班组|2022-10-31||
74|2022-08|连续三个月低于进度要求|加快控规调整，调整施工组织|2022-11-30||
67|2022-07|连续两个月低于进度要求|协调停电窗口，经批准停工后复工|2022-10-31||
"""


def milestones() -> list[Row]:
    """Five nodes for about half of the projects; the late ones are named in LATE_NODES."""
    rows: list[Row] = []
    for spec in specs():
        if course(spec).done and (
            spec.serial % 2 == 0 or spec.serial in LATE_NODES or spec.serial in (9, 11)
        ):
            rows += [_milestone(spec, number) for number in range(5)]
    return rows


def _milestone(spec: Spec, number: int) -> Row:
    months = months_between(spec.start, spec.end)
    at = min(round(len(months) * PLANNED_SHARES[number]), len(months)) - 1
    planned = workday(month_end(months[max(at, 0)]))
    return {
        "code": spec.code,
        "number": number + 1,
        "milestone": NODES[spec.work][number],
        "standard": STANDARDS[number],
        "responsible_unit": "青岙镇" if spec.serial == roles.UNKNOWN_UNIT[0] else spec.unit,
        "person_in_charge": person((spec.serial * 5) % 58),
        "planned_on": planned,
        "completed_on": _completed(spec, number, planned),
    }


def _completed(spec: Spec, number: int, planned: date) -> date | None:
    """Done some days early where due; the first late node is still open, those after it too."""
    late = LATE_NODES.get(spec.serial)
    if planned > DATA_DAY or spec.serial == roles.NOT_STARTED:
        return None
    rng = generator("node", spec.serial, number)
    if late is not None and number >= late and planned > date(2022, 5, 1):
        return None
    if spec.unit not in roles.TIED_UNITS and rng.random() < 0.12:
        return min(planned + timedelta(days=rng.randint(4, 20)), DATA_DAY)
    return workday(planned - timedelta(days=rng.randint(1, 12)))


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def duties() -> list[Row]:
    rows: list[Row] = []
    for line in DUTIES.strip().splitlines():
        number, kind, serial, task, function, lead, support, assigned, due, completed, outcome = line.split(
            "|"
        )
        rows.append(
            {
                "number": f"ZR2022-{number}",
                "type": kind,
                "code": code(int(serial)),
                "task": task,
                "function": function,
                "lead_unit": lead,
                "supporting_units": support or None,
                "person_in_charge": person((int(number) * 3) % 58),
                "assigned_on": _date(assigned),
                "due_on": _date(due),
                "completed_on": _date(completed),
                "outcome": outcome or None,
            }
        )
    return rows


def needs() -> list[Row]:
    rows: list[Row] = []
    for line in NEEDS.strip().splitlines():
        serial, factor, need, level, unit, due, resolved, state = line.split("|")
        rows.append(
            {
                "code": code(int(serial)),
                "factor": factor,
                "need": need,
                "funding_level": level or None,
                "handling_unit": unit,
                "due_on": _date(due),
                "resolved_on": _date(resolved),
                "state": state,
            }
        )
    return rows


def rectifications() -> list[Row]:
    rows: list[Row] = []
    for line in RECTIFICATIONS.strip().splitlines():
        serial, month, reason, measures, due, evidence, closed = line.split("|")
        rows.append(
            {
                "code": code(int(serial)),
                "listed_month": month_of(month),
                "reason": reason,
                "measures": measures,
                "responsible_unit": by_serial()[int(serial)].unit,
                "due_on": _date(due),
                "evidence": evidence or None,
                "closed_on": _date(closed),
            }
        )
    return rows
