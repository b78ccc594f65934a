"""WPS 的路：the macro closes the workbook; selection, work, message and re-opening all go by the file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.views import Pane, Selection
from support.desk import rows
from support.members import part_of, rewrite_member

from addin.errors import ProgramError
from addin.live.program import Selection as Picked
from addin.ribbon.closed_path import closed_desk, wait_until_free
from addin.ribbon.closed_view import _row_tags, bring_to_front, front_tab, read_selection
from addin.ribbon.system_dialogs import Sentences
from addin.schema import Dispatches, Findings, Letters
from addin.workbook.package import Package


def looked_at(
    path: Path, tab: str, areas: str, hidden: tuple[int, ...] = (), *, frozen: bool = False
) -> Path:
    """A workbook of three tabs (a chart among them), saved by openpyxl while looking at `areas` of `tab`."""
    book = openpyxl.Workbook()
    book.active.title = "一"  # type: ignore[union-attr]
    book.create_chartsheet("图")
    book.create_sheet("二")
    for sheet in book.worksheets:
        for row in range(1, 31):
            sheet.cell(row, 1, row)
    book.active = book.sheetnames.index(tab)
    sheet = book[tab]
    view = sheet.sheet_view
    if frozen:
        view.pane = Pane(xSplit=2, ySplit=3, topLeftCell="C4", activePane="bottomRight", state="frozen")
        view.selection = [
            Selection(pane="topRight", sqref="Z1"),
            Selection(pane="bottomLeft", sqref="A20"),
            Selection(pane="bottomRight", activeCell="C5", sqref=areas),
        ]
    else:
        view.selection = [Selection(activeCell="A1", sqref=areas)]
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("areas", "hidden", "picked"),
    [
        ("B5", (), (5,)),
        ("B5:D7", (), (5, 6, 7)),
        ("B9 B5:C6 A5", (), (5, 6, 9)),
        ("B5:D8", (6, 7), (5, 8)),
        ("5:6", (), (5, 6)),
        ("A:A", (2,), (1, *range(3, 31))),
        ("A28:A1048576", (), (28, 29, 30)),
        ("A40", (), (40,)),
    ],
)
def test_the_selected_rows_stand_in_the_file(
    tmp_path: Path, areas: str, hidden: tuple[int, ...], picked: tuple[int, ...]
) -> None:
    path = looked_at(tmp_path / "本.xlsx", "二", areas, hidden)
    assert read_selection(path) == Picked("二", picked)
    assert front_tab(path) == "二"


def test_with_frozen_panes_the_active_one_counts(tmp_path: Path) -> None:
    path = looked_at(tmp_path / "本.xlsx", "一", "C5:C6", frozen=True)
    assert read_selection(path) == Picked("一", (5, 6))


def test_a_chart_in_front_is_no_selection(tmp_path: Path) -> None:
    path = looked_at(tmp_path / "本.xlsx", "一", "A1")
    bring_to_front(path, "图")
    assert (front_tab(path), read_selection(path)) == ("图", None)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=12))
def test_a_tag_cut_by_the_end_of_a_chunk_is_read_all_the_same(sizes: list[int]) -> None:
    xml = b'<sheetData><row r="1"><c r="A1"/></row><row r="2" hidden="1"/><x:row r="7" ht="1"></x:row></sheetData>'

    def chunks() -> Iterator[bytes]:
        at, place = 0, 0
        while at < len(xml):
            yield xml[at : at + sizes[place % len(sizes)]]
            at += sizes[place % len(sizes)]
            place += 1

    assert list(_row_tags(b"", chunks())) == [b' r="1"', b' r="2" hidden="1"/', b' r="7" ht="1"']


def test_bringing_a_tab_to_the_front_changes_nothing_but_the_view(book: Path) -> None:
    with Package(book) as package:
        before = {member.filename: package.read(member.filename) for member in package.members}
    bring_to_front(book, "校核清单")
    with Package(book) as package:
        after = {member.filename: package.read(member.filename) for member in package.members}
    changed = sorted(name for name in before if before[name] != after[name])
    assert list(before) == list(after) and len(changed) == 3 and changed[0] == "xl/workbook.xml"
    opened = openpyxl.load_workbook(book)
    assert opened.active is not None and opened.active.title == "校核清单"
    assert [sheet.title for sheet in opened.worksheets if sheet.sheet_view.tabSelected] == ["校核清单"]
    for name in changed[1:]:
        mark = b' tabSelected="1"'
        assert before[name].replace(mark, b"") == after[name].replace(mark, b"")


def test_a_tab_that_is_not_there_or_in_front_already_leaves_the_file_alone(book: Path) -> None:
    before = book.read_bytes()
    bring_to_front(book, "没有这张表")
    bring_to_front(book, front_tab(book))
    assert book.read_bytes() == before


def test_the_door_waits_until_the_program_has_let_go_of_the_file(book: Path) -> None:
    mark = book.with_name(f".~lock.{book.name}#")
    mark.write_text(",user,host,2022.10.08,", encoding="utf-8")
    closing = threading.Timer(0.5, mark.unlink)
    closing.start()
    started = time.monotonic()
    wait_until_free(book, patience=20)
    assert time.monotonic() - started >= 0.4
    closing.join()


def test_a_workbook_that_stays_open_is_not_touched_and_not_opened_again(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.with_name(f"~${book.name}").write_bytes(b"\x03Lao")
    with pytest.raises(ProgramError) as refusal:
        wait_until_free(book, patience=0)
    assert str(refusal.value) == (
        "台账.xlsx：正在 Excel 或 WPS 中打开着，打开的人：Lao。请保存并关闭后再点一次；这次什么都没有做。"
    )
    opened: list[Path] = []
    monkeypatch.setattr("addin.ribbon.closed_path.open_file", opened.append)
    monkeypatch.setattr("addin.ribbon.closed_path.PATIENCE", 0.0)
    monkeypatch.setattr(wait_until_free, "__defaults__", (0.0, time.monotonic))
    with pytest.raises(ProgramError), closed_desk(book, Sentences()):
        pass
    assert opened == []


def test_whatever_goes_wrong_the_workbook_is_opened_again(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("addin.ribbon.closed_path.open_file", opened.append)
    with pytest.raises(ZeroDivisionError), closed_desk(book, Sentences()):
        raise ZeroDivisionError
    assert opened == [book]


# --- the whole way, as the macro starts it ------------------------------------------------------


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    """A PATH with a zenity that answers 是 and a program that opens files; both write down what they are told."""
    folder = tmp_path / "bin"
    folder.mkdir()
    note = f"{sys.executable} {folder / 'note.py'} {tmp_path / 'asked'}"
    (folder / "note.py").write_text(
        "import json, sys\n"
        "with open(sys.argv[1], 'a', encoding='utf-8') as file:\n"
        "    file.write(json.dumps(sys.argv[2:]) + '\\n')\n",
        encoding="utf-8",
    )
    for name in ("zenity", "opener"):
        (folder / name).write_text(f'#!/bin/sh\n{note} {name} "$@"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def started(book: Path, tag: str, path: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PATH": path, "LIANGDENG_OPEN": "opener"} | more
    return subprocess.run(
        [sys.executable, "-m", "addin.ribbon", tag, str(book), "--host", "wps"],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def pressed(book: Path, desktop: Path, tag: str, **more: str) -> list[list[str]]:
    """What the desktop was told, call by call, besides opening the workbook again."""
    done = started(book, tag, f"{desktop}:{os.environ['PATH']}", **more)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    calls: list[list[str]] = []
    for _ in range(100):  # the opener is started and not waited for
        told = (desktop.parent / "asked").read_text(encoding="utf-8")
        calls = [json.loads(line) for line in told.splitlines()]
        if ["opener", str(book)] in calls:
            break
        time.sleep(0.1)
    calls.remove(["opener", str(book)])
    return calls


def test_a_check_started_by_the_macro_goes_to_the_findings_and_opens_the_workbook_there(
    book: Path, desktop: Path
) -> None:
    (question,) = pressed(book, desktop, "check")
    assert question[:2] == ["zenity", "--question"]
    assert question[-1].startswith("校核完毕，结果写在“校核清单”。\n校核有")
    assert question[-1].endswith("要看“校核清单”吗？")
    assert front_tab(book) == "校核清单"
    assert rows(book, Findings)


def test_a_letter_started_by_the_macro_is_about_the_row_selected_in_the_file(
    book: Path, desktop: Path
) -> None:
    bring_to_front(book, "项目清单")
    rewrite_member(
        book,
        part_of(book, "项目清单"),
        lambda xml: xml.replace(
            b'<selection pane="bottomRight"', b'<selection sqref="D5 F5:G5" pane="bottomRight"'
        ),
    )
    question, opening = pressed(book, desktop, "reminder")
    assert opening == ["opener", str(book.parent / "文书" / "提醒函_乙局_拟稿.docx")]
    assert question[-1].startswith("已写1件（拟稿），在“文书”文件夹：\n提醒函_乙局_拟稿.docx")
    assert [(row["kind"], row["rows"]) for row in rows(book, Letters)] == [("提醒函", "项目清单!B")]


def test_packages_made_by_the_macro_lie_beside_the_workbook_and_the_folder_is_opened(
    office: Path, desktop: Path
) -> None:
    question, opening = pressed(office, desktop, "split")
    assert question[-1].startswith("2022年9月：3个单位的包，新写3个，在“台账.下发/2022-09”文件夹。")
    folder = office.parent / "台账.下发" / "2022-09"
    assert opening == ["opener", str(folder)] and len(list(folder.glob("CP202209-0?_*.xlsx"))) == 3
    assert len(rows(office, Dispatches)) == 3


def test_conflicts_by_the_macro_where_nothing_waits(office: Path, desktop: Path) -> None:
    (message,) = pressed(office, desktop, "conflicts")
    assert message[:2] == ["zenity", "--info"] and message[-1] == "“冲突处理”里没有等着处理的。"


def test_a_program_not_installed_whole_says_so_and_opens_the_workbook_again(
    book: Path, desktop: Path, tmp_path: Path
) -> None:
    (tmp_path / "缺").mkdir()
    (tmp_path / "缺" / "pandas.py").write_text("raise ImportError('no', name='pandas')", encoding="utf-8")
    before = book.read_bytes()
    (message,) = pressed(book, desktop, "check", PYTHONPATH=f"{tmp_path / '缺'}")
    assert message[-1] == (
        "亮灯台账的程序没有装全（缺 pandas），这次什么都没有做。\n请重新运行安装脚本，再点一次。"
    )
    assert book.read_bytes() == before


def test_without_any_window_the_sentence_goes_to_standard_error(book: Path, tmp_path: Path) -> None:
    (tmp_path / "opener").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "opener").chmod(0o755)
    done = started(book, "help", str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("亮灯台账 · 帮助\n亮灯台账 ")
