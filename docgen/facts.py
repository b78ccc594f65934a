"""事实：what a document is made from. docgen's own records; the add-in's commands fill them.

Money in 万元, rates as fractions (0.75 = 75%), deviations in percentage points. None = missing:
wording shows it as 【待填：…】.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Issuer:
    """发文机关：`mark` is the 发文机关标志 without 「文件」; `signature` the 署名."""

    short_name: str
    full_name: str | None = None
    mark: str | None = None
    code: str | None = None
    letter_code: str | None = None
    signature: str | None = None
    signatory: str | None = None
    printed_by: str | None = None
    contact: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """文头要素：what every document carries. A draft has no `number` and no `dated`.

    `number` is the whole 发文字号, e.g. 「甬重办〔2022〕12号」; `demonstration` marks sample data; `joint` are the
    bodies that issue it with `issuer`, the 主办机关. `base_mark` tells a document that is read back which of the
    states kept of it this one is; it is never printed.
    """

    issuer: Issuer
    document_id: str
    number: str | None = None
    dated: date | None = None
    copy_number: str | None = None
    secrecy: str | None = None
    urgency: str | None = None
    copied_to: tuple[str, ...] = ()
    demonstration: bool = False
    joint: tuple[Issuer, ...] = ()
    base_mark: str = ""

    @property
    def draft(self) -> bool:
        return self.number is None


@dataclass(frozen=True, slots=True)
class LitMonth:
    """亮灯月份：a month of the year in which a project was lit, and its light."""

    month: date
    light: str


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """One project's row as of the month: figures of 项目清单, texts of 月度进度.

    `lit_months` are those of the year, `lit_count` 年内亮灯次数, `red_months` the months of red running.
    """

    code: str
    name: str
    unit: str
    light: str
    reason: str
    year_plan: float | None = None
    year_done: float | None = None
    rate: float | None = None
    scheduled: float | None = None
    deviation: float | None = None
    lag_months: int | None = None
    problems: str | None = None
    next_steps: str | None = None
    person: str | None = None
    lit_count: int | None = None
    lit_months: tuple[LitMonth, ...] = ()
    red_months: int | None = None


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """督办事项：a row of 问题清单, 节点计划, 责任清单 or 议定事项.

    `sort` says which: 问题, 节点, 任务, 议定事项; `requirement` what it is judged done by. `days_overdue` None = not
    overdue; `basis` the 批示 or meeting that it comes from.
    """

    sort: str
    code: str
    project: str | None
    content: str | None
    requirement: str | None = None
    unit: str | None = None
    person: str | None = None
    due_on: date | None = None
    days_overdue: int | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class EarlierLetter:
    """前期文书：a letter of 发文登记 that went out about some of these rows.

    `issuer` None = the body that writes now; `about` the names of the rows it was about, empty = all of them.
    """

    kind: str
    number: str | None
    issuer: str | None
    dated: date | None
    reply_due: date | None = None
    replied_on: date | None = None
    reply: str | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LightCount:
    """灯数：`label` 绿/黄/红/灰…, its level (None = 不亮灯), how many, and why (for 灰)."""

    label: str
    level: int | None
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class RankRow:
    """One row of the ranking table. place None = 「—」 (not ranked)."""

    group: str
    name: str
    year_plan: float | None
    year_done: float | None
    rate: float | None
    deviation: float | None
    score: float | None
    place: int | None
    movement: str = "—"


@dataclass(frozen=True, slots=True)
class Totals:
    """总体情况：leaf projects only. `previous_*` is the month before."""

    projects: int
    total_investment: float | None
    year_plan: float | None
    year_done: float | None
    rate: float | None
    scheduled: float | None
    deviation: float | None
    previous_rate: float | None = None


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """分类统计：one category of a dimension (项目类别, 项目阶段 …); 合计 counts each project once."""

    dimension: str
    category: str
    projects: int
    year_plan: float | None
    year_done: float | None
    rate: float | None
    deviation: float | None
    lit: int


@dataclass(frozen=True, slots=True)
class UnstartedFacts:
    """应开工未开工：planned to have begun by the end of the month, not begun."""

    name: str
    unit: str | None
    planned_start: date
    total_investment: float | None = None
    problems: str | None = None


@dataclass(frozen=True, slots=True)
class MonthProgress:
    """One month of the year: 累计计划 and 累计完成 in 万元; `done` None after 统计月份."""

    month: date
    planned: float
    done: float | None


@dataclass(frozen=True, slots=True)
class LightMonths:
    """One light through the months of `Trend.months`; `colour` of 颜色标签 (「F5C431」), blank = none."""

    label: str
    level: int | None
    colour: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """逐月走势：plan and done January to December, lights January to 统计月份."""

    progress: tuple[MonthProgress, ...]
    months: tuple[date, ...]
    lights: tuple[LightMonths, ...]


@dataclass(frozen=True, slots=True)
class IssueMonth:
    """问题统计：one month; `raised_by` parallel to `IssueAnalysis.categories`."""

    month: date
    raised_by: tuple[int, ...]
    raised: int
    resolved: int
    in_time: int
    open_at_end: int
    overdue_at_end: int


@dataclass(frozen=True, slots=True)
class IssueAnalysis:
    """六大类问题：the year's months up to 统计月份."""

    categories: tuple[str, ...]
    months: tuple[IssueMonth, ...]


@dataclass(frozen=True, slots=True)
class DueFacts:
    """到期事项：one open row with a deadline; `source` its sheet."""

    source: str
    matter: str | None
    project: str | None
    unit: str | None
    due_on: date


@dataclass(frozen=True, slots=True)
class CircularFacts:
    """推进通报. `trend` None: no charts."""

    header: Header
    region: str | None
    month: date
    as_of: date
    addressee: str | None
    totals: Totals
    lights: tuple[LightCount, ...]
    rule_sentences: tuple[str, ...]
    ranking: tuple[RankRow, ...]
    ranking_note: str
    lit: tuple[ProjectFacts, ...]
    reply_by: date | None
    progress_word: str = "时序进度"
    categories: tuple[CategoryFacts, ...] = ()
    unstarted: tuple[UnstartedFacts, ...] = ()
    trend: Trend | None = None


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """提醒函：one unit, all its rows. `today` is what days overdue count to; `subordinate` makes it a 通知."""

    header: Header
    unit: str | None
    salutation: str | None
    month: date
    as_of: date
    projects: tuple[ProjectFacts, ...]
    rule_sentences: tuple[str, ...]
    rectify_by: date | None
    reply_by: date | None
    progress_word: str = "时序进度"
    matters: tuple[MatterFacts, ...] = ()
    today: date | None = None
    day_word: str = "天"
    subordinate: bool = False


@dataclass(frozen=True, slots=True)
class ResolutionFacts:
    """One 议定事项; `row_id` names its bookmarks."""

    row_id: str
    number: str
    project: str | None
    content: str | None
    responsible: tuple[str, ...]
    supporting: tuple[str, ...]
    due_on: date | None


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """One 议题 as heard: project, progress, question, conclusion."""

    project: str | None
    unit: str | None
    progress: str | None
    question: str | None
    conclusion: str | None


@dataclass(frozen=True, slots=True)
class HeardFacts:
    """此前议定事项：how an earlier 议定事项 stood on the day of the meeting that heard about it.

    `days_overdue`: 0 where it was not late.
    """

    number: str
    content: str | None
    responsible: tuple[str, ...]
    due_on: date | None
    done: bool
    days_overdue: int
    follow_up: str | None


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """会议纪要. `totals`/`lights` are None/empty where the meeting did not hear the month's figures.

    `minutes_number` is the 纪要文号 as typed; `heard` the earlier 议定事项 whose 落实情况 the meeting heard.
    """

    header: Header
    meeting: str | None
    tier: str | None
    session: str | None
    held_on: date | None
    held_at: str | None
    place: str | None
    host: str | None
    present: tuple[str, ...]
    on_leave: tuple[str, ...]
    attending: tuple[str, ...]
    recorder: str | None
    topics: tuple[TopicFacts, ...]
    resolutions: tuple[ResolutionFacts, ...]
    requirements: str | None
    addressee: str | None
    month: date | None = None
    as_of: date | None = None
    totals: Totals | None = None
    lights: tuple[LightCount, ...] = field(default=())
    progress_word: str = "时序进度"
    region: str | None = None
    minutes_number: str | None = None
    heard: tuple[HeardFacts, ...] = ()
