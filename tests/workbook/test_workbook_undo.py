"""Undo goes back save by save and never throws a person's typing away unasked."""

import json

import openpyxl
import pytest
from workbook_samples import project_book

from addin.errors import ProgramError
from addin.schema import Projects
from addin.workbook.closed_file import ClosedBook
from addin.workbook.port import Edits
from addin.workbook.version_store import UNDONE, read_steps, sha256, versions, versions_folder, write_steps
from addin.workbook.versions import undo


@pytest.fixture
def path(tmp_path):
    return project_book(tmp_path / "台账.xlsx")


def save(path, value):
    edits = Edits()
    edits.sheet(Projects.title).cells = [(4, 7, value)]
    ClosedBook.open(path).save(edits, f"写{value}")
    return path.read_bytes()


def refused(action):
    with pytest.raises(ProgramError) as caught:
        action()
    return str(caught.value)


def test_each_undo_goes_one_save_further_back(path):
    states = [path.read_bytes(), *(save(path, value) for value in "一二三")]
    for state in reversed(states[:-1]):
        undo(path)
        assert path.read_bytes() == state
    assert refused(lambda: undo(path)) == "台账.xlsx：没有可以撤销的写入。可在 台账.版本 里找以前的版本。"


def test_what_an_undo_replaces_is_kept_as_a_version(path):
    save(path, "一")
    state = path.read_bytes()
    assert undo(path).name.endswith("_写一.xlsx")
    kept = versions(path)[-1]
    assert kept.operation == UNDONE and kept.path.read_bytes() == state


def test_after_an_undo_a_new_save_goes_on_from_there(path):
    first = path.read_bytes()
    second = save(path, "一")
    save(path, "二")
    undo(path)
    save(path, "三")
    undo(path)
    assert path.read_bytes() == second
    undo(path)
    assert path.read_bytes() == first


def type_into(path, cell, value):
    book = openpyxl.load_workbook(path)
    book[Projects.title][cell] = value
    book.save(path)


def test_typing_since_our_write_is_not_lost_unasked(path):
    before = path.read_bytes()
    save(path, "一")
    step = read_steps(path)[-1]
    type_into(path, "C4", "改名")
    type_into(path, "F6", 99)
    typed = path.read_bytes()
    assert refused(lambda: undo(path)) == (
        f"台账.xlsx：上次写入（{step.at} 写一）之后有人改动过文件，撤销会丢掉这些改动：项目清单 2 处（C4、F6）。"
        "确实要丢掉，请加 --force；丢掉的文件会另存在版本文件夹里。"
    )
    assert path.read_bytes() == typed
    undo(path, force=True)
    assert path.read_bytes() == before
    assert versions(path)[-1].path.read_bytes() == typed


def test_typing_between_two_of_our_writes_is_guarded_too(path):
    save(path, "一")
    type_into(path, "C4", "改名")
    typed = path.read_bytes()
    save(path, "二")
    undo(path)
    assert path.read_bytes() == typed
    assert "项目清单 1 处（C4）" in refused(lambda: undo(path))


def test_a_write_that_never_took_effect_is_passed_over(path):
    first = path.read_bytes()
    save(path, "一")
    steps = read_steps(path)
    write_steps(path, [*steps, type(steps[0])(9, "0001_x.xlsx", "断电", "x", sha256(path), "0" * 64)])
    undo(path)
    assert path.read_bytes() == first


def test_an_undo_cut_off_before_its_record_was_shortened_is_not_done_twice(path):
    first = path.read_bytes()
    save(path, "一")
    second = path.read_bytes()
    save(path, "二")
    record = (versions_folder(path) / "记录.json").read_bytes()
    undo(path)
    (versions_folder(path) / "记录.json").write_bytes(record)
    assert path.read_bytes() == second
    undo(path)
    assert path.read_bytes() == first


def test_an_altered_version_is_not_put_back(path):
    save(path, "一")
    kept = versions(path)[0].path
    kept.write_bytes(b"x")
    assert (
        refused(lambda: undo(path))
        == f"{kept.name}：保存的版本被改动过，不能用来撤销。请从版本文件夹里另选一个版本。"
    )


def test_without_its_record_there_is_nothing_to_undo_but_the_files_stay(path):
    save(path, "一")
    record = versions_folder(path) / "记录.json"
    record.write_text(json.dumps({"写入": [{"x": 1}]}), encoding="utf-8")
    assert "没有可以撤销的写入" in refused(lambda: undo(path))
    assert len(versions(path)) == 1


def test_undo_of_a_missing_file_is_a_plain_sentence(tmp_path):
    assert refused(lambda: undo(tmp_path / "无.xlsx")) == "无.xlsx：文件不存在。请核对路径和文件名。"
