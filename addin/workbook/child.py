"""子进程读取：a file from outside is read by a second Python with limits on memory and time.

A hostile or broken file can make any reader take gigabytes or end its process; here only the child
dies. What it read comes back as lines of JSON, which unlike pickles cannot run anything.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from addin.errors import ProgramError
from addin.workbook.gate import inspect
from addin.workbook.grids import DirectReader, HeldReader
from addin.workbook.port import CellValue

MEMORY_LIMIT = 2 << 30  # bytes of address space
SECONDS = 120

_GATES, _NO_GATE = {True: "1", False: "0"}, "-"

_ASK = "请用 Excel 或 WPS 打开，删去多余的格式和空行，另存后再试"


def read_in_child(
    path: Path,
    sheets: Sequence[str] | None = None,
    memory_limit: int = MEMORY_LIMIT,
    seconds: float = SECONDS,
    outside: bool = True,
    gated: bool = True,
) -> HeldReader:
    """Look through and read the tabs named (None: all) in a child process.

    `gated` False: a format that the gate does not know (.xls, .ods); only the child's limits hold.
    Raises ProgramError for what the gate refuses, when time runs out and when the child dies.
    """
    gate = _GATES[outside] if gated else _NO_GATE
    command = [sys.executable, "-m", "addin.workbook.child", str(path), str(memory_limit), gate]
    try:
        done = subprocess.run(
            [*command, *(["--tabs", *sheets] if sheets is not None else [])],
            capture_output=True,
            timeout=seconds,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramError(path.name, f"读了 {seconds:g} 秒还没读完，已停止", _ASK) from error
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode == 0 and lines and lines[-1] == '"完"':
        return HeldReader(_held(lines[:-1]))
    if done.returncode == ProgramError.exit_code and lines:
        raise ProgramError(*json.loads(lines[-1]))
    raise ProgramError(path.name, "读取它要用的内存超出限度，已停止", _ASK)


def _held(lines: list[str]) -> dict[str, tuple[int, list[list[CellValue]]]]:
    held: dict[str, tuple[int, list[list[CellValue]]]] = {}
    rows: list[list[CellValue]] = []
    for line in lines:
        content = json.loads(line)
        if isinstance(content, dict):
            rows = []
            held[content["tab"]] = (content["left"], rows)
        else:
            rows.append([_from_json(value) for value in content])
    return held


def _from_json(value: object) -> CellValue:
    if not isinstance(value, list):
        return value
    kind, text = value
    if kind == "秒":
        return dt.timedelta(seconds=float(text))
    return _MOMENTS[kind].fromisoformat(text)


_MOMENTS: dict[str, type[dt.datetime] | type[dt.date] | type[dt.time]] = {
    "刻": dt.datetime,
    "日": dt.date,
    "时": dt.time,
}


def _to_json(value: CellValue) -> object:
    if isinstance(value, dt.datetime):
        return ["刻", value.isoformat()]
    if isinstance(value, dt.date):
        return ["日", value.isoformat()]
    if isinstance(value, dt.time):
        return ["时", value.isoformat()]
    if isinstance(value, dt.timedelta):
        return ["秒", value.total_seconds()]
    return value


def _main(arguments: list[str]) -> int:
    """In the child: limit, look, read, print."""
    path, memory_limit, gate = Path(arguments[0]), int(arguments[1]), arguments[2]
    tabs = arguments[4:] if "--tabs" in arguments[3:4] else None
    _limit(memory_limit)
    try:
        if gate != _NO_GATE:
            inspect(path, gate == _GATES[True])
        reader = DirectReader(path)
        for tab in reader.tabs:
            if tabs is None or tab in tabs:
                _print_grid(reader, tab)
    except ProgramError as error:
        _print([error.where, error.what, error.advice])
        return error.exit_code
    _print("完")
    return 0


def _limit(memory: int) -> None:
    """Windows has no such limits; there the time-out alone holds."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _print_grid(reader: DirectReader, tab: str) -> None:
    grid = reader.grid(tab)
    _print({"tab": tab, "left": grid.left})
    for row in grid.rows:
        _print([_to_json(value) for value in row])


def _print(content: object) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1:]))
