"""mail without --send: what a clerk finds in the folder, and what must never be in it."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest
from mail_office import MailOffice, told
from support.desk import change
from support.packages import UNITS

from addin.exchange import store
from addin.schema import Dispatches, Journal, Projects, Units

STEMS = ["CP202209-01_市住建局", "CP202209-02_市交通局", "CP202209-03_东街街道"]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "草稿"


def test_a_folder_and_an_eml_for_each_unit(office: MailOffice, out: Path) -> None:
    data = office.mail("--drafts", out)
    assert sorted(path.name for path in out.iterdir()) == sorted([*STEMS, *(f"{stem}.eml" for stem in STEMS)])
    assert told(data) == dict.fromkeys(UNITS, "已生成") and data["count"] == 3
    folder = out / STEMS[0]
    assert {path.name for path in folder.iterdir()} == {f"{STEMS[0]}.xlsx", "正文.txt", "收件人.txt"}
    kept = store.package_file(office.path, "CP202209-01")
    assert kept is not None and (folder / kept.name).read_bytes() == kept.read_bytes()
    addressees = (folder / "收件人.txt").read_text(encoding="utf-8-sig")
    assert addressees.splitlines() == [
        "收件人：u0@example.invalid",
        "主题：请填报2022年9月重点项目进展（CP202209-01，市住建局）",
        f"附件：{STEMS[0]}.xlsx",
    ]


def test_the_words_say_what_to_fill_in_by_when_and_whom_to_ask(office: MailOffice, out: Path) -> None:
    office.mail("--drafts", out)
    lines = (out / STEMS[0] / "正文.txt").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "云江市住建局："
    assert "请于2022年9月25日（含当日）前填好" in lines[2]
    assert [line.partition("：")[0].strip("　 ") for line in lines if line.strip("　 ")[:1].isdigit()] == [
        "1. 月度进度，2行", "2. 项目清单，2行", "3. 节点计划，1行",
    ]  # fmt: skip
    assert lines[-1] == "市重大项目办公室（施某 0000-1234567）"
    assert not any("【待填" in line or "{" in line or "\ue000" in line for line in lines)


def test_the_eml_says_the_same_as_the_folder(office: MailOffice, out: Path) -> None:
    office.mail("--drafts", out)
    for stem, number in zip(STEMS, range(3), strict=True):
        read = email.message_from_bytes((out / f"{stem}.eml").read_bytes(), policy=email.policy.default)
        assert read["To"] == f"u{number}@example.invalid" and read["X-Unsent"] == "1"
        body = read.get_body()  # type: ignore[attr-defined]
        text = (out / stem / "正文.txt").read_bytes().decode("utf-8-sig")
        assert body.get_content().split() == text.split()
        [attachment] = read.iter_attachments()  # type: ignore[attr-defined]
        assert attachment.get_content() == (out / stem / f"{stem}.xlsx").read_bytes()


def test_the_register_names_the_letter_and_stays_generated(office: MailOffice, out: Path) -> None:
    data = office.mail("--drafts", out)
    row = office.row("市住建局")
    read = email.message_from_bytes((out / f"{STEMS[0]}.eml").read_bytes())
    assert row["message_id"] == read["Message-ID"] and row["sending_state"] == "已生成"
    assert data["messages"][0]["path"] == str(out / f"{STEMS[0]}.eml")
    assert office.office.rows(Journal)[-1]["result"] == "写了3封草稿"


def test_the_same_drafts_again_change_nothing(office: MailOffice, out: Path) -> None:
    office.mail("--drafts", out)
    files = [path for path in (office.path, *out.rglob("*")) if path.is_file()]
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
    office.office.run("mail", "--drafts", out, today="2022-10-09")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files} == before
    assert not (out / "旧稿").exists()


def test_drafts_go_beside_the_workbook_where_no_folder_is_named(office: MailOffice) -> None:
    data = office.mail()
    folder = office.path.with_name("台账.发件") / "邮件草稿" / "2022-09"
    assert data["folder"] == str(folder) and len(list(folder.glob("*.eml"))) == 3
    assert [one.number for one in store.packages(office.path)] == [
        "CP202209-01",
        "CP202209-02",
        "CP202209-03",
    ]


def test_a_corrected_address_puts_the_old_draft_aside(office: MailOffice, out: Path) -> None:
    """And what somebody edited in it is kept."""
    office.mail("--drafts", out)
    edited = out / STEMS[0] / "正文.txt"
    edited.write_text("改过的正文", encoding="utf-8")
    office.office.type(Units, 0, email="new@example.invalid")
    office.mail("--drafts", out)
    assert (out / "旧稿" / STEMS[0] / "正文.txt").read_text(encoding="utf-8") == "改过的正文"
    assert b"u0@" in (out / "旧稿" / f"{STEMS[0]}.eml").read_bytes()
    new = (out / f"{STEMS[0]}.eml").read_bytes()
    assert b"new@example.invalid" in new and b"u0@" not in new


def test_a_replaced_package_leaves_no_draft_behind(office: MailOffice, out: Path, tmp_path: Path) -> None:
    office.mail("--drafts", out)
    office.office.type(Projects, 0, year_target="完成主体")
    office.office.run("split", "--out", tmp_path / "九月")
    office.mail("--drafts", out)
    assert sorted(path.name for path in out.glob("*.eml")) == [
        "CP202209-02_市交通局.eml", "CP202209-03_东街街道.eml", "CP202209-04_市住建局.eml",
    ]  # fmt: skip
    assert (out / "旧稿" / f"{STEMS[0]}.eml").exists()


@pytest.mark.parametrize(
    ("email_", "reason"),
    [
        (None, "是空的"),
        ("无", "是空的"),
        ("zhang#x.cn", "“zhang#x.cn”写法不对"),
        ("a@x.cn、b@", "“b@”写法不对"),
    ],
)
def test_a_unit_without_a_good_address_is_left_out_and_the_others_done(
    office: MailOffice, out: Path, email_: str | None, reason: str
) -> None:
    change(office.path, Units, 5, "email", email_)
    data = office.mail("--drafts", out, code=4)
    assert reason in data["messages"][1]["reason"] and data["messages"][1]["went"] is False
    assert sorted(path.name for path in out.glob("*.eml")) == [f"{STEMS[0]}.eml", f"{STEMS[2]}.eml"]


def test_one_unit_alone_by_any_of_its_names(office: MailOffice, out: Path) -> None:
    data = office.mail("--drafts", out, "--unit", "云江市交通局")
    assert list(told(data)) == ["市交通局"] and len(list(out.glob("*.eml"))) == 1


def test_a_preview_writes_nothing(office: MailOffice, out: Path) -> None:
    before = office.path.read_bytes()
    data = office.mail("--preview", "--drafts", out)
    assert data["count"] == 3 and [one["to"] for one in data["messages"]] == [
        ["u0@example.invalid"], ["u1@example.invalid"], ["u2@example.invalid"],
    ]  # fmt: skip
    assert office.path.read_bytes() == before and not out.exists()
    assert not list(office.path.parent.rglob("寄发*"))


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--unit", "市海洋局"), 2, "单位名录里没有“市海洋局”"),
        (("--month", "2022-10"), 3, "没有2022年10月的包"),
        (("--send", "--remind"), 2, "催报只写草稿"),
        (("--send", "--outlook"), 2, "--outlook"),
    ],
)
def test_wrong_use_is_said(office: MailOffice, options: tuple[str, ...], code: int, said: str) -> None:
    before = office.path.read_bytes()
    assert said in office.office.run("mail", *options, code=code).said
    assert office.path.read_bytes() == before


def test_a_workbook_never_split_is_said(office: MailOffice) -> None:
    import shutil

    shutil.rmtree(office.path.with_name("台账.发件"))
    assert "还没有拆分过" in office.office.run("mail", code=3).said


def test_a_file_in_the_folders_place_is_said(office: MailOffice, out: Path) -> None:
    out.write_text("x", encoding="utf-8")
    assert "不是文件夹" in office.office.run("mail", "--drafts", out, code=3).said


def test_a_unit_that_has_returned_its_package_gets_no_draft(office: MailOffice, out: Path) -> None:
    change(office.path, Dispatches, 4, "return_state", "已应用")
    data = office.mail("--drafts", out)
    assert data["messages"][0]["reason"] == "已经交回，不再寄" and data["count"] == 2
