"""A package on paper: every page says which sheet, unit and package it is of, and no text is cut off."""

from __future__ import annotations

import datetime as dt
import subprocess

import pdfplumber
import pytest
from support.packages import MONTH, package, sent

from addin.exchange.package_book import package_bytes
from addin.exchange.package_guide import STEPS, Guide
from addin.exchange.records import SentTable
from addin.schema import Milestones, MonthlyProgress
from docgen.layout.page_count import find_libreoffice

pytestmark = [pytest.mark.rendered, pytest.mark.xdist_group("package-pages")]

LONG = "主体结构施工至六层，机电预留预埋同步推进，幕墙龙骨安装完成四成，" * 4
PROGRESS = SentTable(
    MonthlyProgress,
    ("row_id", "code", "month", "project_name", "month_done", "physical_progress", "problems", "next_steps",
     "forecast", "funds_received", "funds_due", "funds_paid", "reporting_unit", "reporter", "reported_on", "as_of",
     "remarks"),
    tuple(
        (f"R{n}", f"2022-330299-01-{n:04}", MONTH, "滨江东路（城东段）道路及管网改造提升工程", 1234567.89, LONG, LONG, LONG,
         "难以按时完成", 99999.5, 99999.5, 99999.5, "市住建局", "赵某某", dt.date(2022, 9, 24), dt.date(2022, 9, 24), LONG)
        for n in range(12)
    ),
)  # fmt: skip
STEPS_DUE = sent(
    Milestones, ("code", "number", "milestone"), *(("A-01", float(n), "封顶") for n in range(60))
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page without blanks."""
    folder = tmp_path_factory.mktemp("包的页面")
    one = package({MonthlyProgress: PROGRESS, Milestones: STEPS_DUE})
    contents = [("月度进度", 12, "本月完成投资、形象进度"), ("节点计划", 60, "实际完成日期")]
    guide = Guide(one.number, one.return_code, one.unit, MONTH, dt.date(2022, 9, 25), "市重大办", contents)
    path = folder / "包.xlsx"
    path.write_bytes(package_bytes(guide, list(one.tables.values()), "x"))
    program = find_libreoffice()
    assert program is not None, "没有找到 LibreOffice"
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180
    )
    with pdfplumber.open(folder / "包.pdf") as document:
        return ["".join((page.extract_text() or "").split()) for page in document.pages]


def test_the_guide_is_one_page_with_its_five_lines(pages: list[str]) -> None:
    assert "2022年9月重点项目填报说明" in pages[0]
    assert all(step.replace(" ", "")[:20] in pages[0] for step in STEPS)
    assert "填报说明" not in pages[1]


def test_every_page_says_what_it_is_of(pages: list[str]) -> None:
    of_progress = [page for page in pages[1:] if page.startswith("月度进度")]
    of_milestones = [page for page in pages[1:] if page.startswith("节点计划")]
    assert len(of_progress) + len(of_milestones) == len(pages) - 1
    assert len(of_progress) >= 2 and len(of_milestones) >= 2
    for page in pages[1:]:
        assert "市住建局" in page and "CP202209-01" in page and f"共{len(pages)}页" in page


def test_pages_side_by_side_all_name_the_project(pages: list[str]) -> None:
    of_progress = [page for page in pages if page.startswith("月度进度")]
    assert all("2022-330299-01-00" in page for page in of_progress)


def test_nothing_hidden_is_printed(pages: list[str]) -> None:
    assert not [page for page in pages if "MonthlyProgress" in page or "liangdeng" in page]


def test_no_number_is_too_wide_for_its_column(pages: list[str]) -> None:
    assert not [page for page in pages if "###" in page]
    assert sum(page.count("1,234,567.89") for page in pages) == 12


def test_long_texts_are_shown_to_their_end(pages: list[str]) -> None:
    """Twelve rows with four long texts each, in every one of which 幕 stands four times, the last near its end."""
    assert LONG.count("幕") == 4
    assert "".join(pages).count("幕") == 12 * 4 * 4
