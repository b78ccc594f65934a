"""A small office for clicks: A is red in September 2022, B green; one late issue; two tiers that meet. Each test has
its own copy, and its own configuration folder."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from support import packages
from support.ledgers import SHEET_OF_TABLE
from support.supervised_office import RED_IN_SEPTEMBER, reports
from support.supervising_office import (
    DUTIES,
    ISSUERS,
    ISSUES,
    LADDER,
    MILESTONES,
    PROJECTS,
    units,
)

from addin.cli import main
from workbook_templates.build import build_workbook

RESOLUTIONS = [
    dict(number="S1", meeting="HY-1", code="A", resolution="由甲镇打通便道", responsible_units="甲镇",
         due_on=dt.datetime(2022, 9, 28)),
]  # fmt: skip
MEETINGS = [
    dict(number="HY-1", tier="一周例会", meeting_name="第1次例会", held_on=dt.datetime(2022, 9, 28)),
    dict(number="HY-2", tier="一周例会", meeting_name="第2次例会", held_on=dt.datetime(2022, 10, 12)),
]


@pytest.fixture(scope="session")
def computed_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "台账.xlsx"
    tables = dict(
        issuers=ISSUERS, ladder=LADDER, units=units(), projects=PROJECTS, milestones=MILESTONES,
        issues=ISSUES, duties=DUTIES, resolutions=RESOLUTIONS, meetings=MEETINGS,
        monthly_progress=[*reports("A", RED_IN_SEPTEMBER), *reports("B", [1000] * 9)],
    )  # fmt: skip
    settings = dict(as_of=dt.datetime(2022, 9, 1), home_issuer="统筹办", tier_scheme="北仑", region="甬东区")
    build_workbook(path, {SHEET_OF_TABLE[name]: rows for name, rows in tables.items()}, settings, "宁波")
    assert main(["recalc", str(path), "--json", "--today", "2022-10-08"]) == 0
    return path


@pytest.fixture
def book(computed_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(computed_office, tmp_path / "台账.xlsx"))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIANGDENG_HOME", str(tmp_path / "设置"))
    return tmp_path / "设置"


@pytest.fixture(scope="session")
def exchange_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office of `support.packages`: four projects of three units, nothing sent yet."""
    path = tmp_path_factory.mktemp("发件前") / "台账.xlsx"
    build_workbook(
        path, {SHEET_OF_TABLE[name]: rows for name, rows in packages.tables().items()}, packages.SETTINGS
    )
    return path


@pytest.fixture
def office(exchange_office: Path, tmp_path: Path) -> Path:
    (tmp_path / "办").mkdir()
    return Path(shutil.copy(exchange_office, tmp_path / "办" / "台账.xlsx"))
