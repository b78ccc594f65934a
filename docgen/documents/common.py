"""共用要素：fields and elements that several kinds share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from docgen.blocks import (
    Block,
    Composition,
    FormGrid,
    JointIssuer,
    Layout,
    Picture,
    Table,
    missing_marker,
)
from docgen.documents.numbering import draft_number
from docgen.facts import Header, Issuer, LightCount, ProjectFacts, Totals
from docgen.wording.cleaning import one_line, plain_figures, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, missing_facts, or_missing
from docgen.wording.numerals import (
    Figure,
    against,
    day_text,
    listed,
    money,
    month_text,
    months_since_january,
    percent,
    points,
)

_DUE = re.compile(r"截至[^，。]*(应完成[^，。（]*)")
_MONTHS = re.compile(r"（\d{4}年\d{1,2}月[^（）]*）")
_WITHOUT_IMPRINT = (Layout.LETTER, Layout.FORM, Layout.NOTE)
_MARK_ENDING = {Layout.DOCUMENT: "文件", Layout.LETTER: "", Layout.MINUTES: "会议纪要"}


# --- fields -------------------------------------------------------------------------------------


def period_fields(month: date, as_of: date) -> dict[str, Any]:
    """月份 2022年9月, 年度 2022, 累计月份 1—9月, 截至日期 2022年9月30日."""
    return {
        "月份": month_text(month),
        "年度": str(month.year),
        "累计月份": months_since_january(month),
        "截至日期": day_text(as_of),
    }


def issuer_fields(issuer: Issuer, *, joint: bool = False) -> dict[str, Any]:
    """发文机关 as signed, 自称 (我办; of several that issue together the 主办机关's name), 机关简称, 联系人, 联系电话."""
    return {
        "发文机关": signature(issuer),
        "自称": signature(issuer) if joint else self_called(signature(issuer)),
        "机关简称": or_missing(issuer.short_name, "发文机关"),
        "联系人": or_missing(issuer.contact, "联系人"),
        "联系电话": or_missing(issuer.phone, "联系电话"),
    }


def self_called(name: str) -> str:
    """How a body speaks of itself in its own document: 我办, 我局, 我委, 我中心, else 我单位."""
    endings = {"办公室": "办", "办": "办", "局": "局", "委员会": "委", "委": "委", "中心": "中心"}
    return "我" + next((said for ending, said in endings.items() if name.endswith(ending)), "单位")


def day_field(day: date | None, label: str) -> str | Missing:
    return Missing(label) if day is None else day_text(day)


def money_field(value: float | None, label: str) -> Figure | Missing:
    return Missing(label) if value is None else Figure(value, money(value))


def rate_field(value: float | None, label: str) -> Figure | Missing:
    return Missing(label) if value is None else Figure(value, percent(value))


def text_field(text: str | None, label: str) -> str | Missing:
    """A sentence as typed, in full-width punctuation, without its end mark."""
    return Missing(label) if text is None or not text.strip() else prose(text)


def figure_fields(facts: ProjectFacts | Totals, progress_word: str, owner: str = "") -> dict[str, Any]:
    """年计划, 完成, 完成率, 时序, 偏差 and 较时序 (「低于时序进度2.50个百分点」); `owner` opens the labels."""
    deviation = facts.deviation
    label = f"{owner}与{progress_word}的偏差"
    compared = Missing(label) if deviation is None else against(deviation, progress_word)
    return {
        "年计划": money_field(facts.year_plan, f"{owner}年计划投资"),
        "完成": money_field(facts.year_done, f"{owner}年度完成投资"),
        "完成率": rate_field(facts.rate, f"{owner}投资完成率"),
        "时序": rate_field(facts.scheduled, f"{owner}{progress_word}"),
        "偏差": Missing(label) if deviation is None else Figure(deviation, points(deviation)),
        "较时序": compared,
    }


def project_fields(project: ProjectFacts, progress_word: str, number: int) -> dict[str, Any]:
    """One project for the templates; 存在问题 and 下步措施 may be blank, which is not a missing fact."""
    lag = project.lag_months
    return {
        "序号": str(number),
        "名称": project.name,
        "称呼": project_called(project.name),
        "代码": project.code,
        "责任单位": or_missing(project.unit, f"{project.name}责任单位"),
        "灯": project.light,
        "灯名": light_name(project.light),
        "亮灯原因": reason_field(project),
        "亮灯事由": first_sentence(reason_field(project)),
        "滞后月数": 0 if lag is None else lag,
        "无年计划": project.year_plan == 0,
        "存在问题": prose(project.problems or ""),
        "下步措施": prose(project.next_steps or ""),
        **figure_fields(project, progress_word, project.name),
    }


def reason_field(project: ProjectFacts) -> str | Missing:
    """The ledger's 亮灯原因, its figures in the form of documents (12,000.00万元 → 12000万元)."""
    reason = text_field(project.reason, f"{project.name}亮灯原因")
    return reason if isinstance(reason, Missing) else plain_figures(reason)


def first_sentence(text: str | Missing) -> str | Missing:
    """What hit the rule, without the figures and the rule that follow it."""
    return text if isinstance(text, Missing) else text.partition("。")[0]


def brief_reason(text: str | Missing) -> str | Missing:
    """What hit the rule and what should have been done by then: for a table whose columns hold the rest.

    The rule and its document stand in the body; the months are the last ones before 截至日期. Without
    such a figure, everything before the rule.
    """
    if isinstance(text, Missing):
        return text
    said = text.partition("规则：")[0].rstrip("。")
    due = _DUE.search(said)
    return f"{_MONTHS.sub('', str(first_sentence(text)))}，{due[1]}" if due else said


def project_called(name: str) -> str:
    """How a sentence names a project: 「区体育中心项目」; 「滨海大道改造工程」 says what it is itself."""
    return name if name.endswith(("项目", "工程")) else f"{name}项目"


def totals_fields(totals: Totals | None, progress_word: str) -> Any:
    """总体: 项目数, 总投资, 年计划 …, 上月完成率 (blank where there was none)."""
    if totals is None:
        return Missing("总体情况")
    previous = totals.previous_rate
    return {
        "项目数": totals.projects,
        "总投资": money_field(totals.total_investment, "总投资"),
        "上月完成率": "" if previous is None else Figure(previous, percent(previous)),
        **figure_fields(totals, progress_word),
    }


def light_fields(lights: Sequence[LightCount]) -> dict[str, Any]:
    """灯数句 「绿灯50个、黄灯8个，无红灯项目」; 不亮灯 n and 不亮灯原因.

    A level that could be lit and is not is said in words; 灰 is told apart with its reasons.
    """
    judged = [light for light in lights if light.level is not None]
    counted = [f"{light_name(light.label)}{light.count}个" for light in judged if light.count]
    absent = [light_name(light.label) for light in judged if not light.count and (light.level or 0) > 0]
    nothing = f"无{listed(absent)}项目" if absent else ""
    sentence = "，".join(part for part in (listed(counted), nothing) if part)
    grey = [light for light in lights if light.level is None and light.count]
    return {
        "灯数句": sentence or missing_marker("各灯项目数"),
        "不亮灯": sum(light.count for light in grey),
        "不亮灯标签": listed(light.label for light in grey),
        "不亮灯原因": text_field("；".join(light.note for light in grey if light.note), "不亮灯的项目及原因"),
    }


def light_name(label: str) -> str:
    return label if label.endswith("灯") else f"{label}灯"


def rules_field(sentences: Iterable[str]) -> str | Missing:
    """The rules in one sentence, joined with ；."""
    return text_field("；".join(prose(sentence) for sentence in sentences), "亮灯规则")


# --- elements -----------------------------------------------------------------------------------


def signature(issuer: Issuer) -> str:
    return issuer.signature or full_name(issuer)


def full_name(issuer: Issuer) -> str:
    return issuer.full_name or issuer.short_name or missing_marker("发文机关")


def dated(header: Header) -> str:
    return missing_marker("成文日期") if header.dated is None else day_text(header.dated)


def number_of(header: Header, layout: Layout, year: int, kind: str) -> str:
    """The 发文字号, or what a draft shows; joint issuers use the 主办机关's."""
    return header.number or draft_number(number_code(header.issuer, layout, kind), year)


def number_code(issuer: Issuer, layout: Layout, kind: str) -> str | None:
    """机关代字; letters have one of their own where the office keeps it. A form is no 公文: its 编号 runs by its name."""
    if layout is Layout.FORM:
        return kind
    return (issuer.letter_code or issuer.code) if layout is Layout.LETTER else issuer.code


def mark_of(issuer: Issuer, layout: Layout) -> str:
    """发文机关标志 as printed: ××文件, ××, ××会议纪要 (7.2.4, 10.1, 10.3)."""
    name = issuer.mark or full_name(issuer)
    ending = _MARK_ENDING.get(layout, "")
    if ending and name.endswith(ending[-2:]):
        return name
    return name + ending


def joint_issuer(issuer: Issuer) -> JointIssuer:
    """One that issues with the 主办机关; its 标志 without 「文件」, which stands once for all (7.2.4)."""
    mark = (issuer.mark or full_name(issuer)).removesuffix("文件")
    return JointIssuer(mark, signature(issuer), issuer.signatory or "")


def signatory_of(issuer: Issuer) -> str:
    """签发人 of a 上行文 (7.2.6): it may not go without."""
    return issuer.signatory or missing_marker(f"{issuer.short_name}签发人")


def is_classified(secrecy: str | None) -> bool:
    """秘密, 机密 or 绝密; 「不公开」 and the like are no 密级."""
    return any(level in (secrecy or "") for level in ("秘密", "机密", "绝密"))


def numbered_copies(header: Header) -> Header:
    """涉密公文应当标注份号 (条例第九条): a classified document without one asks for it."""
    if header.copy_number or not is_classified(header.secrecy):
        return header
    return replace(header, copy_number=missing_marker("份号"))


def composed(
    kind: str, layout: Layout, header: Header, draft: Draft, year: int, *, upward: bool = False
) -> Composition:
    """The elements every kind has. Letters (10.1), forms and notes carry no 印发机关 and 印发日期; 上行文
    (`upward`) names who signed it, of joint issuers each."""
    issuer, header = header.issuer, numbered_copies(header)
    joint = tuple(map(joint_issuer, header.joint))
    if upward:
        signed = zip(joint, header.joint, strict=True)
        joint = tuple(replace(one, signatory=signatory_of(facts)) for one, facts in signed)
    printed = layout not in _WITHOUT_IMPRINT
    printed_on = missing_marker("印发日期") if header.dated is None else day_text(header.dated)
    return Composition(
        layout=layout,
        kind=kind,
        header=header,
        mark=mark_of(issuer, layout),
        number=number_of(header, layout, year, kind),
        title=draft.title or missing_marker("标题"),
        addressee=draft.addressee.rstrip("：:"),
        body=draft.body,
        attachments=draft.attachments,
        signature=signature(issuer),
        dated=dated(header),
        note=draft.note,
        copied_to="，".join(map(one_line, header.copied_to)),
        printed_by=(issuer.printed_by or full_name(issuer)) if printed else "",
        printed_on=printed_on if printed else "",
        upward=upward,
        signatory=signatory_of(issuer) if upward else "",
        joint=joint,
    )


def with_missing(composition: Composition) -> Composition:
    """The composition with its 【待填】 listed in reading order."""
    return replace(composition, missing=missing_facts(_texts(composition)))


def _texts(composition: Composition) -> Iterable[str]:
    c = composition
    yield from (c.header.copy_number or "", c.mark, c.number, c.signatory)
    for one in c.joint:
        yield from (one.mark, one.signatory)
    yield from (c.title, c.addressee)
    yield from _block_texts(c.body)
    for attendance in c.attendance:
        yield from attendance.people
    yield from (attachment.name for attachment in c.attachments)
    yield c.signature
    yield from (one.signature for one in c.joint)
    yield from (c.dated, c.note)
    for attachment in c.attachments:
        yield from _block_texts(attachment.blocks)
        yield attachment.note
    yield from (c.imprint_addressee, c.copied_to, c.printed_by, c.printed_on)


def _block_texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, FormGrid):
            yield from (cell.text for row in block.rows for cell in row)
        elif isinstance(block, Picture):
            yield from (block.caption, block.alternative)
        else:
            yield block.text
