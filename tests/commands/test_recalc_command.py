"""recalc: the whole way from a typed workbook to lights, ranking and result sheets."""

from pathlib import Path

import openpyxl
from support.desk import Desk, change, rows

from addin.schema import Findings, Journal, LightRegister, MonthlyProgress, Parameters, Projects, Rankings
from workbook_templates import sample


def test_recalc_answers_with_month_projects_lights_and_counts(desk: Desk, typed: Path) -> None:
    answer = desk.run("recalc", typed)
    assert answer.code == 0
    assert answer.data["month"] == "2022-09"
    assert sum(answer.data["lights"].values()) == answer.data["projects"]
    assert all(answer.data["lights"][label] >= 2 for label in ("绿", "黄", "红", "灰"))
    assert answer.data["findings"] == len(rows(typed, Findings))
    assert answer.data["cells_written"] > 1000


def test_a_second_recalc_changes_nothing_but_the_journal(desk: Desk, ledger_file: Path) -> None:
    before = _grids(ledger_file)
    entries = len(rows(ledger_file, Journal))
    answer = desk.run("recalc", ledger_file)
    after = _grids(ledger_file)
    assert [tab for tab in before if before[tab] != after[tab]] == [Journal.title]
    assert len(rows(ledger_file, Journal)) == entries + 1
    assert answer.data["cells_written"] <= len(Journal.columns)


def test_out_leaves_the_workbook_untouched(desk: Desk, typed: Path, tmp_path: Path) -> None:
    before = typed.read_bytes()
    desk.run("recalc", typed, "--out", tmp_path / "另存.xlsx")
    assert typed.read_bytes() == before
    assert any(row["light"] == "红" for row in rows(tmp_path / "另存.xlsx", Projects))


def test_month_is_written_to_the_parameters(desk: Desk, ledger_file: Path) -> None:
    desk.run("recalc", ledger_file, "--month", "2022-06")
    values = {row["setting"]: row["value"] for row in rows(ledger_file, Parameters)}
    assert (values["统计月份"].year, values["统计月份"].month, values["统计年度"]) == (2022, 6, 2022)


def test_every_lit_project_says_why_with_figures(ledger_file: Path) -> None:
    lit = [row for row in rows(ledger_file, Projects) if row["light"] in ("黄", "红")]
    assert lit
    for row in lit:
        assert row["reason"].endswith("。")
        assert "万元" in row["reason"] and "月" in row["reason"], row["reason"]


def test_the_same_sentence_stands_on_the_register_and_the_project(ledger_file: Path) -> None:
    register = {
        row["code"]: row
        for row in rows(ledger_file, LightRegister)
        if (row["month"].year, row["month"].month) == (2022, 9)
    }
    for row in rows(ledger_file, Projects):
        entry = register.get(row["code"])
        if entry and entry["reason"] and not entry["adjusted_light"]:
            assert entry["reason"] == row["reason"]


def test_units_that_tie_share_a_place_and_one_with_nothing_due_has_a_dash(ledger_file: Path) -> None:
    units = [row for row in rows(ledger_file, Rankings) if row["object"] == "单位"]
    places = [(row["ranking_group"], row["place"]) for row in units if row["place"] != "—"]
    assert len(places) > len(set(places))
    assert any(row["place"] == "—" and row["score"] == "—" for row in units)


def test_a_blank_report_is_missing_not_zero(ledger_file: Path) -> None:
    missing = [
        row for row in rows(ledger_file, MonthlyProgress) if row["month_done"] is None and row["report_state"]
    ]
    assert all(row["report_state"] == "缺报" for row in missing)


def test_the_eight_planted_errors_are_on_the_list_with_their_cells(ledger_file: Path) -> None:
    found = rows(ledger_file, Findings)
    assert len(sample.FACTS.errors) >= 8
    serious = [row for row in found if row["level"] in ("错误", "疑点")]
    assert len(serious) >= 8
    assert all(row["cell"] for row in serious)


def test_an_overwritten_computed_cell_is_restored(desk: Desk, ledger_file: Path) -> None:
    before = rows(ledger_file, Projects)[0]["light"]
    change(ledger_file, Projects, 4, "light", "随手填的")
    desk.run("recalc", ledger_file)
    assert rows(ledger_file, Projects)[0]["light"] == before


def _grids(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return {tab: [tuple(row) for row in book[tab].iter_rows(values_only=True)] for tab in book.sheetnames}
