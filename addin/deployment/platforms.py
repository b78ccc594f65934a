"""平台：the machines a bundle can be made for, and what pip and the pinned list must know of them."""

from __future__ import annotations

import os
import platform
import re
import sys
import sysconfig
from dataclasses import dataclass

from addin.errors import UsageError

PYTHONS = ("3.11", "3.12", "3.13")
"""The versions that the pinned list is made for."""
WINDOWS = "win_amd64"
CURRENT = "current"
CHOICES = f"{WINDOWS}、manylinux_2_28_x86_64、manylinux_2_28_aarch64、{CURRENT}（与这台电脑一样）"

_LINUX = re.compile(r"manylinux_2_(\d+)_(x86_64|aarch64)")
_OLDEST = 5
"""glibc 2.5: the oldest that wheels are built against."""
_EARLIER_NAMES = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}


@dataclass(frozen=True, slots=True)
class Target:
    """目标电脑：`tags` are pip's platform names, best first; `system` is win32 or linux, as sys.platform."""

    name: str
    python: str
    system: str
    machine: str
    tags: tuple[str, ...]

    @property
    def is_windows(self) -> bool:
        return self.system == "win32"

    @property
    def build(self) -> str:
        """What sysconfig.get_platform() says there: win-amd64, linux-x86_64."""
        return "win-amd64" if self.is_windows else f"linux-{self.machine}"

    @property
    def environment(self) -> dict[str, str]:
        """The values that markers of PEP 508 ask for, as they are on that machine."""
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "nt" if self.is_windows else "posix",
            "platform_machine": "AMD64" if self.is_windows else self.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Windows" if self.is_windows else "Linux",
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": self.system,
            "extra": "",
        }


def target_of(name: str, python: str) -> Target:
    """The machine of a name as pip's --platform gives it. Raises UsageError."""
    if python not in PYTHONS:
        raise UsageError("--python", f"没有为 Python {python} 锁定组件", f"可选：{'、'.join(PYTHONS)}")
    if name == WINDOWS:
        return Target(name, python, "win32", "AMD64", (WINDOWS,))
    known = _LINUX.fullmatch(_this_machine() if name == CURRENT else name)
    if known is None:
        raise UsageError("--platform", f"不认识平台“{name}”", f"可选：{CHOICES}")
    newest, machine = int(known[1]), known[2]
    return Target(known[0], python, "linux", machine, _linux_tags(newest, machine))


def _linux_tags(newest: int, machine: str) -> tuple[str, ...]:
    """A wheel built against an older C library runs on a newer one: all of them, newest first."""
    tags = []
    for minor in range(newest, _OLDEST - 1, -1):
        tags.append(f"manylinux_2_{minor}_{machine}")
        if minor in _EARLIER_NAMES:
            tags.append(f"{_EARLIER_NAMES[minor]}_{machine}")
    return tuple(tags)


def _this_machine() -> str:
    if sys.platform == "win32":
        return sysconfig.get_platform()
    try:
        version = os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, ValueError, OSError):
        return sysconfig.get_platform()
    return f"manylinux_2_{version.rpartition('.')[2]}_{platform.machine()}"
