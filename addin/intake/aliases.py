"""别名：how other offices call the columns that we take over, where the schema does not know it already.

The three tables of 平湛政办〔2021〕8号 call one thing by several names (建设规模和主要内容, 项目实施地点,
建设起止年限, 2021年投资目标 …); 「年…」 stands for a title that opens with a year, 「上级/下级」 for a title
below another.
"""

from __future__ import annotations

from collections.abc import Mapping

from addin.schema import Column, Issues, Milestones, MonthlyProgress, Projects, Reserve, Sheet

TARGETS: tuple[type[Sheet], ...] = (Projects, MonthlyProgress, Reserve, Issues, Milestones)
"""The sheets that foreign tables go to."""

_EARLY = "前期进展情况"

ALIASES: Mapping[type[Sheet], Mapping[str, Column]] = {
    Projects: {
        "项目编码": Projects.code,
        "项目统一代码": Projects.code,
        "投资项目代码": Projects.code,
        "建设内容": Projects.content,
        "主要建设内容": Projects.content,
        "主要建设内容及规模": Projects.content,
        "项目总投资": Projects.total_investment,
        "总投资额": Projects.total_investment,
        "计划总投资": Projects.total_investment,
        "年投资目标": Projects.year_plan,
        "年计划投资额": Projects.year_plan,
        "年投资计划": Projects.year_plan,
        "年度投资计划": Projects.year_plan,
        "计划开工时间": Projects.planned_start,
        "实际开工时间": Projects.actual_start,
        "计划竣工时间": Projects.planned_completion,
        "实际竣工时间": Projects.actual_completion,
        f"{_EARLY}/审批、核准、备案": Projects.project_approval,
        f"{_EARLY}/环评": Projects.environment,
        f"{_EARLY}/土地": Projects.land_approval,
        f"{_EARLY}/规划": Projects.land_planning,
        "项目进展情况": MonthlyProgress.physical_progress,
        MonthlyProgress.physical_progress.title: MonthlyProgress.physical_progress,
        MonthlyProgress.month_done.title: MonthlyProgress.month_done,
        MonthlyProgress.problems.title: MonthlyProgress.problems,
        MonthlyProgress.next_steps.title: MonthlyProgress.next_steps,
    },
    MonthlyProgress: {
        "统计月份": MonthlyProgress.month,
        "项目编码": MonthlyProgress.code,
        "项目进展情况": MonthlyProgress.physical_progress,
        "当月完成投资": MonthlyProgress.month_done,
    },
    Reserve: {"项目编码": Reserve.code, "项目总投资": Reserve.total_investment},
    Issues: {"项目编码": Issues.code},
    Milestones: {"项目编码": Milestones.code, "计划完成时间": Milestones.planned_on},
}

UNUSED = frozenset({"序号", "编号", Projects.row_id.title})
"""Titles that carry nothing: a running number is never a key, a 行标识 belongs to one workbook."""

STAGE_WORDS: Mapping[str, str] = {"新建": "新开工", "建成投产": "投产"}
"""项目阶段 as others call it, beside what the schema knows (续建)."""

TITLED_STAGES = (
    ("前期", "前期"),
    ("新建", "新开工"),
    ("新开工", "新开工"),
    ("在建", "在建"),
    ("续建", "在建"),
)
"""(word in the title of a table, 项目阶段 of its projects); the first word found counts."""

TELLING_GROUPS = {_EARLY: "新开工", "联审联批手续": "在建"}
"""A group of columns that only one of the three tables has → the same, where no title says it."""
