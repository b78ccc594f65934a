"""The parts of the measuring that need no pages: reading lines, LibreOffice's habits, cases, the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from measured.asked import ASKED
from measured.batch import Result
from measured.cases import Case, lengthened, stretched
from measured.found import Found, wrong
from measured.printed import Cursor, Placed
from measured.quirks import may_begin, seams, unhung
from measured.report import Report, told
from measured.variants import LETTER
from support.facts import circular, reminder
from support.pages import Glyph, Line, Sheet

SHEET = Sheet(1, 210, 297, (), (), Path("page.pdf"))


def line(text: str, x0: float = 28.0, step: float = 5.0) -> Line:
    return Line(
        tuple(
            Glyph(character, "FandolFang", 16, x0 + at * step, x0 + (at + 1) * step, 50, "000000")
            for at, character in enumerate(text)
        )
    )


def cursor(*texts: str) -> Cursor:
    return Cursor(tuple(Placed(SHEET, line(text)) for text in texts))


def test_a_paragraph_is_read_over_the_lines_it_is_broken_into():
    reading = cursor("标题", "现将有关情况", "通报如下：", "一、总体情况")
    assert [placed.text for placed in reading.take("现将有关情况通报如下：")] == [
        "现将有关情况",
        "通报如下：",
    ]
    assert [placed.text for placed in reading.take("一、总体情况")] == ["一、总体情况"]
    assert reading.lost == []


def test_a_text_before_the_one_just_read_is_lost():
    reading = cursor("一、总体情况", "二、下步要求")
    reading.take("二、下步要求")
    assert reading.take("一、总体情况") == ()
    assert reading.lost == ["一、总体情况"]


def test_a_line_that_says_more_is_not_the_text():
    assert cursor("特此函告。抄送").take("特此函告。") == ()


def test_a_part_of_a_line_is_found_across_white():
    part = line("机密 甬政〔2022〕8号").part("甬政〔2022〕8号")
    assert part is not None
    assert (part.text, part.x0) == ("甬政〔2022〕8号", 28 + 3 * 5)


def test_a_mark_hung_past_the_edge_is_left_out_and_one_inside_is_not():
    hung = line("倒排工期、", x0=160, step=5.5)
    assert "".join(glyph.text for glyph in unhung(hung, 184)) == "倒排工期"
    assert "".join(glyph.text for glyph in unhung(line("倒排工期、"), 184)) == "倒排工期、"


def test_white_between_han_and_figures_is_counted_at_every_seam():
    assert seams("2022年10月8日") == pytest.approx(5 * 1.27)
    assert seams("区发改局") == 0


def test_a_range_dash_may_begin_a_line_in_libreoffice_and_a_full_dash_may_not():
    assert may_begin("—9月完成")
    assert not may_begin("——进度滞后")
    assert not may_begin("，其中")


def test_facts_with_more_rows_keep_each_rows_own_key():
    rows = stretched(circular(), 5).lit
    assert len(rows) == 5
    assert len({row.code for row in rows}) > 1


def test_facts_with_more_rows_keep_the_counts_of_lights():
    assert stretched(circular(), 5).lights == circular().lights


def test_long_names_reach_project_unit_and_issuer():
    long = lengthened(reminder())
    assert len(long.projects[0].name) > 25
    assert len(long.unit) > 15
    assert len(long.header.issuer.signature) > 25


def test_an_element_that_nobody_asks_for_cannot_be_found():
    with pytest.raises(KeyError):
        Found("页边花纹", 1.0)


def test_a_measure_outside_its_tolerance_says_clause_page_figure_and_what_is_asked():
    assert wrong([Found("订口", 28.4, 2), Found("订口", 30.0, 3)]) == [
        "5.2.1 订口：第3页量得 30.00，应为 28±1mm"
    ]


def report(*found: Found, resaved: tuple[Found, ...] = ()) -> Report:
    case = Case("提醒函", "样稿", "reminder_one", "页面设置", LETTER)
    return Report([Result(case, 2, found, 2, resaved or found)], "7.4")


def test_the_table_gives_least_and_greatest_and_says_no_where_one_is_off():
    text = report(Found("订口", 27.5, 1), Found("订口", 29.5, 2)).markdown()
    row = next(line for line in text.splitlines() if "| 订口 |" in line)
    assert row == "| 5.2.1 | 订口 | 28±1mm | 27.50～29.50mm | 1 | 否 | 同左（不合格） |"


def test_what_is_off_only_after_saving_again_is_told_apart():
    one = report(Found("订口", 28.0, 1), resaved=(Found("订口", 31.0, 1),))
    assert "| 5.2.1 | 订口 | 28±1mm | 28mm | 1 | 是 | 31mm（不合格） |" in one.markdown()
    assert [problem.partition("：")[0] for problem in one.failures()] == [
        "提醒函／样稿／reminder_one（页面设置）（另存后）"
    ]


def test_a_document_that_saving_again_makes_longer_is_a_failure():
    (written,) = report(Found("订口", 28.0, 1)).results
    longer = Report([replace(written, resaved_pages=3)], "7.4")
    assert longer.failures() == ["提醒函／样稿／reminder_one（页面设置）（另存后）：页数：2页成了3页"]
    assert "1 篇另存后：1 篇有不合格的项或页数变了。" in longer.markdown()
    assert "1 篇另存后：各项仍全部合格，页数不变。" in Report([written], "7.4").markdown()


def test_an_element_that_no_document_showed_is_a_problem():
    problems = report(Found("订口", 28.0, 1)).problems()
    assert len(problems) == len(ASKED) - 1
    assert "没有量到：5.1 幅面宽" in problems


def test_only_the_first_problems_of_an_element_are_listed():
    listed = told(report(*(Found("订口", 31.0, page) for page in range(1, 7))).failures())
    assert len([line for line in listed if "订口" in line]) == 3
    assert listed[-1].strip() == "……同样的还有9处"
