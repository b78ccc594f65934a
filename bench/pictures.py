"""说明里的图：README's two pictures, drawn from a fresh demo by LibreOffice with the repository's fonts.

`python -m bench.pictures` (make pictures) writes docs/images/首页.png and docs/images/推进通报.png.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from docgen.layout.page_count import render

IMAGES = Path(__file__).parents[1] / "docs" / "images"
WORKBOOK_WIDTH, DOCUMENT_WIDTH = 1000, 700
"""Pixels."""
COLOURS = 200
MARGIN = 12
FIRST_PAGE = 'pdf:calc_pdf_Export:{"PageRange":{"type":"string","value":"1"}}'


def main() -> None:
    """Runs the demo in a temporary folder and draws the pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = folder / "demo"
        subprocess.run([sys.executable, "-m", "addin", "demo", str(demo)], check=True, capture_output=True)
        (cockpit,) = render(list(demo.glob("*.xlsx")), folder, export=FIRST_PAGE)
        (circular,) = render(list((demo / "文书").glob("推进通报*.docx")), folder)
        draw_page(cockpit, IMAGES / "首页.png", WORKBOOK_WIDTH, _trimmed)
        draw_page(circular, IMAGES / "推进通报.png", DOCUMENT_WIDTH, framed)


def draw_page(
    pdf: Path,
    target: Path,
    width: int,
    finish: Callable[[Image.Image], Image.Image],
    colours: int = COLOURS,
) -> None:
    """Page 1, twice as large as wanted, then made smaller: text stays smooth."""
    page = pypdfium2.PdfDocument(pdf)[0]
    large = finish(page.render(scale=2.4 * width / page.get_width()).to_pil().convert("RGB"))
    small = large.resize((width, round(large.height * width / large.width)), Image.Resampling.LANCZOS)
    target.parent.mkdir(parents=True, exist_ok=True)
    small.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
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


def framed(image: Image.Image) -> Image.Image:
    """With the sheet's edge, which white on white would not show."""
    framed = Image.new("RGB", (image.width + 4, image.height + 4), "#B8C0C8")
    framed.paste(image, (2, 2))
    return framed


if __name__ == "__main__":
    main()
