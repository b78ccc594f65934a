"""措辞改错：in every kind of document a mistake in the office's own wording is said with file, line and way out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support.facts import from_json
from support.proofs import CASES

from docgen.documents import DOCUMENTS, compose
from docgen.wording import WordingError, builtin


@cache
def facts_of(name: str) -> Any:
    """The facts of a golden case of this kind, one with everything filled in where there is one."""
    cases = [case for case in CASES if json.loads((case / "facts.json").read_text("utf-8"))["kind"] == name]
    case = min(cases, key=lambda path: (path.name.endswith("missing"), path.name))
    return from_json(DOCUMENTS[name].facts, json.loads((case / "facts.json").read_text("utf-8"))["facts"])


def error_of(folder: Path, kind: str, text: str) -> WordingError:
    """The error that this wording of the kind makes; its file is always named."""
    own = folder / "模板"
    own.mkdir(exist_ok=True)
    template = DOCUMENTS[kind].template
    (own / f"{template}.md").write_text(text, encoding="utf-8")
    with pytest.raises(WordingError) as caught:
        compose(kind, facts_of(kind), own)
    assert caught.value.file == f"模板/{template}.md"
    return caught.value


every_kind = pytest.mark.parametrize("kind", DOCUMENTS)


@every_kind
def test_the_built_in_wording_changes_nothing_when_it_is_the_offices_own(kind: str, tmp_path: Path) -> None:
    (tmp_path / f"{DOCUMENTS[kind].template}.md").write_text(
        builtin(DOCUMENTS[kind].template), encoding="utf-8"
    )
    assert compose(kind, facts_of(kind), tmp_path) == compose(kind, facts_of(kind))


@every_kind
def test_an_unknown_field_is_named_with_the_nearest_one_and_all_there_are(kind: str, tmp_path: Path) -> None:
    fields = list(DOCUMENTS[kind].fields(facts_of(kind)))
    longest = max(fields, key=len)
    error = error_of(tmp_path, kind, f"标题：甲\n\n截至{{{{ {longest}几 }}}}，\n")
    assert error.line == 3
    assert f"没有“{longest}几”这个字段，是不是“{longest}”" in error.what
    assert all(name in error.what for name in fields)


@every_kind
def test_a_block_left_open_is_named_where_it_opens(kind: str, tmp_path: Path) -> None:
    text = builtin(DOCUMENTS[kind].template) + "\n{% if 甲 %}\n\n后面还有字。\n"
    error = error_of(tmp_path, kind, text)
    assert error.what == "{% if %} 没有配对的 {% endif %}"
    assert error.line == text.split("\n").index("{% if 甲 %}") + 1


@every_kind
def test_an_unknown_table_or_picture_is_named_with_those_there_are(kind: str, tmp_path: Path) -> None:
    blocks = DOCUMENTS[kind].blocks(facts_of(kind))
    for sort in ("表", "图"):
        error = error_of(tmp_path, kind, f"标题：甲\n\n正文。\n\n[[{sort}：没有的]]\n")
        assert error.line == 5
        assert f"没有“没有的”这张{sort}" in error.what
    listed = " ".join(error_of(tmp_path, kind, f"甲\n\n[[{sort}：没有的]]\n").what for sort in "表图")
    assert all(name in listed for name in blocks)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("甲\n\n{{ 单位\n\n乙\n", 3, "花括号没有成对，请检查这一行的 {{ }}、{% %}、{# #}"),
        ("甲\n\n{# 说明\n\n乙\n", 3, "花括号没有成对，请检查这一行的 {{ }}、{% %}、{# #}"),
        ("{% for 项 in 各项目 %}\n{% if 项.灯 %}\n甲\n{% endfor %}\n", 4,
         "{% endfor %} 前面的 {% if %} 还没有配对的 {% endif %}"),
        ("甲\n{% endif %}\n", 2, "{% endif %} 前面没有与它配对的 {% if %}"),
        ("甲\n\n{{ 单位.全称 }}\n", 3, "没有“全称”这个字段：“区住建局”下面没有别的字段，点号后面的请去掉"),
        ("甲\n\n{{ 各项目[9].名称 }}\n", 3, "没有“9”这个字段：一共只有4个，从0数起"),
        ("甲\n\n见[[表：甲]]。\n", 3, "“[[表：甲]]”要单独成一行，前后都空一行"),
        ("甲\n\n[[表：第{{ 项目数 }}张]]\n", 3, "没有“第4张”这张表；可用的表：（本文种没有表）"),
        ("甲\n\n详见[[附件：{{ 单位 }}]]。\n", 3, "没有“区住建局”这个附件；文中的附件：（没有附件）"),
        ("甲\n\n{% if %}乙{% endif %}\n", 3, "花括号里的写法不对；可用的写法见文件开头的说明"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_in_plain_words(tmp_path: Path, text: str, line: int, what: str) -> None:
    own = tmp_path / "模板"
    own.mkdir()
    (own / "提醒函.md").write_text(text, encoding="utf-8")
    case = next(case for case in CASES if case.name == "reminder_several")
    facts = from_json(
        DOCUMENTS["提醒函"].facts, json.loads((case / "facts.json").read_text("utf-8"))["facts"]
    )
    with pytest.raises(WordingError) as caught:
        compose("提醒函", facts, own)
    assert (caught.value.line, caught.value.what) == (line, what)
