"""专班分工情况表 (新乡市稳经济重要项目集中攻坚机制工作方案 附件1)."""

from __future__ import annotations

import pandas as pd

from addin.forms.form import NUMBER, Head, ListForm
from addin.ledger import Ledger
from addin.schema import TaskForces


def _all(ledger: Ledger) -> pd.DataFrame:
    return ledger[TaskForces]


TASK_FORCES = ListForm(
    name="专班分工情况表",
    title="专班分工情况表",
    sheet=TaskForces,
    rows=_all,
    heads=(
        NUMBER,
        Head("工作专班", TaskForces.task_force, 18),
        Head("主要职责", TaskForces.duties, 62),
        Head("牵头单位", TaskForces.lead_unit, 18),
        Head("成员单位", TaskForces.member_units, 38),
    ),
    money=False,
    note=(
        "说明：每个成员单位原则上安排一名处级干部作为带班领导、一名业务骨干作为联络员，涉及不同工作组的统筹兼顾。"
    ),
    paper="A4",
)

FORMS = (TASK_FORCES,)
