"""系统对话框：what zenity and Windows are asked, and how their answers are read."""

from __future__ import annotations

import base64
import ctypes
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from support.clicks import Person, click

from addin.errors import ProgramError
from addin.ribbon import hosts, system_dialogs
from addin.ribbon.opening import open_file
from addin.ribbon.system_dialogs import Sentences, WindowsDialogs, ZenityDialogs, _run, lines_of
from addin.ribbon.wording import in_clerks_words, shortened


class Program:
    """A program that answers one thing and remembers what it was given."""

    def __init__(self, answer: str | None) -> None:
        self.answer = answer
        self.calls: list[list[str]] = []

    def __call__(self, command: Sequence[str]) -> str | None:
        self.calls.append(list(command))
        return self.answer


def test_zenity_is_asked_in_its_own_words() -> None:
    program = Program("五月\n")
    assert ZenityDialogs(program).choose("哪个月？", ["四月", "五月"], "题目") == "五月"
    assert ZenityDialogs(program).confirm("好吗？", "题目") is True
    assert program.calls[0][-3:] == ["哪个月？", "四月", "五月"]
    assert program.calls[1][-3:] == ["题目", "--text", "好吗？"]


def test_files_with_spaces_come_one_a_line() -> None:
    program = Program("/外 来/甲.xlsx\n/外来/乙.et\n")
    files = ZenityDialogs(program).choose_files("选文件", [".xlsx", ".et"])
    assert files == [Path("/外 来/甲.xlsx"), Path("/外来/乙.et")]
    assert "*.xlsx *.et" in program.calls[0]


def test_giving_up_is_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    dialogs = ZenityDialogs(Program(None))
    assert dialogs.confirm("好吗？", "题目") is False
    assert dialogs.choose("哪个月？", ["四月"], "题目") is None
    assert dialogs.choose_files("选文件", [".xlsx"]) == []
    dialogs.say("做完了。", "题目")  # zenity failed: the sentence is not lost
    assert capsys.readouterr().err == "题目\n做完了。\n"


def test_a_program_that_fails_or_is_missing_gives_no_answer() -> None:
    assert _run([sys.executable, "-c", "print('好')"]) == "好\n"
    assert _run([sys.executable, "-c", "raise SystemExit(1)"]) is None
    assert _run(["/没有/这个程序"]) is None


def test_where_there_is_no_window_sentences_are_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_dialogs.shutil, "which", lambda name: None)
    dialogs = system_dialogs.system_dialogs()
    assert isinstance(dialogs, Sentences)
    assert (dialogs.confirm("好吗？", "题目"), dialogs.choose("哪个？", ["一"], "题目")) == (False, None)
    assert dialogs.choose_files("选文件", [".xlsx"]) == []
    assert capsys.readouterr().err == "题目\n好吗？\n题目\n哪个？\n选文件\n这里没有可以选文件的窗口。\n"


def test_windows_shows_its_own_box_in_front(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[object, ...]] = []

    def box(*arguments: object) -> int:
        shown.append(arguments)
        return 6

    user = SimpleNamespace(MessageBoxW=box)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user), raising=False)
    dialogs = WindowsDialogs(Program(""))
    dialogs.say("做完了。", "题目")
    assert dialogs.confirm("好吗？", "题目") is True
    # MB_OK | MB_ICONINFORMATION, MB_YESNO | MB_ICONQUESTION, each with MB_SETFOREGROUND | MB_TOPMOST.
    assert shown == [(None, "做完了。", "题目", 0x50040), (None, "好吗？", "题目", 0x50024)]


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_windows_forms_get_and_give_chinese_as_base64() -> None:
    program = Program(packed("2022年9月"))
    assert WindowsDialogs(program).choose("哪个月？", ["2022年8月", "2022年9月"], "题目") == "2022年9月"
    command = program.calls[0]
    assert command[0] == "powershell" and command[-2] == "-EncodedCommand"
    script = base64.b64decode(command[-1]).decode("utf-16-le")
    given = json.loads(base64.b64decode(script.split("FromBase64String('")[1].split("')")[0]))
    options = ["2022年8月", "2022年9月"]
    assert given == {"text": "哪个月？", "title": "题目", "options": options, "height": 40}
    assert script.isascii()


def test_windows_file_dialog_gives_paths_or_none() -> None:
    found = WindowsDialogs(Program(packed("C:\\外来\\甲.xlsx\nC:\\外来\\乙.et"))).choose_files(
        "选", [".xlsx"]
    )
    assert [str(path) for path in found] == ["C:\\外来\\甲.xlsx", "C:\\外来\\乙.et"]
    for gave_up in ("", None):
        assert WindowsDialogs(Program(gave_up)).choose_files("选", [".xlsx"]) == []
        assert WindowsDialogs(Program(gave_up)).choose("哪个？", ["一"], "题目") is None


def test_a_file_that_nothing_opens_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANGDENG_OPEN", "/没有/这个程序")
    with pytest.raises(ProgramError) as refusal:
        open_file(tmp_path / "函.docx")
    assert str(refusal.value) == f"函.docx：没有程序能打开它。请到文件夹 {tmp_path} 里自己打开。"


def test_a_command_with_options_opens_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANGDENG_OPEN", f"cp -t '{tmp_path / 'to'}'")
    (tmp_path / "to").mkdir()
    (tmp_path / "函 一.docx").write_bytes(b"x")
    open_file(tmp_path / "函 一.docx")
    for _ in range(100):
        if (tmp_path / "to" / "函 一.docx").exists():
            return
        time.sleep(0.05)
    pytest.fail("nothing was opened")


def test_a_long_message_is_cut_between_lines_and_counts_what_is_left_out() -> None:
    lines = ["头", *(f"第{number}行" + "字" * 90 for number in range(20))]
    text = shortened(lines)
    assert len(text) <= 930
    assert text.startswith("头\n第0行") and text.endswith("…另有11行没有列出。")
    assert shortened(["长" * 1000]) == "长" * 299 + "…"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("请改正后再编号登记，或先不带 --issue 写成拟稿", "请改正后再编号登记"),
        ("请用 --year 2023，或先核对计划年度", "请结转到2023年，或先核对计划年度"),
        ("请加上 --month 2022-08", "请先把“参数”里的统计月份改成2022-08，点“重新计算”"),
        ("请检查文件夹的权限，或用 --out 换一个", "请检查文件夹的权限"),
        ("请加上 --fix，或去掉 --out", "请把这句话告诉管理员"),
        ("请用 liangdeng live 打开这份台账", "请用 liangdeng live 打开这份台账"),
        ("请先建好文件夹，或换一个位置", "请先建好文件夹，或换一个位置"),
        ("还没有并入台账。加 --apply 并入。", "还没有并入台账。"),
        ("2条列在冲突处理，选择后运行 liangdeng resolve", "2条列在冲突处理，选好后点“冲突”"),
        ("改好后再运行一次", "改好后再点“冲突”"),
        ("请先拆分，或用 --month 指定别的月份", "请先点“拆分下发”，或在功能区选别的月份"),
        ("请先用 split 拆分", "请先点“拆分下发”"),
        ("请改用 mail --drafts 写成草稿，再用平时的邮箱寄", "请改选“写成邮件草稿”，再用平时的邮箱寄"),
        ("请核对发信设置和网络后再试，或改用 --drafts 写成草稿", "请核对发信设置和网络后再试，或改选“写成邮件草稿”"),
        ("请先问对方收到没有；确实没收到再加 --again 市住建局", "请先问对方收到没有；确实没收到的，把拆分下发的包另寄给它"),
        ("怕寄错，没有寄；确实共用就加 --shared 市住建局", "怕寄错，没有寄；确实共用的，把拆分下发的包另寄给它"),
        ("已记在 台账.发件 里，下次运行 mail 会补记，不会重寄。", "已记在 台账.发件 里，下次点“发送”会补记，不会重寄。"),
        ("…共30个文件，全部见 --json。", "…共30个文件。"),
    ],
)  # fmt: skip
def test_words_of_the_command_line_become_words_of_the_buttons(said: str, told: str) -> None:
    assert in_clerks_words(said) == told


def test_the_text_over_a_list_gets_as_many_lines_as_it_needs() -> None:
    assert [
        lines_of("哪个月？", 26),
        lines_of("字" * 26, 26),
        lines_of("字" * 27, 26),
        lines_of("一\n\n二", 26),
    ] == [1, 1, 2, 3]
    program = Program(packed("乙"))
    assert WindowsDialogs(program).choose("一\n二", ["甲", "乙"], "题目") == "乙"
    script = base64.b64decode(program.calls[0][-1]).decode("utf-16-le")
    given = json.loads(base64.b64decode(script.split("FromBase64String('")[1].split("')")[0]))
    assert (given["text"], given["height"]) == ("一\r\n二", 60)


def test_in_excel_the_systems_list_is_what_a_person_chooses_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "台账.xlsx"
    book.write_bytes(b"")
    given: list[object] = []

    def attach(name: str, choose: object) -> object:
        given.append((name, choose))
        raise ProgramError("台账.xlsx", "没有在 Excel 里打开", "请先用 Excel 打开这本台账")

    monkeypatch.setattr("addin.live.excel.ExcelProgram.attach", attach)
    dialogs = ZenityDialogs(Program(None))
    with pytest.raises(ProgramError), hosts.desk_of("excel", str(book), dialogs):
        pass
    assert given == [(str(book), dialogs.choose)]


def test_in_a_checkout_help_opens_the_manual_as_a_page_for_any_browser(book: Path) -> None:
    person = click("help", book, Person(agrees=[True]))
    (page,) = person.opened
    assert page.suffix == ".html" and "按钮一览" in page.read_text(encoding="utf-8")
    assert person.boxes[0].splitlines()[1].startswith("“使用手册”里每个按钮一节：")


def test_without_a_manual_help_says_whom_to_ask(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise ProgramError("使用手册", "没有找到", "请重新安装")

    monkeypatch.setattr("addin.ribbon.view_actions.manual_file", missing)
    (text,) = click("help", book, Person()).boxes
    assert text.endswith("“使用手册”在安装包里，每个按钮一节。这台电脑上没有找到，请向管理员要一份。")
