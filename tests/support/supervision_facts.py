"""督办文书的事实：facts of the kinds made from 项目清单; everything in them is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from support.facts import ISSUED, project

from docgen.documents.board_notice import BoardNoticeFacts
from docgen.documents.campaign_plan import CampaignFacts, DutyFacts, MeasureFacts, MonthPlan, NodeFacts
from docgen.documents.inspection_notice import InspectionNoticeFacts
from docgen.documents.review_report import ReviewedProject, ReviewFacts, Step
from docgen.documents.supervision_letter import SupervisionFacts
from docgen.documents.unit_notice import UnitNoticeFacts
from docgen.facts import EarlierLetter, LightCount, LitMonth, MatterFacts, ProjectFacts

MONTH, AS_OF, TODAY = date(2022, 9, 1), date(2022, 9, 30), date(2022, 10, 8)
RULES = ("连续2个月低于进度要求亮黄灯", "连续3个月低于进度要求亮红灯")
REASON = "连续3个月低于进度要求（2022年7月、8月、9月）。年度计划12,000.00万元。规则：连续滞后月数≥3亮红灯。"
YELLOW_THEN_RED = (LitMonth(date(2022, 8, 1), "黄"), LitMonth(date(2022, 9, 1), "红"))


def lit(name: str = "区体育中心", **changes: Any) -> ProjectFacts:
    """A red project, lit in August and September, with a person."""
    facts: dict[str, Any] = {
        "reason": REASON,
        "person": "李某",
        "lit_count": 2,
        "lit_months": YELLOW_THEN_RED,
        "red_months": 1,
    }
    return project(name, **(facts | changes))


def node(**changes: Any) -> MatterFacts:
    """A node 18 days overdue on 8 October."""
    facts: dict[str, Any] = {
        "sort": "节点",
        "code": "2022-001/3",
        "project": "区体育中心",
        "content": "主体结构封顶",
        "requirement": "分部工程验收合格",
        "unit": "区住建局",
        "person": "李某",
        "due_on": date(2022, 9, 20),
        "days_overdue": 18,
    }
    return MatterFacts(**(facts | changes))


def issue(**changes: Any) -> MatterFacts:
    """An issue that a leader's 批示 raised."""
    facts: dict[str, Any] = {
        "sort": "问题",
        "code": "WT-1",
        "content": "剩余3户征迁未完成",
        "requirement": "签订协议并腾空",
        "basis": "2022年8月15日领导批示",
    }
    return node(**(facts | changes))


def resolution(**changes: Any) -> MatterFacts:
    facts: dict[str, Any] = {
        "sort": "议定事项",
        "code": "SX-1",
        "content": "由区住建局牵头落实临时便道",
        "requirement": None,
        "basis": "2022年第6次月度会商会议（甬重办纪〔2022〕6号）议定事项",
    }
    return node(**(facts | changes))


REMINDED = EarlierLetter(
    "提醒函", "甬统办函〔2022〕9号", "区大项目统筹办公室", date(2022, 8, 30), date(2022, 9, 6)
)
SUPERVISED = EarlierLetter(
    "督办函", "甬重办函〔2022〕3号", None, date(2022, 9, 10), date(2022, 9, 17), date(2022, 9, 16),
    "正在选址", ("区体育中心",),
)  # fmt: skip


def supervision(*projects: ProjectFacts, **changes: Any) -> SupervisionFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "unit": "区住建局",
        "salutation": None,
        "month": MONTH,
        "as_of": AS_OF,
        "today": TODAY,
        "projects": projects,
        "matters": (),
        "earlier": (REMINDED,),
        "rule_sentences": RULES,
        "consequences": ("约谈", "通报"),
        "rectify_by": date(2022, 10, 31),
        "reply_by": date(2022, 10, 13),
    }
    return SupervisionFacts(**(facts | changes))


def unit_facts(*projects: ProjectFacts, **changes: Any) -> dict[str, Any]:
    """The fields of a notice to one unit."""
    facts: dict[str, Any] = {
        "header": ISSUED,
        "unit": "区住建局",
        "salutation": None,
        "month": MONTH,
        "as_of": AS_OF,
        "projects": projects,
        "rule_sentences": RULES,
        "rectify_by": date(2022, 10, 31),
        "reply_by": date(2022, 10, 13),
    }
    return facts | changes


def light_notice(*projects: ProjectFacts, **changes: Any) -> UnitNoticeFacts:
    return UnitNoticeFacts(**unit_facts(*projects, **changes))


def inspection_notice(*projects: ProjectFacts, **changes: Any) -> InspectionNoticeFacts:
    known = {"threshold": 2, "inspected_on": date(2022, 10, 20)}
    return InspectionNoticeFacts(**unit_facts(*projects, **(known | changes)))


def board_notice(*projects: ProjectFacts, **changes: Any) -> BoardNoticeFacts:
    return BoardNoticeFacts(**unit_facts(*projects, **({"report_day": 25} | changes)))


def reviewed(name: str = "区体育中心", **changes: Any) -> ReviewedProject:
    facts: dict[str, Any] = {
        "project": lit(name),
        "letters": (REMINDED,),
        "steps": (Step("约谈", date(2022, 9, 20)),),
        "open_issues": ("征迁",),
    }
    return ReviewedProject(**(facts | changes))


def review(*projects: ReviewedProject, **changes: Any) -> ReviewFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "addressee": "甬东区重大项目推进工作领导小组",
        "month": MONTH,
        "as_of": AS_OF,
        "today": TODAY,
        "projects": projects,
        "threshold": 2,
        "lights": (LightCount("红", 3, len(projects)),) if projects else (),
    }
    return ReviewFacts(**(facts | changes))


NODES = (
    NodeFacts("基础完工", "验收合格", "区住建局", "李某", date(2022, 3, 31), date(2022, 3, 28)),
    NodeFacts("主体结构封顶", "分部工程验收合格", "区住建局", "李某", date(2022, 9, 20)),
)
DUTIES = (
    DutyFacts("分包区领导", None, "陈某某"),
    DutyFacts("牵头单位", "区住建局", "李某"),
    DutyFacts("要素保障配合", "区资规局", "周某", "办理临时用地", date(2022, 10, 20)),
)


def campaign(**changes: Any) -> CampaignFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "addressee": "区住建局、区资规局",
        "month": MONTH,
        "as_of": AS_OF,
        "project": lit(next_steps="10月增加两个班组"),
        "total_investment": 52000.0,
        "content": "新建体育馆、游泳馆各1座",
        "year_target": "主体结构封顶",
        "planned_start": date(2021, 11, 1),
        "planned_completion": date(2022, 12, 20),
        "plan": (MonthPlan(date(2022, 3, 1), 3000.0), MonthPlan(date(2022, 12, 1), 12000.0)),
        "nodes": NODES,
        "duties": DUTIES,
        "measures": (MeasureFacts("征迁未完成", "逐户签约", "区住建局", date(2022, 10, 31)),),
        "overdue": (node(),),
        "today": TODAY,
    }
    return CampaignFacts(**(facts | changes))
