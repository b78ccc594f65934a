"""Bad input: one plain Chinese sentence with place and remedy, the right exit code, nothing lost."""

import json
import stat
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from support.desk import Desk, change, rows

from addin.schema import MonthlyProgress, Projects


def failed(desk: Desk, *arguments: object) -> tuple[int, dict[str, str]]:
    answer = desk.run(*arguments)
    error = answer.data["error"]
    assert set(error) == {"where", "what", "advice"}
    assert "Traceback" not in answer.said
    assert answer.said.strip() == f"{error['where']}：{error['what']}。{error['advice']}。"
    return answer.code, error


def test_a_file_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    code, error = failed(desk, "recalc", tmp_path / "没有.xlsx")
    assert code == 3 and "不存在" in error["what"]


def test_a_word_document_given_as_workbook(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "纪要.docx"
    docx.Document().save(str(path))
    code, error = failed(desk, "recalc", path)
    assert code == 3 and "Word" in error["what"]


def test_text_named_xlsx(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_text("不是工作簿", encoding="utf-8")
    assert failed(desk, "check", path)[0] == 3


def test_a_truncated_file(desk: Desk, typed: Path) -> None:
    whole = typed.read_bytes()
    typed.write_bytes(whole[: len(whole) // 2])
    assert failed(desk, "recalc", typed)[0] == 3
    assert typed.read_bytes() == whole[: len(whole) // 2]


def test_a_workbook_without_the_project_sheet(desk: Desk, typed: Path) -> None:
    book = openpyxl.load_workbook(typed)
    del book[Projects.title]
    book.save(typed)
    code, error = failed(desk, "recalc", typed)
    assert code == 3 and Projects.title in error["what"]


def test_a_missing_optional_sheet_is_a_finding(desk: Desk, typed: Path) -> None:
    book = openpyxl.load_workbook(typed)
    del book["现场巡查"]
    book.save(typed)
    answer = desk.run("check", typed)
    assert answer.code == 0
    assert any(finding["sheet"] == "现场巡查" for finding in answer.data["findings"])


def test_a_renamed_column_is_a_finding_and_nothing_is_written_to_it(desk: Desk, typed: Path) -> None:
    book = openpyxl.load_workbook(typed)
    grid = book[MonthlyProgress.title]
    header = {cell.value: cell for cell in grid[3]}
    header["形象进度"].value = "工程形象"
    book.save(typed)
    answer = desk.run("check", typed)
    assert answer.code == 0
    assert any("形象进度" in finding["message"] for finding in answer.data["findings"])


def test_text_in_a_money_cell_is_named_with_its_address(desk: Desk, typed: Path) -> None:
    change(typed, Projects, 5, "total_investment", "很多")
    answer = desk.run("check", typed, "--strict")
    assert answer.code == 1
    assert any(
        finding["value"] == "很多" and finding["cell"].endswith("5") for finding in answer.data["findings"]
    )


def test_a_folder_that_cannot_be_written(desk: Desk, typed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = typed.read_bytes()
    typed.chmod(stat.S_IREAD)
    try:
        code, error = failed(desk, "recalc", typed)
    finally:
        typed.chmod(stat.S_IREAD | stat.S_IWRITE)
    assert code == 3 and "只读" in error["what"]
    assert typed.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("recalc",), "缺少参数"),
        (("没有的命令",), "没有“没有的命令”"),
        (("recalc", "台账.xlsx", "--month", "2022年9月"), "月份应写成 2022-09"),
        (("recalc", "台账.xlsx", "--no-such"), "不认识的参数"),
    ],
)
def test_wrong_use_is_said_in_chinese_with_exit_code_2(
    desk: Desk, arguments: tuple[str, ...], what: str
) -> None:
    code, out, err = desk.say(*arguments, "--json")
    assert code == 2
    assert what in err
    assert json.loads(out)["error"]["where"] == "命令行"


def test_an_unknown_kind_of_document(desk: Desk, ledger_file: Path) -> None:
    code, error = failed(desk, "write", ledger_file, "表扬信")
    assert code == 2 and "表扬信" in error["what"]


def test_an_unknown_preset(desk: Desk, tmp_path: Path) -> None:
    code, error = failed(desk, "new", tmp_path / "新.xlsx", "--preset", "火星")
    assert code == 2 and "火星" in error["where"] + error["what"]
    assert not (tmp_path / "新.xlsx").exists()


def test_new_never_writes_over_a_file(desk: Desk, typed: Path) -> None:
    before = typed.read_bytes()
    assert failed(desk, "new", typed)[0] == 3
    assert typed.read_bytes() == before


def test_an_empty_workbook_is_computed_without_complaint_about_programs(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("new", tmp_path / "新.xlsx").code == 0
    answer = desk.run("recalc", tmp_path / "新.xlsx")
    assert answer.code == 0
    assert answer.data["projects"] == 0 and sum(answer.data["lights"].values()) == 0


def test_a_zip_that_is_not_a_workbook(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("说明.txt", "别的东西")
    assert failed(desk, "recalc", path)[0] == 3


def test_a_month_written_six_ways_is_the_same_month(desk: Desk, typed: Path) -> None:
    lights = desk.run("recalc", typed).data["lights"]
    reports = [(4 + place, row) for place, row in enumerate(rows(typed, MonthlyProgress))]
    september = [
        excel_row for excel_row, row in reports if (row["month"].year, row["month"].month) == (2022, 9)
    ]
    spellings = ("2022-09", "2022.9", "2022年9月", "2022/9", "202209", "２０２２年９月")
    for excel_row, spelling in zip(september, spellings, strict=False):
        change(typed, MonthlyProgress, excel_row, "month", spelling)
    answer = desk.run("recalc", typed)
    assert answer.data["lights"] == lights
    assert [rows(typed, MonthlyProgress)[excel_row - 4]["month"] for excel_row in september[:6]] == list(
        spellings
    )


def test_a_key_twice_is_named_with_both_rows_and_the_first_one_counts(desk: Desk, typed: Path) -> None:
    first, second = rows(typed, Projects)[:2]
    change(typed, Projects, 5, "code", first["code"])
    answer = desk.run("check", typed)
    said = [finding for finding in answer.data["findings"] if finding["cell"] == "B5"]
    assert said and said[0]["level"] == "错误" and "第 4 行" in said[0]["message"]
    assert second["code"] != first["code"]


def test_a_folder_where_nothing_can_be_written(desk: Desk, ledger_file: Path) -> None:
    (ledger_file.parent / "文书").write_text("占了文件夹的名字", encoding="utf-8")
    before = ledger_file.read_bytes()
    code, error = failed(desk, "write", ledger_file, "提醒函")
    assert code == 3 and "文书" in error["where"]
    assert ledger_file.read_bytes() == before
