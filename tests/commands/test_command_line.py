"""The command line: exit codes, one JSON object on standard output, one sentence for every failure."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.desk import Desk

from addin.cli import main
from addin.commands.base import Command, Context, Outcome
from addin.errors import ProgramError, UsageError
from addin.findings import Finding, Level

Run = Callable[[Namespace, Context], Outcome]
Register = Callable[[Run], None]
WRONG = Finding(Level.ERROR, "项目清单", "B4", "代码空白", "补填")


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Register:
    """`only(run)`: the program has one command, 「试」, that does this."""

    def register(run: Run) -> None:
        one = Command("试", "一试", run, lambda parser: None, strict=True)
        monkeypatch.setattr("addin.commands.COMMANDS", (one,))

    return register


def gives(outcome: Outcome) -> Run:
    return lambda arguments, context: outcome


def raises(error: BaseException) -> Run:
    def run(arguments: Namespace, context: Context) -> Outcome:
        raise error

    return run


@pytest.mark.parametrize(
    ("outcome", "arguments", "code"),
    [
        (Outcome({}), [], 0),
        (Outcome({}, findings=[WRONG]), [], 0),
        (Outcome({}, findings=[WRONG]), ["--strict"], 1),
        (Outcome({}), ["--strict"], 0),
        (Outcome({}, partly=True), [], 4),
        (Outcome({}, findings=[WRONG], partly=True), ["--strict"], 1),
    ],
)
def test_the_exit_code_tells_done_errors_found_and_partly_done(
    only: Register, outcome: Outcome, arguments: list[str], code: int
) -> None:
    only(gives(outcome))
    assert main(["试", *arguments]) == code


FAILURES = [
    (ProgramError("台账.xlsx", "打不开", "请换一个文件"), 3, "台账.xlsx：打不开。请换一个文件。"),
    (UsageError("月份", "写法不对", "如 2022-09"), 2, "月份：写法不对。如 2022-09。"),
    (KeyboardInterrupt(), 3, "已按要求中止"),
    (MemoryError(), 3, "内存不够"),
    (OSError(28, "No space left on device", "台账.xlsx"), 3, "台账.xlsx：读写文件时出错"),
    (PermissionError(13, "Permission denied", "/只读/台账.xlsx"), 3, "/只读/台账.xlsx：读写文件时出错"),
    (OSError("说不清"), 3, "读写文件时出错"),
]


@pytest.mark.parametrize(("error", "code", "sentence"), FAILURES)
def test_every_failure_is_one_sentence_with_its_exit_code(
    only: Register, desk: Desk, error: BaseException, code: int, sentence: str
) -> None:
    only(raises(error))
    found, out, err = desk.say("试")
    assert (found, out) == (code, "")
    assert err.startswith(sentence) or sentence in err
    assert err.count("\n") == 1 and err.endswith("。\n") and "Traceback" not in err


@pytest.mark.parametrize(("error", "code", "sentence"), FAILURES)
def test_with_json_a_failure_is_one_object_of_where_what_and_advice(
    only: Register, desk: Desk, error: BaseException, code: int, sentence: str
) -> None:
    only(raises(error))
    answer = desk.run("试")
    assert answer.code == code
    assert set(answer.data) == {"error"} and set(answer.data["error"]) == {"where", "what", "advice"}
    assert all(answer.data["error"].values())


def test_an_error_of_the_program_itself_is_not_hidden(only: Register) -> None:
    only(raises(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main(["试"])


def test_with_json_the_sentences_for_a_person_go_to_standard_error(only: Register, desk: Desk) -> None:
    only(gives(Outcome({"数": 1}, ["写好了。"])))
    answer = desk.run("试")
    assert (answer.data, answer.said) == ({"数": 1}, "写好了。\n")


def test_without_json_the_sentences_are_the_result(only: Register, desk: Desk) -> None:
    only(gives(Outcome({"数": 1}, ["写好了。"])))
    assert desk.say("试") == (0, "写好了。\n", "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (dt.date(2022, 9, 30), "2022-09-30"),
        (Path("台账.xlsx"), "台账.xlsx"),
        (np.int64(3), 3),
        (np.float64(0.5), 0.5),
        ("甲局", "甲局"),
        (None, None),
        (float("nan"), None),
        (np.float64("nan"), None),
        ({"名次": [float("nan"), 1]}, {"名次": [None, 1]}),
    ],
)
def test_what_json_has_no_word_for_is_written_plainly(
    only: Register, desk: Desk, value: Any, shown: Any
) -> None:
    only(gives(Outcome({"值": value})))
    assert desk.run("试").data == {"值": shown}


def test_every_listing_command_answers_with_one_json_object(desk: Desk, ledger_file: Path) -> None:
    for arguments in (["check", ledger_file], ["rank", ledger_file], ["commands"]):
        assert desk.run(*arguments).code == 0


def test_the_day_given_is_the_day_that_the_command_sees(only: Register, desk: Desk) -> None:
    only(lambda arguments, context: Outcome({"今天": context.today}))
    assert desk.run("试").data == {"今天": "2022-10-08"}


def test_a_day_that_is_none_is_wrong_use(only: Register, desk: Desk) -> None:
    only(gives(Outcome({})))
    code, _, err = desk.say("试", "--today", "十月八日")
    assert code == 2 and "--today" in err


def test_without_a_command_the_commands_are_listed(desk: Desk) -> None:
    code, out, _ = desk.say()
    assert code == 0 and "recalc" in out and "用法：" in out


def test_as_its_own_process_standard_output_is_one_line_of_json(ledger_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "addin", "check", str(ledger_file), "--json", "--today", "2022-10-08"],
        capture_output=True, check=False, encoding="utf-8", env={"PYTHONIOENCODING": "utf-8", "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    assert "findings" in json.loads(done.stdout)
