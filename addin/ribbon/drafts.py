"""选中的拟稿：each selected 拟稿 row of 发文登记 becomes the `write KIND … --issue` that it was written by."""

from __future__ import annotations

from dataclasses import dataclass

from addin.commands.documents.builder import Builder
from addin.commands.documents.builders import BUILDERS
from addin.commands.documents.letters import DRAFT
from addin.commands.documents.writing import document_kind
from addin.errors import ProgramError
from addin.ledger.dates import read_month
from addin.ledger.text import split_list, tidy
from addin.ribbon.click import Click
from addin.ribbon.selection import NotHereError, Picked, picked
from addin.schema import Column, Letters, Meetings


@dataclass(frozen=True, slots=True)
class Draft:
    """一件拟稿：a row as it stands; `refs` are its 关联编号 as 「表名!键」, `month` 2022-09 or ""."""

    where: str
    kind: str
    unit: str
    month: str
    refs: tuple[str, ...]

    @property
    def called(self) -> str:
        return f"{self.kind}（{self.unit}）" if self.unit else self.kind

    def arguments(self) -> list[str]:
        """Of `write`, without the workbook. Raises ProgramError where the row does not say enough."""
        builder = BUILDERS[document_kind(self.kind).name]
        return [builder.kind, *self._of_month(builder), *self._of_rows(builder), "--issue"]

    def _of_month(self, builder: Builder) -> list[str]:
        return ["--month", self.month] if self.month and not builder.of_event else []

    def _of_rows(self, builder: Builder) -> list[str]:
        if "meeting" in builder.reads:
            meetings = self._among((Meetings.title,))
            if not meetings and not builder.of_event:
                return []
            return ["--meeting", self._some(meetings)[0]]
        if "rows" not in builder.reads:
            return []
        rows = self._some(self._among(tuple(sheet.title for sheet in builder.sheets)))
        unit = ["--unit", self.unit] if self.unit and "units" in builder.reads else []
        return ["--rows", *rows, *unit]

    def _among(self, titles: tuple[str, ...]) -> list[str]:
        return [ref for ref in self.refs if ref.partition("!")[0] in titles]

    def _some(self, refs: list[str]) -> list[str]:
        """Never none: the command would then take other rows than the draft was written about."""
        if not refs:
            raise ProgramError(
                self.where,
                f"没有填好“{Letters.rows.title}”，不知道这件{self.kind}写的是哪些行",
                "请重新写一次拟稿，再编号登记",
            )
        return refs


def picked_drafts(click: Click) -> tuple[list[Draft], int]:
    """The selected drafts, and how many selected rows are none. Raises ProgramError where none is."""
    chosen = picked(click.desk)
    if chosen.sheet is not Letters:
        raise NotHereError(
            f"工作表“{chosen.tab}”",
            "这里没有拟稿",
            f"请到“{Letters.title}”选中要编号的拟稿，再点“{click.button.label}”",
            Letters,
        )
    rows = _drafts(chosen)
    found = [draft for draft in rows if draft is not None]
    if not found:
        raise ProgramError(
            f"工作表“{chosen.tab}”",
            f"选中的行里没有“{Letters.state.title}”是“{DRAFT}”的",
            "请选中要编号的拟稿，选一格就算一行",
        )
    return found, len(rows) - len(found)


def _drafts(chosen: Picked) -> list[Draft | None]:
    assert chosen.cells is not None

    def texts(column: Column) -> list[str]:
        return [tidy(str(value)) or "" if value is not None else "" for value in chosen.values(column)]

    numbers = [int(chosen.cells.rows[place]) for place in chosen.places]
    columns = (Letters.state, Letters.kind, Letters.unit, Letters.rows)
    rows = zip(numbers, *map(texts, columns), chosen.values(Letters.month), strict=True)
    return [
        Draft(f"{chosen.tab}!第{number}行", kind, unit, _month(month), _refs(refs))
        if state == DRAFT
        else None
        for number, state, kind, unit, refs, month in rows
    ]


def _month(value: object) -> str:
    day = read_month(value).value
    return f"{day:%Y-%m}" if day else ""


def _refs(text: str) -> tuple[str, ...]:
    return split_list(text.replace("！", "!"))
