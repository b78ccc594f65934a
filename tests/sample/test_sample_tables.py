"""The sample's form: types, references, identities, the planted errors, and that it is invented."""

import datetime as dt
import re
from collections import Counter

from addin.schema import SHEETS, Issues, Meetings, Projects, Resolutions, Tiers, Topics, Units, sheet_titled
from addin.schema.base import NUMERIC, Kind
from addin.schema.settings import SETTINGS
from workbook_templates import sample
from workbook_templates.sample import FACTS

TABLES = sample.tables()
PLANTED = {(error.sheet, error.key, error.column) for error in FACTS.errors}


def key_of(sheet, row):
    return tuple(row[column.name] for column in list(sheet.keys()))


def cells():
    """Every filled cell that is not a planted error: (sheet, key, column, value)."""
    for sheet, rows in TABLES.items():
        for row in rows:
            key = key_of(sheet, row)
            for column in sheet.columns:
                value = row.get(column.name)
                if value is not None and (sheet, key, column.name) not in PLANTED:
                    yield sheet, key, column, value


def items(column, value):
    return value.split("、") if column.kind is Kind.LIST else [value]


def fits(kind, value):
    if kind in NUMERIC:
        whole = kind is not Kind.INTEGER or float(value).is_integer()
        return isinstance(value, int | float) and not isinstance(value, bool) and whole
    if kind is Kind.DATE:
        return type(value) is dt.date
    if kind is Kind.MONTH:
        return type(value) is dt.date and value.day == 1
    if kind is Kind.TIME:
        return re.fullmatch(r"\d{2}:\d{2}", value) is not None
    return isinstance(value, str) and value == value.strip() != ""


def test_two_calls_give_the_same_tables():
    assert sample.tables() == TABLES
    assert sample.settings() == sample.settings()


def test_rows_hold_every_typed_column_and_no_computed_one():
    for sheet, rows in TABLES.items():
        typed = ["row_id", *(column.name for column in sheet.columns if not column.computed)]
        assert rows
        assert all(list(row) == typed for row in rows), sheet.title


def test_row_ids_are_ten_characters_and_unique_in_the_whole_workbook():
    given = [row["row_id"] for rows in TABLES.values() for row in rows]
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{10}", row_id) for row_id in given)
    assert len(set(given)) == len(given)


def test_every_value_has_the_type_of_its_column():
    wrong = [
        (sheet.title, key, column.title, value)
        for sheet, key, column, value in cells()
        if not fits(column.kind, value)
    ]
    assert wrong == []


def test_drop_down_columns_hold_only_their_choices():
    wrong = [
        (sheet.title, key, column.title, value)
        for sheet, key, column, value in cells()
        if column.choices and not set(items(column, value)) <= set(column.choices)
    ]
    assert wrong == []


def test_references_lead_to_rows():
    keys = {sheet.title: {row[sheet.keys()[0].name] for row in rows} for sheet, rows in TABLES.items()}
    wrong = [
        (sheet.title, key, column.title, value)
        for sheet, key, column, value in cells()
        if column.refers_to and not set(items(column, value)) <= keys[column.refers_to]
    ]
    assert wrong == []


def test_keys_are_unique_but_for_the_planted_repetition():
    repeated = [
        (sheet, key)
        for sheet, rows in TABLES.items()
        for key, count in Counter(key_of(sheet, row) for row in rows).items()
        if count > 1
    ]
    assert repeated == [(error.sheet, error.key) for error in FACTS.errors if error.occurrence == 2]


def test_the_eight_errors_stand_where_the_facts_say():
    assert len(FACTS.errors) == 8
    for error in FACTS.errors:
        rows = [row for row in TABLES[error.sheet] if key_of(error.sheet, row) == error.key]
        assert rows[error.occurrence - 1][error.column] == error.value, error.expected


def test_only_sheets_that_people_type_in_are_filled():
    assert set(TABLES) <= set(SHEETS)
    assert not [sheet for sheet in TABLES if sheet.wholly_computed]


def test_settings_are_settings_and_name_the_month_and_an_issuer():
    settings = sample.settings()
    assert set(settings) <= {setting.name for setting in SETTINGS}
    assert settings["as_of"] == dt.date(2022, 9, 1)
    assert settings["home_issuer"] in {row["short_name"] for row in TABLES[sheet_titled("发文机关")]}


def test_there_are_two_ranking_groups_of_seven_units():
    groups = Counter(row["ranking_group"] for row in TABLES[Units] if row["ranking_group"])
    assert sorted(groups.values()) == [7, 7]


def test_each_of_the_four_tiers_met_once_with_topics_and_resolutions():
    meetings = {row["number"]: row["tier"] for row in TABLES[Meetings]}
    assert list(meetings.values()) == ["一周例会", "半月协调", "月度会商", "双月会商"]
    assert sample.settings()["tier_scheme"] == "北仑"
    assert Tiers.tier.title == Meetings.tier.title
    for sheet in (Topics, Resolutions):
        counts = Counter(row["meeting"] for row in TABLES[sheet])
        assert set(counts) == set(meetings)
        assert min(counts.values()) >= 3


def test_issues_stand_in_every_state_of_the_four_lists():
    rows = TABLES[Issues]
    assert [row for row in rows if not row["assigned_on"]]
    assert [row for row in rows if row["assigned_on"] and not row["feedback_on"]]
    assert [row for row in rows if row["feedback_on"] and not row["closed_on"]]
    assert [row for row in rows if row["times_returned"]]
    closed = [row for row in rows if row["closed_on"]]
    assert closed
    assert all(row["standard"] and row["resolved_on"] and row["review"] == "通过" for row in closed)


def test_the_dates_of_an_issue_follow_one_another():
    steps = ("raised_on", "listed_on", "assigned_on", "signed_on", "feedback_on", "resolved_on", "closed_on")
    for row in TABLES[Issues]:
        dates = [row[name] for name in steps if row[name]]
        assert dates == sorted(dates), row["number"]


def test_people_and_telephones_cannot_be_real():
    text = "\n".join(str(value) for _, _, _, value in cells() if isinstance(value, str))
    assert not re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)
    assert all(number.startswith("0000-") for number in re.findall(r"\d{4}-\d{7}(?!\d)", text))
    names = [row["person_in_charge"] for row in TABLES[Projects]]
    assert all(re.fullmatch("[一-龥]某{1,2}", name) for name in names)
    assert all(row["email"].endswith(".example") for row in TABLES[Units])
