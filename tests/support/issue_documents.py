"""问题、会议、约谈、督查文书的事实：small facts, everything in them invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from support.facts import DRAFT, ISSUED, project

from docgen.documents.assignment_order import AssignmentFacts
from docgen.documents.close_out_form import CloseOutFacts
from docgen.documents.coordination_request import CoordinationFacts
from docgen.documents.inspection_circular import InspectionCircularFacts
from docgen.documents.inspection_record import InspectionRecordFacts
from docgen.documents.meeting_notice import AgendaItem, MeetingNoticeFacts
from docgen.documents.talk_notice import TalkNoticeFacts
from docgen.documents.talk_record import TalkRecordFacts
from docgen.facts import HeardFacts
from docgen.issue_facts import InspectionFacts, IssueFacts

NOT_KNOWN = dict.fromkeys(
    (
        "project", "source", "raised_on", "description", "target", "measures", "standard", "proposal", "tier",
        "leader", "person", "assigned_on", "signed_on", "handling", "due_on", "resolved_on", "review",
        "closed_on", "days_overdue",
    )
)  # fmt: skip


def issue(**changes: Any) -> IssueFacts:
    """An issue that a weekly meeting resolved on, handed over, not yet solved, 10 days late."""
    facts: dict[str, Any] = {
        "number": "WT2022-013",
        "project": "区体育中心",
        "source": "月报",
        "raised_on": date(2022, 8, 25),
        "description": "老城区管位狭窄，燃气管线交叉保护方案未定。",
        "target": "9月底前完成管线保护方案",
        "measures": "现场探挖，燃气单位驻场",
        "standard": "方案会签完成",
        "proposal": "由区住建局牵头，明确燃气单位驻场人员。",
        "tier": "一周例会",
        "responsible": ("区住建局",),
        "supporting": ("东街道", "区燃气公司"),
        "leader": "副区长李某某",
        "person": "吴某",
        "assigned_on": date(2022, 8, 29),
        "signed_on": date(2022, 8, 30),
        "handling": "方案已完成初稿，燃气单位提出两条修改意见",
        "due_on": date(2022, 9, 28),
        "resolved_on": None,
        "review": None,
        "closed_on": None,
        "days_overdue": 10,
        "meeting": "重大项目推进一周例会",
        "met_on": date(2022, 9, 5),
        "resolution": "SX2022-001",
    }
    return IssueFacts(**(facts | changes))


def unknown_issue() -> IssueFacts:
    """An issue of which only its number is known."""
    return IssueFacts(number="WT2022-099", responsible=(), supporting=(), **NOT_KNOWN)


SOLVED: dict[str, Any] = {
    "handling": "管线保护方案已会签，现场开始保护施工",
    "resolved_on": date(2022, 10, 4),
    "review": "通过",
    "closed_on": date(2022, 10, 6),
    "days_overdue": 6,
}


def assignment(**changes: Any) -> AssignmentFacts:
    facts: dict[str, Any] = {
        "header": DRAFT,
        "issue": issue(),
        "reply_by": date(2022, 9, 2),
        "as_of": date(2022, 8, 29),
    }
    return AssignmentFacts(**(facts | changes))


def close_out(**changes: Any) -> CloseOutFacts:
    facts: dict[str, Any] = {"header": DRAFT, "issue": issue(**SOLVED), "as_of": date(2022, 10, 8)}
    return CloseOutFacts(**(facts | changes))


def coordination(*issues: IssueFacts, **changes: Any) -> CoordinationFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "addressee": "区综合督查办公室",
        "upward": False,
        "tier": "半月协调",
        "as_of": date(2022, 10, 8),
        "issues": issues or (issue(),),
        "reply_by": date(2022, 10, 13),
    }
    return CoordinationFacts(**(facts | changes))


TOPIC = AgendaItem("区体育中心", "燃气管线交叉保护方案由谁牵头编制？", "区住建局", ("东街道", "区燃气公司"))


def meeting_notice(**changes: Any) -> MeetingNoticeFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "meeting": "重大项目推进一周例会",
        "tier": "一周例会",
        "session": "2022年第36次",
        "held_on": date(2022, 10, 12),
        "held_at": "09:00",
        "place": "区行政中心3号楼308会议室",
        "convenor": "大项目统筹办主任",
        "host": "区发改局局长钱某",
        "present": ("区发改局局长钱某", "区住建局副局长李某"),
        "attending": ("区城建集团副总经理李某某",),
        "addressee": "各有关单位",
        "topics": (TOPIC, AgendaItem(None, "四季度要素保障安排", "区资规分局", ())),
        "heard": 3,
        "materials_by": date(2022, 10, 11),
        "as_of": date(2022, 10, 8),
    }
    return MeetingNoticeFacts(**(facts | changes))


def heard(number: str = "SX2022-001", **changes: Any) -> HeardFacts:
    """A 议定事项 that was solved in time."""
    facts: dict[str, Any] = {
        "number": number,
        "content": "完成管线保护方案编制和会签。",
        "responsible": ("区住建局",),
        "due_on": date(2022, 9, 28),
        "done": True,
        "days_overdue": 0,
        "follow_up": None,
    }
    return HeardFacts(**(facts | changes))


def talk_notice(**changes: Any) -> TalkNoticeFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "unit": "区住建局",
        "salutation": None,
        "month": date(2022, 9, 1),
        "as_of": date(2022, 9, 30),
        "matter": "区体育中心项目连续红灯且督办事项未按期落实。",
        "held_on": date(2022, 10, 14),
        "held_at": "09:30",
        "place": "区行政中心1号楼第三会议室",
        "speaker": "分管城建副区长",
        "spoken_to": "区住建局局长王某",
        "units_present": ("区督考办", "区资规分局"),
        "projects": (project(),),
        "letters_sent": ("提醒函（甬重办函〔2022〕3号）、督办函（甬重办函〔2022〕9号）",),
        "reply_by": date(2022, 10, 13),
    }
    return TalkNoticeFacts(**(facts | changes))


def talk_record(**changes: Any) -> TalkRecordFacts:
    facts: dict[str, Any] = {
        "header": DRAFT,
        "number": "TH2022-03",
        "unit": "区住建局",
        "projects": ("区体育中心",),
        "matter": "区体育中心项目连续红灯且督办事项未按期落实。",
        "held_on": date(2022, 10, 14),
        "held_at": "09:30",
        "place": "区行政中心1号楼第三会议室",
        "speaker": "分管城建副区长",
        "spoken_to": "区住建局局长王某",
        "units_present": ("区督考办", "区资规分局"),
        "record": "区住建局说明征迁未完成的原因，汇报倒排工期安排。",
        "requirements": "10月底前完成剩余征迁，全面复工。",
        "due_on": date(2022, 10, 31),
        "as_of": date(2022, 10, 8),
    }
    return TalkRecordFacts(**(facts | changes))


def inspection(number: str = "DC2022-03", **changes: Any) -> InspectionFacts:
    facts: dict[str, Any] = {
        "number": number,
        "type": "五查",
        "phase": "前期",
        "project": "禾渡物流园",
        "unit": "禾渡镇",
        "held_on": date(2022, 9, 15),
        "checks": ("开工方案不细", "缺少便道专题记录", "未实质性开工", "责任人到位率不高", "成效不明显。"),
        "problems": "临时用电、便道未落实。",
        "listed_on": None,
        "delisted_on": None,
        "score": 66.0,
    }
    return InspectionFacts(**(facts | changes))


def unknown_inspection() -> InspectionFacts:
    """An inspection of which only its number is known."""
    return InspectionFacts("DC2022-99", None, None, None, None, None, (None,) * 5, None, None, None, None)


GOOD: dict[str, Any] = {
    "type": "月度督查",
    "phase": "中期",
    "project": "松屏精工厂房",
    "unit": "松屏街道",
    "held_on": date(2022, 9, 20),
    "checks": ("方案完备", "记录齐全", "超前", "镇企联动", "厂房提前封顶"),
    "problems": None,
    "score": 97.5,
}
LISTED: dict[str, Any] = {
    "type": "挂牌督办",
    "phase": "中期",
    "project": "水美乡村",
    "unit": "区水利局",
    "held_on": date(2022, 9, 16),
    "checks": ("处置场地方案未定", None, "严重滞后", None, None),
    "problems": "两个标段停工",
    "listed_on": date(2022, 9, 16),
    "score": None,
}


def inspection_record(**changes: Any) -> InspectionRecordFacts:
    facts: dict[str, Any] = {"header": DRAFT, "inspection": inspection(), "as_of": date(2022, 10, 8)}
    return InspectionRecordFacts(**(facts | changes))


def inspection_circular(*inspections: InspectionFacts, **changes: Any) -> InspectionCircularFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "region": "甬东区",
        "since": date(2022, 9, 1),
        "month": date(2022, 9, 1),
        "as_of": date(2022, 9, 30),
        "addressee": "各乡镇（街道），各有关部门",
        "inspections": inspections or (inspection(), inspection("DC2022-07", **GOOD)),
        "reply_by": date(2022, 10, 13),
    }
    return InspectionCircularFacts(**(facts | changes))
