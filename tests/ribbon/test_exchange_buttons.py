"""发出去、收回来的按钮：packages given out, returns merged, choices applied; on a closed file."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from support.clicks import Person, click
from support.desk import change, rows
from support.packages import UNITS
from support.returns import fill

from addin.schema import Conflicts, Dispatches, Issues, MonthlyProgress, Projects

DONE = MonthlyProgress.month_done
HOUSING, TRAFFIC, STREET = UNITS
SPLIT = (
    "2022年9月：3个单位的包，新写3个，在“台账.下发/2022-09”文件夹。\n"
    "“月度进度”补上了3行待填。\n"
    "市住建局　5行\n市交通局　3行\n东街街道　3行\n\n要打开“2022-09”文件夹吗？"
)


def issued(office: Path) -> Path:
    return office.parent / "台账.下发" / "2022-09"


def package(office: Path, unit: str) -> Path:
    (path,) = issued(office).glob(f"*{unit}.xlsx")
    return path


def returned(office: Path, unit: str, name: str, *edits: tuple[type, int, object, object]) -> Path:
    """The unit's package with cells typed into it."""
    return fill(package(office, unit), office.parent / "收件" / name, edits)  # type: ignore[arg-type]


@pytest.fixture
def split(office: Path) -> Path:
    click("split", office, Person())
    return office


@pytest.fixture
def in_conflict(split: Path) -> Path:
    """市住建局 says 130, the office 125: one row on 冲突处理."""
    back = returned(split, HOUSING, "住建.xlsx", (MonthlyProgress, 0, DONE, 130.0))
    change(split, MonthlyProgress, 4, "month_done", 125.0)
    click("collect", split, Person(picks=[back], agrees=[True]))
    return split


def choose(office: Path, choice: str) -> None:
    for row in range(4, 4 + len(rows(office, Conflicts))):
        change(office, Conflicts, row, "choice", choice)


# --- 拆分下发 ------------------------------------------------------------------------------------


def test_packages_lie_beside_the_workbook_and_their_folder_is_offered(office: Path) -> None:
    person = click("split", office, Person(agrees=[True]))
    assert person.boxes == [SPLIT]
    assert person.opened == [issued(office)]
    assert sorted(path.name for path in issued(office).iterdir()) == [
        "CP202209-01_市住建局.xlsx", "CP202209-02_市交通局.xlsx", "CP202209-03_东街街道.xlsx",
    ]  # fmt: skip
    assert [row["unit"] for row in rows(office, Dispatches)] == [HOUSING, TRAFFIC, STREET]


def test_the_month_on_the_ribbon_has_a_folder_of_its_own(office: Path) -> None:
    person = click("split", office, Person(), dt.date(2022, 8, 1))
    assert person.boxes[0].startswith("2022年8月：3个单位的包，新写3个，在“台账.下发/2022-08”文件夹。")
    assert {row["period"] for row in rows(office, Dispatches)} == {"2022-08"}


def test_a_second_split_gives_the_same_packages_and_one_that_changed_anew(split: Path) -> None:
    mark = split.read_bytes()
    again = click("split", split, Person())
    assert again.boxes[0].splitlines()[:2] == [
        "2022年9月：3个单位的包，新写0个，在“台账.下发/2022-09”文件夹。",
        "其中3个单位的内容与上次发出的完全相同，给出的是原来那个包。",
    ]
    assert split.read_bytes() == mark
    change(split, Projects, 7, "remarks", "新备注")
    (text,) = click("split", split, Person()).boxes
    assert "新写1个" in text and "其中2个单位" in text
    assert "文件夹里还有1个文件不是这次的包，发的时候不要弄混：CP202209-03_东街街道.xlsx。" in text


def test_rows_that_go_to_nobody_are_named_with_what_to_do(office: Path) -> None:
    change(office, Issues, 4, "responsible_units", "没有的单位")
    change(office, Projects, 7, "responsible_units", None)
    lines = click("split", office, Person()).boxes[0].splitlines()
    place = lines.index("有2行没有发给任何单位：")
    assert "，本行没有发给任何单位。补上或改正责任单位后，再拆分一次。" in lines[place + 1]
    assert {line.split("，")[0] for line in lines[place + 1 : place + 3]} == {
        "项目清单!A7：没有牵头单位", "问题清单!A4：牵头单位“没有的单位”不在单位名录里",
    }  # fmt: skip


def test_with_nobody_to_give_anything_to_no_folder_is_offered(office: Path) -> None:
    for row in (4, 5, 6, 7):
        change(office, Projects, row, "responsible_units", None)
    change(office, Issues, 4, "responsible_units", None)
    change(office, Issues, 5, "responsible_units", None)
    from addin.schema import Milestones

    change(office, Milestones, 4, "responsible_unit", None)
    person = click("split", office, Person())
    assert person.boxes[0].startswith("2022年9月：没有一个单位有要填报的行，没有写包。")
    assert person.asked == 0


def test_a_workbook_with_unsaved_changes_is_to_be_saved_before_packages_go_out(office: Path) -> None:
    (text,) = click("split", office, Person(is_modified=True)).boxes
    assert text.splitlines()[1] == "台账还没有保存：请先按 Ctrl+S 保存，再把包发出去。"


@pytest.mark.parametrize("taken", ["台账.下发", "台账.下发/2022-09"])
def test_a_file_where_the_folder_should_be_is_said(office: Path, taken: str) -> None:
    path = office.parent / taken
    path.parent.mkdir(exist_ok=True)
    path.write_text("我的", encoding="utf-8")
    before = office.read_bytes()
    (text,) = click("split", office, Person()).boxes
    assert text == f"{path}：这是文件，不是文件夹。请换一个文件夹，或把这个文件移走。"
    assert (path.read_text(encoding="utf-8"), office.read_bytes()) == ("我的", before)


# --- 回收汇总 ------------------------------------------------------------------------------------


def test_returns_are_previewed_and_merged_after_a_yes(split: Path) -> None:
    back = returned(split, HOUSING, "住建.xlsx", (MonthlyProgress, 1, DONE, 66.5))
    person = click("collect", split, Person(picks=[back], agrees=[True, False]))
    asked, preview, done = person.boxes
    assert asked == "选择各单位交回的文件（.xlsx、.xls、.et、.ods、.csv）"
    assert preview == (
        "1个文件：要写入1格，要人处理0条。\n还没有交回的2家：市交通局、东街街道。\n住建.xlsx　市住建局：应用1。\n\n"
        "要把这1份并进台账吗？"
    )
    assert done == (
        "已并入1份：写入1格。需要退回时点“撤销”。\n还没有交回的2家：市交通局、东街街道。\n\n"
        "亮灯、校核等已重算，要看“校核清单”吗？"
    )
    (row,) = (one for one in rows(split, MonthlyProgress) if one["code"] == "A-02")
    assert row["month_done"] == 66.5


def test_returns_refused_leave_everything_as_it_was(split: Path) -> None:
    back = returned(split, HOUSING, "住建.xlsx", (MonthlyProgress, 1, DONE, 66.5))
    before = {path: path.read_bytes() for path in split.parent.rglob("*") if path.is_file()}
    click("collect", split, Person(picks=[back], agrees=[False]))
    assert {path: path.read_bytes() for path in split.parent.rglob("*") if path.is_file()} == before


def test_what_both_changed_leads_to_the_conflicts(split: Path) -> None:
    back = returned(split, HOUSING, "住建.xlsx", (MonthlyProgress, 0, DONE, 130.0))
    change(split, MonthlyProgress, 4, "month_done", 125.0)
    person = click("collect", split, Person(picks=[back], agrees=[True, True]))
    assert "住建.xlsx　市住建局：冲突1。" in person.boxes[1].splitlines()
    assert person.boxes[2].startswith("已并入1份：写入0格，1条列在“冲突处理”。")
    assert person.boxes[2].endswith("“冲突处理”里共有1条等着选。\n\n要到“冲突处理”吗？")
    assert person.went_to == ["冲突处理"]


def test_the_same_file_again_is_told_and_not_asked(in_conflict: Path) -> None:
    back = in_conflict.parent / "收件" / "住建.xlsx"
    person = click("collect", in_conflict, Person(picks=[back]))
    assert person.asked == 0
    assert person.boxes[1] == (
        "1个文件：没有新的内容，台账保持原样。\n还没有交回的2家：市交通局、东街街道。\n"
        "住建.xlsx　市住建局：以前收过，不再收。"
    )


def test_a_refused_file_keeps_no_other_back_and_is_kept_aside(split: Path) -> None:
    good = returned(split, HOUSING, "住建.xlsx", (MonthlyProgress, 1, DONE, 66.5))
    bad = good.with_name("坏.xlsx")
    bad.write_bytes(b"PK\x03\x04")
    person = click("collect", split, Person(picks=[bad, good], agrees=[True, False]))
    assert any(line.startswith("坏.xlsx：不收。") for line in person.boxes[1].splitlines())
    assert "\n不收的1个各存了一份在“台账.隔离”文件夹，旁边写着原因；原件没有动。\n" in person.boxes[2]
    assert len(list((split.parent / "台账.隔离").glob("*.隔离"))) == 1 and bad.is_file()


def test_slips_for_the_units_are_named_with_their_folder(split: Path) -> None:
    back = returned(split, HOUSING, "住建.xlsx", (MonthlyProgress, 0, DONE, "约三百"))
    person = click("collect", split, Person(picks=[back], agrees=[True, False]))
    assert "退件单1份，可以发还单位：台账.发件/CP202209-01_市住建局。" in person.boxes[2].splitlines()


def test_a_table_that_is_no_package_is_compared_and_nothing_of_it_written(split: Path) -> None:
    (split.parent / "收件").mkdir()
    back = split.parent / "收件" / "抄的.csv"
    back.write_text("项目代码,项目名称,备注\nA-01,滨江道路,另一个备注\n", encoding="utf-8-sig")
    person = click("collect", split, Person(picks=[back], agrees=[True, False]))
    lines = person.boxes[1].splitlines()
    assert lines[0] == "1个文件：要写入0格，要人处理1条。"
    assert "抄的.csv　单位不明：认不出是哪次发的，逐格待确认：待更正1。" not in lines
    assert any(line.startswith("抄的.csv　单位不明：认不出是哪次发的，逐格待确认：") for line in lines)
    assert any("只能与台账现值两方比对" in line for line in lines)


def test_a_long_list_of_returns_fits_the_box(split: Path) -> None:
    good = returned(split, HOUSING, "住建.xlsx", (MonthlyProgress, 1, DONE, 66.5))
    files = [
        Path(shutil.copy(good, good.with_name(f"住建报来的第{n}份填报表（最终稿）.xlsx"))) for n in range(30)
    ]
    person = click("collect", split, Person(picks=files))
    assert len(person.boxes[1]) < 1000
    assert person.boxes[1].startswith("30个文件：要写入1格，要人处理0条。\n还没有交回的2家")


def test_no_file_chosen_is_nothing_done(split: Path) -> None:
    assert len(click("collect", split, Person(picks=[])).boxes) == 1


# --- 冲突 ----------------------------------------------------------------------------------------


def test_without_conflicts_that_is_all_there_is_to_say(split: Path) -> None:
    before = split.read_bytes()
    assert click("conflicts", split, Person()).boxes == ["“冲突处理”里没有等着处理的。"]
    assert split.read_bytes() == before


def test_where_nobody_has_chosen_the_way_there_is_offered(in_conflict: Path) -> None:
    before = in_conflict.read_bytes()
    person = click("conflicts", in_conflict, Person(agrees=[True]))
    assert person.boxes == [
        "“冲突处理”里有1条等着处理，还没有一条选好，台账没有动。\n"
        "请在“选择”列选（采用返回值、保留现值、手工填写、退回单位），再点“冲突”。\n\n要到“冲突处理”吗？"
    ]
    assert (person.went_to, in_conflict.read_bytes()) == (["冲突处理"], before)
    assert click("conflicts", in_conflict, Person(selects=("冲突处理", 4))).asked == 0


def test_choices_are_applied_and_told(in_conflict: Path) -> None:
    choose(in_conflict, "采用返回值")
    (text,) = click("conflicts", in_conflict, Person()).boxes
    assert text == (
        "已处理1条：采用返回值1条。\n写入1格，新增0行。需要退回时点“撤销”。\n“冲突处理”里没有等着处理的了。"
    )
    assert rows(in_conflict, MonthlyProgress)[0]["month_done"] == 130.0


def test_what_is_sent_back_makes_a_slip(in_conflict: Path) -> None:
    choose(in_conflict, "退回单位")
    (text,) = click("conflicts", in_conflict, Person()).boxes
    assert text.splitlines()[:2] == [
        "已处理1条：退回单位1条。",
        "退件单1份，可以发还单位：台账.发件/CP202209-01_市住建局。",
    ]


def test_a_value_that_moved_since_is_listed_anew_and_the_person_led_there(in_conflict: Path) -> None:
    choose(in_conflict, "采用返回值")
    change(in_conflict, MonthlyProgress, 4, "month_done", 127.0)
    person = click("conflicts", in_conflict, Person(agrees=[True]))
    assert person.boxes == [
        "没有一条能照选的办。\n重新列出1条：列出以后台账又改过，请看新的值再选。\n还有1条等着处理。\n\n要到“冲突处理”吗？"
    ]
    assert rows(in_conflict, MonthlyProgress)[0]["month_done"] == 127.0


def test_a_choice_that_cannot_be_carried_out_says_why(in_conflict: Path) -> None:
    choose(in_conflict, "手工填写")
    (text,) = click("conflicts", in_conflict, Person()).boxes
    assert text.splitlines()[:2] == ["没有一条能照选的办。", "没能处理1条："]
    assert "改好后再点“冲突”。" in text


def test_a_workbook_without_the_sheet_is_told_so(split: Path) -> None:
    from support.members import rename_tab

    rename_tab(split, "冲突处理", "别的")
    change_header(split)
    assert click("conflicts", split, Person()).boxes == [
        "工作簿：没有“冲突处理”工作表。请把这张表放回工作簿再试。"
    ]


def change_header(office: Path) -> None:
    """So that the sheet is not known by its header either."""
    import openpyxl

    book = openpyxl.load_workbook(office)
    for cell in book["别的"][3]:
        cell.value = f"列{cell.column}"
    book.save(office)
