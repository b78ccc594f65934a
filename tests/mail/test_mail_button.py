"""发送的按钮：who would get what, the ways there are on this machine, and what is said afterwards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest
from live_memory.memory_program import MemoryProgram
from mail_office import MailOffice
from smtp_servers import MailServer
from support.clicks import Person, click
from support.packages import UNITS

from addin.live.undo import LiveBooks
from addin.ribbon import mail_actions
from addin.schema import Dispatches, Units

IN_TIME = dt.date(2022, 9, 15)
"""Before the day on which September is to be reported."""
TO = "市住建局　u0@example.invalid\n市交通局　u1@example.invalid\n东街街道　u2@example.invalid"
WAYS = ["写成邮件草稿", "直接寄出", "写催报草稿"]


@pytest.fixture
def sending(office: MailOffice, server: MailServer) -> MailOffice:
    office.use(server.port, server.certificates.authority)
    return office


def pressed(office: MailOffice, person: Person, today: dt.date = IN_TIME) -> Person:
    return click("mail", office.path, person, today=today)


def folder(office: MailOffice, name: str = "2022-09") -> Path:
    return office.path.parent / "台账.发件" / "邮件草稿" / name


def test_with_one_way_alone_a_yes_is_asked_and_the_drafts_are_offered(office: MailOffice) -> None:
    person = pressed(office, Person(agrees=[True, True]))
    assert person.boxes == [
        f"2022年9月：要给的有3封。\n{TO}\n\n要写成邮件草稿吗？",
        "2022年9月：写了邮件草稿3封。\n双击 .eml 核对后寄出，或照各单位文件夹里的三个文件从网页邮箱寄。\n"
        "“发件回收”现在写着：已生成3家。\n\n要打开“2022-09”文件夹吗？",
    ]
    assert person.offered == [] and person.opened == [folder(office)]
    assert len(list(folder(office).glob("*.eml"))) == 3
    assert office.row(UNITS[0])["address"] == "u0@example.invalid"


def test_a_no_writes_nothing(office: MailOffice) -> None:
    before = office.path.read_bytes()
    pressed(office, Person(agrees=[False]))
    assert office.path.read_bytes() == before and not folder(office).exists()


def test_what_is_missing_is_said_before_and_after(office: MailOffice) -> None:
    office.office.type(Units, 1, email=None)
    person = pressed(office, Person(agrees=[True, False]))
    line = "市交通局：单位名录的“电子邮箱”是空的，请补上。"
    assert person.boxes[0].splitlines()[:2] == ["2022年9月：要给的有2封。", line]
    assert line in person.boxes[1].splitlines()


def test_a_shared_address_is_told_without_words_of_the_command_line(office: MailOffice) -> None:
    office.office.type(Units, 1, email="u0@example.invalid")
    (text,) = pressed(office, Person(agrees=[False])).boxes
    assert "怕寄错，没有寄；确实共用的，把拆分下发的包另寄给它。" in text
    assert "--" not in text


def test_overdue_units_can_be_reminded(office: MailOffice) -> None:
    person = pressed(office, Person(chooses="写催报草稿", agrees=[True]), dt.date(2022, 10, 20))
    assert person.offered == ["写成邮件草稿", "写催报草稿"]
    assert "过了报送截止日还没有交回的3家：市住建局、市交通局、东街街道。" in person.boxes[0].splitlines()
    assert person.boxes[0].endswith("\n怎么发？")
    assert person.boxes[1].startswith("2022年9月：写了催报草稿3封。")
    assert person.opened == [folder(office, "2022-09催报")]


def test_giving_up_at_the_list_does_nothing(office: MailOffice) -> None:
    before = office.path.read_bytes()
    assert len(pressed(office, Person(chooses=None), dt.date(2022, 10, 20)).boxes) == 1
    assert office.path.read_bytes() == before


def test_outlook_is_offered_on_windows_alone(office: MailOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_actions, "sys", SimpleNamespace(platform="win32"))
    person = pressed(office, Person(chooses="放进 Outlook 草稿箱"))
    assert person.offered == ["写成邮件草稿", "放进 Outlook 草稿箱"]
    assert person.boxes[1] == (
        "Outlook：这台电脑上不能给 Outlook 建草稿。请改选“写成邮件草稿”，再用平时的邮箱寄。"
    )


def test_letters_go_out_only_after_they_were_counted_and_agreed_to(
    sending: MailOffice, server: MailServer
) -> None:
    refused = pressed(sending, Person(chooses="直接寄出", agrees=[False]))
    assert refused.offered == ["写成邮件草稿", "直接寄出"]
    assert refused.boxes[1] == (
        f"现在就从 zdb@office.example 寄出3封真的邮件，寄出去收不回来：\n{TO}\n\n要寄出这3封吗？"
    )
    assert server.received == [] and sending.states() == dict.fromkeys(UNITS, "已生成")
    done = pressed(sending, Person(chooses="直接寄出", agrees=[True]))
    assert done.boxes[2] == "2022年9月：寄出3封。\n“发件回收”现在写着：已发3家。"
    assert len(server.received) == 3 and sending.states() == dict.fromkeys(UNITS, "已发")


def test_what_was_sent_is_not_offered_again(sending: MailOffice, server: MailServer) -> None:
    sending.mail("--send")
    person = pressed(sending, Person())
    assert person.boxes == [
        "2022年9月：要给的有0封。\n市住建局：已经寄出，不再寄。\n市交通局：已经寄出，不再寄。\n东街街道：已经寄出，不再寄。"
    ]
    assert person.asked == 0


def test_a_letter_without_an_answer_is_told_with_what_to_do(sending: MailOffice, server: MailServer) -> None:
    server.answers["DATA"] = ["250 OK", "421 4.3.2 closing"]
    person = pressed(sending, Person(chooses="直接寄出", agrees=[True]))
    states = sending.states()
    assert set(states.values()) != {"已发"}
    told = person.boxes[2]
    for unit, state in states.items():
        assert state == "已发" or any(line.startswith(f"{unit}：") for line in told.splitlines())
    assert "--" not in told and "liangdeng" not in told


def test_settings_that_are_not_whole_are_told_and_sending_is_not_offered(
    sending: MailOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIANGDENG_SMTP_PASSWORD")
    person = pressed(sending, Person(agrees=[False]))
    assert person.offered == []
    assert (
        "直接寄出的设置不全（环境变量 LIANGDENG_SMTP_PASSWORD：没有设），请管理员看一下。"
        in person.boxes[0].splitlines()
    )


def test_before_a_split_there_is_nothing_to_send(office: MailOffice) -> None:
    person = click("mail", office.path, Person(), dt.date(2022, 8, 1))
    assert person.boxes == ["发件回收：没有2022年8月的包。请先点“拆分下发”，或在功能区选别的月份。"]


# --- an open workbook ---------------------------------------------------------------------------


def on_open(program: MemoryProgram, person: Person) -> Person:
    person.is_modified = program.is_modified
    return click("mail", program.path, person, books=LiveBooks(program), today=IN_TIME)


def test_from_an_unsaved_workbook_nothing_real_is_sent(sending: MailOffice, server: MailServer) -> None:
    program = MemoryProgram(sending.path)
    program.type("项目清单", (4, 3), "改名")
    person = on_open(program, Person(chooses="直接寄出", agrees=[True]))
    assert person.boxes[1] == (
        "台账.xlsx：有没保存的改动；寄出的信收不回，台账却可能不保存就关上。请先按 Ctrl+S 保存，再点“发送”。"
    )
    assert server.received == []


def test_letters_sent_from_an_open_workbook_are_not_forgotten_where_it_is_closed_unsaved(
    sending: MailOffice, server: MailServer
) -> None:
    file = sending.path.read_bytes()
    person = on_open(MemoryProgram(sending.path), Person(chooses="直接寄出", agrees=[True]))
    assert person.boxes[2] == "2022年9月：寄出3封。\n“发件回收”现在写着：已发3家。"
    assert sending.path.read_bytes() == file
    again = MemoryProgram(sending.path)
    assert (
        on_open(again, Person()).boxes[0].startswith("2022年9月：要给的有0封。\n市住建局：已经寄出，不再寄。")
    )
    assert len(server.received) == 3


def test_drafts_of_an_open_workbook_leave_the_file_alone(office: MailOffice) -> None:
    file, program = office.path.read_bytes(), MemoryProgram(office.path)
    person = on_open(program, Person(agrees=[True, False]))
    assert person.boxes[1].startswith("2022年9月：写了邮件草稿3封。")
    cells = LiveBooks(program).open(office.path).read(Dispatches)
    assert cells is not None
    assert list(cells.values["address"]) == ["u0@example.invalid", "u1@example.invalid", "u2@example.invalid"]
    assert office.path.read_bytes() == file
