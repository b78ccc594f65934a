"""A workbook to which a person added everything that must survive."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import xlsxwriter
from workbook_samples import members, project_book, with_members

from addin.schema import Projects

_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _additions(book: xlsxwriter.Workbook) -> None:
    sheet = book.get_worksheet_by_name(Projects.title)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=项目清单!$F$4:$F$6"})
    sheet.insert_chart("K2", chart)
    sheet.insert_image("K20", "点.png", {"image_data": io.BytesIO(_PNG)})
    sheet.add_sparkline("J4", {"range": "项目清单!F4:H4"})
    sheet.insert_textbox("K30", "文本框")
    sheet.write_rich_string("J5", "前", book.add_format({"bold": True}), "粗", "后")
    sheet.write_comment("C4", "批注")
    sheet.write_url("J6", "https://example.invalid/", string="链接")
    sheet.data_validation("D4:D6", {"validate": "list", "source": ["在建", "新开工"]})
    sheet.conditional_format(
        "G4:G6",
        {
            "type": "cell",
            "criteria": "==",
            "value": '"黄"',
            "format": book.add_format({"bg_color": "yellow"}),
        },
    )
    sheet.conditional_format("F4:F6", {"type": "data_bar", "data_bar_2010": True})
    sheet.set_header("&C页眉", {})
    sheet.write_formula("J7", "=SUM(F4:F6)", None, 55600.5)
    sheet.freeze_panes(3, 0)
    other = book.add_worksheet("个人分析")
    other.write("A1", "=这是文字")
    book.define_name("范围甲", "=项目清单!$F$4:$F$6")


def rich_book(path: Path) -> Path:
    """Charts, picture, sparklines, text box, rich text, comments; and parts that no library knows:
    a slicer-like part, customXml, a ribbon, all with their relationships."""
    project_book(path, more=_additions)
    old = members(path)
    relations = old["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
        b'Target="customUI/customUI14.xml"/></Relationships>',
    )
    return with_members(
        path,
        {
            "_rels/.rels": relations,
            "customUI/customUI14.xml": b'<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>',
            "customXml/item1.xml": "<数据>一</数据>".encode(),
            "xl/slicers/slicer1.xml": b'<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/>',
        },
    )
