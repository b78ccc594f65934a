"""去掉的部分：what a wheel carries that may not be passed on, taken out, its RECORD made right again."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from addin.deployment.wheels import Wheel, dist_info


@dataclass(frozen=True, slots=True)
class Removal:
    """`patterns` name members of the wheel (「*」 runs over folders too); `reason` is for the licence list."""

    patterns: tuple[str, ...]
    reason: str


REMOVALS: dict[str, tuple[Removal, ...]] = {
    "xlwings": (
        Removal(
            ("xlwings/pro/*", "xlwings-*.dist-info/*LICENSE_PRO.txt"),
            "xlwings PRO 不在 BSD 许可内（PolyForm Noncommercial 或付费）",
        ),
        Removal(
            (
                "xlwings/reports.py",
                "xlwings/server.py",
                "xlwings/cli.py",
                "xlwings-*.dist-info/entry_points.txt",
                "xlwings/xlwingslib*",
            ),
            "只有配上 xlwings PRO 才有用",
        ),
        Removal(
            (
                "xlwings/addin/*",
                "xlwings/quickstart*",
                "xlwings/*.bas",
                "xlwings/html/*",
                "xlwings/js/*",
                "xlwings-*.data/*.dll",
            ),
            "本程序不用的宏文件和动态库，有的杀毒软件会误报",
        ),
    ),
    "pywin32": (
        Removal(
            ("adodbapi/*", "pywin32-*.dist-info/licenses/adodbapi/*"),
            "数据库接口 adodbapi 是 LGPL 许可，本程序不用",
        ),
    ),
}


def strip(wheel: Wheel, folder: Path, removals: tuple[Removal, ...]) -> tuple[Wheel, tuple[str, ...]]:
    """A copy in `folder` without those members, and the names of what was left out.

    The members kept are the same bytes; METADATA and RECORD no longer name what is gone.
    """
    patterns = [pattern for removal in removals for pattern in removal.patterns]
    target = folder / wheel.path.name
    with zipfile.ZipFile(wheel.path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        own = dist_info(source.namelist())
        gone = {name for name in source.namelist() if any(fnmatchcase(name, each) for each in patterns)}
        metadata, record = f"{own}/METADATA", f"{own}/RECORD"
        contents = {metadata: _without_licences(source.read(metadata), own, gone)}
        contents[record] = _record(source.read(record), gone, {metadata: contents[metadata]})
        for member in source.infolist():
            if member.filename not in gone:
                copy.writestr(member, contents.get(member.filename) or source.read(member))
    return Wheel.of(target), tuple(sorted(gone))


def _without_licences(metadata: bytes, own: str, gone: set[str]) -> bytes:
    """METADATA without the License-File lines of files that are gone."""
    lines = metadata.decode("utf-8").splitlines(keepends=True)
    kept = [
        line
        for line in lines
        if not (line.startswith("License-File:") and _places(line.partition(":")[2].strip(), own) & gone)
    ]
    return "".join(kept).encode()


def _places(licence: str, own: str) -> set[str]:
    """Where a licence file may stand: as PEP 639 has it, and as was done before."""
    return {f"{own}/licenses/{licence}", f"{own}/{licence}"}


def _record(record: bytes, gone: set[str], changed: Mapping[str, bytes]) -> bytes:
    """RECORD: one row a file that is left; hash and size anew for the changed ones."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in csv.reader(record.decode("utf-8").splitlines()):
        if row and row[0] not in gone:
            writer.writerow(_row(row[0], changed[row[0]]) if row[0] in changed else row)
    return out.getvalue().encode()


def _row(name: str, content: bytes) -> list[str]:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return [name, f"sha256={digest}", str(len(content))]
