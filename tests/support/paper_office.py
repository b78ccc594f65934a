"""An office on paper: packages sent, returned, merged and resolved with everything but the files of workbooks.

The store, the signatures, the desk, 冲突处理 and what was seen are the product's own; the master is a book in
memory, and "saved" means that its sheets are replaced by those of the merge. So hundreds of merges take seconds.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.exchange_cases import ID, returned_table
from support.ledgers import FakeBook, book_of, cells_of

from addin.commands.merge_save import know_units
from addin.exchange import store
from addin.exchange.canonical import fingerprint
from addin.exchange.collecting import Collector, FileResult
from addin.exchange.conflict_sheet import ConflictSheet, Describer, Row
from addin.exchange.conflicts import number_of, to_list
from addin.exchange.desk import BATCH, MergeDesk, batch_number
from addin.exchange.exchanged import exchanged
from addin.exchange.extracts import Tables, extracts
from addin.exchange.identity import sign
from addin.exchange.records import Identity, Package
from addin.exchange.resolving import Resolved, resolve
from addin.exchange.returns import Office, ReturnedFile
from addin.exchange.seen import Batch
from addin.ledger import Ledger
from addin.schema import Conflicts, Issues, Journal, MonthlyProgress, Projects, Sheet, Units

MONTH = dt.date(2022, 9, 1)
NOW = dt.datetime(2022, 10, 8, 9, 0)


@dataclass
class PaperOffice:
    """One master. `sent` are packages by number; `said` the results of every collect, oldest first."""

    path: Path
    book: FakeBook
    sent: dict[str, Package] = field(default_factory=dict)
    said: list[FileResult] = field(default_factory=list)
    _runs: itertools.count[int] = field(default_factory=itertools.count)

    @classmethod
    def opens(cls, path: Path, units: Sequence[str], projects: int = 2) -> PaperOffice:
        """Each unit has so many projects, with the month's report and one issue each."""
        rows: dict[str, list[dict[str, Any]]] = {
            "units": [dict(unit=unit) for unit in units],
            "projects": [], "monthly_progress": [], "issues": [], "conflicts": [], "journal": [],
        }  # fmt: skip
        ids = iter(ID)
        for number, (unit, _) in enumerate(itertools.product(units, range(projects))):
            code = f"A{number:02d}"
            rows["projects"].append(
                dict(row_id=next(ids), code=code, project_name=f"项目{number}", responsible_units=unit, stage="在建")
            )  # fmt: skip
            rows["monthly_progress"].append(dict(row_id=next(ids), code=code, month=MONTH))
            rows["issues"].append(dict(row_id=next(ids), number=f"W{number}", code=code, handling="在办"))
        return cls(path, book_of(settings={"as_of": "2022-09"}, **rows))

    @property
    def ledger(self) -> Ledger:
        self.book.path = self.path
        return Ledger.load(self.book, MONTH, NOW.date())

    def rows(self, sheet: type[Sheet]) -> list[dict[str, Any]]:
        """The rows as they stand."""
        cells = self.book.sheets[sheet]
        return [
            {name: values[place] for name, values in cells.values.items()} for place in range(len(cells.rows))
        ]

    def row(self, sheet: type[Sheet], row_id: str) -> dict[str, Any] | None:
        return next((row for row in self.rows(sheet) if row["row_id"] == row_id), None)

    def type(self, sheet: type[Sheet], row_id: str, name: str, value: Any) -> None:
        """The office types into a cell."""
        cells = self.book.sheets[sheet]
        cells.values[name][list(cells.values["row_id"]).index(row_id)] = value

    def delete(self, sheet: type[Sheet], row_id: str) -> None:
        kept = [row for row in self.rows(sheet) if row["row_id"] != row_id]
        self.book.sheets[sheet] = cells_of(sheet, kept)

    def send(self, unit: str) -> Package:
        """A package of all the unit's rows as they stand now."""
        return self.send_all([unit])[0]

    def send_all(self, units: Sequence[str]) -> list[Package]:
        ledger = self.ledger
        ids = {
            sheet: {row + 4: one["row_id"] for row, one in enumerate(self.rows(sheet))}
            for sheet in (Projects, MonthlyProgress, Issues)
        }
        parts = extracts(ledger, MONTH, ids)[0]
        return [self._send(unit, parts[unit]) for unit in units]

    def _send(self, unit: str, tables: Tables) -> Package:
        number = f"CP202209-{len(self.sent) + 1:02d}"
        package = Package(
            number, unit, MONTH, ID[300 + len(self.sent)], "B00K000001", NOW, tables, fingerprint(tables.values())
        )  # fmt: skip
        sign(package)
        store.stage(self.path, package, number.encode()).place()
        self.sent[number] = package
        return package

    def collect(self, files: Sequence[ReturnedFile], keep: bool = True) -> list[FileResult]:
        """Merge the files in one run; `keep` False is the preview."""
        desk = MergeDesk(self.book, self.ledger)
        units = {row["unit"]: row["unit"] for row in self.rows_of_units()}
        units |= {row["other_names"]: row["unit"] for row in self.rows_of_units() if row["other_names"]}
        collector = Collector(desk, Office(2022, {"B00K000001"}, units))
        results = [collector.take(file) for file in files]
        if keep:
            conflicts = self._conflicts()
            for one in results:
                one.listed = to_list(iter(one.listed), desk.known(one.number)) if one.number else []
                conflicts.close(one.superseded, "后报为准", "经办")
                conflicts.put(one.listed, Describer(desk.master, desk.names()))
            self._save(desk, conflicts)
            self.said += results
        return results

    def resolve(self, choices: Mapping[str, tuple[str, Any]]) -> Resolved:
        """Choose (选择, 手工值) by 冲突号, and apply."""
        conflicts, desk = self._conflicts(), MergeDesk(self.book, self.ledger)
        for row in conflicts.waiting:
            chosen = choices.get(str(row["conflict_id"]))
            if chosen:
                row["choice"], row["manual_value"] = chosen
        fresh = iter(ID[350:])
        done = resolve(
            conflicts.waiting, lambda one: desk.known(number_of(one)).listed.get(one), desk.master, lambda: next(fresh)
        )  # fmt: skip
        conflicts.close(done.decided, "已处理", "经办")
        conflicts.reissue(done.reissued, Describer(desk.master, desk.names()))
        for number in {
            number_of(one) for one in [*done.decided, *(row.conflict_id for row in done.reissued)]
        }:
            own = [one for one in done.decided if number_of(one) == number]
            desk.learn(
                number,
                Batch(
                    "",
                    last=dict(done.last[one] for one in own if one in done.last),
                    rows=tuple(row for listed, row in done.rows if number_of(listed.conflict_id) == number),
                    listed=tuple(one for one in done.reissued if number_of(one.conflict_id) == number),
                    decided={one: done.decided[one] for one in own},
                ),
            )
        self._save(desk, conflicts)
        return done

    def rows_of_units(self) -> list[dict[str, Any]]:
        return self.rows(Units)

    @property
    def conflicts(self) -> list[Row]:
        return self._conflicts().rows

    @property
    def waiting(self) -> list[Row]:
        return self._conflicts().waiting

    def _conflicts(self) -> ConflictSheet:
        return ConflictSheet.read(self.book.sheets[Conflicts])

    def _save(self, desk: MergeDesk, conflicts: ConflictSheet) -> None:
        number = batch_number([str(next(self._runs))])
        desk.keep(number)
        know_units(desk, conflicts)
        conflicts.arrange([row["unit"] for row in self.rows_of_units()])
        for table in desk.changed:
            self.book.sheets[table.sheet] = table.overlaid()
        self.book.sheets[Conflicts] = conflicts.overlaid()
        journal = self.rows(Journal)
        self.book.sheets[Journal] = cells_of(Journal, [*journal, dict(result=f"{BATCH}{number}")])


def returned(package: Package, **edits: Mapping[tuple[int, str], Any]) -> ReturnedFile:
    """The package come back, cells changed: `projects={(0, "remarks"): "…"}` by the row's place in the package."""
    by_name = {"projects": Projects, "monthly_progress": MonthlyProgress, "issues": Issues}
    changed = {by_name[name]: cells for name, cells in edits.items()}
    return returned_rows(
        package,
        {
            sheet: [
                {
                    name: changed.get(sheet, {}).get((place, name), value)
                    for name, value in zip(sent.columns, row, strict=True)
                }
                for place, row in enumerate(sent.rows)
            ]
            for sheet, sent in package.tables.items()
        },
    )


FILES = itertools.count()


def returned_rows(
    package: Package, rows: Mapping[type[Sheet], Sequence[Mapping[str, Any]]], signature: str | None = None
) -> ReturnedFile:
    """A returned file of these rows; signed by the office unless another signature is given."""
    tables = []
    for sheet, given in rows.items():
        names = [column.name for column in exchanged(sheet).columns]
        tables.append(returned_table(sheet, given, names))
    identity = Identity(
        package.number, package.unit, package.period, package.book_id, package.schema_version, package.sent_at,
        package.fingerprint, sign(package) if signature is None else signature, package.return_code,
    )  # fmt: skip
    number = next(FILES)
    return ReturnedFile(Path(f"回{number}.xlsx"), f"{number:064x}", identity, tuple(tables), ())
