"""What a wheel carries that may not be passed on is taken out, and pip still installs it."""

import csv
import importlib.metadata
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.wheels import MIT, make_wheel

from addin.deployment.platforms import target_of
from addin.deployment.stripping import REMOVALS, Removal, strip
from addin.deployment.wheels import Wheel, needed
from addin.errors import ProgramError

WINDOWS = target_of("win_amd64", "3.11")
PAID = (Removal(("jia/付费/*", "jia-*.dist-info/LICENSE_PRO.txt"), "不在许可内"),)


@pytest.fixture
def mixed(tmp_path: Path) -> Wheel:
    return Wheel.of(
        make_wheel(
            tmp_path,
            "jia",
            headers=(MIT, "License-File: LICENSE.txt", "License-File: LICENSE_PRO.txt"),
            files={
                "jia/__init__.py": "try:\n    from .付费 import 名\nexcept ImportError:\n    名 = '无'\n",
                "jia/付费/__init__.py": "名 = '付费'\n",
                "jia/付费/深/处.py": "",
                "jia-1.0.dist-info/LICENSE.txt": "MIT",
                "jia-1.0.dist-info/LICENSE_PRO.txt": "付费",
            },
        )
    )


def test_what_is_gone_is_named_and_the_rest_is_the_same_bytes(mixed: Wheel, tmp_path: Path) -> None:
    (tmp_path / "新").mkdir()
    stripped, gone = strip(mixed, tmp_path / "新", PAID)
    assert gone == ("jia-1.0.dist-info/LICENSE_PRO.txt", "jia/付费/__init__.py", "jia/付费/深/处.py")
    with zipfile.ZipFile(mixed.path) as old, zipfile.ZipFile(stripped.path) as new:
        assert set(old.namelist()) - set(new.namelist()) == set(gone)
        assert new.read("jia/__init__.py") == old.read("jia/__init__.py")
        rows = list(csv.reader(new.read("jia-1.0.dist-info/RECORD").decode().splitlines()))
        assert {row[0] for row in rows} == set(new.namelist())
    assert stripped.metadata.get_all("License-File") == ["LICENSE.txt"]


def test_pip_installs_it_by_its_corrected_record(mixed: Wheel, tmp_path: Path) -> None:
    (tmp_path / "新").mkdir()
    stripped, _ = strip(mixed, tmp_path / "新", PAID)
    target = tmp_path / "装"
    command = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target", str(target)]
    subprocess.run([*command, str(stripped.path)], check=True, capture_output=True)
    found = subprocess.run(
        [sys.executable, "-c", "import jia; print(jia.名)"],
        env={"PYTHONPATH": str(target), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert found.stdout.strip() == "无"


def test_xlwings_without_its_paid_part_imports_and_takes_an_engine(tmp_path: Path) -> None:
    """The xlwings that is installed here, packed again and stripped as for a bundle."""
    stripped, gone = strip(packed_again("xlwings", tmp_path), tmp_path / "新", REMOVALS["xlwings"])
    assert any(name.startswith("xlwings/pro/") for name in gone)
    target = tmp_path / "装"
    with zipfile.ZipFile(stripped.path) as archive:
        assert not [name for name in archive.namelist() if "/pro/" in name or "PRO" in name]
        assert not [name for name in archive.namelist() if name.endswith((".xlam", ".xlsm", ".dll", ".bas"))]
        archive.extractall(target)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import xlwings, xlwings.base_classes, xlwings.conversion\n"
        "assert xlwings.__file__.startswith(sys.argv[1]), xlwings.__file__\n"
        "xlwings.engines.add(xlwings.Engine(impl=type('E', (), {'name': '自制', 'type': 'x'})()))\n"
        "print(xlwings.__pro__, [e.name for e in xlwings.engines])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(target)], capture_output=True, text=True, encoding="utf-8"
    )
    assert run.stdout.strip() == "False ['自制']", run.stderr


def packed_again(name: str, folder: Path) -> Wheel:
    """A wheel of an installed distribution, from its own list of files."""
    found = importlib.metadata.distribution(name)
    (folder / "新").mkdir()
    path = folder / f"{name}-{found.version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file in found.files or []:
            inside = not str(file).startswith("..") and "__pycache__" not in str(file)
            if inside and file.name not in ("INSTALLER", "REQUESTED", "direct_url.json"):
                archive.write(file.locate(), str(file))
    return Wheel.of(path)


def test_only_what_is_needed_goes_along(tmp_path: Path) -> None:
    program = Wheel.of(make_wheel(tmp_path, "chengxu", headers=(MIT, "Requires-Dist: jia>=1")))
    one = Wheel.of(
        make_wheel(
            tmp_path,
            "jia",
            headers=(
                MIT,
                'Requires-Dist: yi; sys_platform == "win32"',
                'Requires-Dist: buyao; sys_platform == "darwin"',
                'Requires-Dist: ewai; extra == "all"',
            ),
        )
    )
    two = Wheel.of(make_wheel(tmp_path, "yi", headers=(MIT, "Requires-Dist: jia")))
    builder = Wheel.of(make_wheel(tmp_path, "gongju"))
    assert [wheel.name for wheel in needed(program, (one, two, builder), WINDOWS)] == ["jia", "yi"]
    linux = target_of("manylinux_2_28_x86_64", "3.11")
    assert [wheel.name for wheel in needed(program, (one, two, builder), linux)] == ["jia"]


def test_something_needed_that_is_not_pinned_stops_the_bundle(tmp_path: Path) -> None:
    program = Wheel.of(make_wheel(tmp_path, "chengxu", headers=(MIT, "Requires-Dist: jia")))
    with pytest.raises(ProgramError, match="还需要 jia"):
        needed(program, (), WINDOWS)


def test_a_broken_file_is_no_wheel(tmp_path: Path) -> None:
    path = tmp_path / "jia-1.0-py3-none-any.whl"
    path.write_bytes(b"half a file")
    with pytest.raises(ProgramError, match="不是完整的安装包"):
        Wheel.of(path)
