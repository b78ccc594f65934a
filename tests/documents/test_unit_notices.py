"""亮灯告知单、专项督查通知、挂牌督办通知。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.supervision_facts import board_notice, inspection_notice, light_notice, lit

from docgen.blocks import Composition, FormGrid, Heading, Layout, Paragraph, Table
from docgen.documents import compose
from docgen.documents.board_notice import OnBoard, grounds
from docgen.documents.unit_notice import lit_months_text
from docgen.facts import LitMonth


def texts(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body if isinstance(block, (Heading, Paragraph)))


def rows(composition: Composition) -> tuple[tuple[str, ...], ...]:
    (table,) = [block for block in composition.body if isinstance(block, Table)]
    return table.rows


def months(*lights: tuple[int, str]) -> tuple[LitMonth, ...]:
    return tuple(LitMonth(date(2022, month, 1), light) for month, light in lights)


@pytest.mark.parametrize(
    ("lights", "said"),
    [
        ((), ""),
        (((9, "红"),), "9月红灯"),
        (((7, "黄"), (8, "黄"), (9, "红")), "7月、8月黄灯，9月红灯"),
        (((1, "黄"), (5, "红"), (9, "黄")), "1月黄灯，5月红灯，9月黄灯"),
    ],
)
def test_lit_months_are_told_light_by_light(lights: tuple[tuple[int, str], ...], said: str) -> None:
    assert lit_months_text(months(*lights)) == said


# --- 亮灯告知单 ---------------------------------------------------------------------------------


def grid(composition: Composition) -> FormGrid:
    (found,) = [block for block in composition.body if isinstance(block, FormGrid)]
    return found


def test_a_light_notice_is_a_form_with_the_day_of_reply() -> None:
    written = compose("亮灯告知单", light_notice(lit()))
    assert (written.layout, written.title) == (Layout.FORM, "重大项目亮灯告知单")
    cells = [cell.text for row in grid(written).rows for cell in row]
    assert cells[cells.index("反馈时限") + 1] == "2022年10月13日"
    assert cells[cells.index("接收单位") + 1] == "区住建局"
    assert "于2022年10月13日前填写下表反馈我办。" in texts(written)


def test_a_light_notice_has_a_row_a_project_and_room_for_the_answer() -> None:
    form = grid(compose("亮灯告知单", light_notice(lit(), lit("北区中学", light="黄", deviation=-5.0))))
    shown = [[cell.text for cell in row] for row in form.rows]
    assert shown[4][:4] == ["区体育中心", "红灯", "61.67%", "-13.33"]
    assert shown[5][:4] == ["北区中学", "黄灯", "61.67%", "-5.00"]
    assert [row[0] for row in shown[-5:]] == [
        "单位领导\n阅示意见",
        "滞后原因",
        "整改措施",
        "完成时间",
        "填 报 人",
    ]
    assert all(sum(cell.span for cell in row) == len(form.widths) for row in form.rows)
    assert len(form.heights) == len(form.rows)


# --- 专项督查通知 -------------------------------------------------------------------------------


def test_an_inspection_notice_says_how_often_and_when_a_project_was_lit() -> None:
    written = compose("专项督查通知", inspection_notice(lit()))
    assert rows(written) == (("1", "区体育中心", "2", "8月黄灯，9月红灯", "红灯", "61.67%", "-13.33"),)
    assert "区体育中心项目2022年内亮灯2次以上（含2次）。" in texts(written)
    assert "督查时间：2022年10月20日。" in texts(written)


def test_an_inspection_notice_names_the_five_checks() -> None:
    written = texts(compose("专项督查通知", inspection_notice(lit())))
    for number, check in enumerate(("查方案", "查记录", "查进度", "查履职", "查实效"), 1):
        assert f"{number}.{check}。" in written


def test_a_project_below_the_threshold_is_not_said_to_have_reached_it() -> None:
    written = texts(compose("专项督查通知", inspection_notice(lit(lit_count=1))))
    assert "2022年内多次亮灯" in written and "2次以上（含2次）" not in written


def test_an_inspection_that_nobody_planned_asks_for_its_day() -> None:
    assert compose("专项督查通知", inspection_notice(lit(), inspected_on=None)).missing == ("督查时间",)


# --- 挂牌督办通知 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"red_months": 3}, "连续3个月亮红灯：连续3个月低于进度要求（2022年7月、8月、9月）"),
        ({"red_months": 1}, "亮红灯：连续3个月低于进度要求（2022年7月、8月、9月）"),
        ({"red_months": 0, "light": "黄"}, "亮黄灯：连续3个月低于进度要求（2022年7月、8月、9月）"),
    ],
)
def test_the_grounds_say_how_long_it_was_red(facts: dict[str, Any], said: str) -> None:
    assert grounds(lit(**facts)) == said


def test_a_project_is_on_the_board_from_the_day_of_the_notice() -> None:
    written = compose("挂牌督办通知", board_notice(lit(red_months=3)))
    assert rows(written)[0][3:] == ("李某", "印发之日", "2022年10月31日")
    assert "自本通知印发之日起实行挂牌督办。" in texts(written)
    assert "每月25日前报送整改进展" in texts(written)


def test_a_project_that_is_on_the_board_keeps_its_day() -> None:
    listed = (OnBoard("2022-001", date(2022, 8, 19)),)
    written = compose("挂牌督办通知", board_notice(lit(red_months=3), on_board=listed))
    assert rows(written)[0][4] == "2022年8月19日"
    assert "印发之日" not in texts(written)
    other = lit("北区中学", code="2022-002")
    both = compose("挂牌督办通知", board_notice(lit(red_months=3), other, on_board=listed))
    assert "自本通知印发之日起实行挂牌督办（已挂牌的，自挂牌之日起）。" in texts(both)


# --- tone ---------------------------------------------------------------------------------------

NOTICES = [("亮灯告知单", light_notice), ("专项督查通知", inspection_notice), ("挂牌督办通知", board_notice)]


@pytest.mark.parametrize(("kind", "facts"), NOTICES)
def test_others_are_asked_and_subordinates_are_told(kind: str, facts: Any) -> None:
    asked = texts(compose(kind, facts(lit())))
    told = texts(compose(kind, facts(lit(), subordinate=True)))
    assert "请贵单位" in asked and "你单位" not in asked
    assert "你单位要" in told and "贵单位" not in told
