"""下载：the pinned wheels, by pip, from wherever the person's own pip configuration says."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from addin.deployment.pinned import Pinned
from addin.deployment.platforms import Target
from addin.errors import ProgramError

_STARTED = ("Collecting ", "Processing ")
_NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|name resolution|ConnectTimeout|ReadTimeout|timed out"
    r"|Network is unreachable|ProxyError|SSLError|Connection (?:refused|reset|aborted)|Max retries",
    re.IGNORECASE,
)
_OTHER_HASH = re.compile(r"DO NOT MATCH THE HASHES", re.IGNORECASE)
_NOT_FOUND = re.compile(r"No matching distribution found for ([\w.\-]+)")


def download(
    entries: Sequence[Pinned], target: Target, folder: Path, one_done: Callable[[], None]
) -> tuple[Path, ...]:
    """One wheel an entry, its hash checked by pip, into `folder`. Raises ProgramError."""
    if importlib.util.find_spec("pip") is None:
        raise ProgramError("pip", "这个 Python 没有 pip，不能下载组件", "请运行 python -m ensurepip 后再试")
    with tempfile.TemporaryDirectory() as name:
        listed = Path(name) / "requirements.txt"
        listed.write_text("".join(f"{entry.line}\n" for entry in entries), encoding="utf-8")
        code, said = _run(_command(listed, target, folder), one_done)
    if code:
        raise explained(said, target)
    wheels = tuple(sorted(folder.glob("*.whl")))
    if len(wheels) != len(entries):
        raise ProgramError(
            "pip", f"应下载{len(entries)}个组件，实有{len(wheels)}个", "请检查 pip 的配置后再试"
        )
    return wheels


def _command(listed: Path, target: Target, folder: Path) -> list[str]:
    platforms = [word for tag in target.tags for word in ("--platform", tag)]
    return [
        *(sys.executable, "-m", "pip", "download", "--no-input", "--disable-pip-version-check"),
        *("--progress-bar", "off", "--retries", "2", "--only-binary", ":all:", "--no-deps"),
        *("--require-hashes", "--requirement", str(listed), "--dest", str(folder)),
        *("--implementation", "cp", "--python-version", target.python),
        *platforms,
    ]


def _run(command: Sequence[str], one_done: Callable[[], None]) -> tuple[int, str]:
    """Exit code and all that pip said; `one_done` is called as it comes to each component."""
    said = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            if line.startswith(_STARTED):
                one_done()
    return pip.returncode, "".join(said)


def explained(said: str, target: Target) -> ProgramError:
    """What pip's own words come to, in one sentence."""
    if _OTHER_HASH.search(said):
        return ProgramError(
            "下载的组件", "内容与锁定的散列不符，已丢弃", "请换一个可信的软件源，或清掉 pip 的缓存再试"
        )
    if _NO_NETWORK.search(said):
        return ProgramError("下载组件", "连不上软件源", "请检查网络和 pip 的配置（pip config list）后再试")
    missing = _NOT_FOUND.search(said)
    if missing:
        where = f"{target.name}、Python {target.python}"
        return ProgramError(
            missing[1], f"软件源里没有适合 {where} 的安装包", "请换一个平台、Python 版本或软件源"
        )
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "没有说明")
    return ProgramError("pip", f"下载没有完成（{last}）", "请按括号里的话处理后再试")
