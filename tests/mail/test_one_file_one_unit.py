"""A file of one unit never goes to the address of another."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from mail_office import MailOffice, told
from smtp_servers import MailServer
from support.desk import change
from support.packages import UNITS

from addin.exchange import store
from addin.schema import Dispatches, Units

OURS, THEIRS = "CP202209-01", "CP202209-02"


@pytest.fixture
def sending(office: MailOffice, server: MailServer) -> MailOffice:
    office.use(server.port, server.certificates.authority)
    return office


def kept(office: MailOffice, number: str) -> Path:
    path = store.package_file(office.path, number)
    assert path is not None
    return path


def blocked(office: MailOffice, server: MailServer, *units: str) -> dict[str, str]:
    """Reasons by unit; fails where any of these units was sent anything."""
    data = office.mail("--send", code=4)
    reasons = {one["unit"]: one["reason"] or "" for one in data["messages"]}
    addresses = {f"u{number}@example.invalid" for number, unit in enumerate(UNITS) if unit in units}
    assert addresses.isdisjoint(address for envelope in server.received for address in envelope.rcpt_tos)
    assert len(server.received) == len(UNITS) - len(units)
    assert all(reasons[unit] for unit in units)
    return reasons


def test_a_file_put_in_anothers_place_is_blocked(sending: MailOffice, server: MailServer) -> None:
    shutil.copyfile(kept(sending, THEIRS), kept(sending, OURS))
    assert "不一样" in blocked(sending, server, "市住建局")["市住建局"]


def test_even_where_every_hash_was_made_to_agree(sending: MailOffice, server: MailServer) -> None:
    """The file says itself whose it is, in four places."""
    place = kept(sending, OURS)
    shutil.copyfile(kept(sending, THEIRS), place)
    fake = hashlib.sha256(place.read_bytes()).hexdigest()
    index = place.parent / "包.json"
    index.write_text(
        json.dumps(json.loads(index.read_text("utf-8")) | {"file_sha256": fake}), encoding="utf-8"
    )
    change(sending.path, Dispatches, 4, "attachment_hash", fake)
    reason = blocked(sending, server, "市住建局")["市住建局"]
    assert "要寄给“市住建局”的文件自己写的是CP202209-02（市交通局）" in reason


def test_a_package_whose_unit_was_rewritten_is_blocked(sending: MailOffice, server: MailServer) -> None:
    index = kept(sending, OURS).parent / "包.json"
    index.write_text(
        json.dumps(json.loads(index.read_text("utf-8")) | {"unit": "市交通局"}), encoding="utf-8"
    )
    change(sending.path, Dispatches, 4, "unit", "市交通局")
    change(sending.path, Dispatches, 5, "unit", "市住建局")
    reasons = {
        one["unit"]: one["reason"] for one in sending.mail("--send", "--shared", *UNITS, code=4)["messages"]
    }
    assert "CP202209-02是“市交通局”的包" in reasons["市住建局"]
    assert "对不上" in reasons["市交通局"]
    assert [envelope.rcpt_tos for envelope in server.received] == [["u2@example.invalid"]]


def test_one_address_for_two_units_blocks_both(sending: MailOffice, server: MailServer) -> None:
    change(sending.path, Units, 4, "email", "U1@example.invalid")
    reasons = blocked(sending, server, "市住建局", "市交通局")
    assert "“市交通局”" in reasons["市住建局"] and "“市住建局”" in reasons["市交通局"]


def test_addresses_that_were_exchanged_since_the_split_are_blocked(
    sending: MailOffice, server: MailServer
) -> None:
    change(sending.path, Units, 4, "email", "u1@example.invalid")
    change(sending.path, Units, 5, "email", "u0@example.invalid")
    blocked(sending, server, "市住建局", "市交通局")


def test_units_that_really_share_an_address_are_named_by_a_person(
    sending: MailOffice, server: MailServer
) -> None:
    change(sending.path, Units, 4, "email", "u1@example.invalid")
    data = sending.mail("--send", "--shared", "市住建局", "市交通局")
    assert told(data) == dict.fromkeys(UNITS, "已发")
    assert [envelope.rcpt_tos for envelope in server.received[:2]] == [["u1@example.invalid"]] * 2


def test_a_colleague_without_the_key_can_mail_what_was_split(
    sending: MailOffice, server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANGDENG_HOME", str(tmp_path / "别人的配置"))
    sending.mail("--send")
    assert len(server.received) == 3


def test_an_altered_base_stops_the_run(sending: MailOffice, server: MailServer) -> None:
    (kept(sending, OURS).parent / "底稿.json.gz").write_bytes(b"x")
    assert "被改动过" in sending.office.run("mail", "--send", code=3).said
    assert server.received == []


def test_a_package_that_is_gone_is_said(sending: MailOffice, server: MailServer) -> None:
    shutil.rmtree(kept(sending, OURS).parent)
    assert "没有CP202209-01" in blocked(sending, server, "市住建局")["市住建局"]


def test_a_unit_that_left_the_register_is_said(sending: MailOffice, server: MailServer) -> None:
    change(sending.path, Units, 6, "unit", "西街街道")
    assert "单位名录里没有“东街街道”" in blocked(sending, server, "东街街道")["东街街道"]
