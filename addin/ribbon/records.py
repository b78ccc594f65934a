"""出错记录：what went wrong for no known reason, with its traceback, in a file that can be sent to who mends it."""

from __future__ import annotations

import contextlib
import traceback
from datetime import datetime
from pathlib import Path

from addin.exchange.home import home

NAME, BEFORE = "出错记录.txt", "出错记录（以前）.txt"
MOST_BYTES = 500_000


def record(error: BaseException, click: str, now: datetime) -> Path | None:
    """Add the traceback; the file, None where none can be written. An old record makes room once."""
    with contextlib.suppress(OSError):
        folder = home()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            path.replace(folder / BEFORE)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"===== {now:%Y-%m-%d %H:%M:%S} {click}\n")
            file.write("".join(traceback.format_exception(error)))
        return path
    return None
