"""安装脚本：the files a person starts, each in the bytes its shell reads.

cmd reads the system's code page: Chinese text goes out in GBK with CRLF after `chcp 936`.
"""

from __future__ import annotations

from pathlib import Path

from addin.deployment.platforms import Target

_FOLDER = Path(__file__).parent / "shell"
INSTALL, REMOVE = "安装", "卸载"
STARTER = """\
import sys
from pathlib import Path

from onsite.main import main

sys.exit(main(sys.argv[1:], Path(__file__).resolve().parent))
"""
"""setup/__main__.py: what `python setup install` runs."""
_SOURCES = {INSTALL: "install", REMOVE: "remove"}


def script(name: str, target: Target) -> tuple[str, bytes]:
    """File name and content of 安装 or 卸载 for the target."""
    ending = "cmd" if target.is_windows else "sh"
    text = _source(f"{_SOURCES[name]}.{ending}")
    search = _source(f"find_python.{ending}")
    text = text.replace("{find_python}", search.rstrip()) if "{find_python}" in text else text + search
    for word, value in _words(target).items():
        text = text.replace(f"{{{word}}}", value)
    if target.is_windows:
        return f"{name}.cmd", text.replace("\n", "\r\n").encode("gbk")
    return f"{name}.sh", text.encode("utf-8")


def read_me(target: Target) -> bytes:
    """先读我.txt: what Notepad and every editor read right."""
    name = f"{INSTALL}.cmd" if target.is_windows else f"{INSTALL}.sh"
    other = f"{REMOVE}.cmd" if target.is_windows else f"{REMOVE}.sh"
    start = "双击" if target.is_windows else "在终端里运行 sh "
    lines = (
        "亮灯台账 离线安装包",
        "",
        f"1. 这台电脑要有 64 位的 Python {target.python}（怎样装见 手册/部署手册.html）。",
        f"2. {start}“{name}”。不需要管理员，不需要网络。",
        "3. 按 手册/使用手册.html 开始使用。",
        "",
        f"升级：用新的安装包再装一次。卸载：{start}“{other}”；台账和文书不会动。",
        "各组件的许可见 许可清单.html。",
    )
    return "\r\n".join((*lines, "")).encode("utf-8-sig")


def _words(target: Target) -> dict[str, str]:
    major, minor = target.python.split(".")
    return {
        "python": target.python,
        "digits": major + minor,
        "tuple": f"({major},{minor})",
        "build": target.build,
    }


def _source(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
