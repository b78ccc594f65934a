"""不好的状态：every state in which a click cannot do its work ends in one plain sentence."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
from support.clicks import Nobody, Person, click
from support.desk import change
from support.members import rename_tab

from addin.buttons import BUTTONS
from addin.errors import ProgramError
from addin.ribbon import door, hosts
from addin.ribbon.running import running
from addin.schema import Projects

READ_ONLY = (
    "台账.xlsx：是只读打开的，写不进去，可能别人正开着它。"
    "请等对方关闭后重新打开；文件本身设了只读的，请先在文件属性里去掉。"
)
EDITING = "台账.xlsx：有一格正在输入，还没有确认。请按回车确认（或按 Esc 放弃），再点一次。"
NOT_OURS = "台账.xlsx：这不是亮灯台账，没有“项目清单”工作表。请打开台账再点；这张表被删去或改动过的，请从版本文件夹找回。"


@dataclass
class System:
    """系统：what the system was asked to show."""

    said: list[str] = field(default_factory=list)

    def say(self, text: str, title: str) -> None:
        self.said.append(text)

    def confirm(self, text: str, title: str) -> bool:
        self.said.append(text)
        return False

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        return None

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        return []


@pytest.mark.parametrize("tag", [each.tag for each in BUTTONS])
def test_a_read_only_workbook_is_looked_at_and_never_written(book: Path, tag: str) -> None:
    person = click(tag, book, Person(is_read_only=True))
    looks = tag in ("lint", "help", "cockpit", "wall_chart", "pdf")
    assert (READ_ONLY in person.boxes) is not looks


def test_a_cell_being_typed_into_keeps_the_click_back(book: Path) -> None:
    assert click("recalc", book, Person(is_editing=True)).boxes == [EDITING]
    assert click("wall_chart", book, Person(is_editing=True)).boxes == [EDITING]
    assert EDITING not in click("help", book, Person(is_editing=True)).boxes


def test_a_workbook_of_something_else_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    openpyxl.Workbook().save(path)
    for tag in ("recalc", "reminder", "cockpit", "pdf"):
        assert click(tag, path, Person(selects=("Sheet", 1))).boxes == [NOT_OURS]


def test_a_renamed_sheet_is_known_by_its_header(book: Path) -> None:
    rename_tab(book, "项目清单", "一号表")
    person = click("reminder", book, Person(selects=("一号表", 4)))
    assert person.boxes[0].splitlines()[1] == "提醒函_甲镇_拟稿.docx"


def test_a_sheet_to_go_to_that_was_renamed_is_named(book: Path) -> None:
    rename_tab(book, "作战图", "图")
    person = click("wall_chart", book, Person())
    assert person.boxes == [
        "台账.xlsx：没有“作战图”工作表，可能改了名或删去了。请把工作表名改回来，或从版本文件夹找回。"
    ]
    assert person.went_to == []


def test_a_chart_or_a_picture_is_no_selection(book: Path) -> None:
    text = "选中的内容：现在选中的是图表或图片，不是单元格。请点一下表里的行再试。"
    for tag in ("reminder", "issue", "agenda", "minutes"):
        assert click(tag, book, Person(selects=None), front="首页").boxes == [text]
    assert click("more", book, Person(selects=None)).boxes == ["写哪种文书？"]


@pytest.mark.parametrize("row", [1, 2, 3, 6, 900])
def test_title_header_and_blank_rows_are_no_rows(book: Path, row: int) -> None:
    assert click("reminder", book, Person(selects=("项目清单", row))).boxes == [
        "工作表“项目清单”：选中的不是数据行（是表头、空行或合计行）。请选中要写提醒函的行，选一格就算一行。"
    ]


def test_a_total_among_the_rows_is_passed_over(book: Path) -> None:
    change(book, Projects, 6, "code", "合计")
    person = click("reminder", book, Person(selects=("项目清单", 4, 6)))
    assert person.boxes[0].startswith("已写1件（拟稿）")
    assert (
        click("reminder", book, Person(selects=("项目清单", 6)))
        .boxes[0]
        .startswith("工作表“项目清单”：选中的不是数据行")
    )


def test_a_row_without_its_code_is_pointed_at(book: Path) -> None:
    change(book, Projects, 4, "code", None)
    assert click("reminder", book, Person(selects=("项目清单", 4))).boxes == [
        "项目清单!第4行：没有填“项目代码”，认不出是哪一行。请先补填，或不选这一行。"
    ]


def test_a_code_that_stands_twice_is_pointed_at(book: Path) -> None:
    for row in (4, 5):
        change(book, Projects, row, "code", "A")
        change(book, Projects, row, "row_id", None)
    assert click("reminder", book, Person(selects=("项目清单", 5))).boxes == [
        "项目清单!第5行：“项目代码”“A”不止一行有，分不清是哪一行。请先改正重复的编号，或不选这一行。"
    ]


@pytest.mark.parametrize(
    ("tag", "tab", "said", "there"),
    [
        (
            "reminder", "储备库",
            "工作表“储备库”：提醒函不从这张表选行。请到“项目清单”、“节点计划”、“问题清单”、“责任清单”、“议定事项”"
            "选中要写的行，再点“提醒函”。\n\n现在就到“项目清单”吗？",
            "项目清单",
        ),
        (
            "issue", "项目清单",
            "工作表“项目清单”：这里没有拟稿。请到“发文登记”选中要编号的拟稿，再点“编号登记”。\n\n现在就到“发文登记”吗？",
            "发文登记",
        ),
    ],
)  # fmt: skip
def test_on_the_wrong_sheet_the_way_to_the_right_one_is_offered(
    book: Path, tag: str, tab: str, said: str, there: str
) -> None:
    person = click(tag, book, Person(selects=(tab, 4), agrees=[True]))
    assert person.boxes == [said]
    assert person.went_to == [there]


def test_a_second_click_waits_for_the_first(book: Path, own_home: Path) -> None:
    with running(book, "重新计算"):
        (text,) = click("check", book, Person()).boxes
    mark = own_home / "正在做"
    assert text.startswith("台账.xlsx：上一次点的“重新计算”还没有做完（")
    assert f"请等它做完再点；确认早已停下的，删去文件 {mark}" in text
    assert click("check", book, Person()).boxes[0].startswith("校核完毕")


def test_a_mark_that_a_crash_has_left_holds_nothing_up(book: Path, own_home: Path) -> None:
    with running(book, "重新计算"):
        (mark,) = (own_home / "正在做").glob("*.锁")
        held = json.loads(mark.read_text(encoding="utf-8"))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mark.write_text(json.dumps(held | {"进程": ended.pid}), encoding="utf-8")
    assert click("check", book, Person()).boxes[0].startswith("校核完毕")


def test_two_workbooks_are_worked_on_side_by_side(book: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一本"
    other.mkdir()
    with running(Path(shutil.copy(book, other / "台账.xlsx")), "重新计算"):
        assert click("check", book, Person()).boxes[0].startswith("校核完毕")


class Gone(Person):
    """A program that was closed while the command ran: it shows nothing any more."""

    def say(self, text: str, title: str) -> None:
        raise RuntimeError("(-2147023174, 'RPC 服务器不可用。')")

    def confirm(self, text: str, title: str) -> bool:
        raise RuntimeError("(-2147023174, 'RPC 服务器不可用。')")


class Broken:
    """Books that fail as no one has foreseen."""

    def open(self, path: Path) -> object:
        raise KeyError("no such thing")

    def undo(self, path: Path, force: bool) -> str:
        raise KeyError("no such thing")


def test_what_no_one_foresaw_is_told_plainly_and_written_down(book: Path, own_home: Path) -> None:
    person = click("check", book, Person(), books=Broken())  # type: ignore[arg-type]
    file = own_home / "出错记录.txt"
    assert person.boxes == [
        "没有做完：程序出了没有料到的错，或台账在中途被关闭了。\n"
        "请看一眼台账：写了一半的，点“撤销”退回；没有动的，再点一次。\n"
        f"还是这样时，记录在 {file}，请把它发给管理员。"
    ]
    written = file.read_text(encoding="utf-8")
    assert "亮灯台账 · 校核" in written and "KeyError: 'no such thing'" in written and "Traceback" in written
    assert person.bar[-1] is None


def test_a_program_closed_in_between_leaves_the_message_to_the_system(book: Path, own_home: Path) -> None:
    system = System()
    click("check", book, Gone(), system=system)
    (text,) = system.said
    assert text.startswith("校核完毕，结果写在“校核清单”。")
    assert "RPC 服务器不可用" in (own_home / "出错记录.txt").read_text(encoding="utf-8")


def test_a_full_record_makes_room(book: Path, own_home: Path) -> None:
    own_home.mkdir()
    (own_home / "出错记录.txt").write_text("旧" * 200_000, encoding="utf-8")
    click("check", book, Person(), books=Broken())  # type: ignore[arg-type]
    assert (own_home / "出错记录（以前）.txt").stat().st_size == 600_000
    assert (own_home / "出错记录.txt").stat().st_size < 20_000


def test_what_cannot_be_opened_afterwards_is_said_in_a_second_box(book: Path) -> None:
    person = Person(agrees=[True])
    person.opened = RefusingList()  # type: ignore[assignment]
    click("circular", book, person)
    assert person.boxes[1] == "推进通报_2022年9月_拟稿.docx：没有程序能打开它。请到文件夹里自己打开。"


class RefusingList(list[Path]):
    def append(self, path: Path) -> None:
        raise ProgramError(path.name, "没有程序能打开它", "请到文件夹里自己打开")


# --- the call of the macro ----------------------------------------------------------------------


def called(*arguments: str) -> list[str]:
    system = System()
    assert door.main(list(arguments), system) == 0
    return system.said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "台账：还没有存成文件。请先保存台账，再点一次。"),
        ("工作簿1", "工作簿1：还没有存成文件。请先保存台账，再点一次。"),
        ("https://d.docs.live.net/1/台账.xlsx", "台账：是从网盘或网页打开的。请先另存到本机文件夹，打开本机那份再点。"),
        ("/没有/台账.xlsx", "台账.xlsx：原来的文件不在了，可能被移走或改了名。请另存一份，打开它再点。"),
        ("file:///%E6%B2%A1%E6%9C%89/%E5%8F%B0%E8%B4%A6.xlsx", "台账.xlsx：原来的文件不在了，可能被移走或改了名。请另存一份，打开它再点。"),
    ],
)  # fmt: skip
def test_a_workbook_without_a_file_here_is_told_what_to_do(name: str, said: str) -> None:
    for host in ("excel", "libreoffice", "wps"):
        assert called("recalc", name, "--host", host) == [said]


def test_a_name_and_an_address_lead_to_the_same_file(book: Path) -> None:
    assert hosts.book_path(str(book)) == hosts.book_path(book.as_uri()) == book


def test_a_call_that_no_button_makes_is_told_too(book: Path) -> None:
    (text,) = called("nonsense", str(book), "--host", "excel")
    assert text.startswith("这次点击：") and text.endswith("请把这句话告诉管理员。")


def test_without_libreoffice_at_hand_the_way_to_open_the_ledger_is_said(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIANGDENG_UNO", raising=False)
    (text,) = called("recalc", book.as_uri(), "--host", "libreoffice")
    assert text == "LibreOffice：这里连不上它。请用 liangdeng live 打开这份台账。"


def test_what_attaching_refuses_is_shown_by_the_system(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(host: str, name: str, dialogs: object) -> object:
        raise ProgramError("台账.xlsx", "同时打开着两份同名的台账", "请关掉不用的那一份，再点一次")

    monkeypatch.setattr(hosts, "_program", refuse)
    assert called("recalc", str(book), "--host", "excel") == [
        "台账.xlsx：同时打开着两份同名的台账。请关掉不用的那一份，再点一次。"
    ]


def test_a_bug_before_the_program_is_reached_is_told_and_written_down(
    book: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "_program", lambda host, name, dialogs: 1 / 0)
    (text,) = called("recalc", str(book), "--host", "excel")
    assert text.startswith("没有做完：程序出了没有料到的错")
    assert "ZeroDivisionError" in (own_home / "出错记录.txt").read_text(encoding="utf-8")


def test_the_system_is_asked_nothing_where_the_program_answers(book: Path) -> None:
    click("check", book, Person(), system=Nobody())
