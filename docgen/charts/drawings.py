"""三种图：done against plan by month, lights by month, ranking bars. Readable in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.charts.library import TYPE_SIZE, drawn

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 150.0
"""mm, inside the 156 mm of the type area."""

_HEIGHT = 72.0
_BAR, _LINE, _PLAIN = "#9DB2C9", "#1F1F1F", "#BFBFBF"
_HATCHES = ("", "///", "xxx", "...", "\\\\\\", "+++", "ooo")
_SMALL = TYPE_SIZE - 2
_BAR_PITCH = 6.0


@dataclass(frozen=True, slots=True)
class LightBars:
    """One light through the months: its label, its colour (「F5C431」, blank = grey), a count a month."""

    label: str
    colour: str
    counts: tuple[int, ...]


def progress_chart(
    months: Sequence[str],
    plan: tuple[str, Sequence[float]],
    done: tuple[str, Sequence[float | None], Sequence[str]],
    remark: str,
    font: Path,
) -> bytes:
    """Bars of what was done with their figures, a dashed line of the plan.

    `plan` is (name, values), `done` (name, values, printed figures); `remark` stands above the axis.
    """

    def draw(axes: Axes) -> None:
        places = range(len(months))
        heights = [value or 0.0 for value in done[1]]
        axes.bar(places, heights, 0.6, color=_BAR, edgecolor=_LINE, linewidth=0.6, label=done[0])
        axes.plot(places, plan[1], "--o", color=_LINE, linewidth=1, markersize=3, label=plan[0], zorder=4)
        for place, text in enumerate(done[2]):
            axes.annotate(
                text, (place, 0), (0, 4), textcoords="offset points", ha="center", va="bottom", fontsize=_SMALL,
                rotation=90, bbox={"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"},
            )  # fmt: skip
        _finish(axes, places, months, remark)
        axes.margins(x=0.01)

    return drawn(draw, WIDTH, _HEIGHT, font)


def lights_chart(months: Sequence[str], lights: Sequence[LightBars], remark: str, font: Path) -> bytes:
    """Stacked bars, one colour and one hatching a light, the count in each part."""

    def draw(axes: Axes) -> None:
        places = range(len(months))
        bottom = [0] * len(months)
        for light, hatch in zip(lights, _HATCHES * len(lights), strict=False):
            colour = f"#{light.colour}" if light.colour else _PLAIN
            axes.bar(
                places, light.counts, 0.6, bottom, color=colour, edgecolor=_LINE, linewidth=0.6,
                hatch=hatch, label=light.label,
            )  # fmt: skip
            _counts(axes, light.counts, bottom)
            bottom = [low + count for low, count in zip(bottom, light.counts, strict=True)]
        _finish(axes, places, months, remark)

    return drawn(draw, WIDTH, _HEIGHT, font)


def _counts(axes: Axes, counts: Sequence[int], bottom: Sequence[int]) -> None:
    """The count beside its part of the bar, where neither colour nor hatching covers it."""
    for place, (count, low) in enumerate(zip(counts, bottom, strict=True)):
        if count:
            axes.annotate(str(count), (place + 0.33, low + count / 2), va="center", fontsize=_SMALL)


def ranking_chart(rows: Sequence[tuple[str, float, str]], remark: str, font: Path) -> bytes:
    """Horizontal bars, the first row on top: (name, value, printed figure)."""

    def draw(axes: Axes) -> None:
        places = range(len(rows))
        axes.barh(places, [value for _, value, _ in rows], 0.6, color=_BAR, edgecolor=_LINE, linewidth=0.6)
        for place, (_, value, text) in enumerate(rows):
            axes.annotate(f" {text}", (max(value, 0.0), place), va="center", fontsize=_SMALL)
        axes.set_yticks(places, [name for name, _, _ in rows], fontsize=TYPE_SIZE)
        axes.invert_yaxis()
        axes.margins(x=0.12)
        axes.set_title(remark, fontsize=TYPE_SIZE, loc="left")
        _plain_frame(axes)

    return drawn(draw, WIDTH, 18.0 + _BAR_PITCH * len(rows), font)


def _finish(axes: Axes, places: Sequence[int], months: Sequence[str], remark: str) -> None:
    axes.set_xticks(places, months, fontsize=TYPE_SIZE)
    axes.set_title(remark, fontsize=TYPE_SIZE, loc="left")
    axes.set_ylim(bottom=0)
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1.0, 0.99),
        ncols=7,
        frameon=False,
        fontsize=TYPE_SIZE,
        handlelength=2,
    )
    _plain_frame(axes)


def _plain_frame(axes: Axes) -> None:
    """No box, no 1e6 above the axis."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=TYPE_SIZE)
    for axis in (axes.xaxis, axes.yaxis):
        formatter = axis.get_major_formatter()
        if hasattr(formatter, "set_scientific"):
            formatter.set_scientific(False)
