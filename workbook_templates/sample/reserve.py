"""储备库：projects applied for, each as far as its dates show."""

from __future__ import annotations

from datetime import date

from workbook_templates.sample.common import Row
from workbook_templates.sample.specs import code

# 代码或目录号 | 名称 | 申报单位 | 行业 | 类别 | 属性 | 资金层级 | 市库 | 总投资 | 内容 | 申请 初审 核实 审定 批准 | 批准文号 | 入库 | 出库 | 转化
RESERVE = """
30|芦汀湿地生态修复工程|芦汀乡|生态环境|政府投资|基础设施|省级|是|11200|修复湿地2100亩|2021-10-12 2021-10-20 2021-11-05 2021-12-10 2021-12-28|云重领〔2021〕22号|2021-12-30||2022-06-15
38|城南片区海绵城市改造工程|区住建局|市政设施|政府投资|基础设施|市本级|是|14800|改造海绵设施34处|2021-11-08 2021-11-15 2021-12-01 2021-12-10 2021-12-28|云重领〔2021〕22号|2021-12-30||2022-07-04
C01|云澜街道智能传感器产业园|云澜街道|电子信息|社会投资|产业||否|12500|新建厂房及研发楼3.2万平方米|2022-03-14 2022-03-22 2022-04-12 2022-05-18 2022-06-02|云重领〔2022〕9号|2022-06-06||
C02|禾渡镇优质稻米全产业链项目|禾渡镇|农业农村|社会投资|产业||否|5000|建设育秧中心、烘干车间和仓储设施|2022-04-06 2022-04-13 2022-05-10 2022-06-20 ||2022-06-24||
C03|青岙镇海上养殖平台项目|青岙镇|农业农村|社会投资|产业||否|4800|建设深水网箱24口及陆基保障设施|2022-05-11 2022-05-18   ||2022-05-20|2022-08-01|
C04|石漾镇装配式建筑构件基地|石漾镇|新材料|社会投资|产业||是|10000|新建构件生产线4条|2022-06-08 2022-06-15 2022-07-12  ||2022-07-14||
C05|映湖街道养老服务综合体|映湖街道|公共服务|政府投资|民生|区级|否|3600|设养老床位180张，含日间照料中心|2022-06-20 2022-06-28 2022-07-20  ||2022-07-22||
C06|区全民健身中心改扩建工程|区教育局|体育设施|政府投资|民生|市本级|否|7800|改扩建体育馆1.4万平方米|2022-07-11 2022-07-18   ||||
C07|高铁新城绿色算力中心二期|高铁新城管委会|数字经济|社会投资|产业||是|56000|扩建机架8000个及储能配套|2022-07-25 2022-08-01 2022-08-22  ||2022-08-24||
C08|开发区工业废水集中处理设施扩容|开发区管委会|生态环境|政府投资|基础设施|中央|否|16500|处理规模扩至3万吨/日|2022-08-09 2022-08-16   ||||
C09|松屏街道小微园二期|松屏街道|先进制造|社会投资|产业||否|8200|新建标准厂房3.6万平方米|2022-08-30    ||||
C10|农村供水保障提升工程|区水利局|水利设施|政府投资|民生|省级|是|9300|改造水厂4座、管网120公里|2022-09-06    ||||
C11|青岙镇石材加工集聚点|青岙镇|建材|社会投资|其他||否|2600|整合加工点12家|2022-04-20 2022-04-27   ||2022-04-29|2022-06-10|
"""


def reserve() -> list[Row]:
    return [_row(line.split("|")) for line in RESERVE.strip().splitlines()]


def _row(fields: list[str]) -> Row:
    number, name, unit, industry, category, nature, level, city, total, content = fields[:10]
    steps, document, entered, left, converted = fields[10:]
    names = ("applied_on", "screened_on", "verified_on", "decided_on", "approved_on")
    dates = [*steps.split(), *[""] * 5][:5]
    return {
        "code": code(int(number)) if number.isdigit() else f"2022-330299-C0-{int(number[1:]):04d}",
        "project_name": name,
        "applicant": unit,
        "industry": industry,
        "category": category,
        "nature": nature,
        "funding_level": level or None,
        "in_city_pool": city,
        "total_investment": float(total),
        "content": content,
        **{step: _date(text) for step, text in zip(names, dates, strict=True)},
        "approval_document": document or None,
        "entered_on": _date(entered),
        "left_on": _date(left),
        "converted_on": _date(converted),
    }


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
