"""文件包：an XlsxWriter workbook whose bytes depend on nothing but its content."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from addin.workbook.macro_parts import RIBBON, RIBBON_LINK

APPLICATION: Final = "亮灯台账"
TITLE: Final = "重大项目推进台账"
SCHEMA_VERSION: Final = "1"
"""Goes up when a sheet or column of addin/schema changes its meaning."""
CREATED: Final = dt.datetime(2022, 1, 1)


RIBBON_ID: Final = "rIdRibbon"
_WORKBOOK_TYPE: Final = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE: Final = "application/vnd.ms-excel.addin.macroEnabled.main+xml"


@dataclass(frozen=True, slots=True)
class Macros:
    """宏：the bytes of vbaProject.bin and of the ribbon part that a file carries."""

    project: bytes
    ribbon: bytes


SHOWN: Final = '<c:showVal val="1"/><c:showCatName val="1"/>'
ONLY_SHOWN: Final = "".join(
    f'<c:{name} val="{int(name in ("showVal", "showCatName"))}"/>'
    for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
)


class _NamedPackager(Packager):  # type: ignore[misc]
    """Names our own program as the writer: LibreOffice trusts the formula results of a file that says
    it comes from Excel and would show the month of an earlier reckoning."""

    def _write_app_file(self) -> None:
        super()._write_app_file()
        _replace(self.filenames[-1][0], "Microsoft Excel", APPLICATION)

    def _write_root_rels_file(self) -> None:
        super()._write_root_rels_file()
        if self.workbook.macros is not None:
            relation = f'<Relationship Id="{RIBBON_ID}" Type="{RIBBON_LINK}" Target="{RIBBON}"/>'
            _replace(self.filenames[-1][0], "</Relationships>", f"{relation}</Relationships>")
            Path(self._filename(RIBBON)).write_bytes(self.workbook.macros.ribbon)

    def _write_content_types_file(self) -> None:
        super()._write_content_types_file()
        if self.workbook.is_addin:
            _replace(self.filenames[-1][0], _WORKBOOK_TYPE, _ADDIN_TYPE)

    def _write_chart_files(self) -> None:
        """Says which labels a chart does not show: programs differ on what is left unsaid."""
        before = len(self.filenames)
        super()._write_chart_files()
        for part, *_ in self.filenames[before:]:
            _replace(part, SHOWN, ONLY_SHOWN)


def _replace(part: str, old: str, new: str) -> None:
    """`part` is the temporary file of one member, before it is packed."""
    path = Path(part)
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))


class MasterWorksheet(Worksheet):  # type: ignore[misc]
    """Row heights are first guesses: programs fit the row again when a person types in it."""

    def __init__(self) -> None:
        super().__init__()
        self.guessed: set[int] = set()

    def guess_row(self, row: int, height: float) -> None:
        """Sets a row's height (points) without fixing it; LibreOffice fits no row by itself on opening."""
        self.set_row(row, height)
        self.guessed.add(row + 1)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        if tag == "row" and attributes[0][1] in self.guessed:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class MasterWorkbook(Workbook):  # type: ignore[misc]
    """总台账文件：with fixed properties and dates; with `macros`, a macro-enabled one or an add-in."""

    worksheet_class = MasterWorksheet

    def __init__(self, path: Path, macros: Macros | None = None, is_addin: bool = False) -> None:
        self.macros = macros
        self.is_addin = is_addin
        # Arial 10 is as wide as the usual Calibri 11, and LibreOffice has a font of the same widths.
        base = {"font_name": "Arial", "font_size": 10}
        plain = {"strings_to_urls": False, "strings_to_formulas": False}
        super().__init__(str(path), {**plain, "default_format_properties": base})
        self.set_properties({"title": TITLE, "author": APPLICATION, "company": "", "created": CREATED})
        self.set_custom_property("结构版本", SCHEMA_VERSION, "text")
        if macros is not None:
            self.add_vba_project(io.BytesIO(macros.project), is_stream=True)

    def _get_packager(self) -> Packager:
        return _NamedPackager()
