"""推进通报。"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from support.facts import LIGHTS, TOTALS, circular, project, rank

from docgen.blocks import Composition, Heading, Layout, Table
from docgen.documents import compose
from docgen.facts import CircularFacts, Issuer, LightCount, RankRow


def write(**changes: object) -> Composition:
    return compose("推进通报", circular(**changes))


def body(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body if not isinstance(block, Table))


def table(composition: Composition, number: int) -> Table:
    found = composition.attachments[number - 1].blocks[0]
    assert isinstance(found, Table)
    return found


def test_a_circular_is_a_red_headed_document_with_four_parts_and_two_attachments() -> None:
    circular_ = write()
    assert (circular_.layout, circular_.mark) == (Layout.DOCUMENT, "甬东区重大项目推进工作领导小组办公室文件")
    assert circular_.title == "关于2022年9月重大项目推进情况的通报"
    parts = [block.text for block in circular_.body if isinstance(block, Heading) and block.level == 1]
    assert parts == ["一、总体情况", "二、亮灯与排名情况", "三、存在问题", "四、下步要求"]
    assert [(a.name, a.landscape) for a in circular_.attachments] == [
        ("责任单位排名表", False),
        ("红黄灯项目清单", True),
    ]
    assert circular_.missing == ()


def test_it_is_also_called_by_its_short_name() -> None:
    assert compose("通报", circular()) == compose("推进通报", circular())


def test_the_totals_stand_in_the_first_part_with_their_date() -> None:
    assert (
        "截至2022年9月30日，甬东区重大项目共68个，总投资1234567.8万元，2022年度计划投资456789万元。"
        "1—9月完成投资345678.9万元，投资完成率75.68%（上月末为67.56%），高于时序进度0.68个百分点（时序进度为75.00%）。"
    ) in body(write())


def test_the_first_month_of_a_year_has_no_month_before_to_compare_with() -> None:
    assert "上月末" not in body(write(totals=replace(TOTALS, previous_rate=None)))


def test_the_offices_word_for_scheduled_progress_is_used_throughout() -> None:
    written = write(progress_word="序时进度")
    assert "时序进度" not in body(written)
    assert "较序时\n进度" in [column.title for column in table(written, 2).columns]


def test_lights_are_counted_and_projects_without_a_light_told_with_their_reasons() -> None:
    text = body(write())
    assert "68个项目中，绿灯60个、黄灯1个、红灯1个，不亮灯（灰）6个。" in text
    assert "不亮灯的项目及原因：前期阶段6个。" in text


def test_a_level_that_no_project_has_is_said_in_words() -> None:
    lights = (LightCount("绿", 0, 68), LightCount("黄", 1, 0), LightCount("红", 2, 0))
    text = body(write(lights=lights, lit=()))
    assert "68个项目中，绿灯68个，无黄灯、红灯项目。" in text
    assert "截至2022年9月30日，没有需要亮灯警示的项目。" in text


def test_without_lit_projects_there_is_no_second_attachment_and_no_deadline() -> None:
    written = write(lit=(), reply_by=None)
    assert [a.name for a in written.attachments] == ["责任单位排名表"]
    assert "附件1" not in body(written)
    assert written.missing == ()


def test_without_a_ranking_there_is_no_ranking_part() -> None:
    written = write(ranking=())
    assert [a.name for a in written.attachments] == ["红黄灯项目清单"]
    assert "排名" not in body(written)
    assert "二、亮灯情况\n亮灯规则为" in body(written)
    assert "详见附件）" in body(written)


def test_lights_without_reasons_for_grey_show_what_is_to_be_filled_in() -> None:
    written = write(lights=(*LIGHTS[:3], LightCount("灰", None, 6)))
    assert written.missing == ("不亮灯的项目及原因",)


def test_lit_projects_are_named_with_figures_the_most_serious_light_first() -> None:
    text = body(write())
    assert text.index("（一）红灯项目1个") < text.index("（二）黄灯项目1个")
    assert (
        "1.区体育中心（区住建局）。年度计划投资12000万元，1—9月完成7400万元，投资完成率61.67%，"
        "低于时序进度13.33个百分点；7月、8月、9月连续3个月低于进度要求。主要问题：征迁未完成。"
    ) in text
    assert [row[1] for row in table(write(), 2).rows] == ["区体育中心", "城北污水处理厂"]


def test_of_many_projects_the_text_names_the_first_and_refers_to_the_list_for_the_rest() -> None:
    lit = tuple(project(f"第{n}小学", light="黄") for n in range(1, 21))
    written = write(lit=lit)
    assert "8.第8小学" in body(written)
    assert "第9小学" not in body(written)
    assert "其余黄灯项目见附件2。" in body(written)
    assert len(table(written, 2).rows) == 20


def test_a_project_without_a_plan_for_the_year_is_not_asked_for_a_rate() -> None:
    bare = project(year_plan=0.0, rate=None, scheduled=None, deviation=None)
    written = write(lit=(bare,))
    assert "1.区体育中心（区住建局）。本年度没有安排计划投资，7月、8月、9月连续3个月低于进度要求。" in body(
        written
    )
    assert written.missing == ()


def test_other_colours_than_yellow_and_red_name_the_list_neutrally() -> None:
    lights = (LightCount("绿", 0, 1), LightCount("橙", 2, 1))
    written = write(lights=lights, lit=(project(light="橙"),))
    assert written.attachments[1].name == "亮灯项目清单"
    assert "橙灯项目推进滞后" in body(written)


def test_the_rows_of_a_ranking_table_show_a_dash_for_a_unit_that_is_not_ranked() -> None:
    ranking = table(write(), 1)
    assert ranking.rows[0] == ("1", "区住建局", "1000", "700", "70.00%", "-5.00", "96.50", "—")
    assert ranking.rows[2][0] == "—"
    assert ranking.rows[2][6] == "—"
    assert ranking.unit == "单位：万元、百分点"
    assert "区教育局2022年9月没有应计事项，不参加排名。" in body(write())


def test_several_groups_are_ranked_apart_and_named() -> None:
    rows = (rank("区住建局", 1, group="部门组"), rank("东街道", 1, group="街道组"))
    written = write(ranking=rows)
    assert "部门组参加排名的单位1个，依次为：第1名区住建局（90.00分）。" in body(written)
    assert [row[0] for row in table(written, 1).rows] == ["部门组", "街道组"]


def places(*numbers: int) -> tuple[RankRow, ...]:
    return tuple(rank(f"第{n}单位", place, 100.0 - place) for n, place in enumerate(numbers, 1))


@pytest.mark.parametrize(
    ("ranking", "sentence"),
    [
        (
            places(1, 2, 3, 4, 5, 6, 7),
            "位居前列的为：第1名第1单位（99.00分），第2名第2单位（98.00分），第3名第3单位（97.00分）；"
            "位次靠后的为：第5名第5单位（95.00分），第6名第6单位（94.00分），第7名第7单位（93.00分）。",
        ),
        (
            places(1, 2, 3, 3, 5, 6, 7, 8, 8),
            "第3名第3单位、第4单位（并列，97.00分）；位次靠后的为：第7名第7单位（93.00分），第8名第8单位、第9单位（并列，92.00分）。",
        ),
        (places(1, 1, 3), "依次为：第1名第1单位、第2单位（并列，99.00分），第3名第3单位（97.00分）。"),
        (places(1, 1, 1, 1, 1, 1, 1, 1), "依次为：第1名第1单位、第2单位、第3单位、第4单位"),
        (places(1, 2, 2, 2, 2, 2, 2), "依次为：第1名第1单位（99.00分），第2名第2单位、"),
    ],
)
def test_the_first_and_last_places_are_named_with_all_who_share_them(
    ranking: tuple[RankRow, ...], sentence: str
) -> None:
    assert sentence in body(write(ranking=ranking))


def test_the_counts_of_the_text_are_those_of_the_tables() -> None:
    lit = tuple(project(f"第{n}小学", light="红" if n % 3 else "黄") for n in range(1, 12))
    written = write(lit=lit)
    stated = {light: int(n) for light, n in re.findall(r"([红黄])灯项目(\d+)个", body(written))}
    assert stated == Counter(row[3] for row in table(written, 2).rows)


def test_a_draft_has_no_number_and_no_date() -> None:
    facts = circular()
    header = replace(facts.header, number=None, dated=None)
    written = compose("通报", replace(facts, header=header))
    assert written.number == "甬重办〔2022〕 号"
    assert (written.dated, written.printed_on) == ("【待填：成文日期】", "【待填：印发日期】")
    assert written.missing == ("成文日期", "印发日期")


def test_facts_of_another_kind_are_refused() -> None:
    with pytest.raises(TypeError, match="提醒函 is made from ReminderFacts, not CircularFacts"):
        compose("提醒函", circular())


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        compose("嘉奖令", circular())


def test_january_is_one_month() -> None:
    facts: CircularFacts = replace(circular(), month=date(2022, 1, 1), as_of=date(2022, 1, 31))
    assert "1月完成投资345678.9万元" in body(compose("通报", facts))


def test_the_text_says_what_hit_the_rule_and_the_list_says_it_briefly_with_what_was_due() -> None:
    reason = (
        "连续3个月低于进度要求（2022年7月、8月、9月）。年度计划12,000.00万元，截至2022年9月应完成9,000.50万元（月度计划），"
        "实际完成7,400.00万元，投资完成率61.67%。规则：连续滞后月数≥3亮红灯。"
    )
    written = write(lit=(project(reason=reason),))
    assert "低于时序进度13.33个百分点；连续3个月低于进度要求（2022年7月、8月、9月）。主要问题" in body(
        written
    )
    assert table(written, 2).rows[0][8] == "连续3个月低于进度要求，应完成9000.5万元"


def test_a_reason_without_a_due_figure_is_whole_in_the_list_but_for_the_rule() -> None:
    reason = "2个月没有报送（2022年8月、9月）。截至2022年9月完成0.00万元，没有生效的年度计划，不计算完成率。规则：缺报。"
    assert table(write(lit=(project(reason=reason),)), 2).rows[0][8] == (
        "2个月没有报送（2022年8月、9月）。截至2022年9月完成0万元，没有生效的年度计划，不计算完成率"
    )


def test_the_groups_name_stands_once_beside_its_units() -> None:
    rows = (rank("区住建局", 1, group="部门组"), rank("东街道", 1, group="街道组"))
    assert [column.title for column in table(write(ranking=rows), 1).columns if column.merged] == ["组别"]


def test_an_issuer_that_nothing_is_known_of_is_asked_for() -> None:
    facts = circular()
    written = compose("通报", replace(facts, header=replace(facts.header, issuer=Issuer(""))))
    assert written.missing == ("发文机关",)
