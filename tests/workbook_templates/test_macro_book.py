"""带宏的台账：the .xlsm and the .xlam hold what Office asks of them; the .xlsx holds none of it."""

import functools
import itertools
import re
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import etree
from master_file import empty, members
from pyopenvba import check_file
from support.desk import Desk
from support.open_packaging import faults
from support.vba_reader import modules

from addin.buttons import BUTTONS
from addin.commands.new import KINDS
from addin.schema import SHEETS, Cockpit, Projects
from workbook_templates.build import MASTER, build_addin, build_workbook, main
from workbook_templates.macro_book import code_name
from workbook_templates.ribbon import MACROS

RIBBON = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
ON_SHEET = [button for button in BUTTONS if button.on_sheet]


def made(build, name):
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        build(path)
        return path.read_bytes()


@functools.cache
def ledger():
    return made(build_workbook, "台账.xlsm")


@functools.cache
def addin():
    return made(build_addin, "按钮.xlam")


BOTH = pytest.mark.parametrize("data", [ledger, addin], ids=["xlsm", "xlam"])


def sheet_part(title):
    """The part of a tab, by the workbook's own list."""
    parts = members(ledger())
    book = etree.fromstring(parts["xl/workbook.xml"])
    tabs = [element.get("name") for element in book.iter("{*}sheet")]
    return f"xl/worksheets/sheet{tabs.index(title) + 1}.xml"


@BOTH
def test_every_part_has_its_type_and_every_link_its_target(data):
    assert faults(data()) == []


@BOTH
def test_an_independent_checker_finds_no_fault(data, tmp_path):
    path = tmp_path / ("a.xlsm" if data is ledger else "a.xlam")
    path.write_bytes(data())
    report = check_file(path)
    assert report.complete and report.issues == ()


@BOTH
def test_all_modules_are_in_the_project_as_they_stand_in_the_folder(data):
    held = modules(members(data())["xl/vbaProject.bin"])
    for path in [*MACROS.glob("*.bas"), *MACROS.glob("*.cls")]:
        hidden, text = [], held[path.name]
        while text.startswith("Attribute "):
            line, text = text.split("\n", 1)
            hidden.append(line)
        assert text == path.read_text(encoding="utf-8"), path.name
        assert hidden[0] == f'Attribute VB_Name = "{path.stem}"'


@BOTH
def test_the_ribbon_is_the_one_in_the_folder_and_linked_from_the_root(data):
    parts = members(data())
    assert parts["customUI/customUI14.xml"] == (MACROS / "customUI14.xml").read_bytes()
    root = etree.fromstring(parts["_rels/.rels"])
    assert [(link.get("Type"), link.get("Target")) for link in root if link.get("Type") == RIBBON] == [
        (RIBBON, "customUI/customUI14.xml")
    ]


def test_workbook_and_every_sheet_are_tied_to_a_module_of_their_own():
    parts = members(ledger())
    held = {name for name in modules(parts["xl/vbaProject.bin"]) if name.endswith(".cls")}
    assert b'codeName="ThisWorkbook"' in parts["xl/workbook.xml"]
    tied = {
        sheet: re.search(rb'codeName="(\w+)"', parts[sheet_part(sheet.title)])[1].decode() for sheet in SHEETS
    }
    assert tied == {sheet: code_name(sheet) for sheet in SHEETS}
    assert held == {"ThisWorkbook.cls", *(f"{name}.cls" for name in tied.values())}


def test_code_names_are_plain_short_and_unique():
    names = [code_name(sheet) for sheet in SHEETS]
    assert all(re.fullmatch(r"[A-Za-z]\w{0,30}", name) and name.isascii() for name in names)
    assert len({name.lower() for name in names}) == len(names)


def shapes():
    """The buttons on 首页: (caption, macro, printed, tip)."""
    vml = etree.fromstring(members(ledger())["xl/drawings/vmlDrawing1.vml"])
    return [
        (
            "".join(shape.find("{*}textbox").itertext()).strip(),
            shape.findtext(".//{*}FmlaMacro"),
            shape.findtext(".//{*}PrintObject"),
            shape.get("alt"),
        )
        for shape in vml.iter("{*}shape")
    ]


def test_the_buttons_on_the_cockpit_call_their_subs_and_are_not_printed():
    assert shapes() == [(b.label, f"[0]!Click_{b.tag}", "False", b.tip) for b in ON_SHEET]


def test_the_buttons_stand_on_the_cockpit_alone_on_one_line_and_do_not_overlap():
    parts = members(ledger())
    assert [name for name in parts if name.endswith(".vml")] == ["xl/drawings/vmlDrawing1.vml"]
    assert b"<legacyDrawing " in parts[sheet_part(Cockpit.title)]
    vml = etree.fromstring(parts["xl/drawings/vmlDrawing1.vml"])
    styles = [
        dict(item.split(":") for item in shape.get("style").split(";")) for shape in vml.iter("{*}shape")
    ]
    boxes = [[float(style[key][:-2]) for key in ("margin-left", "width", "margin-top")] for style in styles]
    assert all(one[0] + one[1] < other[0] for one, other in itertools.pairwise(boxes))
    assert len({top for *_, top in boxes}) == 1


def test_a_protected_cockpit_protects_no_more_than_that_of_the_plain_ledger():
    protection = re.compile(rb"<sheetProtection[^>]*>")
    plain, buttons = (
        members(empty())["xl/worksheets/sheet1.xml"],
        members(ledger())["xl/worksheets/sheet1.xml"],
    )
    assert protection.findall(plain) == protection.findall(buttons)


def test_all_else_is_the_ledger_without_macros():
    plain, buttons = members(empty()), members(ledger())
    changed = {
        name for name in plain if not name.startswith("xl/worksheets/") and plain[name] != buttons[name]
    }
    assert changed == {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    assert buttons.keys() - plain.keys() == {
        "xl/vbaProject.bin",
        "xl/drawings/vmlDrawing1.vml",
        "customUI/customUI14.xml",
    }
    named = re.compile(rb' codeName="\w+"')
    for name in plain:
        if name.startswith("xl/worksheets/sheet") and name != "xl/worksheets/sheet1.xml":
            assert named.sub(b"", buttons[name]).replace(b"<sheetPr/>", b"") == plain[name], name


def test_the_plain_ledger_has_no_macros_and_no_buttons():
    parts = members(empty())
    assert not [
        name for name in parts if "vba" in name.lower() or "customUI" in name or name.endswith(".vml")
    ]
    assert b"codeName" not in b"".join(parts.values())


def test_the_addin_is_one_by_its_type():
    types = members(addin())["[Content_Types].xml"].decode()
    assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in types
    assert "sheet.macroEnabled" not in types


def test_building_twice_gives_the_same_bytes():
    assert made(build_workbook, "b.xlsm") == ledger()
    assert made(build_addin, "b.xlam") == addin()


def test_the_committed_macro_ledger_is_rebuilt_byte_for_byte():
    committed = members(MASTER.with_suffix(".xlsm").read_bytes())
    assert committed == members(ledger()), "请运行 python -m workbook_templates.build 重建"


def test_the_module_rebuilds_both_masters(tmp_path, monkeypatch):
    monkeypatch.setattr("workbook_templates.build.MASTER", tmp_path / "新.xlsx")
    main()
    assert (tmp_path / "新.xlsm").read_bytes() == ledger()


def test_rows_and_macros_go_together(tmp_path):
    path = tmp_path / "台账.xlsm"
    build_workbook(path, {Projects: [{"code": "A1", "project_name": "滨河东路"}]})
    assert "滨河东路" in members(path.read_bytes())["xl/sharedStrings.xml"].decode()
    assert modules(members(path.read_bytes())["xl/vbaProject.bin"]) == modules(
        members(ledger())["xl/vbaProject.bin"]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_new_makes_each_kind_of_file(kind, tmp_path, capsys):
    path = tmp_path / f"台账{kind}"
    answer = Desk(capsys).run("new", path)
    assert answer.code == 0, answer.said
    with zipfile.ZipFile(path) as package:
        assert ("xl/vbaProject.bin" in package.namelist()) == (kind != ".xlsx")


def test_new_refuses_another_ending(tmp_path, capsys):
    answer = Desk(capsys).run("new", tmp_path / "台账.xls")
    assert answer.code == 2 and "文件名应以 .xlsx、.xlsm、.xlam 结尾" in answer.said
