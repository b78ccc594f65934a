"""状态与逾期天数：nodes, duties, resolutions and rectifications as of 8 October 2022."""

from __future__ import annotations

import math
from typing import Any

import pytest
from support.ledgers import ledger_of

from addin.findings import Level
from addin.schema import Duties, Milestones, Rectifications, Resolutions
from addin.supervision import deeds

PROJECT = [{"code": "A", "project_name": "甲项目", "stage": "在建", "responsible_units": "甲局"}]


@pytest.mark.parametrize(
    ("due", "done", "state", "days"),
    [
        ("2022-10-16", None, "未到期", 0),
        ("2022-10-15", None, "临期", 0),
        ("2022-10-08", None, "临期", 0),
        ("2022-10-07", None, "逾期未完成", 1),
        ("2022-09-08", None, "逾期未完成", 30),
        ("2022-09-08", "2022-09-08", "按期完成", 0),
        ("2022-09-08", "2022-09-10", "逾期完成", 2),
        ("2022-12-31", "2022-09-10", "按期完成", 0),
        # a deed dated after today is not done yet
        ("2022-09-08", "2022-10-09", "逾期未完成", 30),
        (None, "2022-09-08", "按期完成", None),
        (None, None, None, None),
    ],
)
def test_a_node_a_duty_and_a_resolution_share_their_states(
    due: str | None, done: str | None, state: str | None, days: int | None
) -> None:
    ledger = ledger_of(
        projects=PROJECT,
        milestones=[{"code": "A", "number": 1, "planned_on": due, "completed_on": done}],
        duties=[{"number": "R1", "due_on": due, "completed_on": done}],
        resolutions=[{"number": "S1", "due_on": due, "completed_on": done}],
    )
    found = deeds.states(ledger).columns
    for sheet in (Milestones, Duties, Resolutions):
        row = found[sheet].iloc[0]
        assert row["state"] == state
        assert math.isnan(row["days_overdue"]) if days is None else row["days_overdue"] == days


def test_working_days_and_the_notice_follow_the_settings() -> None:
    ledger = ledger_of(
        settings={"overdue_days": "工作日", "due_soon_days": 1},
        milestones=[
            {"code": "A", "number": 1, "planned_on": "2022-09-30"},
            {"code": "A", "number": 2, "planned_on": "2022-10-10"},
        ],
        projects=PROJECT,
    )
    found = deeds.deed_states(ledger, Milestones)
    # 1 to 7 October 2022 are a holiday, Saturday the 8th is worked for it
    assert found["days_overdue"].tolist() == [1, 0]
    assert found["state"].tolist() == ["逾期未完成", "未到期"]


def rectified(**row: Any) -> tuple[str, list[Any]]:
    ledger = ledger_of(projects=PROJECT, rectifications=[{"code": "A", "listed_month": "2022-08", **row}])
    found = deeds.states(ledger)
    return found.columns[Rectifications]["state"].iloc[0], list(found.findings)


def test_a_rectification_is_struck_off_only_with_evidence() -> None:
    assert rectified(due_on="2022-10-31")[0] == "整改中"
    assert rectified(due_on="2022-10-07")[0] == "逾期"
    assert rectified(due_on="2022-10-07", closed_on="2022-10-01", evidence="监理月报")[0] == "已销号"


def test_a_closing_date_without_evidence_is_refused() -> None:
    state, (found,) = rectified(due_on="2022-10-31", closed_on="2022-10-01")
    assert state == "整改中"
    assert (found.level, found.sheet, found.project) == (Level.ERROR, "专项整改台账", "A")
    assert found.message == "填了销号日期但没有销号依据，不能销号"


def test_empty_sheets_have_no_states() -> None:
    found = deeds.states(ledger_of())
    assert all(table.empty for table in found.columns.values())
    assert found.open_issues.empty and found.findings == ()
