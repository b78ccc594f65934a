"""发出去、收回来的话：what split, collect, resolve and readback came to, in the words of a message box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from addin.commands.base import Outcome
from addin.exchange.collecting import State
from addin.exchange.fields import MergeKind
from addin.exchange.resolving import Answer
from addin.findings import Finding
from addin.ledger.dates import read_month
from addin.ledger.wording import month_name
from addin.ribbon.wording import in_clerks_words
from addin.schema import Conflicts, MonthlyProgress, Resolutions

NAMED = 8
"""So many units, files or findings are named; the others are counted."""
CHANGES_SHOWN = 12
BACK = "需要退回时点“撤销”。"
FRESH = (State.WAITING, State.TWO_WAY)


def named(names: Sequence[str], of: str) -> str:
    """「甲、乙等9家」."""
    more = f"等{len(names)}{of}" if len(names) > NAMED else ""
    return f"{'、'.join(names[:NAMED])}{more}"


def finding_text(one: Finding) -> str:
    cell = f"!{one.cell}" if one.cell else ""
    return f"{one.sheet}{cell}：{in_clerks_words(one.message)}。{in_clerks_words(one.advice)}。"


def _findings(findings: Sequence[Finding]) -> list[str]:
    lines = [finding_text(one) for one in findings[:NAMED]]
    return lines + ([f"…另有{len(findings) - NAMED}条。"] if len(findings) > NAMED else [])


# --- split --------------------------------------------------------------------------------------


def split_lines(outcome: Outcome, folder: str, others: Sequence[str]) -> list[str]:
    """`others`: files that lie in the folder and are none of these packages."""
    data = outcome.data
    packages = data["packages"]
    month = month_name(read_month(data["month"]).value)
    fresh = sum(one["new"] for one in packages)
    if not packages:
        lines = [f"{month}：没有一个单位有要填报的行，没有写包。"]
    else:
        lines = [f"{month}：{len(packages)}个单位的包，新写{fresh}个，在“{folder}”文件夹。"]
    if fresh < len(packages):
        lines.append(f"其中{len(packages) - fresh}个单位的内容与上次发出的完全相同，给出的是原来那个包。")
    if data["rows_added"]:
        lines.append(f"“{MonthlyProgress.title}”补上了{data['rows_added']}行待填。")
    if outcome.findings:
        lines += [f"有{len(outcome.findings)}行没有发给任何单位：", *_findings(outcome.findings)]
    if others:
        lines.append(
            f"文件夹里还有{len(others)}个文件不是这次的包，发的时候不要弄混：{named(others, '个')}。"
        )
    return [*lines, *(f"{one['unit']}　{one['rows']}行" for one in packages)]


# --- collect ------------------------------------------------------------------------------------


def returns_preview(outcome: Outcome) -> list[str]:
    """What all files would bring, who has not returned, then the files one by one."""
    data = outcome.data
    packages = data["packages"]
    if any(one["state"] in FRESH for one in packages):
        head = f"{len(packages)}个文件：要写入{data['written']}格，要人处理{data['listed']}条。"
    else:
        head = f"{len(packages)}个文件：没有新的内容，台账保持原样。"
    return [head, *_late(data), *map(_return, packages), *_findings(outcome.findings)]


def collected(outcome: Outcome) -> list[str]:
    data = outcome.data
    taken = sum(one["state"] in (State.APPLIED, State.TWO_WAY) for one in data["packages"])
    listed = f"，{data['listed']}条列在“{Conflicts.title}”" if data["listed"] else ""
    lines = [f"已并入{taken}份：写入{data['written']}格{listed}。{BACK}", *_late(data)]
    lines += _quarantined(data)
    lines += _slips(data)
    return [*lines, *(_return(one) for one in data["packages"] if one["state"] == State.REFUSED)]


def _return(one: Mapping[str, Any]) -> str:
    name = Path(one["file"]).name
    if one["state"] == State.REFUSED:
        return f"{name}：不收。{in_clerks_words(one['reason'])}"
    if one["state"] == State.DONE:
        return f"{name}　{one['unit'] or '单位不明'}：以前收过，不再收。"
    told = _counted(one["counts"]) or "没有变化"
    how = "认不出是哪次发的，逐格待确认：" if one["state"] == State.TWO_WAY else ""
    return f"{name}　{one['unit'] or '单位不明'}：{how}{told}。"


def _counted(counts: Mapping[str, int]) -> str:
    return "、".join(
        f"{kind}{count}" for kind, count in counts.items() if count and kind != MergeKind.UNTOUCHED
    )


def _late(data: Mapping[str, Any]) -> list[str]:
    units = [one["unit"] for one in data["not_returned"]]
    return [f"还没有交回的{len(units)}家：{named(units, '家')}。"] if units else []


def _quarantined(data: Mapping[str, Any]) -> list[str]:
    paths = list(map(Path, data["quarantined"]))
    if not paths:
        return []
    return [f"不收的{len(paths)}个各存了一份在“{paths[0].parent.name}”文件夹，旁边写着原因；原件没有动。"]


def _slips(data: Mapping[str, Any]) -> list[str]:
    paths = list(map(Path, data["slips"]))
    if not paths:
        return []
    folders = [f"{path.parent.parent.name}/{path.parent.name}" for path in paths]
    return [f"退件单{len(paths)}份，可以发还单位：{named(folders, '处')}。"]


# --- resolve ------------------------------------------------------------------------------------


def settled(outcome: Outcome) -> list[str]:
    data = outcome.data
    counts = {kind: count for kind, count in data["counts"].items() if count}
    again, refused = counts.pop(Answer.REISSUED, 0), counts.pop(Answer.REFUSED, 0)
    counts.pop(Answer.WAITING, 0)
    told = "、".join(f"{choice}{count}条" for choice, count in counts.items())
    lines = [f"已处理{sum(counts.values())}条：{told}。" if told else "没有一条能照选的办。"]
    if data["written"] or data["rows_added"]:
        lines.append(f"写入{data['written']}格，新增{data['rows_added']}行。{BACK}")
    if again:
        lines.append(f"重新列出{again}条：列出以后台账又改过，请看新的值再选。")
    if refused:
        lines += [f"没能处理{refused}条：", *_findings(outcome.findings)]
    return [*lines, *_slips(data)]


# --- readback -----------------------------------------------------------------------------------


def minutes_preview(outcome: Outcome) -> list[str]:
    data = outcome.data
    head = f"{len(data['documents'])}份纪要：要写入{data['written']}格，要人处理{data['listed']}条。"
    lines = [line for one in data["documents"] for line in _document(one)]
    return [head, *lines, *_findings(outcome.findings)]


def _document(one: Mapping[str, Any]) -> list[str]:
    name = Path(one["file"]).name
    if one["state"] == State.REFUSED:
        return [f"{name}：不收。{in_clerks_words(one['reason'])}"]
    lines = [f"{name}　{one['title'] or one['number']}：{_counted(one['counts']) or '没有变化'}。"]
    changes = [
        f"  {each['field']}：{each['old'] or '空白'} → {each['new'] or '空白'}" for each in one["changes"]
    ]
    lines += changes[:CHANGES_SHOWN]
    if len(changes) > CHANGES_SHOWN:
        lines.append(f"  …另有{len(changes) - CHANGES_SHOWN}格。")
    new = one["counts"][MergeKind.NEW_ROW]
    lines += [f"  新的{Resolutions.title}{new}条，要人确认后才进台账。"] if new else []
    lines += [f"  没有了：{'、'.join(one['absent'])}（台账里不删）。"] if one["absent"] else []
    lines += [f"  表以外的文字有{len(one['prose'])}处不同，不进台账。"] if one["prose"] else []
    return lines


def minutes_taken(outcome: Outcome) -> list[str]:
    data = outcome.data
    listed = f"，{data['listed']}条列在“{Conflicts.title}”" if data["listed"] else ""
    refused = [one for one in data["documents"] if one["state"] == State.REFUSED]
    lines = [f"已并入“{Resolutions.title}”：写入{data['written']}格{listed}。{BACK}", *_quarantined(data)]
    return [*lines, *(line for one in refused for line in _document(one))]
