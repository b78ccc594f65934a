"""通报与月报的事实：facts of bulletins, notices and reports for tests; everything in them is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from support.facts import DRAFT, ISSUED, LIGHTS, TOTALS, project, rank

from docgen.documents.briefing import BriefingFacts, FollowUpFacts, QuestionFacts
from docgen.documents.collective_start import CollectiveStartFacts, StartFacts
from docgen.documents.commendation import CommendationFacts, HonouredFacts, HonouredPerson
from docgen.documents.list_notice import ListedFacts, ListNoticeFacts
from docgen.documents.monthly_report import MonthlyReportFacts
from docgen.documents.ranking_bulletin import IndicatorFacts, RankedFacts, RankingBulletinFacts, RankingGroup
from docgen.facts import (
    CategoryFacts,
    DueFacts,
    Header,
    IssueAnalysis,
    IssueMonth,
    Issuer,
    LightMonths,
    MonthProgress,
    Totals,
    Trend,
    UnstartedFacts,
)

SEPTEMBER, END = date(2022, 9, 1), date(2022, 9, 30)
EVERYONE = "各镇（街道），区直各单位"
BARE = Header(Issuer("区重大办"), "LD-3")
NOTHING = Totals(0, None, None, None, None, None, None)

CATEGORIES = (
    CategoryFacts("项目类别", "政府投资", 40, 300000.0, 240000.0, 0.8, 5.0, 1),
    CategoryFacts("项目类别", "社会投资", 28, 156789.0, 105678.9, 105678.9 / 156789, -7.6, 1),
    CategoryFacts("项目阶段", "前期", 6, 0.0, 0.0, None, None, 0),
)
UNSTARTED = UnstartedFacts("滨江冷链物流园", "东街道", date(2022, 6, 30), 21000.0, "临时用电未接通")


def trend(months: int = 3) -> Trend:
    """12,000 a month planned, 10,000 a month done, `months` of them; green falls, red rises."""
    days = [date(2022, month, 1) for month in range(1, 13)]
    progress = tuple(
        MonthProgress(day, 12000.0 * day.month, 10000.5 * day.month if day.month <= months else None)
        for day in days
    )
    lights = (
        LightMonths("绿", 0, "2E8B57", tuple(62 - at for at in range(months))),
        LightMonths("红", 3, "C62828", tuple(range(months))),
        LightMonths("灰", None, "", (6,) * months),
    )
    return Trend(progress, tuple(days[:months]), lights)


def issues(*months: IssueMonth) -> IssueAnalysis:
    """August: 3 new (资金 2, 其他 1), 1 solved late; September: 1 new (土地), 2 solved, 1 of them in time."""
    usual = (
        IssueMonth(date(2022, 8, 1), (2, 0, 0, 0, 0, 1), 3, 1, 0, 4, 1),
        IssueMonth(SEPTEMBER, (0, 1, 0, 0, 0, 0), 1, 2, 1, 3, 2),
    )
    return IssueAnalysis(("资金", "土地", "规划", "审批", "征迁", "其他"), months or usual)


# --- 排名通报, 表扬通报 ---------------------------------------------------------------------------

INDICATORS = (
    IndicatorFacts("投资完成率", 60.0, "区考核办法第三条"),
    IndicatorFacts("节点按期率", 40.0, at_end=True),
)


def ranked(name: str, place: int | None, before: int | None = None, **changes: Any) -> RankedFacts:
    facts: dict[str, Any] = {
        "name": name,
        "place": place,
        "score": None if place is None else 100.0 - place,
        "year_plan": 12000.0,
        "year_done": 9600.0,
        "rate": 0.8,
        "deviation": 5.0,
        "composition": "投资完成率60.00分、节点按期率39.00分",
        "place_before": before,
    }
    return RankedFacts(**(facts | changes))


def ranking(*groups: RankingGroup, **changes: Any) -> RankingBulletinFacts:
    streets = RankingGroup(
        "单位",
        "街道组",
        (
            ranked("东街道", 1, 2, board="红榜"),
            ranked("西街道", 2, 1),
            ranked("南镇", 3, 3, board="黑榜", rate=0.6, deviation=-15.0),
            RankedFacts("北乡", None, None, composition="无应考核事项"),
        ),
        INDICATORS,
    )
    facts: dict[str, Any] = {
        "header": ISSUED,
        "region": "甬东区",
        "period": "月",
        "month": SEPTEMBER,
        "as_of": END,
        "addressee": EVERYONE,
        "groups": groups or (streets,),
        "note": "几个单位共同负责的项目由牵头单位计1个；按总分排名，同分并列",
        "reply_by": date(2022, 10, 15),
    }
    return RankingBulletinFacts(**(facts | changes))


def commendation(*honoured: HonouredFacts, **changes: Any) -> CommendationFacts:
    usual = (
        HonouredFacts(
            "单位", "街道组", ranked("东街道", 1, board="红榜"), ("承办现场观摩（甬重办〔2022〕8号）",)
        ),
        HonouredFacts(
            "专班", "", RankedFacts("城建专班", 1, 80.0, composition="投资完成率80.00%，进度偏差5.00个百分点")
        ),
        HonouredFacts("项目", "", ranked("区体育中心", 1, unit="区住建局", board="红榜")),
    )
    facts: dict[str, Any] = {
        "header": ISSUED,
        "region": "甬东区",
        "period": "季",
        "month": SEPTEMBER,
        "as_of": END,
        "addressee": EVERYONE,
        "honoured": honoured or usual,
        "condition": "完成且前3名",
    }
    return CommendationFacts(**(facts | changes))


PERSON = HonouredPerson("陈某某", "区住建局", "副局长", ("区体育中心", "滨海大道改造工程"), 3)


# --- 集中开工通报, 名单印发通知 -------------------------------------------------------------------


def start(name: str, **changes: Any) -> StartFacts:
    """Started on 15 July, due by 15 September, not a real start yet."""
    facts: dict[str, Any] = {
        "name": name,
        "unit": "东街道",
        "started_on": date(2022, 7, 15),
        "due_on": date(2022, 9, 15),
        "total_investment": 36000.0,
        "year_plan": 5000.5,
    }
    return StartFacts(**(facts | changes))


REAL = start("智慧物流园", substantive_start=date(2022, 8, 1))
LATE = start("储能电池项目", unit="开发区管委会", days_overdue=23, problems="临时用电未接通")
COMING = start("生物医药园", due_on=date(2022, 10, 31))
EARLIER = start(
    "新材料基地", started_on=date(2022, 2, 18), due_on=date(2022, 4, 18), days_overdue=173, year_plan=3000.0
)


def collective_start(*projects: StartFacts, **changes: Any) -> CollectiveStartFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "region": "甬东区",
        "held_on": date(2022, 7, 15),
        "as_of": date(2022, 10, 8),
        "addressee": EVERYONE,
        "months": 2,
        "projects": projects or (REAL, LATE, COMING),
        "earlier": (EARLIER,),
        "comments": ("三季度集中开工，现场组织有序。",),
        "reply_by": date(2022, 10, 15),
    }
    return CollectiveStartFacts(**(facts | changes))


def listed(name: str, **changes: Any) -> ListedFacts:
    facts: dict[str, Any] = {
        "name": name,
        "applicant": "东街道",
        "tier": "区重点",
        "industry": "电子信息",
        "category": "社会投资",
        "nature": "产业",
        "total_investment": 6000.0,
        "content": "新建厂房2万平方米",
        "decided_on": date(2022, 5, 18),
        "approval": "甬重领〔2022〕9号",
    }
    return ListedFacts(**(facts | changes))


def list_notice(*rows: ListedFacts, **changes: Any) -> ListNoticeFacts:
    usual = (
        listed("智能传感器产业园", tier="区重大", total_investment=12500.0),
        listed("污水处理厂", category="政府投资", nature="基础设施", total_investment=8000.5),
        listed("稻米产业链项目"),
    )
    facts: dict[str, Any] = {
        "header": ISSUED,
        "region": "甬东区",
        "year": 2022,
        "addressee": EVERYONE,
        "rows": rows or usual,
    }
    return ListNoticeFacts(**(facts | changes))


# --- 项目月报, 汇报材料 ---------------------------------------------------------------------------

DUE = (
    DueFacts("节点计划", "主体结构封顶", "区体育中心", "区住建局", date(2022, 10, 20)),
    DueFacts("议定事项", "完成剩余3户征迁。", None, "东街道", date(2022, 10, 31)),
)


def monthly_report(**changes: Any) -> MonthlyReportFacts:
    facts: dict[str, Any] = {
        "header": DRAFT,
        "region": "甬东区",
        "month": SEPTEMBER,
        "as_of": END,
        "totals": TOTALS,
        "month_done": 38000.5,
        "lights": LIGHTS,
        "rule_sentences": ("连续2个月低于进度要求的亮黄灯", "连续3个月低于进度要求的亮红灯"),
        "categories": CATEGORIES,
        "trend": trend(),
        "lit": (project("城北污水处理厂", light="黄", unit="区水利局", lag_months=2), project()),
        "unstarted": (UNSTARTED,),
        "issues": issues(),
        "ranking": (rank("区住建局", 1, 96.5), rank("区水利局", 2), rank("区教育局", None, None)),
        "ranking_note": "按总分排名，同分并列",
        "due_from": date(2022, 10, 1),
        "due_until": date(2022, 10, 31),
        "due": DUE,
    }
    return MonthlyReportFacts(**(facts | changes))


FOLLOW_UPS = (
    FollowUpFacts(
        "SX2022-014", "区体育中心", "完成剩余3户征迁。", ("东街道", "区住建局"), date(2022, 9, 20), "逾期未完成",
        "未完成，逾期18天：已签约1户",
    ),
    FollowUpFacts(
        "SX2022-015", None, "开展专项督查。", ("区督考办",), date(2022, 10, 25), "按期完成", "已完成：督查报告已报送"
    ),
)  # fmt: skip
QUESTION = QuestionFacts(
    "滨海大道改造工程", "区交通局", "路基完成80%", "设计变更增加投资的资金来源", "区级预备费和专项债券结合"
)
UPWARD = QuestionFacts(
    "区体育中心", "区住建局", None, "涉铁界面协议未签订", "提请市级协调", "逾期65天，达到上提逾期天数60天"
)


def briefing(**changes: Any) -> BriefingFacts:
    facts: dict[str, Any] = {
        "header": DRAFT,
        "region": "甬东区",
        "month": SEPTEMBER,
        "as_of": END,
        "meeting": "2022年第6次扩大有效投资推进重点工作例会",
        "held_on": date(2022, 11, 29),
        "totals": TOTALS,
        "month_done": 38000.5,
        "lights": LIGHTS,
        "rule_sentences": ("连续3个月低于进度要求的亮红灯",),
        "categories": CATEGORIES,
        "trend": trend(),
        "lit": (project(next_steps="10月底前完成征迁"),),
        "unstarted": (UNSTARTED,),
        "issues": issues(),
        "follow_ups": FOLLOW_UPS,
        "questions": (QUESTION,),
        "upper_tier": "市级项目例会",
        "upward": (UPWARD,),
    }
    return BriefingFacts(**(facts | changes))
