"""新建：an empty master workbook from the schema and the presets, with or without buttons, or the add-in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import Command, Context, Outcome
from addin.errors import ProgramError, UsageError

ADDIN = ".xlam"
KINDS = (".xlsx", ".xlsm", ADDIN)
"""A ledger, a ledger with buttons, and the buttons alone, for any ledger that is open."""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path",
        metavar="文件",
        type=Path,
        help="要新建的文件：台账.xlsx；台账.xlsm（带按钮）；按钮.xlam（只有按钮，加载宏）",
    )
    parser.add_argument(
        "--preset", metavar="方案", default="宁波", help="亮灯方案：宁波、新乡、武汉、银川等，默认宁波"
    )


def refuse_existing(path: Path) -> None:
    """A file that stands there is never written over."""
    if path.exists():
        raise ProgramError(str(path), "已有同名文件", "请换一个文件名，或先把原文件移走")


def _run(arguments: Namespace, context: Context) -> Outcome:
    from workbook_templates.build import build_addin, build_workbook

    path: Path = arguments.path
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UsageError(str(path), f"文件名应以 {'、'.join(KINDS)} 结尾", "请改成如 台账.xlsx")
    refuse_existing(path)
    if not path.parent.is_dir():
        raise ProgramError(str(path.parent), "没有这个文件夹", "请先建好文件夹，或换一个位置")
    if kind == ADDIN:
        build_addin(path)
        return Outcome({"path": str(path)}, [f"已新建加载宏 {path}。"])
    build_workbook(path, preset=arguments.preset)
    return Outcome({"path": str(path)}, [f"已新建 {path}（亮灯方案：{arguments.preset}）。"])


NEW = Command("new", "新建空白总台账", _run, _options)
