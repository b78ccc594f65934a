"""命令行：the door for scripts and administrators. The clock is read here and nowhere below.

Standard output carries the result (one JSON object with --json); everything else goes to standard
error. Exit codes: 0 done; 1 --strict and a 错误; 2 wrong use; 3 could not go on; 4 partly done.
"""

from __future__ import annotations

import argparse
import gc
import getpass
import json
import math
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NoReturn

from addin.errors import ProgramError, UsageError

PROGRAM = "liangdeng"

# argparse speaks through gettext; these are its sentences in the clerk's language.
CHINESE = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示本说明",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "expected one argument": "后面要有一个值",
    "expected at least one argument": "后面至少要有一个值",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
}


def _chinese(text: str) -> str:
    return CHINESE.get(text, text)


class Parser(argparse.ArgumentParser):
    """argparse that raises a `UsageError` instead of printing English and leaving."""

    def error(self, message: str) -> NoReturn:
        raise UsageError("命令行", message, f"用 {self.prog} --help 看用法")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            choices = "、".join(map(str, action.choices))
            raise argparse.ArgumentError(action, f"没有“{value}”，可选：{choices}")


def build_parser(named: str = "") -> Parser:
    """One sub-command an entry of COMMANDS, with the options that every command has.

    Where a command is `named`, only that one gets its own options: some have to load much for them.
    """
    from addin import __version__
    from addin.commands import COMMANDS
    from addin.commands.options import a_date

    argparse._ = _chinese  # type: ignore[attr-defined]
    parser = Parser(prog=PROGRAM, description="亮灯台账：重点项目总台账的亮灯、排名与公文")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}", help="显示版本")
    commands = parser.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=Parser)
    names = {command.name for command in COMMANDS}
    for command in COMMANDS:
        sub = commands.add_parser(
            command.name, help=command.summary, description=command.summary, allow_abbrev=False
        )
        if command.name == named or named not in names:
            command.options(sub)
        sub.add_argument("--json", action="store_true", help="标准输出只写一个 JSON 对象")
        sub.add_argument("--today", type=a_date, metavar="日期", help="把这一天当作今天，如 2022-10-08")
        if command.strict:
            sub.add_argument("--strict", action="store_true", help="校核有错误时退出码为 1")
        sub.set_defaults(entry=command)
    return parser


def program() -> int:
    """The program `liangdeng`: one command, and the process ends."""
    code = main()
    gc.freeze()  # all is given back now: nothing to look through for cycles once more
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; every failure is one sentence and an exit code, never a traceback."""
    # Hundreds of thousands of cell values live to the end: looking through them for cycles finds nothing.
    gc.set_threshold(50_000, 50, 100)
    arguments = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in arguments
    try:
        return _run(build_parser(*arguments[:1]).parse_args(arguments))
    except ProgramError as error:
        _show_error(error, as_json)
        return error.exit_code
    except KeyboardInterrupt:
        _show_error(ProgramError(PROGRAM, "已按要求中止", "台账保持原样，可以重新运行"), as_json)
        return 3
    except MemoryError:
        _show_error(ProgramError(PROGRAM, "内存不够", "请关闭其他程序后重试；台账保持原样"), as_json)
        return 3
    except OSError as error:
        from addin.workbook.system_errors import in_words

        place = str(error.filename or PROGRAM)
        reason = f"读写文件时出错（{in_words(error)}）"
        _show_error(ProgramError(place, reason, "请检查路径、权限和磁盘空间后重试"), as_json)
        return 3


def _run(arguments: argparse.Namespace) -> int:
    from addin.commands.base import Context, Silent
    from addin.console import Bars

    if arguments.command is None:
        build_parser().print_help(sys.stdout)
        return 0
    context = Context(
        today=arguments.today or date.today(),  # noqa: DTZ011 (the clerk's own calendar)
        now=datetime.now().replace(microsecond=0),
        operator=_operator(),
        progress=Silent() if arguments.json else Bars(),
    )
    outcome = arguments.entry.run(arguments, context)
    for line in outcome.lines:
        print(line, file=sys.stderr if arguments.json else sys.stdout)
    if arguments.json:
        print(json.dumps(_plain(outcome.data), ensure_ascii=False))
    if getattr(arguments, "strict", False) and outcome.errors:
        return 1
    return 4 if outcome.partly else 0


def _operator() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "未知"


def _show_error(error: ProgramError, as_json: bool) -> None:
    print(str(error), file=sys.stderr)
    if as_json:
        fields = {"where": error.where, "what": error.what, "advice": error.advice}
        print(json.dumps({"error": fields}, ensure_ascii=False))


def _plain(value: Any) -> Any:
    """What JSON can hold: dates as 2022-09-30, paths as text, numpy scalars as Python's, NaN as null."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (str, int)) else str(value)
