"""工作表与列：what a sheet and a column are; every title is written once, in this package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar


class Owner(StrEnum):
    """归属：who may change a column."""

    OFFICE = "办"
    UNIT = "报"
    COMPUTED = "算"


class Kind(StrEnum):
    """类型：what a cell of the column holds.

    In tables (addin/ledger): TEXT, LONG_TEXT, CHOICE, CODE, ROW_ID → str or None; LIST → tuple of
    str; MONEY (万元), NUMBER, INTEGER, RATE (fraction, 0.75 = 75%), POINTS (percentage points) →
    float64, NaN blank; DATE, MONTH (first day) → datetime64[ns], NaT blank.
    """

    ROW_ID = "行标识"
    CODE = "代码"
    TEXT = "文本"
    LONG_TEXT = "长文本"
    CHOICE = "单选"
    LIST = "列表"
    MONEY = "万元"
    NUMBER = "数值"
    INTEGER = "整数"
    RATE = "比率"
    POINTS = "百分点"
    DATE = "日期"
    MONTH = "月份"
    TIME = "时间"


NUMERIC = frozenset({Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.RATE, Kind.POINTS})
DATED = frozenset({Kind.DATE, Kind.MONTH})


@dataclass(slots=True)
class Column:
    """列：one column of one sheet. `name` is the English attribute, set by its sheet class.

    `refers_to` names a sheet (its title) whose key the cell must hold; `choices` the drop-down;
    `other_words` what a choice is called elsewhere (续建 → 在建), read as that choice with a 提示.
    `optional_dash` columns show 「—」 where there is no rate.
    """

    title: str
    kind: Kind = Kind.TEXT
    owner: Owner = Owner.OFFICE
    key: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    other_words: Mapping[str, str] = field(default_factory=dict)
    refers_to: str = ""
    aliases: tuple[str, ...] = ()
    width: float = 0.0
    hint: str = ""
    dash: bool = False
    name: str = field(default="", init=False)
    sheet_title: str = field(default="", init=False)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @property
    def computed(self) -> bool:
        return self.owner is Owner.COMPUTED


DASH = "—"
"""What a `dash` column shows where there is no rate."""


class Group(StrEnum):
    """分组：the tab groups, in the order of the workbook."""

    COCKPIT = "首页"
    BASE = "底册"
    LEDGER = "台账"
    MEETING = "会商"
    SUPERVISION = "督办"
    RANKING = "排名考核"
    RULE = "规则"
    RESULT = "结果"


class Sheet:
    """工作表：subclass once a sheet; the columns are class attributes in their order.

    `row_id` (the hidden first column) is added to every ledger sheet. `wholly_computed` sheets are
    wholly computed and protected. `open_after` names the column after which columns not declared
    may stand (排名榜's indicators).
    """

    title: ClassVar[str] = ""
    group: ClassVar[Group]
    note: ClassVar[str] = ""
    aliases: ClassVar[tuple[str, ...]] = ()
    wholly_computed: ClassVar[bool] = False
    paper: ClassVar[str] = "A4"
    open_after: ClassVar[str] = ""
    columns: ClassVar[tuple[Column, ...]] = ()

    row_id: ClassVar[Column]

    def __init_subclass__(cls) -> None:
        declared = [value for value in vars(cls).values() if isinstance(value, Column)]
        if declared:
            identity = Column("行标识", Kind.ROW_ID, Owner.COMPUTED)
            identity.name = "row_id"
            cls.row_id = identity
            cls.columns = (identity, *declared)
        for column in cls.columns:
            column.sheet_title = cls.title

    @classmethod
    def keys(cls) -> tuple[Column, ...]:
        return tuple(column for column in cls.columns if column.key)

    @classmethod
    def column(cls, name: str) -> Column:
        for column in cls.columns:
            if column.name == name:
                return column
        raise KeyError(f"{cls.title} has no column {name}")

    @classmethod
    def table_name(cls) -> str:
        """The ListObject's name in the workbook, e.g. 表_项目清单."""
        return f"表_{cls.title}"


def computed(title: str, kind: Kind = Kind.TEXT, **more: object) -> Column:
    """算：a column that recalc fills."""
    return Column(title, kind, Owner.COMPUTED, **more)  # type: ignore[arg-type]


def reported(title: str, kind: Kind = Kind.TEXT, **more: object) -> Column:
    """报：a column that the reporting unit fills."""
    return Column(title, kind, Owner.UNIT, **more)  # type: ignore[arg-type]


def iter_titles(column: Column) -> Iterator[str]:
    """The title and its aliases, as they may stand in a header."""
    yield column.title
    yield from column.aliases
