"""格式体检：any .docx against GB/T 9704, 15834 and 15835; with --fix a corrected copy, the original untouched."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from addin.commands.base import ON_RIBBON, Command, Context, Outcome
from addin.errors import ProgramError, UsageError
from addin.findings import Finding as CheckFinding
from addin.findings import Level

if TYPE_CHECKING:
    from docgen.check import Correction, Finding


@dataclass(slots=True)
class _Report:
    """体检报告：what is told of all files; `read` counts those that could be read."""

    findings: list[dict[str, Any]] = field(default_factory=list)
    fixed: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    checks: list[CheckFinding] = field(default_factory=list)
    read: int = 0

    def found(self, path: Path, findings: tuple[Finding, ...]) -> None:
        for one in findings:
            self.findings.append(_as_json(path, one))
            level = Level.ERROR if one.severity == Level.ERROR.value else Level.NOTE
            self.checks.append(CheckFinding(level, path.name, "", one.found, one.asked))
            self.lines.append(f"  {one.severity}：{one.sentence}")

    def refuse(self, path: Path, what: str, advice: str) -> None:
        self.refused.append({"file": str(path), "what": what, "advice": advice})
        self.lines.append(f"{path.name}：{what}。{advice}。")


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("docx", metavar="文档", nargs="+", type=Path, help="Word 文档（.docx），可以几个")
    parser.add_argument(
        "--fix", action="store_true", help="另存一份校正过的；有把握的才改，文字不改，原件不动"
    )
    parser.add_argument("--out", metavar="文件夹", type=Path, help="校正稿写到哪里，默认原件旁边")


def _run(arguments: Namespace, context: Context) -> Outcome:
    if arguments.out and not arguments.fix:
        raise UsageError("--out", "只和 --fix 一起用", "请加上 --fix，或去掉 --out")
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
    report = _Report()
    paths = list(dict.fromkeys(arguments.docx))
    with context.progress.count("体检", len(paths)) as done:
        for path in paths:
            _look_at(path, arguments, report)
            done()
    if not report.read:
        raise _nothing_read(report)
    data = {"findings": report.findings, "fixed": report.fixed, "refused": report.refused}
    return Outcome(data, report.lines, report.checks, partly=bool(report.refused))


def _look_at(path: Path, arguments: Namespace, report: _Report) -> None:
    # docgen and lxml are loaded only by the command that needs them.
    from addin.workbook.system_errors import in_words
    from docgen.check import UnreadableError, check_file, correct_file

    try:
        if arguments.fix:
            _tell_correction(path, correct_file(path, arguments.out), report)
        else:
            _tell(path, tuple(check_file(path)), report)
    except UnreadableError as error:
        report.refuse(path, error.what, error.advice)
    except OSError as error:
        report.refuse(path, f"读写不了（{in_words(error)}）", "请检查路径、权限和磁盘空间后重试")
    else:
        report.read += 1


def _tell(path: Path, findings: tuple[Finding, ...], report: _Report) -> None:
    report.lines.append(f"{path.name}：{_counted(findings)}")
    report.found(path, findings)


def _tell_correction(path: Path, correction: Correction, report: _Report) -> None:
    changes = [_as_json(path, one) for one in correction.changes]
    target = None if correction.path is None else str(correction.path)
    report.fixed.append({"file": str(path), "path": target, "changes": changes})
    if correction.path is None:
        report.lines.append(f"{path.name}：没有可以改的，未另存")
    else:
        report.lines.append(f"{path.name}：改了{len(changes)}处，另存为 {correction.path}（原件未动）")
    report.lines += [f"  已改：{one.sentence}" for one in correction.changes]
    if correction.remaining:
        report.lines.append(f"  还要人工看：{_counted(correction.remaining)}")
    report.found(path, correction.remaining)


def _counted(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "没有发现问题"
    errors = sum(one.severity == Level.ERROR.value for one in findings)
    return f"错误{errors}条，提示{len(findings) - errors}条"


def _as_json(path: Path, finding: Finding) -> dict[str, Any]:
    return {
        "file": str(path),
        "clause": finding.clause,
        "page": finding.page,
        "place": finding.place,
        "found": finding.found,
        "asked": finding.asked,
        "level": finding.severity.value,
    }


def _nothing_read(report: _Report) -> ProgramError:
    first = report.refused[0]
    if len(report.refused) == 1:
        return ProgramError(first["file"], first["what"], first["advice"])
    return ProgramError("、".join(_names(report)), f"都读不了（{first['what']}）", first["advice"])


def _names(report: _Report) -> Iterator[str]:
    for one in report.refused:
        yield Path(one["file"]).name


LINT = Command("lint", "格式体检：按国标检查 Word 文档，可另存校正稿", _run, _options, ON_RIBBON, strict=True)
