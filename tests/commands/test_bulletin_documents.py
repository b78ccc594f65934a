"""write: bulletins, notices and reports from the sample workbook, through the public command."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from support.desk import Answer, Desk, change, rows

from addin.commands.documents import press, progress_facts
from addin.schema import Letters, Organisation, Projects, Rankings, Reserve
from docgen.documents import statistics


@pytest.fixture(autouse=True)
def pages_are_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the 版记 goes is no matter here: LibreOffice need not count the pages."""
    monkeypatch.setattr(press, "find_libreoffice", lambda: None)


def words(answer: Answer, number: int = 0) -> str:
    document = docx.Document(answer.data["files"][number]["path"])
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def ranked(path: Path, period: str, sort: str = "单位") -> list[dict[str, Any]]:
    return [row for row in rows(path, Rankings) if (row["period"], row["object"]) == (period, sort)]


def test_the_months_units_are_ranked_as_on_the_sheet(desk: Desk, ledger_file: Path) -> None:
    answer = desk.run("write", ledger_file, "排名通报")
    text = words(answer)
    assert answer.data["files"][0]["rows"] == ["排名榜!2022-09/月/单位"]
    for row in ranked(ledger_file, "月"):
        assert row["object_name"] in text
        if row["score"] != "—":
            assert f"{row['score']:.2f}" in text
    assert "芦汀乡没有应计事项，不参加排名。" in text


def test_rows_choose_periods_and_each_has_its_bulletin(desk: Desk, ledger_file: Path) -> None:
    answer = desk.run(
        "write", ledger_file, "排名通报", "--rows", "2022-09/季", "年/专班", "2022-09/年/单位/云澜街道"
    )
    quarter, year = words(answer), words(answer, 1)
    assert "现将云江区2022年第三季度重大项目推进考核排名情况通报如下：" in quarter
    assert all(row["object_name"] in quarter for row in ranked(ledger_file, "季"))
    assert "现将云江区2022年度（1—9月）重大项目推进考核排名情况通报如下：" in year
    assert "云澜街道" in year and "映湖街道" not in year
    assert all(row["object_name"] in year for row in ranked(ledger_file, "年", "专班"))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2022-09/旬", "没有“2022-09/旬”"),
        ("2022-08/季", "--month 2022-08"),
        ("月/单位/没有这个单位", "没有“月/单位/没有这个单位”"),
    ],
)
def test_a_row_that_is_not_on_the_ranking_is_refused(
    desk: Desk, ledger_file: Path, row: str, said: str
) -> None:
    answer = desk.run("write", ledger_file, "排名通报", "--rows", row)
    assert answer.code == 2
    assert said in answer.data["error"]["what"] + answer.data["error"]["advice"]


def test_the_honour_list_is_praised(desk: Desk, ledger_file: Path) -> None:
    sentence = re.search("决定，对(.*)予以通报表扬", words(desk.run("write", ledger_file, "表扬通报")))
    named = set(sentence[1].split("、")) if sentence else set()
    month = [row for sort in ("单位", "项目", "专班") for row in ranked(ledger_file, "月", sort)]
    praised = {row["object_name"] for row in month if row["board"] == "红榜"}
    assert praised and named == praised


def test_a_person_is_praised_where_a_row_names_one(desk: Desk, ledger_file: Path) -> None:
    person = rows(ledger_file, Organisation)[0]
    key = f"组织架构!{person['body']}/{person['person']}"
    answer = desk.run("write", ledger_file, "表扬通报", "--rows", key)
    assert answer.data["files"][0]["rows"] == [key]
    assert f"{person['person']}同志予以通报表扬" in words(answer)
    refused = desk.run("write", ledger_file, "表扬通报", "--rows", "组织架构!没有/这个人")
    assert refused.code == 2


def test_the_last_collective_start_is_told(desk: Desk, ledger_file: Path) -> None:
    answer = desk.run("write", ledger_file, "集中开工通报")
    (code,) = [
        row["code"]
        for row in rows(ledger_file, Projects)
        if row["project_name"] == "石漾镇新型建材产业园项目"
    ]
    assert answer.data["files"][0]["rows"] == ["活动日程!HD2022-06"]
    assert "2022年6月16日集中开工项目1个，总投资26800万元" in words(answer)
    place = [row["code"] for row in rows(ledger_file, Projects)].index(code)
    change(ledger_file, Projects, 4 + place, "substantive_start", None)
    late = words(desk.run("write", ledger_file, "集中开工通报"))
    # 16 June + 2 months = 16 August; until 8 October that is 53 days.
    assert "石漾镇新型建材产业园项目（石漾镇）。应在2022年8月16日前实质性开工，已逾期53天。" in late


def test_rows_of_one_day_are_one_event(desk: Desk, ledger_file: Path) -> None:
    answer = desk.run("write", ledger_file, "集中开工通报", "--rows", "HD2022-02")
    assert answer.data["files"][0]["rows"] == ["活动日程!HD2022-01", "活动日程!HD2022-02"]
    assert desk.run("write", ledger_file, "集中开工通报", "--rows", "HD2022-03").code == 2  # 培训


def test_the_list_has_what_is_decided_and_still_in_the_pool(desk: Desk, ledger_file: Path) -> None:
    wanted = [
        row["code"]
        for row in rows(ledger_file, Reserve)
        if row["decided_on"] and not (row["left_on"] or row["converted_on"])
    ]
    answer = desk.run("write", ledger_file, "名单印发通知")
    assert answer.data["files"][0]["rows"] == [f"储备库!{code}" for code in wanted]
    assert [one["missing"] for one in answer.data["findings"]][:1] == ["批准文号"]
    assert desk.run("write", ledger_file, "名单印发通知", "--issue").code == 3


def test_a_project_that_meets_no_condition_is_pointed_out(desk: Desk, ledger_file: Path) -> None:
    code, out, _ = desk.say(
        "write", ledger_file, "名单印发通知", "--rows", "2022-330299-C0-0003", "--today", "2022-10-08"
    )
    assert code == 0
    assert "名单里有不符合申报条件的项目：青岙镇海上养殖平台项目" in out


def test_a_report_is_registered_under_its_own_name_and_takes_no_number_of_the_office(
    desk: Desk, ledger_file: Path
) -> None:
    answer = desk.run("write", ledger_file, "项目月报", "--issue")
    assert answer.code == 0, answer.said
    (entry,) = [row for row in rows(ledger_file, Letters) if row["kind"] == "项目月报"]
    assert (entry["issuer_code"], entry["state"]) == ("项目月报", "已发")
    text = words(answer)
    lights = desk.run("recalc", ledger_file).data["lights"]
    assert all(f"{label}灯{lights[label]}个" in text for label in "绿黄红")
    assert "〔2022〕" not in text.split("附件")[0]


def test_a_report_chooses_nothing_by_rows(desk: Desk, ledger_file: Path) -> None:
    assert desk.run("write", ledger_file, "项目月报", "--rows", "2022-09").code == 2


def media(answer: Answer) -> list[str]:
    with zipfile.ZipFile(answer.data["files"][0]["path"]) as package:
        return [name for name in package.namelist() if name.endswith(".png")]


@pytest.mark.parametrize(("kind", "count"), [("推进通报", 2), ("项目月报", 4)])
def test_without_a_font_charts_are_left_out_and_the_user_is_told(
    desk: Desk, ledger_file: Path, monkeypatch: pytest.MonkeyPatch, kind: str, count: int
) -> None:
    statistics.trend_pictures.cache_clear()
    statistics.ranking_picture.cache_clear()
    drawn = desk.run("write", ledger_file, kind)
    assert len(media(drawn)) in (0, count)  # none where this machine has no CJK font
    for module in (statistics, progress_facts):
        monkeypatch.setattr(module, "chart_font", lambda texts: None)
    statistics.trend_pictures.cache_clear()
    statistics.ranking_picture.cache_clear()
    code, out, _ = desk.say("write", ledger_file, kind, "--today", "2022-10-08")
    assert code == 0
    assert "没有能画图的中文字体（黑体、微软雅黑或宋体），文书里没有画图" in out
    assert not media(desk.run("write", ledger_file, kind))


def test_the_briefing_is_for_the_next_meeting_of_the_two_monthly_tier(desk: Desk, ledger_file: Path) -> None:
    answer = desk.run("write", ledger_file, "汇报材料")
    # The last was on 29 September: two months later.
    assert answer.data["files"][0]["rows"] == ["会商机制!双月会商/2022-11-29"]
    text = words(answer)
    assert "双月会商（2022年11月29日）：" in text
    assert "SX2022-014" in text


def test_a_meeting_that_is_named_brings_its_own_topics(desk: Desk, ledger_file: Path) -> None:
    text = words(desk.run("write", ledger_file, "汇报材料", "--meeting", "SY2022-05"))
    assert "扩大有效投资推进重点工作例会（2022年9月29日）：" in text
    assert "提请研究：涉铁界面协议。" in text
    assert desk.run("write", ledger_file, "汇报材料", "--meeting", "没有").code == 2
