"""命令行：the door for scripts and administrators. The clock is read here and nowhere below.

Standard output carries the result (one JSON object with --json); everything else goes to standard
error. Exit codes: 0 done; 1 --strict and a 错误; 2 wrong use; 3 could not go on; 4 partly done.
"""

from __future__ import annotations

import gc
import json
import math
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from addin.errors import ProgramError

PROGRAM = "liangdeng"


def program() -> int:
    """The program `liangdeng`: one command, and the process ends."""
    code = main()
    gc.freeze()  # all is given back now: nothing to look through for cycles once more
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; every failure is one sentence and an exit code, never a traceback."""
    # Hundreds of thousands of cell values live to the end: looking through them for cycles finds nothing.
    gc.set_threshold(50_000, 50, 100)
    arguments = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in arguments
    try:
        return _run(arguments)
    except (ProgramError, KeyboardInterrupt, MemoryError, OSError) as error:
        from addin.commands.failures import in_plain_words

        told = in_plain_words(error, PROGRAM)
        if told is None:
            raise
        _show_error(told, as_json)
        return told.exit_code


def _run(argv: Sequence[str]) -> int:
    from addin.commands.base import Context, Silent
    from addin.commands.parser import build_parser
    from addin.console import Bars
    from addin.workbook.locks import user_name

    arguments = build_parser(*argv[:1]).parse_args(argv)
    if arguments.command is None:
        build_parser().print_help(sys.stdout)
        return 0
    context = Context(
        today=arguments.today or date.today(),  # noqa: DTZ011 (the clerk's own calendar)
        now=datetime.now().replace(microsecond=0),
        operator=user_name(),
        progress=Silent() if arguments.json else Bars(),
    )
    outcome = arguments.entry.run(arguments, context)
    for line in outcome.lines:
        print(line, file=sys.stderr if arguments.json else sys.stdout)
    if arguments.json:
        print(json.dumps(_plain(outcome.data), ensure_ascii=False))
    if getattr(arguments, "strict", False) and outcome.errors:
        return 1
    return 4 if outcome.partly else 0


def _show_error(error: ProgramError, as_json: bool) -> None:
    print(str(error), file=sys.stderr)
    if as_json:
        fields = {"where": error.where, "what": error.what, "advice": error.advice}
        print(json.dumps({"error": fields}, ensure_ascii=False))


def _plain(value: Any) -> Any:
    """What JSON can hold: dates as 2022-09-30, paths as text, numpy scalars as Python's, NaN as null."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (str, int)) else str(value)
