"""专班工作机制流程图：the source names this picture (附件2) and does not give it; it is drawn here from the
text: the six steps an issue goes through, and the tiers that it is raised to (会商机制, 参数!会商方案)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from addin.forms.form import Filled, remark
from addin.forms.pages import Chain, ChartPage
from addin.ledger import Ledger
from addin.schema import TaskForces, Tiers

STEPS = (
    ("问题梳理", "日常调度和现场督导发现的问题，甄别分类，建立台账"),
    ("转办交办", "线上实时推送，线下书面转交，明确责任单位和时限"),
    ("督导督办", "交办清单、督办函、提醒函、通报排名"),
    ("定期反馈", "责任单位限期办结，限时反馈落实情况"),
    ("跟踪问效", "对照解决标准复核，未通过的退回再办"),
    ("办结销号", "达到解决标准，办结销号，纳入化解考评"),
)
"""闭环工作机制 (方案 五、六)."""


def _steps() -> Chain:
    """The six steps, and the way back from the fifth to the third."""
    return Chain("一、问题办理闭环", STEPS, "head", "↑　复核未通过的，退回再办　←", back_to=2, back_from=4)


def _tiers(tiers: Sequence[dict[Any, Any]], scheme: str) -> Chain:
    boxes = tuple(
        (str(tier[Tiers.tier.name]), _told(tier, last=place == len(tiers)))
        for place, tier in enumerate(tiers, 1)
    )
    back = "↑　协调意见转为交办事项，列入问题清单，按上述六步办理　↑"
    heading = f"二、分级协调（{scheme}）：本级不能解决的，逐级上提"
    return Chain(heading, boxes, "tier", back, back_to=0, back_from=len(boxes) - 1)


def _told(tier: dict[Any, Any], last: bool) -> str:
    """Who calls the meeting, how often, and when an issue goes further up."""
    convenor, cycle = tier[Tiers.convenor.name], tier[Tiers.cycle.name]
    days, times = tier[Tiers.raise_after_days.name], tier[Tiers.raise_after_meetings.name]
    reached = [f"逾期{days:g}天"] if days == days else []
    reached += [f"{times:g}次会议未决"] if times == times else []
    lines = [f"{convenor}召集"] if convenor else []
    lines += (
        [f"每{cycle:g}{'个月' if tier[Tiers.cycle_unit.name] == '月' else '天'}一次"]
        if cycle == cycle
        else []
    )
    lines += [f"{'或'.join(reached)}的上提"] if reached and not last else []
    return "\n".join(lines) or "报请协调解决"


def _forces(names: Sequence[str]) -> Chain:
    heading = "三、工作专班：调度枢纽，按职责分领域推进"
    return Chain(heading, tuple(("", name) for name in names), "body")


@dataclass(frozen=True, slots=True)
class ChartForm:
    """流程图：one page; `rows` counts the tiers drawn."""

    name: str
    title: str

    def fill(self, ledger: Ledger, wanted: Sequence[str]) -> Filled:
        table, scheme = ledger[Tiers], ledger.settings.tier_scheme
        mine = table[(table[Tiers.scheme.name] == scheme) & table[Tiers.tier.name].notna()]
        tiers = mine.sort_values(Tiers.number.name, kind="stable").to_dict("records")
        forces = [str(name) for name in ledger[TaskForces][TaskForces.task_force.name]]
        chains = [_steps()]
        chains += [_tiers(tiers, scheme)] if tiers else []
        chains += [_forces(forces)] if forces else []
        page = ChartPage(self.name, self.title, remark(ledger, money=False), tuple(chains))
        return Filled((page,), len(tiers))


FLOW_CHART = ChartForm("专班工作机制流程图", "专班工作机制流程图")

FORMS = (FLOW_CHART,)
