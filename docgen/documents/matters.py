"""督办事项：fields that letters about overdue matters and lit projects share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from docgen.blocks import Table, TableColumn, missing_marker
from docgen.documents.common import day_field, light_name, project_called
from docgen.facts import EarlierLetter, MatterFacts, ProjectFacts
from docgen.wording.cleaning import one_line, prose
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import day_text, listed

ISSUE = "问题"
INSTRUCTED = "领导批示"
_SETTLED = {ISSUE: "办结", "节点": "完成", "任务": "完成", "议定事项": "落实"}
"""What is done to each sort of matter."""
_STANDARD = {ISSUE: "解决标准", "节点": "完成标准"}


def matter_name(matter: MatterFacts) -> str:
    """节点“主体结构封顶”."""
    content = prose(matter.content or "") or missing_marker(f"{matter.code}内容")
    return f"{matter.sort}“{content}”"


def matter_fields(matter: MatterFacts, number: int, today: date | None, day_word: str) -> dict[str, Any]:
    """One matter for the templates; 标准 and 依据 may be blank, which is not a missing fact."""
    project = one_line(matter.project or "")
    return {
        "序号": str(number),
        "类别": matter.sort,
        "名称": matter_name(matter),
        "项目": project,
        "项目称呼": project_called(project) if project else "",
        "标准": prose(matter.requirement or ""),
        "标准名": _STANDARD.get(matter.sort, "要求"),
        "责任单位": or_missing(matter.unit, f"{matter.code}责任单位"),
        "责任人": or_missing(matter.person, f"{matter.code}责任人"),
        "时限": day_field(matter.due_on, f"{matter.code}时限"),
        "逾期": bool(matter.days_overdue),
        "时限句": deadline_clause(matter, today, day_word),
        "依据": prose(matter.basis or ""),
    }


def deadline_clause(matter: MatterFacts, today: date | None, day_word: str) -> str:
    """「应于2022年9月20日前完成，截至2022年10月8日已逾期18天」; without 截至 where it is not overdue."""
    done = _SETTLED.get(matter.sort, "完成")
    due = f"应于{day_field(matter.due_on, f'{matter.code}时限')}前{done}"
    if not matter.days_overdue:
        return due
    return f"{due}，截至{day_field(today, '统计日期')}已逾期{matter.days_overdue}{day_word}"


def matters_fields(matters: Sequence[MatterFacts], today: date | None, day_word: str) -> dict[str, Any]:
    """各事项, 事项数, 都逾期, 有逾期, 今日."""
    rows = [matter_fields(matter, n, today, day_word) for n, matter in enumerate(matters, 1)]
    return {
        "各事项": rows,
        "事项数": len(rows),
        "都逾期": all(row["逾期"] for row in rows),
        "有逾期": any(row["逾期"] for row in rows),
        "今日": day_field(today, "统计日期"),
    }


# --- titles -------------------------------------------------------------------------------------


def title_object(names: Sequence[str]) -> str:
    """What a letter asks to speed up: 「××项目建设」, 「××工程建设」, 「××等3个项目建设」.

    A name that says 项目, 工程 or 建设 itself is not made to say it twice.
    """
    if not names:
        return missing_marker("项目名称") + "项目建设"
    first = one_line(names[0])
    if len(names) > 1:
        return f"{first}等{len(names)}个项目建设"
    if first.endswith("建设"):
        return f"{first}项目"
    return f"{first}建设" if first.endswith(("项目", "工程")) else f"{first}项目建设"


def projects_called(names: Sequence[str]) -> str:
    """「区体育中心项目」, 「区体育中心等3个项目」."""
    if not names:
        return missing_marker("项目名称")
    first = one_line(names[0])
    return f"{first}等{len(names)}个项目" if len(names) > 1 else project_called(first)


def letter_object(projects: Sequence[ProjectFacts], matters: Sequence[MatterFacts]) -> str:
    """What stands in the title: 「加快推进区体育中心项目建设」 with a lit project, else 「加快办理…有关事项」."""
    names = [project.name for project in projects]
    names += [matter.project for matter in matters if matter.project]
    names = list(dict.fromkeys(names))
    if projects or not matters:
        return f"加快推进{title_object(names)}"
    return f"加快办理{projects_called(names) if names else ''}有关事项"


# --- 督办事项 -----------------------------------------------------------------------------------


def supervised_table(
    projects: Sequence[ProjectFacts], matters: Sequence[MatterFacts], rectify_by: date | None
) -> Table:
    """督办事项: 事项, 要求, 责任单位, 责任人, 时限. What is late already is due on `rectify_by`."""
    columns = (
        TableColumn("序号", 2.5),
        TableColumn("事项", 8.5, "left"),
        TableColumn("要求", 8.5, "left"),
        TableColumn("责任单位", 4.5),
        TableColumn("责任人", 3.5),
        TableColumn("时限", 9.5),
    )
    limit = str(day_field(rectify_by, "整改时限"))
    rows = [_project_row(project, limit) for project in projects]
    rows += [_matter_row(matter, limit) for matter in matters]
    return Table(columns, tuple((str(number), *row) for number, row in enumerate(rows, 1)))


def _project_row(project: ProjectFacts, limit: str) -> tuple[str, ...]:
    name = one_line(project.name)
    matter = f"{project_called(name)}进度滞后，亮{light_name(project.light)}"
    return (
        matter,
        "查明原因，倒排工期，补齐进度，达到进度要求",
        str(or_missing(one_line(project.unit), f"{name}责任单位")),
        str(or_missing(one_line(project.person or ""), f"{name}责任人")),
        limit,
    )


def _matter_row(matter: MatterFacts, limit: str) -> tuple[str, ...]:
    project = one_line(matter.project or "")
    called = f"{project_called(project)}" if project else ""
    due = limit if matter.days_overdue else str(day_field(matter.due_on, f"{matter.code}时限"))
    return (
        called + matter_name(matter),
        prose(matter.requirement or "") or f"按要求{_SETTLED.get(matter.sort, '完成')}",
        str(or_missing(one_line(matter.unit or ""), f"{matter.code}责任单位")),
        str(or_missing(one_line(matter.person or ""), f"{matter.code}责任人")),
        due,
    )


def bases_fields(projects: Sequence[ProjectFacts], matters: Sequence[MatterFacts]) -> dict[str, Any]:
    """督办依据: the 批示 or meeting that the rows come from (several: their sorts alone), blank without any; 分列依据:
    whether rows have different ones, and each has to say its own."""
    bases = list(dict.fromkeys(prose(matter.basis or "") for matter in matters))
    known = [basis for basis in bases if basis]
    sorts = dict.fromkeys(INSTRUCTED if basis.endswith(INSTRUCTED) else "有关会议议定事项" for basis in known)
    return {
        "督办依据": known[0] if len(known) == 1 else "和".join(sorts),
        "分列依据": bool(known) and len(bases) + bool(projects) > 1,
    }


# --- 前期文书 -----------------------------------------------------------------------------------


def letter_fields(letter: EarlierLetter, own_name: str, today: date | None) -> dict[str, Any]:
    """One earlier letter for the templates: 日期, 机关, 文种, 文号, 所涉, 要求反馈, 已反馈, 反馈日期, 反馈情况."""
    number = letter.number or Missing(f"{letter.kind}文号")
    return {
        "日期": day_field(letter.dated, f"{letter.kind}成文日期"),
        "机关": letter.issuer or own_name,
        "文种": letter.kind,
        "文号": number,
        "所涉": listed(map(one_line, letter.about)),
        "要求反馈": "" if letter.reply_due is None else day_text(letter.reply_due),
        "到期": letter.reply_due is not None and today is not None and letter.reply_due < today,
        "反馈日期": "" if letter.replied_on is None else day_text(letter.replied_on),
        "反馈情况": prose(letter.reply or ""),
    }
