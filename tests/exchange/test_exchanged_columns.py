"""What may leave the workbook: the one list, and the names by which its columns are known again."""

from __future__ import annotations

import pytest
from support.ledgers import SHEET_OF_TABLE

from addin.exchange.exchanged import EXCHANGED, Exchanged, column_id, column_of, exchanged
from addin.ledger.persons import PERSONAL
from addin.schema import LEDGER_SHEETS, MonthlyProgress, Needs, Owner, Projects, Sheet

SHEETS = [one.sheet for one in EXCHANGED]


def test_every_sheet_that_units_report_on_is_sent_and_no_other() -> None:
    reported = {sheet for sheet in LEDGER_SHEETS if any(c.owner is Owner.UNIT for c in sheet.columns)}
    assert set(SHEETS) == reported
    assert len(SHEETS) == len(reported)


@pytest.mark.parametrize("one", EXCHANGED, ids=lambda one: one.sheet.title)
def test_a_sheet_is_sent_with_its_keys_and_all_its_reported_columns(one: Exchanged) -> None:
    names = [column.name for column in one.columns]
    assert names[0] == "row_id"
    assert len(names) == len(set(names))
    assert {c.name for c in one.sheet.columns if c.key or c.owner is Owner.UNIT} <= set(names)


@pytest.mark.parametrize("one", EXCHANGED, ids=lambda one: one.sheet.title)
def test_nothing_computed_is_sent_but_the_projects_name(one: Exchanged) -> None:
    assert {c.name for c in one.columns if c.computed} <= {"row_id", "project_name"}


@pytest.mark.parametrize("one", EXCHANGED, ids=lambda one: one.sheet.title)
def test_no_person_of_the_office_and_no_other_unit_is_sent(one: Exchanged) -> None:
    """Persons that the unit itself reports (填报人, 联系人及电话) are its own."""
    given = [c for c in one.columns if c.owner is Owner.OFFICE]
    assert not [c.title for c in given if any(c is person for person in PERSONAL.get(one.sheet, ()))]
    assert not [c.title for c in given if c.refers_to == "单位名录"]
    assert not {c.title for c in given} & {"责任人", "分包区领导", "首席服务员", "专班", "所属专班"}


def test_a_column_is_known_by_its_id_whatever_its_header_says() -> None:
    assert column_id(MonthlyProgress, MonthlyProgress.month_done) == "MonthlyProgress.month_done"
    for one in EXCHANGED:
        for column in one.columns:
            found = column_of(column_id(one.sheet, column))
            assert found is not None and found[0] is one.sheet and found[1] is column


@pytest.mark.parametrize(
    "text", ["", None, "项目代码", "MonthlyProgress", "MonthlyProgress.none", "No.code", 7]
)
def test_any_other_text_is_no_column_id(text: object) -> None:
    assert column_of(text) is None


def test_the_ids_of_two_sheets_never_meet() -> None:
    ids = [column_id(sheet, column) for sheet in SHEET_OF_TABLE.values() for column in sheet.columns]
    assert len(ids) == len(set(ids))


def test_a_sheet_that_is_not_sent_has_no_entry() -> None:
    sheet: type[Sheet] = Needs
    with pytest.raises(KeyError):
        exchanged(sheet)
    assert exchanged(Projects).sheet is Projects
