"""The bundle is one folder, made whole or not at all."""

import json
import subprocess
from pathlib import Path

import pytest
from support.bundles import put_ledgers, use_shelf
from support.wheels import digest_of, locked, make_checkout, make_wheel

from addin.commands.base import Silent
from addin.deployment.bundle import make_bundle
from addin.deployment.platforms import target_of
from addin.errors import ProgramError

HERE = target_of("current", "3.11")
WINDOWS = target_of("win_amd64", "3.11")


def test_it_holds_what_people_open_and_what_is_installed(bundle: Path) -> None:
    names = {path.name for path in bundle.iterdir()}
    assert names == {"安装.sh", "卸载.sh", "先读我.txt", "手册", "许可", "许可清单.html", "亮灯台账", "setup"}
    wheels = {path.name.split("-")[0] for path in (bundle / "setup/wheels").glob("*.whl")}
    assert wheels == {"liangdeng", "jia"}, "what only builds stays behind"
    assert "jia" in (bundle / "许可清单.html").read_text(encoding="utf-8")


def test_every_file_is_described_with_its_fingerprint(bundle: Path) -> None:
    described = json.loads((bundle / "setup/bundle.json").read_text(encoding="utf-8"))
    files = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()}
    assert set(described["files"]) == files - {"setup/bundle.json"}
    assert all(digest_of(bundle / name) == digest for name, digest in described["files"].items())


def test_the_list_for_pip_has_a_hash_for_every_wheel(bundle: Path) -> None:
    listed = (bundle / "setup/wheels/requirements.txt").read_text(encoding="utf-8").splitlines()
    digests = {digest_of(path) for path in (bundle / "setup/wheels").glob("*.whl")}
    assert {line.partition("sha256:")[2] for line in listed} == digests


def test_a_bundle_for_windows_has_scripts_for_windows(
    small_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_shelf(monkeypatch, small_source)
    make_bundle(tmp_path / "包", WINDOWS, small_source, put_ledgers, Silent())
    assert {path.name for path in (tmp_path / "包").glob("*.cmd")} == {"安装.cmd", "卸载.cmd"}
    assert not list((tmp_path / "包").glob("*.sh"))


def test_a_folder_with_something_in_it_is_refused_and_left_alone(small_source: Path, tmp_path: Path) -> None:
    (tmp_path / "包").mkdir()
    (tmp_path / "包" / "材料.txt").write_text("要留着", encoding="utf-8")
    with pytest.raises(ProgramError, match="已经有东西"):
        make_bundle(tmp_path / "包", HERE, small_source, put_ledgers, Silent())
    assert [path.name for path in tmp_path.rglob("*")] == ["包", "材料.txt"]


def test_an_empty_folder_is_used(small_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_shelf(monkeypatch, small_source)
    (tmp_path / "包").mkdir()
    make_bundle(tmp_path / "包", HERE, small_source, put_ledgers, Silent())
    assert (tmp_path / "包" / "安装.sh").is_file()


def refused(source: Path, tmp_path: Path, put: object = put_ledgers) -> str:
    with pytest.raises(ProgramError) as stopped:
        make_bundle(tmp_path / "出" / "包", HERE, source, put, Silent())  # type: ignore[arg-type]
    return str(stopped.value)


def test_a_failure_at_the_end_leaves_nothing(
    small_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path) -> None:
        raise ProgramError("磁盘", "满了", "请腾出空间")

    use_shelf(monkeypatch, small_source)
    (tmp_path / "出").mkdir()
    assert "满了" in refused(small_source, tmp_path, full)
    assert list((tmp_path / "出").iterdir()) == []


def test_a_component_that_may_not_be_passed_on_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = make_wheel(tmp_path / "书架", "jia", headers=("License-Expression: GPL-3.0-only",))
    source = make_checkout(tmp_path / "checkout", locked((wheel, "")), ["jia"])
    use_shelf(monkeypatch, source)
    (tmp_path / "出").mkdir()
    assert "GPL-3.0-only" in refused(source, tmp_path)
    assert list((tmp_path / "出").iterdir()) == []


def test_a_missing_parent_folder_is_said(small_source: Path, tmp_path: Path) -> None:
    assert "没有这个文件夹" in refused(small_source, tmp_path)


def test_the_checkout_stays_as_it_was(made_bundle: Path, small_source: Path) -> None:
    assert made_bundle.is_dir()
    found = sorted(path.relative_to(small_source).as_posix() for path in small_source.rglob("*.*"))
    assert not [name for name in found if "egg-info" in name or name.startswith("build")]


def test_the_scripts_for_linux_are_programs(bundle: Path) -> None:
    for name in ("安装.sh", "卸载.sh"):
        assert (bundle / name).stat().st_mode & 0o111
        subprocess.run(["sh", "-n", str(bundle / name)], check=True)
