"""表样成文件：the form asked for, filled from the ledger as it is computed now, as Excel or Word."""

from __future__ import annotations

import itertools
from argparse import Namespace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.base import Context, Outcome
from addin.commands.check import as_json
from addin.commands.computation import Computation, compute, open_book
from addin.commands.export import EXCEL, FOLDER, WORD
from addin.errors import ProgramError, UsageError
from addin.forms import FORMS, Filled, Form
from addin.ledger import Ledger
from addin.schema import Projects


def export_form(arguments: Namespace, context: Context) -> Outcome:
    """The command `export`. Raises UsageError, ProgramError."""
    form = _form(arguments.form)
    _refuse_target(arguments.out, arguments.book)
    done = compute(open_book(arguments.book, context), arguments.month, context)
    context.progress.step("写表样")
    ledger = as_computed(done)
    filled = form.fill(ledger, arguments.rows)
    target = arguments.out or _free(arguments.book.parent / FOLDER / _file_name(form, ledger))
    _save(target, _content(target, filled, form.name, ledger, context))
    data = {
        "path": str(target),
        "rows": filled.rows,
        "findings": [as_json(finding) for finding in filled.findings],
    }
    return Outcome(data, _lines(target, filled, form), filled.findings)


def _form(name: str) -> Form:
    if name not in FORMS:
        raise UsageError("表名", f"没有“{name}”这张表样", f"可选：{'、'.join(FORMS)}")
    return FORMS[name]


def _refuse_target(target: Path | None, book: Path) -> None:
    """Before anything is reckoned: the ending, and that the ledger itself is not written over."""
    if target is None:
        return
    if target.suffix.lower() not in (EXCEL, WORD):
        what = f"表样只能写成 {EXCEL}（Excel）或 {WORD}（Word）文件"
        raise UsageError(str(target), what, f"请把文件名改成以 {EXCEL} 或 {WORD} 结尾")
    if target.resolve() == book.resolve():
        raise UsageError(str(target), "这是台账自己", "请换一个文件名")
    if not target.parent.is_dir():
        raise ProgramError(str(target.parent), "没有这个文件夹", "请先建好文件夹，或换一个位置")


def as_computed(done: Computation) -> Ledger:
    """The ledger with every computed column as this run reckons it, in place of what stands in the cells."""
    ledger = done.ledger
    sources = (done.suggestions.deeds.columns, done.suggestions.columns, done.columns)
    for sheet in dict.fromkeys(sheet for source in sources for sheet in source):
        columns: dict[str, Any] = {}
        for source in sources:
            given = source.get(sheet, pd.DataFrame())
            columns |= {str(name): np.asarray(values) for name, values in given.items()}
        ledger = ledger.with_table(sheet, ledger[sheet].assign(**columns))
    return ledger.with_table(Projects, ledger[Projects].assign(**_month_figures(done)))


def _month_figures(done: Computation) -> dict[str, np.ndarray]:
    """项目清单 at 统计月份; 年计划投资 is the year's plan in force (an adjusted 月度计划 wins)."""
    panel, at = done.panel, done.column
    return {
        Projects.month_done.name: panel.month_done[:, at],
        Projects.invested_to_date.name: panel.invested[:, at],
        Projects.year_done.name: panel.year_done[:, at],
        Projects.year_plan.name: panel.year_plan[:, at],
        Projects.investment_rate.name: panel.rate[:, at],
    }


def _file_name(form: Form, ledger: Ledger) -> str:
    from docgen.file_names import safe_name

    settings = ledger.settings
    region = safe_name(settings.region) if settings.region else ""
    return f"{region}{settings.year}年{form.name}{EXCEL}"


def _free(path: Path) -> Path:
    """The path itself, or 「名 (2).xlsx」 …: what a person may have filled in is never written over."""
    others = (path.with_stem(f"{path.stem} ({number})") for number in itertools.count(2))
    return next(one for one in itertools.chain([path], others) if not one.exists())


def _content(target: Path, filled: Filled, title: str, ledger: Ledger, context: Context) -> bytes:
    """The file's bytes, of the kind that its ending names."""
    # XlsxWriter and the Word layout are loaded only by the command that needs them.
    if target.suffix.lower() == EXCEL:
        from addin.forms.writer import workbook_bytes

        return workbook_bytes(filled.pages, title, context.now)
    from addin.forms.word_writer import document_bytes

    settings = ledger.settings
    return document_bytes(
        filled.pages,
        title,
        context.now,
        demonstration=settings.demonstration == "是",
        type_area=settings.type_area,
    )


def _save(target: Path, content: bytes) -> None:
    from addin.workbook.safe_save import plain_errors, put_in_place

    with plain_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(target, lambda draft: draft.write_bytes(content))


def _lines(target: Path, filled: Filled, form: Form) -> list[str]:
    lines = [f"已写 {target}（{filled.rows}行）。"]
    if not filled.rows:
        lines = [f"没有属于{form.name}的行，写成空白表样 {target}。"]
    return lines + [
        f"  待填　{finding.sheet}!{finding.cell}：{finding.message}。" for finding in filled.findings
    ]
