"""会议纪要：what a meeting heard and settled (纪要格式, 10.3). Verbs are third person, no seal.

The 议定事项 table has visible numbers and one bookmark a cell, so that edited minutes can be read back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from docgen.blocks import Attendance, Composition, Layout, NamedBlock, Table, TableColumn, missing_marker
from docgen.documents.common import (
    composed,
    day_field,
    issuer_fields,
    light_fields,
    period_fields,
    text_field,
    totals_fields,
    with_missing,
)
from docgen.documents.kind import Kind
from docgen.documents.meeting_names import meeting_called, minutes_mark, minutes_of
from docgen.facts import HeardFacts, MinutesFacts, ResolutionFacts, TopicFacts
from docgen.wording.cleaning import one_line, printable, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import or_missing
from docgen.wording.numerals import DASH, day_text, listed, time_text

NAME = "会议纪要"
_RESOLUTIONS, _HEARD = "议定事项", "落实情况"
RESOLUTION_TITLES = ("编号", "项目", "议定内容", "责任单位", "配合单位", "解决时限")
"""议定事项表's columns, by which they are found again when it is read back."""
HEARD_TITLE = _HEARD
"""The column that only the other table has: what became of earlier 议定事项."""
NAMED_TOPICS = 3
"""导语列举：how many projects the opening names before 「等n个」."""

BOOKMARK_COLUMNS = ("number", "project", "content", "responsible", "support", "due")
"""书签列：the last part of a cell's bookmark, parallel to RESOLUTION_TITLES."""

_LONGEST_BOOKMARK = 40
_THIRD_PERSON = re.compile(r"(?:经研究，)?会议")
_AGREED = re.compile(r"(?:原则)?同意")


def _fields(facts: MinutesFacts) -> Mapping[str, Any]:
    month = facts.month or facts.held_on
    as_of = facts.as_of or facts.held_on
    period = period_fields(month, as_of) if month and as_of else {}
    return {
        **period,
        **issuer_fields(facts.header.issuer),
        **light_fields(facts.lights),
        "会议名称": or_missing(_called(facts), "会议名称"),
        "纪要标题": minutes_title(_called(facts)),
        "会商层级": facts.tier or "",
        "此前议定": heard_fields(facts.heard),
        "期次": session_text(facts.session),
        "会议日期": day_field(facts.held_on, "会议日期"),
        "会议时间": time_text(facts.held_at or ""),
        "地点": or_missing(facts.place, "会议地点"),
        "主持人": or_missing(facts.host, "主持人"),
        "记录人": facts.recorder or "",
        "时序用字": facts.progress_word,
        "总体": totals_fields(facts.totals, facts.progress_word),
        "有灯数": bool(facts.lights),
        "听取": heard(facts.topics),
        "各议题": [_topic_fields(topic, number) for number, topic in enumerate(facts.topics, 1)],
        "议定数": len(facts.resolutions),
        "工作要求": _requirements(facts.requirements),
    }


def _called(facts: MinutesFacts) -> str:
    return meeting_called(facts.meeting, facts.tier, facts.session)


def heard_fields(heard: Sequence[HeardFacts]) -> dict[str, int]:
    """件数 of the earlier 议定事项 heard, how many are 完成 (of them 逾期完成) and 未完成 (of them 逾期未完成)."""
    done = [one for one in heard if one.done]
    late = [one for one in heard if one.days_overdue > 0]
    return {
        "件数": len(heard),
        "完成": len(done),
        "逾期完成": sum(one.done for one in late),
        "未完成": len(heard) - len(done),
        "逾期未完成": sum(not one.done for one in late),
    }


def _topic_fields(topic: TopicFacts, number: int) -> dict[str, Any]:
    """议题: its name, who reports, 进展, 问题 (these two may be blank) and 结论 as a sentence."""
    name = topic.project or topic.unit or f"第{number}项议题"
    return {
        "名称": one_line(name),
        "单位": one_line(topic.unit or ""),
        "进展": prose(topic.progress or ""),
        "问题": prose(topic.question or ""),
        "结论": conclusion_sentence(str(text_field(topic.conclusion, f"{one_line(name)}的例会结论"))),
    }


def conclusion_sentence(conclusion: str) -> str:
    """「会议议定，…」; 「会议同意…」 where the conclusion says 同意; one that opens with 会议 stands."""
    if _THIRD_PERSON.match(conclusion):
        return conclusion
    return f"会议{conclusion}" if _AGREED.match(conclusion) else f"会议议定，{conclusion}"


def _requirements(text: str | None) -> list[str]:
    """One item a line as typed, each without its own number and end mark."""
    lines = (prose(line) for line in printable(text or "").splitlines())
    return [
        re.sub(r"^(?:\d+[.、．]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)\s*", "", x)
        for x in lines
        if x
    ]


def heard(topics: Sequence[TopicFacts]) -> str:
    """「甲、乙项目推进情况的汇报」: the projects heard, the first three and how many there are."""
    names = list(dict.fromkeys(one_line(topic.project) for topic in topics if topic.project))
    if not names:
        return ""
    more = f"等{len(names)}个" if len(names) > NAMED_TOPICS else ""
    last = names[:NAMED_TOPICS].pop()
    noun = "" if not more and last.endswith(("项目", "工程")) else "项目"
    return f"{listed(names[:NAMED_TOPICS])}{more}{noun}推进情况的汇报"


def minutes_title(meeting: str | None) -> str:
    """「2022年第6次重大项目月度会商会议纪要」: the meeting's name and 纪要, 会议 said once."""
    name = one_line(meeting or "")
    return minutes_of(name) if name else f"{missing_marker('会议名称')}纪要"


def session_text(session: str | None) -> str:
    """「6」→「第6期」; any other wording is left as typed."""
    text = one_line(session or "")
    return f"第{int(text)}期" if text.isascii() and text.isdigit() else text


# --- 议定事项 -----------------------------------------------------------------------------------


def _blocks(facts: MinutesFacts) -> Mapping[str, NamedBlock]:
    return {_RESOLUTIONS: resolutions_table(facts.resolutions), _HEARD: heard_table(facts.heard)}


def heard_table(heard: Sequence[HeardFacts]) -> Table:
    """编号 | 议定内容 | 责任单位 | 解决时限 | 落实情况. No bookmarks: it is told, not read back."""
    columns = (
        TableColumn("编号", 5.6),
        TableColumn("议定内容", 12, "left"),
        TableColumn("责任单位", 5, "left"),
        TableColumn("解决时限", 6.4),
        TableColumn(HEARD_TITLE, 12, "left"),
    )
    return Table(columns, tuple(_heard_cells(one) for one in heard))


def _heard_cells(one: HeardFacts) -> tuple[str, ...]:
    number = one_line(one.number)
    return (
        number,
        printable(one.content or "") or missing_marker(f"{number}议定内容"),
        listed(map(one_line, one.responsible)) or missing_marker(f"{number}责任单位"),
        DASH if one.due_on is None else day_text(one.due_on),
        follow_up(one),
    )


def follow_up(one: HeardFacts) -> str:
    """「已完成」, 「逾期2天完成」, 「未完成，逾期8天：已发函催办」."""
    late = f"逾期{one.days_overdue}天" if one.days_overdue > 0 else ""
    state = (f"{late}完成" if late else "已完成") if one.done else "，".join(filter(None, ("未完成", late)))
    note = prose(one.follow_up or "")
    return f"{state}：{note}" if note else state


def resolutions_table(resolutions: Sequence[ResolutionFacts]) -> Table:
    """编号 | 项目 | 议定内容 | 责任单位 | 配合单位 | 解决时限. Texts stand as typed: they are read back."""
    number, project, content, responsible, support, due = RESOLUTION_TITLES
    columns = (
        TableColumn(number, 5.6),
        TableColumn(project, 7, "left"),
        TableColumn(content, 14, "left"),
        TableColumn(responsible, 5, "left"),
        TableColumn(support, 5, "left"),
        TableColumn(due, 6.4),
    )
    rows = tuple(_resolution_cells(resolution) for resolution in resolutions)
    marks = tuple(cell_bookmarks(resolution.row_id) for resolution in resolutions)
    return Table(columns, rows, "", marks)


def _resolution_cells(resolution: ResolutionFacts) -> tuple[str, ...]:
    number = one_line(resolution.number)
    due = resolution.due_on
    return (
        number,
        one_line(resolution.project or "") or DASH,
        printable(resolution.content or "") or missing_marker(f"{number}议定内容"),
        listed(map(one_line, resolution.responsible)) or missing_marker(f"{number}责任单位"),
        listed(map(one_line, resolution.supporting)) or DASH,
        missing_marker(f"{number}解决时限") if due is None else day_text(due),
    )


def cell_bookmarks(row_id: str) -> tuple[str, ...]:
    """`cp_<row_id>_<column>` for each cell: ASCII, at most 40 characters, different for different rows.

    A row without an id has none: its visible number is all there is to know it by.
    """
    if not row_id:
        return ("",) * len(BOOKMARK_COLUMNS)
    return tuple(f"cp_{_ascii_id(row_id)}_{column}" for column in BOOKMARK_COLUMNS)


def _ascii_id(row_id: str) -> str:
    """The id itself where a bookmark can hold it, else a digest of it."""
    room = _LONGEST_BOOKMARK - len("cp__") - max(map(len, BOOKMARK_COLUMNS))
    if re.fullmatch(rf"[A-Za-z0-9_]{{1,{room}}}", row_id):
        return row_id
    return "x" + sha256(row_id.encode()).hexdigest()[: room - 1]


def _finish(facts: MinutesFacts, draft: Draft) -> Composition:
    year = facts.held_on.year if facts.held_on else 0
    composition = composed(NAME, Layout.MINUTES, facts.header, draft, year)
    attendance = (
        Attendance("出席", tuple(map(one_line, facts.present)) or (missing_marker("出席人员"),)),
        Attendance("请假", tuple(map(one_line, facts.on_leave))),
        Attendance("列席", tuple(map(one_line, facts.attending))),
        Attendance("记录", (one_line(facts.recorder),) if facts.recorder else ()),
    )
    number = one_line(facts.minutes_number or "") or session_text(facts.session)
    return with_missing(
        replace(
            composition,
            mark=minutes_mark(facts.header.issuer, facts.meeting, facts.tier, facts.region),
            number=number or facts.header.number or missing_marker("期次"),
            addressee=one_line(facts.addressee or ""),
            attendance=tuple(a for a in attendance if a.people),
        )
    )


MINUTES = Kind(NAME, Layout.MINUTES, MinutesFacts, NAME, _fields, _blocks, _finish)
