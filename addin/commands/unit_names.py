"""单位名称：the units that a person named on the command line, as 单位名录 spells them."""

from __future__ import annotations

from collections.abc import Sequence

from addin.errors import UsageError
from addin.ledger import Ledger
from addin.ledger.reading import quoted
from addin.ledger.text import match_key
from addin.schema import Units


def unit_names(ledger: Ledger, asked: Sequence[str], option: str) -> list[str]:
    """Each once, by 单位名称, 规范全称 or 别名. Raises UsageError."""
    names: dict[str, str] = {}
    wanted = [column.name for column in (Units.unit, Units.full_name, Units.other_names)]
    for unit, full_name, others in ledger[Units][wanted].itertuples(index=False):
        for name in (unit, full_name, *others):
            if isinstance(name, str):
                names.setdefault(match_key(name), unit)
    for name in asked:
        if match_key(name) not in names:
            raise UsageError(option, f"{Units.title}里没有{quoted(name)}", "请核对单位名称，或先补进单位名录")
    return list(dict.fromkeys(names[match_key(name)] for name in asked))
