"""重新计算：checks, lights, register, ranking, supervision and views, written without loss."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from addin.commands.base import EVERYWHERE, Command, Context, Outcome
from addin.commands.check import finding_lines
from addin.commands.computation import Computation, compute, open_book
from addin.commands.options import add_book, add_month
from addin.commands.outputs import outputs
from addin.views.figures import light_counts

OPERATION = "重新计算"


def _options(parser: ArgumentParser) -> None:
    add_book(parser)
    add_month(parser, "算到哪个月，同时写入参数!统计月份")
    parser.add_argument("--out", metavar="文件", type=Path, help="结果写到另一个文件，原台账不动")


def _run(arguments: Namespace, context: Context) -> Outcome:
    book = open_book(arguments.book, context)
    done = compute(book, arguments.month, context)
    edits = outputs(done, context, OPERATION, len(done.panel.codes), book.fingerprint())
    context.progress.step("写回台账")
    saved = book.save(edits, OPERATION, arguments.out)
    data = summary(done) | {"cells_written": saved.cells_written}
    return Outcome(
        data,
        [
            *summary_lines(data),
            *finding_lines(done.findings),
            f"已写入 {saved.path}（{saved.cells_written}个单元格）。",
        ],
        done.findings,
    ).after(saved)


def summary(done: Computation) -> dict[str, Any]:
    """month, projects (leaves), lights by label (灰 included, they sum to projects), findings."""
    counts = light_counts(done.ledger, done.panel, done.register, done.column)
    return {
        "month": f"{done.ledger.settings.as_of:%Y-%m}",
        "projects": int(done.panel.is_leaf.sum()),
        "lights": {label: count for label, _, count in counts},
        "findings": len(done.findings),
    }


def summary_lines(data: dict[str, Any]) -> list[str]:
    lights = "、".join(f"{label}{count}" for label, count in data["lights"].items())
    return [f"{data['month']}：{data['projects']}个项目，{lights}。"]


RECALC = Command("recalc", OPERATION, _run, _options, EVERYWHERE, strict=True)
