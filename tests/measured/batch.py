"""排版与量测：many documents in few LibreOffice runs: written, rendered, saved again as .docx, rendered again."""

from __future__ import annotations

import itertools
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from support.pages import Sheet, measure

from docgen.layout import find_libreoffice, libreoffice_page_count, save_documents
from docgen.layout.fonts import FONT_ALIASES
from docgen.layout.page_count import render
from measured.cases import Case
from measured.clauses import all_found
from measured.exported import Exported
from measured.found import Found
from measured.printed import Printed

AT_ONCE = 20
"""Documents of one run."""
WORKERS = 2
SECONDS = 600
WORD_FORMAT = "docx:MS Word 2007 XML"

Anything = Case | Exported


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of one document, as written and as LibreOffice saved it again."""

    case: Anything
    pages: int
    found: tuple[Found, ...]
    resaved_pages: int
    resaved: tuple[Found, ...]


def measured(cases: Sequence[Anything], done: Callable[[int], None] = lambda count: None) -> list[Result]:
    """Every case, in order; `done` is told how many are through. Two workers share the chunks."""
    chunks = list(_chunks(cases))
    results: dict[int, Result] = {}
    with ProcessPoolExecutor(WORKERS) as pool:
        for found in pool.map(_measured_chunk, chunks):
            results |= found
            done(len(results))
    return [results[at] for at in range(len(cases))]


Chunk = list[tuple[int, Anything]]


def _chunks(cases: Sequence[Anything]) -> Iterator[Chunk]:
    """Documents that one call can set: of one reading, all sealed or none; exported ones are files already."""

    def alike(numbered: tuple[int, Anything]) -> tuple[bool, str, bool]:
        case = numbered[1]
        return isinstance(case, Case), case.reading, isinstance(case, Case) and case.seal

    for _, group in itertools.groupby(sorted(enumerate(cases), key=alike), key=alike):
        chunk = list(group)
        yield from (chunk[at : at + AT_ONCE] for at in range(0, len(chunk), AT_ONCE))


def _measured_chunk(chunk: Chunk) -> dict[int, Result]:
    with tempfile.TemporaryDirectory(prefix="liangdeng-measured-") as name:
        folder = Path(name)
        paths = _written(chunk, folder)
        pdfs = render(paths, folder, timeout=SECONDS)
        again = resaved(paths, folder / "resaved")
        pdfs_again = render(again, folder / "resaved", timeout=SECONDS)
        return {
            at: _result(case, *map(measure, files))
            for (at, case), *files in zip(chunk, pdfs, pdfs_again, strict=True)
        }


def _written(chunk: Chunk, folder: Path) -> list[Path]:
    """The documents as files; AssertionError where LibreOffice did not count their pages."""
    paths = [folder / f"{at}.docx" for at, _ in chunk]
    composed = [
        (case.composition, path)
        for (_, case), path in zip(chunk, paths, strict=True)
        if isinstance(case, Case)
    ]
    first = chunk[0][1]
    if isinstance(first, Case):
        pages = save_documents(
            composed, type_area=first.reading, seal=first.seal, page_counter=libreoffice_page_count
        )
        assert not any(one.estimated for one in pages), "LibreOffice 没有数出页数"
    for (_, case), path in zip(chunk, paths, strict=True):
        if isinstance(case, Exported):
            path.write_bytes(case.content)
    return paths


def resaved(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The documents as LibreOffice saves them again, by the same names in `folder`."""
    program = find_libreoffice()
    assert program is not None
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="liangdeng-profile-") as profile:
        command = [
            program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
            "--convert-to", WORD_FORMAT, "--outdir", str(folder), *map(str, paths),
        ]  # fmt: skip
        environment = {"FONTCONFIG_FILE": str(FONT_ALIASES), **os.environ}
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, env=environment)
    return [folder / path.name for path in paths]


def _result(case: Anything, sheets: tuple[Sheet, ...], again: tuple[Sheet, ...]) -> Result:
    return Result(case, len(sheets), tuple(_found(case, sheets)), len(again), tuple(_found(case, again)))


def _found(case: Anything, sheets: tuple[Sheet, ...]) -> Iterator[Found]:
    if isinstance(case, Case):
        yield from all_found(Printed(case.composition, sheets, case.reading, case.seal))
        return
    for composition, part in case.parted(sheets):
        yield from all_found(Printed(composition, part, case.reading))
