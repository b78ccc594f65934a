"""合计：lights, reasons for grey, rates and table totals that do not add up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.facts import LIGHTS, circular, project, reminder
from support.proofs import changed, known, of_texts, written

from docgen.blocks import Composition, Table, TableColumn
from docgen.documents import compose
from docgen.facts import CircularFacts, LightCount
from docgen.proofreading import Mismatch, proofread


def found_in(facts: CircularFacts, composition: Composition | None = None) -> tuple[Mismatch, ...]:
    return proofread(composition or compose("推进通报", facts), known("推进通报", facts))


def test_lights_that_do_not_sum_to_all_projects_are_told() -> None:
    lights = (LightCount("绿", 0, 59), *LIGHTS[1:])  # 59 + 1 + 1 + 6 = 67 of 68
    (found,) = found_in(circular(lights=lights))
    assert found.message == "各灯相加是67个，与项目总数对不上"
    assert (found.written, found.nearest) == ("68个", "67个")
    assert "68个项目中，绿灯59个" in found.sentence


def test_grey_projects_are_told_with_reasons_that_sum_to_them() -> None:
    lights = (*LIGHTS[:3], LightCount("灰", None, 6, "豁免2个、前期阶段3个"))
    (found,) = found_in(circular(lights=lights))
    assert found.message == "各原因的个数相加是5个，与不亮灯的个数对不上"


def test_a_bulletin_that_leaves_the_reasons_out_is_told() -> None:
    facts = circular()
    whole = compose("推进通报", facts)
    silent = changed(whole, "不亮灯的项目及原因：前期阶段6个。", "请各单位抓紧。")
    (found,) = found_in(facts, silent)
    assert (found.written, found.message) == ("不亮灯（灰）6个", "不亮灯的项目没有说明原因")


def test_the_text_counts_as_many_lit_projects_as_the_list_has_rows() -> None:
    facts = circular(lit=(project(), project("北区中学"), project("城北污水处理厂", light="黄")))
    found = found_in(facts)
    assert {mismatch.message for mismatch in found} == {"附件清单里红灯项目有2行"}
    assert {mismatch.written for mismatch in found} == {"红灯1个"}


@pytest.mark.parametrize(
    ("rate", "said"),
    [("61.67%", []), ("61.7%", []), ("62%", []), ("16.67%", ["16.67%", "16.67%", "13.33个百分点"])],
)
def test_a_rate_is_done_divided_by_plan(rate: str, said: list[str]) -> None:
    text = f"年度计划投资12000万元，完成投资7400万元，投资完成率{rate}，低于时序进度13.33个百分点（时序进度为75.00%）。"
    assert sorted(written(of_texts(reminder(), text))) == sorted(said)


def test_the_recomputed_rate_is_the_nearest_value() -> None:
    facts = reminder(project(rate=0.6067))
    (found,) = of_texts(facts, "年度计划投资12000万元，完成投资7400万元，投资完成率60.67%。")
    assert found.message == "7400万元除以12000万元是61.67%"
    assert found.nearest == "61.67%"


def test_a_deviation_is_the_rate_less_the_schedule() -> None:
    facts = reminder(project(deviation=-12.33))
    (found,) = of_texts(facts, "投资完成率61.67%，低于时序进度12.33个百分点（时序进度为75.00%）。")
    assert found.message == "61.67%与75.00%相差13.33个百分点"
    assert found.nearest == "低于13.33个百分点"


def test_without_a_plan_there_is_no_rate_to_recompute() -> None:
    facts = reminder(project(year_plan=0.0, rate=None, scheduled=None, deviation=None))
    assert of_texts(facts, "年度计划投资0万元，完成投资7400万元。") == ()


def totals_table(*total: str) -> Table:
    columns = tuple(TableColumn(title, 5) for title in ("单位", "年计划\n投资", "投资\n完成率", "项目数"))
    return Table(columns, (("甲局", "1200.5", "50.00%", "3"), ("乙局", "800", "70.00%", "4"), total))


def of_table(table: Table) -> tuple[Mismatch, ...]:
    facts = circular()
    return found_in(facts, replace(compose("推进通报", facts), body=(table,), attachments=()))


def test_a_column_sums_to_its_total() -> None:
    assert of_table(totals_table("合计", "2000.5", "58.00%", "7")) == ()
    (found,) = of_table(totals_table("合计", "2005", "58.00%", "7"))
    assert (found.written, found.message) == ("2005", "“年计划投资”一栏相加是2000.50")
    (found,) = of_table(totals_table("合计", "2000.5", "58.00%", "8"))
    assert found.nearest == "7.00"


def test_a_dash_in_a_column_is_no_amount() -> None:
    assert of_table(totals_table("合计", "2000.5", "—", "7")) == ()
