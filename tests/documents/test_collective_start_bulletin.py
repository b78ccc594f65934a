"""集中开工通报。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from support.bulletins import COMING, EARLIER, LATE, REAL, collective_start, start

from docgen.blocks import Composition, Heading, Table
from docgen.documents import compose
from docgen.documents.collective_start import StartFacts


def write(*projects: StartFacts, **changes: object) -> Composition:
    return compose("集中开工通报", collective_start(*projects, **changes))


def body(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body)  # type: ignore[union-attr]


def rows(composition: Composition) -> tuple[tuple[str, ...], ...]:
    found = composition.attachments[0].blocks[0]
    assert isinstance(found, Table)
    return found.rows


def test_the_event_is_told_with_its_projects_and_sums() -> None:
    written = write()
    assert written.title == "关于2022年7月15日集中开工项目推进情况的通报"
    assert "2022年7月15日集中开工项目3个，总投资108000万元，年度计划投资15001.5万元（详见附件）。" in body(
        written
    )
    assert "活动情况：三季度集中开工，现场组织有序。" in body(written)
    assert written.missing == ()


def test_the_counts_add_up_to_the_projects() -> None:
    assert ("3个项目中，已实质性开工1个，未到时限1个，超过时限仍未实质性开工1个。") in body(write())
    states = [row[8] for row in rows(write())[:3]]
    assert states == ["已实质性开工", "未实质性开工，已逾期23天", "未到时限"]


def test_the_last_day_of_the_two_months_is_not_late() -> None:
    on_the_day = start("医药园", due_on=date(2022, 10, 8))
    assert "超过时限" not in body(write(on_the_day, earlier=()))
    assert "超过时限仍未实质性开工1个" in body(
        write(replace(on_the_day, due_on=date(2022, 10, 7)), earlier=())
    )


def test_late_projects_are_named_with_days_and_problems() -> None:
    assert (
        "1.储能电池项目（开发区管委会）。应在2022年9月15日前实质性开工，已逾期23天。存在问题：临时用电未接通。"
    ) in body(write())


def test_late_projects_of_earlier_events_stand_apart() -> None:
    written = write(REAL, earlier=(EARLIER,))
    parts = [block.text for block in written.body if isinstance(block, Heading) and block.level == 2]
    assert parts == ["（一）此前集中开工、至今仍未实质性开工的项目"]
    assert "2022年2月18日集中开工，应在2022年4月18日前实质性开工，已逾期173天。" in body(written)
    assert [row[1] for row in rows(written)] == ["智慧物流园", "新材料基地"]


def test_requests_are_made_of_those_they_concern() -> None:
    text = body(write(REAL, earlier=(), reply_by=None))
    assert "1个项目实现实质性开工。" in text and "限期整改" not in text and "（一）" not in text
    late = body(write(LATE, earlier=()))
    assert "于2022年10月15日前书面报送我办" in late and "按期开工" not in late and "加快建设" not in late
    assert "按期开工。尚未实质性开工项目的责任单位" in body(write(COMING, earlier=()))


def test_a_sum_is_asked_for_where_a_part_is_not_known() -> None:
    assert write(REAL, replace(COMING, total_investment=None), earlier=()).missing == ("总投资",)


def test_a_project_without_a_deadline_is_asked_for_it() -> None:
    assert write(replace(REAL, substantive_start=None, due_on=None), earlier=()).missing == (
        "智慧物流园实质性开工时限",
    )
