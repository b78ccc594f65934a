"""Texts of documents do not depend on the machine's fonts: charts are not drawn here (they are in tests/charts)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.documents import statistics

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (1771).to_bytes(4) + (850).to_bytes(4)
"""The head of a picture of 1771 × 850 pixels."""


@pytest.fixture(autouse=True)
def undrawn_charts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(statistics, "chart_font", lambda texts: Path("黑体.ttf"))
    for name in ("progress_chart", "lights_chart", "ranking_chart"):
        monkeypatch.setattr(statistics, name, lambda *drawn: PNG)
    forget()
    yield
    forget()


def forget() -> None:
    """Pictures drawn before: with another font, or with none."""
    statistics.trend_pictures.cache_clear()
    statistics.ranking_picture.cache_clear()
