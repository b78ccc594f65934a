"""项目规格：the catalogue as records, with the codes and stages that follow from each line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from workbook_templates.sample import roles
from workbook_templates.sample.catalogue import CATALOGUE
from workbook_templates.sample.common import AS_OF, month_of

CLASSES = {"厂房": "01", "道路": "02", "水务": "02", "能源": "03", "房建": "04", "片区": "05"}
# Contracts come out below the approved total; the rest is contingency.
CONTRACTED = 0.92


@dataclass(frozen=True, slots=True)
class Spec:
    """One project as planned: money in 万元, `start` and `end` first days of months."""

    serial: int
    name: str
    unit: str
    work: str
    category: str
    tier: str
    total: float
    start: date
    end: date
    industry: str
    content: str

    @property
    def code(self) -> str:
        return f"{min(self.start.year, 2022)}-330299-{CLASSES[self.work]}-{self.serial:04d}"

    @property
    def stage(self) -> str:
        if self.serial in roles.EARLY_STAGES:
            return roles.EARLY_STAGES[self.serial]
        if self.serial in roles.FINISHED:
            return roles.FINISHED[self.serial][1]
        return "新开工" if self.start.year == AS_OF.year else "在建"

    @property
    def early(self) -> bool:
        return self.serial in roles.EARLY_STAGES

    @property
    def package(self) -> bool:
        return self.serial == roles.PACKAGE


def _spec(line: str) -> Spec:
    serial, name, unit, work, category, tier, total, start, end, industry, content = line.split("|")
    return Spec(
        int(serial), name, unit, work, category, tier, float(total), month_of(start), month_of(end), industry, content
    )  # fmt: skip


@cache
def specs() -> tuple[Spec, ...]:
    """All projects of the catalogue in its order; the package's total is its children's."""
    found = [_spec(line) for line in CATALOGUE.strip().splitlines()]
    together = sum(spec.total for spec in found if spec.serial in roles.CHILDREN)
    return tuple(_with_total(spec, together) if spec.package else spec for spec in found)


def _with_total(spec: Spec, total: float) -> Spec:
    return Spec(
        spec.serial, spec.name, spec.unit, spec.work, spec.category, spec.tier, total, spec.start, spec.end,
        spec.industry, spec.content,
    )  # fmt: skip


@cache
def by_serial() -> dict[int, Spec]:
    return {spec.serial: spec for spec in specs()}


def code(serial: int) -> str:
    """The 项目代码 of the catalogue's line `serial`."""
    return by_serial()[serial].code
