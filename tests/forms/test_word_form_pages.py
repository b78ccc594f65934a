"""Word 表样的版面：what a clerk sees who prints one: directions, headings, figures in one piece, one card a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from support.form_ledgers import charted, ledger_with
from support.ledgers import ledger_of
from support.pages import Line, Sheet, measure

from addin.forms import FORMS
from addin.forms.word_writer import document_bytes
from docgen.layout.page_count import render

pytestmark = [pytest.mark.rendered, pytest.mark.xdist_group("form-pages")]

NOW = dt.datetime(2022, 10, 8)
UNDER_WAY, APPLICATION, FORCES = "在建项目进展情况表", "议题申请表", "专班分工情况表"
CHART = "专班工作机制流程图"
SMALLEST = 9.0
"""小五."""


def ordinary(cards: int) -> dict[str, list[dict[str, object]]]:
    """议题 whose texts are as long as clerks write them: up to three lines."""
    text = "雨污分流管网与燃气管线在滨河路口交叉，燃气单位与施工单位对保护方案由谁编制、何时完成意见不一，影响后续工序"
    return dict(
        projects=[
            dict(code="A", project_name="中心城区雨污分流改造工程（三标段）", stage="在建", content=text,
                 total_investment=345678.9, year_plan=123456.78, year_target="完成设备调试和通水验收")
        ],
        topics=[
            dict(number=f"YT-{number}", code="A", tier="月度会商", question=text, proposal=text, current_progress=text,
                 applicant="区住建局", responsible_unit="区住建局", attending_units="区财政局、区城管局")
            for number in range(cards)
        ],
    )  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Sheet, ...]]:
    """Forms by name as pages, rendered together."""
    folder = tmp_path_factory.mktemp("表样")
    eight = ("综合", "要素保障", "财政金融", "交通", "水利", "能源", "市政设施", "社会事业")
    ledgers = {
        UNDER_WAY: ledger_with(40),
        FORCES: ledger_with(40),
        APPLICATION: ledger_of(**ordinary(3)),
        CHART: charted(*(f"{name}专班" for name in eight)),
    }
    paths = []
    for place, (name, ledger) in enumerate(ledgers.items()):
        paths.append(folder / f"{place}.docx")
        pages = FORMS[name].fill(ledger, []).pages
        paths[-1].write_bytes(document_bytes(pages, name, NOW, demonstration=False, type_area="页面设置"))
    return {name: measure(pdf) for name, pdf in zip(ledgers, render(paths, folder), strict=True)}


def written_on(sheet: Sheet) -> str:
    return "".join(glyph.text for glyph in sheet.glyphs if not glyph.turned)


def turned(sheet: Sheet) -> str:
    return "".join(glyph.text for glyph in sheet.glyphs if glyph.turned).replace(" ", "")


@pytest.mark.parametrize(("name", "heading"), [(UNDER_WAY, "联审联批手续"), (FORCES, "工作专班")])
def test_a_list_lies_across_the_sheet_with_heading_and_number_on_every_page(
    printed: Mapping[str, tuple[Sheet, ...]], name: str, heading: str
) -> None:
    sheets = printed[name]
    assert len(sheets) > 2
    for sheet in sheets:
        assert not sheet.upright
        assert heading in written_on(sheet)
        assert turned(sheet) == f"—{sheet.number}—"


@pytest.mark.parametrize("name", [UNDER_WAY, FORCES, APPLICATION, CHART])
def test_nothing_is_smaller_than_9_points_or_off_the_page(
    printed: Mapping[str, tuple[Sheet, ...]], name: str
) -> None:
    for sheet in printed[name]:
        inked = [glyph for glyph in sheet.glyphs if glyph.text.strip()]
        assert min(glyph.size for glyph in inked if not glyph.turned) >= SMALLEST - 0.05
        assert min(glyph.x0 for glyph in inked) > 15
        assert max(glyph.x1 for glyph in inked) < sheet.width - 15
        assert max(glyph.baseline for glyph in inked) < sheet.height - 15


def words(line: Line) -> list[str]:
    """What stands together: glyphs with less than a millimetre between them."""
    said: list[str] = []
    end = 0.0
    for glyph in line.glyphs:
        if not glyph.text.strip():
            continue
        if not said or glyph.x0 - end > 1:
            said.append("")
        said[-1] += glyph.text
        end = glyph.x1
    return said


def test_figures_are_not_broken_over_two_lines(printed: Mapping[str, tuple[Sheet, ...]]) -> None:
    """Of every four projects one has the 总投资 1,234,567.01 and one the year's plan, and so with −50.00."""
    found = [word for sheet in printed[UNDER_WAY] for line in sheet.lines for word in words(line)]
    assert found.count("1,234,567.01") == 10 + 10
    assert found.count("−50.00") == 10 + 10


def test_a_card_of_ordinary_length_takes_one_page_and_its_labels_one_line(
    printed: Mapping[str, tuple[Sheet, ...]],
) -> None:
    sheets = printed[APPLICATION]
    assert len(sheets) == 3
    for sheet in sheets:
        assert sheet.upright
        said = [line.text for line in sheet.lines]
        assert said[0] == "定期性会商议题申请表"
        assert said[1] == "填报单位（盖章）：区住建局"
        for label in ("建设规模及内容", "年计划形象进度", "拟提交讨论问题", "会议召集领导"):
            assert any(text.startswith(label) for text in said), label
        assert "345,678.90" in written_on(sheet)


def test_the_flow_chart_takes_one_page(printed: Mapping[str, tuple[Sheet, ...]]) -> None:
    (sheet,) = printed[CHART]
    assert not sheet.upright
    assert written_on(sheet).count("→") == 5 + 1
    assert "社会事业专班" in written_on(sheet)
