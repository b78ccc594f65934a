"""The sample workbook as typed and as computed, made once for all tests of the open workbook."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from live_memory.both_ways import BothWays, run

from addin.commands.base import ClosedFiles
from workbook_templates import sample
from workbook_templates.build import build_workbook


@pytest.fixture(scope="session")
def typed_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as typed, nothing computed yet."""
    path = tmp_path_factory.mktemp("typed") / "台账.xlsx"
    build_workbook(path, sample.tables(), sample.settings(), demonstration=True)
    return path


@pytest.fixture(scope="session")
def computed_sample(typed_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(typed_sample, tmp_path_factory.mktemp("computed") / "台账.xlsx"))
    run(path, ClosedFiles(), "recalc")
    shutil.rmtree(path.with_suffix(".版本"))
    return path


@pytest.fixture
def typed(typed_sample: Path, tmp_path: Path) -> BothWays:
    return BothWays(typed_sample, tmp_path)


@pytest.fixture
def computed(computed_sample: Path, tmp_path: Path) -> BothWays:
    return BothWays(computed_sample, tmp_path)
