"""错数：a figure changed anywhere in a text is listed with its sentence and the nearest value."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.composition_text import composition_text
from support.facts import TOTALS, circular, project, rank, reminder
from support.proofs import CASES, changed, golden_facts, known, of_texts, written

from docgen.blocks import Heading, Paragraph
from docgen.documents import compose
from docgen.proofreading import proofread

DATA = re.compile(r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?P<unit>万元|%|个百分点|分(?!钟))")
COUNTED = re.compile(r"(?<![\d.])(?P<number>\d+)(?P<unit>个项目|家单位|个月)")


def places(kind: str, facts: object, pattern: re.Pattern[str]) -> list[tuple[str, re.Match[str]]]:
    """(paragraph, figure) of every figure the pattern finds in the body."""
    blocks = compose(kind, facts).body
    texts = [block.text for block in blocks if isinstance(block, Heading | Paragraph)]
    return [(text, found) for text in texts for found in pattern.finditer(text)]


FIGURES = [
    (case, at)
    for case in CASES
    if not case.name.endswith("missing")
    for at in range(len(places(*golden_facts(case), DATA)))
]


@given(st.sampled_from(FIGURES), st.integers(-99_999, 99_999))
def test_one_figure_changed_is_listed_with_its_sentence(figure: tuple[Path, int], by: int) -> None:
    case, at = figure
    kind, facts = golden_facts(case)
    whole = compose(kind, facts)
    text, found = places(kind, facts, DATA)[at]
    decimals = len(found["number"].partition(".")[2])
    number = f"{abs(float(found['number']) + by / 10**decimals):.{decimals}f}"
    # Another figure of the same document cannot be told from it by its size.
    assume(float(number) not in {float(n) for n in re.findall(r"\d+(?:\.\d+)?", composition_text(whole))})
    wrong = text[: found.start()] + number + found["unit"] + text[found.end() :]
    listed = proofread(changed(whole, text, wrong), known(kind, facts))
    assert any(number in mismatch.written and number in mismatch.sentence for mismatch in listed)
    assert all(mismatch.sentence in wrong for mismatch in listed if number in mismatch.written)


@given(
    st.sampled_from([figure for case in CASES for figure in [(case, n) for n in range(3)]]),
    st.integers(1000, 9999),
)
def test_one_count_changed_is_listed(figure: tuple[Path, int], number: int) -> None:
    case, at = figure
    kind, facts = golden_facts(case)
    counts = places(kind, facts, COUNTED)
    assume(at < len(counts))
    text, found = counts[at]
    wrong = text[: found.start()] + str(number) + found["unit"] + text[found.end() :]
    listed = proofread(changed(compose(kind, facts), text, wrong), known(kind, facts))
    assert any(str(number) in mismatch.written for mismatch in listed)


def test_a_wrong_amount_is_told_with_the_nearest_one_of_its_project() -> None:
    facts = reminder(project(), project("城北污水处理厂", code="2", year_plan=8000.5, year_done=4000.0))
    (found,) = of_texts(facts, "请抓紧。城北污水处理厂年度计划投资8005万元。")
    assert (found.written, found.nearest) == ("8005万元", "城北污水处理厂年度计划投资8000.5万元")
    assert found.sentence == "城北污水处理厂年度计划投资8005万元。"
    assert found.refuses


def test_the_figure_of_another_project_is_not_taken() -> None:
    facts = reminder(project(), project("城北污水处理厂", code="2", year_plan=8000.5, year_done=4000.0))
    (found,) = of_texts(facts, "区体育中心年内完成投资4000万元。")
    assert found.nearest == "区体育中心年度完成投资7400万元"
    assert of_texts(facts, "区体育中心、城北污水处理厂年内分别完成投资7400万元、4000万元。") == ()


def test_another_fact_of_the_same_project_is_not_taken() -> None:
    (found,) = of_texts(reminder(), "区体育中心年度计划投资7400万元。")
    assert found.message == "台账有这个数，但不是这里说的这一项"
    assert found.nearest == "区体育中心年度计划投资12000万元"


@pytest.mark.parametrize(
    ("text", "figure", "message"),
    [
        ("投资完成率61.67个百分点。", "61.67个百分点", "台账有这个数，单位是%"),
        ("偏差13.33%。", "13.33%", "台账有这个数，单位是百分点"),
        ("完成7400%。", "7400%", "台账有这个数，单位是万元"),
        ("完成投资7400亿元。", "7400亿元", "在表格和台账算出的数里都找不到"),
        ("高于时序进度13.33个百分点。", "13.33个百分点", "高低说反了，或者不是这里该说的数"),
    ],
)
def test_the_unit_and_the_side_belong_to_a_figure(text: str, figure: str, message: str) -> None:
    (found,) = of_texts(reminder(), text)
    assert (found.written, found.message) == (figure, message)


def test_the_place_and_the_score_of_a_unit_are_its_own() -> None:
    facts = circular(ranking=(rank("区住建局", 1, 96.5), rank("区水利局", 2, 90.0)))
    right = "第1名区住建局（96.50分），第2名区水利局（90.00分）。"
    assert of_texts(facts, right, kind="推进通报") == ()
    swapped = of_texts(facts, "第2名区住建局（90.00分），第1名区水利局（90.00分）。", kind="推进通报")
    assert written(swapped) == ["2名", "90.00分", "1名"]


def test_a_light_has_its_own_count() -> None:
    (found,) = of_texts(circular(), "黄灯项目60个。", kind="推进通报")
    assert (found.written, found.nearest) == ("60个", "黄灯个数1个")


def test_a_change_against_the_month_before_is_a_difference_of_two_rates() -> None:
    totals = replace(TOTALS, rate=0.70, previous_rate=0.6215)
    facts = circular(totals=totals)
    assert of_texts(facts, "投资完成率比上月提高7.85个百分点。", kind="推进通报") == ()
    assert written(of_texts(facts, "投资完成率比上月提高7.58个百分点。", kind="推进通报")) == ["7.58个百分点"]
