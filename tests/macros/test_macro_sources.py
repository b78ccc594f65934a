"""宏的原文：what the ribbon and the sheet buttons call is there, and the two made files are as made."""

import re
from pathlib import Path

import pytest
from lxml import etree

from addin.buttons import BUTTONS, TAB
from workbook_templates.ribbon import (
    BUTTONS_MODULE,
    CUSTOM_UI,
    MACROS,
    NAMESPACE,
    ON_ACTION,
    buttons_module,
    click_name,
    custom_ui,
    main,
)

MODULES = sorted([*MACROS.glob("*.bas"), *MACROS.glob("*.cls")])
RIBBON = etree.parse(CUSTOM_UI).getroot()
SCHEMA = Path(__file__).parent / "custom_ui_2009.xsd"

CONTROL = "control As Object"
RESULT = "ByRef returnedVal"
SIGNATURES = {
    ("button", "onAction"): [CONTROL],
    ("checkBox", "onAction"): [CONTROL, "pressed As Boolean"],
    ("checkBox", "getPressed"): [CONTROL, RESULT],
    ("dropDown", "onAction"): [CONTROL, "selectedId As String", "selectedIndex As Integer"],
    ("dropDown", "getItemCount"): [CONTROL, RESULT],
    ("dropDown", "getItemID"): [CONTROL, "index As Integer", RESULT],
    ("dropDown", "getItemLabel"): [CONTROL, "index As Integer", RESULT],
    ("dropDown", "getSelectedItemIndex"): [CONTROL, RESULT],
}
"""What Office hands to each callback, in order (IRibbonControl as Object)."""


def named(tag):
    return list(RIBBON.iter(f"{{{NAMESPACE}}}{tag}"))


def subs(module):
    """The public Subs of a module: name → parameters."""
    text = (MACROS / f"{module}.bas").read_text(encoding="utf-8")
    found = re.findall(r"^Public Sub (\w+)\((.*)\)$", text, re.M)
    return {name: [each for each in given.split(", ") if each] for name, given in found}


def callbacks():
    return [
        pytest.param(etree.QName(control).localname, name, value, id=f"{control.get('id')}-{name}")
        for control in RIBBON.iter(etree.Element)
        for name, value in control.attrib.items()
        if name.startswith(("on", "get"))
    ]


def test_the_ribbon_and_the_sheet_buttons_are_as_made_from_the_list_of_buttons():
    made = "请运行 python -m workbook_templates.ribbon"
    assert CUSTOM_UI.read_text(encoding="utf-8") == custom_ui(), made
    assert BUTTONS_MODULE.read_text(encoding="utf-8") == buttons_module(), made


def test_the_module_writes_both_files(tmp_path, monkeypatch):
    monkeypatch.setattr("workbook_templates.ribbon.CUSTOM_UI", tmp_path / "a.xml")
    monkeypatch.setattr("workbook_templates.ribbon.BUTTONS_MODULE", tmp_path / "b.bas")
    main()
    assert (tmp_path / "a.xml").read_bytes() == CUSTOM_UI.read_bytes()
    assert (tmp_path / "b.bas").read_bytes() == BUTTONS_MODULE.read_bytes()


def test_the_ribbon_is_valid_custom_ui():
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(RIBBON)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('size="huge"', 'size="large"'),
        ('id="button_undo"', 'id="button_rank"'),
        ('onAction=""', f'onAction="{ON_ACTION}"'),
        ('imageMso="No Picture"', 'imageMso="Undo"'),
    ],
)
def test_the_schema_refuses_what_office_would_refuse(wrong, right):
    text = custom_ui()
    assert right in text
    spoilt = etree.fromstring(text.replace(right, wrong).encode())
    assert not etree.XMLSchema(etree.parse(SCHEMA)).validate(spoilt)


def test_there_is_one_tab_with_the_groups_and_buttons_in_list_order():
    (tab,) = named("tab")
    assert tab.get("label") == TAB
    assert [group.get("label") for group in named("group")] == list(
        dict.fromkeys(button.group for button in BUTTONS)
    )
    assert [(b.get("tag"), b.get("label"), b.getparent().get("label")) for b in named("button")] == [
        (button.tag, button.label, button.group) for button in BUTTONS
    ]
    large = {b.get("tag") for b in named("button") if b.get("size") == "large"}
    assert large == {button.tag for button in BUTTONS if button.large}


def test_the_pdf_tick_stands_with_the_documents_and_the_month_with_the_judgement():
    places = {c.get("label"): c.getparent().get("label") for c in [*named("checkBox"), *named("dropDown")]}
    assert places == {"同时生成PDF": "文书", "月份": "研判"}


@pytest.mark.parametrize(("control", "attribute", "procedure"), callbacks())
def test_every_callback_is_a_sub_that_takes_what_office_hands_over(control, attribute, procedure):
    module, name = procedure.split(".")
    assert subs(module)[name] == SIGNATURES[control, attribute]


def test_every_button_on_the_sheet_has_its_sub_without_arguments():
    wanted = {click_name(button): [] for button in BUTTONS if button.on_sheet}
    assert subs("Buttons") == wanted and len(wanted) == 13


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_opens_with_its_chinese_term_and_an_english_sentence(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.match(r"' [\u4e00-\u9fff A-Za-z]+：.*[a-z].*[.,:]", first), first


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_chinese_stands_only_in_comments_and_in_what_a_person_reads(path):
    code = [
        re.sub(r'"[^"]*"', "", line).split("'")[0] for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert all(line.isascii() for line in code)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_is_plain_enough_for_every_program_that_compiles_it(path):
    text = path.read_text(encoding="utf-8")
    text.encode("cp936")
    assert "IRibbonControl" not in re.sub(r"^'.*$", "", text, flags=re.M)  # unknown to LibreOffice
    assert not re.search(r"^\s*(#If|Declare|Implements|Attribute)\b", text, re.M)


def test_opening_a_ledger_runs_nothing():
    text = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert not re.search(r"\b(Workbook_|Auto_?Open|Auto_?Close)", text)
