"""导出的表样：every form as `liangdeng export … .docx` writes it, from the sample and from an empty ledger."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import itertools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support.pages import Sheet

from addin.cli import main
from addin.commands.base import Context
from addin.commands.computation import compute, open_book
from addin.commands.exporting import as_computed
from addin.forms import FORMS
from addin.forms.word_pages import composition
from docgen.blocks import Composition
from docgen.facts import Header, Issuer
from measured.printed import inside
from workbook_templates import sample
from workbook_templates.build import build_workbook

TODAY = sample.FACTS.today


@dataclass(frozen=True, slots=True)
class Exported:
    """A form's file, and what each of its pages is to say."""

    kind: str
    series: str
    name: str
    reading: str
    content: bytes
    compositions: tuple[Composition, ...]

    def __str__(self) -> str:
        return f"{self.kind}／{self.series}／{self.name}（{self.reading}）"

    def parted(self, sheets: tuple[Sheet, ...]) -> Iterator[tuple[Composition, tuple[Sheet, ...]]]:
        """The sheets of each page of the form: a title begins them."""
        starts = [at for at, sheet in enumerate(sheets) if _titled(sheet)]
        assert starts[:1] == [0], f"{self}：第1页没有标题"
        assert len(starts) == len(self.compositions), (
            f"{self}：{len(starts)}个标题，应有{len(self.compositions)}个"
        )
        for one, (start, end) in zip(
            self.compositions, itertools.pairwise([*starts, len(sheets)]), strict=True
        ):
            yield one, sheets[start:end]


def _titled(sheet: Sheet) -> bool:
    return any(abs(line.size - 22) < 0.3 for line in inside(sheet))


def exported_cases(
    readings: tuple[str, ...], filled: tuple[bool, ...] = (True, False)
) -> tuple[Exported, ...]:
    """All forms of FORMS, filled and blank, in each 版心口径. AssertionError names a form that cannot be exported."""
    with tempfile.TemporaryDirectory(prefix="liangdeng-forms-") as name:
        return tuple(
            case
            for reading in readings
            for whether in filled
            for case in _of_book(Path(name), reading, whether)
        )


def _of_book(folder: Path, reading: str, filled: bool) -> Iterator[Exported]:
    book = folder / f"{reading}{filled}.xlsx"
    settings = {**sample.settings(), "type_area": reading, "demonstration": "否"}
    build_workbook(book, sample.tables() if filled else {}, settings)
    compositions = _compositions(book)
    for form in FORMS:
        target = folder / f"{book.stem}-{form}.docx"
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main(["export", str(book), form, "--out", str(target), "--today", TODAY.isoformat()])
        assert code == 0 and target.exists(), f"{form}不能导出为 .docx：{said.getvalue()}"
        series = "示例台账" if filled else "空白"
        yield Exported(form, "导出", series, reading, target.read_bytes(), compositions[form])


def _compositions(book: Path) -> dict[str, tuple[Composition, ...]]:
    """What each form's pages say, as the command fills them."""
    context = Context(TODAY, dt.datetime.combine(TODAY, dt.time()), "")
    ledger = as_computed(compute(open_book(book, context), None, context))
    header = Header(Issuer(""), "", number="", dated=TODAY)
    return {
        name: tuple(composition(page, name, header) for page in form.fill(ledger, ()).pages)
        for name, form in FORMS.items()
    }
