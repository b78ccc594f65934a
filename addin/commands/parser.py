"""命令的参数：one sub-command an entry of COMMANDS, read the same way from the command line and from a click."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from addin.errors import UsageError

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
