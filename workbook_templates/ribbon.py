"""功能区与按钮宏：the two files of macros/ that follow from the list of buttons.

`python -m workbook_templates.ribbon` writes them anew: customUI14.xml and Buttons.bas.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from addin.buttons import BUTTONS, DOCUMENTS, JUDGEMENT, TAB, Button

MACROS: Final = Path(__file__).parents[1] / "macros"
CUSTOM_UI: Final = MACROS / "customUI14.xml"
BUTTONS_MODULE: Final = MACROS / "Buttons.bas"
NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"
ON_ACTION: Final = "Ribbon.OnAction"

_MONTH: Final = {
    "id": "option_month",
    "label": "月份",
    "screentip": "月份",
    "supertip": "定版、通报等用哪个月；“按参数”就是参数表里的统计月份",
    "sizeString": "2022-09月",
    "getItemCount": "Ribbon.GetMonthCount",
    "getItemID": "Ribbon.GetMonthId",
    "getItemLabel": "Ribbon.GetMonthLabel",
    "getSelectedItemIndex": "Ribbon.GetMonthIndex",
    "onAction": "Ribbon.OnMonth",
}
_PDF: Final = {
    "id": "option_pdf",
    "label": "同时生成PDF",
    "screentip": "同时生成PDF",
    "supertip": "写文书时，Word 之外再存一份 PDF",
    "getPressed": "Ribbon.GetPdf",
    "onAction": "Ribbon.OnPdf",
}
OPTIONS: Final = {JUDGEMENT: ("dropDown", _MONTH), DOCUMENTS: ("checkBox", _PDF)}
"""What stands behind the buttons of a group: a control's kind and attributes."""


def custom_ui() -> str:
    """The ribbon part ([MS-CUSTOMUI2], the 2009/07 schema): one tab, groups and buttons in list order."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        "<!-- 功能区：the tab of the ribbon. Made from addin/buttons.py by workbook_templates/ribbon.py. -->",
        f'<customUI xmlns="{NAMESPACE}">',
        "  <ribbon>",
        "    <tabs>",
        f"      <tab{_attributes({'id': 'liangdeng', 'label': TAB})}>",
        *_groups(),
        "      </tab>",
        "    </tabs>",
        "  </ribbon>",
        "</customUI>",
    ]
    return "\n".join([*lines, ""])


def _groups() -> Iterable[str]:
    for number, (name, buttons) in enumerate(groupby(BUTTONS, lambda button: button.group), 1):
        yield f"        <group{_attributes({'id': f'group_{number}', 'label': name})}>"
        for button in buttons:
            yield _control("button", _button(button))
        if name in OPTIONS:
            yield _control(*OPTIONS[name])
        yield "        </group>"


def _button(button: Button) -> dict[str, str]:
    return {
        "id": f"button_{button.tag}",
        "tag": button.tag,
        "label": button.label,
        "size": "large" if button.large else "normal",
        "imageMso": button.icon,
        "screentip": button.label,
        "supertip": button.tip,
        "onAction": ON_ACTION,
    }


def _control(kind: str, attributes: dict[str, str]) -> str:
    return f"          <{kind}{_attributes(attributes)}/>"


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())


def click_name(button: Button) -> str:
    """The Sub of a button on 首页."""
    return f"Click_{button.tag}"


def buttons_module() -> str:
    """Buttons.bas: one Sub without arguments for each button on 首页, which can hand over none."""
    subs = (
        f"Public Sub {click_name(button)}()\n"
        f'    RunPython.RunCommand "{button.tag}" \' {button.label}\n'
        "End Sub\n"
        for button in BUTTONS
        if button.on_sheet
    )
    head = (
        "' 首页按钮：one Sub for each button on the sheet 首页.\n"
        "' Made from addin/buttons.py by workbook_templates/ribbon.py.\n"
        "Option Explicit\n"
    )
    return "\n".join([head, *subs])


def main() -> None:
    """Writes both files in the repository."""
    CUSTOM_UI.write_text(custom_ui(), encoding="utf-8", newline="\n")
    BUTTONS_MODULE.write_text(buttons_module(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
