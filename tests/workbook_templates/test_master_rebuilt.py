"""可重复：same input, same members; the committed master is the one that this source builds."""

from hypothesis import given, settings
from hypothesis import strategies as st
from master_file import MONTH, PROJECTS, built, cell, empty, members, opened

from addin.schema import Projects, Units
from workbook_templates.build import MASTER, build_workbook, main, period_text


def test_the_committed_master_is_rebuilt_byte_for_byte():
    committed, rebuilt = members(MASTER.read_bytes()), members(empty())
    assert committed.keys() == rebuilt.keys()
    changed = [name for name in rebuilt if committed[name] != rebuilt[name]]
    assert not changed, "请运行 python -m workbook_templates.build 重建"


def test_building_twice_gives_the_same_bytes():
    options = {"tables": {Projects: PROJECTS}, "settings": {"as_of": MONTH}}
    assert built(**options) == built(**options)


def test_the_module_rebuilds_the_master(tmp_path, monkeypatch):
    monkeypatch.setattr("workbook_templates.build.MASTER", tmp_path / "新.xlsx")
    main()
    assert members((tmp_path / "新.xlsx").read_bytes()) == members(empty())


def test_a_file_that_stands_there_is_written_over(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    build_workbook(path)
    assert path.read_bytes() == empty()


def test_the_period_reads_as_a_clerk_writes_it():
    assert period_text(MONTH) == "2022年9月"
    assert period_text(None) == "未定"


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
        max_size=4,
    )
)
def test_any_text_is_kept_as_text(names):
    book = opened(built(tables={Units: [{"unit": name} for name in names]}))
    assert [cell(book, Units, row, "unit").value for row in range(len(names))] == names
