"""储备库状态 and the checks of its steps."""

from __future__ import annotations

from typing import Any

import pytest
from support.ledgers import ledger_of, lines

from addin.ledger.checks.reserve import converted_without_project, steps_left_out
from addin.reserve import states


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        ({}, None),
        (dict(applied_on="2022-10-08"), "申请"),
        (dict(applied_on="2022-10-09"), None),
        (dict(applied_on="2022-01-01", decided_on="2022-02-01"), "审定"),
        (dict(entered_on="2022-01-01", left_on="2022-02-01", converted_on="2022-02-01"), "转化"),
        (dict(entered_on="2022-01-01", left_on="2022-03-01", converted_on="2022-02-01"), "出库"),
        (dict(entered_on="2022-01-01", left_on="2022-11-01", converted_on="2022-02-01"), "转化"),
    ],
)
def test_the_state_is_the_last_step_that_has_come(dates: dict[str, Any], state: str | None) -> None:
    assert states(ledger_of(reserve=[dict(code="A", **dates)])).tolist() == [state]


def test_what_was_left_out_is_said_at_its_own_cell() -> None:
    ledger = ledger_of(
        reserve=[
            dict(code="A", applied_on="2022-01-01", approved_on="2022-03-01"),
            dict(code="B", left_on="2022-03-01"),
            dict(code="C", entered_on="2022-03-01"),
        ]
    )
    assert lines(steps_left_out(ledger)) == [
        "疑点 储备库!M4 已填批准日期，但没有初审日期；补填初审日期，或核对批准日期",
        "疑点 储备库!N4 已填批准日期，但没有核实日期；补填核实日期，或核对批准日期",
        "疑点 储备库!O4 已填批准日期，但没有审定日期；补填审定日期，或核对批准日期",
        "疑点 储备库!Q4 已填批准日期，但没有批准文号；补填批准文号，或核对批准日期",
        "疑点 储备库!R5 已填出库日期，但没有入库日期；补填入库日期，或核对出库日期",
    ]


def test_a_converted_project_must_stand_on_the_list() -> None:
    ledger = ledger_of(
        reserve=[dict(code="A", converted_on="2022-03-01"), dict(code="B", converted_on="2022-03-01")],
        projects=[dict(code="A")],
    )
    assert lines(converted_without_project(ledger)) == [
        "提示 储备库!T5 已转化，但项目清单中没有这个项目代码；把该项目列入项目清单，或核对项目代码和转化日期"
    ]
