"""How checks pick out blank cells and place what they say."""

import pandas as pd
from support.ledgers import ledger_of

from addin.findings import Level
from addin.ledger.checks.marking import Said, is_blank, mark, titles, truly_blank, words
from addin.schema import Projects


def test_blank_is_none_nan_nat_or_an_empty_list():
    assert is_blank(pd.Series([None, "甲", (), ("乙",)], dtype=object)).tolist() == [True, False, True, False]
    assert is_blank(pd.Series([float("nan"), 0.0])).tolist() == [True, False]
    assert is_blank(pd.Series(pd.to_datetime(["2022-01-01", None]))).tolist() == [False, True]


def test_a_cell_that_could_not_be_read_is_not_truly_blank():
    ledger = ledger_of(projects=[dict(code="A", year_plan=typed) for typed in (None,)])
    rows = ledger[Projects]
    assert truly_blank(ledger, Projects, rows, Projects.year_plan).tolist() == [True]
    ledger = ledger_of(projects=[dict(code="A", year_plan="约3"), dict(code="B", year_plan="—")])
    assert truly_blank(ledger, Projects, ledger[Projects], Projects.year_plan).tolist() == [False, True]


def test_what_is_said_may_depend_on_the_row():
    ledger = ledger_of(projects=[dict(code="A"), dict(code="B", project_name="乙")])
    rows = ledger[Projects].iloc[[1]]
    found = mark(
        ledger,
        Projects,
        Projects.project_name,
        rows,
        lambda row: Said(Level.NOTE, row.project_name, "建议", "用"),
    )
    assert [(one.cell, one.project, one.message, one.used) for one in found] == [("C5", "B", "乙", "用")]


def test_columns_are_named_by_their_titles():
    assert titles([Projects.code, Projects.stage]) == "“项目代码”“项目阶段”"
    assert words([Projects.code, Projects.stage]) == "项目代码、项目阶段"
