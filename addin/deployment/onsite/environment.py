"""运行环境：a virtual environment with the program, made beside the one in use and never over it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .errors import SetupError

PREFIX = "env-"
_PYTHON = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")


def interpreter(environment: Path) -> Path:
    return environment / _PYTHON


def create(home: Path, version: str, wheels: Path) -> Path:
    """A new environment under `home` with the wheels installed, nothing fetched from anywhere.

    Raises SetupError; then nothing of it is left.
    """
    environment = _free(home, version)
    try:
        _run([sys.executable, "-I", "-m", "venv", str(environment)], "建不了运行环境", _VENV_ADVICE)
        command = [
            *(str(interpreter(environment)), "-I", "-m", "pip", "--isolated", "install", "--no-input"),
            *("--disable-pip-version-check", "--no-cache-dir", "--no-index", "--find-links", str(wheels)),
            *("--require-hashes", "--no-deps", "--requirement", str(wheels / "requirements.txt")),
        ]
        _run(command, "装不上组件", "请重新拷贝安装包；磁盘空间要有 1 GB 以上")
        started = _run(
            [str(interpreter(environment)), "-I", "-m", "addin", "--version"], "装好了却启动不了", _HELP
        )
        if version not in started:
            raise SetupError(f"装好的版本不对（{started.strip()}）", "请重新拷贝安装包再装")
    except BaseException:
        shutil.rmtree(environment, ignore_errors=True)
        raise
    return environment


_VENV_ADVICE = "请确认磁盘没有满、杀毒软件没有拦截；Debian、Ubuntu、统信、麒麟还要装系统自带的 python3-venv"
_HELP = "请把上面的话告诉维护人员"


def _free(home: Path, version: str) -> Path:
    number = 1
    while (home / f"{PREFIX}{version}-{number}").exists():
        number += 1
    return home / f"{PREFIX}{version}-{number}"


def remove_others(home: Path, keep: str | None) -> list[Path]:
    """Environments but `keep` go; those that a running program holds stay and are given back."""
    left = []
    for environment in sorted(home.glob(f"{PREFIX}*")):
        if environment.name == keep:
            continue
        try:
            # Windows keeps the program file of a running command: then all of it must stay.
            interpreter(environment).unlink(missing_ok=True)
            shutil.rmtree(environment)
        except OSError:
            left.append(environment)
    return left


def _run(command: Sequence[str], what: str, advice: str) -> str:
    """Standard output. The user's own Python and pip settings do not count, nor (-I) the folder one is in."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    try:
        run = subprocess.run(command, capture_output=True, env=clean)
    except OSError as error:
        raise SetupError(f"{what}（{error.strerror or error}）", advice) from error
    said = _text(run.stdout)
    if run.returncode:
        lines = (_text(run.stderr) or said).strip().splitlines()
        raise SetupError(f"{what}（{lines[-1] if lines else '没有说明'}）", advice)
    return said


def _text(said: bytes) -> str:
    """Whatever code page a child of ours writes in."""
    try:
        return said.decode("utf-8")
    except UnicodeDecodeError:
        return said.decode("gbk", errors="replace")
