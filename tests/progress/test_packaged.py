"""Packaged projects: a parent's figures are the sum of its leaves."""

from __future__ import annotations

import numpy as np
import pandas as pd
from support.small_ledgers import ORDINARY, even_plan, panel_of, reports

from addin.ledger.packaged import family_tree
from addin.schema import Projects

FAMILY = [
    ORDINARY | {"code": "P", "year_plan": 99999},
    ORDINARY | {"code": "A", "parent_code": "P", "year_plan": 1200},
    ORDINARY | {"code": "B", "parent_code": "P", "year_plan": None},
    ORDINARY | {"code": "C", "parent_code": "B", "year_plan": 2400},
]


def test_a_parent_is_the_sum_of_its_leaves_over_several_levels() -> None:
    panel = panel_of(
        as_of="2022-02",
        projects=FAMILY,
        monthly_progress=[*reports(100, 100), *reports(150, 200, code="C"), *reports(7777, 7777, code="P")],
    )
    assert panel.is_leaf.tolist() == [False, True, False, True]
    assert panel.parent.tolist() == [-1, 0, 0, 2]
    assert panel.year_plan[:, 0].tolist() == [3600, 1200, 2400, 2400]
    assert panel.plan[:, 1].tolist() == [600, 200, 400, 400]
    assert panel.year_done[:, 1].tolist() == [550, 200, 350, 350]
    assert panel.streak[:, 1].tolist() == [2, 0, 2, 2]


def test_a_parent_on_both_bases_names_both() -> None:
    panel = panel_of(projects=FAMILY, monthly_plans=[even_plan(1200)])
    assert panel.basis[:, 0].tolist() == ["月度计划、线性", "月度计划", "线性", "线性"]


def test_a_parent_is_exempt_when_all_its_due_leaves_are() -> None:
    exempt = {
        "exemption_reason": "管控",
        "exemption_document": "1号",
        "exempt_from": "2022-02",
        "exempt_until": "2022-02",
    }
    one = panel_of(as_of="2022-02", projects=[FAMILY[0], FAMILY[1] | exempt, *FAMILY[2:]])
    both = panel_of(as_of="2022-02", projects=[FAMILY[0], FAMILY[1] | exempt, FAMILY[2], FAMILY[3] | exempt])
    assert one.exempt[0].tolist() == [False, False]
    assert both.exempt[0].tolist() == [False, True]
    assert both.listed[0].all()


def test_a_parent_is_missing_only_when_no_leaf_reported() -> None:
    panel = panel_of(as_of="2022-02", projects=FAMILY, monthly_progress=reports(100, None))
    assert panel.missing[0].tolist() == [False, True]


def test_a_parent_is_finished_when_all_its_leaves_are() -> None:
    done = {"actual_completion": "2022-02-01"}
    panel = panel_of(as_of="2022-03", projects=[*FAMILY[:1], FAMILY[1] | done, FAMILY[2], FAMILY[3] | done])
    assert panel.finished[0].tolist() == [False, True, True]


def tree_of(parents: dict[str, str | None]) -> tuple[list[int], list[bool]]:
    frame = pd.DataFrame(
        {
            Projects.code.name: np.array(list(parents), dtype=object),
            Projects.parent_code.name: np.array(list(parents.values()), dtype=object),
        }
    )
    tree = family_tree(frame)
    return tree.parent.tolist(), tree.is_leaf.tolist()


def test_projects_that_are_their_own_ancestors_count_as_having_no_parent() -> None:
    assert tree_of({"A": "B", "B": "C", "C": "A", "D": "A"}) == ([-1, -1, -1, 0], [False, True, True, True])
    assert tree_of({"A": "A", "B": None}) == ([-1, -1], [True, True])


def test_a_parent_that_is_not_listed_counts_as_none() -> None:
    assert tree_of({"A": "Z", "B": None}) == ([-1, -1], [True, True])


def test_without_projects_there_is_no_tree() -> None:
    assert tree_of({}) == ([], [])
