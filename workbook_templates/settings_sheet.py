"""参数页：every setting with its value, its own drop-down and format, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from addin.errors import UsageError
from addin.schema import Issuers, Kind, Parameters
from addin.schema.settings import SETTINGS, Setting
from addin.workbook.port import CellValue
from workbook_templates.cells import write_value
from workbook_templates.guards import Rule, choice_rule, list_name, plausible
from workbook_templates.ledger_sheet import FIRST_ROW, MONTH_NAME
from workbook_templates.preset_tables import LIGHT_SCHEMES, SCORE_SCHEMES, TIER_SCHEMES
from workbook_templates.styles import INK, LINE, NUMBER_FORMATS, Styles

VALUE_COLUMN: Final = [column.name for column in Parameters.columns].index(Parameters.value.name)
SCHEMES: Final = {
    "light_scheme": LIGHT_SCHEMES,
    "score_scheme": SCORE_SCHEMES,
    "tier_scheme": TIER_SCHEMES,
}


def setting_rows(values: Mapping[str, CellValue]) -> list[dict[str, CellValue]]:
    """参数's rows: each setting with the value given by name, else its default. Raises UsageError."""
    unknown = set(values) - {setting.name for setting in SETTINGS}
    if unknown:
        raise UsageError("、".join(sorted(unknown)), "没有这个参数", "参数名见 addin/schema/settings.py")
    return [
        {
            Parameters.setting.name: setting.title,
            Parameters.value.name: values.get(setting.name, setting.default),
            Parameters.explanation.name: setting.explanation,
        }
        for setting in SETTINGS
    ]


def define_month(workbook: Workbook) -> None:
    """The workbook name 统计月份 finds its row by title, so 参数 may be sorted."""
    tab = Parameters.title
    first, last = FIRST_ROW + 1, FIRST_ROW + 200
    found = f'MATCH("{MONTH_NAME}",{tab}!$B${first}:$B${last},0)'
    workbook.define_name(MONTH_NAME, f"=INDEX({tab}!$C${first}:$C${last},{found})")


def write_settings(worksheet: Worksheet, styles: Styles, values: Mapping[str, CellValue]) -> None:
    """Formats and guards the value cells, each by its setting; all of them print on one page."""
    worksheet.fit_to_pages(1, 1)
    for offset, setting in enumerate(SETTINGS):
        row = FIRST_ROW + offset
        value = values.get(setting.name, setting.default)
        write_value(worksheet, row, VALUE_COLUMN, value, _shape(styles, setting))
        rule = _rule(setting)
        if rule is not None:
            worksheet.data_validation(row, VALUE_COLUMN, row, VALUE_COLUMN, rule)


def _shape(styles: Styles, setting: Setting) -> object:
    number = "General" if setting.kind is Kind.NUMBER else NUMBER_FORMATS.get(setting.kind, "@")
    border = {"border": 1, "border_color": LINE}
    return styles.get(num_format=number, align="center", bold=True, font_color=INK, **border)


def _rule(setting: Setting) -> Rule | None:
    if setting.choices:
        return choice_rule(setting.title, setting.choices)
    if setting.name in SCHEMES:
        return choice_rule(setting.title, SCHEMES[setting.name], refuses=False)
    if setting.name == "home_issuer":
        return {"validate": "list", "source": f"={list_name(Issuers)}", "show_error": False}
    return plausible(setting.kind, setting.title)
