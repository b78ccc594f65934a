"""写文书：documents from selected rows, as drafts or, with --issue, numbered and dated."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import EVERYWHERE, Command, Context, Outcome
from addin.commands.options import a_date, add_book, add_month

FOLDER = "文书"


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    parser.add_argument("kind", metavar="文种", help="如 提醒函、通报、会议纪要；用 liangdeng kinds 看全部")
    add_month(parser, "写哪个月的，默认参数表的统计月份")
    parser.add_argument(
        "--rows",
        metavar="编号",
        nargs="+",
        default=[],
        help="用哪些行写：项目代码、各表编号、行标识或“表名!编号”；默认建议措施里写着这个文种的行",
    )
    parser.add_argument("--unit", metavar="单位", nargs="+", default=[], help="只写给这些单位")
    parser.add_argument(
        "--meeting", metavar="会议编号", help="会议通知、会议纪要写哪次会议；默认下一次、最近一次"
    )
    parser.add_argument("--issue", action="store_true", help="编号登记：分配文号和成文日期，状态改为已发")
    parser.add_argument("--date", metavar="日期", type=a_date, help="成文日期，默认今天")
    parser.add_argument(
        "--pdf", action="store_true", help="每件文书旁另排一份 PDF（用 LibreOffice，Windows 上没有时用 Word）"
    )
    parser.add_argument("--out", metavar="文件夹", type=Path, help=f"写到哪里，默认台账旁的 {FOLDER}/")


def _run(arguments: Namespace, context: Context) -> Outcome:
    # docgen and python-docx are loaded only by the command that needs them.
    from addin.commands.documents.writing import write_documents

    return write_documents(arguments, context)


WRITE = Command("write", "写文书：通报、函、通知、会议纪要和表单", _run, _options, EVERYWHERE, strict=True)
