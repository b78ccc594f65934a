"""What a bundle is made with in tests: stand-ins for the blank workbooks, and pip with one folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def put_ledgers(folder: Path) -> None:
    for name in ("重大项目推进台账.xlsx", "重大项目推进台账.xlsm", "亮灯台账.xlam"):
        (folder / name).write_text(f"空白 {name}", encoding="utf-8")


def use_shelf(patch: pytest.MonkeyPatch, source: Path) -> None:
    """This person's pip configuration names one folder, no index."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        patch.delenv(name)
    patch.setenv("PIP_CONFIG_FILE", os.devnull)
    patch.setenv("PIP_NO_INDEX", "1")
    patch.setenv("PIP_FIND_LINKS", str(source.parent / "书架"))
