"""数据字典：docs/数据字典.md, every sheet and column as the schema declares them.

python -m workbook_templates.dictionary writes it anew; a test compares.
"""

from __future__ import annotations

from pathlib import Path

from addin.schema import SHEETS, Column, Sheet
from addin.schema.settings import SETTINGS

TARGET = Path(__file__).parent.parent / "docs" / "数据字典.md"
HEAD = """# 数据字典

由结构声明（`addin/schema/`）生成，请勿手改：`make template` 重写。

归属：**办** 办公室填；**报** 报送单位填；**算** 程序计算。`*` 是主键，必填列标“必填”。
"""


def dictionary() -> str:
    """The whole page as Markdown."""
    return "\n".join([HEAD, *(_sheet(sheet) for sheet in SHEETS if sheet.columns), _settings()]) + "\n"


def _sheet(sheet: type[Sheet]) -> str:
    rows = [_column(column) for column in sheet.columns if column.name != "row_id"]
    note = "（全部由程序计算）" if sheet.wholly_computed else ""
    return "\n".join(
        [
            f"## {sheet.group}·{sheet.title}{note}\n",
            "| 列 | 类型 | 归属 | 说明 |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _column(column: Column) -> str:
    title = f"{column.title}{'*' if column.key else ''}"
    return f"| {title} | {column.kind} | {column.owner} | {_remarks(column)} |"


def _remarks(column: Column) -> str:
    parts = [
        "必填" if column.required else "",
        f"可选：{'／'.join(column.choices)}" if column.choices else "",
        f"取自“{column.refers_to}”" if column.refers_to else "",
        f"也认：{'、'.join(column.aliases)}" if column.aliases else "",
        column.hint,
    ]
    return "；".join(part for part in parts if part)


def _settings() -> str:
    rows = [
        f"| {one.title} | {one.kind} | {'' if one.default is None else one.default} | {'／'.join(one.choices)} | {one.explanation} |"
        for one in SETTINGS
    ]
    return "\n".join(
        ["## 参数各项\n", "| 名称 | 类型 | 默认 | 可选 | 说明 |", "|---|---|---|---|---|", *rows]
    )


def main() -> None:
    TARGET.write_text(dictionary(), encoding="utf-8")


if __name__ == "__main__":
    main()
