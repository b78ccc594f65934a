"""约谈、督查文书：which rows each is made of, through the public command. Today is 2022-10-08."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from support.desk import Desk
from support.document_office import day, missing, opens, references, text_of
from support.office import Office

from addin.commands.documents import press
from addin.schema import Letters


@pytest.fixture
def office(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Pages are reckoned, not counted by LibreOffice: these tests are about words."""
    monkeypatch.setattr(press, "find_libreoffice", lambda: None)
    return Office(desk, tmp_path / "台账.xlsx")


# --- 约谈 ---------------------------------------------------------------------------------------


def talk(number: str, held_on: dt.datetime | None, **more: Any) -> dict[str, Any]:
    row = dict(number=number, codes="A", unit="甲镇", matter="甲大道连续红灯", held_on=held_on, held_at="09:30",
               place="308会议室", speaker="常务副区长", spoken_to="甲镇镇长", units_present="乙局")  # fmt: skip
    return row | more


HELD = dict(record="说明原因", requirements="按期完成", due_on=day(10, 31))
TALKS = [
    talk("Y1", day(8, 16), **HELD), talk("Y2", day(9, 16), **HELD), talk("Y3", day(10, 14)),
    talk("Y4", None, unit=None, codes="B"),
]  # fmt: skip


def test_talks_to_come_are_called_in_with_the_project_on_the_register(office: Office) -> None:
    opens(office, formal_talks=TALKS)
    answer = office.run("write", "约谈通知")
    assert references(answer) == [["约谈登记!Y3", "项目清单!A"], ["约谈登记!Y4", "项目清单!B"]]
    assert [file["addressee"] for file in answer.data["files"]] == ["甬东区甲镇人民政府", "甬东区乙局"]
    text = text_of(answer)
    assert "时间：2022年10月14日（星期五）9时30分。" in text and "（此件不公开）" in text
    assert office.row(Letters, unit="甲镇")["reply_due"] == day(10, 13)
    assert {"约谈日期"} <= missing(answer)


def test_the_written_account_is_due_the_day_before_the_talk_at_the_latest(office: Office) -> None:
    opens(office, formal_talks=[talk("Y1", day(10, 11)), talk("Y2", day(10, 9)), talk("Y3", day(11, 9))])
    office.run("write", "约谈通知")
    due = {str(row["rows"]).split("、")[0]: row["reply_due"] for row in office.rows(Letters)}
    assert due == {"约谈登记!Y1": day(10, 10), "约谈登记!Y2": day(10, 9), "约谈登记!Y3": day(10, 13)}


def test_letters_that_went_before_are_named_on_the_notice(office: Office) -> None:
    sent = dict(number="FW1", kind="提醒函", unit="甲镇", document_number="甬统办函〔2022〕3号", rows="项目清单!A",
                dated=day(9, 9), reply_due=day(9, 14), state="已发")  # fmt: skip
    opens(office, formal_talks=[talk("Y1", day(10, 14))], letters=[sent])
    assert "此前已印发提醒函（甬统办函〔2022〕3号）。" in text_of(office.run("write", "约谈通知"))


def test_talks_held_since_the_month_began_are_recorded(office: Office) -> None:
    opens(office, formal_talks=TALKS)
    answer = office.run("write", "约谈记录")
    assert references(answer) == [["约谈登记!Y2"]]
    assert "甲大道" in text_of(answer) and missing(answer) == set()
    named = office.run("write", "约谈记录", "--rows", "约谈登记!Y3")
    assert missing(named) == {"约谈情况", "整改要求", "整改时限"}


# --- 督查 ---------------------------------------------------------------------------------------


def inspection(number: str, held_on: dt.datetime, **more: Any) -> dict[str, Any]:
    row = dict(number=number, type="五查", phase="中期", code="A", held_on=held_on, plan_check="方案不细",
               record_check="记录不全", progress_check="滞后", duty_check="到位", result_check="一般",
               problems="便道未通", score=66)  # fmt: skip
    return row | more


INSPECTIONS = [
    inspection("D1", day(8, 15)), inspection("D2", day(9, 20), code="B", responsible_unit="乙局", problems=None),
    inspection("D3", day(9, 15)),
]  # fmt: skip


def test_each_inspection_of_the_month_gets_its_form(office: Office) -> None:
    opens(office, inspections=INSPECTIONS)
    answer = office.run("write", "督查记录")
    assert references(answer) == [["督查记录!D2"], ["督查记录!D3"]]
    assert "甲镇" in text_of(answer, 1) and missing(answer) == set()
    assert references(office.run("write", "督查记录", "--unit", "乙局")) == [["督查记录!D2"]]


def test_the_circular_tells_the_months_inspections_in_their_order(office: Office) -> None:
    opens(office, inspections=INSPECTIONS)
    answer = office.run("write", "督查通报")
    assert references(answer) == [["督查记录!D3", "督查记录!D2", "项目清单!A", "项目清单!B"]]
    text = text_of(answer)
    assert "现将甬东区重大项目2022年9月督查情况通报如下：" in text
    assert "2022年9月，对2个单位负责的2个项目开展督查2次，其中五查2次" in text
    assert "1.甲大道。2022年9月15日开展五查，得66分。" in text
    assert "对乙局的督查未记录问题。" in text
    assert office.row(Letters, kind="督查通报")["reply_due"] == day(10, 13)


def test_inspections_named_may_be_of_several_months(office: Office) -> None:
    opens(office, inspections=INSPECTIONS)
    text = text_of(office.run("write", "督查通报", "--rows", "D1", "D3"))
    assert "关于2022年8月至9月重大项目督查情况的通报" in text.replace("\n", "")


@pytest.mark.parametrize(
    "kind", ["交办单", "销号单", "提请协调函", "约谈通知", "约谈记录", "督查记录", "督查通报"]
)
def test_where_there_is_nothing_to_write_nothing_is_written(office: Office, kind: str) -> None:
    opens(office)
    answer = office.run("write", kind)
    assert answer.data["files"] == []
    assert f"2022年9月没有要写{kind}的行。" in answer.said
