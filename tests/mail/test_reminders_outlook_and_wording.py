"""Reminders, drafts in Outlook (a stand-in for its COM), and the office's own words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from mail_office import MailOffice, told
from smtp_servers import MailServer
from support.desk import Desk, change
from support.packages import UNITS

from addin.exchange.mail.journal import NAME
from addin.schema import Dispatches

# --remind: the report of September 2022 was due on the 25th; `today` is 8 October.


def test_units_that_have_not_returned_their_package_are_reminded(office: MailOffice, tmp_path: Path) -> None:
    change(office.path, Dispatches, 5, "return_state", "已应用")
    change(office.path, Dispatches, 6, "return_state", "未回收")
    before = office.path.read_bytes()
    data = office.mail("--remind", "--drafts", tmp_path / "催")
    assert list(told(data)) == ["市住建局", "东街街道"]
    body = (tmp_path / "催" / "CP202209-03_东街街道" / "正文.txt").read_text(encoding="utf-8-sig")
    assert "应于2022年9月25日前交回，至今没有收到，已超过13天" in body
    assert (tmp_path / "催" / "CP202209-03_东街街道" / "CP202209-03_东街街道.xlsx").exists()
    assert office.path.read_bytes() == before, "the register keeps what it says of the package"


def test_until_the_day_has_passed_nobody_is_reminded(office: MailOffice, tmp_path: Path) -> None:
    data = office.office.run("mail", "--remind", "--drafts", tmp_path / "催", today="2022-09-25").data
    assert data["messages"] == [] and not (tmp_path / "催").exists()
    data = office.office.run("mail", "--remind", "--drafts", tmp_path / "催", today="2022-09-26").data
    assert data["count"] == 3


def test_a_unit_whose_letter_was_sent_is_reminded_too(office: MailOffice, server: MailServer) -> None:
    office.use(server.port, server.certificates.authority)
    sent = office.mail("--send")
    data = office.mail("--remind")
    assert data["count"] == 3 and data["folder"].endswith("2022-09催报")
    [path] = Path(data["folder"]).glob("CP202209-01*.eml")
    assert sent["messages"][0]["message_id"].encode() not in path.read_bytes()
    assert office.states() == dict.fromkeys(UNITS, "已发")


class FakeItem:
    """What Outlook's MailItem takes; there is no Send."""

    def __init__(self, outlook: FakeOutlook) -> None:
        self._outlook = outlook
        self.files: list[str] = []

    @property
    def Attachments(self) -> FakeItem:  # noqa: N802
        return self

    def Add(self, path: str) -> None:  # noqa: N802
        assert Path(path).is_absolute() and Path(path).is_file()
        self.files.append(path)

    def Save(self) -> None:  # noqa: N802
        if len(self._outlook.drafts) == self._outlook.fails_at:
            raise RuntimeError("(-2147467259, 'Unspecified error')")
        self._outlook.drafts.append(self)


class FakeOutlook:
    def __init__(self, fails_at: int = -1) -> None:
        self.drafts: list[Any] = []
        self.fails_at = fails_at

    def CreateItem(self, kind: int) -> FakeItem:  # noqa: N802
        assert kind == 0
        return FakeItem(self)


def com(monkeypatch: pytest.MonkeyPatch, dispatch: Any) -> None:
    """A machine with pywin32, whose Dispatch is this."""
    import types

    client = types.ModuleType("win32com.client")
    client.Dispatch = dispatch  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "win32com", types.ModuleType("win32com"))
    monkeypatch.setitem(sys.modules, "win32com.client", client)


def test_outlook_gets_a_draft_for_each_unit(office: MailOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    outlook = FakeOutlook()
    com(monkeypatch, lambda name: {"Outlook.Application": outlook}[name])
    data = office.mail("--outlook")
    assert [draft.To for draft in outlook.drafts] == [f"u{number}@example.invalid" for number in range(3)]
    assert [Path(draft.files[0]).name for draft in outlook.drafts] == [
        "CP202209-01_市住建局.xlsx", "CP202209-02_市交通局.xlsx", "CP202209-03_东街街道.xlsx",
    ]  # fmt: skip
    assert "市交通局" in outlook.drafts[1].Subject and "市交通局" in outlook.drafts[1].Body
    assert told(data) == dict.fromkeys(UNITS, "已生成") == office.states()


def test_the_new_outlook_which_takes_no_orders_is_said(
    office: MailOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(name: str) -> Any:
        raise RuntimeError("(-2147221005, 'Invalid class string')")

    com(monkeypatch, refused)
    answer = office.office.run("mail", "--outlook", code=3)
    assert "新版 Outlook" in answer.said and "--drafts" in answer.said


def test_a_machine_without_outlook_is_said(office: MailOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "win32com.client", None)
    assert "不能给 Outlook 建草稿" in office.office.run("mail", "--outlook", code=3).said


def test_outlook_failing_half_way_says_how_many_drafts_there_are(
    office: MailOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    com(monkeypatch, lambda name: FakeOutlook(fails_at=2))
    assert "已建好2封" in office.office.run("mail", "--outlook", code=3).said


OWN = "主题：{{ 单位 }}请报数\n{{ 称谓 }}：\n{% if 演示 %}\n演示\n{% endif %}\n请报{{ 期间 }}的数。\n"


def own_wording(office: MailOffice, text: str) -> None:
    folder = office.path.parent / "模板"
    folder.mkdir()
    (folder / "发件邮件.md").write_text(text, encoding="utf-8")


def test_the_offices_own_words_are_used(office: MailOffice, tmp_path: Path) -> None:
    own_wording(office, OWN)
    office.mail("--drafts", tmp_path / "草稿")
    folder = tmp_path / "草稿" / "CP202209-03_东街街道"
    body = (folder / "正文.txt").read_text(encoding="utf-8-sig")
    assert body == "云江东街街道：\n请报2022年9月的数。\n"
    assert "主题：东街街道请报数" in (folder / "收件人.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.replace("期间", "期限日"), "模板/发件邮件.md：第6行，没有“期限日”这个字段"),
        (OWN.replace("主题：", "题目："), "没有“主题：”一行"),
    ],
)
def test_a_wording_with_a_mistake_is_said_and_nothing_is_written(
    office: MailOffice, text: str, said: str
) -> None:
    own_wording(office, text)
    before = office.path.read_bytes()
    assert said in office.office.run("mail", code=3).said
    assert office.path.read_bytes() == before


def test_a_letter_with_something_to_fill_in_is_not_sent(office: MailOffice, server: MailServer) -> None:
    own_wording(office, OWN.replace("请报", "【待填：文号】请报", 1))
    office.use(server.port, server.certificates.authority)
    data = office.mail("--send", code=4)
    assert server.received == [] and "【待填：文号】" in data["messages"][0]["reason"]
    assert not list(office.path.parent.rglob(NAME))


@pytest.mark.parametrize("name", ["发件邮件", "催报邮件"])
def test_the_built_in_words_can_be_written_out_for_editing(desk: Desk, tmp_path: Path, name: str) -> None:
    answer = desk.run("wording", name, "--out", tmp_path)
    text = Path(answer.data["path"]).read_text(encoding="utf-8")
    assert answer.data["path"] == str(tmp_path / "模板" / f"{name}.md")
    assert text.startswith("{#") and "主题：" in text and "字段" in text
