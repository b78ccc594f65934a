"""Which components of the pinned list a machine of another kind gets."""

from pathlib import Path

import pytest

from addin.deployment.pinned import pinned_for, read_pinned
from addin.deployment.platforms import target_of
from addin.errors import UsageError

LOCK = Path("requirements.lock")


def names(platform: str, python: str = "3.11") -> set[str]:
    return {entry.name for entry in pinned_for(target_of(platform, python), LOCK)}


def test_windows_gets_pywin32_and_no_mac_bridge() -> None:
    assert "pywin32" in names("win_amd64")
    assert not {"appscript", "psutil"} & names("win_amd64")


def test_linux_gets_neither() -> None:
    assert not {"pywin32", "appscript", "psutil"} & names("manylinux_2_28_aarch64")


def test_markers_are_asked_of_the_target_not_of_this_machine(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "甲==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "乙==2.0 ; python_full_version >= '3.12' \\\n    --hash=sha256:cc\n",
        encoding="utf-8",
    )
    lines = [entry.line for entry in pinned_for(target_of("win_amd64", "3.11"), lock)]
    assert lines == ["甲==1.0 --hash=sha256:aa --hash=sha256:bb"]
    lines = [entry.line for entry in pinned_for(target_of("manylinux_2_28_x86_64", "3.12"), lock)]
    assert lines == ["乙==2.0 --hash=sha256:cc"]


@pytest.mark.parametrize("platform", ["win_amd64", "manylinux_2_28_x86_64", "manylinux_2_28_aarch64"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_every_component_is_there_once_with_a_hash(platform: str, python: str) -> None:
    entries = pinned_for(target_of(platform, python), LOCK)
    assert len({entry.name for entry in entries}) == len(entries) > 20
    assert all(hash_.startswith("sha256:") and len(hash_) == 71 for e in entries for hash_ in e.hashes)
    assert all(entry.hashes and entry.version for entry in entries)


def test_the_list_is_read_whole() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert len(read_pinned(LOCK)) == text.count("==") - text.count("sys_platform ==")
    assert sum(len(entry.hashes) for entry in read_pinned(LOCK)) == text.count("--hash=")


def test_an_older_c_library_does_too() -> None:
    tags = target_of("manylinux_2_28_x86_64", "3.11").tags
    assert tags[0] == "manylinux_2_28_x86_64"
    assert {"manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux1_x86_64"} <= set(tags)
    assert "manylinux_2_29_x86_64" not in tags


def test_current_is_this_machine() -> None:
    assert target_of("current", "3.11").name.startswith("manylinux_2_")


@pytest.mark.parametrize(
    ("platform", "python"), [("loongarch64", "3.11"), ("win32", "3.11"), ("win_amd64", "3.9")]
)
def test_an_unknown_platform_or_version_is_wrong_use_and_says_what_there_is(
    platform: str, python: str
) -> None:
    with pytest.raises(UsageError, match="可选："):
        target_of(platform, python)
