"""复盘报告。"""

from __future__ import annotations

from datetime import date

import pytest
from support.supervision_facts import SUPERVISED, lit, review, reviewed

from docgen.blocks import Composition, Heading, Paragraph, Table
from docgen.documents import compose
from docgen.documents.review_report import Step, issue_counts, left_out, without_petitions


def texts(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body if isinstance(block, (Heading, Paragraph)))


def test_a_report_goes_up_and_reports() -> None:
    written = compose("复盘报告", review(reviewed()))
    assert written.upward
    assert written.addressee == "甬东区重大项目推进工作领导小组"
    assert written.title.endswith("的报告")
    assert texts(written).endswith("特此报告。")
    assert "妥否" not in texts(written) and "请批" not in texts(written)


def test_each_project_is_looked_back_on_with_figures_letters_and_talks() -> None:
    steps = (Step("约谈", date(2022, 3, 11)), Step("专项督查", date(2022, 3, 18)))
    written = texts(compose("复盘报告", review(reviewed(letters=(SUPERVISED,), steps=steps))))
    assert "（一）区体育中心项目" in written
    assert "年内8月黄灯，9月红灯。" in written
    assert (
        "督办情况：我办于2022年9月10日发出督办函（甬重办函〔2022〕3号），责任单位于2022年9月16日反馈：正在选址。"
        "2022年3月11日约谈。2022年3月18日专项督查。"
    ) in written


def test_a_letter_without_an_answer_in_time_is_said_to_have_none() -> None:
    assert "（甬统办函〔2022〕9号），责任单位到期没有反馈。" in texts(compose("复盘报告", review(reviewed())))


def test_the_table_has_a_row_a_project() -> None:
    written = compose("复盘报告", review(reviewed(), reviewed("北区中学")))
    (table,) = [block for block in written.body if isinstance(block, Table)]
    assert [row[1:5] for row in table.rows] == [
        ("区体育中心", "区住建局", "2", "8月黄灯，9月红灯"),
        ("北区中学", "区住建局", "2", "8月黄灯，9月红灯"),
    ]


def test_open_issues_are_counted_by_their_sort() -> None:
    projects = (reviewed(open_issues=("征迁", "资金")), reviewed("北区中学", open_issues=("征迁",)))
    assert issue_counts(projects) == "征迁2个、资金1个"
    without = compose("复盘报告", review(reviewed(open_issues=())))
    assert "未解决的问题" not in texts(without)


@pytest.mark.parametrize(
    ("typed", "kept", "asking"),
    [
        ("征迁未完成。请区政府批准延期。", "征迁未完成", ("请区政府批准延期",)),
        ("妥否，请批示", "", ("妥否，请批示",)),
        ("倒排工期；恳请区领导协调供电", "倒排工期", ("恳请区领导协调供电",)),
        ("正在申请用地指标，邀请专家评审", "正在申请用地指标，邀请专家评审", ()),
        (None, "", ()),
    ],
)
def test_what_asks_for_a_decision_does_not_stand_in_a_report(
    typed: str | None, kept: str, asking: tuple[str, ...]
) -> None:
    assert without_petitions(typed) == (kept, asking)


def test_what_was_left_out_can_be_told() -> None:
    one = reviewed(project=lit(problems="征迁未完成", next_steps="请区政府追加资金；倒排工期"))
    written = texts(compose("复盘报告", review(one)))
    assert "责任单位下步措施：倒排工期。" in written and "追加资金" not in written
    assert left_out((one,)) == (("区体育中心", "请区政府追加资金"),)
