"""督办各表：register adjustments, letters, talks, submissions, inspections, visits, patrols, bonuses."""

from __future__ import annotations

from datetime import date

from workbook_templates.sample import roles
from workbook_templates.sample.common import AS_OF, Row, generator, month_of, months_between, person
from workbook_templates.sample.curves import course
from workbook_templates.sample.people import holder
from workbook_templates.sample.progress import NOT_ENTERED, report_day
from workbook_templates.sample.specs import by_serial, code, specs

FORM = "月度进度"

# 文种 | 单位 | 月份 | 机关 | 代字 | 序号 | 标题 | 成文日期 | 项目 | 反馈时限 | 反馈日期 | 反馈情况 | 状态
LETTERS = """
提醒函|区交通局|2022-01|大项目统筹办|云统办函|1|关于加快推进环城东路快速化改造工程的提醒函|2022-01-28|40|2022-02-11|2022-02-10|已增加作业面，承诺4月前补齐进度|已发
督办函|区交通局|2022-02|大综合督查办|云督办函|1|关于环城东路快速化改造工程进度滞后的督办函|2022-02-28|40|2022-03-07|2022-03-07|已制定倒排计划，线路迁改列入停电计划|已发
提醒函|禾渡镇|2022-04|大项目统筹办|云统办函|2|关于加快推进禾渡污水处理厂扩建及提标改造工程的提醒函|2022-04-29|16|2022-05-12|2022-05-09|分期停产方案已批复，5月补齐进度|已发
提醒函|开发区管委会|2022-06|大项目统筹办|云统办函|3|关于加快推进特种合金材料生产线等项目的提醒函|2022-06-29|64|2022-07-06|2022-07-05|设备清关已办结|已发
提醒函|区水利局|2022-06|大项目统筹办|云统办函|4|关于加快推进城乡水系连通及水美乡村项目的提醒函|2022-06-29|49|2022-07-06|||已发
提醒函|高铁新城管委会|2022-07|大项目统筹办|云统办函|5|关于加快推进高铁新城大数据中心项目的提醒函|2022-07-28|74|2022-08-04|2022-08-04|正在办理控规调整|已发
提醒函|禾渡镇|2022-07|大项目统筹办|云统办函|6|关于加快推进光伏组件配套材料生产线的提醒函|2022-07-28|17|2022-08-04|2022-08-03|正在对接融资|已发
督办函|区水利局|2022-07|大综合督查办|云督办函|2|关于城乡水系连通及水美乡村项目进度滞后的督办函|2022-07-29|49|2022-08-05|2022-08-05|处置场地仍在选址|已发
提醒函|区教育局|2022-07|大项目统筹办|云统办函|7|关于加快推进高铁新城第一小学新建工程的提醒函|2022-07-29|52|2022-08-05|2022-08-02|设计变更已批复，8月补齐进度|作废
提醒函|区教育局|2022-07|大项目统筹办|云统办函|8|关于加快推进高铁新城第一小学新建工程的提醒函|2022-08-01|52|2022-08-08|2022-08-05|设计变更已批复，8月补齐进度|已发
提醒函|区交通局|2022-08|大项目统筹办|云统办函|9|关于加快推进禾渡大桥及接线工程的提醒函|2022-08-30|42|2022-09-06|||已发
提醒函|开发区管委会|2022-08|大项目统筹办|云统办函|10|关于加快推进生物医药中试基地项目的提醒函|2022-08-30|66|2022-09-06|2022-09-06|已提交环评变动认定申请|已发
推进通报||2022-06|大综合督查办|云督办|1|关于2022年上半年全区重大项目推进情况的通报|2022-07-08|||||已发
推进通报||2022-08|大综合督查办|云督办|2|关于2022年8月份全区重大项目推进情况的通报|2022-09-06|||||已发
"""

# 项目 | 单位 | 事由 | 日期 | 时间 | 约谈人 | 对象 | 参加单位 | 情况 | 要求 | 时限
TALKS = """
40|区交通局|环城东路快速化改造工程连续三个月低于进度要求|2022-03-11|15:00|大综合督查办主任|区交通局分管副局长、施工单位项目经理|区督考办、区发改局|区交通局说明线路迁改制约和倒排工期安排，施工单位承诺增加作业面|4月底前补齐进度，按周报告|2022-04-30
49|区水利局|城乡水系连通及水美乡村项目连续红灯且督办事项未按期落实|2022-08-16|09:30|分管农业农村副区长|区水利局主要负责人、项目单位负责人|区督考办、区资规分局、石漾镇、青岙镇|区水利局汇报处置场地选址分歧，两镇表示配合|落实处置场地，两个标段全面复工|2022-10-20
"""

# 类型 | 阶段 | 项目 | 日期 | 方案 | 记录 | 进度 | 履职 | 实效 | 问题 | 挂牌 | 摘牌 | 得分
INSPECTIONS = """
月度督查|中期|39|2022-06-17|已制定年度攻坚方案|周调度记录齐全|与上报一致|牵头领导每月现场办公|隧道提前贯通||||96
专项督查|中期|40|2022-03-18|倒排计划可行|记录基本齐全|滞后|分工明确|线路迁改有进展|停电窗口未落实|2022-03-18|2022-05-06|78
五查|前期|19|2022-09-15|开工方案不细|记录缺少便道专题|未实质性开工|责任人到位率不高|成效不明显|临时用电、便道未落实|||66
月度督查|后期|51|2022-07-22|竣工移交方案完备|记录齐全|按节点完成|校方、施工、监理协同良好|保障秋季开学||||95
挂牌督办|中期|49|2022-08-19|处置场地方案未定|有记录但未闭环|严重滞后|跨镇协调不力|成效较差|两个标段停工|2022-08-19||58
专项督查|中期|74|2022-09-16|有推进方案|记录齐全|滞后|专班驻点办理|控规调整进入公示|变电站用地规划未批|||72
月度督查|中期|12|2022-09-20|方案完备|记录齐全|超前|镇企联动|厂房提前封顶||||97
"""

# 类别 | 项目 | 到位 | 支付 | 上报形象进度 | 现场形象进度 | 问题 | 原因 | 建议 | 时限 | 日期
VISITS = """
2022年中央预算内投资项目|46|8600|7310|堤身基本完成，闸泵设备安装四成|堤身基本完成，闸泵设备安装四成|||||2022-09-07
2022年地方政府专项债券项目|56|24000|15600|主体结构封顶，开始砌体施工|主体结构尚余住院楼屋面层未封顶|形象进度上报偏快|填报口径不一致|按实际部位填报并补充影像|2022-10-10|2022-09-08
2022年地方政府专项债券项目|32|18000|16920|管廊主体完成，附属设施安装中|管廊主体完成，附属设施安装中|||||2022-09-08
“三个一批”项目|69|0|0|厂房主体结构施工|厂房主体结构施工|||||2022-09-14
“三个一批”项目|72|0|0|主体结构施工至地上14层|主体结构施工至地上14层|连通口界面不清|涉铁协调|签订界面协议|2022-11-30|2022-09-14
“三个一批”项目|19|0|0|施工单位已进场，临时设施搭设|仅少量人员留守，临时设施未搭设|未实质性开工|要素保障不到位|落实临时用电和便道|2022-09-30|2022-09-15
政策性开发性金融工具（基金）项目|47|9000|6300|闸站主体完工，河道开挖八成|闸站主体完工，河道开挖八成|||||2022-09-16
"""

# 项目 | 日期 | 方式 | 运转 | 情况
PATROLS = """
49|2022-09-05|视频|是|一标段挖机2台作业
49|2022-09-13|视频|否|两个标段均无设备作业
49|2022-09-19|现场|否|现场仅留守人员，设备停放
49|2022-09-26|视频|否|仍无设备作业
74|2022-09-06|视频|是|塔吊正常作业
74|2022-09-20|视频|是|机房楼砌体施工
17|2022-09-08|现场|是|围护墙板安装，人员偏少
17|2022-09-22|视频|否|屋面无作业人员
67|2022-09-14|视频|否|批准停工期间，现场防护到位
19|2022-09-15|现场|否|临时便道未接通
19|2022-09-27|现场|是|便道施工，挖机1台
42|2022-09-21|视频|是|引桥附属施工，主桥水上无作业
39|2022-09-21|视频|是|路面基层摊铺
"""

BONUSES = (
    ("区教育局", "2022-08", 1.0, "实验学校按期竣工投用", "区政府专题会议纪要〔2022〕31号"),
    ("区水利局", "2022-08", -2.0, "挂牌督办项目整改不力", "云督办〔2022〕2号"),
    ("开发区管委会", "2022-09", 1.0, "承办集中开工和现场观摩活动", "云统办〔2022〕18号"),
    ("禾渡镇", "2022-09", -1.0, "项目未按期实质性开工", "督查记录DC2022-03"),
    ("青岙镇", "2022-09", 0.5, "信息报送被市级采用", "云统办〔2022〕18号"),
)


def _lines(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def adjustments() -> list[Row]:
    """亮灯台账: only the two lights that a person adjusted; recalc adds all other rows."""
    return [
        {
            "code": code(roles.ADJUSTED),
            "month": AS_OF,
            "adjusted_light": "绿",
            "adjustment_reason": "隧道设计变更属不可预见地质原因，已报区政府同意，变更审批期间不亮灯",
            "approved_by": f"常务副区长{holder('常务副区长')}",
        },
        {
            "code": code(64),
            "month": month_of("2022-07"),
            "adjusted_light": "黄",
            "adjustment_reason": "设备已于7月26日到场，主要制约消除，降为黄灯跟踪",
            "approved_by": f"常务副区长{holder('常务副区长')}",
        },
    ]


def letters() -> list[Row]:
    return [_letter(number, fields) for number, fields in enumerate(_lines(LETTERS), 1)]


def _letter(number: int, fields: list[str]) -> Row:
    kind, unit, month, issuer, issuer_code, serial, title, dated, project, due, replied, reply, state = fields
    name = f"{issuer_code}〔2022〕{serial}号"
    return {
        "number": f"FW2022-{number:03d}",
        "kind": kind,
        "unit": unit or None,
        "month": month_of(month),
        "issuer": issuer,
        "issuer_code": issuer_code,
        "year": AS_OF.year,
        "serial": int(serial),
        "document_number": name,
        "document_title": title,
        "addressee": unit or "各镇（街道），区直有关单位，各平台",
        "copied_to": None if unit else "区委办公室、区人大常委会办公室、区政府办公室、区政协办公室",
        "dated": _date(dated),
        "rows": f"项目清单!{code(int(project))}" if project else None,
        "reply_due": _date(due),
        "replied_on": _date(replied),
        "reply": reply or None,
        "file_name": f"{kind}_{unit or '全区'}_{name}.docx",
        "state": state,
    }


def formal_talks() -> list[Row]:
    rows: list[Row] = []
    for number, fields in enumerate(_lines(TALKS), 1):
        serial, unit, matter, day, clock, speaker, spoken_to, present, record, requirements, due = fields
        rows.append(
            {
                "number": f"TH2022-{number:02d}",
                "codes": code(int(serial)),
                "unit": unit,
                "matter": matter,
                "held_on": _date(day),
                "held_at": clock,
                "place": "区行政中心1号楼第三会议室",
                "speaker": speaker,
                "spoken_to": spoken_to,
                "units_present": present,
                "record": record,
                "requirements": requirements,
                "due_on": _date(due),
            }
        )
    return rows


def submissions() -> list[Row]:
    """报送登记: one row a unit and month with a report due.

    September's of 区水利局 is not entered, so that its 填报日期 decides.
    """
    due: dict[date, set[str]] = {}
    for spec in specs():
        for month in course(spec).done:
            due.setdefault(month, set()).add(spec.unit)
    order = list(dict.fromkeys(spec.unit for spec in specs()))
    return [
        _submission(unit, month)
        for month in months_between(min(due), AS_OF)
        for unit in order
        if unit in due[month] and (unit, month) != NOT_ENTERED
    ]


def _submission(unit: str, month: date) -> Row:
    blanks = generator("blanks", unit, month).choice((0, 0, 0, 0, 1, 2))
    tied = unit in roles.TIED_UNITS
    return {
        "unit": unit,
        "month": month,
        "form": FORM,
        "received_on": report_day(unit, month),
        "blanks": 0 if tied else blanks,
    }


def inspections() -> list[Row]:
    names = (
        "plan_check", "record_check", "progress_check", "duty_check", "result_check", "problems",
    )  # fmt: skip
    rows: list[Row] = []
    for number, fields in enumerate(_lines(INSPECTIONS), 1):
        kind, phase, serial, day, *checks = fields[:10]
        listed, delisted, score = fields[10:]
        rows.append(
            {
                "number": f"DC2022-{number:02d}",
                "type": kind,
                "phase": phase,
                "code": code(int(serial)),
                "responsible_unit": by_serial()[int(serial)].unit,
                "held_on": _date(day),
                **{name: text or None for name, text in zip(names, checks, strict=True)},
                "listed_on": _date(listed),
                "delisted_on": _date(delisted),
                "score": float(score),
            }
        )
    return rows


def site_visits() -> list[Row]:
    return [_visit(number, fields) for number, fields in enumerate(_lines(VISITS), 1)]


def _visit(number: int, fields: list[str]) -> Row:
    kind, serial, received, paid, reported_state, seen, problems, cause, advice, due, day = fields
    spec = by_serial()[int(serial)]
    funds = float(received) or None
    return {
        "number": f"CK2022-{number:02d}",
        "type": kind,
        "county": "云江区",
        "code": spec.code,
        "total_investment": spec.total,
        "year_plan": course(spec).year_plans[AS_OF.year],
        "invested_to_date": course(spec).invested(date(2022, 8, 1)),
        "funds_granted": funds,
        "funds_received": funds,
        "funds_paid": float(paid) if funds else None,
        **_variant(kind, funds),
        "approval": "已办",
        "land": "已办",
        "planning": "已办",
        "environment": "已办",
        "construction_permit": "已办",
        "reported_state": reported_state,
        "seen_state": seen,
        "problems": problems or None,
        "cause": cause or None,
        "advice": advice or None,
        "responsible_unit": spec.unit,
        "due_on": _date(due),
        "visited_on": _date(day),
        "visitor": person(31 + number),
    }


def _variant(kind: str, funds: float | None) -> Row:
    """The columns that belong to one kind of visit only."""
    if "专项债券" in kind:
        return {"bond_batch": "2022年第二批", "quota": funds, "issued_on": date(2022, 6, 22)}
    if "中央预算内" in kind:
        return {"grant_document": "云发改投资〔2022〕27号"}
    if "基金" in kind:
        return {"bank": "某政策性银行", "amount_placed": funds, "placed_on": date(2022, 8, 31)}
    return {"batch": "第三期", "event_phase": "开工"}


def patrols() -> list[Row]:
    return [
        {
            "code": code(int(serial)),
            "patrolled_on": _date(day),
            "way": way,
            "running": running,
            "seen": seen,
            "picture": f"巡查_{day.replace('-', '')}_{int(serial):04d}.jpg" if way == "现场" else None,
        }
        for serial, day, way, running, seen in _lines(PATROLS)
    ]


def bonuses() -> list[Row]:
    return [
        {"unit": unit, "month": month_of(month), "points": points, "matter": matter, "grounds": grounds}
        for unit, month, points, matter, grounds in BONUSES
    ]
