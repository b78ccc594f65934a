"""Every test here works on a workbook of its own through the public commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.desk import Desk
from support.office import Office


@pytest.fixture
def office(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Office:
    return Office(Desk(capsys), tmp_path / "台账.xlsx")
