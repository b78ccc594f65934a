"""部件：one member of a workbook file rewritten, all others as they were (openpyxl would lose much of ours)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from addin.workbook.package import Package, PackageWriter, Packer
from addin.workbook.parts import read_workbook


def rewrite_member(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    draft = path.with_suffix(".new")
    with Package(path) as package, Packer() as packer, draft.open("wb+") as file:
        assert name in package
        writer = PackageWriter(file)
        for member in package.members:
            if member.filename == name:
                before = package.read(name)
                assert change(before) != before, f"nothing changed in {name}"
                writer.write(member, packer.pack(member, [change(before)]).result())
            else:
                writer.copy(package, member)
        writer.finish()
    draft.replace(path)


def rename_tab(path: Path, tab: str, name: str) -> None:
    old, new = (f'name="{one}"'.encode() for one in (tab, name))
    rewrite_member(path, "xl/workbook.xml", lambda xml: xml.replace(old, new))


def part_of(path: Path, tab: str) -> str:
    with Package(path) as package:
        return read_workbook(package).tabs[tab]
