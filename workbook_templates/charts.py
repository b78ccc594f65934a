"""图表：首页's two native charts, lights as a doughnut and plan against done by month."""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from addin.schema import Cockpit
from addin.schema import cockpit as blocks
from workbook_templates.styles import FONT, INK, LIGHT_COLOURS, LINE, MUTED, RED, WHITE

PLAN_COLOUR: Final = RED
DONE_COLOUR: Final = "#2F6DB5"
LIGHTS_AT: Final = (4, 9)
MONTHS_AT: Final = (4, 14)
HEIGHT: Final = 512
"""Pixels: the thirteen rows under the heading."""
LIGHTS_WIDTH: Final = 515
MONTHS_WIDTH: Final = 435

_FONT = {"name": FONT, "size": 10, "color": INK}
_SMALL = {"name": FONT, "size": 9, "color": MUTED}


def insert_charts(
    workbook: Workbook, worksheet: Worksheet, lights: tuple[int, int, int], row: int, column: int
) -> None:
    """`lights` = (row, column, count) of the doughnut's cells; (row, column) opens the months' block."""
    worksheet.insert_chart(*LIGHTS_AT, _doughnut(workbook, *lights), {"description": "各灯项目数"})
    worksheet.insert_chart(*MONTHS_AT, _months(workbook, row, column), {"description": "各月计划与完成"})


def _doughnut(workbook: Workbook, row: int, column: int, count: int) -> Any:
    chart = workbook.add_chart({"type": "doughnut"})
    last = row + count - 1
    colours = [fill for _, fill, _ in LIGHT_COLOURS.values()]
    chart.add_series(
        {
            "name": blocks.LIGHT_COUNTS.titles[1],
            "categories": [Cockpit.title, row, column, last, column],
            "values": [Cockpit.title, row, column + 1, last, column + 1],
            "points": [
                {"fill": {"color": colour}, "border": {"color": WHITE, "width": 1.5}} for colour in colours
            ],
            # A light without projects has neither a name nor a figure to show.
            "data_labels": {
                "value": True,
                "category": True,
                "separator": "\n",
                "num_format": "0;;",
                "font": {**_FONT, "size": 11, "bold": True},
            },
        }
    )
    chart.set_title({"none": True})
    chart.set_hole_size(52)
    chart.set_legend({"none": True})
    return _framed(chart, LIGHTS_WIDTH)


def _months(workbook: Workbook, row: int, column: int) -> Any:
    last = row + blocks.MONTHS.rows - 1
    months = [Cockpit.title, row, column, last, column]
    done = workbook.add_chart({"type": "column"})
    done.add_series(
        {
            "name": blocks.MONTHS.titles[2],
            "categories": months,
            "values": [Cockpit.title, row, column + 2, last, column + 2],
            "fill": {"color": DONE_COLOUR},
            "gap": 60,
        }
    )
    plan = workbook.add_chart({"type": "line"})
    plan.add_series(
        {
            "name": blocks.MONTHS.titles[1],
            "categories": months,
            "values": [Cockpit.title, row, column + 1, last, column + 1],
            "line": {"color": PLAN_COLOUR, "width": 2.25},
            "marker": {
                "type": "circle",
                "size": 5,
                "fill": {"color": WHITE},
                "border": {"color": PLAN_COLOUR},
            },
        }
    )
    done.combine(plan)
    done.set_title({"none": True})
    done.set_legend({"position": "bottom", "font": _FONT})
    done.set_x_axis({"num_font": {**_SMALL, "size": 8}, "line": {"color": LINE}, "major_tick_mark": "none"})
    done.set_y_axis(
        {
            "num_font": _SMALL,
            "num_format": '[>=10]#,##0;[=0]0;""',
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        }
    )
    done.show_blanks_as("gap")
    return _framed(done, MONTHS_WIDTH)


def _framed(chart: Any, width: int) -> Any:
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_plotarea({"fill": {"none": True}})
    chart.set_size({"width": width, "height": HEIGHT, "x_offset": 4, "y_offset": 4})
    return chart
