"""数据、研判、会商的按钮：what is asked, what is written, and the whole text of each message box."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
from support.clicks import Person, click
from support.desk import change, rows
from support.foreign import UNDER_WAY, saved

from addin.schema import Issues, LightRegister, Meetings, Parameters, Projects, Rectifications
from addin.workbook import version_store

ODD = "校核有疑点6条。"
"""What the small office's 校核清单 counts: six offices of 要素分工 that 单位名录 does not have."""


def cell(path: Path, tab: str, address: str) -> object:
    return openpyxl.load_workbook(path)[tab][address].value


def test_recalculating_counts_the_lights_and_offers_the_findings(book: Path) -> None:
    person = click("recalc", book, Person(agrees=[True]), dt.date(2022, 8, 1))
    assert person.boxes[0].splitlines()[0] == "2022-08：2个项目，绿1、黄1、红0、灰0。"
    assert person.boxes[0].endswith("\n校核有疑点6条、提示1条。\n\n要看“校核清单”吗？")
    assert person.titles == ["亮灯台账 · 重新计算"]
    assert person.went_to == ["校核清单"]
    assert {row["value"] for row in rows(book, Parameters) if row["setting"] == "统计月份"} == {
        dt.datetime(2022, 8, 1)
    }


def test_what_was_written_is_said_in_cells(book: Path) -> None:
    change(book, Projects, 4, "project_name", "甲大道")
    change(book, Projects, 5, "suggestion", "旧的")
    (text,) = click("recalc", book, Person()).boxes
    written, odd, _, question = text.splitlines()[1:]
    assert written.startswith("改了") and int(written.strip("改了格。")) >= 2
    assert (odd, question) == (ODD, "要看“校核清单”吗？")


def test_the_status_bar_tells_the_stages_and_is_given_back(book: Path) -> None:
    bar = click("recalc", book, Person()).bar
    assert bar[0] == "亮灯台账：打开并检查文件…"
    assert "亮灯台账：写回台账…" in bar
    assert bar[-1] is None


def test_checking_asks_once_and_a_no_leaves_the_person_where_they_are(book: Path) -> None:
    person = click("check", book, Person(agrees=[False]))
    assert person.boxes == [f"校核完毕，结果写在“校核清单”。\n{ODD}\n\n要看“校核清单”吗？"]
    assert person.went_to == []


def test_someone_who_looks_at_the_findings_already_is_not_asked_to_go_there(book: Path) -> None:
    person = click("check", book, Person(selects=("校核清单", 4)))
    assert person.boxes == [f"校核完毕，结果写在“校核清单”。\n{ODD}"]
    assert person.asked == 0


def test_ranking_tells_the_places_and_offers_the_sheet(book: Path) -> None:
    person = click("rank", book, Person(agrees=[True]))
    assert person.boxes == [
        "“排名榜”已重排。\n第1名 乙局 85.71分 红榜\n第2名 甲镇 55.88分 黑榜\n\n要看“排名榜”吗？"
    ]
    assert person.went_to == ["排名榜"]


def test_freezing_offers_the_months_with_reports_the_month_of_the_ledger_first(book: Path) -> None:
    person = click("freeze", book, Person(chooses="2022年8月"))
    assert person.offered == [f"2022年{month}月" for month in range(9, 0, -1)]
    assert person.boxes == [
        "给哪个月定版？定版以后，改数只记入变动清单。",
        "2022年8月的2行已定版，以后改数只记入变动清单。",
    ]
    frozen = {row["month"] for row in rows(book, LightRegister) if row["frozen"] == "是"}
    assert frozen == {dt.datetime(2022, 8, 1)}


def test_freezing_takes_the_month_of_the_ribbon_without_asking(book: Path) -> None:
    person = click("freeze", book, Person(), dt.date(2022, 7, 1))
    assert person.boxes == ["2022年7月的2行已定版，以后改数只记入变动清单。"]


def test_giving_up_a_month_writes_nothing_and_says_nothing_more(book: Path) -> None:
    before = book.read_bytes()
    assert len(click("freeze", book, Person(chooses=None)).boxes) == 1
    assert book.read_bytes() == before


def test_a_month_not_reckoned_yet_cannot_be_frozen(book: Path) -> None:
    person = click("freeze", book, Person(), dt.date(2022, 10, 1))
    assert person.boxes == [
        "月份：2022年10月在统计月份之后，还没有算。请先把“参数”里的统计月份改成这个月，点“重新计算”。"
    ]


SUGGESTED = """2022年9月督办建议：督办函2件、专项督查1件、专项整改台账1件、问题清单1件。
督办函（督查办）：
  甲镇：4项　A：红灯；A/1：逾期10天；W1：逾期18天；S1：逾期10天
  乙局：责任清单!Z1　逾期10天
专项督查（统筹办）：
  甲镇：项目清单!A　年内亮灯2次（2022年8月、9月）
专项整改台账：
  甲镇：项目清单!A　连续3个月低于进度要求（2022年7月、8月、9月）
问题清单：
  甲镇：议定事项!S1　议定事项S1列为问题W2

要把专项整改台账1件、问题清单1件写进台账吗？"""


def test_suggestions_are_shown_before_they_are_written(book: Path) -> None:
    person = click("suggest", book, Person(agrees=[True, False]))
    assert person.boxes == [
        SUGGESTED,
        f"已写入：专项整改台账1件、问题清单1件。\n{ODD}\n\n要看“校核清单”吗？",
    ]
    assert [row["code"] for row in rows(book, Rectifications)] == ["A"]
    assert [row["number"] for row in rows(book, Issues)] == ["W1", "W2"]


def test_suggestions_refused_are_not_written(book: Path) -> None:
    before = book.read_bytes()
    assert click("suggest", book, Person(agrees=[False])).boxes == [SUGGESTED]
    assert book.read_bytes() == before


def test_where_there_is_nothing_to_write_nothing_is_asked(book: Path) -> None:
    click("suggest", book, Person(agrees=[True]))
    person = click("suggest", book, Person())
    assert person.asked == 0
    assert person.boxes[0].startswith("2022年9月督办建议：督办函")
    assert "吗？" not in person.boxes[0]


def test_the_agenda_of_the_tier_that_is_selected_is_shown_then_written(book: Path) -> None:
    person = click("agenda", book, Person(selects=("会商日历", 5), agrees=[True, False]))
    assert person.boxes == [
        "半月协调，2022年10月8日：议题0件。\n\n要把这次会议和议题写进台账吗？",
        f"已写入台账：会议1次。\n{ODD}\n\n要看“校核清单”吗？",
    ]
    assert rows(book, Meetings)[2]["tier"] == "半月协调"


def test_a_meeting_that_is_registered_already_is_only_told(book: Path) -> None:
    for selects in (("会商日历", 4), ("会商会议", 5)):
        person = click("agenda", book, Person(selects=selects))
        assert person.boxes == [
            "一周例会，2022年10月12日：议题0件。\n议定事项 S1：由甲镇打通便道（未完成，逾期10天）\n"
            "会议和议题台账里都已有，没有要写入的。"
        ]
        assert person.asked == 0


def test_without_a_meeting_selected_the_tier_is_asked_for(book: Path) -> None:
    person = click("agenda", book, Person(selects=("项目清单", 4), chooses="一周例会"))
    assert person.offered == ["一周例会", "半月协调", "月度会商", "双月会商", "市级项目例会"]
    assert person.boxes[0] == "排哪个层级的会？"
    assert person.boxes[1].startswith("一周例会，2022年10月12日：")
    assert len(click("agenda", book, Person(chooses=None)).boxes) == 1


def test_an_agenda_is_of_one_meeting_and_of_one_to_come(book: Path) -> None:
    two = click("agenda", book, Person(selects=("会商日历", 4, 5)))
    assert two.boxes == ["工作表“会商日历”：选中了2行。请只选一次会议的那一行。"]
    held = click("agenda", book, Person(selects=("会商会议", 4)))
    assert held.boxes == ["会议HY-1：2022年9月28日已经开过。请选还没开的会议，或在“会商日历”选一个层级。"]
    change(book, Meetings, 5, "tier", None)
    blank = click("agenda", book, Person(selects=("会商会议", 5)))
    assert blank.boxes == ["会议HY-2：没有填好“会商层级”和“会议日期”。请先补填再点。"]


def test_rolling_over_says_what_it_will_do_and_is_done_only_after_a_yes(book: Path) -> None:
    before = book.read_bytes()
    refused = click("rollover", book, Person(agrees=[False]))
    assert book.read_bytes() == before
    assert refused.boxes == [
        "要把台账从2022年转入2023年吗？\n"
        "没填月度计划的项目，2022年的计划按线性补写；“年计划投资”清空，等填新一年的；"
        "统计月份改为2023年1月。需要退回时点“撤销”。"
    ]
    done = click("rollover", book, Person(agrees=[True]))
    assert done.boxes[1] == (
        "已结转到2023年：2022年补写月度计划2行，年计划投资已清空，请填报新一年的计划。\n需要退回时点“撤销”。"
    )
    assert {row["year_plan"] for row in rows(book, Projects)} == {None}


def foreign(folder: Path) -> Path:
    """在建项目进展情况表 with A under its code: 总投资 60000 (50000 in the ledger)."""
    head = [list(row) for row in UNDER_WAY]
    head[2][2] = "项目代码"
    return saved(folder / "外单位.xlsx", tuple(map(tuple, head)), (1, "A项目", "A", None, None, None, 60000))


def test_a_foreign_table_is_previewed_and_taken_over_after_a_yes(book: Path, tmp_path: Path) -> None:
    person = click("import", book, Person(picks=[foreign(tmp_path)], agrees=[True, False]))
    asked, preview, done = person.boxes
    assert asked == "选择外单位报来的表（.xlsx、.xlsm、.xls、.et、.ods、.csv）"
    assert preview.splitlines()[0] == (
        "外单位.xlsx（Sheet1）→ 项目清单：对上1行，新增0行，没有导入0行，改动1格。"
    )
    assert "A项目　总投资：50000 → 60000" in preview.splitlines()
    assert preview.endswith("\n\n要把这1格写进台账吗？")
    assert done.splitlines()[0] == "已写入1格，亮灯等已重算。需要退回时点“撤销”。"
    assert rows(book, Projects)[0]["total_investment"] == 60000


def test_a_preview_refused_leaves_the_ledger_as_it_was(book: Path, tmp_path: Path) -> None:
    before = book.read_bytes()
    click("import", book, Person(picks=[foreign(tmp_path)], agrees=[False]))
    assert book.read_bytes() == before


def test_a_table_with_nothing_to_take_over_is_told_without_a_question(book: Path, tmp_path: Path) -> None:
    table = saved(tmp_path / "外.xlsx", UNDER_WAY, (1, "A项目", None, None, None, None, 60000))
    person = click("import", book, Person(picks=[table]))
    assert person.asked == 0
    assert person.boxes[1].splitlines()[0].endswith("对上0行，新增0行，没有导入1行，改动0格。")
    assert person.boxes[1].splitlines()[-1] == "没有要改动的内容，台账保持原样。"


def test_no_file_chosen_is_no_import(book: Path) -> None:
    assert len(click("import", book, Person(picks=[])).boxes) == 1


def test_undo_goes_one_write_back(book: Path) -> None:
    before = book.read_bytes()
    click("freeze", book, Person(), dt.date(2022, 9, 1))
    person = click("undo", book, Person())
    (text,) = person.boxes
    assert text.startswith("已退回到 ") and text.endswith("；退回前的文件也存进了版本文件夹。")
    assert book.read_bytes() == before


def test_undo_asks_before_it_throws_away_what_a_person_typed(book: Path) -> None:
    click("freeze", book, Person(), dt.date(2022, 9, 1))
    change(book, Projects, 4, "project_name", "甲大道")
    steps = version_store.read_steps(book)
    version_store.write_steps(book, steps[:-1])  # a person typed it, no command of ours
    refused = click("undo", book, Person(agrees=[False]))
    (text,) = refused.boxes
    assert "之后有人改动过文件，撤销会丢掉这些改动：项目清单 1 处（C4）。" in text
    assert text.endswith("\n现在的内容会先另存成一个版本。\n\n仍要撤销吗？")
    assert rows(book, Projects)[0]["project_name"] == "甲大道"
    done = click("undo", book, Person(agrees=[True]))
    assert done.boxes[1].startswith("已退回到 ")
    assert rows(book, Projects)[0]["project_name"] == "A项目"


def test_undo_with_nothing_to_undo_says_so(book: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "另一处"
    fresh.mkdir()
    (fresh / "台账.xlsx").write_bytes(book.read_bytes())
    person = click("undo", fresh / "台账.xlsx", Person())
    assert person.boxes == ["台账.xlsx：没有可以撤销的写入。可在 台账.版本 里找以前的版本。"]
