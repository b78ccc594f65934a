"""自己的轮子：this program's own wheel, built from a copy of the source so that the checkout stays clean."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from addin.deployment.wheels import Wheel
from addin.errors import ProgramError

SOURCES = ("addin", "docgen", "workbook_templates", "macros", "pyproject.toml", "README.md", "LICENSE")


def checkout() -> Path:
    """The folder with the source and the pinned list. Raises ProgramError for an installed program."""
    folder = Path(__file__).resolve().parents[2]
    if not (folder / "pyproject.toml").is_file() or not (folder / "requirements.lock").is_file():
        raise ProgramError(
            "bundle",
            "只能在源码文件夹里做离线安装包",
            "请在解开的源码里按 README 装好后，用那里的 liangdeng 运行",
        )
    return folder


def build_own_wheel(source: Path, folder: Path) -> Wheel:
    """Needs setuptools and wheel beside this Python, no network. Raises ProgramError."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "source"
        _copy(source, copy)
        command = [
            *(
                sys.executable,
                "-m",
                "pip",
                "wheel",
                "--no-input",
                "--disable-pip-version-check",
                "--no-index",
            ),
            *("--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(copy)),
        ]
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    built = list(folder.glob("liangdeng-*.whl"))
    if run.returncode or len(built) != 1:
        last = next((line for line in reversed(run.stderr.splitlines()) if line.strip()), "没有说明").strip()
        raise ProgramError("本程序", f"没有打成安装包（{last}）", "请先按 README 装好环境（make demo）再试")
    return Wheel.of(built[0])


def _copy(source: Path, target: Path) -> None:
    target.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")
    for name in SOURCES:
        one = source / name
        if one.is_dir():
            shutil.copytree(one, target / name, ignore=ignored)
        elif one.is_file():
            shutil.copy2(one, target / name)
