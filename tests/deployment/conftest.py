"""A small checkout with small wheels, and the bundle made of it: all the steps, none of the network."""

import shutil
from pathlib import Path

import pytest
from support.bundles import put_ledgers, use_shelf
from support.wheels import locked, make_checkout, make_wheel

from addin.commands.base import Silent
from addin.deployment.bundle import make_bundle
from addin.deployment.platforms import target_of

TEXTS = {"jia.py": "", "jia-1.0.dist-info/licenses/LICENSE": "MIT, whole text"}


@pytest.fixture(scope="session")
def small_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that needs jia; its pinned list also has a tool that only builds. Beside it the shelf."""
    folder = tmp_path_factory.mktemp("源码")
    shelf = folder / "书架"
    needed, tool = make_wheel(shelf, "jia", files=TEXTS), make_wheel(shelf, "gongju")
    return make_checkout(folder / "checkout", locked((needed, ""), (tool, "")), ["jia"])


@pytest.fixture(scope="session")
def made_bundle(small_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle for this machine, made once."""
    folder = tmp_path_factory.mktemp("安装包") / "亮灯 安装包"
    with pytest.MonkeyPatch.context() as patch:
        use_shelf(patch, small_source)
        make_bundle(folder, target_of("current", "3.11"), small_source, put_ledgers, Silent())
    return folder


@pytest.fixture
def bundle(made_bundle: Path, tmp_path: Path) -> Path:
    """A copy of one's own, in a path with a blank and Chinese."""
    return Path(shutil.copytree(made_bundle, tmp_path / "U 盘" / "亮灯 安装包"))
