"""python -m addin.ribbon TAG BOOK --host …：what the macro of a button starts."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path


def start() -> int:
    """0 where the person has been told; a program that was not installed whole says so too."""
    # Without a console there are no streams; what writes to them must not fail for that.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    # As on the command line (addin/cli.py): looking through a workbook's values for cycles takes seconds.
    gc.set_threshold(50_000, 50, 100)
    try:
        from addin.ribbon.door import main
    except ImportError as error:
        return _not_installed(error)
    return main()


def _not_installed(error: ImportError) -> int:
    from addin.ribbon.opening import open_file
    from addin.ribbon.system_dialogs import TITLE, system_dialogs

    what = error.name or str(error)
    system_dialogs().say(
        f"亮灯台账的程序没有装全（缺 {what}），这次什么都没有做。\n请重新运行安装脚本，再点一次。", TITLE
    )
    if "wps" in sys.argv and len(sys.argv) > 2:  # the macro has closed the workbook
        open_file(Path(sys.argv[2]))
    return 0


if __name__ == "__main__":
    sys.exit(start())
