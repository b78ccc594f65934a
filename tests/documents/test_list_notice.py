"""名单印发通知。"""

from __future__ import annotations

from datetime import date

import pytest
from support.bulletins import list_notice, listed

from docgen.blocks import Composition, Table
from docgen.documents import compose
from docgen.documents.list_notice import ListedFacts


def write(*rows: ListedFacts, **changes: object) -> Composition:
    return compose("名单印发通知", list_notice(*rows, **changes))


def body(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body)  # type: ignore[union-attr]


def test_the_notice_names_the_list_and_carries_it_turned() -> None:
    written = write()
    assert written.title == "关于印发《甬东区2022年重点（重大）项目名单》的通知"
    assert [(a.name, a.landscape) for a in written.attachments] == [
        ("甬东区2022年重点（重大）项目名单", True)
    ]
    assert written.missing == ()


@pytest.mark.parametrize(
    ("tiers", "words"),
    [(("区重点",), "重点"), (("区重大",), "重大"), (("区重点", "区重大"), "重点（重大）"), ((None,), "重点")],
)
def test_the_list_is_called_after_the_tiers_on_it(tiers: tuple[str | None, ...], words: str) -> None:
    assert write(*(listed(f"第{n}项", tier=tier) for n, tier in enumerate(tiers))).title == (
        f"关于印发《甬东区2022年{words}项目名单》的通知"
    )


def test_the_rows_keep_the_order_of_the_sheet_and_the_tier_stands_beside_them() -> None:
    table = write(listed("乙"), listed("甲"), listed("丙", tier="区重大")).attachments[0].blocks[0]
    assert isinstance(table, Table)
    assert [(row[1], row[2]) for row in table.rows] == [("区重点", "乙"), ("区重点", "甲"), ("区重大", "丙")]
    assert [column.title for column in table.columns if column.merged] == ["层级"]


def test_counts_and_sums_stand_in_the_text() -> None:
    text = body(write())
    assert "列入名单的项目共3个，总投资26500.5万元。" in text
    assert "其中，区重大项目1个、总投资12500万元；区重点项目2个、总投资14000.5万元。" in text
    assert "按项目类别分，社会投资项目2个、总投资18500万元；政府投资项目1个、总投资8000.5万元。" in text


def test_one_tier_and_one_category_are_not_broken_down() -> None:
    text = body(write(listed("甲"), listed("乙")))
    assert "其中" not in text and "按项目类别分" not in text


def test_a_category_that_is_not_known_of_every_row_is_not_counted() -> None:
    rows = (listed("甲"), listed("乙", category="政府投资"), listed("丙", category=None))
    assert "按项目类别分" not in body(write(*rows))


def test_approvals_are_named_once_and_one_that_is_wanting_is_asked_for() -> None:
    assert "（2022年5月18日审定，批准文号：甬重领〔2022〕9号）" in body(write())
    several = write(listed("甲"), listed("乙", approval="甬重领〔2022〕12号", decided_on=date(2022, 6, 1)))
    assert "（批准文号：甬重领〔2022〕9号、甬重领〔2022〕12号）" in body(several)
    assert write(listed("甲"), listed("乙", approval=None)).missing == ("批准文号",)
    assert write(listed("甲"), listed("乙", decided_on=None)).missing == ("审定日期",)


def test_an_empty_list_is_asked_for() -> None:
    assert "名单项目" in compose("名单印发通知", list_notice(rows=())).missing
