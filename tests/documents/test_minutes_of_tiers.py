"""各层级会议的纪要：the mark, the session and the title of every tier, and what became of earlier 议定事项."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.composition_text import composition_text
from support.facts import ISSUED, ISSUER, minutes
from support.issue_documents import heard

from docgen.blocks import Composition, Heading, Table
from docgen.documents import compose
from docgen.documents.meeting_names import called_by_tier, meeting_called, minutes_mark
from docgen.documents.minutes import follow_up


def write(**changes: object) -> Composition:
    return compose("会议纪要", minutes(**changes))


@pytest.mark.parametrize(
    ("meeting", "tier", "mark"),
    [
        ("重大项目推进一周例会", "一周例会", "甬东区重大项目推进一周例会纪要"),
        ("重大项目半月协调会", "半月协调", "甬东区重大项目半月协调会纪要"),
        ("2022年第6次重大项目月度会商会议", "月度会商", "甬东区重大项目月度会商会议纪要"),
        ("扩大有效投资推进重点工作例会", "双月会商", "甬东区扩大有效投资推进重点工作例会纪要"),
        ("第三次重大项目周调度会", "周调度会", "甬东区重大项目周调度会纪要"),
        ("甬东区四大班子联席会议", "四大班子联席会议", "甬东区四大班子联席会议纪要"),
        ("滨海大道项目现场办公会", None, "甬东区重大项目现场办公会纪要"),
        ("重大项目推进会议纪要", None, "甬东区重大项目推进会议纪要"),
    ],
)
def test_the_mark_is_that_of_the_series_of_meetings(meeting: str, tier: str | None, mark: str) -> None:
    assert minutes_mark(ISSUER, meeting, tier, "甬东区") == mark


def test_without_a_region_the_mark_is_the_meetings_own() -> None:
    assert minutes_mark(ISSUER, "重大项目半月协调会", "半月协调", None) == "重大项目半月协调会纪要"


def test_an_issuers_own_mark_of_minutes_stands() -> None:
    issuer = replace(ISSUER, mark="甬东区重大项目推进工作领导小组会议纪要")
    assert minutes_mark(issuer, "重大项目半月协调会", "半月协调", "甬东区") == issuer.mark


def test_a_meeting_without_name_and_tier_bears_the_issuers_mark() -> None:
    assert minutes_mark(ISSUER, None, None, "甬东区") == "甬东区重大项目推进工作领导小组办公室会议纪要"


@pytest.mark.parametrize(
    ("tier", "called"),
    [
        ("一周例会", "一周例会"),
        ("半月协调", "半月协调会"),
        ("月度会商", "月度会商会议"),
        ("双月会商", "双月会商会议"),
        ("市级项目例会", "市级项目例会"),
        ("项目责任单位", "项目责任单位协调会"),
        ("市领导", "市领导协调会"),
        ("分管副市长", "分管副市长协调会"),
        ("周调度会", "周调度会"),
        ("四大班子联席会议", "四大班子联席会议"),
        (None, ""),
    ],
)
def test_a_meeting_without_a_name_is_called_by_its_tier(tier: str | None, called: str) -> None:
    assert called_by_tier(tier) == called
    assert meeting_called(" ", tier) == called


def test_a_session_counts_the_meeting_where_its_name_does_not() -> None:
    assert meeting_called("重大项目半月协调会", None, "2022年第17次") == "2022年第17次重大项目半月协调会"
    assert meeting_called("第17次重大项目半月协调会", None, "2022年第17次") == "第17次重大项目半月协调会"
    assert meeting_called("重大项目半月协调会", None, "17") == "重大项目半月协调会"
    assert meeting_called(None, None, "2022年第17次") == ""


def test_the_number_of_the_minutes_goes_before_the_session() -> None:
    written = write(meeting="重大项目推进一周例会", session="2022年第36次", minutes_number="第35期")
    assert (written.number, written.title) == ("第35期", "2022年第36次重大项目推进一周例会纪要")
    assert write(session=None, minutes_number="〔2022〕6号").number == "〔2022〕6号"


def test_minutes_of_an_on_site_meeting_name_it_and_its_place() -> None:
    written = write(
        meeting="滨海大道项目现场办公会", tier=None, session=None, minutes_number="第2期", place="滨海大道工地",
        region="甬东区", totals=None, lights=(),
    )  # fmt: skip
    assert (written.mark, written.title) == ("甬东区重大项目现场办公会纪要", "滨海大道项目现场办公会纪要")
    assert "在滨海大道工地主持召开滨海大道项目现场办公会，" in composition_text(written)
    assert written.missing == ()


# --- 此前议定事项 -------------------------------------------------------------------------------

FOUR = (
    heard(),
    heard("SX2022-002", days_overdue=2),
    heard("SX2022-003", done=False, days_overdue=18),
    heard("SX2022-004", done=False, due_on=None),
)


def test_earlier_resolutions_are_counted_and_listed_before_the_topics() -> None:
    written = write(heard=FOUR, totals=None, lights=())
    headings = [block.text for block in written.body if isinstance(block, Heading)]
    assert headings[:2] == ["一、此前议定事项落实情况", "二、议题研究情况"]
    assert (
        "会议听取了此前会议4项议定事项落实情况的汇报。截至会议召开时，已完成2项（其中逾期完成1项），"
        "未完成2项（其中已逾期1项）。具体情况如下："
    ) in composition_text(written)


def test_only_the_resolutions_of_this_meeting_can_be_read_back() -> None:
    tables = [block for block in write(heard=FOUR).body if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [4, 1]
    assert [bool(table.bookmarks) for table in tables] == [False, True]


def test_minutes_that_heard_nothing_earlier_do_not_speak_of_it() -> None:
    assert "此前议定事项" not in composition_text(write())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "已完成"),
        ({"days_overdue": 2, "follow_up": "变更图已送审。"}, "逾期2天完成：变更图已送审"),
        ({"done": False}, "未完成"),
        ({"done": False, "days_overdue": 8, "follow_up": "已发函催办"}, "未完成，逾期8天：已发函催办"),
    ],
)
def test_what_became_of_a_resolution_is_said_in_words(changes: dict[str, object], said: str) -> None:
    assert follow_up(heard(**changes)) == said


def test_a_resolution_without_content_or_unit_asks_for_them() -> None:
    written = write(heard=(heard("SX9", content=None, responsible=()),), header=ISSUED)
    assert written.missing == ("SX9议定内容", "SX9责任单位")
