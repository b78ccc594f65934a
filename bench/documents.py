"""文书的比值：a document against a bare python-docx document of the same paragraphs and tables."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx

from docgen.blocks import Composition, Table
from docgen.documents import compose
from docgen.facts import (
    CircularFacts,
    Header,
    Issuer,
    LightCount,
    MinutesFacts,
    ProjectFacts,
    RankRow,
    ReminderFacts,
    ResolutionFacts,
    Totals,
)
from docgen.layout import save_document

COPIES = 60


MONTH, AS_OF = date(2022, 9, 1), date(2022, 9, 30)
ISSUER = Issuer(
    "项目办", "云江市重点项目办公室", "云江市重点项目办公室", "云重办", "云重办函", "云江市重点项目办公室",
    None, "云江市重点项目办公室", "张某", "0000-0000000",
)  # fmt: skip
HEADER = Header(ISSUER, "FW2022-0001", "云重办〔2022〕1号", date(2022, 10, 8))
TOTALS = Totals(75, 2732300.0, 1112810.0, 814563.0, 0.732, 0.739, -0.7, 0.6538)
LIGHTS = (LightCount("绿", 0, 55), LightCount("黄", 1, 12), LightCount("红", 3, 8))
RULES = ("连续2个月低于进度要求亮黄灯",)


def _projects(count: int) -> tuple[ProjectFacts, ...]:
    return tuple(
        ProjectFacts(
            f"XM{n:03d}", f"演示项目{n}", "单位01", "黄", "连续2个月低于进度要求",
            12000.0, 6900.0, 0.575, 0.625, -5.0, 2, "征迁尚未完成", "倒排工期",
        )
        for n in range(count)
    )  # fmt: skip


def reminder(projects: int) -> ReminderFacts:
    """A reminder letter with so many projects; everything in it is invented."""
    rows = _projects(projects)
    return ReminderFacts(
        HEADER, "单位01", "单位01", MONTH, AS_OF, rows, RULES, date(2022, 10, 31), date(2022, 10, 13)
    )


def circular(projects: int) -> CircularFacts:
    ranking = tuple(
        RankRow("区直部门", f"单位{n:02d}", 12000.0, 6900.0, 0.575, -5.0, 90.0 - n, n + 1) for n in range(20)
    )
    rows = _projects(projects)
    return CircularFacts(
        HEADER,
        "云江市",
        MONTH,
        AS_OF,
        "各单位",
        TOTALS,
        LIGHTS,
        RULES,
        ranking,
        "同分并列",
        rows,
        date(2022, 10, 13),
    )


def minutes(resolutions: int) -> MinutesFacts:
    rows = tuple(
        ResolutionFacts(f"R{n:09d}", f"SX2022-{n:03d}", f"演示项目{n}", "按程序办理", ("单位01",), (), AS_OF)
        for n in range(resolutions)
    )
    return MinutesFacts(
        HEADER, "重大项目月度会商", "月度会商", "2022年第5次", AS_OF, "15:00", "一号会议室", "区长秦某",
        ("区长秦某",), (), ("单位01",), "张某", (), rows, "抓紧落实。", "各单位",
    )  # fmt: skip


def bare(composition: Composition, path: Path) -> None:
    """The same words with python-docx and nothing else."""
    document = docx.Document()
    document.add_paragraph(composition.mark)
    document.add_paragraph(composition.number)
    document.add_paragraph(composition.title)
    document.add_paragraph(composition.addressee)
    attached = [block for attachment in composition.attachments for block in attachment.blocks]
    for block in (*composition.body, *attached):
        if isinstance(block, Table):
            table = document.add_table(0, len(block.columns))
            for row in (tuple(column.title for column in block.columns), *block.rows):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(block.text)
    document.add_paragraph(composition.signature)
    document.add_paragraph(composition.dated)
    document.save(str(path))


def seconds(work: Callable[..., object], *arguments: object) -> float:
    started = time.perf_counter()
    for _ in range(COPIES):
        work(*arguments)
    return time.perf_counter() - started


def ours(kind: str, facts: object, path: Path) -> None:
    save_document(compose(kind, facts, None), path)


def documents(folder: Path) -> None:
    """Prints the ratio for each kind, short and long."""
    target = folder / "文书.docx"
    makers = {"提醒函": reminder, "推进通报": circular, "会议纪要": minutes}
    for kind, make in makers.items():
        for count in (1, 20):
            facts = make(count)
            composition = compose(kind, facts, None)
            took = seconds(ours, kind, facts, target)
            plain = seconds(bare, composition, target)
            print(
                f"{kind}（{count} 行）{COPIES} 份：{took:.2f} 秒 = {took / plain:.2f} ×（python-docx 同样内容 {plain:.2f} 秒）；要求 ≤ 3"
            )
