"""new, check, freeze, rollover, rank, undo, demo, kinds, commands: each through the command line."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from support.desk import Desk, change, rows

from addin.commands import COMMANDS, Door
from addin.schema import (
    ChangeList,
    Findings,
    LightRegister,
    MonthlyPlans,
    MonthlyProgress,
    Parameters,
    Projects,
    Rankings,
)


def of_month(path: Path, month: int, year: int = 2022) -> list[dict[str, object]]:
    return [
        row for row in rows(path, LightRegister) if (row["month"].year, row["month"].month) == (year, month)
    ]


def test_python_m_addin_is_the_same_command(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "addin", "commands"], capture_output=True, text=True, check=True
    )
    assert "recalc" in run.stdout


def test_help_is_in_chinese(desk: Desk) -> None:
    with pytest.raises(SystemExit) as left:
        desk.say("recalc", "--help")
    assert left.value.code == 0


def test_commands_lists_every_command_with_its_doors(desk: Desk) -> None:
    listed = {command["name"]: command["doors"] for command in desk.run("commands").data["commands"]}
    assert listed == {command.name: [str(door) for door in command.doors] for command in COMMANDS}
    assert all(Door.COMMAND_LINE in command.doors for command in COMMANDS)


def test_every_command_stands_in_the_manual() -> None:
    manual = Path("docs/使用说明.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"`liangdeng {command.name}" in manual, command.name


def test_kinds_lists_every_kind_with_its_layout(desk: Desk) -> None:
    kinds = {kind["name"]: kind["layout"] for kind in desk.run("kinds").data["kinds"]}
    assert len(kinds) == 24
    some = {"推进通报": "文件", "提醒函": "信函", "会议纪要": "纪要", "交办单": "表格", "约谈通知": "文件"}
    assert some.items() <= kinds.items()


def test_check_writes_only_the_list_of_findings(desk: Desk, typed: Path) -> None:
    before = rows(typed, Projects)
    answer = desk.run("check", typed)
    assert [finding["message"] for finding in answer.data["findings"]] == [
        row["message"] for row in rows(typed, Findings)
    ]
    assert rows(typed, Projects) == before


def test_strict_check_of_a_sheet_with_errors_exits_with_1(desk: Desk, typed: Path) -> None:
    assert desk.run("check", typed, "--strict").code == 1


def test_a_frozen_month_keeps_its_lights_when_figures_change(desk: Desk, ledger_file: Path) -> None:
    assert desk.run("freeze", ledger_file, "--month", "2022-08").data["rows"] == len(of_month(ledger_file, 8))
    frozen = of_month(ledger_file, 8)
    assert {row["frozen"] for row in frozen} == {"是"}
    red = next(row for row in frozen if row["light"] == "红")
    reports = rows(ledger_file, MonthlyProgress)
    place = next(
        n
        for n, row in enumerate(reports)
        if row["code"] == red["code"] and (row["month"].year, row["month"].month) == (2022, 8)
    )
    change(ledger_file, MonthlyProgress, 4 + place, "month_done", 90000)
    desk.run("recalc", ledger_file)
    assert of_month(ledger_file, 8) == frozen
    changes = [row for row in rows(ledger_file, ChangeList) if row["type"] == "定版后改动"]
    assert {row["code"] for row in changes} == {red["code"]}


def test_a_month_still_to_come_is_not_frozen(desk: Desk, ledger_file: Path) -> None:
    assert desk.run("freeze", ledger_file, "--month", "2022-12").code == 2


def test_an_adjusted_light_is_published_and_says_who_approved_it(desk: Desk, ledger_file: Path) -> None:
    red = next(
        (n, row)
        for n, row in enumerate(rows(ledger_file, LightRegister))
        if row["light"] == "红" and (row["month"].year, row["month"].month) == (2022, 9)
    )
    for name, value in (
        ("adjusted_light", "黄"),
        ("adjustment_reason", "台风停工"),
        ("approved_by", "分管领导"),
    ):
        change(ledger_file, LightRegister, 4 + red[0], name, value)
    desk.run("recalc", ledger_file)
    project = next(row for row in rows(ledger_file, Projects) if row["code"] == red[1]["code"])
    assert (project["rule_light"], project["light"]) == ("红", "黄")
    assert "台风停工" in project["reason"] and "分管领导" in project["reason"]


def test_rank_by_month_and_quarter(desk: Desk, ledger_file: Path) -> None:
    month = desk.run("rank", ledger_file).data["rankings"]
    quarter = desk.run("rank", ledger_file, "--period", "季").data["rankings"]
    assert {row["object"] for row in month} >= {"单位", "项目"}
    written = [row["period"] for row in rows(ledger_file, Rankings)]
    assert (written.count("月"), written.count("季")) == (len(month), len(quarter))
    assert len(quarter) == len(month)
    assert all(row["place"] is None for row in month if row["score"] is None)


def test_rollover_spells_out_the_closing_year_and_changes_no_light_of_it(
    desk: Desk, ledger_file: Path
) -> None:
    before = {(row["code"], str(row["month"])): row["light"] for row in rows(ledger_file, LightRegister)}
    plans = len(rows(ledger_file, MonthlyPlans))
    answer = desk.run("rollover", ledger_file, "--year", "2023")
    assert answer.code == 0
    assert len(rows(ledger_file, MonthlyPlans)) == plans + answer.data["rows"]
    first = {row["code"]: row for row in reversed(rows(ledger_file, Projects))}
    assert all(row["year_plan"] is None for row in first.values())
    values = {row["setting"]: row["value"] for row in rows(ledger_file, Parameters)}
    assert values["计划年度"] == 2023 and values["统计月份"].year == 2023
    desk.run("recalc", ledger_file, "--month", "2022-09")
    after = {(row["code"], str(row["month"])): row["light"] for row in rows(ledger_file, LightRegister)}
    assert {key: after[key] for key in before} == before


def test_rollover_twice_is_refused(desk: Desk, ledger_file: Path) -> None:
    desk.run("rollover", ledger_file, "--year", "2023")
    assert desk.run("rollover", ledger_file, "--year", "2023").code == 3


def test_undo_goes_back_to_before_the_last_change_and_keeps_what_it_left(
    desk: Desk, ledger_file: Path
) -> None:
    before = ledger_file.read_bytes()
    desk.run("rollover", ledger_file, "--year", "2023")
    changed = ledger_file.read_bytes()
    assert desk.run("undo", ledger_file).code == 0
    assert ledger_file.read_bytes() == before
    kept = [path.read_bytes() for path in (ledger_file.parent / "台账.版本").glob("*.xlsx")]
    assert changed in kept


def test_undo_refuses_where_a_person_has_changed_the_file_since(desk: Desk, ledger_file: Path) -> None:
    desk.run("recalc", ledger_file)
    book = openpyxl.load_workbook(ledger_file)
    book[Projects.title]["C4"].value = "人工改名"
    book.save(ledger_file)
    typed = ledger_file.read_bytes()
    answer = desk.run("undo", ledger_file)
    assert answer.code == 3
    assert ledger_file.read_bytes() == typed
    assert desk.run("undo", ledger_file, "--force").code == 0
    assert typed in [path.read_bytes() for path in (ledger_file.parent / "台账.版本").glob("*.xlsx")]


def test_demo_makes_a_workbook_and_three_kinds_of_documents_and_runs_again_but_not_over_another_folder(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "别的").mkdir()
    (tmp_path / "别的" / "材料.txt").write_text("要留着", encoding="utf-8")
    answer = desk.run("demo", tmp_path / "demo")
    assert answer.code == 0
    files = [Path(file) for file in answer.data["files"]]
    assert all(file.is_file() for file in files)
    names = " ".join(file.name for file in files)
    assert all(kind in names for kind in ("推进通报", "提醒函", "会议纪要"))
    assert sum(answer.data["lights"].values()) >= 60
    (tmp_path / "demo" / "我的笔记.txt").write_text("要留着", encoding="utf-8")
    assert desk.run("demo", tmp_path / "demo").code == 0
    assert (tmp_path / "demo" / "我的笔记.txt").exists()
    assert desk.run("demo", tmp_path / "别的").code == 3
    assert (tmp_path / "别的" / "材料.txt").exists()
