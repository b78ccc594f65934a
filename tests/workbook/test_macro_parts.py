"""带宏的台账存盘：macros and ribbon stay byte for byte; what another program has dropped is put back, and no more."""

import re
import shutil
import zipfile

import pytest
from support.desk import change
from support.open_packaging import faults

from addin import buttons
from addin.schema import SHEETS, Projects
from addin.workbook.closed_file import ClosedBook
from addin.workbook.macro_parts import MASTER, code_name
from addin.workbook.port import Edits
from workbook_templates.vba_project import Kind, Module, vba_project

SHEET, LINKS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
BUTTONS, DRAWING = "xl/drawings/vmlDrawing1.vml", "xl/drawings/drawing1.xml"
TYPES = "[Content_Types].xml"
ON_SHEET = sum(button.on_sheet for button in buttons.BUTTONS)
CODE_NAME = re.compile(rb' codeName="\w+"')
CONTROLS = (
    b'<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="x14"><controls>'
    b'<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="x14"><control shapeId="1001"/></mc:Choice>'
    b"</mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>"
)
STUB = (
    b'<mc:AlternateContent xmlns:mc="m" xmlns:a="a"><mc:Choice Requires="a14"><xdr:sp>'
    b'<a:ext cx="0" cy="0"/></xdr:sp></mc:Choice></mc:AlternateContent>'
)


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "台账.xlsm"
    shutil.copyfile(MASTER, path)
    return path


def members(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def rewritten(path, changes):
    """The file with members changed by `changes` (name → what becomes of its bytes; None drops it)."""
    parts = members(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            new = changes[name](content) if name in changes else content
            if new is not None:
                package.writestr(name, new)


def save(path):
    """A save of ours that changes no cell."""
    return ClosedBook.open(path).save(Edits(), "重算")


def without_code_names(path):
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(SHEETS) + 1)]
    rewritten(path, {name: lambda old: CODE_NAME.sub(b"", old) for name in ["xl/workbook.xml", *names]})


def as_libreoffice_leaves_the_buttons(path):
    """Shapes without numbers, a list of controls in the sheet, a stub for each in the drawing."""
    without_code_names(path)
    links = b'<Relationship Id="rId9" Type="http://x/relationships/ctrlProp" Target="../ctrlProps/p1.xml"/>'
    rewritten(
        path,
        {
            BUTTONS: lambda old: re.sub(rb'id="_x0000_s\d+"', b'id="shape_0"', old),
            SHEET: lambda old: old.replace(b"</worksheet>", CONTROLS + b"</worksheet>"),
            DRAWING: lambda old: old.replace(b"</xdr:wsDr>", STUB + b"</xdr:wsDr>"),
            LINKS: lambda old: old.replace(b"</Relationships>", links + b"</Relationships>"),
            TYPES: lambda old: old.replace(
                b"</Types>", b'<Override PartName="/xl/ctrlProps/p1.xml" ContentType="x/y"/></Types>'
            ),
        },
    )
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/ctrlProps/p1.xml", "<formControlPr/>")


def same(parts, other, *but):
    return {name for name in parts.keys() | other.keys() if parts.get(name) != other.get(name)} - set(but)


def test_a_cell_written_leaves_macros_ribbon_and_buttons_byte_for_byte(ledger):
    before = members(ledger)
    change(ledger, Projects, 4, "project_name", "滨河东路")
    assert ClosedBook.open(ledger).read(Projects).values["project_name"].tolist() == ["滨河东路"]
    changed = same(members(ledger), before)
    assert changed and all(
        name.startswith(("xl/worksheets/", "xl/tables/", "xl/workbook.xml")) for name in changed
    )


def test_a_sound_ledger_is_not_written_where_no_cell_differs(ledger):
    before = ledger.read_bytes()
    assert save(ledger).version is None
    assert ledger.read_bytes() == before


def test_a_ledger_without_macros_is_given_nothing(tmp_path):
    path = tmp_path / "台账.xlsx"
    shutil.copyfile(MASTER.with_suffix(".xlsx"), path)
    assert save(path).version is None


def test_code_names_are_put_back_on_workbook_and_sheets(ledger):
    without_code_names(ledger)
    assert b"codeName" not in members(ledger)[SHEET]
    assert save(ledger).version is not None
    assert sorted(CODE_NAME.findall(b"".join(members(ledger).values()))) == sorted(
        [b' codeName="ThisWorkbook"', *(f' codeName="{code_name(sheet)}"'.encode() for sheet in SHEETS)]
    )
    assert faults(ledger.read_bytes()) == []


def test_a_renamed_tab_is_known_by_its_table(ledger):
    without_code_names(ledger)
    rewritten(
        ledger,
        {"xl/workbook.xml": lambda old: old.replace('name="项目清单"'.encode(), 'name="项目"'.encode(), 1)},
    )
    save(ledger)
    assert b'codeName="SheetProjects"' in b"".join(members(ledger).values())


def test_a_sheet_that_a_person_has_added_gets_no_code_name_of_ours(ledger):
    without_code_names(ledger)
    title, added = "首页".encode(), "我的表".encode()
    rewritten(
        ledger, {"xl/workbook.xml": lambda old: old.replace(b'name="%s"' % title, b'name="%s"' % added, 1)}
    )
    save(ledger)
    assert b"codeName" not in members(ledger)[SHEET]


def test_what_is_put_back_and_a_written_cell_go_into_one_save(ledger):
    without_code_names(ledger)
    change(ledger, Projects, 4, "project_name", "滨河东路")
    assert ClosedBook.open(ledger).read(Projects).values["project_name"].tolist() == ["滨河东路"]
    assert b'codeName="SheetProjects"' in b"".join(members(ledger).values())


def test_the_ribbon_is_put_back_where_its_link_or_the_whole_part_is_gone(ledger):
    before = members(ledger)
    link = re.compile(rb'<Relationship [^>]*ui/extensibility"[^>]*/>')
    drop = {"_rels/.rels": lambda old: link.sub(b"", old)}
    rewritten(ledger, drop)
    save(ledger)
    once = members(ledger)
    rewritten(ledger, {**drop, "customUI/customUI14.xml": lambda old: None})
    save(ledger)
    for parts in (once, members(ledger)):
        assert same(parts, before, "_rels/.rels") == set()
        assert len(link.findall(parts["_rels/.rels"])) == 1
    assert faults(ledger.read_bytes()) == []


def test_buttons_as_libreoffice_leaves_them_are_drawn_again(ledger):
    before = members(ledger)
    as_libreoffice_leaves_the_buttons(ledger)
    assert same(members(ledger), before)
    save(ledger)
    after = members(ledger)
    assert after.keys() == before.keys()
    assert [after[name] for name in (BUTTONS, DRAWING, TYPES, LINKS)] == [
        before[name] for name in (BUTTONS, DRAWING, TYPES, LINKS)
    ]
    assert b"<controls>" not in after[SHEET] and b"<legacyDrawing " in after[SHEET]
    assert faults(ledger.read_bytes()) == []


def test_buttons_that_libreoffice_has_dropped_are_drawn_anew(ledger):
    before = members(ledger)
    without_code_names(ledger)
    rewritten(
        ledger,
        {
            BUTTONS: lambda old: None,
            LINKS: lambda old: re.sub(rb"<Relationship [^>]*vmlDrawing[^>]*/>", b"", old),
            SHEET: lambda old: re.sub(rb"<legacyDrawing [^>]*/>", b"", old),
        },
    )
    save(ledger)
    after = members(ledger)
    assert after[BUTTONS] == before[BUTTONS]
    assert re.search(rb"<drawing [^>]*/><legacyDrawing [^>]*/>", after[SHEET])
    assert faults(ledger.read_bytes()) == []


def test_a_button_that_a_person_has_removed_stays_away(ledger):
    one = re.compile(rb"<v:shape (?:(?!</v:shape>).)*Click_circular.*?</v:shape>", re.S)
    rewritten(ledger, {BUTTONS: lambda old: one.sub(b"", old)})
    as_libreoffice_leaves_the_buttons(ledger)
    save(ledger)
    vml = members(ledger)[BUTTONS]
    assert b"Click_circular" not in vml and vml.count(b"Click_") == ON_SHEET - 1 and b"_x0000_s" in vml


def test_buttons_removed_in_excel_are_not_brought_back(ledger):
    rewritten(
        ledger,
        {
            BUTTONS: lambda old: None,
            LINKS: lambda old: re.sub(rb"<Relationship [^>]*vmlDrawing[^>]*/>", b"", old),
            SHEET: lambda old: re.sub(rb"<legacyDrawing [^>]*/>", b"", old),
        },
    )
    assert save(ledger).version is None


def test_a_note_or_control_of_a_persons_own_beside_the_buttons_leaves_them_alone(ledger):
    note = b'<v:shape id="shape_0"><x:ClientData ObjectType="Note"></x:ClientData></v:shape>'
    rewritten(ledger, {BUTTONS: lambda old: old.replace(b"</xml>", note + b"</xml>")})
    as_libreoffice_leaves_the_buttons(ledger)
    before = members(ledger)
    save(ledger)
    assert same(members(ledger), before, "xl/workbook.xml") and members(ledger)[BUTTONS] == before[BUTTONS]
    assert b"<controls>" in members(ledger)[SHEET]


def test_macros_of_someone_elses_are_left_as_they_are(ledger):
    without_code_names(ledger)
    theirs = vba_project([Module("ThisWorkbook", Kind.WORKBOOK, ""), Module("Module1", Kind.STANDARD, "")])
    rewritten(ledger, {"xl/vbaProject.bin": lambda old: theirs})
    assert save(ledger).version is None


@pytest.mark.parametrize("damage", [lambda old: b"", lambda old: old[:700], lambda old: b"x" * 900])
def test_a_damaged_project_is_left_as_it_is(ledger, damage):
    without_code_names(ledger)
    rewritten(ledger, {"xl/vbaProject.bin": damage})
    assert save(ledger).version is None
