"""说明里的图：the pictures of README and the manual, drawn from a fresh demo by LibreOffice with the
repository's fonts. `python -m bench.pictures` (make pictures) writes them to docs/images/.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from bench.screenshots import window_picture
from docgen.layout.page_count import render

IMAGES = Path(__file__).parents[1] / "docs" / "images"
WORKBOOK_WIDTH, DOCUMENT_WIDTH = 1000, 700
"""Pixels."""
COLOURS = 200
MARGIN = 12
WHOLE_BOOK = "pdf:calc_pdf_Export"
SHEETS = {"校核清单": (1.0, 0.62), "亮灯台账": (0.732, 0.26), "排名榜": (1.0, 0.62), "待办清单": (1.0, 0.62)}
"""The sheets whose first page stands in the manual: how much of its width and height, from the left top."""


def main() -> None:
    """Runs the demo in a temporary folder and draws the pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = folder / "demo"
        subprocess.run([sys.executable, "-m", "addin", "demo", str(demo)], check=True, capture_output=True)
        (book,) = render(list(demo.glob("*.xlsx")), folder, export=WHOLE_BOOK)
        (circular,) = render(list((demo / "文书").glob("推进通报*.docx")), folder)
        draw_page(book, IMAGES / "首页.png", WORKBOOK_WIDTH, _trimmed)
        draw_page(circular, IMAGES / "推进通报.png", DOCUMENT_WIDTH, framed)
        for sheet, part in SHEETS.items():
            place = first_page(book, sheet)
            draw_page(book, IMAGES / f"{sheet}.png", WORKBOOK_WIDTH, partial(_corner, part=part), page=place)
        save(window_picture(folder), IMAGES / "首页按钮.png")


def first_page(pdf: Path, sheet: str) -> int:
    """The first page of a sheet, known by the page's foot: 「校核清单 第 243 页」. LookupError."""
    foot = re.compile(rf"^{re.escape(sheet)} 第\s*\d+\s*页", re.MULTILINE)
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        if foot.search(page.get_textpage().get_text_range()):
            return number
    raise LookupError(sheet)


def draw_page(
    pdf: Path,
    target: Path,
    width: int,
    finish: Callable[[Image.Image], Image.Image],
    colours: int = COLOURS,
    page: int = 0,
) -> None:
    """A page, twice as large as wanted, then made smaller: text stays smooth."""
    paper = pypdfium2.PdfDocument(pdf)[page]
    large = finish(paper.render(scale=2.4 * width / paper.get_width()).to_pil().convert("RGB"))
    small = large.resize((width, round(large.height * width / large.width)), Image.Resampling.LANCZOS)
    save(small, target, colours)


def save(image: Image.Image, target: Path, colours: int = COLOURS) -> None:
    """With few colours, so that the file stays small."""
    target.parent.mkdir(parents=True, exist_ok=True)
    small = image.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    small.save(target, optimize=True)
    print(f"{target.name}：{small.width}×{small.height}，{target.stat().st_size / 1000:.0f} KB")


def _trimmed(image: Image.Image) -> Image.Image:
    """Without the paper's white margins."""
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    if box is None:
        return image
    left, top, right, bottom = box
    wide, high = image.size
    return image.crop(
        (max(0, left - MARGIN), max(0, top - MARGIN), min(wide, right + MARGIN), min(high, bottom + MARGIN))
    )


def _corner(image: Image.Image, part: tuple[float, float]) -> Image.Image:
    """The left upper part of a page."""
    wide, high = part
    return _trimmed(image.crop((0, 0, round(image.width * wide), round(image.height * high))))


def framed(image: Image.Image) -> Image.Image:
    """With the sheet's edge, which white on white would not show."""
    framed = Image.new("RGB", (image.width + 4, image.height + 4), "#B8C0C8")
    framed.paste(image, (2, 2))
    return framed


if __name__ == "__main__":
    main()
