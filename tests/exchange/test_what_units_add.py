"""Comments, hidden rows and columns and sheets that a unit adds are told with their text, and carried nowhere."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from support.office import Office
from support.packages import UNITS, cell, members
from support.returns import libreoffice_saves, split

from addin.schema import MonthlyProgress, Projects
from addin.workbook import outside
from addin.workbook.additions import LONGEST

DONE, REMARKS = MonthlyProgress.month_done, Projects.remarks
HOUSING = UNITS[0]
SECRET = "联系人手机号附后"
FORMATS = ("xlsx", "xls", "ods")


@pytest.fixture
def package(office: Office, tmp_path: Path) -> Path:
    return split(office, tmp_path / "发件")[HOUSING]


def collect(office: Office, *files: Path) -> list[dict[str, Any]]:
    """The findings of a collection that is applied, but those that tell of another format."""
    found = office.run("collect", *files, "--apply").data["findings"]
    return [one for one in found if "格式" not in one["message"]]


def added(package: Path, target: Path) -> Path:
    """Two comments, a hidden row and column, a sheet of their own; row 6 holds A-02."""
    book = openpyxl.load_workbook(package)
    cell(book, MonthlyProgress, DONE, 1).value = 66.5
    cell(book, MonthlyProgress, DONE, 1).comment = Comment(f"{SECRET}\n" + "长" * 200, "张三")
    cell(book, Projects, REMARKS).comment = Comment("=cmd|'/C calc'!A0", "张三")
    sheet = book[MonthlyProgress.title]
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["E"].hidden = True
    own = book.create_sheet("我们的说明")
    own["B2"], own["C3"] = SECRET, 12.5
    book.save(target)
    return target


def place(package: Path, column: Any, row: int = 0) -> str:
    book = openpyxl.load_workbook(package)
    return str(cell(book, MonthlyProgress if column is DONE else Projects, column, row).coordinate)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_was_added_is_told_whatever_program_saved_it(
    office: Office, package: Path, tmp_path: Path, suffix: str
) -> None:
    back = added(package, tmp_path / "回.xlsx")
    if suffix != "xlsx":
        (back,) = libreoffice_saves([back], suffix, tmp_path / "另存")
    found = collect(office, back)
    told = {(one["sheet"], one["cell"], one["message"].split("“")[0]): one["value"] for one in found}
    assert any("单位写了批注“" in one["message"] and SECRET in one["message"] for one in found)
    report, projects = f"{back.name}/月度进度", f"{back.name}/项目清单"
    comment = told.pop((report, place(package, DONE, 1), "单位写了批注"))
    assert SECRET in comment and len(comment) == LONGEST + 1 and comment.endswith("长…")
    assert "calc" in told.pop((projects, place(package, REMARKS), "单位写了批注"))
    assert told.pop((f"{back.name}/我们的说明", "B2", "不是发出的表（B2")) == f"B2：{SECRET}；C3：12.5"
    assert list(told) == [(report, None, "第6行、E列被隐藏了，里面的内容照常读取")]


@pytest.mark.parametrize("suffix", FORMATS)
def test_of_a_package_that_nobody_touched_nothing_is_told(
    office: Office, package: Path, tmp_path: Path, suffix: str
) -> None:
    (back,) = libreoffice_saves([package], suffix, tmp_path / "另存")
    assert collect(office, package) == []
    assert collect(office, back) == []


def test_nothing_of_it_gets_into_the_master_or_the_next_packages(
    office: Office, package: Path, tmp_path: Path
) -> None:
    back = added(package, tmp_path / "回.xlsx")
    collect(office, back)
    for path in [office.path, *split(office, tmp_path / "再发").values()]:
        for name, content in members(path).items():
            assert SECRET.encode() not in content and "张三".encode() not in content, (path.name, name)
            assert "comments" not in name.lower()


def test_hidden_rows_are_read_and_blank_ones_are_not_told(
    office: Office, package: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(package)
    for sheet in (book[MonthlyProgress.title], book[Projects.title]):
        for row in range(200, 400):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["BZ"].hidden = True
    book.save(tmp_path / "回.xlsx")
    assert collect(office, tmp_path / "回.xlsx") == []


def threaded(package: Path, target: Path) -> Path:
    """As Excel 365 keeps a conversation: a threaded comment and its answer, and an old comment around them."""
    book = openpyxl.load_workbook(package)
    one = cell(book, MonthlyProgress, DONE, 1)
    one.comment = Comment("[线程批注]\n你的 Excel 版本可读取此线程批注\n\n注释:\n    请核实", "tc={1}")
    held = io.BytesIO()
    book.save(held)
    talk = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        f'<threadedComment ref="{one.coordinate}" id="{{1}}"><text>请核实</text></threadedComment>'
        f'<threadedComment ref="{one.coordinate}" id="{{2}}" parentId="{{1}}"><text>已核实</text></threadedComment>'
        "</ThreadedComments>"
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/>'
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".rels") and b"relationships/comments" in content:
                content = content.replace(b"</Relationships>", link.encode() + b"</Relationships>")
            new.writestr(name, content)
        new.writestr("xl/threadedComments/threadedComment1.xml", talk)
    return target


def test_a_conversation_is_told_once_with_its_answers(office: Office, package: Path, tmp_path: Path) -> None:
    (one,) = collect(office, threaded(package, tmp_path / "回.xlsx"))
    assert (one["cell"], one["value"]) == (place(package, DONE, 1), "请核实／已核实")


def test_more_comments_than_anybody_reads_are_counted(office: Office, package: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(package)
    for row in range(1, 71):
        book["填报说明"].cell(row, 9).comment = Comment(f"第{row}条", "李四")
    book.save(tmp_path / "回.xlsx")
    found = collect(office, tmp_path / "回.xlsx")
    assert len(found) == 51 and found[50]["message"] == "另有20处批注，没有并入台账"


def test_the_comments_are_read_in_the_child_process(
    office: Office, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here nobody may open a comment part; one file alone and two together go the same way."""

    def refuses(*given: object) -> None:
        raise AssertionError("read in this process")

    monkeypatch.setattr("addin.workbook.additions.additions_of", refuses)
    monkeypatch.setattr("addin.workbook.child.additions_of", refuses)
    files = [added(package, tmp_path / name) for name in ("一.xlsx", "二.xlsx")]
    one = outside.read_outside(files[0])
    two, three = outside.read_many_outside(files)
    assert not isinstance(two, Exception) and not isinstance(three, Exception)
    for tabs in (one, two, three):
        comments = {tab.tab: len(tab.additions.comments) for tab in tabs}
        assert comments["月度进度"] == 1 and comments["项目清单"] == 1
