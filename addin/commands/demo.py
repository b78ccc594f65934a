"""演示：the sample ledger, recalculated, with a circular, reminder letters and minutes."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from addin.commands.base import Command, Context, Outcome
from addin.commands.recalc import RECALC, summary_lines
from addin.commands.write import FOLDER, WRITE
from addin.errors import ProgramError

LEDGER = "重大项目推进台账（演示数据）.xlsx"
KINDS = ("通报", "提醒函", "会议纪要")
MARK = ".演示"


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=Path("demo"), help="写到哪里，默认 demo/"
    )


def _run(arguments: Namespace, context: Context) -> Outcome:
    from workbook_templates import sample
    from workbook_templates.build import build_workbook

    folder: Path = arguments.folder
    # The sample stands in October 2022: today's date would make everything years overdue.
    context = replace(context, today=arguments.today or sample.FACTS.today)
    _clear(folder)
    book = folder / LEDGER
    context.progress.step("生成演示台账")
    build_workbook(book, sample.tables(), sample.settings(), demonstration=True)
    computed = _call(RECALC, context, book=book, month=None, out=None)
    files = [str(book)]
    with context.progress.count("写文书", len(KINDS)) as one_done:
        for kind in KINDS:
            files += _write(kind, book, context)
            one_done()
    data = {"files": files, "lights": computed.data["lights"]}
    lines = [
        "演示数据（内容均为虚构）已生成：",
        *summary_lines(computed.data),
        *(f"  {path}" for path in files),
    ]
    return Outcome(data, [*lines, f"请打开 {book} 看首页，打开 {folder / FOLDER} 里的文书。"])


def _clear(folder: Path) -> None:
    """Only a folder that an earlier demo made, or an empty one, is written to."""
    mark = folder / MARK
    if folder.exists() and not folder.is_dir():
        raise ProgramError(str(folder), "这是文件，不是文件夹", "请换一个文件夹")
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise ProgramError(str(folder), "文件夹里有别的文件", "请换一个空文件夹")
    folder.mkdir(parents=True, exist_ok=True)
    # What an earlier demo made goes; a file that a person put beside it stays.
    book = folder / LEDGER
    book.unlink(missing_ok=True)
    shutil.rmtree(book.with_suffix(".版本"), ignore_errors=True)
    for document in (folder / FOLDER).glob("*_*.docx"):
        document.unlink()
    mark.touch()


def _write(kind: str, book: Path, context: Context) -> list[str]:
    outcome = _call(
        WRITE,
        context,
        book=book,
        kind=kind,
        month=None,
        rows=[],
        unit=[],
        meeting=None,
        issue=True,
        date=None,
        pdf=False,
        out=None,
    )
    return [file["path"] for file in outcome.data["files"]]


def _call(command: Command, context: Context, **arguments: Any) -> Outcome:
    return command.run(Namespace(**arguments), context)


DEMO = Command("demo", "生成演示台账和几件文书", _run, _options)
