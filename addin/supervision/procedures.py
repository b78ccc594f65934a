"""手续代办：the procedures that projects under way still lack (平湛政办〔2021〕8号, 重点项目手续代办制度)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.checks.procedures import PROCEDURES
from addin.ledger.places import place
from addin.ledger.progress import JUDGED_STAGES, Panel
from addin.ledger.published import PublishedLights
from addin.ledger.reports import lead_units
from addin.schema import Projects
from addin.todos import Todo

NOT_DONE = "未办"
TO_DO = "手续未办"


def procedures_to_do(ledger: Ledger, panel: Panel, register: PublishedLights) -> Iterator[Todo]:
    """One matter a project (新开工, 在建) of which a procedure is 未办 or not filled in, naming all of them.

    Procedures whose column the sheet lacks are not asked for, nor any where no project has one filled in: an
    office that does not keep them is not asked to. 办理中 and 不需办理 are in order.
    """
    projects = ledger[Projects]
    asked = [column for column in PROCEDURES if ledger.has_column(Projects, column.name)]
    states = projects[[column.name for column in asked]].to_numpy(dtype=object)
    if pd.isna(states).all():
        return
    under_way = projects[Projects.stage.name].isin(JUDGED_STAGES).to_numpy()
    lacking = (states == NOT_DONE) | pd.isna(states)
    chosen = np.flatnonzero(under_way & lacking.any(axis=1))
    found: Any = projects.assign(lead=lead_units(ledger).to_numpy(dtype=object)).iloc[chosen]
    for row, own, gone in zip(found.itertuples(index=False), states[chosen], lacking[chosen], strict=True):
        said = [
            f"{column.title}{NOT_DONE if state == NOT_DONE else '没有填写'}"
            for column, state, open_ in zip(asked, own, gone, strict=True)
            if open_
        ]
        yield Todo(
            TO_DO,
            f"{'、'.join(said)}（{len(asked)}项手续中{len(said)}项未办）",
            place(ledger, Projects, row.position, asked[int(gone.argmax())]),
            row.code,
            row.lead or "",
            row.service_officer or row.person_in_charge or "",
        )
