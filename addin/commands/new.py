"""新建：an empty master workbook from the schema and the presets."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import Command, Context, Outcome
from addin.errors import ProgramError, UsageError


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="文件", type=Path, help="要新建的文件，如 台账.xlsx")
    parser.add_argument(
        "--preset", metavar="方案", default="宁波", help="亮灯方案：宁波、新乡、武汉、银川等，默认宁波"
    )


def refuse_existing(path: Path) -> None:
    """A file that stands there is never written over."""
    if path.exists():
        raise ProgramError(str(path), "已有同名文件", "请换一个文件名，或先把原文件移走")


def _run(arguments: Namespace, context: Context) -> Outcome:
    from workbook_templates.build import build_workbook

    path: Path = arguments.path
    if path.suffix.lower() != ".xlsx":
        raise UsageError(str(path), "文件名应以 .xlsx 结尾", "请改成如 台账.xlsx")
    refuse_existing(path)
    if not path.parent.is_dir():
        raise ProgramError(str(path.parent), "没有这个文件夹", "请先建好文件夹，或换一个位置")
    build_workbook(path, preset=arguments.preset)
    return Outcome({"path": str(path)}, [f"已新建 {path}（亮灯方案：{arguments.preset}）。"])


NEW = Command("new", "新建空白总台账", _run, _options)
