"""What leaves the workbook: names only where a form or document has a place for them, phones never whole."""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from support.desk import Desk
from support.office import Office

from addin.forms import FORMS
from addin.ledger.persons import PERSONAL
from addin.schema import Issuers, Journal, Projects, Units
from workbook_templates import sample
from workbook_templates.build import build_workbook

MONTH = "2022-09"
SURELY_A_NAME = re.compile(r"[\u4e00-\u9fff]某某?")
"""The sample's persons are all called 赵某 or 赵某某; its invented companies 某…企业."""

FORMS_WITH_NAMES = {
    "前期项目谋划表": "项目单位联系人及电话",
    "新建（竣工）项目情况表": "项目单位联系人及电话",
    "在建项目进展情况表": "首席服务员、责任人、项目单位联系人及电话",
    **{f"实地查看情况表3-{number}": "查看人" for number in range(1, 8)},
}
"""The columns of each form that name persons; the other forms name nobody."""

DOCUMENTS_WITH_NAMES = {"通报": False, "提醒函": True, "会议纪要": True}
"""A letter gives the office's 联系人, minutes who was there; a bulletin names nobody."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("脱敏") / "台账.xlsx"
    tables = sample.tables()
    projects = [dict(row) for row in tables[Projects]]
    for number, row in enumerate(projects):
        row["contact"] = f"赵某 1381234{number:04d}、0374-29{number:05d}"
        row["remarks"] = f"联系赵某１３９５５５５{number:04d}"
    build_workbook(path, {**tables, Projects: projects}, sample.settings())
    return path


@pytest.fixture
def office(capsys: pytest.CaptureFixture[str], book: Path) -> Office:
    return Office(Desk(capsys), book)


def text_of(path: Path) -> str:
    """All that stands in a file, unzipped, without the marks of XML."""
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]*>", "\n", "\n".join(parts))


def phones(book: Path) -> set[str]:
    """The persons' phones of the ledger, as their digits; the offices' own are not persons'."""
    tables = sample.tables()
    listed = [str(row["phone"]) for row in tables[Units]]
    listed += [f"1381234{number:04d}" for number in range(len(tables[Projects]))]
    listed += [f"037429{number:05d}" for number in range(len(tables[Projects]))]
    return {re.sub(r"\D", "", phone) for phone in listed}


def whole_phones(text: str, book: Path) -> list[str]:
    digits = re.sub(r"[ \-]", "", text)
    found = re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", digits)
    return found + [phone for phone in phones(book) if re.search(rf"(?<!\d){phone}(?!\d)", digits)]


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_holds_no_whole_phone_and_names_only_where_it_has_a_column(
    office: Office, form: str, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"表{ending}"
    answer = office.run("export", form, "--month", MONTH, "--out", path)
    text = text_of(path)
    assert whole_phones(text, office.path) == []
    names = [name for name in SURELY_A_NAME.findall(text) if name[0] != "某"]
    has_rows = answer.data["rows"] > 0
    assert bool(names) == (form in FORMS_WITH_NAMES and has_rows), names
    assert not SURELY_A_NAME.search(json.dumps(answer.data["findings"], ensure_ascii=False))


@pytest.mark.parametrize(("kind", "named"), DOCUMENTS_WITH_NAMES.items())
def test_a_document_holds_no_personal_phone_and_names_only_where_it_must(
    office: Office, kind: str, named: bool, tmp_path: Path
) -> None:
    answer = office.run("write", kind, "--month", MONTH, "--out", tmp_path)
    for file in answer.data["files"]:
        text = text_of(Path(file["path"]))
        assert whole_phones(text, office.path) == []
        assert bool(SURELY_A_NAME.search(text)) == named
        assert "批准人：" not in text
    assert not SURELY_A_NAME.search(json.dumps(answer.data, ensure_ascii=False))


def test_what_is_typed_in_free_text_is_masked_in_a_letter_but_the_office_s_own_phone_stands(
    office: Office, tmp_path: Path
) -> None:
    office.path = tmp_path / "台账.xlsx"
    office.opens(
        settings={"home_issuer": "大项目统筹办"},
        issuers=[
            {
                Issuers.short_name.name: "大项目统筹办",
                "full_name": "统筹办公室",
                "signature": "统筹办公室",
                "phone": "0374-2900000",
                "contact": "钱某",
            }
        ],
        projects=[
            dict(code="A", project_name="甲项目", stage="在建", responsible_units="甲镇", year_plan=12000, total_investment=50000)
        ],
        monthly_progress=[
            dict(code="A", month=dt.date(2022, month, 1), month_done=1, problems="请联系李某13812345678")
            for month in range(1, 10)
        ],
    )  # fmt: skip
    answer = office.run("write", "提醒函", "--month", MONTH, "--unit", "甲镇")
    text = text_of(Path(answer.data["files"][0]["path"]))
    assert "138****5678" in text.replace("\n", "")
    assert "13812345678" not in text.replace("\n", "")
    assert "0374-2900000" in text.replace("\n", "")


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
@pytest.mark.parametrize(("masked", "contact"), [("否", "赵某 13812345678"), ("是", "赵某 138****5678")])
def test_phones_are_left_whole_where_the_office_says_so(
    office: Office, tmp_path: Path, ending: str, masked: str, contact: str
) -> None:
    office.path = tmp_path / "台账.xlsx"
    office.opens(
        settings={"mask_phones": masked},
        projects=[dict(code="A", project_name="甲项目", stage="在建", contact="赵某 13812345678")],
    )
    path = tmp_path / f"表{ending}"
    office.run("export", "在建项目进展情况表", "--month", MONTH, "--out", path)
    assert contact in text_of(path)


def test_a_word_form_says_nothing_of_the_machine_or_of_who_wrote_it(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    office.run("export", "议题申请表", "--month", MONTH, "--out", path)
    with zipfile.ZipFile(path) as package:
        properties = package.read("docProps/core.xml").decode() + package.read("docProps/custom.xml").decode()
        assert "word/comments.xml" not in package.namelist()
    told = [text for text in re.findall(r">([^<>]+)<", properties) if text.strip()]
    dated = [
        text for text in told if re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", text)
    ]  # the day, not the hour
    assert len(dated) == 2
    others = [text for text in told if text not in dated]
    assert others == ["定期性会商议题申请表", "议题申请表", "zh-CN", "议题申请表"]


def test_the_findings_as_json_and_the_journal_name_nobody(office: Office, tmp_path: Path) -> None:
    office.path = tmp_path / "台账.xlsx"
    office.opens(
        projects=[
            dict(code="A", project_name="甲项目", stage="在建", service_officer="赵某、钱某", contact="赵某 13812345678", total_investment="赵某13812345678")
        ]
    )  # fmt: skip
    told: list[dict[str, Any]] = office.run("check", "--month", MONTH).data["findings"]
    officer = [one for one in told if "首席服务员" in one["message"]]
    assert all(one["value"] is None for one in officer)
    assert "13812345678" not in json.dumps([one["value"] for one in told])
    for row in office.rows(Journal):
        assert not SURELY_A_NAME.search(f"{row['operation']}{row['result']}")


def test_every_personal_column_is_one_of_its_own_sheet() -> None:
    for sheet, columns in PERSONAL.items():
        assert all(column in sheet.columns for column in columns)
