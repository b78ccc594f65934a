"""导出表样：the sources' own tables as Excel or Word files, filled from the ledger as it is computed now."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import Command, Context, Outcome
from addin.commands.options import add_book, add_month

FOLDER = "表样"
EXCEL, WORD = ".xlsx", ".docx"


def _options(parser: ArgumentParser) -> None:
    from addin.forms import FORMS

    add_book(parser)
    parser.add_argument("form", metavar="表名", help=f"{'、'.join(FORMS)}")
    add_month(parser, "写哪个月的，默认参数表的统计月份")
    parser.add_argument(
        "--rows", metavar="编号", nargs="+", default=[], help="只写这些行：项目代码、编号或行标识"
    )
    parser.add_argument(
        "--out",
        metavar="文件",
        type=Path,
        help=f"写成哪个文件：{EXCEL} 是 Excel，{WORD} 是 Word；默认台账旁的 {FOLDER}/ 里的 {EXCEL}，不覆盖已有的文件",
    )


def _run(arguments: Namespace, context: Context) -> Outcome:
    # The forms are loaded only by the command that needs them.
    from addin.commands.exporting import export_form

    return export_form(arguments, context)


EXPORT = Command("export", "导出表样：各文件规定的表", _run, _options)
