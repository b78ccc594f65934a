"""文种选择：which genre a unit gets by 与本机关关系, through the public command."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from support.desk import Desk
from support.office import Office
from support.supervising_office import LADDER, opened, units, written

from addin.commands.documents import press
from addin.schema import Letters, Projects


@pytest.fixture
def office(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Words are looked at here, not pages: nothing is rendered."""
    monkeypatch.setattr(press, "find_libreoffice", lambda: None)
    return Office(desk, tmp_path / "台账.xlsx")


@pytest.mark.parametrize(
    ("relation", "asked", "kind", "told"),
    [
        ("不相隶属", "督办函", "督办函", ""),
        ("下级", "督办函", "督办通知", "甲镇是本机关的下级，督办函改为督办通知。"),
        ("下级", "督办通知", "督办通知", ""),
        ("不相隶属", "督办通知", "督办函", "甲镇是不相隶属的单位，督办通知改为督办函。"),
        (None, "督办函", "督办函", "单位名录!G4：甲镇的“与本机关关系”没有填，按督办函写"),
        (None, "督办通知", "督办通知", "单位名录!G4：甲镇的“与本机关关系”没有填，按督办通知写"),
        (None, "提醒函", "提醒函", "单位名录!G4：甲镇的“与本机关关系”没有填，按提醒函写"),
        ("不相隶属", "提醒函", "提醒函", ""),
    ],
)
def test_the_relation_decides_between_letter_and_notice(
    office: Office, relation: str | None, asked: str, kind: str, told: str
) -> None:
    opened(office, units=units(甲镇=relation))
    answer = office.run("write", asked, "--rows", "A")
    assert [file["kind"] for file in answer.data["files"]] == [kind]
    assert office.row(Letters)["kind"] == kind
    assert told in answer.said
    assert ("下级" in answer.said or "不相隶属" in answer.said) == bool(told)


def test_a_reminder_to_a_subordinate_is_set_as_a_notice_and_registered_as_a_reminder(office: Office) -> None:
    opened(office, units=units(甲镇="下级"))
    answer = office.run("write", "提醒函", "--rows", "A", "--issue")
    (file,) = answer.data["files"]
    assert (file["kind"], file["number"]) == ("提醒函", "甬统办〔2022〕1号")
    assert "甲镇是本机关的下级，提醒函按通知（文件格式）写成，发文登记仍登记为提醒函。" in answer.said
    (text,) = written(answer)
    assert "关于加快推进A项目建设的通知" in text.replace("\n", "") and "特此通知。" in text
    assert "甬东区重大项目领导小组统筹办公室文件" in text and "贵单位" not in text
    row = office.row(Letters)
    assert (row["kind"], row["issuer_code"], row["state"]) == ("提醒函", "甬统办", "已发")


def test_a_reminder_set_as_a_notice_still_counts_on_the_ladder(office: Office) -> None:
    """Unanswered by its day, the reminder calls for the next step: what a 下级 then gets is a 督办通知."""
    ladder = [LADDER[0], dict(step=2, trigger="提醒函未反馈", lower=1, kind="督办函", issuer="督查办")]
    opened(office, units=units(甲镇="下级"), ladder=ladder)
    office.run("write", "提醒函", "--rows", "A", "--issue")
    office.run("recalc", today="2022-10-20")
    row = office.row(Projects, code="A")
    assert "提醒函（甬统办〔2022〕1号）" in row["letters_sent"]
    assert row["suggestion"] == "督办通知"


@pytest.mark.parametrize("kind", ["提醒函", "督办函", "督办通知", "专项督查通知"])
def test_a_superior_is_not_written_such_a_letter(office: Office, kind: str) -> None:
    opened(office, units=units(甲镇="上级"))
    before = office.path.read_bytes()
    answer = office.run("write", kind, "--rows", "A", code=2)
    assert answer.data["error"]["where"] == "单位名录!G4"
    assert answer.data["error"]["what"] == f"甲镇是上级，不能发{kind}"
    assert "请示、报告或提请协调函" in answer.data["error"]["advice"]
    assert office.path.read_bytes() == before


def test_a_superior_among_others_is_left_out_and_told_of(office: Office) -> None:
    ladder = [dict(step=1, trigger="灯级", lower=0, kind="提醒函", issuer="统筹办")]
    opened(office, units=units(甲镇="上级"), ladder=ladder)
    answer = office.run("write", "提醒函")
    assert [file["rows"] for file in answer.data["files"]] == [["项目清单!B"]]
    assert "单位名录!G4：甲镇是上级，不能发提醒函，没有写。" in answer.said


def test_units_of_one_relation_are_told_of_in_one_sentence(office: Office) -> None:
    opened(office, units=units(甲镇=None, 乙局=None))
    answer = office.run("write", "提醒函", "--rows", "A", "B")
    assert len(answer.data["files"]) == 2
    assert answer.said.count("与本机关关系") == 1
    assert "单位名录!G4、G5：甲镇、乙局的“与本机关关系”没有填" in answer.said


def test_a_unit_that_is_not_listed_is_written_to_as_asked(office: Office) -> None:
    opened(office, units=units()[1:])
    answer = office.run("write", "督办函", "--rows", "A")
    assert [file["kind"] for file in answer.data["files"]] == ["督办函"]
    assert "单位名录：甲镇的“与本机关关系”没有填" in answer.said


def test_a_notice_of_another_kind_goes_to_units_that_are_not_below(office: Office) -> None:
    opened(office)
    answer = office.run("write", "挂牌督办通知", "--rows", "A")
    assert [file["kind"] for file in answer.data["files"]] == ["挂牌督办通知"]
    text = docx.Document(answer.data["files"][0]["path"]).paragraphs
    assert any("请贵单位由主要负责人牵头" in paragraph.text for paragraph in text)
    assert "不相隶属" not in answer.said
