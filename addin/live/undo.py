"""撤销：puts a kept version's values back on the open workbook, cell by cell where they differ."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from addin.errors import ProgramError
from addin.live.book import LiveBook, PresentState, date1904_of, path_of
from addin.live.planning import Planner, computed_columns
from addin.live.program import Program
from addin.live.tab_writing import TabPlan, by_column
from addin.live.tabs import LiveTabs, box_of
from addin.live.typing import Formula
from addin.live.writing import NotRestoredError, PutBackError, put
from addin.schema import LEDGER_SHEETS, Conflicts, Sheet
from addin.schema.cockpit import BLOCKS
from addin.workbook import safe_save, version_store
from addin.workbook.cells import plain, same_value
from addin.workbook.closed_file import ClosedBook
from addin.workbook.content import CONTENT, TabValues, content_fingerprint
from addin.workbook.edit_list import edit_list
from addin.workbook.edit_places import Box
from addin.workbook.locks import locked
from addin.workbook.port import CellValue, SheetEdits
from addin.workbook.versions import last_write, named_differences, refuse_altered, refuse_loss


def undo(program: Program, force: bool = False) -> str:
    """Back to before the last write of ours; the present state is kept as a version first.

    Returns the name of the kept file whose values were put back. Undone twice, it goes two writes back. Where a
    person has changed the workbook since our write it raises WouldLoseError saying what would be lost,
    unless `force`. Raises ProgramError.
    """
    path = path_of(program)
    with safe_save.plain_errors(path):
        now = LiveTabs(program.book)
        last = last_write(path, "" if program.is_modified else version_store.sha256(path))
        if not force and not _stands(program, path, now, last.step.after):
            refuse_loss(path, last, _named(program, last.version))
        refuse_altered(last)
        back = _Back(program, now, ClosedBook.open(last.version), path.name, date1904_of(path))
        plans = back.plans()
        with locked(path, version_store.UNDONE):
            kept = PresentState(program, path).keep(version_store.UNDONE)
            try:
                put(program, plans, back.date1904, path, kept)
            except (PutBackError, NotRestoredError):
                raise
            except BaseException:
                kept.path.unlink(missing_ok=True)
                raise
            version_store.write_steps(path, last.earlier)
        version_store.prune(path)
    return last.version.name


def _stands(program: Program, path: Path, now: LiveTabs, after: str) -> bool:
    """Whether the workbook still is what our last write left, on disk or in the program."""
    if after.startswith(CONTENT):
        return content_fingerprint(now) == after
    if not program.is_modified and version_store.sha256(path) == after:
        return True
    files = [path, *(version.path for version in reversed(version_store.versions(path)))]
    left = next((file for file in files if version_store.sha256(file) == after), None)
    return left is not None and content_fingerprint(ClosedBook.open(left)) == content_fingerprint(now)


def _named(program: Program, version: Path) -> str:
    try:
        return named_differences(LiveBook(program), ClosedBook.open(version))
    except ProgramError:
        return ""


_LINKED: dict[type[Sheet], tuple[str, ...]] = {Conflicts: (Conflicts.master_value.name,)}
"""The columns whose cells a save of ours links, by sheet."""


class _Back:
    """退回：what it takes to make the open workbook hold what the version holds."""

    def __init__(self, program: Program, now: LiveTabs, then: ClosedBook, name: str, date1904: bool) -> None:
        self._program = program
        self._now = now
        self._then = then
        self._name = name
        self.date1904 = date1904
        self._planner = Planner(now, {}, name, date1904, program.links)

    def plans(self) -> list[TabPlan]:
        """All our tabs and the blocks of 首页. Raises ProgramError where a tab is gone."""
        plans = []
        for sheet in LEDGER_SHEETS:
            tab, old = self._now.tab_of(sheet), self._then.tab_of(sheet)
            if old is None:
                continue
            if tab is None:
                raise ProgramError(
                    self._name,
                    f"缺少工作表“{sheet.title}”",
                    "请恢复这张表后再撤销，或从版本文件夹里打开以前的版本",
                )
            plans.append(self._plan(sheet, tab, old))
        return [plan for plan in [*plans, *self._blocks()] if plan.changes]

    def _plan(self, sheet: type[Sheet], tab: str, old: str) -> TabPlan:
        now, then = self._now.values(tab), self._then.values(old)
        formulas = self._then.formulas(old)
        box = (
            min(now.top, then.top),
            min(now.left, then.left),
            max(now.last_row, then.last_row),
            max(now.right, then.right),
        )
        plan = self._of(tab, now, self._differences(now, then, formulas, box))
        header, table = self._now.header(sheet, tab), self._now.table(tab)
        if header is not None:
            plan.computed = computed_columns(sheet, header.columns, header.extra)
            self._link(
                plan, old, [header.columns[name] for name in _LINKED.get(sheet, ()) if name in header.columns]
            )
        if table is not None:
            boxes = {one.name: one.box for one in self._then.tables(old)}
            plan.table, plan.box = table, box_of(table.range)
            plan.new_box = boxes.get(str(table.name), plan.box)
        return plan

    def _link(self, plan: TabPlan, old: str, columns: Collection[int]) -> None:
        """The links of the columns that a save of ours links."""
        if columns:
            plan.links = by_column(self._then.links(old), columns)
            plan.linked = self._program.links(plan.tab, columns)

    def _blocks(self) -> list[TabPlan]:
        """首页, whose other cells are not ours to change."""
        cells: dict[str, list[tuple[int, int, CellValue]]] = {}
        for block in BLOCKS:
            here, there = self._now.area(block.name), self._then.area(block.name)
            if here is None or here != there:
                continue
            tab, box = here
            now, then = self._now.values(tab), self._then.values(tab)
            cells.setdefault(tab, []).extend(self._differences(now, then, self._then.formulas(tab), box))
        return [self._of(tab, self._now.values(tab), found) for tab, found in cells.items()]

    def _differences(
        self, now: TabValues, then: TabValues, formulas: dict[tuple[int, int], str], box: Box
    ) -> list[tuple[int, int, CellValue]]:
        top, left, bottom, right = box
        found: list[tuple[int, int, CellValue]] = []
        for column in range(left, right + 1):
            stand, wanted = now.down(column, top, bottom), then.down(column, top, bottom)
            if stand == wanted:
                continue
            found += [
                (row, column, Formula(formulas[row, column]) if (row, column) in formulas else value)
                for row, (standing, value) in enumerate(zip(stand, wanted, strict=True), top)
                if not same_value(plain(standing), plain(value), self.date1904)
            ]
        return found

    def _of(self, tab: str, values: TabValues, cells: list[tuple[int, int, CellValue]]) -> TabPlan:
        wanted, obstacles = self._planner.writable(tab, edit_list(SheetEdits(tab, cells), plain))
        return TabPlan(self._now.sheet(tab), values, wanted, obstacles=obstacles)


class LiveBooks:
    """打开的台账从哪里来：`Books` (addin/commands/base.py) of the one workbook that a program shows."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def open(self, path: Path) -> LiveBook:
        """The open workbook. Raises ProgramError where `path` is another one."""
        self._refuse_other(path)
        return LiveBook(self._program)

    def undo(self, path: Path, force: bool) -> str:
        """Raises ProgramError, WouldLoseError."""
        self._refuse_other(path)
        return undo(self._program, force)

    def _refuse_other(self, path: Path) -> None:
        own = path_of(self._program)
        if not path.exists() or not path.samefile(own):
            raise ProgramError(path.name, "不是现在打开着的这本台账", f"请在 {own.name} 里操作，或用命令行")
