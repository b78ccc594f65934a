"""会商各表：meetings, topics, resolutions and events."""

from __future__ import annotations

from datetime import date, timedelta

from workbook_templates.sample.common import Row
from workbook_templates.sample.issues import issue_number
from workbook_templates.sample.meeting_texts import MEETINGS, PEOPLE, REQUIREMENTS, RESOLUTIONS, TOPICS
from workbook_templates.sample.people import with_names
from workbook_templates.sample.specs import by_serial, code

# 编号 | 类型 | 日期 | 项目 | 得分 | 点评
EVENTS = """
HD2022-01|集中开工|2022-02-18|9||一季度集中开工，总投资3.6亿元，要求4月中旬前实现实质性开工
HD2022-02|集中开工|2022-02-18|69||一季度集中开工，总投资7.6亿元
HD2022-03|培训|2022-03-10||| 政府投资项目全过程管理培训，各责任单位业务骨干参加
HD2022-04|政银企对接|2022-04-21|64||达成授信意向1.2亿元
HD2022-05|联审联批|2022-05-19|66||联合审查环评、能评、规划三项，一次性告知补正意见
HD2022-06|集中开工|2022-06-16|25||二季度集中开工，现场组织有序
HD2022-07|观摩|2022-06-30|12|95|厂房建设速度快，招商与建设同步，值得推广
HD2022-08|观摩|2022-06-30|49|72|底泥处置制约明显，需加快落实场地
HD2022-09|观摩|2022-06-30|51|93|工程质量好，确保秋季开学投用
HD2022-10|现场办公|2022-08-11|67||协调供热主管线与电力通道交叉迁改
HD2022-11|现场办公|2022-09-08|19||现场明确临时用电、便道打通时限
HD2022-12|政银企对接|2022-10-12|17||专场对接企业融资需求3000万元
HD2022-13|联审联批|2022-10-20|44||隧道设计变更联审
"""


def _optional(text: str) -> str | None:
    return text.strip() or None


def _lines(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


def _people(number: str) -> tuple[str, str, str]:
    """出席、请假、列席 with invented names behind the posts."""
    present, on_leave, attending = PEOPLE[number]
    return with_names(present), with_names(on_leave), with_names(attending)


def meetings() -> list[Row]:
    rows: list[Row] = []
    for number, tier, name, session, day, clock, place, convenor, host, recorder, filed, minutes in _lines(
        MEETINGS
    ):
        present, on_leave, attending = _people(number)
        rows.append(
            {
                "number": number,
                "tier": tier,
                "meeting_name": name,
                "session": session,
                "held_on": date.fromisoformat(day),
                "held_at": clock,
                "place": place,
                "convenor": convenor,
                "host": f"{host}{_named(present, host)}",
                "present": present,
                "on_leave": on_leave,
                "attending": attending,
                "recorder": recorder,
                "requirements": REQUIREMENTS[number],
                "addressee": "各镇（街道），区直有关单位，各平台",
                "copied_to": "区委办公室、区人大常委会办公室、区政府办公室、区政协办公室",
                "filed_on": date.fromisoformat(filed) if filed else None,
                "minutes_number": minutes,
            }
        )
    return rows


def _named(present: str, post: str) -> str:
    """The name behind a post in the list of those present."""
    for entry in present.split("、"):
        if entry.startswith(post):
            return entry.removeprefix(post)
    return ""


def topics() -> list[Row]:
    held = {fields[0]: fields for fields in _lines(MEETINGS)}
    rows: list[Row] = []
    for fields in _lines(TOPICS):
        number, meeting, issue, serial, progress, question, proposal, attending, summary, conclusion = fields
        tier, day, convenor = held[meeting][1], date.fromisoformat(held[meeting][4]), held[meeting][7]
        unit = by_serial()[int(serial)].unit
        rows.append(
            {
                "number": number,
                "meeting": meeting,
                "tier": tier,
                "issue": issue_number(issue),
                "code": code(int(serial)),
                "applicant": unit,
                "applied_on": day - timedelta(days=3),
                "responsible_unit": unit,
                "current_progress": progress,
                "question": question,
                "proposal": proposal,
                "attending_units": attending,
                "convenor": convenor,
                "summary": summary,
                "conclusion": conclusion,
            }
        )
    return rows


def resolutions() -> list[Row]:
    rows: list[Row] = []
    for fields in _lines(RESOLUTIONS):
        number, meeting, topic, issue, serial, text, units, support, due, follow_up, completed = fields
        rows.append(
            {
                "number": number,
                "meeting": meeting,
                "topic": _optional(topic),
                "issue": issue_number(issue) if issue else None,
                "code": code(int(serial)) if serial else None,
                "resolution": text,
                "responsible_units": units,
                "supporting_units": _optional(support),
                "due_on": date.fromisoformat(due),
                "follow_up": _optional(follow_up),
                "completed_on": date.fromisoformat(completed) if completed else None,
            }
        )
    return rows


def events() -> list[Row]:
    return [
        {
            "number": number,
            "type": kind,
            "held_on": date.fromisoformat(day),
            "code": code(int(serial)) if serial else None,
            "score": float(score) if score else None,
            "comments": _optional(comments),
        }
        for number, kind, day, serial, score, comments in _lines(EVENTS)
    ]
