"""实地查看情况表3-1 to 3-7 (新乡市稳经济重要项目集中攻坚机制工作方案 附件3; the source names the seven tables
and gives no columns)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from addin.forms.form import NUMBER, Head, ListForm
from addin.forms.rows import of_project
from addin.ledger import Ledger
from addin.schema import Kind, Projects, SiteVisits

_START, _FUNDS, _STATE, _PROCEDURES = "开工时间", "资金", "形象进度", "手续"


def _name(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
    """项目名称 of 项目清单; as typed where there is no 项目代码."""
    listed = pd.Series(of_project(Projects.project_name)(ledger, rows), index=rows.index, dtype=object)
    return listed.where(listed.notna(), rows[SiteVisits.project_name.name]).tolist()


def _owner(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
    typed = rows[SiteVisits.owner_company.name]
    listed = pd.Series(of_project(Projects.owner_company)(ledger, rows), index=rows.index, dtype=object)
    return typed.where(typed.notna(), listed).tolist()


def _spent(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
    """支出进度：支付资金 ÷ 额度, none without a quota above 0."""
    quota = rows[SiteVisits.quota.name].to_numpy(dtype=float)
    paid = rows[SiteVisits.funds_paid.name].to_numpy(dtype=float)
    return list(paid / np.where(quota > 0, quota, np.nan))


_COMMON_BEFORE = (
    NUMBER,
    Head("县（市、区）", SiteVisits.county, 7),
    Head("项目名称", _name, 14),
    Head("项目单位", _owner, 10),
    Head("建设规模及内容", of_project(Projects.content), 16),
    Head("总投资", SiteVisits.total_investment, 10.5),
    Head("计划", SiteVisits.planned_start, 9.5, _START),
    Head("实际", SiteVisits.actual_start, 9.5, _START),
    Head("年度计划投资", SiteVisits.year_plan, 10),
    Head("累计完成投资", SiteVisits.invested_to_date, 10),
)
_GRANTED = Head("下达", SiteVisits.funds_granted, 10, _FUNDS)
_USED = (
    Head("到位", SiteVisits.funds_received, 10, _FUNDS),
    Head("支付", SiteVisits.funds_paid, 10, _FUNDS),
    Head("支付率", SiteVisits.payment_rate, 8, _FUNDS),
)
_COMMON_AFTER = (
    Head("上报", SiteVisits.reported_state, 12.5, _STATE),
    Head("现场", SiteVisits.seen_state, 12.5, _STATE),
    Head("是否一致", SiteVisits.consistent, 5),
    Head("立项", SiteVisits.approval, 5, _PROCEDURES),
    Head("用地", SiteVisits.land, 5, _PROCEDURES),
    Head("规划", SiteVisits.planning, 5, _PROCEDURES),
    Head("环评", SiteVisits.environment, 5, _PROCEDURES),
    Head("施工许可", SiteVisits.construction_permit, 5, _PROCEDURES),
    Head("存在问题", SiteVisits.problems, 12.5),
    Head("原因类别", SiteVisits.cause, 7),
    Head("整改建议", SiteVisits.advice, 12.5),
    Head("责任单位", SiteVisits.responsible_unit, 8.5),
    Head("整改时限", SiteVisits.due_on, 9.5),
    Head("查看日期", SiteVisits.visited_on, 9.5),
    Head("查看人", SiteVisits.visitor, 6.5),
)
_BATCH = (Head("批次", SiteVisits.batch, 8), Head("签约/开工/投产", SiteVisits.event_phase, 6))
_CENTRAL = (
    Head("下达文号", SiteVisits.grant_document, 11),
    Head("中央投资", SiteVisits.funds_granted, 10, _FUNDS),
)
_BOND = (
    Head("债券批次", SiteVisits.bond_batch, 8),
    Head("额度", SiteVisits.quota, 10),
    Head("发行日", SiteVisits.issued_on, 9.5),
    Head("支出进度", _spent, 8, kind=Kind.RATE),
    _GRANTED,
)
_FUND = (
    Head("投放银行", SiteVisits.bank, 9),
    Head("投放金额", SiteVisits.amount_placed, 10),
    Head("投放日", SiteVisits.placed_on, 9.5),
    _GRANTED,
)

_VARIANTS = (
    ("“三个一批”项目", (*_BATCH, _GRANTED)),
    ("2023年省重点项目", (_GRANTED,)),
    ("2022年中央预算内投资项目", _CENTRAL),
    ("2023年中央预算内投资项目", _CENTRAL),
    ("2022年专项债券项目", _BOND),
    ("2023年专项债券项目", _BOND),
    ("基金项目", _FUND),
)
"""Each table's name in the source, in the order of SiteVisits.type's choices, and its own columns. Central
money granted stands under its own name in place of 下达."""


def _of_kind(kind: str) -> Callable[[Ledger], pd.DataFrame]:
    def rows(ledger: Ledger) -> pd.DataFrame:
        table = ledger[SiteVisits]
        return table[table[SiteVisits.type.name] == kind]

    return rows


FORMS = tuple(
    ListForm(
        name=f"实地查看情况表3-{number}",
        title=f"{name}实地查看情况表",
        sheet=SiteVisits,
        rows=_of_kind(kind),
        heads=(*_COMMON_BEFORE, *own, *_USED, *_COMMON_AFTER),
    )
    for number, (kind, (name, own)) in enumerate(
        zip(SiteVisits.type.choices, _VARIANTS, strict=True), start=1
    )
)
