"""联合行文、签发人、份号：what the header adds to every kind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.facts import DRAFT, ISSUED, reminder
from support.supervision_facts import light_notice, lit, review, reviewed, supervision

from docgen.blocks import JointIssuer, Layout
from docgen.documents import compose
from docgen.documents.common import number_code
from docgen.facts import Issuer

SECOND = Issuer(
    "区发改局", "甬东区发展和改革局", mark="甬东区发展和改革局文件", code="甬发改", signatory="赵某某"
)
THIRD = Issuer("区住建局")


def test_joint_issuers_follow_the_first_with_mark_and_signature() -> None:
    header = replace(ISSUED, joint=(SECOND, THIRD))
    written = compose("督办通知", supervision(lit(), header=header))
    assert written.mark == "甬东区重大项目推进工作领导小组办公室文件"
    assert written.joint == (
        JointIssuer("甬东区发展和改革局", "甬东区发展和改革局", "赵某某"),
        JointIssuer("区住建局", "区住建局"),
    )
    assert written.missing == ()


def test_the_number_of_a_joint_document_is_the_first_ones() -> None:
    header = replace(DRAFT, issuer=ISSUED.issuer, joint=(SECOND,))
    assert compose("督办通知", supervision(lit(), header=header)).number == "甬重办〔2022〕 号"


def test_joint_issuers_do_not_speak_of_our_office() -> None:
    written = compose("督办通知", supervision(lit(), header=replace(ISSUED, joint=(SECOND,))))
    text = "".join(getattr(block, "text", "") for block in written.body)
    assert "书面报送甬东区重大项目推进工作领导小组办公室；" in text and "我办" not in text


def test_a_report_upward_names_who_signed_it_of_joint_issuers_each() -> None:
    header = replace(ISSUED, issuer=replace(ISSUED.issuer, signatory="钱某某"), joint=(SECOND,))
    written = compose("复盘报告", review(reviewed(), header=header))
    assert (written.upward, written.signatory) == (True, "钱某某")
    assert [one.signatory for one in written.joint] == ["赵某某"]


def test_who_signed_a_report_upward_may_not_be_missing() -> None:
    header = replace(ISSUED, joint=(THIRD,))
    assert compose("复盘报告", review(reviewed(), header=header)).missing == (
        "区重大办签发人",
        "区住建局签发人",
    )


def test_other_documents_name_nobody_who_signed() -> None:
    written = compose("提醒函", reminder())
    assert (written.upward, written.signatory, written.joint) == (False, "", ())


@pytest.mark.parametrize(
    ("secrecy", "copy_number", "missing"),
    [
        ("秘密", None, ("份号",)),
        ("机密★1年", None, ("份号",)),
        ("绝密", "000012", ()),
        ("不公开", None, ()),
        (None, None, ()),
    ],
)
def test_a_classified_document_has_its_copies_numbered(
    secrecy: str | None, copy_number: str | None, missing: tuple[str, ...]
) -> None:
    header = replace(ISSUED, secrecy=secrecy, copy_number=copy_number)
    written = compose("提醒函", reminder(header=header))
    assert written.missing == missing
    assert written.header.copy_number == (copy_number or ("【待填：份号】" if missing else None))


def test_letters_and_forms_have_no_printing_body() -> None:
    for kind, facts in (("督办函", supervision(lit())), ("亮灯告知单", light_notice(lit()))):
        written = compose(kind, facts)
        assert (written.printed_by, written.printed_on) == ("", "")


def test_a_form_has_an_entry_number_of_its_own_and_no_document_number() -> None:
    assert number_code(ISSUED.issuer, Layout.FORM, "亮灯告知单") == "亮灯告知单"
    assert number_code(ISSUED.issuer, Layout.DOCUMENT, "督办通知") == "甬重办"
    assert number_code(ISSUED.issuer, Layout.LETTER, "督办函") == "甬重办函"
    assert number_code(replace(ISSUED.issuer, letter_code=None), Layout.LETTER, "督办函") == "甬重办"
