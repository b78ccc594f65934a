"""Patching one worksheet part: only the cells that differ."""

import re

import pytest

from addin.workbook.cells import SharedTexts, plain
from addin.workbook.edit_list import edit_list
from addin.workbook.patch import Plan, SheetPatch
from addin.workbook.port import SheetEdits

HEAD = '<worksheet xmlns="x"><dimension ref="A1:C3"/>{cols}<sheetData>'
TAIL = "</sheetData></worksheet>"


def patched(rows, cells, size=None, cols="", **plan):
    """The rows after the edits, and how many cells were written. `size`: bytes a piece."""
    xml = (HEAD.format(cols=cols) + rows + TAIL).encode()
    size = size or len(xml)
    chunks = [xml[i : i + size] for i in range(0, len(xml), size)]
    patch = SheetPatch(chunks, Plan(edit_list(SheetEdits("表", cells), plain), SharedTexts(SHARED), **plan))
    result = b"".join(patch).decode()
    found = re.search("<sheetData>(.*)</sheetData>", result, re.S)
    return found[1], int(patch.outcome.written.sum())


SHARED = "<sst><si><t>绿</t></si><si><t>黄</t></si></sst>".encode()
ROWS = '<row r="1" spans="1:3"><c r="A1" s="2"><v>1</v></c><c r="C1" t="s"><v>0</v></c></row>\n<row r="3"><c r="A3" s="5"/></row>'


@pytest.mark.parametrize("size", [None, 1, 7, 50])
def test_a_changed_cell_keeps_its_style_and_its_neighbours_their_bytes(size):
    rows, count = patched(ROWS, [(1, 1, 2.5)], size)
    assert rows == ROWS.replace("<v>1</v>", "<v>2.5</v>")
    assert count == 1


@pytest.mark.parametrize(
    "cells", [[(1, 1, 1)], [(1, 3, "绿")], [(3, 1, None)], [(2, 2, None)], [(9, 9, "")], []]
)
def test_a_cell_that_already_stands_so_is_not_written(cells):
    assert patched(ROWS, cells) == (ROWS, 0)


def test_a_missing_cell_goes_between_its_neighbours_and_the_spans_hint_goes():
    rows, _ = patched(ROWS, [(1, 2, "乙"), (1, 4, True)])
    assert rows.startswith(
        '<row r="1"><c r="A1" s="2"><v>1</v></c><c r="B1" t="inlineStr"><is><t>乙</t></is></c>'
        '<c r="C1" t="s"><v>0</v></c><c r="D1" t="b"><v>1</v></c></row>\n'
    )


@pytest.mark.parametrize("size", [None, 5])
def test_missing_rows_are_made_before_between_and_after_the_others(size):
    rows, count = patched(
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="4"/>', [(r, 1, r * 10) for r in (1, 3, 4, 6)], size
    )
    assert rows == (
        '<row r="1"><c r="A1"><v>10</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>30</v></c></row><row r="4"><c r="A4"><v>40</v></c></row>'
        '<row r="6"><c r="A6"><v>60</v></c></row>'
    )
    assert count == 4


def test_an_empty_sheet_takes_rows():
    xml = b'<worksheet xmlns="x"><sheetData/></worksheet>'
    patch = SheetPatch([xml], Plan(edit_list(SheetEdits("表", [(2, 2, "x")]), plain), SharedTexts(b"")))
    assert b"".join(patch) == (
        b'<worksheet xmlns="x"><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )


def test_prefixed_elements_are_patched_in_kind():
    xml = b'<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" s="1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    patch = SheetPatch(
        [xml], Plan(edit_list(SheetEdits("表", [(1, 1, "新"), (2, 1, 3)]), plain), SharedTexts(b""))
    )
    assert b"".join(patch).decode() == (
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" s="1" t="inlineStr"><x:is><x:t>新</x:t></x:is></x:c></x:row>'
        '<x:row r="2"><x:c r="A2" s="1"><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )


def test_rows_and_cells_without_an_address_are_placed_by_counting():
    rows, _ = patched(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", [(1, 2, 20), (2, 2, 40)]
    )
    assert rows == (
        '<row><c><v>1</v></c><c r="B1"><v>20</v></c></row><row><c><v>3</v></c><c r="B2"><v>40</v></c></row>'
    )


def test_a_new_row_is_styled_like_the_row_above_over_the_tables_width():
    data = (
        '<row r="3"><c r="A3" s="9" t="str"><v>标题</v></c></row>'
        '<row r="4" ht="30" customHeight="1" hidden="1"><c r="A4" s="1"><v>1</v></c><c r="B4" s="2"/><c r="F4" s="7"/></row>'
    )
    rows, _ = patched(data, [(5, 1, 5), (6, 1, 6)], header_row=3, table_end=4, columns=(1, 3))
    assert rows[len(data) :] == (
        '<row r="5" ht="30" customHeight="1"><c r="A5" s="1"><v>5</v></c><c r="B5" s="2"/></row>'
        '<row r="6" ht="30" customHeight="1"><c r="A6" s="1"><v>6</v></c><c r="B6" s="2"/></row>'
    )


def test_a_row_that_stood_below_a_growing_table_takes_on_its_look():
    data = '<row r="3"/><row r="4"><c r="A4" s="1"/><c r="B4" s="2"/><c r="C4" s="3"/></row>'
    rows, count = patched(
        data + '<row r="5"><c r="B5"/><c r="J5"><v>1</v></c></row>',
        [(5, 1, "x")],
        header_row=3,
        table_end=4,
        columns=(1, 3),
    )
    assert rows[len(data) :] == (
        '<row r="5"><c r="A5" s="1" t="inlineStr"><is><t>x</t></is></c><c r="B5"/><c r="C5" s="3"/><c r="J5"><v>1</v></c></row>'
    )
    assert count == 1


def test_the_first_data_row_does_not_take_the_headers_style_but_the_columns():
    data = '<row r="3"><c r="A3" s="9" t="str"><v>标题</v></c></row>'
    rows, _ = patched(data, [(4, 1, 1)], header_row=3, cols='<cols><col min="1" max="2" style="4"/></cols>')
    assert rows[len(data) :] == '<row r="4"><c r="A4" s="4"><v>1</v></c></row>'


def test_a_cell_missing_in_a_row_takes_the_style_above_else_of_the_first_data_row():
    data = '<row r="3"/><row r="4"><c r="B4" s="6"/></row><row r="5"><c r="C5" s="8"/></row><row r="6"/>'
    rows, _ = patched(data, [(6, 2, 1), (6, 3, 2)], header_row=3)
    assert rows.endswith('<row r="6"><c r="B6" s="6"><v>1</v></c><c r="C6" s="8"><v>2</v></c></row>')


def test_a_row_formatted_as_a_whole_styles_its_new_cells():
    rows, _ = patched('<row r="1" s="3" customFormat="1"/>', [(1, 1, 1)])
    assert rows == '<row r="1" s="3" customFormat="1"><c r="A1" s="3"><v>1</v></c></row>'


def test_rich_text_in_a_cell_that_is_not_edited_keeps_its_bytes():
    rich = '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>红</t></r><rPh sb="0" eb="1"><t>h</t></rPh></is></c><c r="B1"/></row>'
    rows, _ = patched(rich, [(1, 2, 1), (1, 1, "红")])
    assert rows == rich.replace('<c r="B1"/>', '<c r="B1"><v>1</v></c>')


def test_the_rest_of_a_shared_formula_is_spelt_out_in_later_pieces_too():
    data = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"/><v>6</v></c></row>'
    )
    rows, _ = patched(data, [(1, 1, 7)], size=60)
    assert rows == (
        '<row r="1"><c r="A1"><v>7</v></c></row><row r="2"><c r="A2"><f>B2*2</f><v>4</v></c></row>'
        '<row r="3"><c r="A3"><f>B3*2</f><v>6</v></c></row>'
    )


def test_an_extension_list_stays_last_in_its_row():
    rows, _ = patched('<row r="1"><c r="A1"/><extLst><ext uri="u"/></extLst></row>', [(1, 2, 1)])
    assert rows == '<row r="1"><c r="A1"/><c r="B1"><v>1</v></c><extLst><ext uri="u"/></extLst></row>'


def test_a_cell_named_twice_takes_the_last_value():
    assert (
        patched('<row r="1"><c r="A1"/></row>', [(1, 1, 1), (1, 1, 2)])[0]
        == '<row r="1"><c r="A1"><v>2</v></c></row>'
    )


TALL = '<row r="4" ht="21.75"><c r="A4" s="1"><v>1</v></c></row>'


def test_a_new_row_is_as_high_as_asked_for():
    rows, _ = patched(TALL, [(5, 1, 5), (6, 1, 6)], header_row=3, heights={5: 52.0})
    assert re.findall('<row r="[56]"[^>]*>', rows) == ['<row r="5" ht="52">', '<row r="6" ht="52">']


def test_a_changed_row_is_raised_and_never_lowered():
    assert '<row r="4" ht="36.5">' in patched(TALL, [(4, 1, 2)], heights={4: 36.5})[0]
    assert '<row r="4" ht="21.75">' in patched(TALL, [(4, 1, 2)], heights={4: 15.0})[0]


def test_a_row_in_which_nothing_differs_keeps_its_height():
    assert patched(TALL, [(4, 1, 1)], heights={4: 52.0}) == (TALL, 0)


@pytest.mark.parametrize("row", ['<row r="4" ht="30" customHeight="1">', '<row r="4">'])
def test_a_height_that_a_person_set_or_that_programs_fit_is_left_alone(row):
    data = f'{row}<c r="A4" s="1"><v>1</v></c></row>'
    rows, _ = patched(data, [(4, 1, 2), (5, 1, 5)], header_row=3, heights={4: 52.0, 5: 52.0})
    assert rows.startswith(row)
    assert ('ht="30" customHeight="1"' in rows.split("</row>")[1]) == ("customHeight" in row)
    assert 'ht="52"' not in rows
