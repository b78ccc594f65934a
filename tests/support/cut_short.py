"""A split in a process of its own that is killed before or after it saves the workbook."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from support.office import Office

KILLED_AFTER_THE_SAVE = """
import os, signal, sys
from addin.exchange import store
from addin.cli import main
store.Staged.place = lambda self: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""
KILLED_BEFORE_THE_SAVE = """
import os, signal, sys
from addin.workbook.closed_file import ClosedBook
from addin.cli import main
ClosedBook.save = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""


def split_killed(code: str, office: Office, out: Path) -> None:
    options = ["--out", str(out), "--today", "2022-10-08"]
    command = [sys.executable, "-c", code, "split", str(office.path), *options]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
