"""标题分行。"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.layout.text_width import text_width
from docgen.layout.title import title_lines


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert list(title_lines("关于2022年9月重大项目推进情况的通报")) == ["关于2022年9月重大项目推进情况的通报"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "关于加快推进区体育中心等3个项目建设的提醒函",
            ["关于加快推进", "区体育中心等3个项目建设的提醒函"],
        ),
        (
            "甬城市重大项目推进工作领导小组办公室关于2022年9月重大项目推进情况的通报",
            ["甬城市重大项目推进工作领导小组办公室", "关于2022年9月重大项目推进情况的通报"],
        ),
        (
            "2022年第6次重大项目推进工作月度会商会议纪要",
            ["2022年第6次重大项目推进", "工作月度会商会议纪要"],
        ),
        (
            "关于印发《甬城市重大项目亮灯管理办法（试行）》的通知",
            ["关于印发《甬城市重大项目", "亮灯管理办法（试行）》的通知"],
        ),
        (
            "关于对滨江片区综合开发一期工程等8个项目挂牌督办的通知",
            ["关于对滨江片区综合开发一期工程", "等8个项目挂牌督办的通知"],
        ),
        (
            "关于印发《甬江区2022年重点项目名单》的通知",
            ["关于印发《甬江区2022年", "重点项目名单》的通知"],
        ),
        (
            "关于对区住房和城乡建设局等3个单位进行约谈的通知",
            ["关于对区住房和城乡建设局等3个单位", "进行约谈的通知"],
        ),
        (
            "关于开展2022年第四季度重大项目专项督查的通知",
            ["关于开展2022年", "第四季度重大项目专项督查的通知"],
        ),
        (
            "关于滨江片区综合开发一期工程亮红灯的告知单",
            ["关于滨江片区综合开发一期工程", "亮红灯的告知单"],
        ),
        (
            "关于对区体育中心、云澜街道社区综合服务中心新建工程等2个项目亮灯情况的通报",
            ["关于对区体育中心、", "云澜街道社区综合服务中心新建工程", "等2个项目亮灯情况的通报"],
        ),
        (
            "甬江区重大项目推进工作领导小组办公室关于对滨江片区综合开发一期工程等8个项目挂牌督办的通知",
            [
                "甬江区重大项目推进工作领导小组办公室",
                "关于对滨江片区综合开发一期工程",
                "等8个项目挂牌督办的通知",
            ],
        ),
        (
            "关于进一步加快推进2022年第四季度全区重大产业项目、重大基础设施项目和民生工程建设有关工作情况的通报",
            [
                "关于进一步加快推进2022年第四季度",
                "全区重大产业项目、重大基础设施项目",
                "和民生工程建设有关工作情况的通报",
            ],
        ),
    ],
)
def test_a_long_title_breaks_by_sense(title: str, lines: list[str]) -> None:
    assert list(title_lines(title)) == lines


def test_a_project_name_that_fits_on_a_line_is_not_split() -> None:
    name = "东部片区高级中学迁建"
    lines = title_lines(f"关于进一步加快推进{name}项目建设的提醒函")
    assert any(name in line for line in lines)


def test_a_break_that_a_person_asked_for_is_kept() -> None:
    assert list(title_lines("甬城市住房和城乡建设局\n关于道路改造的函")) == [
        "甬城市住房和城乡建设局",
        "关于道路改造的函",
    ]


def test_a_token_longer_than_a_line_is_cut_where_the_line_is_full() -> None:
    lines = title_lines("A" * 90, 20)
    assert "".join(lines) == "A" * 90
    assert max(map(text_width, lines)) <= 20 and len(lines) == 4


titles = st.text(
    alphabet="甬城市重大项目关于推进的情况等、，《》（）“”〔〕2022年9月号通报建设ABC", min_size=1, max_size=70
)


@given(titles)
def test_the_lines_joined_are_the_title_again(title: str) -> None:
    assert "".join(title_lines(title)) == title


@given(st.text(alphabet="甬城市重大项目推进情况建设通报区域工程", min_size=1, max_size=90))
def test_no_line_is_wider_than_the_type_area_allows(title: str) -> None:
    assert all(text_width(line) <= 20 for line in title_lines(title))


@given(st.text(alphabet="甬城市重大项目推进情况的建设通报2022年9月、", min_size=1, max_size=60))
def test_no_line_starts_with_a_particle_a_mark_or_a_unit(title: str) -> None:
    lines = title_lines(title)
    for above, below in pairwise(lines):
        assert not (above[-1].isdigit() and below[0].isdigit())
        assert not below.startswith(("的", "、"))


def test_a_projects_name_keeps_the_word_that_ends_it():
    assert title_lines("关于加快推进云澜街道社区综合服务中心新建工程建设的提醒函") == (
        "关于加快推进",
        "云澜街道社区综合服务中心新建工程",
        "建设的提醒函",
    )


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "关于加快办理高铁新城大数据中心项目等2个项目有关事项的督办函",
            ("关于加快办理高铁新城大数据中心项目", "等2个项目有关事项的督办函"),
        ),
        (
            "关于印发《云江区2022年重点（重大）项目名单》的通知",
            ("关于印发《云江区2022年", "重点（重大）项目名单》的通知"),
        ),
        (
            "关于开展禾渡镇光伏组件配套材料生产线项目专项督查的通知",
            ("关于开展禾渡镇光伏组件配套材料生产线", "项目专项督查的通知"),
        ),
    ],
)
def test_a_line_may_begin_with_a_project_but_not_with_a_measure_word(
    title: str, lines: tuple[str, ...]
) -> None:
    assert title_lines(title) == lines
