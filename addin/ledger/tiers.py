"""会商层级：the tiers of the scheme in force, as 会商机制 has them, lowest first."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.ledger.keys import normalised
from addin.ledger.ledger import Ledger
from addin.ledger.text import match_key
from addin.schema import Tiers

Ints = npt.NDArray[np.int64]

NO_TIER = -1
"""Place of a blank tier, or of one that the scheme does not have."""


def scheme_tiers(ledger: Ledger) -> pd.DataFrame:
    """Rows of 会商机制 of 参数!会商方案 by 层级序号; a row without 会商层级, or with that of a lower one, is not one."""
    table = ledger[Tiers]
    scheme = normalised(table[Tiers.scheme.name].to_numpy(dtype=object))
    rows = table[(scheme == match_key(ledger.settings.tier_scheme)) & table[Tiers.tier.name].notna()]
    rows = rows.sort_values(Tiers.number.name, kind="stable")
    names = pd.Series(normalised(rows[Tiers.tier.name].to_numpy(dtype=object)), index=rows.index)
    found: pd.DataFrame = rows[~names.duplicated()].reset_index(drop=True)
    return found


def tier_places(tiers: pd.DataFrame, names: Any) -> Ints:
    """The place among `scheme_tiers` of each tier named (0 is the lowest); NO_TIER for blank and unknown ones."""
    known = normalised(tiers[Tiers.tier.name].to_numpy(dtype=object))
    asked = normalised(np.asarray(names, dtype=object))
    places: Ints = pd.Index(known).get_indexer(pd.Index(asked)).astype(np.int64)
    return places
