"""一千份提醒函：ours against bare python-docx, and what memory they take; one child process each."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from bench.documents import bare, ours, reminder
from bench.measure import child
from docgen.documents import compose

LETTERS = 1000
KIND = "提醒函"


def write(how: str, folder: Path, count: int) -> None:
    """So many letters of one to five projects; prints the peak memory after a tenth of them, in GB."""
    for number in range(count):
        facts, target = reminder(number % 5 + 1), folder / f"{number:04d}.docx"
        if how == "ours":
            ours(KIND, facts, target)
        else:
            bare(compose(KIND, facts, None), target)
        if number + 1 == count // 10:
            print(f"{_peak():.4f}")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def letters(folder: Path) -> None:
    """Prints the ratio and the memory of both."""
    runs = {}
    for how in ("ours", "bare"):
        target = folder / f"函_{how}"
        target.mkdir(exist_ok=True)
        runs[how] = child("-m", "bench.letters", how, target, str(LETTERS))
    mine, plain = runs["ours"], runs["bare"]
    print(
        f"提醒函 {LETTERS} 份（1～5 个项目）：{mine.seconds:.1f} 秒 = {mine.seconds / plain.seconds:.2f} ×"
        f"（python-docx 同样内容 {plain.seconds:.1f} 秒）；要求 ≤ 2"
    )
    early = float(mine.output.split()[0])
    print(f"  内存峰值：写完 {LETTERS // 10} 份 {early:.3f} GB，写完 {LETTERS} 份 {mine.gigabytes:.3f} GB")


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
