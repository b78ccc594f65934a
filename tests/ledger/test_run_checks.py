"""校核清单 as a whole: what is in it, and in which order."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from support.ledgers import FakeBook, book_of, cells_of, ledger_of

from addin.findings import Finding, Level
from addin.ledger import Ledger
from addin.ledger.check import CHECKS, in_order, run_checks
from addin.schema import LEDGER_SHEETS, MonthlyPlans, MonthlyProgress, Projects


def test_findings_stand_by_weight_then_sheet_then_row_then_column():
    ledger = ledger_of()
    places = [
        (Level.NOTE, "项目清单", "A4"),
        (Level.ERROR, "月度进度", "B4"),
        (Level.ERROR, "项目清单", "AA5"),
        (Level.ERROR, "项目清单", "Z5"),
        (Level.ERROR, "项目清单", "B10"),
        (Level.ERROR, "项目清单", ""),
        (Level.DOUBT, "Sheet9", "A1"),
    ]
    ordered = in_order(ledger, [Finding(*place, "问题", "建议") for place in places])
    assert [(one.level, one.sheet, one.cell) for one in ordered] == [
        (Level.ERROR, "项目清单", ""),
        (Level.ERROR, "项目清单", "Z5"),
        (Level.ERROR, "项目清单", "AA5"),
        (Level.ERROR, "项目清单", "B10"),
        (Level.ERROR, "月度进度", "B4"),
        (Level.DOUBT, "Sheet9", "A1"),
        (Level.NOTE, "项目清单", "A4"),
    ]


def test_every_check_is_run_and_running_again_says_the_same():
    ledger = ledger_of(projects=[dict(code="A", total_investment="约3", exempt_until="2022-05")])
    ledger.findings.append(Finding(Level.NOTE, "亮灯台账", "", "别处发现的", "照旧"))
    first = run_checks(ledger)
    assert run_checks(ledger) == first
    assert {one.message for one in first} >= {
        "总投资“约3”不是数字，按空白处理",
        "豁免没有豁免原因、豁免批准文号、豁免起月，不予豁免",
        "别处发现的",
    }


def test_nothing_is_said_twice_of_one_cell_in_the_same_words():
    ledger = ledger_of(projects=[dict(code="A", stage="坏"), dict(code="A"), dict(project_name="甲")])
    found = run_checks(ledger)
    assert len(found) == len(set(found))


def test_a_workbook_of_nothing_but_project_codes_can_be_checked():
    book = FakeBook(
        {
            Projects: cells_of(
                Projects, [dict(code="A")], [c.name for c in Projects.columns if c.name != "code"]
            )
        }
    )
    found = run_checks(Ledger.load(book, None, dt.date(2022, 10, 8)))
    assert {one.level for one in found} == {Level.ERROR, Level.NOTE}


def test_a_faultless_workbook_has_an_empty_list():
    ledger = ledger_of(
        units=[dict(unit="甲局", ranking_group="部门")],
        light_rules=[dict(scheme="宁波", enabled="是", measure="连续滞后月数", level=1)],
        light_labels=[dict(scheme="宁波", level=0, label="绿")],
        projects=[
            dict(
                code="A", project_name="甲项目", stage="在建", total_investment=20000.0, year_plan=12000.0,
                responsible_units="甲局",
            )
        ],
        monthly_progress=[dict(code="A", month=dt.date(2022, 1, 1), month_done=1000.0, physical_progress="基础")],
    )  # fmt: skip
    assert run_checks(ledger) == []


def test_checks_are_listed_once():
    assert len(set(CHECKS)) == len(CHECKS)


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 60000), st.floats(), st.dates(),
    st.sampled_from(["A", "B", "甲局", "2022-01", "2022年6月", "3.2亿", "—", "是", "在建", "绿"]), st.text(max_size=3),
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_whatever_is_typed_the_checks_come_to_an_end(data):
    tables = {}
    for sheet in data.draw(st.lists(st.sampled_from(LEDGER_SHEETS), max_size=3, unique=True)):
        names = [column.name for column in sheet.columns]
        rows = data.draw(st.lists(st.dictionaries(st.sampled_from(names), CELLS, max_size=8), max_size=4))
        tables[sheet] = rows
    book = book_of()
    for sheet, rows in tables.items():
        book.sheets[sheet] = cells_of(sheet, rows)
    found = run_checks(Ledger.load(book, dt.date(2022, 9, 1), dt.date(2022, 10, 8)))
    assert all(one.message and one.advice and one.sheet for one in found)


def test_sheets_are_not_read_before_they_are_needed():
    class Counting(FakeBook):
        def read(self, sheet, columns=None):
            read.append(sheet)
            return super().read(sheet, columns)

    read = []
    ledger = Ledger.load(Counting(book_of().sheets), dt.date(2022, 9, 1), dt.date(2022, 10, 8))
    assert len(read) <= 3
    ledger[MonthlyProgress]
    ledger[MonthlyProgress]
    assert read.count(MonthlyProgress) == 1


def test_a_year_with_too_many_digits_does_not_stop_the_run() -> None:
    ledger = ledger_of(
        projects=[{"code": "A", "project_name": "甲项目", "responsible_units": "甲局", "stage": "在建"}],
        monthly_plans=[{"code": "A", "year": 9.2e18}, {"code": "A", "year": 20222022}],
    )
    run_checks(ledger)
    assert len(ledger[MonthlyPlans]) == 2
