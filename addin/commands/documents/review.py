"""复盘报告：one report on all the projects lit twice or more, to the body above the one that writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.genre import ABOVE
from addin.commands.documents.job import Job
from addin.commands.documents.matters import earlier_letters
from addin.commands.documents.supervised_rows import chosen_projects, row_reference
from addin.ledger.deadlines import as_days
from addin.ledger.published import UNLIT
from addin.ledger.wording import month_name
from addin.schema import FormalTalks, Inspections, Issues, Ladder, Organisation, Projects, Units
from addin.supervision.issues import CLEARED
from docgen.documents.review_report import ReviewedProject, ReviewFacts, Step, left_out
from docgen.facts import Header, LightCount, ProjectFacts

KIND = "复盘报告"
LEADER = "组长"
TALK = "约谈"


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    """One report for all the rows; nothing without any."""
    places = chosen_projects(done, KIND, chosen)
    if not places:
        return []
    settings = done.ledger.settings
    issuer = common.issuer_facts(done, common.issuer_name(done, KIND))
    addressee = superior(done, issuer.full_name)
    reviewed = _reviewed(done, places, issuer.short_name)

    def facts(header: Header, base_day: date) -> ReviewFacts:
        return ReviewFacts(
            header=header,
            addressee=addressee,
            month=settings.as_of,
            as_of=common.month_end(settings.as_of),
            today=done.ledger.today,
            projects=reviewed,
            threshold=settings.inspection_after,
            lights=_lights(done, places),
            progress_word=settings.progress_word,
        )

    rows = tuple(row_reference(done, Projects, place) for place in places)
    codes = tuple(str(done.panel.codes[place]) for place in places)
    return [
        Job(
            KIND, "", month_name(settings.as_of), settings.as_of, rows, codes, facts,
            addressee=addressee or "", notice=_notice(done, addressee, reviewed),
        )
    ]  # fmt: skip


def _lights(done: Computation, places: list[int]) -> tuple[LightCount, ...]:
    """The projects by the light of the month, the worst first."""
    levels, lights = done.register.level[places, done.column], done.register.light[places, done.column]
    counts = Counter(zip(levels.tolist(), map(str, lights), strict=True))
    return tuple(
        LightCount(light, None if level == UNLIT else level, count)
        for (level, light), count in sorted(counts.items(), reverse=True)
    )


def superior(done: Computation, issuer: str | None) -> str | None:
    """The one 上级 of 单位名录; without one, the body with a 组长 (组织架构) that the issuer's 机关全称 opens with:
    ××领导小组 for ××领导小组××办公室. None where there are several or none: a 报告 has one 主送."""
    units = done.ledger[Units]
    above = units.loc[units[Units.relation.name] == ABOVE, Units.unit.name]
    if len(above):
        return common.salutation(done, str(above.iloc[0])) if len(above) == 1 else None
    bodies = done.ledger[Organisation]
    led = bodies.loc[bodies[Organisation.role.name] == LEADER, Organisation.body.name].dropna()
    for body in dict.fromkeys(led):
        before, found, after = (issuer or "").partition(str(body))
        if found and after:
            return before + found
    return None


def _notice(done: Computation, addressee: str | None, reviewed: tuple[ReviewedProject, ...]) -> str:
    """What is to be filled in, and what was left out because a 报告 may not ask for it."""
    said = []
    if addressee is None:
        said.append(
            f"{Units.title}：{Units.relation.title}是“{ABOVE}”的单位不是正好一个，{KIND}不知道主送谁，请填明后再写。"
        )
    for name, sentence in left_out(reviewed):
        said.append(f"{name}：“{sentence}”是请示事项，报告不得夹带请示，没有写进{KIND}，请另行请示。")
    return "\n".join(said)


# --- what was done about each project -----------------------------------------------------------


def _reviewed(done: Computation, places: list[int], issuer: str) -> tuple[ReviewedProject, ...]:
    kinds = [kind for kind in dict.fromkeys(done.ledger[Ladder][Ladder.kind.name].dropna()) if kind != KIND]
    return tuple(
        ReviewedProject(
            project=project,
            letters=earlier_letters(
                done, kinds, {row_reference(done, Projects, place): project.name}, [issuer]
            ),
            steps=_steps(done, project),
            open_issues=_open_issues(done, project.code),
        )
        for place, project in zip(places, common.project_facts(done, places), strict=True)
    )


def _steps(done: Computation, project: ProjectFacts) -> tuple[Step, ...]:
    """约谈 and 督查 of the project in the year up to today, in order."""
    talks, inspections = done.ledger[FormalTalks], done.ledger[Inspections]
    talked = talks[talks[FormalTalks.codes.name].map(lambda codes: project.code in codes).astype(bool)]
    looked = inspections[inspections[Inspections.code.name] == project.code]
    steps = [Step(TALK, day) for day in _days(done, talked[FormalTalks.held_on.name])]
    for what, own in looked.groupby(Inspections.type.name, sort=False):
        steps += [Step(str(what), day) for day in _days(done, own[Inspections.held_on.name])]
    return tuple(sorted(steps, key=lambda step: step.held_on))


def _days(done: Computation, dates: pd.Series) -> Iterable[date]:
    days = as_days(dates)
    year = np.datetime64(done.ledger.settings.as_of, "Y")
    within = (days <= np.datetime64(done.ledger.today, "D")) & (days.astype("datetime64[Y]") == year)
    return [day.astype(date) for day in days[within]]


def _open_issues(done: Computation, code: str) -> tuple[str, ...]:
    """问题类别 of the project's issues that are not closed; without one: 其他."""
    table = done.ledger[Issues]
    step = done.suggestions.deeds.columns[Issues][Issues.step.name]
    own = table[((table[Issues.code.name] == code) & (step != CLEARED).to_numpy()).to_numpy()]
    return tuple(str(sort or Issues.category.choices[-1]) for sort in own[Issues.category.name])


REVIEW = Builder(KIND, _jobs, ("rows", "units"), (Projects,))
