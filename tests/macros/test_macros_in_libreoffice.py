"""在 LibreOffice 里点按钮：every macro runs there, and a ledger it has saved is whole again after the next save."""

import os
import shutil
import threading
import zipfile
from pathlib import Path

import pytest
from calc import Document, running, what_is_missing
from support.desk import Desk
from support.open_packaging import faults
from support.vba_reader import modules

from addin.buttons import BUTTONS
from addin.schema import SHEETS, Cockpit
from workbook_templates.build import MASTER
from workbook_templates.macro_book import code_name
from workbook_templates.ribbon import click_name

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("libreoffice-live")]
ON_SHEET = [button for button in BUTTONS if button.on_sheet]
TEMPLATE = MASTER.with_suffix(".xlsm")


@pytest.fixture(scope="module")
def calc(tmp_path_factory):
    missing = what_is_missing()
    if missing and os.environ.get("CI") != "true":
        pytest.skip(missing)
    assert not missing
    with running(tmp_path_factory.mktemp("calc")) as program:
        yield program


@pytest.fixture(scope="module")
def ledger(calc, tmp_path_factory):
    """The open ledger; its name needs quoting and its folder too."""
    path = tmp_path_factory.mktemp("账") / "重大 项目.xlsm"
    shutil.copyfile(TEMPLATE, path)
    document = calc.open(path)
    yield document
    calc.close(document)


def buttons(document):
    """The form buttons on 首页: (caption, printed, the script it runs)."""
    page = document.remote.Sheets.getByName(Cockpit.title).DrawPage
    shapes = [page.getByIndex(number) for number in range(page.Count)]
    found = []
    for control in (shape.Control for shape in shapes if hasattr(shape, "Control")):
        form = control.Parent
        place = next(number for number in range(form.Count) if form.getByIndex(number) == control)
        (event,) = form.getScriptEvents(place)
        found.append((control.Label, control.Printable, event.ScriptCode))
    return found


def expected_buttons():
    address = "vnd.sun.star.script:Liangdeng.Buttons.{}?language=Basic&location=document"
    return [(b.label, False, address.format(click_name(b))) for b in ON_SHEET]


def test_every_button_on_the_sheet_is_there_and_tied_to_its_sub(ledger):
    assert buttons(ledger) == expected_buttons()


@pytest.mark.parametrize("button", ON_SHEET, ids=lambda button: button.tag)
def test_a_button_on_the_sheet_starts_python_with_its_tag_and_the_ledger(calc, ledger, button):
    calc.call(ledger, f"Buttons.{click_name(button)}")
    assert calc.started() == ["-I", "-m", "addin.ribbon", button.tag, ledger.url, "--host", "libreoffice"]
    assert ledger.url.isascii() and ledger.url.startswith("file:///") and " " not in ledger.url


def test_the_callbacks_of_the_ribbon_run_and_their_choices_are_handed_over(calc, ledger):
    def answer(procedure, *given):
        return calc.call(ledger, f"Ribbon.{procedure}", ledger, *given)[1][-1]

    assert answer("GetMonthCount", 0) == 25
    assert answer("GetMonthLabel", 0, "") == "按参数"
    assert answer("GetMonthId", 3, "") == "month3"
    assert answer("GetMonthIndex", 9) == 0
    assert answer("GetPdf", True) is False
    month = answer("GetMonthLabel", 2, "")
    calc.call(ledger, "Ribbon.OnMonth", ledger, "month2", 2)
    calc.call(ledger, "Ribbon.OnPdf", ledger, True)
    calc.call(ledger, "Buttons.Click_recalc")
    assert calc.started()[-3:] == ["--month", month, "--pdf"]
    calc.call(ledger, "Ribbon.OnMonth", ledger, "month0", 0)
    calc.call(ledger, "Ribbon.OnPdf", ledger, False)
    assert calc.call(ledger, "Ribbon.Options")[0] == ""


def test_the_ribbons_own_action_takes_the_tag_of_its_control(calc, ledger):
    control = Document(calc.office.service("com.sun.star.form.component.CommandButton"))
    control.remote.Tag = "freeze"
    calc.call(ledger, "Ribbon.OnAction", control)
    assert calc.started()[3] == "freeze"


def test_a_missing_interpreter_is_told_in_a_message_box(calc, ledger):
    away = calc.python.rename(calc.python.with_name("gone"))
    try:
        clicked = threading.Thread(target=calc.call, args=(ledger, "Buttons.Click_recalc"), daemon=True)
        clicked.start()
        said = calc.message()
        clicked.join(10)
    finally:
        away.rename(calc.python)
    assert said == f"找不到 Python：{calc.python}。请重新运行安装脚本，再打开台账点一次。"
    assert not clicked.is_alive() and not calc.written.exists()


def test_a_ledger_that_was_never_saved_is_told_of(calc, tmp_path):
    # A copy: where another program has the committed file open, LibreOffice asks and waits for ever.
    document = calc.open(Path(shutil.copy(TEMPLATE, tmp_path)), AsTemplate=True)
    try:
        said, _ = calc.call(document, "RunPython.StartCommand", "recalc")
    finally:
        calc.close(document)
    assert said == "这份台账还没有存成文件。请先保存，再点一次。"
    assert not calc.written.exists()


def saved_by_libreoffice(calc, source, target):
    document = calc.open(source)
    try:
        calc.save_as(document, target)
    finally:
        calc.close(document)
    return target


def test_a_ledger_saved_twice_by_libreoffice_is_whole_again_after_our_next_save(calc, tmp_path, capsys):
    path = Path(shutil.copy(TEMPLATE, tmp_path))
    for number in range(2):
        path = saved_by_libreoffice(calc, path, tmp_path / f"{number}.xlsm")
    assert Desk(capsys).run("recalc", path).code == 0
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert b'codeName="ThisWorkbook"' in parts["xl/workbook.xml"]
    heads = b"".join(parts[name][:3000] for name in parts if name.startswith("xl/worksheets/sheet"))
    assert all(b'codeName="%s"' % code_name(sheet).encode() in heads for sheet in SHEETS)
    with zipfile.ZipFile(TEMPLATE) as master:
        assert parts["customUI/customUI14.xml"] == master.read("customUI/customUI14.xml")
        ours = modules(master.read("xl/vbaProject.bin"))
    kept = modules(parts["xl/vbaProject.bin"])
    assert {name: kept[name].rstrip() for name in ours if name.endswith(".bas")} == {
        name: text.rstrip() for name, text in ours.items() if name.endswith(".bas")
    }
    assert [fault for fault in faults(path.read_bytes()) if "没有关系" in fault or "不在" in fault] == []
    document = calc.open(path)
    try:
        assert buttons(document) == expected_buttons()
        calc.call(document, "Buttons.Click_check")
        assert calc.started()[3:5] == ["check", path.as_uri()]
    finally:
        calc.close(document)
