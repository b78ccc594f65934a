"""Minutes written once for all tests; each works on a folder of its own with a copy of book, base and document."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.desk import TODAY, Desk
from support.document_office import SETTINGS
from support.ledgers import SHEET_OF_TABLE
from support.minutes_desk import TABLES
from support.office import Office

from addin.cli import main
from addin.commands.documents import press
from workbook_templates.build import build_workbook


@pytest.fixture(scope="session")
def written_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with 台账.xlsx, 台账.发件 and 纪要.docx."""
    folder = tmp_path_factory.mktemp("纪要")
    build_workbook(
        folder / "台账.xlsx", {SHEET_OF_TABLE[name]: rows for name, rows in TABLES.items()}, SETTINGS, "宁波"
    )
    with pytest.MonkeyPatch.context() as patch:
        # The page count needs no LibreOffice here: what is tested is what the document says.
        patch.setattr(press, "find_libreoffice", lambda: None)
        with contextlib.redirect_stdout(io.StringIO()):
            code = main(
                [
                    "write",
                    str(folder / "台账.xlsx"),
                    "会议纪要",
                    "--meeting",
                    "HY-06",
                    "--json",
                    "--today",
                    TODAY,
                ]
            )
    assert code == 0
    shutil.copy(next((folder / "文书").glob("*.docx")), folder / "纪要.docx")
    yield folder


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capsys)


@pytest.fixture
def office(desk: Desk, tmp_path: Path, written_once: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The office with its minutes written, as 纪要.docx beside the book."""
    monkeypatch.setenv("LIANGDENG_HOME", str(tmp_path / "配置"))
    monkeypatch.setattr(press, "find_libreoffice", lambda: None)
    shutil.copytree(written_once, tmp_path / "台", dirs_exist_ok=True)
    return Office(desk, tmp_path / "台" / "台账.xlsx")
