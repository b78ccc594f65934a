"""议题申请表、议题落实情况表：the two cards of 仑政办〔2022〕26号 附件2, one sheet a 议题."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from addin.forms.form import Filled, cell, chosen, discreet, remark
from addin.forms.pages import CardPage, Cell, Field
from addin.ledger import Ledger
from addin.ledger.wording import date_text
from addin.schema import Column, Kind, Meetings, Projects, Resolutions, Tiers, Topics
from addin.supervision.deeds import OVERDUE

Row: TypeAlias = Mapping[Any, Any]
"""A row by column name; {} where there is none."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One 议题 with what belongs to it."""

    topic: Row
    project: Row
    meeting: Row
    resolutions: tuple[Row, ...]
    convenors: Mapping[str, str]

    @property
    def tier(self) -> str | None:
        return self.topic.get(Topics.tier.name) or self.meeting.get(Meetings.tier.name)

    @property
    def convenor(self) -> str | None:
        """召集领导 as typed, else who calls meetings of the tier by 会商机制."""
        return self.topic.get(Topics.convenor.name) or self.convenors.get(self.tier or "")


COLUMNS = 6
"""The grid of the source's cards."""

Source: TypeAlias = Column | Callable[[Matter], Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """A label of the card, where its value comes from, and how many columns of the grid the value takes."""

    label: str
    source: Source
    span: int = 5
    kind: Kind = Kind.TEXT

    def cell(self, matter: Matter) -> tuple[Cell, Kind]:
        if not isinstance(self.source, Column):
            return cell(self.source(matter), self.kind), self.kind
        row = matter.topic if self.source.sheet_title == Topics.title else matter.project
        return cell(row.get(self.source.name), self.source.kind), self.source.kind


@dataclass(frozen=True, slots=True)
class CardForm:
    """卡片表：one page a 议题 that belongs on it; a blank card where there is none."""

    name: str
    title: str
    rows: Callable[[Ledger], pd.DataFrame]
    lines: tuple[tuple[Slot, ...], ...]
    tall: float
    above: tuple[Slot, ...] = ()

    def fill(self, ledger: Ledger, wanted: Sequence[str]) -> Filled:
        asked = ledger[Topics] if wanted else self.rows(ledger)
        topics = chosen(self.name, Topics, asked, wanted)
        matters = _matters(ledger, topics)
        pages = tuple(self._page(ledger, matter) for matter in matters)
        return Filled(pages or (self._page(ledger, Matter({}, {}, {}, (), {})),), len(matters))

    def _page(self, ledger: Ledger, matter: Matter) -> CardPage:
        def value(slot: Slot) -> tuple[Cell, Kind]:
            shown, kind = slot.cell(matter)
            return (discreet(shown, ledger) if isinstance(shown, str) else shown), kind

        return CardPage(
            tab=str(matter.topic.get(Topics.number.name) or self.name),
            title=self.title,
            remark=remark(ledger, money=False),
            above=tuple((slot.label, value(slot)[0]) for slot in self.above),
            lines=tuple(
                tuple(Field(slot.label, *_turned(value(slot), slot.span)) for slot in line)
                for line in self.lines
            ),
            columns=COLUMNS,
            tall=self.tall,
        )


def _turned(shown: tuple[Cell, Kind], span: int) -> tuple[Cell, int, Kind]:
    return shown[0], span, shown[1]


def _matters(ledger: Ledger, topics: pd.DataFrame) -> list[Matter]:
    projects = _by_key(ledger[Projects], Projects.code)
    meetings = _by_key(ledger[Meetings], Meetings.number)
    resolutions = ledger[Resolutions].to_dict("records")
    tiers = ledger[Tiers]
    mine = tiers[tiers[Tiers.scheme.name] == ledger.settings.tier_scheme]
    convenors = {
        tier: who
        for tier, who in zip(mine[Tiers.tier.name], mine[Tiers.convenor.name], strict=True)
        if tier and who
    }
    return [
        Matter(
            topic,
            projects.get(topic[Topics.code.name], {}),
            meetings.get(topic[Topics.meeting.name], {}),
            tuple(row for row in resolutions if row[Resolutions.topic.name] == topic[Topics.number.name]),
            convenors,
        )
        for topic in topics.to_dict("records")
    ]


def _by_key(table: pd.DataFrame, key: Column) -> dict[Any, Row]:
    return {row[key.name]: row for row in table.to_dict("records")}


def _project_name(matter: Matter) -> str | None:
    return matter.project.get(Projects.project_name.name) or matter.topic.get(Topics.code.name)


def _responsible(matter: Matter) -> str | None:
    """责任单位 of what was resolved, each once; without any the topic's 项目责任单位."""
    units = [unit for row in matter.resolutions for unit in row[Resolutions.responsible_units.name]]
    return "、".join(dict.fromkeys(units)) or matter.topic.get(Topics.responsible_unit.name)


def _held_on(matter: Matter) -> str | None:
    day = matter.meeting.get(Meetings.held_on.name)
    return None if day is None or pd.isna(day) else date_text(day.date())


def _deadlines(matter: Matter) -> str | None:
    return _itemised(matter, lambda row: _day(row[Resolutions.due_on.name]))


def _follow_up(matter: Matter) -> str | None:
    """What was reported, and how the matter stands: （逾期未完成，已逾期3天）."""
    return _itemised(matter, _how_it_stands)


def _how_it_stands(row: Row) -> str:
    told = (row[Resolutions.follow_up.name] or "").rstrip("。；")
    state, days = row[Resolutions.state.name], row[Resolutions.days_overdue.name]
    if state == OVERDUE:
        state = f"{state}，已逾期{days:g}天"
    return f"{told}（{state}）" if state else told


def _itemised(matter: Matter, said: Callable[[Row], str]) -> str | None:
    """One text, or one a line, numbered, where several matters were resolved."""
    texts = [said(row) for row in matter.resolutions]
    if len(texts) < 2:
        return "".join(texts) or None
    return "\n".join(f"{place}. {text or '未填'}" for place, text in enumerate(texts, 1))


def _day(day: Any) -> str:
    return "" if pd.isna(day) else date_text(day.date())


def _applied_on(matter: Matter) -> str | None:
    day = matter.topic.get(Topics.applied_on.name)
    return None if day is None or pd.isna(day) else date_text(day.date())


def _all(ledger: Ledger) -> pd.DataFrame:
    return ledger[Topics]


def _concluded(ledger: Ledger) -> pd.DataFrame:
    return ledger[Topics][ledger[Topics][Topics.conclusion.name].notna()]


APPLICATION = CardForm(
    name="议题申请表",
    title="定期性会商议题申请表",
    rows=_all,
    tall=78,
    above=(Slot("填报单位（盖章）", Topics.applicant), Slot("填报日期", _applied_on)),
    lines=(
        (Slot("会商层级", lambda matter: matter.tier),),
        (Slot("项目名称", _project_name, 2), Slot("项目责任单位", Topics.responsible_unit, 2)),
        (Slot("建设规模及内容", Projects.content),),
        (
            Slot("总投资（万元）", Projects.total_investment, 1),
            Slot("年计划投资（万元）", Projects.year_plan, 1),
            Slot("本年度完成投资（万元）", Projects.year_done, 1),
        ),
        (Slot("年计划形象进度", Projects.year_target),),
        (Slot("当前进展", Topics.current_progress),),
        (Slot("拟提交讨论问题", Topics.question),),
        (Slot("解决建议", Topics.proposal),),
        (Slot("列席单位", Topics.attending_units),),
        (Slot("会议召集领导", lambda matter: matter.convenor),),
    ),
)

FOLLOW_UP = CardForm(
    name="议题落实情况表",
    title="定期性会商议题落实情况表",
    rows=_concluded,
    tall=130,
    lines=(
        (Slot("项目名称", _project_name),),
        (Slot("提请解决问题", Topics.question),),
        (Slot("例会召开时间", _held_on),),
        (Slot("例会结论", Topics.conclusion),),
        (Slot("责任单位", _responsible),),
        (Slot("解决时限", _deadlines),),
        (Slot("督办落实情况", _follow_up, kind=Kind.LONG_TEXT),),
    ),
)

FORMS = (APPLICATION, FOLLOW_UP)
