"""红榜、黑榜：the conditions of 参数, who meets them, and what is said where they cannot be read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import ledger_of, lines

from addin.rankings.boards import Boards, Candidates, read_boards

NAN = float("nan")
# Six units of one group: places 1, 2, 2, 4, 4 and one that is not ranked.
SCORES = np.array([90.0, 80, 80, 60, 60, NAN])
GAPS = np.array([0.1, 0, -0.1, 0.05, -0.2, -0.3])


def boards(settings: dict[str, Any]) -> Boards:
    return read_boards(ledger_of(settings=settings), ("节点按期率",))


def listed(honour: str, warning: str = "无", size: int = 3, **figures: np.ndarray) -> str:
    """红, 黑 or · for each of the six."""
    found = boards({"honour_when": honour, "warning_when": warning, "board_size": size})
    assert found.findings == ()
    one_group = np.full(len(SCORES), "", dtype=object)
    candidates = Candidates.of(
        one_group, (SCORES,), GAPS, {"投资完成率": SCORES / 100, "节点按期率": SCORES / 100, **figures}
    )
    return "".join((name or "·")[0] for name in found.listed(candidates))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("完成", "红红·红··"),  # exactly on schedule is 完成
        ("超额完成", "红··红··"),
        ("未完成", "··红·红·"),
        ("前1名", "红·····"),
        ("前2名", "红红红···"),  # two share the second place
        ("前3名", "红红红···"),
        ("后1名", "···红红·"),  # two share the last place
        ("后2名", "···红红·"),
        ("后3名", "·红红红红·"),
        ("前N名", "红红红···"),
        ("后n", "·红红红红·"),
        ("完成且前3名", "红红····"),
        ("未完成并且后3名", "··红·红·"),
        ("完成 且 得分前２名", "红红····"),
        ("总分≥80", "红红红···"),
        ("总分 > 80 分", "红·····"),
        ("总分＜60.5", "···红红·"),
        ("投资完成率<=80%", "·红红红红·"),
        ("节点按期率=0.8", "·红红···"),
        ("名次>3", "···红红·"),
        ("进度偏差≥−10 且 较序时偏差<0", "··红···"),
    ],
)
def test_a_condition_lists_those_that_meet_it(condition: str, expected: str) -> None:
    assert listed(condition) == expected


def test_who_meets_both_lists_or_neither_is_on_none() -> None:
    assert listed("前2名", "后3名") == "红··黑黑·"


def test_places_from_the_bottom_are_counted_in_each_group() -> None:
    found = boards({"honour_when": "无", "warning_when": "后1名"})
    groups = np.array(["街道", "街道", "部门", "部门", "部门", "部门"], dtype=object)
    candidates = Candidates.of(groups, (SCORES,), GAPS, {})
    assert found.listed(candidates).tolist() == [None, "黑榜", None, "黑榜", "黑榜", None]


def test_a_second_key_parts_the_last_place_and_an_unknown_one_is_last() -> None:
    found = boards({"honour_when": "无", "warning_when": "后1名"})
    groups, second = np.full(3, "", dtype=object), np.array([0.5, NAN, 0.4])
    candidates = Candidates.of(groups, (np.array([60.0, 60, 60]), second), np.zeros(3), {})
    assert found.listed(candidates).tolist() == [None, "黑榜", None]


@pytest.mark.parametrize("text", ["无", "不设"])
def test_a_list_can_be_done_without(text: str) -> None:
    assert boards({"honour_when": text, "warning_when": text}).honour == ()


@pytest.mark.parametrize("part", ["表现好", "前几名", "满意度≥90", "总分≥优秀", "红灯数<1", "5名"])
def test_what_cannot_be_read_is_an_error_at_the_cell_of_its_parameter(part: str) -> None:
    found = boards({"warning_when": f"未完成且{part}"})
    assert lines(found.findings) == [
        f"错误 参数!C4 黑榜条件中的“{part}”看不懂，不列黑榜；"
        "用且连接：完成、未完成、超额完成、前N名、后5名、总分≥90、投资完成率<0.6 等；不列榜填：无"
    ]
    assert found.findings[0].value == f"未完成且{part}"
    assert (len(found.honour), len(found.warning)) == (2, 0)


@given(
    st.lists(st.one_of(st.integers(0, 5), st.none()), min_size=1, max_size=30),
    st.lists(st.sampled_from("甲乙"), min_size=30, max_size=30),
    st.integers(1, 5),
)
def test_at_least_n_of_a_group_are_among_its_last_and_all_others_are_better(
    scores: list[int | None], groups: list[str], count: int
) -> None:
    points = np.array([NAN if value is None else value for value in scores], dtype=float)
    group = np.array(groups[: len(points)], dtype=object)
    found = boards({"honour_when": "无", "warning_when": f"后{count}名"})
    on_list = found.listed(Candidates.of(group, (points,), np.zeros(len(points)), {})) == "黑榜"
    for name in set(group):
        own, ranked = on_list[group == name], points[group == name]
        there = ranked[~np.isnan(ranked)]
        assert not own[np.isnan(ranked)].any()
        assert own.sum() >= min(count, len(there))
        if own.any() and (~own & ~np.isnan(ranked)).any():
            assert ranked[own].max() < ranked[~own & ~np.isnan(ranked)].min()
