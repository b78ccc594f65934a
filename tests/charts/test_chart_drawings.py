"""图表：what is drawn, its size, its colours, and that it is drawn the same every time."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest
from PIL import Image

from docgen.charts import LightBars, lights_chart, progress_chart, ranking_chart

# A face that every machine with matplotlib has; it has no 汉字, so these charts are labelled in Latin letters.
LATIN = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
MONTHS = ("Jan", "Feb", "Mar")
LIGHTS = (
    LightBars("green", "2E8B57", (5, 4, 3)),
    LightBars("red", "C62828", (0, 1, 2)),
    LightBars("none", "", (1, 1, 1)),
)


def progress() -> bytes:
    plan, done = ("plan", (10.0, 20.0, 30.0)), ("done", (9.0, 21.0, None), ("9", "21", ""))
    return progress_chart(MONTHS, plan, done, "unit", LATIN)


def lights() -> bytes:
    return lights_chart(MONTHS, LIGHTS, "n", LATIN)


def ranking(count: int = 3) -> bytes:
    return ranking_chart([(f"unit {n}", 100.0 - n, f"{100 - n}") for n in range(count)], "points", LATIN)


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def colours(png: bytes) -> set[str]:
    shown = picture(png)
    return {f"{r:02X}{g:02X}{b:02X}" for _, (r, g, b) in shown.getcolors(shown.width * shown.height) or ()}


@pytest.mark.parametrize("draw", [progress, lights, ranking])
def test_the_same_data_give_the_same_bytes_without_time_or_program_name(draw: object) -> None:
    png = draw()  # type: ignore[operator]
    assert png == draw()  # type: ignore[operator]
    assert b"tIME" not in png and b"Software" not in png and b"tEXt" not in png


@pytest.mark.parametrize("draw", [progress, lights, ranking])
def test_a_chart_is_150_mm_wide_at_300_dpi(draw: object) -> None:
    shown = Image.open(io.BytesIO(draw()))  # type: ignore[operator]
    assert shown.width == int(150 / 25.4 * 300)
    assert shown.info["dpi"] == pytest.approx((300, 300), abs=0.5)


def test_more_units_make_a_higher_ranking_chart() -> None:
    assert picture(ranking(12)).height - picture(ranking(3)).height == pytest.approx(
        9 * 6 / 25.4 * 300, abs=2
    )


def test_lights_have_the_colours_of_their_labels_and_one_without_is_grey() -> None:
    assert {"2E8B57", "C62828", "BFBFBF"} <= colours(lights())


def test_lights_of_one_colour_can_still_be_told_apart_by_their_hatching() -> None:
    plain = lights_chart(
        MONTHS, (LightBars("a", "C0C0C0", (6, 6, 6)), LightBars("b", "C0C0C0", (6, 6, 6))), "n", LATIN
    )
    shown = picture(plain).convert("L")
    # The middle bar, left of its counts: the lower half is plain, the upper half crossed by dark lines.
    column = [shown.getpixel((shown.width // 2 - 60, y)) for y in range(shown.height)]
    grey = [y for y, value in enumerate(column) if value == 0xC0]
    middle = (grey[0] + grey[-1]) // 2
    dark = [y for y in range(grey[0] + 12, grey[-1] - 12) if column[y] < 0x60 and abs(y - middle) > 12]  # type: ignore[operator]
    assert dark and all(y < middle for y in dark)


def test_a_month_that_is_not_there_yet_has_no_bar() -> None:
    assert progress() != progress_chart(
        MONTHS, ("plan", (10.0, 20.0, 30.0)), ("done", (9.0, 21.0, 25.0), ("9", "21", "25")), "unit", LATIN
    )


def test_a_users_own_settings_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = progress()
    with matplotlib.rc_context({"figure.facecolor": "red", "font.size": 30, "axes.grid": True}):
        assert progress() == before


def test_a_name_with_a_dollar_sign_is_printed_as_it_stands() -> None:
    rows = [("a $x$", 2.0, "2"), ("b", 1.0, "1")]
    assert ranking_chart(rows, "n", LATIN) != ranking_chart([("a x", 2.0, "2"), rows[1]], "n", LATIN)


def test_drawing_keeps_no_global_figure_and_the_library_is_loaded_only_to_draw() -> None:
    script = (
        "import sys\n"
        "import docgen.documents\n"
        "assert not any(name.partition('.')[0] == 'matplotlib' for name in sys.modules)\n"
        "from pathlib import Path\n"
        "from docgen.charts import ranking_chart\n"
        f"ranking_chart([('a', 1.0, '1'), ('b', 2.0, '2')], 'n', Path({str(LATIN)!r}))\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)
