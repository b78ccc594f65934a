"""打印设置：paper, margins, repeated header, footer; wide sheets go over several pages, never tiny."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from xlsxwriter.worksheet import Worksheet

from addin.schema import Sheet

A4: Final = 9
A3: Final = 8
CAPACITY: Final = {"A4": 226.0, "A3": 330.0}
"""Characters of column width that a landscape page takes at the smallest scale that still reads."""
MARGIN: Final = 0.47
FOOTER: Final = "&L&9&A&C&9第 &P 页　共 &N 页&R&9重大项目推进台账"


def pages_wide(paper: str, widths: Sequence[float], repeated: float) -> int:
    """How many pages the columns need side by side; `repeated` is the width of the repeated ones."""
    total, capacity = sum(widths), CAPACITY[paper]
    if total <= capacity:
        return 1
    return math.ceil((total - repeated) / (capacity - repeated))


def set_up_paper(worksheet: Worksheet, paper: str) -> None:
    """Landscape, margins, centred, footer with page n of N."""
    worksheet.set_landscape()
    worksheet.set_paper(A3 if paper == "A3" else A4)
    worksheet.set_margins(left=MARGIN, right=MARGIN, top=0.6, bottom=0.65)
    worksheet.center_horizontally()
    worksheet.set_footer(FOOTER, {"margin": 0.3})


def set_up_pages(worksheet: Worksheet, sheet: type[Sheet], pages: int, header_row: int, frozen: int) -> None:
    """Title, note and header repeated on every page, and the key columns where pages go side by side."""
    set_up_paper(worksheet, sheet.paper)
    worksheet.repeat_rows(0, header_row)
    worksheet.fit_to_pages(pages, 0)
    if pages > 1:
        worksheet.repeat_columns(1, max(frozen - 1, 1))
