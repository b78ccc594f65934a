"""pip fetches the wheels as its own configuration says; what goes wrong is one plain sentence."""

from pathlib import Path

import pytest
from support.wheels import locked, make_wheel

from addin.deployment.download import download, explained
from addin.deployment.pinned import pinned_for
from addin.deployment.platforms import Target, target_of
from addin.errors import ProgramError

WINDOWS = target_of("win_amd64", "3.11")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip's configuration of this person names as the only source."""
    folder = tmp_path / "书架"
    folder.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def fetch(tmp_path: Path, lock: str, target: Target = WINDOWS) -> list[str]:
    listed, into = tmp_path / "requirements.lock", tmp_path / "下载"
    listed.write_text(lock, encoding="utf-8")
    into.mkdir()
    counted: list[None] = []
    paths = download(pinned_for(target, listed), target, into, lambda: counted.append(None))
    assert len(counted) == len(paths)
    return [path.name for path in paths]


def test_each_component_comes_once_and_for_the_target(shelf: Path, tmp_path: Path) -> None:
    plain = make_wheel(shelf, "jia")
    windows = make_wheel(shelf, "yi", tag="cp311-cp311-win_amd64")
    make_wheel(shelf, "yi", tag="cp311-cp311-manylinux_2_17_x86_64")
    lock = locked((plain, ""), (windows, "sys_platform == 'win32'"))
    assert fetch(tmp_path, lock) == [plain.name, windows.name]


def test_a_wheel_with_another_hash_is_refused(shelf: Path, tmp_path: Path) -> None:
    lock = locked((make_wheel(shelf, "jia"), ""))
    make_wheel(shelf, "jia", files={"jia.py": "别人改过\n"})
    with pytest.raises(ProgramError, match="散列不符"):
        fetch(tmp_path, lock)


def test_a_component_without_a_wheel_for_the_target_is_named(shelf: Path, tmp_path: Path) -> None:
    lock = locked((make_wheel(shelf, "yi", tag="cp311-cp311-win_amd64"), ""))
    with pytest.raises(ProgramError, match="yi") as refused:
        fetch(tmp_path, lock, target_of("manylinux_2_28_aarch64", "3.11"))
    assert "manylinux_2_28_aarch64" in refused.value.what


def test_no_network_is_said_before_no_wheel() -> None:
    said = (
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(': Failed to "
        "establish a new connection: [Errno 101] Network is unreachable')': /simple/numpy/\n"
        "ERROR: Could not find a version that satisfies the requirement numpy==2 (from versions: none)\n"
        "ERROR: No matching distribution found for numpy==2\n"
    )
    assert "连不上软件源" in str(explained(said, WINDOWS))


def test_anything_else_is_told_in_pips_own_last_words() -> None:
    assert "disk quota" in str(explained("Saved a\nERROR: disk quota exceeded\n\n", WINDOWS))


def test_a_python_without_pip_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ProgramError, match="没有 pip"):
        download([], WINDOWS, tmp_path, lambda: None)
