"""readback: a document's life: previewed, applied, changed again, returned late, resolved; and what is refused."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.minutes_desk import CONTENT, FOUR, IDS, ONE, THREE, TWO, Minutes
from support.office import Office

from addin.commands.documents import press
from addin.schema import ChangeList, Conflicts, Journal, Letters, Resolutions

OVER = "完成全部征迁"


def minutes(office: Office) -> Path:
    return office.path.parent / "纪要.docx"


def edited(office: Office, change: Callable[[Minutes], object], name: str = "改过.docx") -> Path:
    document = Minutes(minutes(office))
    change(document)
    return document.save(office.path.parent / name)


def typed(office: Office, number: str, column: str, text: str, name: str = "改过.docx") -> Path:
    return edited(office, lambda document: document.type(number, column, text), name)


def readback(office: Office, *files: Path, apply: bool = True, code: int = 0) -> dict[str, Any]:
    return office.run("readback", *files, *(["--apply"] if apply else []), code=code).data


def kinds(data: dict[str, Any]) -> dict[str, int]:
    return {kind: count for kind, count in data["counts"].items() if count and kind != "未动"}


def item(office: Office, number: str) -> dict[str, Any]:
    return office.row(Resolutions, number=number)


def place_of(office: Office, number: str) -> int:
    return [row["number"] for row in office.rows(Resolutions)].index(number)


def choose(office: Office, **cells: Any) -> dict[str, Any]:
    """On every row of 冲突处理 that waits."""
    for place, row in enumerate(office.rows(Conflicts)):
        if row["handled_at"] is None:
            office.type(Conflicts, place, **cells)
    return office.run("resolve").data


# --- preview and apply --------------------------------------------------------------------------


def test_a_preview_writes_nothing_at_all(office: Office) -> None:
    file = typed(office, ONE, "content", OVER)
    before = {path: path.read_bytes() for path in office.path.parent.rglob("*") if path.is_file()}
    data = readback(office, file, apply=False)
    assert {path: path.read_bytes() for path in office.path.parent.rglob("*") if path.is_file()} == before
    assert (kinds(data), data["applied"], data["written"]) == ({"应用": 1}, False, 1)
    assert data["documents"][0]["state"] == "待应用"
    assert data["documents"][0]["changes"] == [
        {
            "cell": "议定事项!G4",
            "field": "议定内容",
            "old": CONTENT,
            "new": OVER,
            "from": "第1个表第2行“议定内容”",
        }
    ]


def test_an_applied_change_is_logged_and_can_be_undone(office: Office) -> None:
    before = office.path.read_bytes()
    file = typed(office, ONE, "due", "2022年11月5日")
    mark = file.read_bytes()
    assert readback(office, file)["documents"][0]["state"] == "已应用"
    assert item(office, ONE)["due_on"] == dt.datetime(2022, 11, 5)
    change = office.rows(ChangeList)[-1]
    assert (change["field"], change["before"], change["after"]) == (
        "议定事项!解决时限（读回纪要FW2022-0001）", "2022-10-31", "2022-11-05",
    )  # fmt: skip
    assert office.rows(Journal)[-1]["operation"] == "读回纪要"
    assert file.read_bytes() == mark
    office.run("undo")
    assert office.path.read_bytes() == before


def test_a_text_that_looks_like_a_formula_stays_a_text(office: Office) -> None:
    readback(office, typed(office, TWO, "content", "=1+1"))
    sheet = openpyxl.load_workbook(office.path)[Resolutions.title]
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in found] == ["s"]


def test_the_same_document_again_changes_nothing(office: Office) -> None:
    file = typed(office, ONE, "content", OVER)
    readback(office, file)
    mark = office.path.read_bytes()
    again = Minutes(file).save(file.with_name("再存一次.docx"))  # other bytes, the same words
    data = readback(office, file, again)
    assert [one["state"] for one in data["documents"]] == ["已处理", "已处理"]
    assert (data["written"], data["listed"], office.path.read_bytes()) == (0, 0, mark)


# --- three ways -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "kind", "after"),
    [(None, "应用", OVER), ("台账里另有改动", "冲突", "台账里另有改动"), (OVER, "一致", OVER)],
)
def test_what_the_ledger_says_now_decides(office: Office, now: str | None, kind: str, after: str) -> None:
    if now:
        office.type(Resolutions, place_of(office, ONE), resolution=now)
    assert kinds(readback(office, typed(office, ONE, "content", OVER))) == {kind: 1}
    assert item(office, ONE)["resolution"] == after


def test_an_untouched_document_takes_back_nothing_that_changed_in_the_ledger(office: Office) -> None:
    office.type(Resolutions, place_of(office, ONE), resolution="台账里另有改动")
    assert kinds(readback(office, minutes(office))) == {}
    assert item(office, ONE)["resolution"] == "台账里另有改动"


def test_a_second_change_follows_the_first_and_an_older_copy_does_not_take_it_back(office: Office) -> None:
    readback(office, typed(office, ONE, "content", OVER))
    second = typed(office, ONE, "content", "完成全部征迁和绿化", "二次.docx")
    assert kinds(readback(office, second)) == {"二次修改": 1}
    older = typed(office, TWO, "due", "2022年12月31日", "同事的.docx")
    assert kinds(readback(office, older)) == {"应用": 1, "疑似撤回": 1}
    assert item(office, ONE)["resolution"] == "完成全部征迁和绿化"


def test_two_documents_in_one_run_see_each_other(office: Office) -> None:
    one = typed(office, ONE, "content", OVER, "一.docx")
    other = typed(office, ONE, "content", "别的改法", "二.docx")
    assert kinds(readback(office, one, other)) == {"应用": 1, "二次修改": 1}
    assert item(office, ONE)["resolution"] == "别的改法"


def test_a_row_that_left_the_ledger_is_not_put_back(office: Office) -> None:
    place = place_of(office, ONE)
    names = [column.name for column in Resolutions.columns]
    office.type(Resolutions, place, **dict.fromkeys(names))
    assert kinds(readback(office, typed(office, ONE, "content", OVER))) == {"改删冲突": 1}
    assert ONE not in [row["number"] for row in office.rows(Resolutions)]


# --- choices ----------------------------------------------------------------------------------------


def test_a_choice_on_the_sheet_of_conflicts_is_applied(office: Office) -> None:
    office.type(Resolutions, place_of(office, ONE), resolution="台账里另有改动")
    readback(office, typed(office, ONE, "content", OVER))
    row = office.rows(Conflicts)[0]
    assert (row["type"], row["sheet"], row["row_key"], row["field"]) == ("冲突", "议定事项", ONE, "议定内容")
    assert row["returned_value"] == f"{OVER}\n（会议纪要　改过.docx 第1个表第2行“议定内容”）"
    assert choose(office, choice="采用返回值")["counts"]["采用返回值"] == 1
    assert item(office, ONE)["resolution"] == OVER


def test_a_new_item_gets_its_meeting_and_the_next_number_when_it_is_accepted(office: Office) -> None:
    def add(document: Minutes) -> None:
        document.fill(document.copy_row(FOUR), "", "乙大桥", "尽快复工", "乙局", "", "2022年12月1日")

    file = edited(office, add)
    assert kinds(readback(office, file)) == {"新增待确认": 1}
    assert choose(office, choice="采用返回值")["rows_added"] == 1
    new = item(office, "HY-06-05")
    assert {name: new[name] for name in ("meeting", "code", "resolution", "responsible_units", "due_on")} == {
        "meeting": "HY-06", "code": "B", "resolution": "尽快复工", "responsible_units": "乙局",
        "due_on": dt.datetime(2022, 12, 1),
    }  # fmt: skip
    # The document comes again with another change: the new item is known by what it says.
    both = edited(office, lambda document: (add(document), document.type(ONE, "content", OVER)), "再改.docx")
    assert kinds(readback(office, both)) == {"应用": 1}


# --- which document it is -----------------------------------------------------------------------


def rewritten(office: Office) -> Path:
    """The draft written anew, over the older one; its path."""
    data = office.run("write", "会议纪要", "--meeting", "HY-06").data
    return Path(data["files"][0]["path"])


def test_an_older_draft_returned_late_is_compared_with_its_own_state(office: Office) -> None:
    late = typed(office, TWO, "due", "2022年12月31日")
    office.type(Resolutions, place_of(office, ONE), resolution="定稿前在台账里改过")
    assert rewritten(office).exists()
    assert [row["number"] for row in office.rows(Letters)] == ["FW2022-0001"]
    assert len(list((office.path.parent / "台账.发件" / "FW2022-0001").glob("底稿-*"))) == 2
    assert kinds(readback(office, late)) == {"应用": 1}
    assert item(office, ONE)["resolution"] == "定稿前在台账里改过"


def without_properties(document: Minutes) -> None:
    del document.parts["docProps/custom.xml"]
    document.replace(
        "[Content_Types].xml", lambda text: text.replace("/docProps/custom.xml", "/docProps/x.xml")
    )


def without_footers(document: Minutes) -> None:
    for name in ("odd", "even"):
        document.replace(f"word/footer_{name}.xml", lambda text: text.replace("文稿编号 FW2022-0001", ""))


@pytest.mark.parametrize("lost", ["property", "property and footer", "property, footer and bookmarks"])
def test_a_document_is_known_by_what_is_left_on_it(office: Office, lost: str) -> None:
    def change(document: Minutes) -> None:
        document.type(ONE, "content", OVER)
        without_properties(document)
        if "footer" in lost:
            without_footers(document)
        if "bookmarks" in lost:
            document.unmark(document.root)

    data = readback(office, edited(office, change))
    assert (data["documents"][0]["state"], kinds(data)) == ("已应用", {"应用": 1})


def test_a_document_whose_state_is_not_certain_is_compared_two_ways(office: Office) -> None:
    def change(document: Minutes) -> None:
        document.type(ONE, "content", OVER)
        without_properties(document)

    file = edited(office, change)
    office.type(Resolutions, place_of(office, TWO), resolution="定稿前在台账里改过")
    rewritten(office)  # now there are two states under one number
    data = readback(office, file)
    assert data["documents"][0]["state"] == "两方比对"
    assert (kinds(data), data["written"]) == ({"冲突": 2}, 0)
    assert item(office, TWO)["resolution"] == "定稿前在台账里改过"


def test_minutes_without_their_base_are_compared_two_ways(office: Office) -> None:
    shutil.rmtree(office.path.parent / "台账.发件")
    data = readback(office, typed(office, ONE, "content", OVER))
    assert (data["documents"][0]["state"], kinds(data), data["written"]) == ("两方比对", {"冲突": 1}, 0)
    assert "找不到FW2022-0001写出时的底稿" in data["findings"][0]["message"]


def test_rows_typed_since_the_last_run_get_their_ids_with_the_document(office: Office) -> None:
    for number in (THREE, FOUR):
        office.type(Resolutions, place_of(office, number), row_id=IDS[2])  # copied with its hidden id
    office.type(Resolutions, place_of(office, TWO), row_id=None)
    path = rewritten(office)
    ids = {row["number"]: row["row_id"] for row in office.rows(Resolutions)}
    assert (ids[ONE], ids[THREE], len(set(ids.values()))) == (IDS[0], IDS[2], 4)
    document = Minutes(path)
    document.type(TWO, "content", OVER)
    document.type(FOUR, "responsible", "乙局")
    assert f"cp_{ids[TWO]}_content" in document.parts["word/document.xml"].decode()
    assert kinds(readback(office, document.save(path))) == {"应用": 2}
    assert (item(office, TWO)["resolution"], item(office, FOUR)["responsible_units"]) == (OVER, "乙局")


# --- refusals -----------------------------------------------------------------------------------


def test_a_void_document_is_refused_and_the_others_are_read(office: Office) -> None:
    office.type(Letters, 0, state="作废")
    data = readback(office, minutes(office), code=4)
    assert data["documents"][0]["reason"].startswith("纪要.docx：FW2022-0001已经作废")
    assert [Path(one).name[8:] for one in data["quarantined"]] == ["_纪要.docx.隔离"]


def test_another_kind_of_document_is_refused(office: Office) -> None:
    def change(document: Minutes) -> None:
        document.replace("docProps/custom.xml", lambda text: text.replace(">会议纪要<", ">提醒函<"))

    data = readback(office, edited(office, change), apply=False, code=4)
    assert data["documents"][0]["reason"] == "改过.docx：这是提醒函，不是会议纪要。请核对文件。"


def test_a_bad_file_stops_none_of_the_others(office: Office) -> None:
    bad = office.path.parent / "坏的.docx"
    bad.write_bytes(b"PK\x03\x04")
    data = readback(office, bad, typed(office, ONE, "content", OVER), code=4)
    assert [one["state"] for one in data["documents"]] == ["已拒收", "已应用"]
    assert item(office, ONE)["resolution"] == OVER


def test_a_person_reads_what_would_change(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "find_libreoffice", lambda: None)
    file = typed(office, ONE, "content", OVER)
    code, out, _ = office.desk.say("readback", office.path, file, "--today", "2022-10-08")
    assert code == 0
    assert out.splitlines() == [
        "改过.docx　月度会商会议纪要　待应用：未动23、应用1。",
        f"  议定事项!G4　议定内容：{CONTENT} → {OVER}（第1个表第2行“议定内容”）",
        "以上是预览：写入1格，待人工处理0条，还没有并入台账。加 --apply 并入。",
        "校核：错误0条、疑点0条、提示0条。",
    ]
