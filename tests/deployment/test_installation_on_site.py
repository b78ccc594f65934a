"""Install, upgrade and remove on a machine without network, with a registry of one's own."""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from addin.deployment.onsite import environment, main
from addin.deployment.onsite.errors import SetupError
from addin.deployment.onsite.main import Site, install, remove
from addin.deployment.onsite.package import Package
from addin.deployment.onsite.places import Places, linux_places, windows_places

USER = r"C:\Users\张 三"


@dataclass
class FakeRegistry:
    """What HKEY_CURRENT_USER would hold."""

    value: str | None = None
    told: list[str] = field(default_factory=list)

    def interpreter(self) -> str | None:
        return self.value

    def set_interpreter(self, path: str) -> None:
        self.told.append(path)
        self.value = path

    def remove(self) -> None:
        self.value = None

    def documents(self) -> str | None:
        return None


@dataclass
class Desk:
    """A machine: its site, what was said on the screen."""

    site: Site
    registry: FakeRegistry
    said: list[str]

    @property
    def places(self) -> Places:
        return self.site.places

    @property
    def environments(self) -> list[str]:
        return sorted(path.name for path in self.places.home.glob("env-*"))


@pytest.fixture
def windows(tmp_path: Path) -> Desk:
    """The folders and the registry of Windows, on this disk."""
    user = tmp_path / "张 三"
    environ = {
        "LOCALAPPDATA": str(user / "AppData" / "Local"),
        "APPDATA": str(user / "AppData" / "Roaming"),
        "USERPROFILE": str(user),
    }
    registry, said = FakeRegistry(), list[str]()
    return Desk(Site(windows_places(environ, None), registry, True, said.append), registry, said)


@pytest.fixture
def package(bundle: Path) -> Package:
    (bundle / "卸载.sh").rename(bundle / "卸载.cmd")
    described = bundle / "setup" / "bundle.json"
    found = json.loads(described.read_text(encoding="utf-8"))
    found["files"]["卸载.cmd"] = found["files"].pop("卸载.sh")
    described.write_text(json.dumps(found), encoding="utf-8")
    return Package.read(bundle)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Environments that hold only an interpreter's file: what is tested is everything around them."""

    def create(home: Path, version: str, wheels: Path) -> Path:
        made = environment._free(home, version)
        environment.interpreter(made).parent.mkdir(parents=True)
        environment.interpreter(made).write_text("python")
        return made

    monkeypatch.setattr(main.environment, "create", create)


def test_the_whole_program_is_installed_and_started_without_any_index(
    package: Package, windows: Desk
) -> None:
    install(package, windows.site)
    assert windows.environments == ["env-0.1.0-1"]
    assert windows.registry.value == str(environment.interpreter(windows.places.home / "env-0.1.0-1"))
    assert Path(windows.registry.value).exists()
    remove(windows.site)
    assert not windows.places.home.exists()


@pytest.mark.usefixtures("quick")
def test_everything_lies_where_the_manual_says(package: Package, windows: Desk) -> None:
    install(package, windows.site)
    places = windows.places
    assert sorted(path.name for path in places.ledgers.iterdir()) == [
        "重大项目推进台账.xlsm",
        "重大项目推进台账.xlsx",
    ]
    assert places.addins is not None and (places.addins / "亮灯台账.xlam").is_file()
    assert (places.home / "手册" / "使用手册.html").is_file()
    assert places.launcher.read_bytes() == b'@"%~dp0env-0.1.0-1\\Scripts\\python.exe" -I -m addin %*\r\n'
    assert not (places.home / "setup" / "wheels").exists()


@pytest.mark.usefixtures("quick")
def test_removing_leaves_nothing_but_what_was_there_before(package: Package, windows: Desk) -> None:
    addins = windows.places.addins
    assert addins is not None
    addins.mkdir(parents=True)
    (addins / "别人的.xlam").write_text("别人的")
    user = windows.places.ledgers.parents[1]
    before = {path for path in user.rglob("*") if path.is_file()}
    install(package, windows.site)
    remove(windows.site)
    assert {path for path in user.rglob("*") if path.is_file()} == before
    assert windows.registry.value is None and not windows.places.ledgers.exists()


@pytest.mark.usefixtures("quick")
def test_a_filled_workbook_is_neither_replaced_nor_removed(package: Package, windows: Desk) -> None:
    install(package, windows.site)
    filled = windows.places.ledgers / "重大项目推进台账.xlsm"
    filled.write_text("一年的数", encoding="utf-8")
    install(package, windows.site)
    assert filled.read_text(encoding="utf-8") == "一年的数"
    assert f"已有内容，没有覆盖：{filled}" in windows.said
    remove(windows.site)
    assert filled.read_text(encoding="utf-8") == "一年的数"
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


@pytest.mark.usefixtures("quick")
def test_a_workbook_of_that_name_from_before_stays(package: Package, windows: Desk) -> None:
    windows.places.ledgers.mkdir(parents=True)
    own = windows.places.ledgers / "重大项目推进台账.xlsx"
    own.write_text("自己的", encoding="utf-8")
    install(package, windows.site)
    remove(windows.site)
    assert own.read_text(encoding="utf-8") == "自己的"


@pytest.mark.usefixtures("quick")
def test_an_upgrade_replaces_blank_workbooks_and_the_old_environment(package: Package, windows: Desk) -> None:
    install(package, windows.site)
    newer = package.root / "亮灯台账" / "重大项目推进台账.xlsx"
    newer.write_text("新版空白", encoding="utf-8")
    package.files["亮灯台账/重大项目推进台账.xlsx"] = main.files.sha256(newer)
    install(package, windows.site)
    assert windows.environments == ["env-0.1.0-2"]
    assert (windows.places.ledgers / newer.name).read_text(encoding="utf-8") == "新版空白"
    assert windows.registry.value is not None and "env-0.1.0-2" in windows.registry.value


@pytest.mark.usefixtures("quick")
def test_what_fails_late_leaves_the_earlier_version_in_use(
    package: Package, windows: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(package, windows.site)
    used = windows.registry.value

    def held(*arguments: object) -> None:
        raise SetupError("写不了 亮灯台账.xlam", "请先关闭 Excel")

    monkeypatch.setattr(main.files, "put", held)
    with pytest.raises(SetupError, match="关闭 Excel"):
        install(package, windows.site)
    assert windows.environments == ["env-0.1.0-1"]
    assert windows.registry.value == used


def test_a_component_that_does_not_install_leaves_no_environment(package: Package, windows: Desk) -> None:
    listed = package.wheels / "requirements.txt"
    listed.write_text("buzai==1 --hash=sha256:" + "0" * 64, encoding="utf-8")
    package.files["setup/wheels/requirements.txt"] = main.files.sha256(listed)
    with pytest.raises(SetupError, match="装不上组件"):
        install(package, windows.site)
    assert windows.environments == [] and windows.registry.value is None
    assert not windows.places.ledgers.exists()


def test_a_damaged_package_is_refused_before_anything_is_written(package: Package, windows: Desk) -> None:
    wheel = next(package.wheels.glob("jia-*.whl"))
    wheel.write_bytes(wheel.read_bytes()[:-1])
    with pytest.raises(SetupError, match=f"{wheel.name} 缺失或损坏"):
        install(package, windows.site)
    assert not windows.places.home.exists()


def test_a_package_for_another_machine_is_refused(package: Package, windows: Desk) -> None:
    other = Package(package.root, package.version, "3.9", "win-arm64", package.files)
    with pytest.raises(SetupError, match=r"Python 3\.9（win-arm64）"):
        install(other, windows.site)


def test_a_folder_that_is_no_package_says_so(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="安装包不完整"):
        Package.read(tmp_path)


def test_removing_what_was_never_installed_says_so(windows: Desk) -> None:
    remove(windows.site)
    assert "没有装过" in windows.said[0]


@pytest.mark.usefixtures("quick")
def test_an_environment_in_use_stays_whole_and_is_named(
    package: Package, windows: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(package, windows.site)

    def held(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "正在使用")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        kept = environment.remove_others(windows.places.home, None)
    assert [path.name for path in kept] == ["env-0.1.0-1"]
    assert environment.interpreter(kept[0]).exists()


@pytest.mark.usefixtures("quick")
def test_a_file_that_a_person_put_into_our_folder_stays(package: Package, windows: Desk) -> None:
    install(package, windows.site)
    (windows.places.home / "笔记.txt").write_text("自己的", encoding="utf-8")
    remove(windows.site)
    assert [path.name for path in windows.places.home.iterdir()] == ["笔记.txt"]


def test_folders_on_windows_follow_the_system() -> None:
    environ = {"LOCALAPPDATA": rf"{USER}\AppData\Local", "APPDATA": rf"{USER}\AppData\Roaming"}
    places = windows_places(environ, r"D:\我的文档")
    assert str(places.home).startswith(rf"{USER}\AppData\Local")
    assert str(places.ledgers).startswith(r"D:\我的文档")
    with pytest.raises(SetupError, match="LOCALAPPDATA"):
        windows_places({}, None)


def test_folders_on_linux_follow_the_desktop(tmp_path: Path) -> None:
    assert linux_places({"HOME": str(tmp_path)}).ledgers == tmp_path / "亮灯台账"
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_DOCUMENTS_DIR="$HOME/文档"\n', encoding="utf-8")
    places = linux_places({"HOME": str(tmp_path)})
    assert places.ledgers == tmp_path / "文档" / "亮灯台账" and places.addins is None
    with pytest.raises(SetupError, match="HOME"):
        linux_places({})


def test_the_command_on_linux_replaces_our_own_link_and_nobody_elses(
    package: Package, tmp_path: Path
) -> None:
    said: list[str] = []
    places = linux_places({"HOME": str(tmp_path)})
    site = Site(places, main.NoRegistry(), False, said.append)
    places.launcher.parent.mkdir(parents=True)
    main._put_launcher(places.home / "env-1", places, site)
    main._put_launcher(places.home / "env-2", places, site)
    assert places.launcher.readlink() == places.home / "env-2" / "bin" / "liangdeng"
    places.launcher.unlink()
    places.launcher.write_text("别的程序")
    main._put_launcher(places.home / "env-3", places, site)
    assert places.launcher.read_text() == "别的程序" and "没有动" in said[-1]


def test_it_needs_nothing_but_the_standard_library() -> None:
    import ast

    for path in Path("addin/deployment/onsite").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert {alias.name.split(".")[0] for alias in node.names} <= sys.stdlib_module_names, path
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                assert node.module is not None
                assert node.module.split(".")[0] in sys.stdlib_module_names, path


@pytest.mark.usefixtures("quick")
def test_the_profile_of_live_goes_too_but_not_while_libreoffice_is_open(
    package: Package, windows: Desk
) -> None:
    install(package, windows.site)
    lock = windows.places.home / "libreoffice" / ".lock"
    lock.parent.mkdir()
    lock.touch()
    with pytest.raises(SetupError, match="关闭 LibreOffice"):
        remove(windows.site)
    assert windows.environments == ["env-0.1.0-1"] and windows.registry.value is not None
    lock.unlink()
    remove(windows.site)
    assert not windows.places.home.exists()
