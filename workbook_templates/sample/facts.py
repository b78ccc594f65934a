"""角色说明：which project, unit and cell of the sample shows what, for tests, documentation and demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from addin.schema import MonthlyProgress, Projects, Sheet
from workbook_templates.sample import roles
from workbook_templates.sample.common import AS_OF, TODAY, month_of
from workbook_templates.sample.specs import code, specs


@dataclass(frozen=True, slots=True)
class DeliberateError:
    """One planted mistake: the cell's sheet, key and column name, what stands there, what to expect.

    `occurrence` is which row of that key is meant (2 = the second).
    """

    sheet: type[Sheet]
    key: tuple[object, ...]
    column: str
    value: object
    level: str
    expected: str
    occurrence: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Roles by 项目代码 as of 2022-09 with the 宁波 preset. Lights are 发布灯 of leaf projects."""

    as_of: date
    today: date
    projects: int
    yellow: tuple[str, ...]
    red: tuple[str, ...]
    grey: tuple[str, ...]
    attention: tuple[str, ...]
    early: tuple[str, ...]
    finished: tuple[str, ...]
    exempt: str
    refused_exemption: str
    due_later: str
    not_started: str
    missed_report: str
    blank_report: str
    correction: str
    new_year_streak: str
    adjusted: str
    package: str
    children: tuple[str, ...]
    revised_plans: tuple[str, ...]
    tied_units: tuple[str, ...]
    nothing_due_unit: str
    errors: tuple[DeliberateError, ...]

    @property
    def lights(self) -> dict[str, int]:
        """How many leaf projects show each light in the as-of month."""
        lit = {"黄": len(self.yellow), "红": len(self.red), "灰": len(self.grey)}
        return {"绿": self.projects - sum(lit.values()), **lit}


def _codes(serials: tuple[int, ...] | dict[int, object]) -> tuple[str, ...]:
    return tuple(code(serial) for serial in serials)


def _errors() -> tuple[DeliberateError, ...]:
    serial, month, text = roles.TEXT_MONEY
    repeated, name = roles.REPEATED_CODE
    refused = roles.REFUSED_EXEMPTION
    return (
        DeliberateError(
            MonthlyProgress, (code(serial), month_of(month)), MonthlyProgress.month_done.name, text, "错误",
            "金额单元格里是文字，不采用，该月按缺报",
        ),
        DeliberateError(
            Projects, (code(roles.UNKNOWN_UNIT[0]),), Projects.responsible_units.name, roles.UNKNOWN_UNIT[1], "疑点",
            "单位名录中没有这个单位",
        ),
        DeliberateError(
            Projects, (code(repeated),), Projects.project_name.name, name, "错误",
            "项目代码重复，只采用第一行", occurrence=2,
        ),
        DeliberateError(
            Projects, (code(roles.IMPOSSIBLE_DATE[0]),), Projects.collective_start.name, roles.IMPOSSIBLE_DATE[1], "错误",
            "不存在的日期，6月没有31日",
        ),
        DeliberateError(
            Projects, (code(roles.NOT_IN_LIST[0]),), Projects.category.name, roles.NOT_IN_LIST[1], "错误",
            "不是下拉选项中的值",
        ),
        DeliberateError(
            Projects, (code(roles.TOTAL_TOO_SMALL[0]),), Projects.total_investment.name, roles.TOTAL_TOO_SMALL[1], "疑点",
            "累计完成投资大于总投资",
        ),
        DeliberateError(
            Projects, (code(roles.STARTED_BEFORE_LAND[0]),), Projects.actual_start.name, roles.STARTED_BEFORE_LAND[1], "疑点",
            "实际开工日期早于拿地日期",
        ),
        DeliberateError(
            Projects, (code(refused),), Projects.exemption_document.name, None, "错误",
            "填了豁免原因却没有批准文号，豁免不予采用",
        ),
    )  # fmt: skip


def _facts() -> Facts:
    early = _codes(tuple(roles.EARLY_STAGES))
    return Facts(
        as_of=AS_OF,
        today=TODAY,
        projects=len(specs()) - 1,
        yellow=_codes(roles.YELLOW),
        red=_codes(roles.RED),
        grey=(*early, code(roles.DUE_LATER), code(roles.EXEMPT)),
        attention=_codes(roles.ATTENTION),
        early=early,
        finished=_codes(tuple(roles.FINISHED)),
        exempt=code(roles.EXEMPT),
        refused_exemption=code(roles.REFUSED_EXEMPTION),
        due_later=code(roles.DUE_LATER),
        not_started=code(roles.NOT_STARTED),
        missed_report=code(roles.MISSED_REPORT),
        blank_report=code(roles.BLANK_REPORT),
        correction=code(roles.CORRECTION),
        new_year_streak=code(roles.NEW_YEAR_STREAK),
        adjusted=code(roles.ADJUSTED),
        package=code(roles.PACKAGE),
        children=_codes(roles.CHILDREN),
        revised_plans=_codes(tuple(roles.REVISED_PLANS)),
        tied_units=roles.TIED_UNITS,
        nothing_due_unit=roles.NOTHING_DUE_UNIT,
        errors=_errors(),
    )


FACTS = _facts()
