"""名单草案：what goes to the commission for its decision, as addin/reserve chooses it (龙项目办〔2022〕3号 第九条)."""

from __future__ import annotations

import pandas as pd

from addin.forms.form import NUMBER, Head, ListForm
from addin.ledger import Ledger
from addin.reserve.draft import draft_list
from addin.schema import Reserve


def _draft(ledger: Ledger) -> pd.DataFrame:
    return ledger[Reserve].loc[draft_list(ledger).index]


DRAFT_LIST = ListForm(
    name="名单草案",
    title="{区}{年}年重点（重大）项目名单（草案）",
    sheet=Reserve,
    rows=_draft,
    heads=(
        NUMBER,
        Head("项目名称", Reserve.project_name, 24),
        Head("申报单位", Reserve.applicant, 12),
        Head("行业领域", Reserve.industry, 10),
        Head("项目类别", Reserve.category, 10),
        Head("项目属性", Reserve.nature, 9),
        Head("总投资", Reserve.total_investment, 12),
        Head("建设内容及规模", Reserve.content, 34),
        Head("可申报层级", Reserve.eligible_tier, 10),
        Head("判定依据", Reserve.grounds, 30),
    ),
    paper="A4",
)

FORMS = (DRAFT_LIST,)
