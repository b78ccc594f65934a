"""连接 LibreOffice：from this Python to a running soffice over UNO.

`uno` is Debian's (python3-uno). A virtual environment of the same Python version can import it once
the system's package folder is on the path; it stays there for that one import only.
"""

from __future__ import annotations

import builtins
import importlib
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from addin.errors import ProgramError

SYSTEM_PACKAGES = ("/usr/lib/python3/dist-packages",)
"""Where Debian, Ubuntu, 统信 and 麒麟 keep the packages of the system's own Python."""

LIMIT = 20.0
"""Seconds that a running LibreOffice has to answer."""

_PROGRAM = "LibreOffice"
_PAUSE = 0.1

T = TypeVar("T")


@cache
def uno() -> Any:
    """The module `uno`. Raises ProgramError where it is not installed or is of another Python."""
    path, opener = list(sys.path), builtins.__import__
    try:
        sys.path += [folder for folder in SYSTEM_PACKAGES if folder not in path]
        return importlib.import_module("uno")
    except ImportError as error:
        raise _without_uno() from error
    finally:
        # uno.py puts its folder on the path for good and takes over every later `import`.
        sys.path[:] = path
        builtins.__import__ = opener


def _without_uno() -> ProgramError:
    if any((Path(folder) / "uno.py").exists() for folder in SYSTEM_PACKAGES):
        version = ".".join(map(str, sys.version_info[:2]))
        what = f"系统的 Python 接口 uno 不是给 Python {version} 用的"
        return ProgramError(_PROGRAM, what, "请用系统自带的 python3 重新安装本工具")
    return ProgramError(_PROGRAM, "没有装 Python 接口 uno", "请管理员运行 apt-get install python3-uno 后再试")


@dataclass(frozen=True, slots=True)
class Office:
    """一个正在运行的 LibreOffice：its component context and its desktop, both remote objects."""

    context: Any
    desktop: Any

    def service(self, name: str) -> Any:
        """A new object of a UNO service."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def setting(self, place: str, name: str) -> Any:
        """One value of LibreOffice's configuration, of the node at `place`."""
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        access = "com.sun.star.configuration.ConfigurationAccess"
        return getattr(provider.createInstanceWithArguments(access, property_values(nodepath=place)), name)


def connect(address: str, limit: float = LIMIT) -> Office:
    """The LibreOffice that accepts at `address` ("pipe,name=…" or "socket,host=…,port=…").

    Tries again until `limit` seconds have passed: a program that starts does not answer at once.
    Raises ProgramError.
    """
    answer = within(limit, lambda: _reached(address, time.monotonic() + limit))
    if answer is None:
        raise ProgramError(
            _PROGRAM,
            "没有回应",
            "请看看它是否开着、有没有对话框等着回答；仍不行请关闭后用 liangdeng live 重新打开台账",
        )
    return answer


def reach(address: str) -> Office | None:
    """The LibreOffice that accepts at `address` now; None where none does. Raises ProgramError."""
    return within(LIMIT, lambda: _reached(address, time.monotonic() + _PAUSE))


def within(limit: float, work: Callable[[], T]) -> T | None:
    """What `work` gives, None where it takes longer than `limit` seconds: a UNO call cannot be ended
    from outside when the program at the other end hangs."""
    found: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:
            failed.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(limit)
    if failed:
        raise failed[0]
    return found[0] if found else None


def _reached(address: str, until: float) -> Office | None:
    module = uno()
    local = module.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    # The second where an earlier connection is just being given up.
    refused = tuple(
        map(
            module.getClass,
            ("com.sun.star.connection.NoConnectException", "com.sun.star.lang.DisposedException"),
        )
    )
    while True:
        try:
            context = resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except refused:
            if time.monotonic() >= until:
                return None
            time.sleep(_PAUSE)
        else:
            return Office(context, desktop)


def property_values(**values: object) -> tuple[Any, ...]:
    """`com.sun.star.beans.PropertyValue` of each keyword."""
    made = []
    for name, value in values.items():
        one = uno().createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)
