"""寄发：mail drafts for the packages of a month, or sending them over SMTP."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import ON_RIBBON, Command, Context, Outcome
from addin.commands.options import add_book, add_month

OPERATION = "寄发"


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--drafts", metavar="文件夹", type=Path, help="草稿写到哪个文件夹，默认台账旁边的 台账.发件/邮件草稿"
    )
    way.add_argument(
        "--send", action="store_true", help="直接寄出（SMTP，必须加密），设置见环境变量 LIANGDENG_SMTP_*"
    )
    way.add_argument(
        "--outlook", action="store_true", help="放进 Outlook 的草稿箱（Windows，经典版 Outlook）"
    )
    parser.add_argument("--preview", action="store_true", help="只看给谁、几封，什么都不写，也不连服务器")
    parser.add_argument(
        "--remind", action="store_true", help="催报：只给过了截止日还没有交回的单位写，不能和 --send 一起用"
    )
    parser.add_argument(
        "--unit", metavar="单位", nargs="+", default=[], help="只给这些单位，默认有包的所有单位"
    )
    parser.add_argument(
        "--again", metavar="单位", nargs="+", default=[], help="已发、不确定或已交回的这些单位，再给一次"
    )
    parser.add_argument(
        "--shared", metavar="单位", nargs="+", default=[], help="这些单位确实和别的单位共用邮箱，照给"
    )
    add_month(parser, "哪个月的包，默认参数表的统计月份")


def _run(arguments: Namespace, context: Context) -> Outcome:
    # Mail is loaded only by the command that needs it.
    from addin.commands.mailing import mail

    return mail(arguments, context)


MAIL = Command("mail", "寄发：写成邮件草稿，或直接寄出", _run, _options, ON_RIBBON)
