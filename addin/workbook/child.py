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
from collections.abc import Mapping, Sequence
from pathlib import Path

from addin.errors import ProgramError
from addin.workbook.additions import Additions, additions_of
from addin.workbook.gate import inspect
from addin.workbook.grids import DirectReader, HeldReader
from addin.workbook.older_additions import other_additions
from addin.workbook.outside_formulas import other_formula_places
from addin.workbook.port import CellValue

MEMORY_LIMIT = 2 << 30  # bytes of address space
SECONDS = 120

_MANY, _END, _REFUSED = "--many", '"完"', '"拒"'
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
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramError(path.name, f"读了 {seconds:g} 秒还没读完，已停止", _ASK) from error
    lines = _lines(done.stdout)
    if done.returncode == 0 and lines and lines[-1] == _END:
        return _reader(lines[:-1])
    if done.returncode == ProgramError.exit_code and lines:
        raise ProgramError(*json.loads(lines[-1]))
    raise ProgramError(path.name, "读取它要用的内存超出限度，已停止", _ASK)


def read_many_in_child(
    paths: Sequence[Path], memory_limit: int = MEMORY_LIMIT, seconds: float = SECONDS
) -> list[HeldReader | None]:
    """Several small workbooks from outside, one after the other in one child: starting it takes far longer than
    reading them. None for every file that was refused or not reached: read it alone to learn why.
    """
    command = [sys.executable, "-m", "addin.workbook.child", _MANY, str(memory_limit), *map(str, paths)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, env=_environment(), check=False)
    except subprocess.TimeoutExpired:
        return [None] * len(paths)
    held: list[HeldReader | None] = []
    lines: list[str] = []
    for line in _lines(done.stdout):
        if line in (_END, _REFUSED):
            held.append(_reader(lines) if line == _END else None)
            lines = []
        else:
            lines.append(line)
    return [*held, *[None] * (len(paths) - len(held))]


def _lines(output: bytes) -> list[str]:
    """Cut at line ends alone: a text may hold U+2028 and others that `splitlines` would cut at too."""
    return output.decode("utf-8", "replace").replace("\r\n", "\n").removesuffix("\n").split("\n")


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "PYTHONUTF8": "1"}


def _reader(lines: list[str]) -> HeldReader:
    held: dict[str, tuple[int, list[list[CellValue]]]] = {}
    formulas: dict[str, set[tuple[int, int]]] = {}
    additions: dict[str, Additions] = {}
    rows: list[list[CellValue]] = []
    for line in lines:
        content = json.loads(line)
        if isinstance(content, list):
            rows.append([_from_json(value) for value in content])
        elif "tab" in content:
            rows = []
            held[content["tab"]] = (content["left"], rows)
        elif "additions" in content:
            additions = {tab: Additions.from_json(one) for tab, one in content["additions"].items()}
        else:
            formulas = {
                tab: {(row, column) for row, column in cells} for tab, cells in content["formulas"].items()
            }
    return HeldReader(held, formulas, additions)


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
    if arguments[0] == _MANY:
        return _read_many(int(arguments[1]), [Path(name) for name in arguments[2:]])
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
        if gate == _NO_GATE:
            places = other_formula_places(path)
            _print({"formulas": {tab: sorted(cells) for tab, cells in places.items()}})
            _print_additions(other_additions(path))
        elif gate == _GATES[True]:
            _print_additions(additions_of(path))
    except ProgramError as error:
        _print([error.where, error.what, error.advice])
        return error.exit_code
    _print("完")
    return 0


def _read_many(memory_limit: int, paths: Sequence[Path]) -> int:
    _limit(memory_limit)
    for path in paths:
        try:
            inspect(path, outside=True)
            reader = DirectReader(path)
            for tab in reader.tabs:
                _print_grid(reader, tab)
            _print_additions(additions_of(path))
        except ProgramError:
            _print("拒")
        else:
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


def _print_additions(found: Mapping[str, Additions]) -> None:
    _print({"additions": {tab: one.to_json() for tab, one in found.items()}})


def _print(content: object) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1:]))
