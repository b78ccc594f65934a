"""已发文书：what has been sent about a row, and whether it was answered; only letters 已发 count."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, Floats, Objects, as_days
from addin.ledger.joining import joined
from addin.ledger.wording import date_text
from addin.schema import Letters, Projects, Sheet

SENT = "已发"


def reference(sheet: type[Sheet], key: pd.Series) -> pd.Series:
    """「表名!编号」 of each row, as 发文登记!关联编号 names it."""
    return sheet.title + "!" + key


def unanswered_letters(ledger: Ledger) -> pd.DataFrame:
    """Rows of 发文登记 that are 已发 and whose 反馈时限 has passed without 反馈日期, longest waiting first."""
    table, today = ledger[Letters], np.datetime64(ledger.today, "D")
    late = (as_days(table[Letters.reply_due.name]) < today) & ~(
        as_days(table[Letters.replied_on.name]) <= today
    )
    rows = table[late & (table[Letters.state.name] == SENT).to_numpy()]
    return rows.sort_values(Letters.reply_due.name, kind="stable")


def letter_text(letter: Mapping[Any, Any]) -> str:
    """「甲局对提醒函（仑函〔2022〕3号）应于2022年9月8日前反馈」 of a row of 发文登记 with a 反馈时限."""
    number = f"（{letter[Letters.document_number.name]}）" if letter[Letters.document_number.name] else ""
    said = f"{letter[Letters.unit.name] or '有关单位'}对{letter[Letters.kind.name]}{number}"
    return f"{said}应于{date_text(letter[Letters.reply_due.name])}前反馈"


def letters_about(ledger: Ledger, kinds: Collection[str], refs: Collection[str]) -> pd.DataFrame:
    """Rows of 发文登记 that are 已发, of the kinds, and name any of the 「表名!编号」, oldest first.

    One more column, `refs`: what the letter names, each with its 表名.
    """
    letters = ledger[Letters]
    sent = letters[(letters[Letters.state.name] == SENT) & letters[Letters.kind.name].isin(list(kinds))]
    named = sent[Letters.rows.name].map(lambda rows: tuple(_with_sheet(pd.Series(rows, dtype=object))))
    wanted = set(refs)
    found = sent.assign(refs=named)[named.map(lambda rows: not wanted.isdisjoint(rows)).astype(bool)]
    return found.sort_values(Letters.dated.name, kind="stable", na_position="first")


@dataclass(frozen=True, slots=True)
class SentLetters:
    """One row a letter and row it names, oldest letter first: ref, kind, number, due, replied (days)."""

    table: pd.DataFrame
    today: np.datetime64

    @classmethod
    def of(cls, ledger: Ledger, kinds: Collection[str]) -> SentLetters:
        """The letters of the kinds that are 已发. A reference without a 表名 means 项目清单."""
        letters = ledger[Letters]
        sent = letters[(letters[Letters.state.name] == SENT) & letters[Letters.kind.name].isin(list(kinds))]
        sent = sent.sort_values(Letters.dated.name, kind="stable", na_position="first")
        table = pd.DataFrame(
            {
                "ref": sent[Letters.rows.name],
                "kind": sent[Letters.kind.name],
                "number": sent[Letters.document_number.name],
                "due": as_days(sent[Letters.reply_due.name]).astype("datetime64[s]"),
                "replied": as_days(sent[Letters.replied_on.name]).astype("datetime64[s]"),
            }
        )
        table = table.explode("ref").dropna(subset=["ref"]).reset_index(drop=True)
        table["ref"] = _with_sheet(table["ref"])
        return cls(table, np.datetime64(ledger.today, "D"))

    def said(self, refs: pd.Series) -> Objects:
        """已发督办: 「提醒函（仑函〔2022〕3号）、督办函（仑函〔2022〕9号）」, oldest first; None without any."""
        number = self.table["number"].map(lambda text: f"（{text}）" if text else "")
        key, known = pd.factorize(self.table["ref"])
        text = joined(self.table["kind"] + number, key, "、")
        found = refs.map(pd.Series(text.to_numpy(), index=known[text.index], dtype=object))
        said: Objects = found.to_numpy(dtype=object)
        said[found.isna().to_numpy()] = None
        return said

    def unanswered(self, refs: pd.Series, kinds: Collection[str]) -> Floats:
        """Letters of the kinds whose 反馈时限 has passed without an answer."""
        due, replied = as_days(self.table["due"]), as_days(self.table["replied"])
        open_ = (
            (due < self.today) & ~(replied <= self.today) & self.table["kind"].isin(list(kinds)).to_numpy()
        )
        counts = self.table["ref"][open_].value_counts()
        return refs.map(counts).fillna(0).to_numpy().astype(np.float64)

    def waiting(self, refs: pd.Series) -> Bools:
        """The 反馈时限 of the last letter has not passed (the day itself included): nothing new is due. A 报告 asks
        nobody for an answer and ends no waiting."""
        asking = self.table[~np.isnat(as_days(self.table["due"]))]
        last = asking.drop_duplicates("ref", keep="last")
        still = last["ref"][as_days(last["due"]) >= self.today]
        return np.asarray(refs.isin(still))


def _with_sheet(refs: pd.Series) -> pd.Series:
    plain = refs.str.replace("！", "!", regex=False).str.strip()
    return plain.where(plain.str.contains("!", regex=False), Projects.title + "!" + plain)
