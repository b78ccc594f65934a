"""名单印发通知：the projects of 储备库 that have been decided, in the order of the sheet (龙项目办〔2022〕3号 第九条)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.circular import addressee
from addin.commands.documents.job import Job
from addin.errors import UsageError
from addin.reserve.eligibility import NOT_ELIGIBLE, reserve_tiers
from addin.reserve.steps import has_come
from addin.schema import Reserve
from docgen.documents.list_notice import ListedFacts, ListNoticeFacts
from docgen.facts import Header

KIND = "名单印发通知"

Row = dict[Hashable, Any]


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    """One notice: of the rows named, else of all that are decided and still in the pool."""
    table = done.ledger[Reserve]
    rows = table[_named(table, chosen.rows) if chosen.rows else _decided(done, table)]
    return [_job(done, rows)] if len(rows) else []


def _decided(done: Computation, table: pd.DataFrame) -> Any:
    """审定日期 has come; 出库日期 and 转化日期 have not."""
    gone = has_come(done.ledger, table, Reserve.left_on) | has_come(done.ledger, table, Reserve.converted_on)
    return has_come(done.ledger, table, Reserve.decided_on) & ~gone


def _named(table: pd.DataFrame, keys: Sequence[str]) -> Any:
    """Rows by 项目代码 or 行标识, in the order of the sheet. Raises UsageError for one that is not there."""
    wanted = [key.removeprefix(f"{Reserve.title}!") for key in keys]
    codes, identities = table[Reserve.code.name], table[Reserve.row_id.name]
    for key in wanted:
        if not ((codes == key) | (identities == key)).any():
            raise UsageError(
                "--rows",
                f"“{Reserve.title}”中没有“{key}”这一行",
                f"请填{Reserve.code.title}或{Reserve.row_id.title}",
            )
    return (codes.isin(wanted) | identities.isin(wanted)).to_numpy()


def _job(done: Computation, rows: pd.DataFrame) -> Job:
    settings = done.ledger.settings
    tiers = reserve_tiers(done.ledger).set_index(done.ledger[Reserve].index)
    listed = rows.assign(**{Reserve.eligible_tier.name: tiers[Reserve.eligible_tier.name]})
    codes = tuple(str(code) for code in rows[Reserve.code.name])

    def facts(header: Header, base_day: date) -> ListNoticeFacts:
        return ListNoticeFacts(
            header=header,
            region=settings.region or None,
            year=settings.as_of.year,
            addressee=addressee(done),
            rows=tuple(_listed(row) for row in listed.to_dict("records")),
        )

    keys = tuple(common.key_of(Reserve, code) for code in codes)
    notice = _not_eligible(listed)
    return Job(KIND, "", f"{settings.as_of.year}年", settings.as_of, keys, codes, facts, notice=notice)


def _not_eligible(rows: pd.DataFrame) -> str:
    """What the user is told of projects on the list that meet no condition of 申报条件."""
    names = rows.loc[rows[Reserve.eligible_tier.name] == NOT_ELIGIBLE, Reserve.project_name.name].dropna()
    if names.empty:
        return ""
    return f"名单里有不符合申报条件的项目：{'、'.join(names)}，请核对{Reserve.title}的“{Reserve.grounds.title}”。"


def _listed(row: Row) -> ListedFacts:
    def text(name: str) -> str | None:
        return common.text_or_none(row[name])

    tier = text(Reserve.eligible_tier.name)
    return ListedFacts(
        name=text(Reserve.project_name.name) or str(row[Reserve.code.name]),
        applicant=text(Reserve.applicant.name),
        tier=None if tier == NOT_ELIGIBLE else tier,
        industry=text(Reserve.industry.name),
        category=text(Reserve.category.name),
        nature=text(Reserve.nature.name),
        total_investment=common.number_or_none(row[Reserve.total_investment.name]),
        content=text(Reserve.content.name),
        decided_on=common.day_or_none(row[Reserve.decided_on.name]),
        approval=text(Reserve.approval_document.name),
    )


LIST_NOTICE = Builder(KIND, _jobs, ("rows",), (Reserve,))
