"""按钮对得上：tags, commands, doors, the command line and the manual say the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from addin.buttons import BUTTONS, Button, Needs
from addin.commands import COMMANDS
from addin.commands.base import Door
from addin.commands.documents.builders import BUILDERS
from addin.commands.parser import build_parser
from addin.ribbon.actions import ACTIONS, BESIDE_THE_BOOK, ONLY_LOOK
from addin.ribbon.wording import in_clerks_words
from docgen.documents import DOCUMENTS

MANUAL = Path("docs/使用手册.md")
BEHIND_A_BUTTON = [each for each in BUTTONS if each.command]


def test_every_tag_has_one_button_and_one_action() -> None:
    assert list(ACTIONS) == [each.tag for each in BUTTONS]
    assert len(ACTIONS) == len(BUTTONS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_has_the_doors_that_its_buttons_give_it(command: object) -> None:
    mine = [each for each in BEHIND_A_BUTTON if each.command == command.name]  # type: ignore[attr-defined]
    doors = [Door.COMMAND_LINE]
    doors += [Door.RIBBON] if mine else []
    doors += [Door.SHEET_BUTTON] if any(each.on_sheet for each in mine) else []
    assert list(command.doors) == doors  # type: ignore[attr-defined]


@pytest.mark.parametrize("each", BEHIND_A_BUTTON, ids=lambda each: each.tag)
def test_what_a_button_runs_the_command_line_runs_too(each: Button) -> None:
    """With what the button finds out first: a file, a month, a year, a tier, rows."""
    found: dict[Needs, list[str]] = {
        Needs.MONTH: ["--month", "2022-09"],
        Needs.YEAR: ["--year", "2023"],
        Needs.ROWS: ["--rows", "项目清单!A"],
        Needs.FILES: ["一.xlsx"],
        Needs.KIND: ["交办单"],
        Needs.DRAFTS: ["提醒函", "--rows", "项目清单!A", "--unit", "甲镇"],
        Needs.MEETING: ["--tier", "一周例会"] if each.command == "agenda" else ["--meeting", "HY-1"],
    }
    book = [] if each.command == "lint" else ["台账.xlsx"]
    out = ["--out", "台账.下发/2022-09"] if each.command == "split" else []
    arguments = [each.command, *book, *each.arguments, *found.get(each.needs, []), *out]
    assert build_parser(each.command).parse_args(arguments).entry.name == each.command


def test_a_kind_on_a_button_is_a_kind_of_document() -> None:
    kinds = [each.arguments[0] for each in BEHIND_A_BUTTON if each.command == "write" and each.needs in
             (Needs.NOTHING, Needs.ROWS, Needs.MEETING)]  # fmt: skip
    assert kinds == ["会议通知", "会议纪要", "提醒函", "督办函", "推进通报"]
    assert set(kinds) <= set(DOCUMENTS)


def test_a_kind_that_reads_rows_names_the_sheets_they_stand_on_and_no_other_does() -> None:
    assert {kind for kind, builder in BUILDERS.items() if builder.sheets} == {
        kind for kind, builder in BUILDERS.items() if "rows" in builder.reads
    }


def test_buttons_beside_the_workbook_and_those_that_only_look_are_buttons() -> None:
    assert {"lint", "help"} == BESIDE_THE_BOOK < ONLY_LOOK <= set(ACTIONS)
    writing = [each.tag for each in BEHIND_A_BUTTON if each.tag not in ONLY_LOOK]
    assert set(writing) == set(ACTIONS) - ONLY_LOOK


def test_the_manual_has_a_row_for_each_button_and_says_which_are_on_the_first_sheet() -> None:
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in MANUAL.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    groups = {each.group for each in BUTTONS}
    rows = [(row[0], row[1], row[2] == "●") for row in cells if row[0] in groups and len(row) == 5]
    assert rows == [(each.group, each.label, each.on_sheet) for each in BUTTONS]


def sentences() -> dict[str, str]:
    """Every text in the modules that a click runs through which speaks of the command line: f-strings with a 1 in
    each gap. Help texts of options and docstrings are no messages."""
    found = {}
    for path in sorted(Path("addin").rglob("*.py")):
        if {"ribbon", "deployment"} & set(path.parts) or path.name in (
            "parser.py",
            "cli.py",
            "child.py",
        ):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            name = (
                getattr(call.func, "id", getattr(call.func, "attr", "")) if isinstance(call, ast.Call) else ""
            )
            if not (name.endswith("Error") or name == "Finding"):
                continue
            for argument in call.args:  # type: ignore[attr-defined]
                text = spelt(argument)
                if re.search(r"--[a-z]|liangdeng (?!live)", text):
                    found[f"{path}: {text}"] = text
    return found


def spelt(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(spelt(part) if isinstance(part, ast.Constant) else "1" for part in node.values)
    return ""


def test_no_message_speaks_of_the_command_line_to_someone_who_clicks() -> None:
    texts = sentences()
    assert len(texts) > 15
    for text in texts.values():
        told = in_clerks_words(text)
        assert told and not re.search(r"--[a-z]|liangdeng (?!live)", told), text
