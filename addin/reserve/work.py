"""储备库待办：待审定, 不符合条件, 待补资料; and what recalc fills in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools
from addin.ledger.places import place
from addin.reserve.draft import draft_list
from addin.reserve.eligibility import NOT_ELIGIBLE, project_scope, reserve_tiers
from addin.reserve.steps import has_come, states
from addin.schema import Column, Projects, Reserve, Sheet
from addin.todos import Todo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from addin.ledger.progress import Panel
    from addin.ledger.published import PublishedLights

TO_DECIDE, TO_REFUSE, TO_COMPLETE = "待审定", "不符合条件", "待补资料"


def columns(ledger: Ledger, panel: Panel, register: PublishedLights) -> Mapping[type[Sheet], pd.DataFrame]:
    """状态, 可申报层级, 判定依据 of 储备库 and 范围判定 of 项目清单."""
    return {
        Reserve: reserve_tiers(ledger).assign(**{Reserve.state.name: states(ledger)}),
        Projects: project_scope(ledger),
    }


def todos(ledger: Ledger, panel: Panel, register: PublishedLights) -> Iterator[Todo]:
    """The draft list, and applications not yet decided on that are not eligible or lack a fact."""
    table = ledger[Reserve]
    tiers = reserve_tiers(ledger).set_index(table.index)
    named = table.assign(**{str(name): values for name, values in tiers.items()})
    tier = tiers[Reserve.eligible_tier.name]
    pending, grounds = _pending(ledger), Reserve.grounds.name
    for _, row in named.loc[draft_list(ledger).index].iterrows():
        yield _todo(ledger, TO_DECIDE, row, f"已核实遴选，待审定。{row[grounds]}", Reserve.decided_on)
    for _, row in named[pending & (tier == NOT_ELIGIBLE).to_numpy()].iterrows():
        yield _todo(ledger, TO_REFUSE, row, f"不符合申报条件：{row[grounds]}", Reserve.eligible_tier)
    for _, row in named[pending & (tier.isna() & tiers[grounds].notna()).to_numpy()].iterrows():
        yield _todo(ledger, TO_COMPLETE, row, str(row[grounds]), Reserve.grounds)


def _pending(ledger: Ledger) -> Bools:
    """Applied for, not decided, not gone."""
    table = ledger[Reserve]
    after = (Reserve.decided_on, Reserve.approved_on, Reserve.left_on, Reserve.converted_on)
    pending = has_come(ledger, table, Reserve.applied_on)
    for column in after:
        pending = pending & ~has_come(ledger, table, column)
    return pending


def _todo(ledger: Ledger, kind: str, row: pd.Series, matter: str, column: Column) -> Todo:
    name = row[Reserve.project_name.name] or row[Reserve.code.name]
    return Todo(
        kind,
        f"{name}：{matter}",
        place(ledger, Reserve, int(row["position"]), column),
        project=row[Reserve.code.name],
        unit=row[Reserve.applicant.name] or "",
    )
