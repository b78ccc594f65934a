"""待办：one matter that waits for a person, collected into 待办清单 and never raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Todo:
    """One row of 待办清单. `type` is its 类别 (催报, 未备案 …); `matter` a sentence a clerk can act on.

    `place` names the sheet to go to, with the cell where there is one (「会商会议!C7」). Blank texts are "";
    `days_overdue` None: no deadline has passed.
    """

    type: str
    matter: str
    place: str
    project: str = ""
    unit: str = ""
    person: str = ""
    due_on: date | None = None
    days_overdue: int | None = None
