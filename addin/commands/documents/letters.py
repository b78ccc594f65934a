"""发文登记：drafts entered, numbers allotted per 代字 and year, never reused, no leading zeros.

Source: GB/T 9704-2012 7.2.5 (发文字号 = 代字〔年〕序号号).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from addin.commands.documents.job import Job
from addin.errors import ProgramError
from addin.ledger import Ledger
from addin.schema import Letters
from addin.supervision.letters import SENT
from docgen.documents.numbering import document_number, read_number

DRAFT, VOID = "拟稿", "作废"
NUMBERED_BY = (
    Letters.number, Letters.kind, Letters.unit, Letters.month, Letters.issuer_code, Letters.year, Letters.serial,
    Letters.document_number, Letters.rows, Letters.state,
)  # fmt: skip
"""What tells which rows have gone out and which numbers are taken: without one of these nothing is numbered."""


@dataclass(slots=True)
class Entry:
    """One row of 发文登记 that this run writes. `position` −1 = a new row."""

    position: int
    values: dict[str, Any]

    @property
    def number(self) -> str:
        return str(self.values[Letters.number.name])


@dataclass(slots=True)
class LetterBook:
    """The register as read, with the entries of this run on top.

    `typed` are the 发文字号 as they stand, also on rows that the ledger leaves out (登记号 blank or
    twice) or that have no 序号: such a number went out all the same.
    """

    frame: pd.DataFrame
    typed: Sequence[object] = ()
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def of(cls, ledger: Ledger) -> LetterBook:
        cells = ledger.cells.get(Letters)
        values = {} if cells is None else cells.values
        return cls(ledger[Letters], list(values.get(Letters.document_number.name, ())))

    def enter(self, job: Job, issuer: str, year: int) -> Entry:
        """The draft row of the same kind, unit, month and rows, or a new one. What 机关简称 the office has typed on
        the draft stands.

        Raises ProgramError where these rows have gone out already.
        """
        same = self._same(job)
        _refuse_sent(job, same[same[Letters.state.name] == SENT])
        entry = self._drafted(same[same[Letters.state.name] == DRAFT], year)
        entry.values |= {
            Letters.kind.name: job.kind,
            Letters.unit.name: job.unit or None,
            Letters.month.name: job.month,
            Letters.issuer.name: entry.values.get(Letters.issuer.name) or issuer,
            Letters.rows.name: job.rows,
            Letters.state.name: DRAFT,
        }
        self.entries.append(entry)
        return entry

    def _drafted(self, drafts: pd.DataFrame, year: int) -> Entry:
        """The first of the drafts, or a new row."""
        if drafts.empty:
            return Entry(-1, {Letters.number.name: self._next_number(year)})
        known = drafts.iloc[0]
        return Entry(int(known["position"]), {column.name: known[column.name] for column in Letters.columns})

    def allot(self, entry: Entry, code: str, dated: date) -> str:
        """编号：the next serial of this 代字 and year; the entry becomes 已发."""
        serial = self._next_serial(code, dated.year)
        number = document_number(code, dated.year, serial)
        entry.values |= {
            Letters.issuer_code.name: code,
            Letters.year.name: dated.year,
            Letters.serial.name: serial,
            Letters.document_number.name: number,
            Letters.dated.name: dated,
            Letters.state.name: SENT,
        }
        return number

    def merged(self) -> pd.DataFrame:
        """The register as it will stand, for what depends on what has been sent.

        One more column, `touched`: the rows that this run writes.
        """
        written = pd.DataFrame([entry.values | {"position": entry.position} for entry in self.entries])
        for name in (Letters.month.name, Letters.dated.name, Letters.reply_due.name, Letters.replied_on.name):
            if name in written:
                written[name] = pd.to_datetime(written[name])
        kept = self.frame[~self.frame["position"].isin(written["position"])]
        parts = [kept.assign(touched=False), written.reindex(columns=self.frame.columns).assign(touched=True)]
        return pd.concat([part.astype(object) for part in parts], ignore_index=True).astype(
            {**dict(self.frame.dtypes), "excel_row": object, "position": int, "touched": bool}
        )

    def _same(self, job: Job) -> pd.DataFrame:
        frame = self.frame
        month = pd.Timestamp(job.month) if job.month else pd.NaT
        same = (frame[Letters.kind.name] == job.kind) & (frame[Letters.unit.name].fillna("") == job.unit)
        same &= (frame[Letters.month.name] == month) | (pd.isna(month) & frame[Letters.month.name].isna())
        wanted = frozenset(job.rows)
        return frame[same & frame[Letters.rows.name].map(lambda rows: frozenset(rows) == wanted)]

    def _next_number(self, year: int) -> str:
        """登记号 FW2022-0001, FW2022-0002 … whatever else stands in the column."""
        prefix = f"FW{year}-"
        known = [*self.frame[Letters.number.name], *(entry.number for entry in self.entries)]
        serials = [
            int(text[len(prefix) :])
            for text in known
            if text and text.startswith(prefix) and text[len(prefix) :].isdigit()
        ]
        return f"{prefix}{max(serials, default=0) + 1:04d}"

    def _next_serial(self, code: str, year: int) -> int:
        frame = self.frame
        same = (frame[Letters.issuer_code.name] == code) & (frame[Letters.year.name] == year)
        known = [int(serial) for serial in frame.loc[same, Letters.serial.name].dropna()]
        new = [entry.values.get(Letters.document_number.name) for entry in self.entries]
        written = [read_number(str(text)) for text in (*self.typed, *new) if text]
        known += [number[2] for number in written if number and number[:2] == (code, year)]
        return max(known, default=0) + 1


def _refuse_sent(job: Job, issued: pd.DataFrame) -> None:
    if issued.empty:
        return
    number = issued.iloc[0][Letters.document_number.name]
    raise ProgramError(
        f"{Letters.title}：{job.kind}{f'（{job.unit}）' if job.unit else ''}",
        f"这些行的{job.kind}已经印发（{number or '没有文号'}）",
        f"确需重发时，先把该行的“{Letters.state.title}”改为“{VOID}”",
    )
