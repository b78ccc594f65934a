"""What a person adds to the ledger in Excel, put into the file part by part.

The parts come from a workbook that XlsxWriter made (chart, picture, text box, sparklines, data bars,
comments, a sheet of one's own) or stand here as Excel writes them (slicer, ribbon, rich text, filter).
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from addin.schema import Projects

OWN_SHEET = "个人分析"
OWN_PART = "xl/worksheets/sheet101.xml"
HIDDEN_ROW = 6
RICH_CELL = "AT5"
RICH_TEXT = "请甲局盯紧"

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2007/relationships"
SPREADSHEET_2009 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
SPREADSHEET_2010 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"

SLICER = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<slicers xmlns="{SPREADSHEET_2009}"><slicer name="项目阶段" cache="切片器_项目阶段" caption="项目阶段" \
rowHeight="241300"/></slicers>"""
SLICER_CACHE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<slicerCacheDefinition xmlns="{SPREADSHEET_2009}" name="切片器_项目阶段" sourceName="项目阶段"><extLst>\
<x:ext xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" xmlns:x15="{SPREADSHEET_2010}">\
<x15:tableSlicerCache tableId="TABLE" column="COLUMN"/></x:ext></extLst></slicerCacheDefinition>"""
SLICER_SHAPE = f"""<xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff>\
<xdr:row>90</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff>\
<xdr:row>100</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><mc:AlternateContent \
xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:sle15="{SPREADSHEET_2010}">\
<mc:Choice Requires="sle15"><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="90" name="项目阶段"/>\
<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>\
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/drawing/2010/slicer"><sle:slicer \
xmlns:sle="http://schemas.microsoft.com/office/drawing/2010/slicer" name="项目阶段"/></a:graphicData></a:graphic>\
</xdr:graphicFrame></mc:Choice></mc:AlternateContent><xdr:clientData/></xdr:twoCellAnchor>"""
SLICER_LIST = f"""<ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" xmlns:x14="{SPREADSHEET_2009}">\
<x14:slicerList><x14:slicer r:id="rIdSlicer"/></x14:slicerList></ext>"""
SLICER_CACHES = f"""<extLst><ext uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}" xmlns:x15="{SPREADSHEET_2010}">\
<x15:slicerCaches xmlns:x14="{SPREADSHEET_2009}"><x14:slicerCache r:id="rIdSlicerCache"/></x15:slicerCaches>\
</ext></extLst>"""
RIBBON = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs><tab id="own" label="我的">\
<group id="g" label="常用"><button idMso="Copy" id="b" visible="true"/></group></tab></tabs></ribbon></customUI>"""
RICH = """<si><r><t>请</t></r><r><rPr><b/><sz val="11"/><color rgb="FFC00000"/><rFont val="宋体"/></rPr>\
<t>甲局</t></r><r><t>盯紧</t></r></si>"""

Parts = dict[str, bytes]


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def add_everything(path: Path) -> Path:
    """The ledger at `path` with all of it, in place."""
    parts, donor = parts_of(path), _donor()
    sheet = sheet_part(parts, Projects.title)
    relations = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    table = _table_part(parts, relations)
    parts |= {name: content for name, content in donor.items() if _carried(name)}
    drawing = donor["xl/drawings/drawing102.xml"].decode()
    parts["xl/drawings/drawing102.xml"] = drawing.replace(
        "</xdr:wsDr>", f"{SLICER_SHAPE}</xdr:wsDr>"
    ).encode()
    _types(parts, donor)
    _own_sheet(parts)
    _sheet_additions(parts, sheet, relations, donor["xl/worksheets/sheet102.xml"].decode())
    _slicer(parts, table)
    _change(parts, table, r'<autoFilter ref="([^"]+)"/>', rf'<autoFilter ref="\1">{FILTER}</autoFilter>')
    _ribbon(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


FILTER = '<filterColumn colId="9"><filters><filter val="在建"/></filters></filterColumn>'


def sheet_part(parts: Parts, title: str) -> str:
    """The name of the part that holds a tab."""
    found = re.search(rf'<sheet name="{title}"[^>]* r:id="([^"]+)"', parts["xl/workbook.xml"].decode())
    assert found
    relation = re.search(
        rf'Id="{found[1]}"[^>]* Target="([^"]+)"', parts["xl/_rels/workbook.xml.rels"].decode()
    )
    assert relation
    return f"xl/{relation[1]}"


def _donor() -> Parts:
    """Two tabs of additions, their parts numbered from 101 on, so that nothing stands there already."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"constant_memory": True})  # text stays in its cell
    _own_tab(book, book.add_worksheet(OWN_SHEET))
    _pictures(book, book.add_worksheet(Projects.title))
    book.close()
    with zipfile.ZipFile(content) as package:
        return {_renumbered(name): _renamed(name, package.read(name)) for name in package.namelist()}


def _own_tab(book: xlsxwriter.Workbook, tab: Worksheet) -> None:
    _pictures(book, tab)  # first: rows go out as they are written
    tab.write_row("A1", ["阶段", "个数", "合计"])
    for row, stage in enumerate(("在建", "新开工", "前期"), start=1):
        tab.write(row, 0, stage)
        tab.write_formula(row, 1, f'=COUNTIF(项目清单!$J$4:$J$200,"{stage}")', None, row)
        tab.write_formula(row, 2, "=SUM(项目清单!$N$4:$N$200)", None, 1000)
    tab.write_rich_string("A6", "普通", book.add_format({"bold": True}), "加粗", "普通")


def _pictures(book: xlsxwriter.Workbook, tab: Worksheet) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=项目清单!$N$4:$N$20", "categories": "=项目清单!$C$4:$C$20"})
    tab.insert_chart("E90", chart)
    tab.insert_image("K90", "点.png", {"image_data": io.BytesIO(PNG)})
    tab.insert_textbox("N90", "领导批示：按月调度")
    tab.add_sparkline("BK4", {"range": "项目清单!AU4:AW4"})
    tab.conditional_format("N4:N90", {"type": "data_bar", "data_bar_2010": True})
    tab.write_comment("C4", "请核对", {"author": "张"})


_NUMBERED = re.compile(r"(sheet|drawing|chart|image|comments|vmlDrawing)(\d+)\.(xml|vml|png)")


def _renumbered(text: str) -> str:
    return _NUMBERED.sub(lambda found: f"{found[1]}{int(found[2]) + 100}.{found[3]}", text)


def _renamed(name: str, content: bytes) -> bytes:
    named = name.endswith(".rels") or name == "[Content_Types].xml"
    return _renumbered(content.decode()).encode() if named else content


def _carried(name: str) -> bool:
    """The additions themselves: not the donor's workbook, nor its tab that only lends its pictures."""
    folders = ("xl/charts/", "xl/drawings/", "xl/media/", "xl/comments", "xl/worksheets/")
    return name.startswith(folders) and "sheet102" not in name


def _change(parts: Parts, name: str, pattern: str, by: str) -> None:
    text, times = re.subn(pattern, by, parts[name].decode(), count=1)
    assert times == 1, (name, pattern)
    parts[name] = text.encode()


def _before(parts: Parts, name: str, mark: str, added: str) -> None:
    _change(parts, name, re.escape(mark), added.replace("\\", r"\\") + mark)


def _relate(parts: Parts, name: str, identity: str, kind: str, target: str) -> None:
    one = f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>'
    _before(parts, name, "</Relationships>", one)


def _types(parts: Parts, donor: Parts) -> None:
    """Content types: the donor's for what was carried, and those of slicers."""
    given = donor["[Content_Types].xml"].decode()
    defaults = [one for one in re.findall(r"<Default [^>]*/>", given) if "png" in one or "vml" in one]
    parted = re.findall(r'<Override PartName="/([^"]+)"[^>]*/>', given)
    overrides = [
        found[0]
        for name in parted
        if _carried(name) and (found := re.search(rf'<Override PartName="/{name}"[^>]*/>', given))
    ]
    overrides += [
        f'<Override PartName="/xl/{place}" ContentType="application/vnd.ms-excel.{kind}+xml"/>'
        for place, kind in (
            ("slicers/slicer1.xml", "slicer"),
            ("slicerCaches/slicerCache1.xml", "slicerCache"),
        )
    ]
    _before(parts, "[Content_Types].xml", "<Override ", "".join(defaults))
    _before(parts, "[Content_Types].xml", "</Types>", "".join(overrides))


def _own_sheet(parts: Parts) -> None:
    _change(parts, OWN_PART, ' tabSelected="1"', "")
    _before(parts, "xl/workbook.xml", "</sheets>", f'<sheet name="{OWN_SHEET}" sheetId="141" r:id="rIdOwn"/>')
    _relate(
        parts, "xl/_rels/workbook.xml.rels", "rIdOwn", f"{RELATIONS}/worksheet", "worksheets/sheet101.xml"
    )


def _sheet_additions(parts: Parts, sheet: str, relations: str, lender: str) -> None:
    """On 项目清单: drawing, comments, data bar, sparklines, slicer list, a hidden row, a rich text."""
    bar = re.search(r"<conditionalFormatting.*?</conditionalFormatting>", lender, re.S)
    extra = lender.rpartition("<extLst>")[2].removesuffix("</extLst></worksheet>")
    assert bar and "x14:sparklineGroups" in extra and "x14:dataBar" in extra
    _before(parts, sheet, "<dataValidations", bar[0])
    _before(parts, sheet, "<tableParts", '<drawing r:id="rIdDrawing"/><legacyDrawing r:id="rIdVml"/>')
    _before(parts, sheet, "</worksheet>", f"<extLst>{extra}{SLICER_LIST}</extLst>")
    _change(parts, sheet, rf'<row r="{HIDDEN_ROW}"', rf'<row r="{HIDDEN_ROW}" hidden="1"')
    for identity, kind, target in (
        ("rIdDrawing", "drawing", "../drawings/drawing102.xml"),
        ("rIdVml", "vmlDrawing", "../drawings/vmlDrawing102.vml"),
        ("rIdComments", "comments", "../comments102.xml"),
    ):
        _relate(parts, relations, identity, f"{RELATIONS}/{kind}", target)
    _relate(parts, relations, "rIdSlicer", f"{MICROSOFT}/slicer", "../slicers/slicer1.xml")
    strings = parts["xl/sharedStrings.xml"].decode()
    _before(parts, "xl/sharedStrings.xml", "</sst>", RICH)
    cell = rf'<c r="{RICH_CELL}"( s="\d+")[^>]*?(?:/>|>.*?</c>)'
    number = len(re.findall(r"<si>", strings))
    _change(parts, sheet, cell, rf'<c r="{RICH_CELL}"\1 t="s"><v>{number}</v></c>')


def _table_part(parts: Parts, relations: str) -> str:
    found = re.search(r'Target="\.\./(tables/[^"]+)"', parts[relations].decode())
    assert found
    return f"xl/{found[1]}"


def _slicer(parts: Parts, table: str) -> None:
    xml = parts[table].decode()
    identity = re.search(r'<table [^>]*?\bid="(\d+)"', xml)
    column = re.search(r'<tableColumn id="(\d+)" name="项目阶段"', xml)
    assert identity and column
    cache = SLICER_CACHE.replace("TABLE", identity[1]).replace("COLUMN", column[1])
    parts["xl/slicers/slicer1.xml"] = SLICER.encode()
    parts["xl/slicerCaches/slicerCache1.xml"] = cache.encode()
    _relate(
        parts,
        "xl/_rels/workbook.xml.rels",
        "rIdSlicerCache",
        f"{MICROSOFT}/slicerCache",
        "slicerCaches/slicerCache1.xml",
    )
    _before(
        parts, "xl/workbook.xml", "</definedNames>", '<definedName name="切片器_项目阶段">#N/A</definedName>'
    )
    _before(parts, "xl/workbook.xml", "</workbook>", SLICER_CACHES)


def _ribbon(parts: Parts) -> None:
    parts["customUI/customUI14.xml"] = RIBBON.encode()
    kind = f"{MICROSOFT}/ui/extensibility"
    _relate(parts, "_rels/.rels", "rIdRibbon", kind, "customUI/customUI14.xml")
