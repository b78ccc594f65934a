"""机制对照表：docs/机制对照表.md, from the list of mechanisms and the tests that run them.

`python tests/mechanisms/mechanism_table.py` writes the page (part of `make template`).
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
if str(TESTS) not in sys.path:
    sys.path.insert(0, str(TESTS))

from support.mechanisms import BACKGROUND, Mechanism, Shown, mechanisms  # noqa: E402

TARGET = TESTS.parent / "docs" / "机制对照表.md"

HEAD = """# 机制对照表

五份公开文件里的每条机制，在台账的哪张表哪一列，用哪条命令，出什么文书或表样，由哪个测试跑过。
本页由 `make template` 生成：一条机制没有跑通的测试，`make test` 就不通过。

| 编号 | 机制 | 原文要点 | 工作表!列 | 命令 | 文书、表样 | 测试 |
|---|---|---|---|---|---|---|
"""


def shown_by_tests() -> list[tuple[str, Shown]]:
    """(「文件::测试」, what it shows) of every marked test beside this module."""
    found: list[tuple[str, Shown]] = []
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        module = _module(path)
        for name, value in vars(module).items():
            if hasattr(value, "shown"):
                found.append((f"{path.name}::{name}", value.shown))
    return found


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(f"mechanisms_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page() -> str:
    tests = shown_by_tests()
    return HEAD + "".join(
        _row(one, [pair for pair in tests if one.number in pair[1].numbers]) for one in mechanisms()
    )


def _row(one: Mechanism, tests: list[tuple[str, Shown]]) -> str:
    if one.number in BACKGROUND:
        cells = ["背景，不设功能", "", "", ""]
    else:
        cells = [
            _joined(place for _, shown in tests for place in shown.places),
            _joined(f"`{name}`" for _, shown in tests for name in shown.commands),
            _joined(name for _, shown in tests for name in shown.documents),
            _joined(f"`{name}`" for name, _ in tests),
        ]
    words = one.words.replace("|", "/")
    return f"| {' | '.join([one.number, one.title, words, *cells])} |\n"


def _joined(names: Any) -> str:
    return "<br>".join(dict.fromkeys(names))


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
