"""A connection or a process that ends at any step: no letter twice by itself, nothing 已发 without a 250."""

from __future__ import annotations

import email
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from mail_office import MailOffice, told
from smtp_servers import Certificates, Drop, DroppingServer, MailServer
from support.packages import UNITS

SENT, UNSURE, FAILED, GENERATED, SENDING = "已发", "不确定", "失败", "已生成", "发送中"
SEED, ALL = 20221008, 10
BEFORE_THE_BODY = [drop for drop in Drop if drop is not Drop.AFTER_DOT]
OPENING = (Drop.CONNECT, Drop.EHLO, Drop.TLS, Drop.AUTH)


def identifiers(server: DroppingServer) -> Counter[str]:
    """How often each letter came whole, by its Message-ID: what the units have in their mailboxes."""
    return Counter(email.message_from_bytes(body)["Message-ID"] for body in server.taken)


@pytest.mark.parametrize("drop", BEFORE_THE_BODY)
def test_a_drop_before_the_body_is_tried_again_and_each_letter_comes_once(
    office: MailOffice, certificates: Certificates, drop: Drop, own_machine: list[float]
) -> None:
    with DroppingServer(certificates.server, drop, times=1) as server:
        office.use(server.port, certificates.authority)
        data = office.mail("--send")
        assert told(data) == dict.fromkeys(UNITS, SENT) == office.states()
        assert own_machine == [5.0]
        office.mail("--send")
    assert sorted(identifiers(server).values()) == [1, 1, 1]


@pytest.mark.parametrize("drop", BEFORE_THE_BODY)
def test_a_server_that_always_drops_before_the_body_gets_three_tries_and_nothing_is_sent(
    office: MailOffice, certificates: Certificates, drop: Drop, own_machine: list[float]
) -> None:
    before = office.path.read_bytes()
    with DroppingServer(certificates.server, drop) as server:
        office.use(server.port, certificates.authority)
        answer = office.mail("--send", code=3 if drop in OPENING else 4)
    assert server.taken == [] and own_machine == [5.0, 20.0]
    if drop in OPENING:
        assert "一封都没有寄" in answer["error"]["what"]
        assert office.path.read_bytes() == before
    else:
        assert told(answer) == {UNITS[0]: FAILED, UNITS[1]: GENERATED, UNITS[2]: GENERATED}
        assert office.states() == told(answer)
        assert answer["messages"][1]["reason"].startswith("没有寄")


def test_a_drop_after_the_final_dot_is_never_sent_again_by_itself(
    office: MailOffice, certificates: Certificates, own_machine: list[float]
) -> None:
    """The server has the letter, and nobody here can know."""
    with DroppingServer(certificates.server, Drop.AFTER_DOT, times=1) as server:
        office.use(server.port, certificates.authority)
        data = office.mail("--send", code=4)
        assert told(data) == {UNITS[0]: UNSURE, UNITS[1]: SENT, UNITS[2]: SENT} == office.states()
        assert "不会自动重寄" in data["messages"][0]["reason"] and own_machine == []
        again = office.mail("--send")
        assert again["count"] == 0 and "--again 市住建局" in again["messages"][0]["reason"]
        assert sorted(identifiers(server).values()) == [1, 1, 1]
        first = data["messages"][0]["message_id"]
        asked = office.mail("--send", "--again", "市住建局")
        assert told(asked) == {"市住建局": SENT} and asked["messages"][0]["message_id"] == first
    assert identifiers(server)[first] == 2  # a person asked for it


def test_after_two_letters_without_an_answer_the_others_wait(
    office: MailOffice, certificates: Certificates
) -> None:
    with DroppingServer(certificates.server, Drop.AFTER_DOT) as server:
        office.use(server.port, certificates.authority)
        data = office.mail("--send", code=4)
    assert told(data) == {UNITS[0]: UNSURE, UNITS[1]: UNSURE, UNITS[2]: GENERATED} == office.states()
    assert len(server.taken) == 2


def test_an_unsure_letter_that_had_to_wait_stays_unsure(
    office: MailOffice, certificates: Certificates
) -> None:
    """Asked for once more, not reached: it must not become one that the next run sends by itself."""
    with DroppingServer(certificates.server, Drop.AFTER_DOT) as server:
        office.use(server.port, certificates.authority)
        office.mail("--send", code=4)
    with DroppingServer(certificates.server, Drop.MAIL) as other:
        office.use(other.port, certificates.authority)
        data = office.mail("--send", "--again", *UNITS[:2], code=4)
    assert told(data) == {UNITS[0]: FAILED, UNITS[1]: UNSURE}
    assert office.states()[UNITS[1]] == UNSURE and len(server.taken) == 2 and other.taken == []


def rounds(make: Callable[[], MailOffice], certificates: Certificates, drop: Drop, times: int) -> None:
    """F15: drops at one step in some of the conversations, runs until nothing is left to send."""
    chance = random.Random(f"{SEED}{drop}")
    for _ in range(times):
        office = make()
        with DroppingServer(certificates.server, drop, times=chance.randint(1, 7)) as server:
            office.use(server.port, certificates.authority)
            for _ in range(4):
                office.office.desk.run("mail", office.path, "--send")
            came, rows = identifiers(server), {unit: office.row(unit) for unit in UNITS}
        assert all(count == 1 for count in came.values()), "a letter was sent twice by itself"
        for unit, row in rows.items():
            answered = [one for one in office.record(row["package"]) if one["state"] == SENT]
            assert (row["sending_state"] == SENT) == (len(answered) == 1), unit
            assert row["sending_state"] not in (SENT, UNSURE) or came[row["message_id"]] == 1
            assert drop is Drop.AFTER_DOT or row["sending_state"] != UNSURE


def test_a_round_of_drops_at_each_step(
    office: MailOffice, certificates: Certificates, counted: Callable[[str], None]
) -> None:
    counted(f"发信断线 {len(Drop)} 处 × 1 轮（全量 × {ALL} 轮），种子 {SEED}")
    fresh = anew(office)
    for drop in Drop:
        rounds(fresh, certificates, drop, 1)


@pytest.mark.torture
@pytest.mark.parametrize("drop", Drop)
def test_ten_rounds_of_drops_at_each_step(
    office: MailOffice, certificates: Certificates, drop: Drop, counted: Callable[[str], None]
) -> None:
    counted(f"发信断线 {drop} × {ALL} 轮，种子 {SEED}")
    rounds(anew(office), certificates, drop, ALL)


def anew(office: MailOffice) -> Callable[[], MailOffice]:
    """The office as it was, as often as it is asked for."""
    whole = {path: path.read_bytes() for path in office.path.parent.rglob("*") if path.is_file()}

    def fresh() -> MailOffice:
        for path in office.path.parent.rglob("寄发.jsonl"):
            path.unlink()
        for path, content in whole.items():
            path.write_bytes(content)
        return office

    return fresh


DEATHS = {
    # before any letter, when all are 发送中 on the register
    "announced": ("addin.commands.mail_sending", "_Round.deliver", "before", GENERATED, 0),
    # between the line that says so and the body
    "about to send": ("addin.exchange.mail.server", "Session._hand_over", "before", UNSURE, 0),
    # the server has said 250, nobody has written it down
    "answered": ("addin.exchange.mail.server", "Session._hand_over", "after", UNSURE, 1),
    # written down beside the package, not yet on the register
    "recorded": ("addin.commands.mail_sending", "_Round._sent", "after", SENT, 1),
}
KILLED = """
import functools, importlib, os, signal, sys
from addin.cli import main
module, name, when = sys.argv[1:4]
owner = importlib.import_module(module)
*path, last = name.split(".")
for part in path:
    owner = getattr(owner, part)
real = getattr(owner, last)
def dies(*given, **named):
    if when == "after":
        real(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, last, dies)
main(sys.argv[4:])
"""


@pytest.mark.parametrize("moment", DEATHS)
def test_a_killed_run_is_made_up_for_by_the_next_and_sends_nothing_twice(
    office: MailOffice, server: MailServer, moment: str
) -> None:
    module, name, when, after, came = DEATHS[moment]
    office.use(server.port, server.certificates.authority)
    command = [sys.executable, "-c", KILLED, module, name, when, "mail", str(office.path), "--send"]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert office.states() == dict.fromkeys(UNITS, SENDING) and len(server.received) == came
    preview = office.mail("--preview", "--send")
    assert told(preview) == {UNITS[0]: after, UNITS[1]: GENERATED, UNITS[2]: GENERATED}
    assert office.states() == dict.fromkeys(UNITS, SENDING), "a preview writes nothing"
    data = office.mail("--send")
    first = SENT if after == GENERATED else after
    assert told(data) == {UNITS[0]: first, UNITS[1]: SENT, UNITS[2]: SENT} == office.states()
    twice = Counter(email.message_from_bytes(one.content or b"")["Message-ID"] for one in server.received)
    assert set(twice.values()) == {1} and len(server.received) == came + data["count"]


def test_a_register_that_says_sending_without_a_record_is_unsure(
    office: MailOffice, server: MailServer
) -> None:
    """The workbook was carried to another machine without 台账.发件's records."""
    from support.desk import change

    from addin.schema import Dispatches

    change(office.path, Dispatches, 4, "sending_state", SENDING)
    office.use(server.port, server.certificates.authority)
    assert told(office.mail("--send"))["市住建局"] == UNSURE
    assert len(server.received) == 2


def test_an_interrupted_letter_is_unsure_and_the_others_as_they_were(
    office: MailOffice, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C while the body goes out."""

    def interrupted(*given: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("addin.exchange.mail.server.Session._hand_over", interrupted)
    office.use(server.port, server.certificates.authority)
    office.mail("--send", code=3)
    assert office.states() == {UNITS[0]: UNSURE, UNITS[1]: GENERATED, UNITS[2]: GENERATED}


def test_a_record_that_cannot_be_written_stops_before_the_body(
    office: MailOffice, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Disk full: what cannot be written down is not sent."""
    import errno

    from addin.exchange.mail.journal import SendingRecord

    add = SendingRecord.add

    def full(self: SendingRecord, now: object, state: str, *given: object) -> None:
        if state == SENDING:
            raise OSError(errno.ENOSPC, "")
        add(self, now, state, *given)  # type: ignore[arg-type]

    office.use(server.port, server.certificates.authority)
    with monkeypatch.context() as patch:
        patch.setattr(SendingRecord, "add", full)
        data = office.mail("--send", code=3)
    assert "磁盘空间不够" in data["error"]["what"] and server.received == []
    office.mail("--send")
    assert office.states() == dict.fromkeys(UNITS, SENT) and len(server.received) == 3


def test_only_one_process_sends(office: MailOffice, server: MailServer) -> None:
    office.use(server.port, server.certificates.authority)
    lock = office.path.with_name("台账.发件") / "寄发.锁"
    import json
    import socket

    holder = {"操作人": "王某", "时间": "2022-10-08 09:00", "机器": socket.gethostname(), "进程": os.getpid()}
    lock.write_text(json.dumps(holder, ensure_ascii=False), encoding="utf-8")
    assert "王某" in office.office.run("mail", "--send", code=3).said
    assert server.received == []
