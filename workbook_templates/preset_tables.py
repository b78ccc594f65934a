"""预置方案：the rules sheets as an office gets them, read from presets/*.csv.

A file is UTF-8 with the column titles of its sheet as header; a preset is data, never code.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from addin.errors import ProgramError, UsageError
from addin.schema import (
    Column,
    Eligibility,
    FactorOffices,
    Indicators,
    Kind,
    Ladder,
    LightLabels,
    LightRules,
    Sheet,
    Tiers,
)
from addin.schema.base import NUMERIC
from addin.workbook.port import CellValue

FOLDER: Final = Path(__file__).parent / "presets"

LIGHT_SCHEMES: Final = ("宁波", "新乡", "北仑", "银川", "武汉", "三亚", "瓯海")
TIER_SCHEMES: Final = ("北仑", "宁波三级协调", "新乡", "龙亭")
SCORE_SCHEMES: Final = ("默认", "综合奖", "绵阳", "湛河")

FILES: Final[dict[type[Sheet], tuple[str, ...]]] = {
    LightRules: LIGHT_SCHEMES,
    LightLabels: LIGHT_SCHEMES,
    Indicators: SCORE_SCHEMES,
    Ladder: ("默认",),
    Tiers: TIER_SCHEMES,
    Eligibility: ("龙亭",),
    FactorOffices: ("北仑",),
}
"""Sheet → its preset files in the order in which they stand on the sheet: 「表名-方案.csv」."""

MATCHING_TIERS: Final = {"宁波": "宁波三级协调", "新乡": "新乡"}
"""亮灯方案 → 会商方案; the others go with 北仑, whose tiers are the fullest."""

Row = dict[str, CellValue]


def preset_settings(preset: str) -> dict[str, CellValue]:
    """What a preset sets on 参数: 亮灯方案 and the matching 会商方案. Raises UsageError."""
    if preset not in LIGHT_SCHEMES:
        raise UsageError(preset, "没有这个预置方案", f"可以用的有：{'、'.join(LIGHT_SCHEMES)}")
    return {"light_scheme": preset, "tier_scheme": MATCHING_TIERS.get(preset, TIER_SCHEMES[0])}


def preset_rows(sheet: type[Sheet]) -> list[Row]:
    """All preset rows of a rules sheet, by column name. Raises ProgramError on a broken file."""
    return [
        row for scheme in FILES[sheet] for row in read_rows(FOLDER / f"{sheet.title}-{scheme}.csv", sheet)
    ]


def read_rows(path: Path, sheet: type[Sheet]) -> list[Row]:
    """One preset file. Raises ProgramError: missing, other header, a figure that is none, a bad choice."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            header, *records = list(csv.reader(lines))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ProgramError(path.name, "预置方案文件读不出来", "请重新安装程序") from error
    columns = _columns(path, sheet, header)
    return [_row(path, number, columns, record) for number, record in enumerate(records, 2) if any(record)]


def _columns(path: Path, sheet: type[Sheet], header: Sequence[str]) -> list[Column]:
    wanted = [column for column in sheet.columns if column.kind is not Kind.ROW_ID]
    if list(header) != [column.title for column in wanted]:
        titles = "、".join(column.title for column in wanted)
        raise ProgramError(f"{path.name} 第 1 行", "列名与工作表不一致", f"应依次为：{titles}")
    return wanted


def _row(path: Path, number: int, columns: Sequence[Column], record: Sequence[str]) -> Row:
    if len(record) != len(columns):
        raise ProgramError(f"{path.name} 第 {number} 行", f"应有 {len(columns)} 格", "请补齐或删去多余的逗号")
    row: Row = {}
    for column, text in zip(columns, record, strict=True):
        row[column.name] = _value(f"{path.name} 第 {number} 行“{column.title}”", column, text.strip())
    return row


def _value(place: str, column: Column, text: str) -> CellValue:
    if not text:
        return None
    if column.kind is Kind.CHOICE and text not in column.choices:
        raise ProgramError(place, f"“{text}”不在选项中", f"请用：{'、'.join(column.choices)}")
    if column.kind not in NUMERIC and column is not Indicators.target:
        return text
    try:
        figure = float(text)
    except ValueError:
        if column is Indicators.target:
            return text
        raise ProgramError(place, f"“{text}”不是数值", "请改为数值") from None
    return int(figure) if figure.is_integer() else figure
