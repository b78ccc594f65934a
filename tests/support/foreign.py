"""Tables of other offices: rows as they stand in the file, in memory or saved by openpyxl.

`PLANNED`, `STARTED`, `UNDER_WAY` are the heads of the three tables of 平湛政办〔2021〕8号, title row and unit row
included, the two-level ones merged as printed; the year is 2022, that of the desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from support.ledgers import ledger_of

from addin.findings import Finding
from addin.intake.foreign import ForeignTable, read_foreign
from addin.intake.taking import Taken, take_over
from addin.ledger import Ledger
from addin.workbook.outside import OutsideTab

Rows = Sequence[Sequence[Any]]
SEPTEMBER = pd.Timestamp("2022-09-01")

PLANNED: Rows = (
    ("湛河区 2022 年前期项目谋划表",),
    ("单位：万元",),
    ("序号", "项目名称", "行业领域", "建设内容及规模", "建设年限", "建设地点", "总投资", "签约情况",
     "手续办理进展", "拆迁进展", "存在问题", "责任单位", "项目单位", "项目单位联系人及电话"),
)  # fmt: skip

EARLY = "前期进展情况（必须填写详细，不能留空格）"
STARTED: Rows = (
    ("湛河区 2022 年新建（竣工）项目情况表",),
    ("单位：万元",),
    ("序号", "项目名称", "行业领域", "建设单位", "建设规模和主要内容", "项目实施地点", "总投资", "建设起止年限",
     "2022年投资目标", EARLY, None, None, None, "项目进展情况", "项目单位联系人及电话", "备注"),
    (None,) * 9 + ("审批、核准、备案", "环评", "土地", "规划", None, None, None),
)  # fmt: skip

UNDER_WAY: Rows = (
    ("湛河区 2022 年在建项目进展情况表",),
    ("单位：万元",),
    ("序号", "项目名称", "行业领域", "建设内容及规模", "建设年限", "建设地点", "总投资", "本月完成投资",
     "累计完成投资", "年度完成投资", "形象进度", "联审联批手续", None, None, None, None, "2022 年计划完成投资",
     "首席服务员", "责任单位", "责任人", "项目单位", "项目单位联系人及电话"),
    (None,) * 11 + ("用地审批手续", "审批核准备案手续", "用地规划手续", "建设规划手续", "环评审批手续"),
)  # fmt: skip

MERGES: Mapping[int, Sequence[str]] = {
    id(PLANNED): ("A1:N1", "A2:N2"),
    id(STARTED): ("A1:P1", "A2:P2", "J3:M3", *(f"{letter}3:{letter}4" for letter in "ABCDEFGHINOP")),
    id(UNDER_WAY): ("A1:V1", "A2:V2", "L3:P3", *(f"{letter}3:{letter}4" for letter in "ABCDEFGHIJKQRSTUV")),
}


def saved(path: Path, head: Rows, *rows: Sequence[Any], tab: str = "Sheet1") -> Path:
    """A workbook with one such table; heads from above are merged as in the source."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = tab
    for number, row in enumerate((*head, *rows), 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                cell = sheet.cell(number, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"  # 「=1+1」 is a text here
    for merged in MERGES.get(id(head), ()):
        sheet.merge_cells(merged)
    book.save(path)
    return path


def tab_of(*rows: Sequence[Any], tab: str = "Sheet1", file: str = "来表.xlsx") -> OutsideTab:
    """The same in memory, all rows of one width."""
    width = max(map(len, rows))
    return OutsideTab(
        file,
        tab,
        1,
        [["" if value is None else value for value in (*row, *[None] * (width - len(row)))] for row in rows],
    )


def read(*rows: Sequence[Any], ledger: Ledger | None = None, tab: str = "Sheet1") -> ForeignTable:
    """The table on such a tab; fails where it is none of ours."""
    table, findings = read_foreign(ledger or ledger_of(), tab_of(*rows, tab=tab))
    assert table is not None, said(findings)
    return table


def taken(ledger: Ledger, *tables: Rows) -> Taken:
    """The import of several tables for September 2022."""
    foreign = [read(*rows, ledger=ledger, tab=f"表{number}") for number, rows in enumerate(tables, 1)]
    return take_over(ledger, foreign, SEPTEMBER)


def said(findings: Sequence[Finding]) -> list[str]:
    """ "级别 单元格 问题" of each."""
    return [f"{one.level} {one.cell} {one.message}".replace("  ", " ") for one in findings]


def changed(result: Taken) -> list[tuple[str, str, str, str]]:
    """(项目代码, 表!列, 原值, 新值) of each changed cell."""
    return [
        (one.proposal.code, f"{one.proposal.sheet.title}!{one.proposal.column.title}", one.old, one.new)
        for one in result.changes
    ]
