"""拆分发件：adds the month's blank reports and the missing row ids, and writes a package a unit, with one save."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from addin.commands.base import Context, Outcome
from addin.commands.check import as_json, finding_lines
from addin.commands.computation import computed, load, open_book
from addin.commands.needs import need
from addin.commands.outputs import journal, outputs, row_ids
from addin.commands.parcels import Parcel, parcels
from addin.commands.sending import refuse_place, send
from addin.commands.split import OPERATION
from addin.commands.tables import append
from addin.commands.tidying import tidy_store
from addin.commands.unit_names import unit_names
from addin.exchange.exchanged import EXCHANGED
from addin.exchange.extracts import Homeless, extracts
from addin.exchange.reports_due import rows_lacking
from addin.findings import Finding, Level
from addin.ledger import Ledger
from addin.ledger.additions import with_rows
from addin.ledger.reading import quoted
from addin.ledger.text import tidy
from addin.ledger.wording import month_name
from addin.schema import Dispatches, Journal, MonthlyProgress, Projects, Sheet, Units
from addin.workbook.port import Book, Edits

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """备好的台账：the ledger with the month's reports, `added` of them new, and the edits that write them."""

    ledger: Ledger
    edits: Edits
    added: int


def split(arguments: Namespace, context: Context) -> Outcome:
    """The command `split`. Raises ProgramError."""
    book = open_book(arguments.book, context)
    refuse_place(arguments.out)
    ledger = load(book, arguments.month, context)
    _need_places(ledger)
    tidy_store(book, ledger)
    month = ledger.settings.as_of
    units = unit_names(ledger, arguments.unit, "--unit") if arguments.unit else None
    ready = _prepare(book, ledger, units, context)
    context.progress.step("取出各单位的行")
    parts, homeless = extracts(ready.ledger, month, _ids(ready))
    wanted = {unit: tables for unit, tables in parts.items() if units is None or unit in units}
    packed = parcels(book.path, ledger, wanted, context)
    paths = send(book, ready, packed, arguments.out, context)
    findings = _homeless_findings(ledger, homeless if units is None else [])
    data = {
        "month": f"{month:%Y-%m}",
        "packages": [_as_json(one, str(path)) for one, path in zip(packed, paths, strict=True)],
        "rows_added": ready.added,
        "not_sent": [as_json(one) for one in findings],
    }
    without = [unit for unit in units or () if unit not in wanted]
    return Outcome(data, _lines(data, without, findings, month), findings)


def _need_places(ledger: Ledger) -> None:
    need(ledger, MonthlyProgress, MonthlyProgress.code, MonthlyProgress.month)
    need(ledger, Dispatches, *Dispatches.columns[1:])
    need(ledger, Journal)
    for one in EXCHANGED:
        if ledger.has(one.sheet):
            need(ledger, one.sheet, one.sheet.row_id)


def _prepare(book: Book, ledger: Ledger, units: Collection[str] | None, context: Context) -> Prepared:
    """The new rows, with everything computed from them where they are of 统计月份, and all missing row ids."""
    rows = rows_lacking(ledger, ledger.settings.as_of, units)
    after = with_rows(ledger, MonthlyProgress, rows)
    if rows and not ledger.of_another_month:
        done = computed(after, context, checked=ledger)
        edits = outputs(done, context, OPERATION, len(rows), book.fingerprint())
    else:
        edits = _rows_alone(after, context, len(rows), book.fingerprint())
    return Prepared(_with_places(after), edits, len(rows))


def _rows_alone(ledger: Ledger, context: Context, added: int, fingerprint: str) -> Edits:
    """For another month than 统计月份, or no new row, the results stay as they stand."""
    edits, table = Edits(), ledger[MonthlyProgress]
    new = table[table["position"] < 0]
    projects = ledger[Projects]
    names = projects[Projects.project_name.name].set_axis(projects[Projects.code.name])
    arrays = {column.name: new[column.name] for column in (MonthlyProgress.code, MonthlyProgress.month)}
    arrays[MonthlyProgress.project_name.name] = new[MonthlyProgress.code.name].map(names)
    append(edits, ledger.cells[MonthlyProgress], arrays)
    row_ids(edits, ledger, context)
    what = month_name(ledger.settings.as_of)
    journal(edits, ledger, context, OPERATION, what, added, fingerprint)
    return edits


def _with_places(ledger: Ledger) -> Ledger:
    """New rows know the Excel row that they get."""
    table = ledger[MonthlyProgress].copy()
    new = (table["position"] < 0).to_numpy()
    first = ledger.cells[MonthlyProgress].last_row + 1
    table.loc[new, "excel_row"] = np.arange(first, first + new.sum())
    return ledger.with_table(MonthlyProgress, table)


def _ids(ready: Prepared) -> dict[type[Sheet], dict[int, str]]:
    """The row ids as they stand after the save, by sheet and Excel row."""
    found = {}
    for one in EXCHANGED:
        cells = ready.ledger.cells.get(one.sheet)
        if cells is not None:
            name, edits = one.sheet.row_id.name, ready.edits.sheets.get(cells.tab)
            ids = dict(zip(cells.rows.tolist(), map(_as_id, cells.values[name]), strict=True))
            written = edits.cells if edits else []
            ids |= {row: str(value) for row, column, value in written if column == cells.columns[name]}
            found[one.sheet] = ids
    return found


def _as_id(value: object) -> str:
    return tidy(str(value)) or ""


def _homeless_findings(ledger: Ledger, homeless: Sequence[Homeless]) -> list[Finding]:
    findings = []
    for one in homeless:
        what = f"牵头单位{quoted(one.unit)}不在{Units.title}里" if one.unit else "没有牵头单位"
        findings.append(
            ledger.finding(
                Level.DOUBT, one.sheet, one.position, None,
                f"{what}，本行没有发给任何单位", "补上或改正责任单位后，再拆分一次", used="不发",
            )
        )  # fmt: skip
    return findings


def _as_json(one: Parcel, path: str) -> dict[str, Any]:
    package = one.package
    return {
        "unit": package.unit,
        "path": path,
        "number": package.number,
        "code": package.return_code,
        "rows": one.rows,
        "previous": package.previous or None,
        "new": one.new,
    }


def _lines(
    data: dict[str, Any], without: Sequence[str], findings: Sequence[Finding], month: date
) -> list[str]:
    packages = data["packages"]
    fresh = sum(one["new"] for one in packages)
    again = len(packages) - fresh
    lines = [f"{month_name(month)}：{len(packages)}个单位的包，新写{fresh}个。"]
    if again:
        lines.append(f"其中{again}个单位的内容与上次发出的完全相同，给出的是原来那个包。")
    lines += [f"  {one['unit']}　{one['rows']}行　{one['path']}" for one in packages[:SHOWN]]
    if len(packages) > SHOWN:
        lines.append(f"  …共{len(packages)}个，全部见{Dispatches.title}。")
    lines += [f"  {unit}没有要填报的行，没有写包。" for unit in without]
    if data["rows_added"]:
        lines.append(f"{MonthlyProgress.title}补上了{data['rows_added']}行待填。")
    return [*lines, *finding_lines(findings)]
