"""Formulas moved to their own place when the shared one goes."""

import pytest

from addin.workbook.formulas import SharedFormulas, moved
from addin.workbook.sheet_xml import tags_of


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("A1+B2", "B3+C4"),
        ("$A1+B$2+$C$3", "$A3+C$2+$C$3"),
        ("SUM(A1:B2)", "SUM(B3:C4)"),
        ("LOG10(A1)", "LOG10(B3)"),
        ('"A1"&A1', '"A1"&B3'),
        ("Sheet1!A1", "Sheet1!B3"),
        ("'项目 A1'!A1", "'项目 A1'!B3"),
        ("SUM(A:A,1:1)", "SUM(B:B,3:3)"),
        ("表_项目清单[[#This Row],[A1]]*A1", "表_项目清单[[#This Row],[A1]]*B3"),
        ("A1B+Z1_x", "A1B+Z1_x"),
        ("a1", "B3"),
    ],
)
def test_a_formula_two_rows_down_and_one_column_right(formula, result):
    assert moved(formula, 2, 1) == result


def test_references_wrap_round_the_edge_of_the_sheet():
    assert moved("A1", -1, -1) == "XFD1048576"


def test_the_others_of_a_shared_formula_are_spelt_out_when_its_first_cell_goes():
    formulas = SharedFormulas(tags_of(b""))
    formulas.replaced(b'<f t="shared" ref="C1:C3" si="0">A1&amp;"&lt;"</f><v>x</v>', 1, 3)
    rows = b'<row r="2"><c r="C2" t="str"><f t="shared" si="0"/><v>y</v></c><c r="D2"><f t="shared" si="1"/></c></row>'
    assert formulas.spelt_out(rows) == (
        b'<row r="2"><c r="C2" t="str"><f>A2&amp;"&lt;"</f><v>y</v></c><c r="D2"><f t="shared" si="1"/></c></row>'
    )


def test_nothing_is_touched_while_no_shared_formula_is_gone():
    formulas = SharedFormulas(tags_of(b""))
    formulas.replaced(b"<f>A1</f><v>1</v>", 1, 3)
    assert not formulas
