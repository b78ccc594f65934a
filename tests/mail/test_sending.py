"""mail --send in a real conversation: STARTTLS, login, refusals; what the register then says."""

from __future__ import annotations

import email
import email.policy
import hashlib
from pathlib import Path

import pytest
from mail_office import PASSWORD, USER, MailOffice, told
from smtp_servers import Certificates, MailServer
from support.packages import UNITS

from addin.exchange import store
from addin.schema import Dispatches, Journal, Units
from addin.workbook.version_store import versions

SENT, UNSURE, FAILED, GENERATED = "已发", "不确定", "失败", "已生成"


@pytest.fixture
def sending(office: MailOffice, server: MailServer) -> MailOffice:
    office.use(server.port, server.certificates.authority)
    return office


def test_each_unit_gets_its_own_package(sending: MailOffice, server: MailServer) -> None:
    data = sending.mail("--send")
    assert told(data) == dict.fromkeys(UNITS, SENT)
    assert [one["to"] for one in data["messages"]] == [
        ["u0@example.invalid"], ["u1@example.invalid"], ["u2@example.invalid"],
    ]  # fmt: skip
    assert [envelope.rcpt_tos for envelope in server.received] == [one["to"] for one in data["messages"]]
    assert {envelope.mail_from for envelope in server.received} == {USER}
    for envelope, number in zip(server.received, ("CP202209-01", "CP202209-02", "CP202209-03"), strict=True):
        assert isinstance(envelope.content, bytes)
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        [attachment] = letter.iter_attachments()
        kept = store.package_file(sending.path, number)
        assert kept is not None and attachment.get_content() == kept.read_bytes()
        assert attachment.get_filename() == kept.name


def test_the_register_says_what_was_sent(sending: MailOffice, server: MailServer) -> None:
    data = sending.mail("--send")
    row = sending.row("市交通局")
    kept = store.package_file(sending.path, "CP202209-02")
    assert kept is not None
    assert row["sending_state"] == SENT
    assert row["address"] == "u1@example.invalid"
    assert row["message_id"] == data["messages"][1]["message_id"]
    assert row["attachment_hash"] == hashlib.sha256(kept.read_bytes()).hexdigest()
    content = server.received[1].content
    assert isinstance(content, bytes) and email.message_from_bytes(content)["Message-ID"] == row["message_id"]
    assert [one["state"] for one in sending.record("CP202209-02")] == [GENERATED, "发送中", SENT]
    assert sending.record("CP202209-02")[-1]["said"] == "2.0.0 queued as 4XYZ"


def test_two_saves_suffice_and_one_line_of_the_journal(sending: MailOffice) -> None:
    """So that sixty letters do not push the last thirty versions of the workbook out."""
    sending.mail("--send")
    assert [version.operation for version in versions(sending.path)] == ["拆分发件", "寄发", "寄发"]
    [_, last] = sending.office.rows(Journal)
    assert (last["operation"], last["result"], last["rows"]) == ("寄发", "已发3封", 3)


def test_a_second_run_sends_nothing(sending: MailOffice, server: MailServer) -> None:
    sending.mail("--send")
    before = sending.path.read_bytes()
    data = sending.mail("--send")
    assert data["count"] == 0 and told(data) == dict.fromkeys(UNITS, SENT)
    assert len(server.received) == 3 and sending.path.read_bytes() == before


def test_after_an_undo_nothing_is_sent_again(sending: MailOffice, server: MailServer) -> None:
    sending.mail("--send")
    sending.office.run("undo")
    sending.office.run("undo")
    assert sending.states() == dict.fromkeys(UNITS, GENERATED)
    data = sending.mail("--send")
    assert len(server.received) == 3 and data["count"] == 0
    assert sending.states() == dict.fromkeys(UNITS, SENT)


def test_a_person_may_ask_for_one_more(sending: MailOffice, server: MailServer) -> None:
    first = sending.mail("--send")["messages"][1]["message_id"]
    data = sending.mail("--send", "--again", "云江市交通局")
    assert [one["unit"] for one in data["messages"]] == ["市交通局"]
    assert len(server.received) == 4 and server.received[3].rcpt_tos == ["u1@example.invalid"]
    assert data["messages"][0]["message_id"] != first  # or a server that knows the first would drop it


def test_a_wrong_password_stops_before_anything_is_written(sending: MailOffice, server: MailServer) -> None:
    sending.use(server.port, server.certificates.authority, password="wrong-secret-42")
    before = sending.path.read_bytes()
    data = sending.mail("--send", code=3)
    assert "用户名或口令不对" in data["error"]["what"] and "535" in data["error"]["what"]
    assert len(server.logins) == 1  # more tries lock an account
    assert sending.path.read_bytes() == before and server.received == []
    assert sending.record("CP202209-01") == []


def test_a_certificate_that_nobody_vouches_for_gets_no_password(
    office: MailOffice, certificates: Certificates
) -> None:
    with MailServer(certificates, certificate=certificates.stranger) as server:
        office.use(server.port, certificates.authority)
        data = office.mail("--send", code=3)
    assert "证书不可信" in data["error"]["what"]
    assert server.logins == [] and server.received == []
    assert office.states() == dict.fromkeys(UNITS, GENERATED)


def test_a_server_without_starttls_gets_no_password(office: MailOffice, certificates: Certificates) -> None:
    with MailServer(certificates, starttls=False) as server:
        office.use(server.port, certificates.authority)
        data = office.mail("--send", code=3)
    assert "不支持加密" in data["error"]["what"]
    assert server.logins == [] and server.received == [] and server.said == []


def test_tls_from_the_first_byte_where_the_port_asks_for_it(
    office: MailOffice, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MailServer(certificates, implicit=True) as server:
        monkeypatch.setattr(
            "addin.exchange.mail.server.IMPLICIT_TLS", server.port
        )  # 465 is not ours to listen on
        office.use(server.port, certificates.authority)
        assert told(office.mail("--send")) == dict.fromkeys(UNITS, SENT)
    assert len(server.received) == 3


def test_a_plain_server_on_the_port_of_tls_gets_nothing(
    office: MailOffice, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("addin.exchange.mail.server.IMPLICIT_TLS", server.port)
    office.use(server.port, server.certificates.authority)
    assert "加密没有谈成" in office.office.run("mail", "--send", code=3).said
    assert server.logins == [] and server.said == []


def test_a_letter_larger_than_the_server_takes_is_not_begun(
    office: MailOffice, certificates: Certificates
) -> None:
    with MailServer(certificates, size=5_000) as server:
        office.use(server.port, certificates.authority)
        data = office.mail("--send", code=4)
    assert told(data) == dict.fromkeys(UNITS, FAILED)
    assert "服务器最大只收" in data["messages"][0]["reason"]
    assert server.said == [] and office.states() == dict.fromkeys(UNITS, FAILED)


def test_a_552_at_the_sender_fails_that_letter_alone(sending: MailOffice, server: MailServer) -> None:
    server.answers["MAIL"] = ["552 5.3.4 message too big"]
    data = sending.mail("--send", code=4)
    assert told(data) == {UNITS[0]: FAILED, UNITS[1]: SENT, UNITS[2]: SENT}
    assert "552" in data["messages"][0]["reason"]
    assert f"SIZE={len(server.received[0].content or b'')}" in server.said[1]


def test_one_of_two_recipients_refused_is_said(sending: MailOffice, server: MailServer) -> None:
    sending.office.type(Units, 0, email="good@a.example、gone@a.example")
    server.answers["RCPT gone@a.example"] = ["550 5.1.1 no such user"]
    data = sending.mail("--send", "--unit", "市住建局", code=4)
    [one] = data["messages"]
    assert (one["state"], one["to"]) == (SENT, ["good@a.example"])
    assert "550" in one["refused"]["gone@a.example"] and "gone@a.example" in one["reason"]
    assert server.received[0].rcpt_tos == ["good@a.example"]
    assert sending.row("市住建局")["address"] == "good@a.example"


def test_all_recipients_refused_is_a_failure(sending: MailOffice, server: MailServer) -> None:
    server.answers["RCPT u0@example.invalid"] = ["550 no such user"]
    data = sending.mail("--send", code=4)
    assert told(data) == {UNITS[0]: FAILED, UNITS[1]: SENT, UNITS[2]: SENT}
    assert len(server.received) == 2


def test_451_then_250_is_one_letter_with_the_same_message_id(
    sending: MailOffice, server: MailServer, own_machine: list[float]
) -> None:
    server.answers["RCPT"] = ["451 4.7.1 greylisted", "450 later"]
    data = sending.mail("--send", "--unit", "市住建局")
    assert told(data) == {"市住建局": SENT}
    assert own_machine == [5.0, 20.0] and len(server.received) == 1
    content = server.received[0].content
    assert isinstance(content, bytes)
    assert email.message_from_bytes(content)["Message-ID"] == sending.row("市住建局")["message_id"]


def test_451_to_the_end_is_a_failure_and_the_next_run_tries_again(
    sending: MailOffice, server: MailServer
) -> None:
    server.answers["RCPT"] = ["451 greylisted"] * 3
    first = sending.mail("--send", "--unit", "市住建局", code=4)["messages"][0]
    assert first["state"] == FAILED and "451" in first["reason"]
    again = sending.mail("--send", "--unit", "市住建局")["messages"][0]
    assert again["state"] == SENT and again["message_id"] == first["message_id"]
    assert len(server.received) == 1


def test_a_no_after_the_body_is_a_failure_that_is_not_tried_again_by_itself(
    sending: MailOffice, server: MailServer, own_machine: list[float]
) -> None:
    server.answers["DATA"] = ["452 4.3.1 no space"]
    data = sending.mail("--send", "--unit", "市住建局", code=4)
    assert told(data) == {"市住建局": FAILED} and own_machine == [] and server.received == []
    assert told(sending.mail("--send", "--unit", "市住建局")) == {"市住建局": SENT}


def test_an_answer_other_than_250_is_not_taken_for_one(sending: MailOffice, server: MailServer) -> None:
    server.answers["DATA"] = ["251 perhaps"]
    assert told(sending.mail("--send", "--unit", "市住建局", code=4)) == {"市住建局": UNSURE}
    assert sending.states()["市住建局"] == UNSURE


def test_no_trace_of_the_password_is_left(sending: MailOffice, server: MailServer, tmp_path: Path) -> None:
    """Not even where a server says back what it was told."""
    wrong = "Wrong-Secret-9"
    sending.use(server.port, server.certificates.authority, password=wrong)
    answer = sending.office.run("mail", "--send", code=3)
    assert wrong not in answer.said and wrong not in str(answer.data) and "***" in answer.said
    sending.use(server.port, server.certificates.authority)
    server.answers["RCPT"] = [f"550 you are {PASSWORD}"]
    answer = sending.office.run("mail", "--send", code=4)
    sending.mail("--drafts", tmp_path / "草稿", "--again", "市住建局")
    assert PASSWORD not in answer.said and PASSWORD not in str(answer.data)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(left) > 10
    for path in left:
        assert PASSWORD.encode() not in path.read_bytes(), path
    for path in left:
        if path.suffix == ".xlsx":
            assert PASSWORD not in _texts(path), path


def _texts(path: Path) -> str:
    import zipfile

    with zipfile.ZipFile(path) as members:
        return "".join(members.read(name).decode("utf-8", "replace") for name in members.namelist())


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"HOST": ""}, "LIANGDENG_SMTP_HOST：没有设"),
        ({"PASSWORD": ""}, "LIANGDENG_SMTP_PASSWORD：没有设"),
        ({"PORT": "abc"}, "LIANGDENG_SMTP_PORT：不是端口号"),
        ({"CA": "/nowhere.pem"}, "LIANGDENG_SMTP_CA：指的证书文件不存在"),
        ({"USER": "zdb"}, "LIANGDENG_SMTP_FROM：没有设"),
        ({"USER": "zdb", "FROM": "not an address"}, "LIANGDENG_SMTP_FROM：不是完整的邮箱地址"),
    ],
)
def test_a_missing_or_wrong_setting_is_named(
    office: MailOffice, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], said: str
) -> None:
    office.use(587, None)
    for name, value in settings.items():
        monkeypatch.setenv(f"LIANGDENG_SMTP_{name}", value)
    assert said in office.office.run("mail", "--send", code=3).said


def test_a_workbook_open_in_excel_stops_before_anything_is_sent(
    sending: MailOffice, server: MailServer
) -> None:
    sending.path.with_name(f"~${sending.path.name}").write_bytes(b"\x04user")
    sending.mail("--send", code=3)
    assert server.received == []


def test_what_could_not_be_written_into_the_workbook_is_made_up_for_later(
    sending: MailOffice, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody opens the workbook in Excel while letters are being sent."""
    mark = sending.path.with_name(f"~${sending.path.name}")
    take = MailServer.handle_DATA

    async def opened_meanwhile(self: MailServer, *given: object) -> str:
        mark.write_bytes(b"\x04user")
        return await take(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(MailServer, "handle_DATA", opened_meanwhile)
    data = sending.mail("--send", code=4)
    assert data["recorded"] is False and told(data) == dict.fromkeys(UNITS, SENT)
    assert sending.states() == dict.fromkeys(UNITS, "发送中")
    mark.unlink()
    assert sending.mail("--send")["count"] == 0
    assert sending.states() == dict.fromkeys(UNITS, SENT) and len(server.received) == 3


def test_a_workbook_that_somebody_saves_meanwhile_gets_both(
    sending: MailOffice, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = MailServer.handle_DATA

    async def typed_meanwhile(self: MailServer, *given: object) -> str:
        sending.office.type(Units, 0, liaison="王某")
        return await take(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(MailServer, "handle_DATA", typed_meanwhile)
    sending.mail("--send")
    assert sending.states() == dict.fromkeys(UNITS, SENT)
    assert sending.office.rows(Units)[0]["liaison"] == "王某"
    assert len(sending.office.rows(Dispatches)) == 3
