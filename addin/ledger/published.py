"""发布灯（口）：what rankings, supervision and views need of the published lights, whoever made them."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

UNLIT = -9
"""The level of 灰: neither a light nor a break in a run of them."""


class PublishedLights(Protocol):
    """发布灯 of every project and month, on the axes of the panel (projects × months).

    `level` is −1 … 3, or `UNLIT`; `light` the bare label; `lit_count` 年内亮灯次数 of each project;
    `frame` the rows of 亮灯台账.
    """

    @property
    def level(self) -> npt.NDArray[np.int8]: ...

    @property
    def light(self) -> npt.NDArray[np.object_]: ...

    @property
    def lit_count(self) -> npt.NDArray[Any]: ...

    @property
    def frame(self) -> pd.DataFrame: ...
