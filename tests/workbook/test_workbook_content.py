"""The fingerprint of content tells what the cells hold, and nothing else; formulas are found cell by cell."""

import datetime as dt

import pytest
from workbook_samples import project_book, sheet_data, with_sheet

from addin.schema import Projects
from addin.workbook.closed_file import ClosedBook
from addin.workbook.content import CONTENT, TabValues, content_fingerprint
from addin.workbook.port import CellError, Edits


class Held:
    """Contents of one tab, given as columns."""

    def __init__(self, columns, top=1, left=1):
        self.tab = TabValues(Projects.title, top, left, columns)

    def tab_of(self, sheet):
        return Projects.title if sheet is Projects else None

    def values(self, tab):
        return self.tab

    def area(self, name):
        return None


def fingerprint(columns, **where):
    return content_fingerprint(Held(columns, **where))


def test_blanks_around_the_cells_make_no_difference():
    plain = fingerprint([["甲", 1.0]])
    assert plain.startswith(CONTENT) and len(plain) == len(CONTENT) + 64
    assert fingerprint([["甲", 1.0, "", ""], ["", "", "", ""]]) == plain
    assert fingerprint([["", "", ""], ["", "甲", 1.0]], top=1, left=1) == fingerprint(
        [["甲", 1.0]], top=2, left=2
    )


@pytest.mark.parametrize(
    "other",
    [["甲", 2.0], ["甲", "1.0"], ["甲", True], ["甲", CellError("1")], ["", "甲", 1.0], ["甲1.0"]],
    ids=str,
)
def test_another_value_kind_or_place_makes_one(other):
    assert fingerprint([other]) != fingerprint([["甲", 1.0]])


def test_the_same_value_told_in_another_way_makes_none():
    serial = fingerprint([[44805.5, 0.25, 0.0]])
    days = [dt.datetime(2022, 9, 1, 12), dt.time(6), -0.0]
    assert fingerprint([days]) == serial
    assert fingerprint([[dt.datetime(2022, 9, 1, 12), dt.datetime(1899, 12, 30, 6), 0]]) == serial
    assert fingerprint([[44805.5, dt.timedelta(hours=6), 0.0]]) == serial
    assert fingerprint([["甲\r\n乙"]]) == fingerprint([["甲\n乙"]])


def test_of_a_closed_file_every_cell_of_our_tabs_counts_formats_do_not(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    before = content_fingerprint(ClosedBook.open(path))
    with_sheet(path, lambda xml: xml.replace(b"<pageMargins", b"<!-- --><pageMargins"))
    assert content_fingerprint(ClosedBook.open(path)) == before
    edits = Edits()
    edits.sheet(Projects.title).cells = [(30, 20, "旁边的一格")]
    ClosedBook.open(path).save(edits, "填写")
    assert content_fingerprint(ClosedBook.open(path)) != before


def test_formulas_are_spelt_out_for_each_cell_and_arrays_left_out(tmp_path):
    path = sheet_data(
        project_book(tmp_path / "账.xlsx"),
        '<row r="3"><c r="A3"><f>SUM(B1:B2)&amp;"甲"</f><v>1</v></c><c r="B3"><v>2</v></c></row>'
        '<row r="4"><c r="A4"><f t="shared" ref="A4:A6" si="0">$B4+B4</f><v>1</v></c></row>'
        '<row r="5"><c r="A5"><f t="shared" si="0"/><v>1</v></c><c r="B5"><f t="shared" si="9"/><v>1</v></c></row>'
        '<row r="6"><c r="A6"><f t="array" ref="A6:A7">B1:B2</f><v>1</v></c></row>',
    )
    assert ClosedBook.open(path).formulas(Projects.title) == {
        (3, 1): '=SUM(B1:B2)&"甲"',
        (4, 1): "=$B4+B4",
        (5, 1): "=$B5+B5",
    }


def test_without_formulas_there_are_none(tmp_path):
    assert ClosedBook.open(project_book(tmp_path / "账.xlsx")).formulas(Projects.title) == {}
