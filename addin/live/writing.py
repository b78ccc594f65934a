"""写入打开的台账：all tabs or none; what was written before a failure is put back."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from addin.errors import ProgramError
from addin.findings import Finding, Level
from addin.live.com import EDITING
from addin.live.comparing import differing
from addin.live.program import Program
from addin.live.tab_writing import TabPlan, TabWriter
from addin.live.tabs import LiveTabs
from addin.live.typing import Formula
from addin.workbook import version_store
from addin.workbook.cells import address, same_value
from addin.workbook.port import CellError, CellValue
from addin.workbook.version_store import Version

_NEARLY = 1e-12  # a program shows 15 of a number's 17 digits


class PutBackError(ProgramError):
    """退不回去：what was written could not be taken back."""


class NotRestoredError(ProgramError):
    """写了，没有复原：all is written, but the program kept its screen, calculation or protection from us."""


def write(program: Program, plans: Sequence[TabPlan], date1904: bool, path: Path, version: Version) -> None:
    """Write all plans; `version` is the state before, which a step of the record names from now on.

    Raises ProgramError; nothing is changed then, and version and step are gone again. Where putting
    back fails too they stay, and the message names the version.
    """
    version_store.note_step(path, version, version_store.sha256(version.path), "")
    try:
        put(program, plans, date1904, path, version)
    except (PutBackError, NotRestoredError):
        raise
    except BaseException:
        version_store.drop_last(path)
        raise


def put(program: Program, plans: Sequence[TabPlan], date1904: bool, path: Path, version: Version) -> None:
    """The writing itself, without the record. Raises ProgramError."""
    journal: list[Callable[[], None]] = []
    written = False
    try:
        with program.quiet(), ExitStack() as lifted:
            for plan in plans:
                lifted.enter_context(program.writable(plan.tab))
            try:
                for plan in plans:
                    TabWriter(program, plan, date1904, journal).write()
                written = True
            except BaseException as error:
                _put_back(journal, path, version, error)
                raise
    except Exception as error:
        if written:
            raise _not_restored(path, error) from error
        if isinstance(error, ProgramError):
            raise
        raise _refused(program, path, error) from error


def _not_restored(path: Path, error: Exception) -> ProgramError:
    return NotRestoredError(
        path.name,
        f"已经写入，但屏幕刷新、计算方式或工作表保护没有复原（{error}）",
        "请看一看“公式”里的计算选项和“审阅”里的工作表保护",
    )


def _put_back(journal: list[Callable[[], None]], path: Path, version: Version, cause: BaseException) -> None:
    try:
        for step in reversed(journal):
            step()
    except Exception as error:
        raise PutBackError(
            path.name,
            f"写到一半被程序拒绝（{cause}），已写的部分也没能退回",
            f"请不要保存，关闭后重新打开；写入之前的台账在版本文件夹里：{version.path.name}",
        ) from error


def _refused(program: Program, path: Path, error: Exception) -> ProgramError:
    editing = False
    with contextlib.suppress(Exception):
        editing = program.is_editing
    if editing:
        return ProgramError(path.name, *EDITING)
    return ProgramError(
        path.name,
        f"程序没有让写入（{error}），台账没有改动".replace("\n", " "),
        "请再试一次；还是不行，请保存后重新打开台账",
    )


def read_back(plans: Sequence[TabPlan], after: LiveTabs, date1904: bool) -> Iterator[Finding]:
    """Cells that the program did not take as they were meant."""
    for plan in plans:
        values = after.values(plan.tab)
        wrong = differing(values, plan.wanted, lambda standing, wanted: _stands(standing, wanted, date1904))
        for row, column, value in zip(wrong.rows.tolist(), wrong.columns.tolist(), wrong.values, strict=True):
            yield Finding(
                Level.DOUBT,
                plan.tab,
                address(row, column),
                f"写入后读回的是“{values.at(row, column)}”",
                "请核对这一格的数字格式和公式",
                value="" if value is None else str(value)[:100],
            )


def _stands(standing: CellValue, wanted: CellValue, date1904: bool) -> bool:
    if isinstance(wanted, Formula) or same_value(standing, wanted, date1904):
        return True
    if isinstance(standing, CellError):  # a text that reads like an error value is read as one
        return standing.text == wanted
    if isinstance(standing, float) and isinstance(wanted, (int, float)):
        return math.isclose(standing, wanted, rel_tol=_NEARLY)
    return isinstance(standing, str) and isinstance(wanted, str) and standing.replace("\r\n", "\n") == wanted
