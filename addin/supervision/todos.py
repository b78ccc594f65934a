"""待办（督办）：what of issues, duties, rectifications, letters and boards waits for a person.

Issues through their four lists: not signed for, not fed back, urged, without a person, sent back, to be
reviewed, to be closed out (仑政办〔2022〕26号 四（二）：清单化推进；新乡市集中攻坚机制 六：闭环).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, Days, as_days, days_overdue, postponed
from addin.ledger.progress import Panel
from addin.ledger.published import UNLIT, PublishedLights
from addin.ledger.wording import date_text
from addin.schema import Column, Duties, Inspections, Issues, Letters, Projects, Rectifications, Sheet
from addin.supervision.boards import open_boards
from addin.supervision.deeds import DUE_SOON, OVERDUE, RECTIFY_LATE, deed_states, rectification_states
from addin.supervision.issues import PASSED, RETURNED, cleared_issues, resolved_issues
from addin.supervision.letters import letter_text, unanswered_letters
from addin.supervision.subjects import lead_of
from addin.todos import Todo

UNSIGNED, NOT_FED_BACK, URGED, NO_PERSON = "未签收", "办单未反馈", "催办", "缺专人"
SENT_BACK, TO_REVIEW, TO_CLOSE = "退回", "待复核", "待销号"
RECTIFICATION_LATE, UNANSWERED = "整改逾期", "未反馈"
ON_BOARD, OFF_BOARD = "挂牌督办", "建议摘牌"
_LONGEST = 30

Matter = Callable[[dict[Any, Any]], str]


def supervision_todos(ledger: Ledger, panel: Panel, register: PublishedLights) -> Iterator[Todo]:
    """Matters of 问题清单, 责任清单, 专项整改台账, 发文登记 and 督查记录 (挂牌), in this order."""
    yield from _issues(ledger)
    yield from _duties(ledger)
    yield from _rectifications(ledger)
    yield from _letters(ledger)
    yield from _boards(ledger, panel, register)


def at(ledger: Ledger, sheet: type[Sheet], position: int, column: Column) -> str:
    """「问题清单!C7」; the sheet alone for a row or column that does not stand in the workbook."""
    cells = ledger.cells.get(sheet)
    if cells is None or position < 0 or column.name not in cells.columns:
        return sheet.title
    return f"{sheet.title}!{cells.address(position, column.name)}"


def late_days(ledger: Ledger, due: Days) -> list[int | None]:
    """Days overdue as of today; None where nothing is overdue."""
    today = np.full(len(due), np.datetime64(ledger.today, "D"))
    days = days_overdue(due, today, ledger.settings)
    return [int(day) if day > 0 else None for day in days]


def brief(text: Any) -> str:
    """The first words of a text, on one line."""
    line = "".join(str(text or "").split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _todos(
    ledger: Ledger,
    sheet: type[Sheet],
    rows: pd.DataFrame,
    kind: str,
    column: Column,
    matter: Matter,
    due: Days,
    unit: Column,
    person: Column | None = None,
) -> Iterator[Todo]:
    """One matter a row; the unit is the row's own, without one the lead unit of its project."""
    if rows.empty:
        return
    units = lead_of(ledger, rows, Projects.code, unit)
    days = late_days(ledger, due)
    limits = due.astype(object).tolist()
    for place, row in enumerate(rows.to_dict("records")):
        yield Todo(
            type=kind,
            matter=matter(row),
            place=at(ledger, sheet, int(row["position"]), column),
            project=row[Projects.code.name] or "",
            unit=units[place] or "",
            person=(row[person.name] if person else None) or "",
            due_on=limits[place],
            days_overdue=days[place],
        )


def _issues(ledger: Ledger) -> Iterator[Todo]:
    table = ledger[Issues]
    limit = postponed(as_days(table[Issues.due_on.name]), ledger.settings)
    sign_by = as_days(table[Issues.assigned_on.name]) + ledger.settings.sign_days
    for kind, column, flags, due, words in _issue_matters(ledger, limit, sign_by):
        rows = table[flags]

        def matter(row: dict[Any, Any], words: str = words) -> str:
            return f"问题{row[Issues.number.name]}（{brief(row[Issues.description.name])}）{words}"

        yield from _todos(
            ledger, Issues, rows, kind, column, matter, due[flags],
            Issues.responsible_units, Issues.person_in_charge,
        )  # fmt: skip


def _issue_matters(
    ledger: Ledger, limit: Days, sign_by: Days
) -> Iterator[tuple[str, Column, Bools, Days, str]]:
    """类别, the column to fill, the issues concerned, their deadline and what to say."""
    table, today = ledger[Issues], np.datetime64(ledger.today, "D")

    def blank(column: Column) -> Bools:
        return np.asarray(table[column.name].isna())

    cleared, resolved = cleared_issues(ledger), resolved_issues(ledger)
    returned = (table[Issues.review.name] == RETURNED).to_numpy()
    at_work = ~cleared & ~resolved & ~returned
    assigned = (as_days(table[Issues.assigned_on.name]) <= today) & at_work & blank(Issues.feedback_on)
    unsigned = assigned & blank(Issues.signed_on) & (sign_by < today)
    silent = assigned & (limit < today)
    urged = at_work & ~silent & (limit - ledger.settings.due_soon_days <= today)
    yield UNSIGNED, Issues.signed_on, unsigned, sign_by, "已交单，还没有签收"
    yield NOT_FED_BACK, Issues.feedback_on, silent, limit, "办结时限已过，没有办单反馈"
    yield URGED, Issues.resolved_on, urged, limit, "临期或逾期，请催办"
    yield (
        NO_PERSON,
        Issues.person_in_charge,
        at_work & blank(Issues.person_in_charge),
        limit,
        "还没有专人负责",
    )
    yield SENT_BACK, Issues.review, returned, limit, "复核退回，请登记退回（督办建议）后重办"
    review = resolved & ~cleared & blank(Issues.review)
    yield TO_REVIEW, Issues.review, review, limit, "已办结，请对照解决标准复核"
    passed = resolved & ~cleared & (table[Issues.review.name] == PASSED).to_numpy()
    yield TO_CLOSE, Issues.closed_on, passed & blank(Issues.closed_on), limit, "复核通过，请销号"


def _duties(ledger: Ledger) -> Iterator[Todo]:
    """Tasks of 责任清单 that are due soon or overdue."""
    states = deed_states(ledger, Duties)[Duties.state.name]
    rows = ledger[Duties][states.isin((DUE_SOON, OVERDUE)).to_numpy()]

    def matter(row: dict[Any, Any]) -> str:
        return f"{row[Duties.type.name] or '任务'}{row[Duties.number.name]}（{brief(row[Duties.task.name])}）临期或逾期，请催办"

    due = postponed(as_days(rows[Duties.due_on.name]), ledger.settings)
    yield from _todos(
        ledger,
        Duties,
        rows,
        URGED,
        Duties.completed_on,
        matter,
        due,
        Duties.lead_unit,
        Duties.person_in_charge,
    )


def _rectifications(ledger: Ledger) -> Iterator[Todo]:
    """Rows of 专项整改台账 past 整改时限."""
    states, _ = rectification_states(ledger)
    rows = ledger[Rectifications][(states[Rectifications.state.name] == RECTIFY_LATE).to_numpy()]

    def matter(row: dict[Any, Any]) -> str:
        return f"专项整改（{brief(row[Rectifications.reason.name])}）已过整改时限，没有凭据销号"

    due = postponed(as_days(rows[Rectifications.due_on.name]), ledger.settings)
    yield from _todos(
        ledger, Rectifications, rows, RECTIFICATION_LATE, Rectifications.evidence, matter, due,
        Rectifications.responsible_unit,
    )  # fmt: skip


def _letters(ledger: Ledger) -> Iterator[Todo]:
    """限时反馈: letters sent whose 反馈时限 has passed without an answer."""
    rows = unanswered_letters(ledger)
    due = as_days(rows[Letters.reply_due.name])
    codes = set(ledger[Projects][Projects.code.name])
    for row, limit, days in zip(
        rows.to_dict("records"), due.astype(object).tolist(), late_days(ledger, due), strict=True
    ):
        about = [ref.rpartition("!")[2] for ref in row[Letters.rows.name]]
        project = about[0] if len(about) == 1 and about[0] in codes else ""
        place = at(ledger, Letters, int(row["position"]), Letters.replied_on)
        unit = row[Letters.unit.name] or ""
        yield Todo(UNANSWERED, letter_text(row), place, project, unit, "", limit, days)


def _boards(ledger: Ledger, panel: Panel, register: PublishedLights) -> Iterator[Todo]:
    """Projects on the board with the days they stand there; 建议摘牌 where the light is back to normal."""
    rows = open_boards(ledger)
    back = _back_to_normal(ledger, panel, register)
    today = np.datetime64(ledger.today, "D")
    since = dict(zip(rows["position"], as_days(rows[Inspections.listed_on.name]), strict=True))

    def matter(row: dict[Any, Any]) -> str:
        day = since[row["position"]]
        days = int((today - day).astype(int))
        advice = "，发布灯已恢复正常，建议摘牌" if row[Inspections.code.name] in back else ""
        return f"{date_text(day)}挂牌督办，已挂牌{days}天{advice}"

    no_limit = np.full(len(rows), np.datetime64("NaT"), dtype="datetime64[D]")
    off = rows[Inspections.code.name].isin(back).to_numpy()
    for kind, wanted in ((ON_BOARD, ~off), (OFF_BOARD, off)):
        yield from _todos(
            ledger, Inspections, rows[wanted], kind, Inspections.delisted_on, matter, no_limit[wanted],
            Inspections.responsible_unit,
        )  # fmt: skip


def _back_to_normal(ledger: Ledger, panel: Panel, register: PublishedLights) -> set[str]:
    """Codes of the projects whose 发布灯 of 统计月份 is at level 0 or below (灰 is no light)."""
    if not panel.months.size:
        return set()
    level = register.level[:, panel.at(ledger.settings.as_of)]
    return set(panel.codes[(level <= 0) & (level != UNLIT)])
