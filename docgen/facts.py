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

    `number` is the whole 发文字号, e.g. 「甬重办〔2022〕12号」; `demonstration` marks sample data.
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

    @property
    def draft(self) -> bool:
        return self.number is None


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """One project's row as of the month: figures of 项目清单, texts of 月度进度."""

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
class CircularFacts:
    """推进通报."""

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


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """提醒函：one unit, all its rows."""

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
class MinutesFacts:
    """会议纪要. `totals`/`lights` are None/empty where the ledger has not been computed."""

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
