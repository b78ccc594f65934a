"""文书用语：write the built-in wording of a kind to 模板/ for an office to edit."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from addin.commands.base import Command, Context, Outcome
from addin.commands.new import refuse_existing

FOLDER = "模板"


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="文种", help="如 提醒函")
    parser.add_argument(
        "--out", metavar="文件夹", type=Path, default=Path(), help="台账所在的文件夹，默认当前文件夹"
    )


def _run(arguments: Namespace, context: Context) -> Outcome:
    from addin.commands.documents.writing import document_kind
    from docgen.wording import builtin

    kind = document_kind(arguments.kind)
    path = arguments.out / FOLDER / f"{kind.template}.md"
    refuse_existing(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(builtin(kind.template), encoding="utf-8")
    return Outcome({"path": str(path)}, [f"已写出 {path}：修改后，同一文件夹的台账写{kind.name}时就用它。"])


WORDING = Command("wording", "导出内置用语供修改", _run, _options)
