"""校核：what is wrong with the data, written to 校核清单 and nothing else."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Sequence

from addin.commands.base import EVERYWHERE, Command, Context, Outcome
from addin.commands.computation import compute, open_book
from addin.commands.options import add_book, add_month
from addin.commands.outputs import findings_sheet, journal
from addin.findings import Finding, Level
from addin.ledger.persons import personal_columns
from addin.ledger.phones import masked
from addin.workbook.port import Edits

SHOWN = 10


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    add_month(parser, "按哪个月校核，默认参数表的统计月份")


def _run(arguments: Namespace, context: Context) -> Outcome:
    book = open_book(arguments.book, context)
    done = compute(book, arguments.month, context)
    edits = Edits()
    findings_sheet(edits, done)
    journal(
        edits, done.ledger, context, "校核", count_text(done.findings), len(done.findings), book.fingerprint()
    )
    saved = book.save(edits, "校核")
    personal = personal_columns(done.ledger)
    return Outcome(
        {"findings": [as_json(finding, personal) for finding in done.findings]},
        finding_lines(done.findings),
        done.findings,
    ).after(saved)


def as_json(finding: Finding, personal: Collection[tuple[str, str]] = frozenset()) -> dict[str, str | None]:
    """One finding. What stands in a `personal` column (addin/ledger/persons.py) is not told: JSON goes to logs
    and other programs, which need no names."""
    private = (finding.sheet, finding.cell.rstrip("0123456789")) in personal
    return {
        "level": str(finding.level),
        "sheet": finding.sheet,
        "cell": finding.cell or None,
        "message": finding.message,
        "value": None if private else masked(finding.value) or None,
        "used": None if private else masked(finding.used) or None,
        "advice": finding.advice,
    }


def count_text(findings: Sequence[Finding]) -> str:
    counts = [(level, sum(finding.level is level for finding in findings)) for level in Level]
    return "、".join(f"{level}{count}条" for level, count in counts)


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """The counts, then the first errors and doubts with their cells."""
    serious = [finding for finding in findings if finding.level is not Level.NOTE]
    lines = [f"校核：{count_text(findings)}。"]
    lines += [
        f"  {finding.level}　{finding.sheet}!{finding.cell}：{finding.message}。{finding.advice}。"
        for finding in serious[:SHOWN]
    ]
    if len(serious) > SHOWN:
        lines.append(f"  …另有{len(serious) - SHOWN}条，见“校核清单”。")
    return lines


CHECK = Command("check", "只校核，写校核清单", _run, _options, EVERYWHERE, strict=True)
