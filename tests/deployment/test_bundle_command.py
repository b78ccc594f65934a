"""liangdeng bundle from the command line; the real bundle is made, installed and removed in make torture."""

import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from support.desk import Desk

from addin.commands.bundle import LEDGERS


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capsys)


def test_an_unknown_platform_is_wrong_use(desk: Desk, tmp_path: Path) -> None:
    answer = desk.run("bundle", "--platform", "msdos", "--out", tmp_path / "包")
    assert answer.code == 2 and "win_amd64" in answer.data["error"]["advice"]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_use_is_refused_before_anything_is_done(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "别人的.txt").write_text("要留着")
    answer = desk.run("bundle", "--out", tmp_path)
    assert answer.code == 3 and answer.data["error"]["what"] == "已经有东西"
    assert [path.name for path in tmp_path.iterdir()] == ["别人的.txt"]


def test_without_network_it_says_so_and_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    answer = desk.run("bundle", "--platform", "current", "--out", tmp_path / "包")
    assert answer.code == 3 and answer.data["error"]["what"] == "连不上软件源"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.torture
def test_the_real_bundle_installs_runs_and_goes_away_without_network(desk: Desk, tmp_path: Path) -> None:
    """Fetches everything from the index of this machine's pip configuration."""
    bundle, home = tmp_path / "U 盘" / "亮灯 安装包", tmp_path / "家 里"
    bundle.parent.mkdir()
    home.mkdir()
    answer = desk.run("bundle", "--platform", "current", "--out", bundle)
    assert answer.code == 0, answer.data
    assert answer.data["path"] == str(bundle)
    assert {path.name for path in (bundle / "亮灯台账").iterdir()} == set(LEDGERS)
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "PIP_NO_INDEX": "1"}
    assert "装好了" in run(environ, "sh", bundle / "安装.sh")
    program = home / ".local" / "bin" / "liangdeng"
    assert "75个项目" in run(environ, program, "demo", home / "demo")
    run(environ, program, "recalc", home / "亮灯台账" / "重大项目推进台账.xlsm")
    filled = home / "亮灯台账" / "重大项目推进台账.xlsm"
    before = filled.read_bytes()
    assert "装好了" in run(environ, "sh", bundle / "安装.sh")
    assert "没有动" in run(environ, "sh", home / ".local" / "share" / "liangdeng" / "卸载.sh")
    assert not (home / ".local" / "share" / "liangdeng").exists() and not program.is_symlink()
    assert filled.read_bytes() == before and not filled.with_suffix(".xlsx").exists()


def run(environ: dict[str, str], *command: object) -> str:
    done = subprocess.run(
        [str(word) for word in command], env=environ, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.torture
def test_the_real_bundle_for_windows_is_complete(desk: Desk, tmp_path: Path) -> None:
    """Every wheel fits Windows and Python 3.11, and nothing of xlwings PRO or of the LGPL goes along."""
    from packaging.tags import compatible_tags, cpython_tags
    from packaging.utils import parse_wheel_filename

    answer = desk.run("bundle", "--platform", "win_amd64", "--python", "3.11", "--out", tmp_path / "包")
    assert answer.code == 0, answer.data
    fitting = {
        *cpython_tags((3, 11), platforms=["win_amd64"]),
        *compatible_tags((3, 11), "cp311", ["win_amd64"]),
    }
    wheels = list((tmp_path / "包" / "setup" / "wheels").glob("*.whl"))
    assert len(wheels) == len(answer.data["components"])
    for wheel in wheels:
        assert parse_wheel_filename(wheel.name)[3] & fitting, wheel.name
        members = zipfile.ZipFile(wheel).namelist()
        assert not [name for name in members if name.startswith(("xlwings/pro/", "adodbapi/"))]
    assert any(wheel.name.startswith("pywin32-") for wheel in wheels)
