"""结构：sheets and columns that are missing, empty tables, required cells, settings without a target."""

from __future__ import annotations

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, mark, titles, truly_blank
from addin.ledger.ledger import Ledger
from addin.ledger.text import match_key, split_list
from addin.schema import (
    LEDGER_SHEETS,
    Column,
    Eligibility,
    Indicators,
    Issuers,
    LightLabels,
    LightRules,
    MonthlyProgress,
    Parameters,
    Projects,
    Sheet,
    Tiers,
    Units,
)
from addin.schema.settings import SETTINGS

NEEDED = (MonthlyProgress, LightRules, LightLabels, Parameters, Units)
"""Sheets without which lights or places cannot be right."""


def missing_sheets(ledger: Ledger) -> list[Finding]:
    """错误 for a sheet that lights and ranks need, 提示 for another; none where the book said why."""
    findings = []
    missing = [sheet for sheet in LEDGER_SHEETS if not ledger.has(sheet)]
    said = {one.sheet for one in ledger.findings if not one.cell}
    for sheet in missing:
        if sheet.title not in said:
            level = Level.ERROR if sheet in NEEDED else Level.NOTE
            without = "亮灯与排名不完整" if sheet in NEEDED else "与它有关的内容略去"
            advice = "把这张表放回工作簿，或从新建的台账复制一张"
            findings.append(Finding(level, sheet.title, "", f"没有“{sheet.title}”工作表，{without}", advice))
    return findings


def missing_columns(ledger: Ledger) -> list[Finding]:
    """One finding a sheet and level: 错误 for key and required columns, 提示 for others."""
    findings = []
    for sheet in ledger.cells:
        gone = [column for column in sheet.columns if not ledger.has_column(sheet, column.name)]
        needed = [column for column in gone if column.required or column.key]
        others = [column for column in gone if column not in needed]
        findings += [
            _missing(ledger, sheet, level, columns)
            for level, columns in ((Level.ERROR, needed), (Level.NOTE, others))
            if columns
        ]
    return findings


def _missing(ledger: Ledger, sheet: type[Sheet], level: Level, columns: list[Column]) -> Finding:
    is_key = any(column.key for column in columns)
    message = f"没有{titles(columns)}列，{'整张表未计入' if is_key else '按空白处理'}"
    return ledger.finding(level, sheet, None, None, message, "在表头补上这些列名，或把改过的列名改回")


def empty_tables(ledger: Ledger) -> list[Finding]:
    """A 项目清单 without projects; rules or labels without rows; units named while 单位名录 has none."""
    findings = []
    if ledger[Projects].empty:
        findings.append(_empty(ledger, Level.NOTE, Projects, "没有项目", "从第 4 行起逐行填写项目"))
    for sheet in (LightRules, LightLabels):
        if ledger.has(sheet) and ledger[sheet].empty:
            message = f"{sheet.title}没有内容，无法判定亮灯"
            findings.append(_empty(ledger, Level.ERROR, sheet, message, "从新建的台账复制各方案的行"))
    if ledger.has(Units) and ledger[Units].empty and not ledger[Projects].empty:
        message = "没有单位，各表的责任单位无法核对，也无法按组别排名"
        findings.append(_empty(ledger, Level.DOUBT, Units, message, "填写单位名称和排名组别"))
    return findings


def _empty(ledger: Ledger, level: Level, sheet: type[Sheet], message: str, advice: str) -> Finding:
    return ledger.finding(level, sheet, None, None, message, advice)


def blank_required_cells(ledger: Ledger) -> list[Finding]:
    """Cells of required columns in which nothing is typed (keys are said where rows are read)."""
    findings = []
    for sheet in (Projects, MonthlyProgress):
        rows = ledger[sheet]
        for column in sheet.columns:
            if column.required:
                blank = rows[truly_blank(ledger, sheet, rows, column)]
                said = _blank(column)
                findings += mark(ledger, sheet, column, blank, said)
    return findings


def _blank(column: Column) -> Said:
    if column is Projects.stage:
        return Said(Level.NOTE, "项目阶段没有填写，不判亮灯", "从下拉列表中选择阶段")
    if column is MonthlyProgress.month_done:
        return Said(Level.NOTE, "本月完成投资没有填写，按缺报处理", "没有完成投资时填 0，否则补报")
    level = Level.NOTE if column is MonthlyProgress.physical_progress else Level.DOUBT
    return Said(level, f"{column.title}没有填写", f"补填{column.title}")


_SCHEMES = (
    ("light_scheme", LightRules, LightRules.scheme, Level.ERROR),
    ("score_scheme", Indicators, Indicators.scheme, Level.ERROR),
    ("tier_scheme", Tiers, Tiers.scheme, Level.NOTE),
    ("reserve_scheme", Eligibility, Eligibility.scheme, Level.ERROR),
    ("home_issuer", Issuers, Issuers.short_name, Level.NOTE),
)


def settings_without_target(ledger: Ledger) -> list[Finding]:
    """方案 and 本机关 that do not stand on the sheet they are taken from."""
    findings = []
    for name, sheet, column, level in _SCHEMES:
        chosen = getattr(ledger.settings, name)
        table = ledger[sheet]
        there = {match_key(value) for value in table[column.name]}
        # Several bodies that issue together are joined by 、; a scheme is one name.
        names = split_list(chosen) if sheet is Issuers and chosen else (chosen,)
        if chosen and there and not {match_key(one) for one in names} <= there:
            title = next(setting.title for setting in SETTINGS if setting.name == name)
            message = f"{title}“{chosen}”在{sheet.title}中没有"
            advice = (
                f"改为{sheet.title}中已有的{column.title}：{'、'.join(dict.fromkeys(table[column.name]))}"
            )
            findings.append(
                ledger.finding(
                    level, Parameters, _row_of(ledger, title), Parameters.value.name, message, advice, chosen
                )
            )
    return findings


def _row_of(ledger: Ledger, title: str) -> int | None:
    rows = ledger[Parameters]
    found = rows.loc[rows[Parameters.setting.name] == title, "position"]
    return int(found.iloc[0]) if len(found) else None
