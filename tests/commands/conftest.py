"""The sample workbook, computed once for all tests of commands; each test has its own copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.desk import TODAY, Desk

from addin.cli import main
from workbook_templates import sample
from workbook_templates.build import build_workbook


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capsys)


@pytest.fixture(scope="session")
def typed_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as typed, nothing computed yet."""
    path = tmp_path_factory.mktemp("typed") / "台账.xlsx"
    build_workbook(path, sample.tables(), sample.settings(), demonstration=True)
    return path


@pytest.fixture(scope="session")
def computed_sample(typed_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("computed") / "台账.xlsx"
    shutil.copy(typed_sample, path)
    assert main(["recalc", str(path), "--json", "--today", TODAY]) == 0
    return path


@pytest.fixture
def typed(typed_sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(typed_sample, tmp_path / "台账.xlsx"))


@pytest.fixture
def ledger_file(computed_sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(computed_sample, tmp_path / "台账.xlsx"))
