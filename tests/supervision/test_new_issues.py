"""列单：numbers that continue, what each source gives, and that nothing is listed twice."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import ledger_of

from addin.ledger import Ledger
from addin.schema import Issues, Projects, Resolutions
from addin.supervision.new_issues import issue_numbers, new_issues
from addin.supervision.proposals import Proposal, with_proposals

PROJECTS = [
    {"code": code, "project_name": code, "responsible_units": unit}
    for code, unit in (("A", "甲局"), ("B", "乙局"))
]
RESOLUTION = {"number": "Y1", "resolution": "办成", "responsible_units": "甲局", "due_on": "2022-10-31"}


def proposed(ledger: Ledger, *codes: str) -> list[Proposal]:
    return new_issues(ledger, np.asarray(ledger[Projects]["code"].isin(codes)))


def rows(found: list[Proposal]) -> list[dict[str, Any]]:
    return [dict(row) for one in found for _, row in one.adds]


@pytest.mark.parametrize(
    ("used", "following"),
    [
        ([], ["W2022-001", "W2022-002"]),
        (["W2022-001", "W2022-009"], ["W2022-010", "W2022-011"]),
        (["W2021-088"], ["W2022-001", "W2022-002"]),
        (["W2022-004", "W2021-088"], ["W2022-005", "W2022-006"]),
        (["W8", "W9"], ["W10", "W11"]),
        (["问题甲"], ["W2022-001", "W2022-002"]),
        (["2022001"], ["2022002", "2022003"]),
    ],
)
def test_numbers_continue_what_the_sheet_uses(used: list[str], following: list[str]) -> None:
    ledger = ledger_of(issues=[{"number": number} for number in used])
    assert list(itertools.islice(issue_numbers(ledger), 2)) == following


def test_a_resolution_with_unit_and_deadline_becomes_an_issue_of_its_meeting() -> None:
    ledger = ledger_of(
        projects=PROJECTS,
        meetings=[{"number": "M1", "tier": "一周例会", "held_on": "2022-09-05"}],
        topics=[{"number": "T1", "meeting": "M1", "code": "B"}],
        resolutions=[RESOLUTION | {"meeting": "M1", "topic": "T1", "supporting_units": "乙局、丙局"}],
    )
    (one,) = proposed(ledger)
    assert (one.kind, one.unit, one.rows) == ("问题清单", "甲局", ("议定事项!Y1",))
    assert one.reason == "议定事项Y1列为问题W2022-001"
    assert rows([one]) == [
        {
            "number": "W2022-001",
            "code": "B",
            "source": "一周例会",
            "raised_on": pd.Timestamp("2022-09-05"),
            "description": "办成",
            "special_tags": (),
            "tier": "一周例会",
            "responsible_units": ("甲局",),
            "supporting_units": ("乙局", "丙局"),
            "listed_on": pd.Timestamp("2022-09-05"),
            "due_on": pd.Timestamp("2022-10-31"),
        }
    ]
    assert with_proposals(ledger, [one])[Resolutions]["issue"].tolist() == ["W2022-001"]


@pytest.mark.parametrize(
    "change",
    [{"responsible_units": None}, {"due_on": None}, {"completed_on": "2022-09-20"}, {"issue": "W1"}],
)
def test_a_resolution_that_is_done_listed_or_has_no_unit_or_deadline_is_left_alone(
    change: dict[str, Any],
) -> None:
    ledger = ledger_of(projects=PROJECTS, issues=[{"number": "W1"}], resolutions=[RESOLUTION | change])
    assert proposed(ledger) == []


def test_a_resolution_about_a_known_issue_only_gets_its_number() -> None:
    ledger = ledger_of(
        projects=PROJECTS,
        issues=[{"number": "W2022-007", "code": "A"}],
        topics=[{"number": "T1", "issue": "W2022-007"}],
        resolutions=[RESOLUTION | {"topic": "T1"}],
    )
    (one,) = proposed(ledger)
    assert one.reason == "议定事项Y1的议题已列为问题W2022-007，补填编号"
    after = with_proposals(ledger, [one])
    assert after[Resolutions]["issue"].tolist() == ["W2022-007"] and len(after[Issues]) == 1


def test_a_resolution_without_its_meeting_is_listed_without_dates() -> None:
    (row,) = rows(proposed(ledger_of(projects=PROJECTS, resolutions=[RESOLUTION])))
    assert (row["source"], row["tier"], row["raised_on"]) == (None, None, None)


def report(**more: Any) -> dict[str, Any]:
    return {"code": "A", "month": "2022-09", "month_done": 1, "problems": "管线未迁"} | more


def test_what_a_lit_project_reports_is_listed_on_the_day_of_the_report() -> None:
    ledger = ledger_of(projects=PROJECTS, monthly_progress=[report(reported_on="2022-09-20")])
    (one,) = proposed(ledger, "A")
    assert (one.unit, one.rows, one.reason) == (
        "甲局",
        ("月度进度!A/2022-09",),
        "月报：管线未迁；列为问题W2022-001",
    )
    (row,) = rows([one])
    assert (row["source"], row["raised_on"]) == ("月报", pd.Timestamp("2022-09-20"))
    assert row["listed_on"] == pd.Timestamp("2022-10-08")


def test_a_report_without_its_day_is_dated_the_end_of_the_month() -> None:
    ledger = ledger_of(projects=PROJECTS, monthly_progress=[report()])
    assert rows(proposed(ledger, "A"))[0]["raised_on"] == pd.Timestamp("2022-09-30")


@pytest.mark.parametrize("words", [None, "无", "暂无。", "—"])
def test_a_report_that_says_nothing_is_no_issue(words: str | None) -> None:
    assert proposed(ledger_of(projects=PROJECTS, monthly_progress=[report(problems=words)]), "A") == []


def test_only_reports_of_the_month_of_lit_projects_without_an_open_issue_count() -> None:
    tables: dict[str, Any] = {"projects": PROJECTS, "monthly_progress": [report(month="2022-08"), report()]}
    assert len(proposed(ledger_of(**tables), "A")) == 1
    assert proposed(ledger_of(**tables), "B") == []
    open_issue = {"number": "W1", "code": "A", "raised_on": "2022-07-01"}
    assert proposed(ledger_of(**tables, issues=[open_issue]), "A") == []
    closed = {"standard": "通", "resolved_on": "2022-08-01", "review": "通过", "closed_on": "2022-08-02"}
    assert len(proposed(ledger_of(**tables, issues=[open_issue | closed]), "A")) == 1


def test_an_issue_of_the_same_words_is_new_only_where_it_is_raised_later() -> None:
    def inspection(held_on: str | None) -> Ledger:
        return ledger_of(
            projects=PROJECTS,
            issues=[{"number": "W1", "code": "A", "description": "缺料", "raised_on": "2022-08-10"}],
            inspections=[{"number": "D1", "code": "A", "problems": "缺料", "held_on": held_on}],
        )

    assert proposed(inspection("2022-08-09")) == []
    assert proposed(inspection("2022-08-10")) == []
    assert proposed(inspection(None)) == []
    assert len(proposed(inspection("2022-08-11"))) == 1


def test_an_issue_whose_words_the_office_has_changed_is_known_by_project_source_and_day() -> None:
    ledger = ledger_of(
        projects=PROJECTS,
        issues=[
            {
                "number": "W1",
                "code": "A",
                "source": "督查",
                "description": "缺钢材",
                "raised_on": "2022-08-10",
            }
        ],
        inspections=[{"number": "D1", "code": "A", "problems": "缺料", "held_on": "2022-08-10"}],
    )
    assert proposed(ledger) == []


def test_inspections_of_another_year_or_of_the_future_are_left_alone() -> None:
    inspections = [
        {"number": "D1", "code": "A", "problems": "旧事", "held_on": "2021-12-31"},
        {"number": "D2", "code": "A", "problems": "后事", "held_on": "2022-10-09"},
    ]
    assert proposed(ledger_of(projects=PROJECTS, inspections=inspections)) == []


def test_a_category_that_is_no_choice_is_left_to_the_office() -> None:
    visits = [
        {
            "number": f"C{place}",
            "code": "A",
            "problems": f"问题{place}",
            "cause": cause,
            "visited_on": f"2022-09-0{place}",
        }
        for place, cause in enumerate(("土地", "手续", None), 1)
    ]
    found = rows(proposed(ledger_of(projects=PROJECTS, site_visits=visits)))
    assert [row["category"] for row in found] == ["土地", None, None]


DAYS = st.sampled_from([None, "2022-09-01", "2022-09-15"])
WORDS = st.sampled_from([None, "无", "缺料", "缺人"])
CODES = st.sampled_from([None, "A", "B"])


@given(
    inspections=st.lists(st.tuples(CODES, DAYS, WORDS), max_size=5),
    visits=st.lists(st.tuples(CODES, DAYS, WORDS), max_size=5),
    reports=st.lists(st.tuples(DAYS, WORDS), max_size=2),
    resolutions=st.lists(st.tuples(CODES, DAYS), max_size=3),
)
def test_what_has_been_listed_is_never_proposed_again(
    inspections: list[Any], visits: list[Any], reports: list[Any], resolutions: list[Any]
) -> None:
    ledger = ledger_of(
        projects=PROJECTS,
        inspections=[
            {"number": f"D{place}", "code": code, "held_on": held, "problems": words}
            for place, (code, held, words) in enumerate(inspections)
        ],
        site_visits=[
            {"number": f"C{place}", "code": code, "visited_on": seen, "problems": words}
            for place, (code, seen, words) in enumerate(visits)
        ],
        monthly_progress=[
            report(code=code, reported_on=day, problems=words)
            for code, (day, words) in zip("AB", reports, strict=False)
        ],
        resolutions=[
            RESOLUTION | {"number": f"Y{place}", "code": code, "due_on": due}
            for place, (code, due) in enumerate(resolutions)
        ],
    )
    found = proposed(ledger, "A", "B")
    after = with_proposals(ledger, found)
    numbers = after[Issues]["number"].tolist()
    assert len(set(numbers)) == len(numbers) == len(rows(found))
    assert proposed(after, "A", "B") == []
