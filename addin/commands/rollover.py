"""年度结转：the closing year's linear plans are spelt out, the new year opens with blank plans."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

import numpy as np
import pandas as pd

from addin.commands.base import ON_RIBBON, Command, Context, Outcome
from addin.commands.computation import load, open_book
from addin.commands.needs import need
from addin.commands.options import a_year, add_book
from addin.commands.outputs import journal, set_parameters
from addin.commands.tables import append, fill
from addin.errors import ProgramError
from addin.ledger import Ledger
from addin.ledger.packaged import family_tree
from addin.ledger.plan_versions import complete_rows
from addin.ledger.row_ids import all_ids, new_ids
from addin.schema import MONTH_COLUMNS, ChangeList, MonthlyPlans, Parameters, Projects
from addin.workbook.port import Edits

BATCH = "年度结转按线性写出"


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    parser.add_argument(
        "--year", metavar="年份", type=a_year, required=True, help="新的一年，如 2023（结转 2022 年）"
    )


def _run(arguments: Namespace, context: Context) -> Outcome:
    book = open_book(arguments.book, context)
    ledger = load(book, None, context)
    _need_sheets(ledger)
    closing = arguments.year - 1
    _refuse_wrong_year(ledger, closing)
    leaving = _plans_to_spell_out(ledger, closing)
    edits = Edits()
    _append_plans(edits, ledger, context, leaving, closing)
    _clear_year_plans(edits, ledger, closing)
    set_parameters(
        edits, ledger, plan_year=arguments.year, as_of=date(arguments.year, 1, 1), year=arguments.year
    )
    operation = f"年度结转到{arguments.year}年"
    journal(
        edits, ledger, context, operation, f"补写月度计划{len(leaving)}行", len(leaving), book.fingerprint()
    )
    saved = book.save(edits, operation)
    lines = [
        f"已结转到{arguments.year}年：{closing}年补写月度计划{len(leaving)}行，年计划投资已清空，请填报新一年的计划。"
    ]
    lines.append("需要退回时用 liangdeng undo。")
    return Outcome({"rows": len(leaving)}, lines, ledger.findings).after(saved)


def _need_sheets(ledger: Ledger) -> None:
    """What is blanked on 项目清单 must find its place on the others first."""
    need(ledger, Projects, Projects.year_plan)
    need(ledger, MonthlyPlans, *(MonthlyPlans.column(name) for name in MONTH_COLUMNS), *MonthlyPlans.keys())
    need(ledger, Parameters, Parameters.setting, Parameters.value)
    need(ledger, ChangeList, ChangeList.code, ChangeList.before)


def _refuse_wrong_year(ledger: Ledger, closing: int) -> None:
    current = int(ledger.settings.plan_year)
    if current != closing:
        raise ProgramError(
            "参数!计划年度",
            f"现在是{current}年，只能结转到{current + 1}年",
            f"请用 --year {current + 1}，或先核对计划年度",
        )
    plans = ledger[MonthlyPlans]
    of_year = plans[plans[MonthlyPlans.year.name] == closing]
    filled = of_year[list(MONTH_COLUMNS)].notna()
    partly = of_year[filled.any(axis=1) & ~filled.all(axis=1)]
    if len(partly):
        row = partly.iloc[0]
        where = f"{MonthlyPlans.title}!第{int(row['excel_row'])}行"
        raise ProgramError(
            where,
            f"“{row[MonthlyPlans.code.name]}”{closing}年的月度计划没有填全",
            "请补全12个月或删除这一行，再结转",
        )


def _plans_to_spell_out(ledger: Ledger, closing: int) -> pd.DataFrame:
    """Leaf projects with 年计划投资 and no 月度计划 from January of the year; a start after the year is not due."""
    projects = ledger[Projects]
    known = complete_rows(ledger[MonthlyPlans], pd.Index(projects[Projects.code.name]))
    has_row = np.zeros(len(projects), dtype=bool)
    from_january = (known["year"] == closing) & (known["effective"] <= 0)
    has_row[known.loc[from_january, "project"]] = True
    starts_later = projects[Projects.planned_start.name].dt.year > closing
    wanted = (
        projects[Projects.year_plan.name].notna() & ~has_row & ~starts_later & family_tree(projects).is_leaf
    )
    leaving: pd.DataFrame = projects.loc[wanted]
    return leaving


def linear_plan(year_plan: np.ndarray, first_month: np.ndarray) -> np.ndarray:
    """Cumulative plan of months 1…12: year's plan × (m − s + 1) / (13 − s), 0 before s (rules of 序时口径)."""
    months = np.arange(1, 13)[None, :]
    start = first_month[:, None]
    share = np.clip((months - start + 1) / (13 - start), 0, None)
    plan: np.ndarray = np.round(year_plan[:, None] * share, 6)
    return plan


def _append_plans(
    edits: Edits, ledger: Ledger, context: Context, leaving: pd.DataFrame, closing: int
) -> None:
    cells = ledger.cells[MonthlyPlans]
    start = leaving[Projects.planned_start.name]
    first = np.where(start.dt.year == closing, start.dt.month.fillna(1), 1).astype(int)
    months = linear_plan(leaving[Projects.year_plan.name].to_numpy(dtype=float), first)
    arrays = {
        MonthlyPlans.row_id.name: np.array(
            new_ids(len(leaving), all_ids(ledger), context.chance), dtype=object
        ),
        MonthlyPlans.code.name: leaving[Projects.code.name].to_numpy(dtype=object),
        MonthlyPlans.year.name: np.full(len(leaving), float(closing)),
        MonthlyPlans.batch.name: np.full(len(leaving), BATCH, dtype=object),
        MonthlyPlans.project_name.name: leaving[Projects.project_name.name].to_numpy(dtype=object),
    }
    append(edits, cells, arrays | {name: months[:, place] for place, name in enumerate(MONTH_COLUMNS)})


def _clear_year_plans(edits: Edits, ledger: Ledger, closing: int) -> None:
    """年计划投资 is blanked; what stood there goes to 变动清单, so that nothing is lost."""
    projects, cells = ledger[Projects], ledger.cells[Projects]
    typed = projects[projects[Projects.year_plan.name].notna()]
    fill(edits, cells, typed["position"].to_numpy(), {Projects.year_plan.name: np.full(len(typed), np.nan)})
    count = len(typed)
    append(edits, ledger.cells[ChangeList], {
        ChangeList.month.name: np.full(count, np.datetime64(f"{closing + 1}-01-01")),
        ChangeList.type.name: np.full(count, "调整", dtype=object),
        ChangeList.code.name: typed[Projects.code.name].to_numpy(dtype=object),
        ChangeList.project_name.name: typed[Projects.project_name.name].to_numpy(dtype=object),
        ChangeList.field.name: np.full(count, f"{Projects.year_plan.title}（{closing}年，结转清空）", dtype=object),
        ChangeList.before.name: np.array([f"{value:g}" for value in typed[Projects.year_plan.name]], dtype=object),
    })  # fmt: skip


ROLLOVER = Command("rollover", "年度结转", _run, _options, ON_RIBBON)
