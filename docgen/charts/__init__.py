"""图表：charts of a document as PNG bytes, drawn with a CJK font of the machine; without one there is no chart.

matplotlib is loaded only when a chart is drawn. The same data and font give the same bytes.
"""

from docgen.charts.drawings import LightBars, lights_chart, progress_chart, ranking_chart
from docgen.charts.fonts import WANTED_FONTS, chart_font

__all__ = ["WANTED_FONTS", "LightBars", "chart_font", "lights_chart", "progress_chart", "ranking_chart"]
