"""make measure：measures everything and writes docs/版面量测.md; what does not hold is listed, exit code 1."""

from __future__ import annotations

import subprocess
import sys

from docgen.layout import find_libreoffice
from measured.batch import measured
from measured.cases import READINGS, all_cases
from measured.exported import exported_cases
from measured.report import TARGET, Report, told


def main() -> int:
    program = find_libreoffice()
    if program is None:
        print("没有找到 LibreOffice：请先安装 libreoffice-writer，再运行 make measure。")
        return 3
    cases = (*all_cases(), *exported_cases(READINGS))
    print(f"共 {len(cases)} 篇。")
    results = measured(cases, lambda done: print(f"已量 {done}/{len(cases)} 篇", flush=True))
    report = Report(results, _version(program))
    TARGET.write_text(report.markdown(), encoding="utf-8")
    problems = report.problems()
    print("\n".join(told(problems)) or "全部合格。")
    print(f"已写 {TARGET}")
    return 1 if problems else 0


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return said.split()[1]


if __name__ == "__main__":
    sys.exit(main())
