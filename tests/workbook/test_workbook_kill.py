"""A save killed at any moment leaves the file as before or as after."""

import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from workbook_samples import project_book

from addin.schema import Projects
from addin.workbook.closed_file import ClosedBook
from addin.workbook.port import Edits
from addin.workbook.version_store import read_steps, sha256

ALL, SEED = 200, 20220930

# Saves without end, turn by turn the values 0 … 9.
SAVER = """
    import sys
    from pathlib import Path
    from addin.workbook.closed_file import ClosedBook
    from addin.workbook.port import Edits
    path = Path(sys.argv[1])
    print("开始", flush=True)
    for turn in range(100_000):
        edits = Edits()
        edits.sheet("项目清单").cells = [(row, 7, f"{turn % 10}") for row in range(4, 204)]
        ClosedBook.open(path).save(edits, "recalc")
"""


def killed_at_random(path, moments):
    first = sha256(path)
    for moment in moments:
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(SAVER), str(path)], stdout=subprocess.PIPE, cwd=Path.cwd()
        )
        process.stdout.readline()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        known = {state for step in read_steps(path) for state in (step.before, step.after)} | {first}
        assert sha256(path) in known, "neither before nor after"
        lights = set(ClosedBook.open(path).read(Projects).values["rule_light"].tolist())
        assert len(lights) == 1, "a save was half done"
    edits = Edits()
    edits.sheet(Projects.title).cells = [(4, 7, "完")]
    ClosedBook.open(path).save(edits, "recalc")
    left = [p.name for p in path.parent.rglob("*") if p.name.startswith(".") or p.suffix in (".tmp", ".锁")]
    assert left == []


def torn(tmp_path, counted, times):
    """The first `times` of the 200 moments that the seed draws."""
    rows = [(f"r{i}", f"P{i:03}", "名", "在建", "局", 1.0, "初", 0.1) for i in range(200)]
    path = project_book(tmp_path / "台账.xlsx", rows)
    chance = random.Random(SEED)
    moments = [chance.uniform(0, 0.4) for _ in range(ALL)]
    counted(f"保存中杀进程 {times} 次（全量 {ALL} 次），种子 {SEED}")
    killed_at_random(path, moments[:times])


def test_a_save_killed_at_twenty_random_moments_leaves_before_or_after(tmp_path, counted):
    torn(tmp_path, counted, ALL // 10)


@pytest.mark.torture
def test_a_save_killed_at_two_hundred_random_moments_leaves_before_or_after(tmp_path, counted):
    torn(tmp_path, counted, ALL)
