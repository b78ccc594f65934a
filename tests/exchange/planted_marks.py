"""A master workbook with 50 marks of every unit in more than twenty kinds of places, and a search for them.

A mark is an ASCII word that occurs nowhere else, such as QX03M17Z: unit 3, mark 17.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import NamedStyle
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from support.ledgers import SHEET_OF_TABLE

from workbook_templates.build import build_workbook

UNITS = ("甲局", "乙局", "丙局", "丁局", "戊局")
MARKS = 50
MONTH = dt.date(2022, 9, 1)


def mark(unit: int, number: int) -> str:
    return f"QX{unit:02d}M{number:02d}Z"


def marks_of(unit: int) -> list[str]:
    return [mark(unit, number) for number in range(MARKS)]


class Marks:
    """One unit's marks, each used once, in order."""

    def __init__(self, unit: int) -> None:
        self.unit = unit
        self._left = iter(marks_of(unit))

    def next(self) -> str:
        return next(self._left)


def _rows(marks: list[Marks]) -> dict[str, list[dict[str, Any]]]:
    """Rows of every unit in thirteen sheets: 27 marks a unit, its names, people, phones, texts and reports."""
    tables: dict[str, list[dict[str, Any]]] = {}

    def add(table: str, **row: Any) -> None:
        tables.setdefault(table, []).append(row)

    for place, mine in enumerate(marks):
        unit, code = UNITS[place], f"XM-{place}"
        word = mine.next
        add(
            "units",
            unit=unit,
            full_name=word(),
            liaison=word(),
            phone=word(),
            email=f"{word()}@example.invalid",
        )
        add(
            "projects", code=code, project_name=word(), stage="在建", total_investment=9000.0, year_plan=3000.0,
            responsible_units=unit, person_in_charge=word(), contact=word(), remarks=word(), sponsor=word(),
            service_officer=word(), procedures=word(),
        )  # fmt: skip
        add(
            "monthly_progress",
            code=code,
            month=MONTH,
            month_done=1.0,
            physical_progress=word(),
            reporter=word(),
            problems=word(),
        )
        add("reserve", code=f"CB-{place}", applicant=unit, project_name=word())
        add(
            "milestones",
            code=code,
            number=1,
            milestone=word(),
            responsible_unit=unit,
            person_in_charge=word(),
        )
        add(
            "issues",
            number=f"WT-{place}",
            code=code,
            description=word(),
            responsible_units=unit,
            person_in_charge=word(),
        )
        add("duties", number=f"ZR-{place}", code=code, task=word(), lead_unit=unit)
        add("rectifications", code=code, listed_month=MONTH, reason=word(), responsible_unit=unit)
        add("resolutions", number=f"YD-{place}", code=code, resolution=word(), responsible_units=unit)
        add("organisation", body=f"专班{place}", person=word(), unit=unit)
        add("letters", number=f"FW-{place}", kind="提醒函", unit=unit, document_title=word())
        add("light_register", code=code, month=MONTH, adjustment_reason=word())
        add("formal_talks", number=f"YT-{place}", unit=unit, matter=word(), spoken_to=word())
    return tables


Plant = Callable[[Workbook, str, int], None]


def _sheet(book: Workbook) -> Any:
    return book["项目清单"]


def comment(book: Workbook, word: str, unit: int) -> None:
    _sheet(book).cell(4 + unit, 3).comment = Comment(f"请看 {word}", word)


def validation_list(book: Workbook, word: str, unit: int) -> None:
    rule = DataValidation(type="list", formula1=f'"{word},别的"')
    rule.add(f"BZ{4 + unit}")
    _sheet(book).add_data_validation(rule)


def validation_prompt(book: Workbook, word: str, unit: int) -> None:
    rule = DataValidation(type="whole", formula1="1", formula2="2", promptTitle="看", prompt=word, error=word)
    rule.add(f"CA{4 + unit}")
    book["月度进度"].add_data_validation(rule)


def defined_text(book: Workbook, word: str, unit: int) -> None:
    book.defined_names[f"名称{unit}"] = DefinedName(f"名称{unit}", attr_text=f'"{word}"')


def defined_name(book: Workbook, word: str, unit: int) -> None:
    book.defined_names[f"N_{word}"] = DefinedName(f"N_{word}", attr_text="项目清单!$A$1")


def conditional(book: Workbook, word: str, unit: int) -> None:
    _sheet(book).conditional_formatting.add(f"C{4 + unit}", FormulaRule(formula=[f'$C$4="{word}"']))


def hyperlink(book: Workbook, word: str, unit: int) -> None:
    cell = _sheet(book).cell(4 + unit, 80, "看")
    cell.hyperlink = f"https://example.invalid/{word}"


def hidden_sheet(book: Workbook, word: str, unit: int) -> None:
    sheet = book.create_sheet(f"备用{unit}")
    sheet["A1"], sheet.sheet_state = word, "hidden"


def very_hidden_sheet(book: Workbook, word: str, unit: int) -> None:
    sheet = book.create_sheet(f"深藏{unit}")
    sheet["Z99"], sheet.sheet_state = word, "veryHidden"


def sheet_name(book: Workbook, word: str, unit: int) -> None:
    book.create_sheet(f"表{word}")


def header_text(book: Workbook, word: str, unit: int) -> None:
    sheet = book.create_sheet(f"页眉{unit}")
    sheet.oddHeader.center.text = sheet.oddFooter.left.text = word


def outside_the_table(book: Workbook, word: str, unit: int) -> None:
    book["月度进度"].cell(900 + unit, 90, word)


def extra_column(book: Workbook, word: str, unit: int) -> None:
    _sheet(book).cell(3, 82 + unit, word)


def formula_text(book: Workbook, word: str, unit: int) -> None:
    book["首页"].cell(200 + unit, 60, f'="{word}"')


def properties(book: Workbook, word: str, unit: int) -> None:
    known = book.properties
    known.keywords = f"{known.keywords or ''} {word}"
    known.lastModifiedBy = known.description = known.keywords


def custom_property(book: Workbook, word: str, unit: int) -> None:
    book.custom_doc_props.append(StringProperty(name=f"说明{unit}", value=word))


def number_format(book: Workbook, word: str, unit: int) -> None:
    _sheet(book).cell(4 + unit, 91, 1).number_format = f'0"{word}"'


def style_name(book: Workbook, word: str, unit: int) -> None:
    book.add_named_style(NamedStyle(name=f"样式{word}"))
    _sheet(book).cell(4 + unit, 92, 1).style = f"样式{word}"


IN_THE_BOOK: tuple[Plant, ...] = (
    comment, validation_list, validation_prompt, defined_text, defined_name, conditional, hyperlink, hidden_sheet,
    very_hidden_sheet, sheet_name, header_text, outside_the_table, extra_column, formula_text, properties,
    custom_property, number_format, style_name,
)  # fmt: skip

IN_PARTS: dict[str, Callable[[str], bytes]] = {
    "xl/pivotCache/pivotCacheDefinition{unit}.xml": lambda word: f'<pivotCacheDefinition><s v="{word}"/></pivotCacheDefinition>'.encode(),
    "xl/pivotCache/pivotCacheRecords{unit}.xml": lambda word: f"<pivotCacheRecords><r><s v='{word}'/></r></pivotCacheRecords>".encode(),
    "xl/externalLinks/externalLink{unit}.xml": lambda word: f"<externalLink><v>{word}</v></externalLink>".encode(),
    "customXml/item{unit}.xml": lambda word: f"<数据>{base64.b64encode(f'甲{word}乙'.encode()).decode()}</数据>".encode(),
    "xl/printerSettings/printerSettings{unit}.bin": lambda word: word.encode("utf-16-le"),
}  # fmt: skip
"""Members of the file that no library writes: a pivot's memory, a link's, base64 and UTF-16."""


def plant(path: Path) -> None:
    """Write the workbook; every unit's fifty marks stand in it."""
    marks = [Marks(unit) for unit in range(len(UNITS))]
    rows = _rows(marks)
    build_workbook(path, {SHEET_OF_TABLE[name]: given for name, given in rows.items()}, {"as_of": MONTH})
    book = openpyxl.load_workbook(path)
    for mine in marks:
        for each in IN_THE_BOOK:
            each(book, mine.next(), mine.unit)
    book.save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for mine in marks:
            for name, content in IN_PARTS.items():
                archive.writestr(name.format(unit=mine.unit + 90), content(mine.next()))


def found_in(content: bytes, words: Iterable[str]) -> set[str]:
    """The words that stand in a file's bytes or in any member's: plain, UTF-16 or base64, in any case."""
    views = [view for piece in _pieces(content) for view in _views(piece)]
    return {word for word in words if any(form in view for form in _forms(word) for view in views)}


def _pieces(content: bytes) -> list[bytes]:
    """The file, and if it is a zip all its members inflated, their names and the comment, zips inside it too."""
    pieces = [content]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            pieces += [archive.comment, *(name.encode() for name in archive.namelist())]
            for name in archive.namelist():
                pieces += _pieces(archive.read(name))
    return pieces


def _views(piece: bytes) -> list[bytes]:
    return [piece, piece.upper()]


def _forms(word: str) -> list[bytes]:
    """The word in each encoding; in base64 at each of the three offsets, without its uncertain ends."""
    plain = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]
    coded = []
    for raw in plain:
        for offset in range(3):
            text = base64.b64encode(b"\0" * offset + raw)
            coded.append(text[-(-8 * offset // 6) : 8 * (offset + len(raw)) // 6])
    return plain + coded
