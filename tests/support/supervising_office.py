"""发督办文书的办公室：two projects, matters of every sort, units of every relation, and what a document says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import docx
from docx.document import Document
from support.desk import Answer
from support.office import Office
from support.supervised_office import RED_IN_SEPTEMBER, day, project, reports

SETTINGS = dict(as_of=day(9, 1), home_issuer="统筹办")
ISSUERS = [
    dict(short_name="统筹办", full_name="甬东区重大项目领导小组统筹办公室", code="甬统办", letter_code="甬统办函",
         signatory="钱某", contact="王某", phone="0574-5550123"),
    dict(short_name="督查办", full_name="甬东区重大项目领导小组督查办公室", code="甬督办", letter_code="甬督办函",
         signatory="孙某", contact="李某", phone="0574-5550456"),
]  # fmt: skip
LADDER = [
    dict(step=1, trigger="灯级", lower=1, upper=2, kind="提醒函", issuer="统筹办", reply_days=5),
    dict(step=1, trigger="逾期天数", lower=1, upper=7, kind="提醒函", issuer="统筹办", reply_days=5),
    dict(step=2, trigger="灯级", lower=3, kind="督办函", issuer="督查办", reply_days=7),
    dict(step=2, trigger="逾期天数", lower=8, kind="督办函", issuer="督查办", reply_days=7),
    dict(step=3, trigger="督办函未反馈", lower=1, kind="约谈通知", issuer="统筹办", reply_days=5),
]
TWICE_LIT = [
    dict(step=5, trigger="年内亮灯次数", kind="专项督查通知", issuer="督查办", reply_days=3),
    dict(step=5, trigger="年内亮灯次数", kind="复盘报告", issuer="督查办"),
]
PROJECTS = [
    project("A", "甲镇", person_in_charge="周某", supporting_units="乙局", year_target="主体封顶"),
    project("B", "乙局", person_in_charge="吴某"),
]
LATE = dict(planned_on=day(9, 28))
MILESTONES = [
    dict(code="A", number=1, milestone="主体封顶", standard="验收合格", responsible_unit="甲镇", person_in_charge="周某", **LATE),
    dict(code="A", number=2, milestone="通水", responsible_unit="甲镇", planned_on=day(8, 1), completed_on=day(8, 1)),
]  # fmt: skip
ISSUES = [
    dict(number="W1", code="A", source="领导批示", raised_on=day(8, 15), description="征迁未完成", standard="签订协议",
         responsible_units="甲镇、乙局", person_in_charge="郑某", due_on=day(9, 20), assigned_on=day(8, 16),
         signed_on=day(8, 17)),
]  # fmt: skip
DUTIES = [
    dict(number="Z1", type="要素保障配合", code="A", task="办理临时用地", lead_unit="乙局", person_in_charge="王某",
         due_on=day(9, 28)),
]  # fmt: skip
RESOLUTIONS = [
    dict(
        number="S1",
        meeting="H1",
        code="A",
        resolution="由甲镇打通便道",
        responsible_units="甲镇",
        due_on=day(9, 28),
    ),
]
MEETINGS = [dict(number="H1", tier="月度会商", meeting_name="第6次月度会商会议", held_on=day(8, 20))]
REMINDED = dict(
    number="FW2022-0001", kind="提醒函", unit="甲镇", month=day(8, 1), issuer="统筹办", issuer_code="甬统办函",
    year=2022, serial=3, document_number="甬统办函〔2022〕3号", dated=day(8, 30), rows="项目清单!A",
    reply_due=day(9, 6), state="已发",
)  # fmt: skip


def units(**relations: str | None) -> list[dict[str, Any]]:
    """甲镇 and 乙局 不相隶属 unless told otherwise (None: blank)."""
    known = {"甲镇": "不相隶属", "乙局": "不相隶属"} | relations
    return [dict(unit=name, full_name=f"甬东区{name}", relation=said) for name, said in known.items()]


def opened(office: Office, **more: Any) -> Office:
    """A is red in September (lit in August and September), B is green."""
    tables: dict[str, Any] = {
        "issuers": ISSUERS,
        "ladder": LADDER,
        "units": units(),
        "projects": PROJECTS,
        "monthly_progress": [*reports("A", RED_IN_SEPTEMBER, problems="征迁滞后"), *reports("B", [1000] * 9)],
    }
    return office.opens(SETTINGS | more.pop("settings", {}), **(tables | more))


def written(answer: Answer) -> list[str]:
    """What each document of a run says, its table cells with 「|」."""
    return [document_text(docx.Document(file["path"])) for file in answer.data["files"]]


def document_text(document: Document) -> str:
    lines = [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
    for table in document.tables:
        lines += ["|".join(cell.text for cell in row.cells) for row in table.rows]
    return "\n".join(lines)


def on(month: int, number: int) -> dt.datetime:
    """How openpyxl gives a day back."""
    return dt.datetime(2022, month, number)
