"""发文前核对 in `write`: a draft is written with what does not agree; a document with it is not issued."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from support.desk import Desk, change, rows

from addin.commands.base import Context, Silent
from addin.commands.computation import Computation, compute, open_book
from addin.commands.documents.builder import Selection
from addin.commands.documents.builders import BUILDERS
from addin.commands.documents.job import Job
from addin.commands.documents.press import Press, Printed
from addin.commands.documents.writing import Batch
from addin.errors import ProgramError
from addin.schema import Projects
from docgen.wording import builtin

DAY = date(2022, 10, 8)


def reword(ledger_file: Path, old: str, new: str, kind: str = "提醒函") -> None:
    """The office's own wording, one place of it changed."""
    text = builtin(kind)
    assert old in text
    folder = ledger_file.parent / "模板"
    folder.mkdir(exist_ok=True)
    (folder / f"{kind}.md").write_text(text.replace(old, new), encoding="utf-8")


def mismatches(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [finding for finding in data["findings"] if "message" in finding]


@pytest.fixture(scope="module")
def done(computed_sample: Path) -> Computation:
    context = Context(DAY, datetime(2022, 10, 8, 9, 0), "测试", Silent())
    return compute(open_book(computed_sample, context), None, context)


def jobs_of(done: Computation, kind: str) -> list[Job]:
    try:
        return BUILDERS[kind].jobs(done, Selection())
    except ProgramError:  # the sample has no meeting ahead to give notice of
        return []


def printed(done: Computation, jobs: list[Job], folder: Path) -> list[Printed]:
    batch = Batch(done, DAY, issue=False)
    with Press(folder, folder, done.ledger.settings.type_area, Silent()) as press:
        return [batch.printed(press, job) for job in jobs]


def test_nothing_is_found_in_any_document_of_the_sample(done: Computation, tmp_path: Path) -> None:
    jobs = {kind: jobs_of(done, kind) for kind in BUILDERS}
    pieces = {kind: printed(done, some, tmp_path) for kind, some in jobs.items()}
    found = {
        piece.path.name: piece.mismatches for some in pieces.values() for piece in some if piece.mismatches
    }
    assert found == {}
    assert {"推进通报", "提醒函", "会议纪要"} <= {kind for kind, some in pieces.items() if some}


def test_a_wrong_figure_is_listed_and_the_draft_written(desk: Desk, ledger_file: Path) -> None:
    reword(ledger_file, "年内完成投资{{ 项目.完成 }}万元", "年内完成投资98765432.1万元")
    answer = desk.run("write", ledger_file, "提醒函")
    assert answer.code == 0
    wrong = mismatches(answer.data)
    assert {finding["written"] for finding in wrong} >= {"98765432.1万元"}
    first = next(finding for finding in wrong if finding["written"] == "98765432.1万元")
    assert first["message"] == "在表格和台账算出的数里都找不到"
    assert "年度完成投资" in first["nearest"]
    assert "年内完成投资98765432.1万元" in first["sentence"]
    assert first["refuses"] is True
    assert first["file"] in {Path(file["path"]).name for file in answer.data["files"]}
    assert all(Path(file["path"]).is_file() for file in answer.data["files"])
    assert f"核对：{first['file']}：“98765432.1万元”在表格和台账算出的数里都找不到，最接近的是" in answer.said


def test_a_document_with_a_wrong_figure_is_not_issued(desk: Desk, ledger_file: Path) -> None:
    reword(ledger_file, "投资完成率{{ 项目.完成率 }}", "投资完成率99.99%")
    before = ledger_file.read_bytes()
    answer = desk.run("write", ledger_file, "提醒函", "--issue")
    assert answer.code == 3
    error = answer.data["error"]
    assert error["where"].endswith(".docx")
    assert error["what"].startswith("“99.99%”在表格和台账算出的数里都找不到，最接近的是")
    assert "投资完成率99.99%" in error["what"]
    assert error["advice"] == "请改正措辞或台账后再编号登记，或先不带 --issue 写成拟稿"
    assert ledger_file.read_bytes() == before
    assert not list((ledger_file.parent / "文书").glob("*.docx"))


def test_a_deadline_gone_by_is_not_issued(desk: Desk, ledger_file: Path) -> None:
    reword(ledger_file, "请于{{ 整改时限 }}前完成整改", "请于{{ 截至日期 }}前完成整改")
    error = desk.run("write", ledger_file, "提醒函", "--issue").data["error"]
    assert "“2022年9月30日”时限早于成文日期，最接近的是2022年10月8日" in error["what"]


def test_a_misspelt_unit_is_not_issued_and_an_unknown_one_only_shown(desk: Desk, ledger_file: Path) -> None:
    reword(ledger_file, "特此函告。", "并请区邮政管理局配合。")
    answer = desk.run("write", ledger_file, "提醒函")
    assert {(one["written"], one["refuses"]) for one in mismatches(answer.data)} == {("区邮政管理局", False)}
    reword(ledger_file, "特此函告。", "并请区往建局配合。")
    error = desk.run("write", ledger_file, "提醒函", "--issue").data["error"]
    assert "“区往建局”单位名录里没有这个单位，最接近的是区住建局" in error["what"]


def test_what_only_shows_keeps_nothing_from_being_issued(desk: Desk, ledger_file: Path) -> None:
    reword(ledger_file, "特此函告。", "并请区邮政管理局配合。")
    answer = desk.run("write", ledger_file, "提醒函", "--issue")
    assert answer.code == 0
    assert len(mismatches(answer.data)) == len(answer.data["files"])


def test_several_faults_are_counted_and_the_first_named(desk: Desk, ledger_file: Path) -> None:
    reword(ledger_file, "特此函告。", "涉及资金11111.5万元、22222.5万元、33333.5万元。")
    error = desk.run("write", ledger_file, "提醒函", "--issue").data["error"]
    assert error["what"].startswith("“11111.5万元”")
    assert error["what"].endswith("；另有2处")


def test_the_issued_documents_of_the_sample_are_not_held_back(desk: Desk, ledger_file: Path) -> None:
    for kind in ("通报", "提醒函", "会议纪要"):
        answer = desk.run("write", ledger_file, kind, "--issue")
        assert (answer.code, mismatches(answer.data)) == (0, [])


def test_a_bulletin_that_miscounts_its_list_is_not_issued(desk: Desk, ledger_file: Path) -> None:
    reword(
        ledger_file, "{{ 组.灯名 }}项目{{ 组.个数 }}个", "{{ 组.灯名 }}项目{{ 组.个数 + 1 }}个", "推进通报"
    )
    red = sum(row["light"] == "红" for row in rows(ledger_file, Projects))
    error = desk.run("write", ledger_file, "通报", "--issue").data["error"]
    assert error["what"].startswith(f"“{red + 1}个”")
    assert f"最接近的是红灯个数{red}个" in error["what"]


def test_a_misspelt_project_is_told_with_its_name(desk: Desk, ledger_file: Path) -> None:
    lit = next(row for row in rows(ledger_file, Projects) if row["light"] == "红")
    name = str(lit["project_name"])
    slip = name[:2] + "某" + name[3:]
    reword(ledger_file, "特此函告。", f"另请关注{slip}。")
    wrong = mismatches(desk.run("write", ledger_file, "提醒函").data)
    assert {(one["written"], one["nearest"]) for one in wrong} == {(slip, name)}


def test_a_row_with_an_error_is_written_as_a_draft_and_not_issued(desk: Desk, ledger_file: Path) -> None:
    projects = rows(ledger_file, Projects)
    lit = next(row for row in projects if row["light"] == "黄" and "提醒函" in str(row["suggestion"]))
    change(ledger_file, Projects, projects.index(lit) + 4, "total_investment", "很多")
    assert desk.run("write", ledger_file, "提醒函", "--rows", lit["code"]).code == 0
    answer = desk.run("write", ledger_file, "提醒函", "--rows", lit["code"], "--issue")
    assert answer.code == 3
    assert answer.data["error"]["where"].startswith("项目清单!")
    assert "用到这一行的提醒函不能编号" in answer.data["error"]["what"]
