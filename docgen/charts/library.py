"""绘图库：matplotlib, loaded on first use, with the Agg canvas and without pyplot's global state."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MILLIMETRES = 25.4
DPI = 300
TYPE_SIZE = 9
"""小五号 in pt: charts stand among 3号 text, their figures beside table figures."""


def _use_own_folder() -> None:
    """matplotlib keeps a list of fonts: in the machine's temporary folder, not in the user's home."""
    os.environ.setdefault("MPLCONFIGDIR", str(Path(tempfile.gettempdir()) / "liangdeng-matplotlib"))


@lru_cache(maxsize=32)
def face_characters(path: Path) -> frozenset[int]:
    """The code points that a font file (the first face of a collection) has glyphs for; none where unreadable."""
    _use_own_folder()
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(FT2Font(str(path)).get_charmap())
    except (OSError, RuntimeError):
        return frozenset()


def drawn(draw: Callable[[Axes], None], width: float, height: float, font: Path) -> bytes:
    """A PNG of width × height mm at 300 dpi that `draw` fills; `font` sets every text. No time is written."""
    _use_own_folder()
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.rc_context():
        # A user's own settings, also those of the current folder, would change the drawing.
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(
            {
                "font.family": [_known_family(font)],
                "axes.unicode_minus": False,
                "text.parse_math": False,
                "hatch.linewidth": 0.5,
            }
        )
        figure = Figure((width / MILLIMETRES, height / MILLIMETRES), dpi=DPI, layout="constrained")
        FigureCanvasAgg(figure)
        draw(figure.add_subplot())
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", metadata={"Software": None})
        return buffer.getvalue()


@lru_cache(maxsize=32)
def _known_family(font: Path) -> str:
    """The family of a font file, made known to matplotlib, whose own list lacks files outside the system's folders."""
    from matplotlib.font_manager import FontProperties, fontManager

    fontManager.addfont(str(font))
    return FontProperties(fname=str(font)).get_name()
