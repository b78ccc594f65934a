"""Options: what they change and what they leave alone; one that means nothing is refused."""

from __future__ import annotations

import datetime as dt
import errno
import os
from pathlib import Path

import pytest
from support.desk import Desk, rows

from addin.schema import Column, Journal, Letters, Meetings, Parameters, Projects, Rankings, Sheet


def stated_month(path: Path) -> object:
    return next(row["value"] for row in rows(path, Parameters) if row["setting"] == "统计月份")


def column_of(path: Path, sheet: type[Sheet], column: Column) -> list[object]:
    return [row[column.name] for row in rows(path, sheet)]


def test_ranking_an_earlier_quarter_writes_the_ranking_and_turns_nothing_else_back(
    desk: Desk, ledger_file: Path
) -> None:
    lights = column_of(ledger_file, Projects, Projects.light)
    answer = desk.run("rank", ledger_file, "--month", "2022-06", "--period", "季")
    assert answer.code == 0
    written = [row for row in rows(ledger_file, Rankings) if row["period"] == "季"]
    assert {row["month"] for row in written} == {dt.datetime(2022, 6, 1)}
    assert {row["object"] for row in written} >= {"单位", "项目"}
    assert stated_month(ledger_file) == dt.datetime(2022, 9, 1)
    assert column_of(ledger_file, Projects, Projects.light) == lights


def test_a_document_of_an_earlier_month_is_registered_and_turns_nothing_else_back(
    desk: Desk, ledger_file: Path
) -> None:
    lights = column_of(ledger_file, Projects, Projects.light)
    answer = desk.run("write", ledger_file, "通报", "--month", "2022-08")
    assert "2022年8月" in answer.data["files"][0]["path"]
    assert column_of(ledger_file, Letters, Letters.month)[-1] == dt.datetime(2022, 8, 1)
    assert stated_month(ledger_file) == dt.datetime(2022, 9, 1)
    assert column_of(ledger_file, Projects, Projects.light) == lights


def test_minutes_belong_to_the_month_of_their_meeting_and_go_out_once(desk: Desk, ledger_file: Path) -> None:
    meeting = rows(ledger_file, Meetings)[0]
    number, held_on = meeting["number"], meeting["held_on"]
    first = desk.run("write", ledger_file, "会议纪要", "--meeting", number)
    desk.run("recalc", ledger_file, "--month", "2022-10")
    again = desk.run("write", ledger_file, "会议纪要", "--meeting", number)
    assert (first.code, again.code) == (0, 0)
    entries = [row for row in rows(ledger_file, Letters) if row["rows"] == f"{Meetings.title}!{number}"]
    assert [row["month"] for row in entries if row["state"] == "拟稿"] == [held_on.replace(day=1)]


@pytest.mark.parametrize(
    ("kind", "option"),
    [
        ("通报", "--unit"), ("通报", "--rows"), ("通报", "--meeting"), ("会议纪要", "--rows"),
        ("会议纪要", "--unit"), ("提醒函", "--meeting"),
    ],
)  # fmt: skip
def test_an_option_that_the_kind_does_not_read_is_refused(
    desk: Desk, ledger_file: Path, kind: str, option: str
) -> None:
    answer = desk.run("write", ledger_file, kind, option, "某某")
    assert answer.code == 2
    assert answer.data["error"]["where"] == option


def test_rows_and_units_together_choose_the_rows_of_those_units(desk: Desk, ledger_file: Path) -> None:
    lit = [row for row in rows(ledger_file, Projects) if row["light"] in ("黄", "红")]
    first = lit[0]
    unit = str(first["responsible_units"]).split("、")[0]
    answer = desk.run("write", ledger_file, "提醒函", "--rows", *(row["code"] for row in lit), "--unit", unit)
    chosen = [code for file in answer.data["files"] for code in file["rows"]]
    assert chosen == [
        f"项目清单!{row['code']}" for row in lit if str(row["responsible_units"]).split("、")[0] == unit
    ]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("rank", "台账.xlsx", "--period", "周"), "没有“周”，可选：月、季、半年、年"),
        (("rollover", "台账.xlsx", "--year", "明年"), "年份应写成 2023"),
        (("rollover", "台账.xlsx", "--year", "0"), "年份应写成 2023"),
        (("recalc", "台账.xlsx", "--month", "0001-01"), "月份应写成 2022-09"),
        (("write", "台账.xlsx", "通报", "--date", "1022-10-08"), "日期应写成 2022-09-30"),
        (("write", "台账.xlsx", "通报", "--iss"), "不认识的参数"),
    ],
)
def test_a_value_that_makes_no_sense_is_said_in_chinese(
    desk: Desk, arguments: tuple[str, ...], what: str
) -> None:
    code, _, said = desk.say(*arguments)
    assert code == 2
    assert what in said
    assert "int" not in said and "'" not in said


def test_what_the_system_reports_is_said_in_chinese(desk: Desk, ledger_file: Path) -> None:
    for arguments in (
        ("demo", ledger_file),
        ("write", ledger_file, "通报", "--out", ledger_file),
        ("wording", "提醒函", "--out", ledger_file),
    ):
        code, _, said = desk.say(*arguments)
        assert code == 3
        told = said.replace(str(ledger_file), "").replace("--out", "")
        assert not any(os.strerror(number) in told for number in errno.errorcode)
        assert not any(character.isascii() and character.isalpha() for character in told), told


def test_every_command_that_writes_notes_the_fingerprint_of_what_it_read(
    desk: Desk, ledger_file: Path
) -> None:
    standing = len(rows(ledger_file, Journal))
    for arguments in (("freeze", "--month", "2022-08"), ("rank",), ("write", "通报"), ("check",)):
        name, *options = arguments
        desk.run(name, ledger_file, *options)
    entries = rows(ledger_file, Journal)[standing:]
    assert [len(str(row["fingerprint"])) for row in entries] == [16] * 4
