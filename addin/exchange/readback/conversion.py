"""旧格式：.doc, .odt and .rtf saved as .docx by a LibreOffice of our own, which may load nothing from elsewhere.

Its profile is made for the run: no macros, no updating of links, no content from untrusted places, and a proxy that
leads nowhere. Memory and time are limited; whatever it leaves running is ended with it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from addin.errors import ProgramError
from addin.workbook.document_gate import Form
from docgen.layout import find_libreoffice

MEMORY_LIMIT = 6 << 30
"""Bytes of address space; LibreOffice maps about 2 GB before it has opened anything."""
FILE_LIMIT = 512 << 20
SECONDS = (60, 10)
"""What LibreOffice may take: to start, and for each document."""

_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Writer/Content/Update", "Link", "0"),
)
_PROXY = (
    ("ooInetProxyType", "1"),
    *((f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *((f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
)
_ASK = "请用 Word 或 WPS 打开，另存为 .docx 后再试"


def converted(
    documents: Mapping[Path, Form], folder: Path, seconds: tuple[float, float] = SECONDS
) -> dict[Path, Path | ProgramError]:
    """Each document as a .docx in `folder`, or why there is none. The documents are only read.

    One run for all; what comes out of it too late or not at all is tried once more alone.
    """
    if not documents:
        return {}
    program = find_libreoffice()
    if program is None:
        return {path: _without_program(path, form) for path, form in documents.items()}
    copies = {path: folder / f"{at}.{form.value}" for at, (path, form) in enumerate(documents.items())}
    for path, copy in copies.items():
        shutil.copyfile(path, copy)
    with _profile(folder) as profile:
        _run(program, profile, list(copies.values()), folder, seconds)
        left = [copy for copy in copies.values() if not _result(copy, folder).is_file()]
        for copy in left if len(copies) > 1 else ():
            _run(program, profile, [copy], folder, seconds)
    results = {path: _result(copy, folder) for path, copy in copies.items()}
    return {
        path: result if result.is_file() else ProgramError(path.name, "LibreOffice 打不开这个文件", _ASK)
        for path, result in results.items()
    }


def _without_program(path: Path, form: Form) -> ProgramError:
    return ProgramError(path.name, f"读 .{form} 要用 LibreOffice，这台电脑上没有找到", _ASK)


def _result(copy: Path, folder: Path) -> Path:
    return folder / "转换" / f"{copy.stem}.docx"


def _run(
    program: str, profile: Path, copies: Sequence[Path], folder: Path, seconds: tuple[float, float]
) -> None:
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx", "--outdir", str(folder / "转换"), *map(str, copies),
    ]  # fmt: skip
    unix = sys.platform != "win32"
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=unix,
        preexec_fn=_limits() if unix else None,
    )
    try:
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds[0] + seconds[1] * len(copies))
    finally:
        _end(process)


def _limits() -> Callable[[], None]:
    """Made before the process is split: nothing may be imported after."""
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    return limit


def _end(process: subprocess.Popen[bytes]) -> None:
    """The whole session: `soffice` is a script whose program would go on without it."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()


@contextmanager
def _profile(folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="配置-", dir=folder, ignore_cleanup_errors=True) as name:
        user = Path(name) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        yield Path(name)


def _registry() -> str:
    items = [_item(f"/org.openoffice.Office.{path}", name, value) for path, name, value in _SETTINGS]
    items += [_item("/org.openoffice.Inet/Settings", name, value) for name, value in _PROXY]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + "".join(items) + "</oor:items>\n"
    )


def _item(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
    )
