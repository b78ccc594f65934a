"""文书用语：write the built-in wording of a kind to 模板/ for an office to edit."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import Command, Context, Outcome
from addin.commands.new import refuse_existing

FOLDER = "模板"


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="文种", help="如 提醒函；邮件的是 发件邮件、催报邮件")
    parser.add_argument(
        "--out", metavar="文件夹", type=Path, default=Path(), help="台账所在的文件夹，默认当前文件夹"
    )


def _run(arguments: Namespace, context: Context) -> Outcome:
    from docgen.wording import builtin

    name, template = _named(arguments.kind)
    path = arguments.out / FOLDER / f"{template}.md"
    refuse_existing(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(builtin(template), encoding="utf-8")
    return Outcome({"path": str(path)}, [f"已写出 {path}：修改后，同一文件夹的台账写{name}时就用它。"])


def _named(kind: str) -> tuple[str, str]:
    """The name and the template of a kind of document, or of mail. Raises UsageError."""
    from addin.commands.documents.writing import document_kind
    from addin.exchange.mail.wording import MAIL_WORDINGS

    if kind in MAIL_WORDINGS:
        return kind, kind
    found = document_kind(kind)
    return found.name, found.template


WORDING = Command("wording", "导出内置用语供修改", _run, _options)
