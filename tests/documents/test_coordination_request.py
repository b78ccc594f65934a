"""提请协调函。"""

from __future__ import annotations

from dataclasses import replace

from support.composition_text import composition_text
from support.facts import ISSUED, ISSUER
from support.issue_documents import coordination, issue, unknown_issue

from docgen.blocks import Composition, Heading, Layout
from docgen.documents import compose
from docgen.documents.coordination_request import title_object

OTHER = issue(
    number="WT2022-019", project="芯片封测基地项目", description="进口设备到货延期", handling=None,
    measures="协调物流专线", days_overdue=0, meeting=None, met_on=None, resolution=None,
)  # fmt: skip
UPWARD = {"upward": True, "addressee": "甬江市重点建设办公室", "tier": "市重点办", "reply_by": None}


def write(*issues: object, **changes: object) -> Composition:
    return compose("提请协调函", coordination(*issues, **changes))  # type: ignore[arg-type]


def test_a_request_to_a_body_that_is_not_superior_is_a_letter() -> None:
    written = write()
    assert (written.layout, written.upward, written.signatory) == (Layout.LETTER, False, "")
    assert (written.title, written.addressee) == (
        "关于提请协调解决区体育中心项目有关问题的函",
        "区综合督查办公室",
    )
    assert written.missing == ()


def test_a_letter_asks_and_names_the_day_for_the_answer() -> None:
    text = composition_text(write())
    assert "请于2022年10月13日前将协调意见函复我办。" in text
    assert text.count("请贵单位") == 1
    assert not any(word in text for word in ("责令", "务必", "必须"))


def test_a_request_to_a_superior_names_who_signed_and_sets_it_no_date() -> None:
    header = replace(ISSUED, issuer=replace(ISSUER, signatory="钱某"))
    written = write(header=header, **UPWARD)
    text = composition_text(written)
    assert (written.layout, written.upward, written.signatory) == (Layout.DOCUMENT, True, "钱某")
    assert written.title == "关于提请协调解决区体育中心项目有关问题的请示"
    assert written.mark.endswith("文件")
    assert "以上请示妥否，请批示。" in text
    assert "贵单位" not in text and "函" not in written.title
    assert "2022年10月13日" not in text
    assert written.note == "（联系人：王某某，电话：0574-5550123）"


def test_a_request_to_a_superior_without_a_signatory_asks_for_one() -> None:
    assert write(**UPWARD).missing == ("区重大办签发人",)


def test_one_issue_is_told_with_its_days_and_what_a_meeting_did_about_it() -> None:
    text = composition_text(write())
    assert "经一周例会研究未能解决，需提请半月协调研究解决。" in text
    assert "该问题于2022年8月25日提出，办结时限为2022年9月28日，截至2022年10月8日已逾期10天。" in text
    assert "2022年9月5日，重大项目推进一周例会对该问题作了研究。" in text


def test_a_tier_that_has_not_met_on_the_issue_is_not_said_to_have() -> None:
    text = composition_text(write(OTHER))
    assert "研究未能解决" not in text and "作了研究" not in text
    assert "芯片封测基地项目推进中有1个问题尚未解决，需提请半月协调研究解决。" in text
    assert "拟采取的措施是：协调物流专线。" in text
    assert "截至2022年10月8日尚未办结。" in text


def test_several_issues_are_numbered_under_one_heading() -> None:
    written = write(issue(), OTHER)
    headings = [block.text for block in written.body if isinstance(block, Heading)]
    assert headings == ["一、需要协调的问题", "二、有关请求"]
    text = composition_text(written)
    assert "（一）区体育中心。问题：" in text and "（二）芯片封测基地项目。问题：" in text


def test_the_title_names_the_project_or_how_many_there_are() -> None:
    without = issue(project=None)
    assert title_object([issue()]) == "区体育中心项目"
    assert title_object([issue(), OTHER, issue()]) == "区体育中心等2个项目"
    assert title_object([OTHER]) == "芯片封测基地项目"
    assert title_object([without]) == "重大项目"


def test_what_a_request_does_not_know_it_asks_for() -> None:
    written = write(unknown_issue(), addressee=None, tier=None, reply_by=None)
    number = "WT2022-099"
    assert written.missing == (
        "主送机关", "提请协调的层级", f"{number}问题描述", f"{number}责任单位", f"{number}办理情况",
        f"{number}解决建议", "反馈时限",
    )  # fmt: skip
