"""离线安装包：all that an office without network needs, in one folder, made whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from addin.deployment import licences, manual_page, scripts
from addin.deployment.download import download
from addin.deployment.onsite.places import LEDGERS
from addin.deployment.own_wheel import build_own_wheel
from addin.deployment.pinned import pinned_for
from addin.deployment.platforms import Target
from addin.deployment.stripping import REMOVALS, strip
from addin.deployment.wheels import Wheel, needed, sha256
from addin.errors import ProgramError

LICENCES = "许可"
_ONSITE = Path(__file__).parent / "onsite"


class Steps(Protocol):
    """How progress is told (the same as a command's)."""

    def step(self, text: str) -> None: ...

    def count(self, text: str, total: int) -> Any: ...


def make_bundle(
    folder: Path, target: Target, source: Path, put_ledgers: Callable[[Path], None], steps: Steps
) -> tuple[licences.Licence, ...]:
    """Writes the bundle to `folder`, which must not be there or be empty, and gives the licences.

    `put_ledgers` puts the blank workbooks into a folder. Raises ProgramError; then nothing is left.
    """
    with _whole(folder) as new, tempfile.TemporaryDirectory() as name:
        wheels = _collect(target, source, Path(name), steps)
        steps.step("核对许可")
        listed = tuple(licences.licence_of(wheel) for wheel in wheels)
        steps.step("放入手册、空白台账和安装脚本")
        _put_pages(new, source, listed)
        (new / LEDGERS).mkdir()
        put_ledgers(new / LEDGERS)
        _put_setup(new, wheels)
        _put_scripts(new, target)
        _describe(new, target, wheels[0].version)
    return listed


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder` that takes its name at the end, or goes away."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise ProgramError(str(folder), "已经有东西", "请换一个空文件夹，或先把它移走")
    if not folder.absolute().parent.is_dir():
        raise ProgramError(str(folder.absolute().parent), "没有这个文件夹", "请先建好，或换一个位置")
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.未完成-", dir=folder.absolute().parent))
    try:
        yield new
        if folder.is_dir():
            folder.rmdir()
        new.chmod(0o755)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _collect(target: Target, source: Path, work: Path, steps: Steps) -> tuple[Wheel, ...]:
    """Our own wheel first, then what it needs on the target, each without what may not be passed on."""
    steps.step("打包本程序")
    own = build_own_wheel(source, work)
    entries = pinned_for(target, source / "requirements.lock")
    fetched, kept = work / "fetched", work / "kept"
    fetched.mkdir()
    kept.mkdir()
    with steps.count("下载组件", len(entries)) as one_done:
        paths = download(entries, target, fetched, one_done)
    wheels = needed(own, (Wheel.of(path) for path in paths), target)
    return own, *(_permitted(wheel, kept) for wheel in wheels)


def _permitted(wheel: Wheel, folder: Path) -> Wheel:
    removals = REMOVALS.get(wheel.name)
    return wheel if removals is None else strip(wheel, folder, removals)[0]


def _put_pages(new: Path, source: Path, listed: Sequence[licences.Licence]) -> None:
    manuals = new / manual_page.FOLDER
    manuals.mkdir()
    for name in manual_page.PAGES:
        text = manual_page.page(source / "docs" / f"{name}.md")
        (manuals / f"{name}.html").write_text(text, encoding="utf-8")
    licences.write_texts(listed, new / LICENCES)
    text = manual_page.html_of(licences.page(listed, LICENCES), source)
    (new / f"{LICENCES}清单.html").write_text(text, encoding="utf-8")


def _put_setup(new: Path, wheels: Sequence[Wheel]) -> None:
    """setup/: only names in ASCII, for any shell and any code page."""
    setup = new / "setup"
    shutil.copytree(_ONSITE, setup / "onsite", ignore=shutil.ignore_patterns("__pycache__"))
    (setup / "__main__.py").write_text(scripts.STARTER, encoding="utf-8")
    (setup / "wheels").mkdir()
    lines = []
    for wheel in wheels:
        shutil.copyfile(wheel.path, setup / "wheels" / wheel.path.name)
        lines.append(f"{wheel.name}=={wheel.version} --hash=sha256:{sha256(wheel.path)}\n")
    (setup / "wheels" / "requirements.txt").write_text("".join(lines), encoding="utf-8")


def _put_scripts(new: Path, target: Target) -> None:
    for which in (scripts.INSTALL, scripts.REMOVE):
        name, content = scripts.script(which, target)
        (new / name).write_bytes(content)
        if not target.is_windows:
            (new / name).chmod(0o755)
    (new / "先读我.txt").write_bytes(scripts.read_me(target))


def _describe(new: Path, target: Target, version: str) -> None:
    """setup/bundle.json: for which machine, and the fingerprint of every file."""
    files = {
        path.relative_to(new).as_posix(): sha256(path) for path in sorted(new.rglob("*")) if path.is_file()
    }
    described = {
        "version": version,
        "platform": target.name,
        "python": target.python,
        "build": target.build,
        "files": files,
    }
    text = json.dumps(described, ensure_ascii=False, indent=1)
    (new / "setup" / "bundle.json").write_text(text, encoding="utf-8")
