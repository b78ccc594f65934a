"""排成页面：LibreOffice opens the workbook and its pages look as they should."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from master_file import MONTH, PROJECTS, members
from pdfplumber.page import Page

from addin.schema import MONTH_COLUMNS, LightRegister, MonthlyProgress, Projects, WallChart
from docgen.layout.page_count import find_libreoffice
from workbook_templates.build import build_workbook

pytestmark = [pytest.mark.rendered, pytest.mark.xdist_group("master-pages")]

CHART = [
    {
        "code": f"{number:04}",
        "project_name": "项目",
        "light": "红",
        **dict.fromkeys(MONTH_COLUMNS, "▲黄\n◆主体封顶"),
    }
    for number in range(60)
]
REPORT = {
    "code": "0012",
    "month": MONTH,
    "month_done": -12.5,
    "deviation": -2.5,
    "reported_on": dt.date(2022, 9, 24),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Page]]:
    folder = tmp_path_factory.mktemp("rendered_master")
    book = folder / "master.xlsx"
    tables = {
        Projects: PROJECTS,
        WallChart: CHART,
        MonthlyProgress: [REPORT],
        LightRegister: [{"code": "0012", "month": MONTH, "light": label} for label in "绿黄红灰蓝橙"],
    }
    build_workbook(book, tables, {"as_of": MONTH})
    program = find_libreoffice()
    assert program is not None, "没有找到 LibreOffice"
    profile = (folder / "profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(book)], check=True, capture_output=True, timeout=240)
    with pdfplumber.open(folder / "master.pdf") as document:
        yield list(document.pages)


def of(pages: list[Page], tab: str) -> list[Page]:
    """The pages of one sheet, by the name in their footer."""
    return [page for page in pages if footer(page).startswith(tab)]


def footer(page: Page) -> str:
    text = page.crop((0, page.height - 60, page.width, page.height)).extract_text() or ""
    return text.splitlines()[-1]


def millimetres(page: Page) -> tuple[int, int]:
    return round(page.width / 72 * 25.4), round(page.height / 72 * 25.4)


def test_the_cockpit_is_the_first_page_and_only_one(pages):
    assert "重大项目推进台账" in pages[0].extract_text()
    assert "统计月份" in pages[0].extract_text() and "2022年9月" in pages[0].extract_text()
    assert len(of(pages, "首页")) == 1
    assert millimetres(pages[0]) == (297, 210)


def test_the_cockpit_fills_its_page(pages):
    drawn = pages[0].rects + pages[0].lines
    height = max(each["bottom"] for each in drawn) - min(each["top"] for each in drawn)
    assert height > 0.75 * pages[0].height


def test_every_page_is_numbered(pages):
    for number, page in enumerate(pages, 1):
        assert f"第 {number} 页" in footer(page) and f"共 {len(pages)} 页" in footer(page)


def test_title_and_header_are_repeated_on_every_page_of_the_wall_chart(pages):
    chart = of(pages, "作战图")
    assert len(chart) > 1
    assert {millimetres(page) for page in chart} == {(420, 297)}
    for page in chart:
        assert "投资完成率" in page.extract_text() and "12月" in page.extract_text()


def test_lights_are_printed_with_their_symbols(pages):
    (page,) = of(pages, "亮灯台账")
    text = page.extract_text().replace(" ", "")
    assert all(mark in text for mark in ("●绿", "▲黄", "■红", "○灰", "★蓝", "▼橙"))


def test_a_light_has_its_colour(pages):
    (page,) = of(pages, "亮灯台账")
    fills = {tuple(round(part * 255) for part in each["non_stroking_color"]) for each in page.rects if each["fill"] and len(each["non_stroking_color"] or ()) == 3}  # fmt: skip
    assert {(0x2E, 0x8B, 0x57), (0xF5, 0xC4, 0x31), (0xC6, 0x28, 0x28)} <= fills


def test_the_wide_project_list_repeats_code_and_name_beside_every_page(pages):
    found = of(pages, "项目清单")
    assert len(found) == 4
    assert all("滨河东路景观提升工程" in page.extract_text().replace("\n", "") for page in found)


def test_negative_figures_have_a_true_minus(pages):
    text = "".join(page.extract_text() for page in of(pages, "月度进度"))
    assert "−12.50" in text and "−2.50" in text


def test_the_period_follows_the_settings_when_the_file_is_opened(pages):
    (page,) = of(pages, "亮灯台账")
    assert "期间：2022年9月" in page.extract_text().replace(" ", "")


def test_no_cell_shows_an_error(pages):
    text = "".join(page.extract_text() for page in pages)
    assert not [word for word in ("Err:", "#REF!", "#NAME?", "#VALUE!", "####") if word in text]


def test_small_sheets_stand_on_one_page(pages):
    for tab in ("参数", "督办阶梯", "单位名录", "申报条件", "要素分工"):
        assert len(of(pages, tab)) == 1, tab


def test_the_writer_is_named_so_that_libreoffice_reckons_the_notes_anew(tmp_path: Path):
    path = tmp_path / "台账.xlsx"
    build_workbook(path)
    assert "<Application>亮灯台账</Application>" in members(path.read_bytes())["docProps/app.xml"].decode()
