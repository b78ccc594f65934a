"""计时：wall time and peak memory of a child process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One child process: wall seconds, peak resident memory in GB, and what it printed."""

    seconds: float
    gigabytes: float
    output: str


def child(*arguments: str | Path) -> Run:
    """Run `python …` to its end. Raises SystemExit with its messages where it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode:
        raise SystemExit(f"{arguments} failed:\n{output}")
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024**2, output)


def snippet(code: str, *arguments: str | Path) -> Run:
    """The same for a piece of code; `sys.argv[1:]` are the arguments."""
    return child("-c", code, *arguments)
