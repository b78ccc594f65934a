"""The add-in's own rules give the designed roles: lights, attention, places and findings."""

import pytest
from sample_reckoning import LEAVES, MONTHS, published_light, rule_light, streak
from support.ledgers import SHEET_OF_TABLE, FakeBook, cells_of, setting_rows

from addin.ledger import Ledger
from addin.ledger.check import run_checks
from addin.ledger.progress import build_panel
from addin.lights import judge_all, publish
from addin.rankings import rank
from addin.schema import Parameters
from workbook_templates import sample
from workbook_templates.preset_tables import FILES, preset_rows
from workbook_templates.sample import FACTS


@pytest.fixture(scope="module")
def run():
    """(ledger, panel, verdicts, register) of the sample."""
    tables = {sheet: preset_rows(sheet) for sheet in FILES} | sample.tables()
    tables[Parameters] = setting_rows(sample.settings())
    book = FakeBook({sheet: cells_of(sheet, tables.get(sheet, ())) for sheet in SHEET_OF_TABLE.values()})
    ledger = Ledger.load(book, None, FACTS.today)
    panel = build_panel(ledger)
    verdicts = judge_all(ledger, panel)
    return ledger, panel, verdicts, publish(ledger, panel, verdicts)


def test_lights_and_streaks_of_all_months_equal_the_independent_reckoning(run):
    _, panel, verdicts, register = run
    places = {code: place for place, code in enumerate(panel.codes)}
    for at, month in enumerate(MONTHS):
        for code in LEAVES:
            place = places[code]
            light = verdicts.label[place, at]
            assert light == rule_light(code, month), (code, month)
            assert register.light[place, at] == published_light(code, month), (code, month)
            if light in ("黄", "红"):
                assert panel.streak[place, at] == streak(code, month), (code, month)


def test_attention_marks_the_projects_one_month_behind(run):
    _, panel, verdicts, _ = run
    assert {
        code for code, marked in zip(panel.codes, verdicts.attention[:, -1], strict=True) if marked
    } == set(FACTS.attention)


def test_two_units_share_the_first_place_and_the_next_is_third(run):
    ledger, panel, _, register = run
    frame = rank(ledger, panel, register).frame
    units = frame[(frame["object"] == "单位") & (frame["ranking_group"] == "乡镇街道")].set_index(
        "object_name"
    )
    tied = units.loc[list(FACTS.tied_units)]
    assert list(tied["place"]) == [1, 1]
    assert tied["score"].nunique() == 1
    assert sorted(units["place"].dropna()) == [1, 1, 3, 4, 5, 6]
    assert units.loc[[FACTS.nothing_due_unit], "place"].isna().all()


def test_each_planted_error_is_found_at_its_cell(run):
    ledger = run[0]
    found = {
        (finding.sheet, finding.cell): str(finding.level.value)
        for finding in (*ledger.findings, *run_checks(ledger))
    }
    for error in FACTS.errors:
        cells = ledger.cells[error.sheet]
        keys = [column.name for column in list(error.sheet.keys())]
        positions = [
            place
            for place in range(len(cells.rows))
            if tuple(cells.values[name][place] for name in keys) == error.key
        ]
        place = positions[error.occurrence - 1]
        expected = {(error.sheet.title, cells.address(place, name)) for name in (error.column, keys[0])}
        levels = {found.get(cell) for cell in expected}
        assert error.level in levels, error.expected
