"""安装与卸载：what 安装.cmd, 卸载.cmd and 安装.sh, 卸载.sh start: `python setup install|remove`."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from . import environment, files
from .errors import SetupError
from .package import Package
from .places import LEDGERS, NAME, Places, linux_places, windows_places
from .record import Record, read_record
from .registry import NoRegistry, Registry, WindowsRegistry

MANUALS = "手册"
"""The folder under home; the 帮助 button looks for it beside the environment it runs in."""
OFFICE = "libreoffice"
"""The profile under home that `liangdeng live` lets LibreOffice fill; `.lock` in it: LibreOffice is open."""


@dataclass(frozen=True, slots=True)
class Site:
    """这台电脑：its folders, its registry, and how it is told what happens."""

    places: Places
    registry: Registry
    is_windows: bool
    say: Callable[[str], None] = print


def this_site(environ: Mapping[str, str]) -> Site:
    """Raises SetupError."""
    if os.name != "nt":
        return Site(linux_places(environ), NoRegistry(), False)
    registry = WindowsRegistry()
    return Site(windows_places(environ, registry.documents()), registry, True)


def main(arguments: list[str], setup: Path) -> int:
    """0 done, 1 not, with one plain sentence; `setup` is the folder this was started from."""
    try:
        site = this_site(os.environ)
        if arguments[:1] == ["remove"]:
            remove(site)
        else:
            install(Package.read(setup.parent), site)
    except SetupError as error:
        print(f"没有完成：{error}")
        return 1
    except OSError as error:
        print(f"没有完成：{error.filename or ''} {error.strerror or error}。请检查权限和磁盘空间后再试。")
        return 1
    return 0


def install(package: Package, site: Site) -> None:
    """Installs or upgrades. What is in use keeps working until the last step. Raises SetupError."""
    places, say = site.places, site.say
    say(f"亮灯台账 {package.version}：安装到 {places.home}")
    say("[1/4] 检查安装包")
    package.check()
    before = read_record(places.record)
    places.home.mkdir(parents=True, exist_ok=True)
    say("[2/4] 建运行环境，装组件（约一两分钟）")
    made = environment.create(places.home, package.version, package.wheels)
    try:
        say("[3/4] 放好空白台账和手册")
        ours, left = _put_files(package, places, before)
        _put_home(package, places)
        say("[4/4] 启用")
        _switch(Record(package.version, made.name, ours), places, site)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    _tell(left, environment.remove_others(places.home, made.name), site)


def _put_files(package: Package, places: Places, before: Record | None) -> tuple[dict[str, str], list[Path]]:
    known = before.files if before else {}
    books = sorted((package.root / LEDGERS).glob("*.xls?"))
    ours, left = files.put(books, places.ledgers, known)
    if places.addins is not None:
        added, held = files.put(sorted((package.root / LEDGERS).glob("*.xlam")), places.addins, known)
        ours, left = ours | added, left + held
    # A blank workbook that a later version no longer brings, or that a person has filled, is still known.
    return known | ours, left


def _put_home(package: Package, places: Places) -> None:
    """The manual, and this program with its way out, so that removing needs no package."""
    for source, target in (
        (package.root / MANUALS, places.home / MANUALS),
        (package.root / "setup", places.home / "setup"),
    ):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("wheels", "__pycache__"))
    for script in package.root.glob("卸载.*"):
        shutil.copyfile(script, places.home / script.name)
        if script.suffix == ".sh":
            (places.home / script.name).chmod(0o755)


def _switch(record: Record, places: Places, site: Site) -> None:
    """From here on the new one is used."""
    made = places.home / record.environment
    _put_launcher(made, places, site)
    record.write(places.record)
    site.registry.set_interpreter(str(environment.interpreter(made)))


def _put_launcher(made: Path, places: Places, site: Site) -> None:
    if site.is_windows:
        line = rf'@"%~dp0{made.name}\Scripts\python.exe" -I -m addin %*'
        places.launcher.write_bytes(f"{line}\r\n".encode("ascii"))
        return
    places.launcher.parent.mkdir(parents=True, exist_ok=True)
    if places.launcher.is_symlink() or not places.launcher.exists():
        places.launcher.unlink(missing_ok=True)
        places.launcher.symlink_to(made / "bin" / NAME)
    else:
        site.say(f"{places.launcher} 是别的程序，没有动；命令在 {made / 'bin' / NAME}")


def _tell(left: list[Path], held: list[Path], site: Site) -> None:
    for path in left:
        site.say(f"已有内容，没有覆盖：{path}")
    for path in held:
        site.say(f"正在使用，下次安装时再清理：{path}")
    site.say(f"装好了。空白台账在 {site.places.ledgers}，手册在 {site.places.home / MANUALS}。")


def remove(site: Site) -> None:
    """Takes away what was installed; a person's workbooks, documents and settings stay."""
    places = site.places
    record = read_record(places.record)
    if record is None and not list(places.home.glob(f"{environment.PREFIX}*")):
        site.say(f"没有装过（{places.home}），不用卸载。")
        return
    if (places.home / OFFICE / ".lock").exists():
        raise SetupError("LibreOffice 正开着台账", "请关闭 LibreOffice 后再卸载")
    site.registry.remove()
    left = files.take_away(record.files if record else {})
    held = environment.remove_others(places.home, None)
    if places.launcher.is_symlink() and places.home in places.launcher.readlink().parents:
        places.launcher.unlink()
    if held:
        raise SetupError(f"{held[0]} 正在使用，没有删干净", "请关闭 Excel、WPS、LibreOffice 后再卸载一次")
    _remove_home(places)
    for path in left:
        site.say(f"里面有内容，留着：{path}")
    site.say("已卸载。台账、文书和个人设置都没有动。")


def _remove_home(places: Places) -> None:
    """What we put there, by name; a file that a person put beside it keeps the folder alive."""
    for name in (MANUALS, OFFICE, "setup"):
        shutil.rmtree(places.home / name, ignore_errors=True)
    for name in (places.record.name, f"{NAME}.cmd", "卸载.cmd", "卸载.sh"):
        (places.home / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        places.home.rmdir()
