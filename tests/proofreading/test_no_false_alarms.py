"""不误报：what is not wrong is not listed, in every golden case and in every form a number may stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.facts import project, reminder
from support.proofs import CASES, golden_facts, known, of_texts, written

from docgen.documents import compose
from docgen.proofreading import proofread


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_nothing_is_found_in_a_golden_document(case: Path) -> None:
    kind, facts = golden_facts(case)
    found = proofread(compose(kind, facts), known(kind, facts))
    assert found == ()


@pytest.mark.parametrize(
    "text",
    [
        "1.区体育中心。",
        "（1）请抓紧推进。",
        "根据甬重办〔2022〕12号和甬政发[2021]第3号文件。",
        "联系电话：0574-87654321，13800000000，138****0000。",
        "详见附件1、2和附件3。",
        "一式5份，报送至2号楼601会议室。",
        "G15沈海高速、110kV线路、5G基站、A3标段。",
        "会议开始后2小时内签到。",
        "“十四五”规划的三五个重点片区、一带一路。",
    ],
)
def test_numbers_that_are_no_data_are_left_alone(text: str) -> None:
    assert of_texts(reminder(), text) == ()


def test_what_a_person_typed_is_quoted_and_not_checked() -> None:
    typed = "剩余3户征迁，涉及资金1.2亿元，区往建局协调，原定22年8月31号前腾空"
    facts = reminder(project(problems=typed, next_steps="增加2个作业班组，10～20%的工作面先行开工"))
    assert proofread(compose("提醒函", facts), known("提醒函", facts)) == ()


def test_a_part_of_a_typed_text_is_quoted_too() -> None:
    facts = reminder(project(problems="剩余3户征迁；缺资金1.2亿元，待区财政落实"))
    assert of_texts(facts, "主要是缺资金1.2亿元。") == ()


def test_a_project_named_with_digits_is_a_name() -> None:
    facts = reminder(project("第8小学迁建", code="2022-008"), project("3号地块", code="2022-009"))
    assert of_texts(facts, "第8小学迁建和3号地块（2022-009）要抓紧。") == ()


def test_thresholds_of_the_rules_are_cited() -> None:
    facts = reminder(rule_sentences=("进度偏差≤−10亮黄灯", "完成比小于0.8亮黄灯"))
    assert of_texts(facts, "亮灯规则为：进度偏差≤−10亮黄灯；完成比小于0.8亮黄灯。") == ()


@pytest.mark.parametrize(
    "text",
    [
        "完成投资7400万元，还差4600万元。",
        "完成投资0.74亿元。",
        "完成投资7,400.00万元。",
        "投资完成率61.7%，时序进度为75%。",
        "涉及1个项目，连续滞后3个月。",
        "区体育中心与时序进度相差13.33个百分点。",
    ],
)
def test_a_figure_may_be_rounded_or_follow_from_the_facts(text: str) -> None:
    assert of_texts(reminder(), text) == ()


def test_what_the_built_in_wording_says_itself_is_no_figure() -> None:
    facts = reminder()
    assert of_texts(facts, "于3日内报送2次材料。", wording="于3日内报送2次材料。") == ()
    assert written(of_texts(facts, "于5日内报送2次材料。", wording="于3日内报送2次材料。")) == ["5日", "2次"]


def test_a_missing_fact_is_no_mismatch() -> None:
    assert of_texts(reminder(), "截至【待填：2022-001/3时限】，完成【待填：第3项完成投资】万元。") == ()
