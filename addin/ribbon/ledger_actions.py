"""数据、研判、会商的按钮：what is asked before, which command runs, and what is said afterwards."""

from __future__ import annotations

from datetime import date

import pandas as pd

from addin.commands.base import Outcome
from addin.commands.recalc import summary_lines
from addin.errors import ProgramError, WouldLoseError
from addin.ledger.wording import month_name
from addin.ribbon.click import Answer, Click
from addin.ribbon.meetings import agenda_options
from addin.ribbon.places import with_findings, with_sheet
from addin.ribbon.selection import tab_of
from addin.ribbon.wording import in_clerks_words, shortened
from addin.schema import Findings, MonthlyProgress, Projects, Rankings

BOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv")
"""What 导入 reads."""

MONTHS_SHOWN = 24
RANKED_SHOWN = 5


def recalc(click: Click) -> Answer:
    outcome = click.run("recalc", *click.month_option())
    written = outcome.data["cells_written"]
    done = f"改了{written}格。" if written else "没有要改的格。"
    return with_findings(click, "\n".join([*summary_lines(outcome.data), done]), outcome)


def check(click: Click) -> Answer:
    outcome = click.run("check", *click.month_option())
    return with_findings(click, f"校核完毕，结果写在“{Findings.title}”。", outcome)


def rank(click: Click) -> Answer:
    outcome = click.run("rank", *click.month_option())
    units = [line.replace("　", " ").strip() for line in outcome.lines]
    shown = units[:RANKED_SHOWN] + ([f"…共{len(units)}个"] if len(units) > RANKED_SHOWN else [])
    text = shortened([f"“{Rankings.title}”已重排。", *shown])
    return with_sheet(click, text, f"要看“{Rankings.title}”吗？", Rankings)


def freeze(click: Click) -> Answer | None:
    month = click.month or _chosen_month(click)
    if month is None:
        return None
    outcome = click.run("freeze", "--month", f"{month:%Y-%m}")
    return Answer("\n".join(outcome.lines))


def _chosen_month(click: Click) -> date | None:
    """Of the months with reports up to 统计月份, 统计月份 first; None where the person gave up."""
    ledger = click.ledger()
    as_of = ledger.settings.as_of
    reported = pd.DatetimeIndex(ledger[MonthlyProgress][MonthlyProgress.month.name].dropna().unique())
    earlier = sorted((month.date() for month in reported if month.date() < as_of), reverse=True)
    months = {month_name(month): month for month in (as_of, *earlier)}
    options = list(months)[:MONTHS_SHOWN]
    chosen = click.desk.window.choose("给哪个月定版？定版以后，改数只记入变动清单。", options, click.title)
    return None if chosen is None else months[chosen]


def suggest(click: Click) -> Answer | None:
    """Of 统计月份 whatever month the ribbon names: rows can be written for no other."""
    found = click.run("suggest")
    lines = [in_clerks_words(line) for line in found.lines if "--" not in line]
    waiting = found.data["to_write"]
    if not waiting:
        return Answer(shortened(lines))
    counts = "、".join(f"{kind}{count}件" for kind, count in waiting.items())
    question = f"要把{counts}写进台账吗？"
    if not click.agrees(shortened(lines), question):
        return None
    return with_findings(click, f"已写入：{counts}。", click.run("suggest", "--apply"))


def agenda(click: Click) -> Answer | None:
    options = agenda_options(click)
    if options is None:
        return None
    found = click.run("agenda", *options)
    lines = [line for line in found.lines if "--" not in line]
    if not found.data["rows"]:
        return Answer(shortened([*lines, "会议和议题台账里都已有，没有要写入的。"]))
    if not click.agrees(shortened(lines), "要把这次会议和议题写进台账吗？"):
        return None
    written = click.run("agenda", *options, "--apply")
    last = written.lines[-1].replace(f" {click.desk.path}", "台账")
    return with_findings(click, last, written)


def import_files(click: Click) -> Answer | None:
    files = click.desk.window.choose_files("选择外单位报来的表", BOOKS)
    if not files:
        return None
    asked = [*map(str, files), *click.month_option()]
    found = click.run("import", *asked)
    text = shortened(_preview(found))
    if not found.data["changes"]:
        return Answer(f"{text}\n没有要改动的内容，台账保持原样。")
    if not click.agrees(text, f"要把这{found.data['changes']}格写进台账吗？"):
        return None
    written = click.run("import", *asked, "--apply")
    return with_findings(
        click, f"已写入{written.data['changes']}格，亮灯等已重算。需要退回时点“撤销”。", written
    )


def _preview(found: Outcome) -> list[str]:
    """The tables, then what was odd in them, then the changes as far as they fit."""
    tables = [
        f"{one['file']}（{one['tab']}）→ {one['sheet']}：对上{one['matched']}行，新增{one['new']}行，"
        f"没有导入{one['refused']}行，改动{len(one['changes'])}格。"
        for one in found.data["tables"]
    ]
    odd = [
        f"{one.level}：{in_clerks_words(one.message)}。{in_clerks_words(one.advice)}。"
        for one in found.findings
    ]
    changes = [
        f"{one['project_name'] or one['project']}　{one['field']}：{one['old'] or '空白'} → {one['new']}"
        for table in found.data["tables"]
        for one in table["changes"]
    ]
    return [*tables, *odd[:5], *([f"另有{len(odd) - 5}条提示。"] if len(odd) > 5 else []), *changes]


def rollover(click: Click) -> Answer | None:
    closing = int(click.ledger().settings.plan_year)
    text = (
        f"要把台账从{closing}年转入{closing + 1}年吗？\n"
        f"没填月度计划的项目，{closing}年的计划按线性补写；“{Projects.year_plan.title}”清空，等填新一年的；"
        f"统计月份改为{closing + 1}年1月。需要退回时点“撤销”。"
    )
    if not click.desk.window.confirm(text, click.title):
        return None
    outcome = click.run("rollover", "--year", str(closing + 1))
    return Answer("\n".join(in_clerks_words(line) for line in outcome.lines))


def undo(click: Click) -> Answer | None:
    try:
        outcome = click.run("undo")
    except WouldLoseError as refusal:
        text = f"{refusal.what}。\n现在的内容会先另存成一个版本。"
        if not click.agrees(shortened(text.splitlines()), "仍要撤销吗？"):
            return None
        outcome = click.run("undo", "--force")
    return Answer("\n".join(outcome.lines))


def refuse_foreign(click: Click) -> None:
    """Raises ProgramError for a workbook that is none of ours."""
    if tab_of(click.desk, Projects) is not None:
        return
    if click.desk.books.open(click.desk.path).read(Projects, [Projects.code.name]) is None:
        raise ProgramError(
            click.desk.path.name,
            f"这不是亮灯台账，没有“{Projects.title}”工作表",
            "请打开台账再点；这张表被删去或改动过的，请从版本文件夹找回",
        )
