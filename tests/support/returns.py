"""Packages as units send them back: filled in by openpyxl, saved again by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from support.office import Office
from support.packages import cell

from addin.schema import Column, Sheet
from docgen.layout import find_libreoffice


class Text(str):
    """A text as a unit types it after an apostrophe: never a formula."""


_SPLIT: dict[tuple[bytes, str], tuple[dict[str, bytes], dict[str, str]]] = {}
"""By workbook and folder: every file beside it once it was split, and the package of each unit."""


def split(office: Office, out: Path) -> dict[str, Path]:
    """Unit → its package. A workbook that many tests begin with is split once; each finds its own files."""
    desk = office.path.parent
    key = office.path.read_bytes(), out.name
    if out.parent != desk or [path.name for path in desk.iterdir()] != [office.path.name]:
        return _packages(office, out)
    if key not in _SPLIT:
        packages = {unit: path.name for unit, path in _packages(office, out).items()}
        files = [path for path in desk.rglob("*") if path.is_file()]
        _SPLIT[key] = {str(path.relative_to(desk)): path.read_bytes() for path in files}, packages
    kept, packages = _SPLIT[key]
    for name, content in kept.items():
        (desk / name).parent.mkdir(parents=True, exist_ok=True)
        (desk / name).write_bytes(content)
    return {unit: out / name for unit, name in packages.items()}


def _packages(office: Office, out: Path) -> dict[str, Path]:
    data = office.run("split", "--out", out).data
    return {one["unit"]: Path(one["path"]) for one in data["packages"]}


def fill(package: Path, target: Path, edits: Sequence[tuple[type[Sheet], int, Column, Any]]) -> Path:
    """Type (sheet, row's place, column, value) into the package and save it as `target`."""
    book = openpyxl.load_workbook(package)
    for sheet, place, column, value in edits:
        one = cell(book, sheet, column, place)
        one.value = value
        if isinstance(value, Text):
            one.data_type = "s"
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def libreoffice_saves(files: Sequence[Path], suffix: str, out: Path, seconds: float = 180) -> list[Path]:
    """The files opened and saved as `suffix` by one real LibreOffice with a profile of its own."""
    program = find_libreoffice()
    assert program is not None
    profile = out.with_name(f"{out.name}-配置")
    subprocess.run(
        [
            str(program), f"-env:UserInstallation={profile.absolute().as_uri()}", "--headless", "--norestore",
            "--convert-to", suffix, "--outdir", str(out), *map(str, files),
        ],
        check=True, capture_output=True, timeout=seconds,
    )  # fmt: skip
    shutil.rmtree(profile, ignore_errors=True)
    return [out / f"{file.stem}.{suffix}" for file in files]
