"""liangdeng live：the command that opens a workbook in LibreOffice with the buttons at hand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from live.calc import Calc
from live.conftest import copied
from support.desk import Desk

from addin.buttons import BUTTONS
from addin.errors import ProgramError
from addin.libreoffice import connection
from addin.libreoffice.connection import Office, reach
from addin.libreoffice.launch import address_of, environment, profile_folder
from addin.libreoffice.program import ADDRESS
from addin.libreoffice.toolbar import TOOLBAR

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("libreoffice-live")]


@pytest.fixture
def desk(calc: Calc, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A clerk at that screen, whose programs keep their data beside LibreOffice's profile of these tests."""
    monkeypatch.setenv("DISPLAY", calc.screen.name)
    monkeypatch.setenv("XDG_DATA_HOME", str(calc.folder / "data"))
    return Desk(capsys)


@pytest.fixture(scope="module")
def started(calc: Calc) -> Iterator[None]:
    """What the command starts is ended with the tests."""
    yield
    office = reach(address_of(calc.folder / "data" / "liangdeng" / "libreoffice"))
    if office is not None:
        for one in list(_documents(office)):
            one.setModified(False)
        office.desktop.terminate()


def _documents(office: Office) -> list[object]:
    components = office.desktop.Components.createEnumeration()
    found = []
    while components.hasMoreElements():
        found.append(components.nextElement())
    return [one for one in found if hasattr(one, "RuntimeUID")]


@pytest.mark.usefixtures("started")
def test_a_workbook_without_macros_opens_with_every_button_in_a_toolbar(
    desk: Desk, blank_book: Path, tmp_path: Path
) -> None:
    path = copied(blank_book, tmp_path).rename(tmp_path / "台账.xlsx")
    code, said, _ = desk.say("live", path)
    assert (code, "按钮在窗口上方的工具栏里" in said) == (0, True)
    office = reach(address_of(profile_folder()))
    assert office is not None
    (document,) = _documents(office)
    assert path.as_uri() == document.URL
    assert document.CurrentController.Frame.LayoutManager.isElementVisible(TOOLBAR)
    assert _labels(office) == [button.label for button in BUTTONS]
    # Once more: the same window comes to the front.
    assert desk.say("live", path)[0] == 0
    assert len(_documents(office)) == 1


def _labels(office: Office) -> list[str]:
    supplier = office.context.getByName("/singletons/com.sun.star.ui.theModuleUIConfigurationManagerSupplier")
    manager = supplier.getUIConfigurationManager("com.sun.star.sheet.SpreadsheetDocument")
    settings = manager.getSettings(TOOLBAR, False)
    items = ({one.Name: one.Value for one in settings.getByIndex(place)} for place in range(settings.Count))
    return [item["Label"] for item in items if item.get("Label")]


def test_the_macros_learn_which_python_and_which_office(desk: Desk) -> None:
    given = environment("pipe,name=x")
    assert (given["LIANGDENG_PYTHON"], given[ADDRESS]) == (sys.executable, "pipe,name=x")


def test_another_kind_of_file_and_a_missing_one_are_refused(desk: Desk, tmp_path: Path) -> None:
    answer = desk.run("live", tmp_path / "台账.docx")
    assert (answer.code, "文件名应以 .xlsx、.xlsm 结尾" in answer.said) == (2, True)
    answer = desk.run("live", tmp_path / "台账.xlsx")
    assert (answer.code, "没有这个文件" in answer.said) == (3, True)


def test_a_machine_without_libreoffice_or_without_a_screen_is_told_what_to_install(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, blank_book: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "空"))
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "LibreOffice：这里没有图形界面。" in desk.run("live", blank_book).said
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt-get install libreoffice-calc python3-uno" in desk.run("live", blank_book).said


def test_a_machine_without_uno_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    connection.uno.cache_clear()
    monkeypatch.delitem(sys.modules, "uno", raising=False)
    monkeypatch.setattr(connection, "SYSTEM_PACKAGES", (str(tmp_path),))
    with pytest.raises(ProgramError, match="请管理员运行 apt-get install python3-uno 后再试"):
        connection.uno()
    (tmp_path / "uno.py").write_text("raise ImportError('of another Python')")
    with pytest.raises(
        ProgramError, match=r"uno 不是给 Python 3\.\d+ 用的。请用系统自带的 python3 重新安装本工具"
    ):
        connection.uno()


def test_importing_uno_leaves_the_path_and_the_imports_as_they_were() -> None:
    import builtins

    path, opener = list(sys.path), builtins.__import__
    connection.uno.cache_clear()
    assert connection.uno().getClass("com.sun.star.uno.Exception")
    assert (sys.path, builtins.__import__) == (path, opener)


def test_an_office_that_does_not_answer_is_given_up_after_its_time() -> None:
    with pytest.raises(ProgramError, match="LibreOffice：没有回应。"):
        connection.connect("pipe,name=liangdeng-nobody", 0.3)
