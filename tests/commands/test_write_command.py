"""write: drafts, numbers, and the register of documents."""

import datetime as dt
from pathlib import Path

import docx
import pytest
from support.desk import Desk, change, rows

from addin.schema import SHEETS, Issuers, Journal, Letters, Projects


def register(path: Path, kind: str) -> list[dict[str, object]]:
    """The rows of 发文登记 that the tests' commands entered: the sample's own were all sent before October."""
    fresh = [
        row for row in rows(path, Letters) if row["dated"] is None or row["dated"] >= dt.datetime(2022, 10, 8)
    ]
    return [row for row in fresh if row["kind"] == kind and row["state"] != "作废"]


def words(path: str) -> str:
    document = docx.Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_one_reminder_a_unit_with_all_its_rows(desk: Desk, ledger_file: Path) -> None:
    due = [row for row in rows(ledger_file, Projects) if "提醒函" in str(row["suggestion"] or "").split("、")]
    units = {str(row["responsible_units"]).split("、")[0] for row in due}
    answer = desk.run("write", ledger_file, "提醒函")
    assert len(answer.data["files"]) == len(units)
    named = [code for file in answer.data["files"] for code in file["rows"]]
    assert sorted(named) == sorted(f"项目清单!{row['code']}" for row in due)
    for file in answer.data["files"]:
        assert Path(file["path"]).parent.name == "文书"


def test_a_draft_has_no_number_and_asks_for_its_date(desk: Desk, ledger_file: Path) -> None:
    answer = desk.run("write", ledger_file, "提醒函")
    file = answer.data["files"][0]
    assert file["number"] is None
    text = words(file["path"])
    assert "〔年〕" in text or "〔2022〕 号" in text
    assert "【待填：成文日期】" in text
    assert {row["state"] for row in register(ledger_file, "提醒函")} == {"拟稿"}


def test_the_same_rows_written_again_reuse_their_draft(desk: Desk, ledger_file: Path) -> None:
    desk.run("write", ledger_file, "提醒函")
    first = register(ledger_file, "提醒函")
    desk.run("write", ledger_file, "提醒函")
    assert [row["number"] for row in register(ledger_file, "提醒函")] == [row["number"] for row in first]


def test_issuing_allots_the_next_numbers_of_the_year_and_dates_the_letter(
    desk: Desk, ledger_file: Path
) -> None:
    taken = [
        row["serial"] for row in rows(ledger_file, Letters) if row["year"] == 2022 and row["kind"] == "提醒函"
    ]
    answer = desk.run("write", ledger_file, "提醒函", "--issue", "--date", "2022-10-09")
    numbers = [file["number"] for file in answer.data["files"]]
    assert len(set(numbers)) == len(numbers)
    serials = [int(number.split("〕")[1].rstrip("号")) for number in numbers]
    assert serials == list(range(max(taken, default=0) + 1, max(taken, default=0) + 1 + len(serials)))
    assert all("〔2022〕" in number for number in numbers)
    issued = register(ledger_file, "提醒函")
    assert {row["state"] for row in issued} == {"已发"}
    assert {str(row["dated"])[:10] for row in issued} == {"2022-10-09"}
    assert "2022年10月9日" in words(answer.data["files"][0]["path"])


def test_issued_rows_are_not_suggested_again_while_the_reply_is_open(desk: Desk, ledger_file: Path) -> None:
    answer = desk.run("write", ledger_file, "提醒函", "--issue")
    used = {code.split("!")[1] for file in answer.data["files"] for code in file["rows"]}
    for row in rows(ledger_file, Projects):
        if row["code"] in used:
            assert not row["suggestion"]
            assert "提醒函" in row["letters_sent"]


def test_rows_that_have_gone_out_are_refused(desk: Desk, ledger_file: Path) -> None:
    sent = desk.run("write", ledger_file, "提醒函", "--issue").data["files"][0]
    codes = [code.split("!")[1] for code in sent["rows"]]
    before = ledger_file.read_bytes()
    answer = desk.run("write", ledger_file, "提醒函", "--issue", "--rows", *codes)
    assert answer.code == 3
    assert sent["number"] in answer.data["error"]["what"]
    assert ledger_file.read_bytes() == before


def test_issuing_is_refused_while_something_is_to_be_filled_in(desk: Desk, ledger_file: Path) -> None:
    issuers = rows(ledger_file, Issuers)
    for place, _ in enumerate(issuers):
        change(ledger_file, Issuers, 4 + place, "phone", None)
    before = ledger_file.read_bytes()
    answer = desk.run("write", ledger_file, "提醒函", "--issue")
    assert answer.code == 3
    assert "还有没填的内容：联系电话" in answer.data["error"]["what"]
    assert ledger_file.read_bytes() == before
    assert not list((ledger_file.parent / "文书").glob("*.docx"))


def test_rows_are_named_by_code_or_row_id(desk: Desk, ledger_file: Path) -> None:
    lit = next(row for row in rows(ledger_file, Projects) if row["light"] == "黄")
    by_code = desk.run("write", ledger_file, "提醒函", "--rows", lit["code"])
    by_id = desk.run("write", ledger_file, "提醒函", "--rows", lit["row_id"])
    assert by_code.data["files"][0]["rows"] == by_id.data["files"][0]["rows"] == [f"项目清单!{lit['code']}"]


def test_an_unknown_row_is_refused(desk: Desk, ledger_file: Path) -> None:
    answer = desk.run("write", ledger_file, "提醒函", "--rows", "没有这个代码")
    assert answer.code == 2


def test_the_circular_counts_what_the_ledger_counts(desk: Desk, ledger_file: Path) -> None:
    lights = desk.run("recalc", ledger_file).data["lights"]
    answer = desk.run("write", ledger_file, "通报")
    text = words(answer.data["files"][0]["path"])
    for label in ("绿", "黄", "红"):
        assert f"{label}灯{lights[label]}个" in text
    assert answer.data["files"][0]["kind"] == "推进通报"


def test_the_minutes_carry_every_resolution_with_its_number(desk: Desk, ledger_file: Path) -> None:
    from addin.schema import Meetings, Resolutions

    meeting = rows(ledger_file, Meetings)[0]["number"]
    wanted = [row["number"] for row in rows(ledger_file, Resolutions) if row["meeting"] == meeting]
    answer = desk.run("write", ledger_file, "会议纪要", "--meeting", meeting)
    text = words(answer.data["files"][0]["path"])
    assert wanted and all(number in text for number in wanted)


def test_an_office_may_have_its_own_wording(desk: Desk, ledger_file: Path) -> None:
    assert desk.run("wording", "提醒函", "--out", ledger_file.parent).code == 0
    own = ledger_file.parent / "模板" / "提醒函.md"
    own.write_text(
        own.read_text(encoding="utf-8").replace("特此函告", "特此函告，请予支持"), encoding="utf-8"
    )
    answer = desk.run("write", ledger_file, "提醒函")
    assert "特此函告，请予支持" in words(answer.data["files"][0]["path"])


def test_an_error_in_the_wording_is_said_with_file_and_line(desk: Desk, ledger_file: Path) -> None:
    desk.run("wording", "提醒函", "--out", ledger_file.parent)
    own = ledger_file.parent / "模板" / "提醒函.md"
    own.write_text(own.read_text(encoding="utf-8") + "\n{{ 没有这个字段 }}\n", encoding="utf-8")
    answer = desk.run("write", ledger_file, "提醒函")
    assert answer.code == 3
    assert "提醒函.md" in answer.data["error"]["where"]
    assert "没有这个字段" in answer.data["error"]["what"]


@pytest.mark.parametrize("kind", ["通报", "提醒函", "会议纪要"])
def test_a_document_of_sample_data_says_so(desk: Desk, ledger_file: Path, kind: str) -> None:
    import zipfile

    answer = desk.run("write", ledger_file, kind)
    with zipfile.ZipFile(answer.data["files"][0]["path"]) as package:
        text = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    assert "演示数据" in text


def test_a_name_that_cannot_be_taken_loses_no_document(desk: Desk, ledger_file: Path) -> None:
    lit = next(row for row in rows(ledger_file, Projects) if row["light"] == "黄")
    arguments = ("write", ledger_file, "提醒函", "--rows", lit["code"])
    usual = Path(desk.run(*arguments).data["files"][0]["path"])
    usual.unlink()
    usual.mkdir()  # as little to be replaced as a file that Word holds open on Windows
    written = Path(desk.run(*arguments).data["files"][0]["path"])
    assert written == usual.with_stem(f"{usual.stem}（2）") and written.is_file()


def test_after_issuing_a_recalc_changes_nothing_but_the_journal(desk: Desk, ledger_file: Path) -> None:
    for kind in ("通报", "提醒函", "会议纪要"):
        assert desk.run("write", ledger_file, kind, "--issue").code == 0
    before = {sheet: rows(ledger_file, sheet) for sheet in SHEETS if sheet.columns and sheet is not Journal}
    answer = desk.run("recalc", ledger_file)
    assert {sheet: rows(ledger_file, sheet) for sheet in before} == before
    assert answer.data["cells_written"] <= len(Journal.columns)
