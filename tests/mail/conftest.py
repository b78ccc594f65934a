"""Mail: the small office, split; a real SMTP server on the loopback; no waiting between tries."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from mail_office import MailOffice
from smtp_servers import Certificates, MailServer
from support.desk import TODAY, Desk
from support.ledgers import SHEET_OF_TABLE
from support.office import Office
from support.packages import SETTINGS, tables

from addin.cli import main
from addin.exchange.mail.postman import Patience
from addin.workbook.outside import read_many_outside
from addin.workbook.version_store import sha256
from workbook_templates.build import build_workbook


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """LIANGDENG_HOME of this test alone, no mail settings, and the waits that were asked for instead of waited."""
    monkeypatch.setenv("LIANGDENG_HOME", str(tmp_path / "配置"))
    for name in ("HOST", "PORT", "USER", "PASSWORD", "CA", "FROM"):
        monkeypatch.delenv(f"LIANGDENG_SMTP_{name}", raising=False)
    waited: list[float] = []
    monkeypatch.setattr("addin.commands.mail_sending.PATIENCE", Patience((5.0, 20.0), waited.append))
    return waited


@pytest.fixture(scope="session", autouse=True)
def files_read_once() -> Iterator[None]:
    """A child process reads every package that a run mails. The same bytes need it once in all these tests."""
    known: dict[str, object] = {}

    def read(paths: Sequence[Path]) -> Iterator[object]:
        prints = [sha256(path) for path in paths]
        new = {one: path for one, path in zip(prints, paths, strict=True) if one not in known}
        known.update(zip(new, read_many_outside(list(new.values())), strict=True))
        return iter([known[one] for one in prints])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("addin.commands.mail_posts.read_many_outside", read)
        yield


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capsys)


@pytest.fixture(scope="session")
def split_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbook, split once for all tests: one package for each of three units."""
    folder = tmp_path_factory.mktemp("拆好的")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LIANGDENG_HOME", str(folder / "配置"))
        build_workbook(
            folder / "台账.xlsx", {SHEET_OF_TABLE[name]: rows for name, rows in tables().items()}, SETTINGS
        )
        book, out = str(folder / "台账.xlsx"), str(folder / "九月")
        assert main(["split", book, "--out", out, "--json", "--today", TODAY]) == 0
    return folder


@pytest.fixture
def office(split_office: Path, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MailOffice:
    """A copy of `split_office`."""
    shutil.copytree(split_office, tmp_path, dirs_exist_ok=True)
    return MailOffice(Office(desk, tmp_path / "台账.xlsx"), monkeypatch)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates.made(tmp_path_factory.mktemp("证书"))


@pytest.fixture
def server(certificates: Certificates) -> Iterator[MailServer]:
    """STARTTLS and AUTH, as an office's server has them."""
    with MailServer(certificates) as running:
        yield running
