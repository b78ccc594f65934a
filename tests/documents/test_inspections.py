"""督查记录、督查通报。"""

from __future__ import annotations

from datetime import date

import pytest
from support.composition_text import composition_text
from support.facts import ISSUED
from support.issue_documents import (
    GOOD,
    LISTED,
    inspection,
    inspection_circular,
    inspection_record,
    unknown_inspection,
)

from docgen.blocks import Composition, FormGrid, Heading, Layout, Table
from docgen.documents import compose
from docgen.documents.inspection_circular import by_unit, inspections_table, span_of_months
from docgen.issue_facts import InspectionFacts

THREE = (inspection(), inspection("DC2022-05", **LISTED), inspection("DC2022-07", **GOOD))


def record(one: InspectionFacts) -> FormGrid:
    (form,) = compose("督查记录", inspection_record(inspection=one)).body
    assert isinstance(form, FormGrid)
    return form


def circular(*inspections: InspectionFacts, **changes: object) -> Composition:
    return compose("督查通报", inspection_circular(*inspections, **changes))


def test_the_five_checks_stand_below_each_other_beside_one_label() -> None:
    rows = record(inspection()).rows[3:8]
    assert (rows[0][0].text, rows[0][0].down) == ("五查情况", 5)
    assert [row[-2].text for row in rows] == ["查方案", "查记录", "查进度", "查履职", "查实效"]
    assert [row[-1].text for row in rows] == [
        "开工方案不细", "缺少便道专题记录", "未实质性开工", "责任人到位率不高", "成效不明显",
    ]  # fmt: skip


def test_a_record_tells_the_score_and_the_days_of_the_board() -> None:
    texts = [cell.text for row in record(inspection()).rows for cell in row]
    assert "66分" in texts and texts[texts.index("挂牌督办") + 1] == "—"
    both = inspection(listed_on=date(2022, 3, 18), delisted_on=date(2022, 5, 6))
    texts = [cell.text for row in record(both).rows for cell in row]
    assert "2022年3月18日挂牌，2022年5月6日摘牌" in texts


def test_a_problem_not_recorded_is_a_dash_and_not_said_to_be_none() -> None:
    rows = {row[0].text: row[1].text for row in record(inspection(problems=None)).rows}
    assert rows["存在问题"] == "—"


def test_what_a_record_does_not_know_it_asks_for() -> None:
    written = compose("督查记录", inspection_record(inspection=unknown_inspection()))
    assert written.missing == (
        "督查类型", "项目名称", "督查阶段", "责任单位", "督查日期", "查方案", "查记录", "查进度", "查履职",
        "查实效", "得分",
    )  # fmt: skip


# --- 督查通报 -----------------------------------------------------------------------------------


def test_a_circular_counts_inspections_units_and_projects() -> None:
    written = circular(*THREE)
    assert (written.layout, written.title) == (Layout.DOCUMENT, "关于2022年9月重大项目督查情况的通报")
    assert (
        "2022年9月，对3个单位负责的3个项目开展督查3次，其中五查1次、挂牌督办1次、月度督查1次，"
        "重点查方案、查记录、查进度、查履职、查实效。有2次督查发现问题，各次督查情况见附件。"
    ) in composition_text(written)
    assert written.missing == ()


def test_what_was_found_is_told_unit_by_unit() -> None:
    headings = [block.text for block in circular(*THREE).body if isinstance(block, Heading)]
    assert headings == [
        "一、督查开展情况", "二、督查发现的问题", "（一）禾渡镇", "（二）区水利局", "三、有关要求",
    ]  # fmt: skip
    text = composition_text(circular(*THREE))
    assert (
        "1.禾渡物流园。2022年9月15日开展五查，得66分。查方案：开工方案不细；查记录：缺少便道专题记录；"
        "查进度：未实质性开工；查履职：责任人到位率不高；查实效：成效不明显。存在的问题：临时用电、便道未落实。"
    ) in text
    assert "2022年9月16日开展挂牌督办。查方案：处置场地方案未定；查进度：严重滞后。" in text
    assert "对松屏街道的督查未记录问题。" in text


def test_a_project_on_the_board_is_said_to_be_until_it_is_taken_off() -> None:
    listed = inspection(type="专项督查", listed_on=date(2022, 9, 16))
    assert "开展专项督查，得66分，现为挂牌督办项目。" in composition_text(circular(listed))
    off = inspection(type="专项督查", listed_on=date(2022, 9, 16), delisted_on=date(2022, 9, 30))
    assert "挂牌督办项目" not in composition_text(circular(off))


def test_a_circular_asks_for_what_was_put_right_by_a_day() -> None:
    assert "于2022年10月13日前将整改情况书面报送我办。" in composition_text(circular(*THREE))


def test_without_any_problem_there_is_nothing_to_put_right() -> None:
    text = composition_text(circular(inspection(**GOOD)))
    assert "各次督查均未记录问题" in text
    assert "整改" not in text and "督查发现的问题" not in text


def test_the_table_has_a_row_an_inspection_on_a_wide_page() -> None:
    (attachment,) = circular(*THREE).attachments
    assert (attachment.name, attachment.landscape) == ("2022年9月重大项目督查情况表", True)
    (table,) = attachment.blocks
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["1", "2", "3"]
    assert table.rows[2][1:] == (
        "松屏街道", "松屏精工厂房", "2022年9月20日", "月度督查", "方案完备", "记录齐全", "超前", "镇企联动",
        "厂房提前封顶", "—", "97.5",
    )  # fmt: skip


def test_the_table_asks_for_unit_project_and_day() -> None:
    (row,) = inspections_table((unknown_inspection(),)).rows
    assert row[1:5] == (
        "【待填：DC2022-99责任单位】",
        "【待填：DC2022-99项目名称】",
        "【待填：DC2022-99督查日期】",
        "—",
    )


def test_the_inspections_of_one_unit_stand_together() -> None:
    again = inspection("DC2022-09", project="另一项目")
    units = by_unit((*THREE, again))
    assert {unit: len(rows) for unit, rows in units.items()} == {"禾渡镇": 2, "区水利局": 1, "松屏街道": 1}


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2022, 9, 1), date(2022, 9, 1), "2022年9月"),
        (date(2022, 8, 1), date(2022, 9, 1), "2022年8月至9月"),
        (date(2021, 12, 1), date(2022, 1, 1), "2021年12月至2022年1月"),
    ],
)
def test_inspections_of_several_months_are_told_with_the_first_and_the_last(
    first: date, last: date, said: str
) -> None:
    assert span_of_months(first, last) == said
    assert circular(header=ISSUED, since=first, month=last).title == f"关于{said}重大项目督查情况的通报"
