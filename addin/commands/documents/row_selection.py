"""选行：the rows of a ledger sheet that --rows and --unit name, and those whose 建议措施 names a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Selection
from addin.errors import UsageError
from addin.ledger.deadlines import Bools
from addin.ledger.text import match_key
from addin.schema import Issues, Projects, Sheet
from addin.supervision.subjects import key_texts


def chosen_rows(
    done: Computation, sheet: type[Sheet], chosen: Selection, units: pd.Series, otherwise: Bools
) -> list[int]:
    """Positions in `ledger[sheet]`, in its order: the rows named, without any those of `otherwise`; with --unit
    only that unit's (`units`: the lead unit of each row, None without one).

    Raises UsageError for a row or a unit that there is not.
    """
    flags = named_rows(done, chosen.rows, (sheet,))[sheet] if chosen.rows else otherwise
    if chosen.units:
        _refuse_unknown_units(sheet, chosen.units, units)
        flags = flags & units.isin(list(chosen.units)).to_numpy()
    return [int(place) for place in np.flatnonzero(flags)]


def suggested(done: Computation, sheet: type[Sheet], kind: str) -> Bools:
    """Rows of a supervised sheet whose 建议措施 names the kind."""
    text = done.suggestions.columns[sheet][Issues.suggestion.name]
    named: Bools = text.map(lambda said: kind in (said or "").split("、")).to_numpy(dtype=bool)
    return named


def row_reference(done: Computation, sheet: type[Sheet], place: int) -> str:
    """「表名!键」, as 发文登记!关联编号 names the row."""
    return common.key_of(sheet, str(key_texts(done.ledger[sheet], sheet).iloc[place]))


def project_name(done: Computation, code: str | None) -> str | None:
    """项目名称 of a 项目代码; the code itself where 项目清单 does not have it."""
    row = common.find_row(done.ledger[Projects], Projects.code.name, code or "")
    return code if row is None else common.text_or_none(row[Projects.project_name.name]) or code


def _refuse_unknown_units(sheet: type[Sheet], wanted: Sequence[str], units: pd.Series) -> None:
    unknown = [unit for unit in wanted if not (units == unit).any()]
    if unknown:
        raise UsageError(
            "--unit", f"“{sheet.title}”中没有责任单位是“{unknown[0]}”的行", "请照单位名录的写法填写单位名称"
        )


# --- --rows -------------------------------------------------------------------------------------

Index = Mapping[type[Sheet], Mapping[str, int]]
"""By sheet: the comparable form of each key and 行标识, and the row's position."""


def named_rows(
    done: Computation, rows: Sequence[str], sheets: Sequence[type[Sheet]]
) -> dict[type[Sheet], Bools]:
    """The rows that were typed, each by its key (a composite one joined with /) or 行标识, alone or as 「表名!键」.

    Raises UsageError for one that none of the sheets has, and for a key that several have.
    """
    index = {sheet: _places_by_key(done, sheet) for sheet in sheets}
    flags = {sheet: np.zeros(len(done.ledger[sheet]), dtype=bool) for sheet in sheets}
    for typed in rows:
        sheet, place = _find(typed, index)
        flags[sheet][place] = True
    return flags


def _places_by_key(done: Computation, sheet: type[Sheet]) -> dict[str, int]:
    table = done.ledger[sheet]
    if not len(table):
        return {}
    keys = pd.concat([table[sheet.row_id.name], key_texts(table, sheet)], ignore_index=True)
    places = [*range(len(table))] * 2
    # Backwards, so that of rows with one key the first stands, and a key before a 行标识.
    pairs = list(zip(keys, places, strict=True))
    return {match_key(key): place for key, place in reversed(pairs) if isinstance(key, str)}


def _find(typed: str, index: Index) -> tuple[type[Sheet], int]:
    title, mark, key = typed.replace("！", "!").partition("!")
    key = key if mark else typed
    wanted = [sheet for sheet in index if not mark or sheet.title == title]
    if not wanted:
        raise UsageError(
            "--rows", f"这个文种不从“{title}”取行", f"可用的表：{'、'.join(sheet.title for sheet in index)}"
        )
    found = [(sheet, index[sheet][match_key(key)]) for sheet in wanted if match_key(key) in index[sheet]]
    if not found:
        raise _no_such_row(key, wanted)
    if len(found) > 1:
        several = "、".join(f"{sheet.title}!{key}" for sheet, _ in found)
        raise UsageError("--rows", f"“{key}”在几张表里都有", f"请写明哪张表：{several}")
    return found[0]


def _no_such_row(key: str, sheets: Sequence[type[Sheet]]) -> UsageError:
    keys = "、".join(f"{sheet.title}的{'/'.join(_key_titles(sheet))}" for sheet in sheets)
    where = f"“{sheets[0].title}”中" if len(sheets) == 1 else "台账里"
    return UsageError("--rows", f"{where}没有“{key}”这一行", f"请填{keys}，或{sheets[0].row_id.title}")


def _key_titles(sheet: type[Sheet]) -> list[str]:
    return [column.title for column in sheet.columns if column.key]
