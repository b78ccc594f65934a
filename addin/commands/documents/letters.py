"""发文登记：drafts entered, numbers allotted per 代字 and year, never reused, no leading zeros.

Source: GB/T 9704-2012 7.2.5 (发文字号 = 代字〔年〕序号号).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from addin.commands.documents.job import Job
from addin.errors import ProgramError
from addin.schema import Letters

DRAFT, ISSUED, VOID = "拟稿", "已发", "作废"


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
    """The register as read, with the entries of this run on top."""

    frame: pd.DataFrame
    entries: list[Entry] = field(default_factory=list)

    def enter(self, job: Job, issuer: str, year: int) -> Entry:
        """The draft row of the same kind, unit, month and rows, or a new one.

        Raises ProgramError where these rows have gone out already.
        """
        same = self._same(job)
        issued = same[same[Letters.state.name] == ISSUED]
        if len(issued):
            sent = issued.iloc[0][Letters.document_number.name]
            where = f"{Letters.title}：{job.kind}{f'（{job.unit}）' if job.unit else ''}"
            raise ProgramError(
                where,
                f"这些行的{job.kind}已经印发（{sent}）",
                f"确需重发时，先把该行的“{Letters.state.title}”改为“{VOID}”",
            )
        drafts = same[same[Letters.state.name] == DRAFT]
        if len(drafts):
            known = drafts.iloc[0]
            entry = Entry(
                int(known["position"]), {column.name: known[column.name] for column in Letters.columns}
            )
        else:
            entry = Entry(-1, {Letters.number.name: self._next_number(year)})
        entry.values |= {
            Letters.kind.name: job.kind,
            Letters.unit.name: job.unit or None,
            Letters.month.name: job.month,
            Letters.issuer.name: issuer,
            Letters.rows.name: job.rows,
            Letters.state.name: DRAFT,
        }
        self.entries.append(entry)
        return entry

    def allot(self, entry: Entry, code: str, dated: date) -> str:
        """编号：the next serial of this 代字 and year; the entry becomes 已发."""
        serial = self._next_serial(code, dated.year)
        number = f"{code}〔{dated.year}〕{serial}号"
        entry.values |= {
            Letters.issuer_code.name: code,
            Letters.year.name: dated.year,
            Letters.serial.name: serial,
            Letters.document_number.name: number,
            Letters.dated.name: dated,
            Letters.state.name: ISSUED,
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
        wanted = (code, year)
        own = [entry.values for entry in self.entries]
        known += [
            int(values[Letters.serial.name])
            for values in own
            if (values.get(Letters.issuer_code.name), values.get(Letters.year.name)) == wanted
        ]
        return max(known, default=0) + 1
