"""Packages: a desk, an office of three units, and a configuration folder of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.desk import Desk
from support.office import Office
from support.packages import SETTINGS, tables


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """LIANGDENG_HOME of this test alone."""
    home = tmp_path / "配置"
    monkeypatch.setenv("LIANGDENG_HOME", str(home))
    return home


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capsys)


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Office:
    """The small office of `support.packages`, nothing sent yet."""
    return Office(desk, tmp_path / "台账.xlsx").opens(SETTINGS, **tables())
