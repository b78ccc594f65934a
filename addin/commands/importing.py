"""外来台账入账：tables of other offices, previewed, and with --apply taken over and recomputed in one save."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from addin.commands.base import Context, Outcome
from addin.commands.check import as_json, finding_lines
from addin.commands.computation import computed, load, open_book
from addin.commands.import_ import OPERATION
from addin.commands.outputs import outputs
from addin.errors import ProgramError
from addin.findings import Finding
from addin.intake.foreign import ForeignTable, read_foreign
from addin.intake.lines import groups
from addin.intake.proposals import Proposed
from addin.intake.taking import Change, Taken, project_names, take_over
from addin.ledger import Ledger
from addin.schema import ChangeList
from addin.workbook.outside import read_outside
from addin.workbook.port import Book, Saved

ADJUSTED = "调整"
SHOWN = 20


def import_tables(arguments: Namespace, context: Context) -> Outcome:
    """The command `import`. Raises ProgramError."""
    book = open_book(arguments.book, context)
    _refuse_itself(arguments.book, arguments.files)
    ledger = load(book, None, context)
    month = pd.Timestamp(arguments.month or ledger.settings.as_of)
    context.progress.step("读取外来的表")
    tables, findings = _read(ledger, arguments.files)
    context.progress.step("与台账逐行对照")
    taken = take_over(ledger, tables, month)
    findings += taken.findings
    apply = arguments.apply and taken.changes
    saved = _apply(book, ledger, taken, findings, context) if apply else None
    data = {
        "month": f"{month:%Y-%m}",
        "tables": [
            _table(table, counts, taken, project_names(taken.ledger))
            for table, counts in zip(tables, taken.tables, strict=True)
        ],
        "changes": len(taken.changes),
        "applied": bool(arguments.apply),
        "findings": [as_json(one) for one in findings],
    }
    return Outcome(data, _lines(data, taken, findings), findings).after(saved)


def _refuse_itself(book: Path, files: Sequence[Path]) -> None:
    for file in files:
        if file.exists() and file.samefile(book):
            raise ProgramError(file.name, "这就是台账自己", "请给出外来的文件")


def _read(ledger: Ledger, files: Sequence[Path]) -> tuple[list[ForeignTable], list[Finding]]:
    tables, findings = [], []
    for tab in (tab for file in files for tab in read_outside(file)):
        table, said = read_foreign(ledger, tab)
        findings += said
        if table is not None:
            tables.append(table)
    return tables, findings


def _apply(book: Book, ledger: Ledger, taken: Taken, findings: Sequence[Finding], context: Context) -> Saved:
    """One save: the changed cells, the new rows, and everything computed from them."""
    after = taken.ledger.with_table(ChangeList, _adjustments(taken))
    done = computed(after, context, checked=ledger)
    done = replace(done, findings=(*done.findings, *findings))
    edits = outputs(done, context, OPERATION, len(taken.changes), book.fingerprint())
    context.progress.step("写回台账")
    return book.save(edits, OPERATION)


def _adjustments(taken: Taken) -> pd.DataFrame:
    """变动清单 with one row for every cell that changed."""
    table, names = taken.ledger[ChangeList], project_names(taken.ledger)
    month = pd.Timestamp(taken.ledger.settings.as_of)
    rows = [
        (month, ADJUSTED, one.proposal.code, names.get(one.proposal.code), _field(one), one.old, one.new)
        for one in taken.changes
        if not one.added
    ]
    columns = [column.name for column in ChangeList.columns if column.name != "row_id"]
    added = pd.DataFrame(rows, columns=columns)
    if not len(added):
        return table
    added["position"], added["excel_row"] = -1, 0
    parts = [part for part in (table, added) if len(part)]
    return pd.concat(parts, ignore_index=True)


def _field(change: Change) -> str:
    return f"{change.proposal.sheet.title}!{change.proposal.column.title}（导入）"


def _table(table: ForeignTable, counts: Proposed, taken: Taken, names: dict[str, str]) -> dict[str, Any]:
    """One foreign table: what it was taken for, its rows, and the cells it changes."""
    changes = [one for one in taken.changes if one.proposal.place == table.tab.place]
    return {
        "file": table.tab.file,
        "tab": table.tab.tab,
        "sheet": table.fit.sheet.title,
        "header_rows": [table.head.first + 1, table.head.last + 1],
        "columns": {one.leaf.shown: one.title for one in table.fit.fields},
        "not_taken": [leaf.shown for leaf in table.fit.unknown],
        "groups": groups(table.lines),
        "rows": len(table.rows),
        "matched": counts.matched,
        "new": counts.new,
        "refused": counts.refused,
        "changes": [_change(one, names) for one in changes],
    }


def _change(change: Change, names: dict[str, str]) -> dict[str, Any]:
    one = change.proposal
    return {
        "project": one.code,
        "project_name": names.get(one.code),
        "sheet": one.sheet.title,
        "cell": change.cell or None,
        "field": one.column.title,
        "old": change.old or None,
        "new": change.new,
        "from": one.cell,
    }


def _lines(data: dict[str, Any], taken: Taken, findings: Sequence[Finding]) -> list[str]:
    lines = [
        f"{one['file']}/{one['tab']} → {one['sheet']}：{one['rows']}行，对上{one['matched']}行，"
        f"新增{one['new']}行，没有导入{one['refused']}行，改动{len(one['changes'])}格。"
        for one in data["tables"]
    ]
    lines += [_change_line(each) for one in data["tables"] for each in one["changes"]][:SHOWN]
    if data["changes"] > SHOWN:
        lines.append(f"  …共{data['changes']}格，全部见 --json。")
    return [*lines, *finding_lines(findings), _last_line(data)]


def _change_line(one: dict[str, Any]) -> str:
    where = f"{one['sheet']}!{one['cell']}" if one["cell"] else f"{one['sheet']}新增行"
    return f"  {where}　{one['project_name'] or one['project']}　{one['field']}：{one['old'] or '空白'} → {one['new']}（来自 {one['from']}）"


def _last_line(data: dict[str, Any]) -> str:
    if not data["changes"]:
        return "没有要改动的内容，台账保持原样。"
    if data["applied"]:
        return f"已写入台账，共{data['changes']}格。需要退回时用 liangdeng undo。"
    return f"以上是预览，共{data['changes']}格，还没有写进台账。加 --apply 写入。"
