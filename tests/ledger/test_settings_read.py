"""The settings of a run, from 参数."""

import datetime as dt
from dataclasses import fields

import pytest
from support.ledgers import book_of, ledger_of, lines

from addin.ledger import Ledger, Settings
from addin.schema import Parameters
from addin.schema.settings import SETTINGS

TODAY = dt.date(2022, 10, 8)


def test_every_setting_has_its_attribute_and_its_declared_default():
    settings = ledger_of().settings
    assert {field.name for field in fields(Settings)} == {setting.name for setting in SETTINGS}
    for setting in SETTINGS:
        if setting.default is not None:
            assert getattr(settings, setting.name) == setting.default


def test_typed_settings_are_used_in_their_kind():
    settings = ledger_of(
        settings=dict(
            tolerance="0.5",
            missing_as="不计",
            board_size="5个",
            light_scheme=" 武汉 ",
            home_issuer="区重点办",
        )
    ).settings
    assert (settings.tolerance, settings.missing_as, settings.board_size) == (0.5, "不计", 5)
    assert (settings.light_scheme, settings.home_issuer) == ("武汉", "区重点办")


def test_a_setting_that_cannot_be_read_keeps_its_default():
    ledger = ledger_of(settings=dict(tolerance="很小", missing_as="随便", report_day=32))
    assert (ledger.settings.tolerance, ledger.settings.missing_as, ledger.settings.report_day) == (
        0,
        "滞后",
        25,
    )
    assert lines(ledger.findings) == [
        "错误 参数!C4 滞后容差“很小”不是数字，按默认值“0”处理；改为数字",
        "错误 参数!C5 缺报视为“随便”不在可选值中，按默认值“滞后”处理；从下拉列表中选择：滞后、不计、未滞后",
        "错误 参数!C6 报送截止日“32”超出范围，按默认值“25”处理；改为 1 至 31 之间的数",
    ]
    assert [one.used for one in ledger.findings] == ["0", "滞后", "25"]


def test_an_unknown_setting_is_noted():
    ledger = ledger_of(parameters=[dict(setting="亮灯方桉", value="宁波"), dict(setting=None, value=None)])
    assert lines(ledger.findings) == [
        "提示 参数!C4 没有“亮灯方桉”这个参数，此行不起作用；核对名称；不需要的行可以删除"
    ]


def test_the_argument_wins_over_the_cell():
    ledger = ledger_of(as_of="2022-08", settings=dict(as_of="2022-09", year=2020))
    assert (ledger.settings.as_of, ledger.settings.year, ledger.settings.plan_year) == (
        dt.date(2022, 8, 1),
        2022,
        2022,
    )


@pytest.mark.parametrize("typed", ["2022-09", "2022年9月", dt.datetime(2022, 9, 30), 202209])
def test_without_an_argument_the_cell_counts(typed):
    ledger = ledger_of(as_of=None, settings=dict(as_of=typed, plan_year=2021))
    assert (ledger.settings.as_of, ledger.settings.year, ledger.settings.plan_year) == (
        dt.date(2022, 9, 1),
        2022,
        2021,
    )
    assert ledger.findings == []


def test_without_both_the_latest_report_counts():
    reports = [dict(code="A", month=month) for month in ("2022-07", "2022-08", "2032-01", "坏")]
    ledger = ledger_of(
        as_of=None, settings=dict(as_of=None), projects=[dict(code="A")], monthly_progress=reports
    )
    assert ledger.settings.as_of == dt.date(2022, 8, 1)
    assert lines(ledger.findings) == [
        "提示 参数!C4 没有填统计月份，采用月度进度中最近的月份；在“统计月份”的取值中填月份，如 2022-09"
    ]
    assert ledger.findings[0].used == "2022-08"


def test_an_empty_workbook_is_reckoned_to_the_month_of_today():
    ledger = ledger_of(as_of=None)
    assert ledger.settings.as_of == dt.date(2022, 10, 1)
    assert lines(ledger.findings) == [
        "提示 参数! 没有填统计月份，采用今天所在的月份（月度进度还没有数据）；在“统计月份”的取值中填月份，如 2022-09"
    ]


def test_an_unreadable_month_falls_back_and_both_are_said():
    ledger = ledger_of(as_of=None, settings=dict(as_of="九月"))
    assert lines(ledger.findings) == [
        "错误 参数!C4 统计月份“九月”不是月份，按空白处理；改为月份，如 2022-09",
        "提示 参数!C4 没有填统计月份，采用今天所在的月份（月度进度还没有数据）；在“统计月份”的取值中填月份，如 2022-09",
    ]


def test_without_the_sheet_every_default_counts():
    ledger = Ledger.load(book_of(absent=[Parameters]), dt.date(2022, 9, 1), TODAY)
    assert ledger.settings == Settings(as_of=dt.date(2022, 9, 1), year=2022, plan_year=2022)


def test_of_two_rows_of_one_setting_the_first_counts():
    ledger = ledger_of(
        parameters=[dict(setting="红黑榜名额", value=4), dict(setting="红黑榜名额", value=5)],
    )
    assert ledger.settings.board_size == 4
