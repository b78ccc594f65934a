"""wording: the built-in wording of every kind is written for editing, under the name that `write` looks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.desk import Desk

from docgen.documents import DOCUMENTS
from docgen.wording import builtin
from docgen.wording.templates import find_wording


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_wording_of_a_kind_is_written_where_write_finds_it(desk: Desk, tmp_path: Path, kind: str) -> None:
    answer = desk.run("wording", kind, "--out", tmp_path)
    path = Path(answer.data["path"])
    assert answer.code == 0
    assert path.parent == tmp_path / "模板"
    assert path.read_text(encoding="utf-8") == builtin(DOCUMENTS[kind].template)
    assert find_wording(DOCUMENTS[kind].template, path.parent).file == f"模板/{path.name}"


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_wording_opens_with_how_it_is_written_and_its_fields(kind: str) -> None:
    head = builtin(DOCUMENTS[kind].template).partition("#}")[0]
    assert head.startswith("{#")
    assert "字段" in head


def test_an_offices_wording_is_never_written_over(desk: Desk, tmp_path: Path) -> None:
    desk.run("wording", "提醒函", "--out", tmp_path)
    own = tmp_path / "模板" / "提醒函.md"
    own.write_text("我们的措辞", encoding="utf-8")
    answer = desk.run("wording", "提醒函", "--out", tmp_path)
    assert answer.code == 3
    assert own.read_text(encoding="utf-8") == "我们的措辞"


def test_an_unknown_kind_is_told_with_those_there_are(desk: Desk, tmp_path: Path) -> None:
    answer = desk.run("wording", "表扬信", "--out", tmp_path)
    assert answer.code == 2
    assert all(kind in answer.data["error"]["advice"] for kind in DOCUMENTS)


def test_the_alias_of_a_kind_writes_its_wording(desk: Desk, tmp_path: Path) -> None:
    assert Path(desk.run("wording", "通报", "--out", tmp_path).data["path"]).name == "推进通报.md"
