"""首页按钮：the commands as form buttons on the strip below the title, beside the month.

They are not printed: the printed page is that of a workbook without macros.
"""

from __future__ import annotations

from itertools import groupby
from typing import Final

from xlsxwriter.worksheet import Worksheet

from addin.buttons import BUTTONS, Button
from workbook_templates.ribbon import click_name

ROW, COLUMN = 1, 5
"""The strip, and the column after the month's."""
HEIGHT: Final = 26
TOP: Final = 5
MARGIN: Final = 12
PER_CHARACTER: Final = 14
GAP, GROUP_GAP = 4, 14
"""All in pixels."""


def write_buttons(worksheet: Worksheet) -> None:
    """Puts every button of `BUTTONS` that stands on 首页 in list order, groups a little apart."""
    left = GROUP_GAP
    shown = [button for button in BUTTONS if button.on_sheet]
    for _, buttons in groupby(shown, lambda button: button.group):
        for button in buttons:
            width = MARGIN + PER_CHARACTER * len(button.label)
            worksheet.insert_button(ROW, COLUMN, _button(button, left, width))
            left += width + GAP
        left += GROUP_GAP - GAP


def _button(button: Button, left: int, width: int) -> dict[str, object]:
    return {
        "macro": click_name(button),
        "caption": button.label,
        "description": button.tip,
        "x_offset": left,
        "y_offset": TOP,
        "width": width,
        "height": HEIGHT,
    }
