"""量页面：rendered pages measured: glyphs and rules from the PDF, ink from its pixels. Lengths in mm."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pypdfium2

MM = 25.4 / 72
DPI = 300
EM_ABOVE, EM_BELOW = 0.88, 0.12
"""How a 汉字's square stands on its baseline."""


@dataclass(frozen=True)
class Glyph:
    text: str
    font: str
    size: float
    x0: float
    x1: float
    baseline: float
    colour: str
    turned: bool = False


@dataclass(frozen=True)
class Line:
    """字行：glyphs on one baseline, left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs).strip()

    @property
    def baseline(self) -> float:
        return self.glyphs[0].baseline

    @cached_property
    def _inked(self) -> tuple[Glyph, ...]:
        return tuple(glyph for glyph in self.glyphs if glyph.text.strip()) or self.glyphs

    @property
    def x0(self) -> float:
        return self._inked[0].x0

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self._inked)

    @property
    def size(self) -> float:
        """Size in pt of most of the line."""
        return statistics.mode(round(glyph.size, 1) for glyph in self._inked)

    @property
    def fonts(self) -> set[str]:
        """Faces of its 汉字."""
        return {glyph.font for glyph in self._inked if is_han(glyph.text)}

    def part(self, text: str) -> Line | None:
        """The glyphs of this line that say `text`, white left out of account; None where they do not."""
        inked = [glyph for glyph in self.glyphs if glyph.text.strip()]
        starts = list(itertools.accumulate((len(glyph.text) for glyph in inked), initial=0))
        at = "".join(glyph.text for glyph in inked).find(text)
        if at < 0 or not text:
            return None
        end = at + len(text)
        return Line(tuple(g for g, start in zip(inked, starts, strict=False) if at <= start < end))

    @property
    def em_top(self) -> float:
        return self.baseline - EM_ABOVE * self.size * MM

    @property
    def em_bottom(self) -> float:
        return self.baseline + EM_BELOW * self.size * MM


@dataclass(frozen=True)
class Stroke:
    """横线：`y` is its middle, `width` its thickness."""

    x0: float
    x1: float
    y: float
    width: float
    colour: str

    @property
    def length(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True)
class Sheet:
    """一页：what was printed on it."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    path: Path
    pictures: tuple[tuple[float, float, float, float], ...] = ()
    """Boxes (x0, y0, x1, y1)."""

    @property
    def upright(self) -> bool:
        return self.width < self.height

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Lines from the top; two glyphs are of one line within half a millimetre."""
        upright = sorted((g for g in self.glyphs if not g.turned), key=lambda glyph: glyph.baseline)
        rows: list[list[Glyph]] = []
        for glyph in upright:
            if rows and glyph.baseline - rows[-1][0].baseline < 0.5:
                rows[-1].append(glyph)
            else:
                rows.append([glyph])
        lines = (Line(tuple(sorted(row, key=lambda glyph: glyph.x0))) for row in rows)
        return tuple(line for line in lines if line.text)

    def pixels(self, box: tuple[float, float, float, float]) -> np.ndarray:
        """What lies in a box (x0, y0, x1, y1), as rows of red, green, blue at DPI."""
        x0, y0, x1, y1 = (edge / MM for edge in box)
        crop = (x0, self.height / MM - y1, self.width / MM - x1, y0)
        document = pypdfium2.PdfDocument(self.path)
        try:
            picture = document[self.number - 1].render(scale=DPI / 72, crop=crop)
            return picture.to_numpy()[..., 2::-1].astype(int)
        finally:
            document.close()

    def find(self, text: str) -> Line:
        """The first line that holds the text."""
        for line in self.lines:
            if text in line.text:
                return line
        raise AssertionError(f"第{self.number}页没有「{text}」：{[line.text for line in self.lines]}")

    def within(self, top: float, bottom: float) -> tuple[Line, ...]:
        """Lines whose baselines lie between two heights."""
        return tuple(line for line in self.lines if top <= line.baseline <= bottom)

    def ink(self, colour: str, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Bounding box (x0, y0, x1, y1) of what is red or dark inside a box; AssertionError where nothing is."""
        x0, y0 = box[:2]
        scale = DPI / 25.4
        part = self.pixels(box)
        if colour == "red":
            found = (part[..., 0] > 150) & (part[..., 1] < 120) & (part[..., 2] < 120)
        else:
            found = part.sum(axis=2) < 300
        rows, columns = np.nonzero(found)
        assert rows.size, f"第{self.number}页 {box} 内没有 {colour} 墨迹"
        return (
            x0 + columns.min() / scale,
            y0 + rows.min() / scale,
            x0 + (columns.max() + 1) / scale,
            y0 + (rows.max() + 1) / scale,
        )


def is_han(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


def pitch(lines: Sequence[Line]) -> float:
    """The usual distance of neighbouring baselines."""
    return statistics.median(b.baseline - a.baseline for a, b in itertools.pairwise(lines))


def measure(path: Path) -> tuple[Sheet, ...]:
    """Every page of a PDF."""
    with pdfplumber.open(path) as pdf:
        drawn = [_vectors(page) for page in pdf.pages]
    return tuple(Sheet(at, **vectors, path=path) for at, vectors in enumerate(drawn, 1))


def _vectors(page: Any) -> dict[str, Any]:
    width, height = float(page.width), float(page.height)
    glyphs = tuple(_glyph(char, height) for char in page.chars)
    shapes = [*page.lines, *page.rects, *page.curves]
    # A rule under a paragraph is listed twice.
    strokes = {stroke for shape in shapes if (stroke := _stroke(shape))}
    return {
        "width": width * MM,
        "height": height * MM,
        "glyphs": glyphs,
        "strokes": tuple(sorted(strokes, key=lambda stroke: (stroke.y, stroke.x0))),
        "pictures": tuple(
            tuple(picture[edge] * MM for edge in ("x0", "top", "x1", "bottom")) for picture in page.images
        ),
    }


def _glyph(char: dict, height: float) -> Glyph:
    matrix = char["matrix"]
    return Glyph(
        char["text"],
        char["fontname"].split("+")[-1],
        float(char["size"]),
        char["x0"] * MM,
        char["x1"] * MM,
        (height - matrix[5]) * MM,
        _colour(char["non_stroking_color"]),
        turned=not char["upright"],
    )


def _stroke(shape: dict) -> Stroke | None:
    tall, long = shape["height"] * MM, shape["width"] * MM
    if long < 20 or tall > 2:
        return None
    filled = bool(shape.get("fill")) and tall > 0.02
    width = tall if filled else float(shape.get("linewidth") or 0) * MM
    colour = shape.get("non_stroking_color") if filled else shape.get("stroking_color")
    middle = (shape["top"] + shape["bottom"]) / 2 * MM
    return Stroke(shape["x0"] * MM, shape["x1"] * MM, middle, width, _colour(colour))


def _colour(value: object) -> str:
    parts = list(value) if isinstance(value, list | tuple) else [value]
    if len(parts) == 1:
        grey = float(parts[0] or 0)
        parts = [grey] * 3
    if len(parts) != 3:
        return "?"
    return "".join(f"{round(float(part) * 255):02X}" for part in parts)
