"""工作小结: the month is 统计月份, the year runs to its end, and nothing after today has happened."""

from __future__ import annotations

from typing import Any

import pandas as pd
from support.computed import computed, monthly, project

from addin.schema import WorkSummary
from addin.views.work_summary import work_summary


def rows(section: str, **tables: Any) -> dict[str, tuple[float, float]]:
    tables.setdefault("projects", [project("A", "甲局")])
    done = computed(**tables)
    frame = work_summary(done.ledger, done.panel, done.register)
    own = frame[frame["section"] == section]
    return dict(zip(own["item"], zip(own["month_count"], own["year_count"], strict=True), strict=True))


def test_all_columns_of_the_sheet_are_there_also_without_any_rows_to_count() -> None:
    done = computed(projects=[])
    frame = work_summary(done.ledger, done.panel, done.register)
    assert [*frame.columns] == [one.name for one in WorkSummary.columns if one.name != "row_id"]
    assert frame["section"].unique().tolist() == ["责任清单", "报送登记"]
    assert frame[["month_count", "year_count"]].to_numpy().sum() == 0


def test_the_edges_of_the_month_and_of_the_year_belong_to_them() -> None:
    days = ("2021-12-31", "2022-01-01", "2022-08-31", "2022-09-01", "2022-09-30", "2022-10-01")
    letters = [
        {"number": str(n), "kind": "督办函", "dated": day, "state": "已发"} for n, day in enumerate(days)
    ]
    assert rows("发文登记", letters=letters) == {"督办函": (2, 4)}


def test_what_is_dated_after_today_has_not_happened() -> None:
    meetings = [
        {"number": str(n), "tier": "周调度会", "held_on": day}
        for n, day in enumerate(("2022-09-20", "2022-09-21"))
    ]
    assert rows("会商会议", meetings=meetings, today="2022-09-20") == {"周调度会": (1, 1)}


def test_what_has_no_kind_is_counted_as_not_filled_in() -> None:
    assert rows("问题清单", issues=[{"number": "1", "raised_on": "2022-09-02"}]) == {
        "未填写：提出": (1, 1), "未填写：销号": (0, 0),
    }  # fmt: skip


def test_the_speed_of_january_has_no_months_before_it() -> None:
    """900 ÷ 12000 = 7.5 points."""
    found = rows("投资进度", as_of="2022-01", monthly_progress=monthly("A", 900))
    assert found == {"月度投资进度": (7.5, 7.5)}


def test_the_mean_counts_every_month_of_the_year_also_one_not_reported() -> None:
    """600 in January, nothing in February, 1200 in March: 5, 0, 10 → 5 on the whole, 2.5 before March."""
    done = computed(
        projects=[project("A", "甲局")], as_of="2022-03", monthly_progress=monthly("A", 600, None, 1200)
    )
    frame: pd.DataFrame = work_summary(done.ledger, done.panel, done.register)
    own = frame[frame["section"] == "投资进度"]
    assert own["month_count"].tolist() == [10, 2.5]
    assert own["year_count"].iloc[0] == 5
    assert own["remarks"].tolist() == [
        "本月完成投资÷年计划投资；本年累计一栏为各月平均",
        "1月至2月平均；本月与之相差7.50个百分点",
    ]


def test_there_is_no_speed_without_a_plan() -> None:
    assert rows("投资进度", projects=[project("A", "甲局", year_plan=None)]) == {}
