"""外来台账的机制：the tables of 平湛政办〔2021〕8号 come in from other offices through `import`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.foreign import PLANNED, STARTED, UNDER_WAY, Rows, saved
from support.mechanisms import shows
from support.office import Office

from addin.schema import ChangeList, Journal, MonthlyProgress, Projects

UNITS = [dict(unit="曹镇乡"), dict(unit="高阳路街道", other_names="高阳路办事处"), dict(unit="教体局")]


def _filled(office: Office, sheet: Any, **key: Any) -> dict[str, Any]:
    return {name: value for name, value in office.row(sheet, **key).items() if value is not None}


def _coded(head: Rows, code: str, row: tuple[Any, ...]) -> tuple[Rows, tuple[Any, ...]]:
    """The head and the row of a table of the source with a column 项目代码 at its right end, as an office adds it."""
    width = max(map(len, head))
    pad = lambda cells: (*cells, *[None] * (width - len(cells)))  # noqa: E731
    titled = [(*pad(cells), "项目代码" if number == 2 else None) for number, cells in enumerate(head)]
    return titled, (*pad(row), code)


@shows(
    "S1-18",
    at=[
        Projects.project_name, Projects.industry, Projects.content, Projects.construction_years, Projects.location,
        Projects.total_investment, Projects.contract, Projects.procedures, Projects.demolition,
        Projects.responsible_units, Projects.owner_company, Projects.contact, Projects.stage, MonthlyProgress.problems,
    ],
    commands=["import"],
)  # fmt: skip
def test_the_table_of_planned_projects_comes_in_with_all_its_fourteen_columns(office: Office) -> None:
    office.opens(units=UNITS)
    row = (1, "湛北水厂", "基础设施", "日供水5万吨", "2022-2024", "曹镇乡", 9000, "已签约", "正在立项",
           "已拆迁60%", "用地指标不足", "曹镇乡、教体局", "湛北水务公司", "王工 0375-1234567")  # fmt: skip
    head, line = _coded(PLANNED, "P-1", row)
    office.run("import", saved(office.path.parent / "前期.xlsx", head, line), "--apply")
    got = _filled(office, Projects, code="P-1")
    assert {name: got[name] for name in ("project_name", "industry", "content", "construction_years", "location")} == {
        "project_name": "湛北水厂", "industry": "基础设施", "content": "日供水5万吨",
        "construction_years": "2022-2024", "location": "曹镇乡",
    }  # fmt: skip
    assert (got["total_investment"], got["contract"], got["procedures"]) == (9000, "已签约", "正在立项")
    assert (got["demolition"], got["responsible_units"]) == ("已拆迁60%", "曹镇乡、教体局")
    assert (got["owner_company"], got["contact"]) == ("湛北水务公司", "王工 0375-1234567")
    assert got["stage"] == "前期"
    report = office.row(MonthlyProgress, code="P-1")
    assert (report["month"].strftime("%Y-%m"), report["problems"]) == ("2022-10", "用地指标不足")


@shows(
    "S1-19", "S1-21",
    at=[
        Projects.owner_company, Projects.content, Projects.location, Projects.construction_years, Projects.year_plan,
        Projects.project_approval, Projects.environment, Projects.land_approval, Projects.land_planning,
        Projects.contact, Projects.remarks, Projects.stage, MonthlyProgress.physical_progress,
    ],
    commands=["import"],
)  # fmt: skip
def test_the_table_of_new_projects_comes_in_under_its_own_titles_and_blank_procedures_are_errors(
    office: Office,
) -> None:
    """建设规模和主要内容 = 建设内容及规模, 项目实施地点 = 建设地点, 建设起止年限 = 建设年限, 2022年投资目标 = 年计划投资."""
    office.opens(units=UNITS)
    row = (1, "高阳路小学", "社会事业", "教体局", "36个班", "高阳路街道", 6000, "2022.3-2023.8", 2500,
           "已办", "不需办理", "办理中", None, "已竣工", "赵工", "省重点")  # fmt: skip
    head, line = _coded(STARTED, "N-1", row)
    answer = office.run("import", saved(office.path.parent / "新建.xlsx", head, line), "--apply")
    got = _filled(office, Projects, code="N-1")
    assert (got["owner_company"], got["content"], got["location"]) == ("教体局", "36个班", "高阳路街道")
    assert (got["construction_years"], got["year_plan"]) == ("2022.3-2023.8", 2500)
    assert (got["project_approval"], got["environment"], got["land_approval"]) == (
        "已办",
        "不需办理",
        "办理中",
    )
    assert "land_planning" not in got
    assert (got["contact"], got["remarks"], got["stage"]) == ("赵工", "省重点", "竣工")
    assert office.row(MonthlyProgress, code="N-1")["physical_progress"] == "已竣工"
    errors = [one for one in answer.data["findings"] if one["level"] == "错误"]
    assert [(one["sheet"], one["cell"]) for one in errors] == [("新建.xlsx/Sheet1", "M5")]
    assert errors[0]["message"].endswith("/规划”没有填写，表头要求不能留空")


@shows(
    "S1-20",
    at=[
        Projects.land_approval, Projects.project_approval, Projects.land_planning, Projects.construction_planning,
        Projects.environment, Projects.year_plan, Projects.service_officer, Projects.person_in_charge,
        Projects.year_done, Projects.invested_to_date, Projects.stage, MonthlyProgress.month_done,
        MonthlyProgress.physical_progress,
    ],
    commands=["import"],
)  # fmt: skip
def test_the_table_of_projects_under_way_comes_in_and_its_sums_are_checked(office: Office) -> None:
    """年度 = Σ本月: the ledger has August 300, the table September 200 → 500, not 520; 累计 520 ≤ 总投资 10000."""
    office.opens(
        units=UNITS,
        projects=[dict(code="Z-1", project_name="湛河大桥", stage="在建", responsible_units="曹镇乡", total_investment=10000, year_plan=4000)],
        monthly_progress=[dict(code="Z-1", month=dt.date(2022, 8, 1), month_done=300, physical_progress="桩基")],
    )  # fmt: skip
    row = (1, "湛河大桥", "交通", "主桥一座", "2022-2023", "曹镇乡", 10000, 200, 520, 520, "承台完成",
           "已办", "已办", "办理中", "未办", "不需办理", 4200, "李某", "曹镇乡", "周某", "桥梁公司", "吴工")  # fmt: skip
    path = saved(office.path.parent / "在建.xlsx", UNDER_WAY, row)
    answer = office.run("import", path, "--month", "2022-09", "--apply")
    got = _filled(office, Projects, code="Z-1")
    assert [got[name] for name in ("land_approval", "project_approval", "land_planning", "construction_planning", "environment")] == [
        "已办", "已办", "办理中", "未办", "不需办理",
    ]  # fmt: skip
    assert (got["year_plan"], got["service_officer"], got["person_in_charge"]) == (4200, "李某", "周某")
    report = office.row(MonthlyProgress, code="Z-1", month=dt.datetime(2022, 9, 1))
    assert (report["month_done"], report["physical_progress"]) == (200, "承台完成")
    doubts = [one for one in answer.data["findings"] if one["level"] == "疑点"]
    assert [(one["cell"], one["message"]) for one in doubts] == [
        ("J5", "年度完成投资 520 万元与台账各月本月完成投资之和 500 万元不符")
    ]
    office.run("recalc", "--month", "2022-09")
    got = _filled(office, Projects, code="Z-1")
    assert (got["year_done"], got["invested_to_date"]) == (500, 500)


@shows("K5", at=[Projects.total_investment, Projects.year_plan], commands=["import"])
def test_amounts_are_kept_in_ten_thousand_yuan_whatever_unit_the_foreign_sheet_is_in(office: Office) -> None:
    """亿元 above the table, 万元 in one column's bracket, 元 in a sheet of its own, 「3.2亿」 in a cell."""
    office.opens(units=UNITS)
    folder = office.path.parent
    titles = ("项目代码", "项目名称", "责任单位", "总投资", "年计划投资（万元）")
    one = saved(
        folder / "亿元.xlsx", [("重大项目", "单位：亿元"), titles], ("Y-1", "甲水库", "曹镇乡", 3.2, 5000)
    )
    two = saved(folder / "元.xlsx", [(*titles[:3], "总投资（元）")], ("Y-2", "乙大道", "曹镇乡", 93000000))
    three = saved(folder / "万元.xlsx", [titles[:4]], ("Y-3", "丙学校", "曹镇乡", "3.2亿"))
    answer = office.run("import", one, two, three, "--apply")
    assert [office.row(Projects, code=code)["total_investment"] for code in ("Y-1", "Y-2", "Y-3")] == [
        32000,
        9300,
        32000,
    ]
    assert office.row(Projects, code="Y-1")["year_plan"] == 5000
    shown = [
        one["message"]
        for one in answer.data["findings"]
        if "换算" in one["message"] or "按" in one["message"]
    ]
    assert shown == [
        "列“总投资”的单位是亿元，已换算成万元（1亿元＝10000万元）",
        "列“总投资(元)”的单位是元，已换算成万元（1元＝0.0001万元）",
        "总投资“3.2亿”按 32000 万元计算",
    ]


def _three_tables(folder: Path) -> list[Path]:
    """Each of the three tables with one project that the ledger of `_known` has, told as it stands there."""
    return [
        saved(folder / "一.xlsx", PLANNED, (1, "湛北水厂", None, "供水", "2022", "曹镇", 9000, "已签约", "立项中", None,
                                           "缺地", "曹镇乡", None, "王工 0375****567")),
        saved(folder / "二.xlsx", STARTED, (1, "高阳路小学", None, "教投公司", "36个班", None, 6000, None, 2500, "已办",
                                           "已办", "已办", "未办", "基础完成", None, None)),
        saved(folder / "三.xlsx", UNDER_WAY, (1, "湛河大桥（主桥）", None, None, None, None, 10000, 200, 500, 500, "承台",
                                             *["已办"] * 5, 4000, None, "高阳路办事处", None, None, None)),
    ]  # fmt: skip


def _known(office: Office) -> None:
    month = dt.date(2022, 9, 1)
    office.opens(
        units=UNITS,
        settings={"as_of": month},
        projects=[
            dict(code="P-1", project_name="湛北水厂", stage="前期", content="供水", construction_years="2022",
                 location="曹镇", total_investment=9000, contract="已签约", procedures="立项中",
                 responsible_units="曹镇乡", contact="王工 0375-1234567"),
            dict(code="N-1", project_name="高阳路小学", stage="新开工", owner_company="教投公司", content="36个班",
                 total_investment=6000, year_plan=2500, project_approval="已办", environment="已办",
                 land_approval="已办", land_planning="未办", responsible_units="教体局"),
            dict(code="Z-1", project_name="湛河大桥(主桥)", stage="在建", total_investment=10000, year_plan=4000,
                 invested_before=300, responsible_units="高阳路街道", land_approval="已办", project_approval="已办",
                 land_planning="已办", construction_planning="已办", environment="已办"),
        ],
        monthly_progress=[
            dict(code="P-1", month=month, problems="缺地"),
            dict(code="N-1", month=month, month_done=50, physical_progress="基础完成"),
            dict(code="Z-1", month=month, month_done=200, physical_progress="承台"),
        ],
    )  # fmt: skip


@shows("S1-21", at=[ChangeList.field, ChangeList.before, ChangeList.after], commands=["import"])
def test_what_the_ledger_says_already_changes_nothing_and_one_other_cell_is_on_the_change_list(
    office: Office,
) -> None:
    _known(office)
    files = _three_tables(office.path.parent)
    before = office.path.read_bytes()
    answer = office.run("import", *files, "--apply")
    assert answer.data["changes"] == 0
    assert [(one["sheet"], one["matched"], one["new"], one["refused"]) for one in answer.data["tables"]] == [
        ("项目清单", 1, 0, 0)
    ] * 3
    assert office.path.read_bytes() == before
    grown = saved(
        office.path.parent / "改.xlsx",
        [("项目代码", "项目名称", "责任单位", "总投资")],
        ("z-1", None, None, 12000),
    )
    assert office.run("import", grown, "--apply").data["changes"] == 1
    row = office.row(ChangeList, field="项目清单!总投资（导入）")
    assert (row["type"], row["code"], row["before"], row["after"]) == ("调整", "Z-1", "10000", "12000")
    assert office.run("import", grown, "--apply").data["changes"] == 0


def test_the_three_tables_written_by_export_come_back_as_no_change(office: Office) -> None:
    _known(office)
    names = ("前期项目谋划表", "新建（竣工）项目情况表", "在建项目进展情况表")
    files = [
        office.run("export", name, "--out", office.path.parent / f"{name}.xlsx").data["path"]
        for name in names
    ]
    answer = office.run("import", *files)
    assert answer.data["changes"] == 0
    assert [one["matched"] for one in answer.data["tables"]] == [1, 1, 1]


def test_a_copy_of_the_ledger_itself_brings_no_change(office: Office) -> None:
    _known(office)
    copy = office.path.parent / "副本.xlsx"
    copy.write_bytes(office.path.read_bytes())
    answer = office.run("import", copy)
    assert answer.data["changes"] == 0
    assert [(one["sheet"], one["matched"]) for one in answer.data["tables"] if one["rows"]] == [
        ("项目清单", 3),
        ("月度进度", 3),
    ]


def test_a_preview_writes_nothing_and_tells_each_cell_old_and_new(office: Office) -> None:
    _known(office)
    before = office.path.read_bytes()
    rows = ("Z-1", "湛河大桥(主桥)", "高阳路街道", 12000), (None, "湛河大桥(主桥)", "曹镇乡", 5)
    path = saved(office.path.parent / "改.xlsx", [("项目代码", "项目名称", "责任单位", "总投资")], *rows)
    original = path.read_bytes()
    answer = office.run("import", path)
    assert office.path.read_bytes() == before and path.read_bytes() == original
    assert answer.data["tables"][0]["changes"] == [
        {"project": "Z-1", "project_name": "湛河大桥(主桥)", "sheet": "项目清单", "cell": "N6", "field": "总投资",
         "old": "10000", "new": "12000", "from": "D2"}
    ]  # fmt: skip
    assert [(one["cell"], one["message"]) for one in answer.data["findings"]] == [
        (
            "B3",
            "“湛河大桥(主桥)”（曹镇乡）与台账的“湛河大桥(主桥)”（Z-1，高阳路街道）疑似同一项目，请核对，没有导入",
        )
    ]
    assert answer.data["applied"] is False


def test_only_the_changed_cells_of_a_row_are_written(office: Office) -> None:
    """What stands unread or in other words in the same row stays as it was typed."""
    _known(office)
    office.type(
        Projects, 2, year_plan="约四千", responsible_units="高阳路办事处，曹镇乡", planned_start="2022年3月"
    )
    path = saved(
        office.path.parent / "改.xlsx",
        [("项目代码", "项目名称", "建设地点", "总投资")],
        ("Z-1", None, "新址", 12000),
    )
    assert office.run("import", path, "--apply").data["changes"] == 2
    got = office.row(Projects, code="Z-1")
    assert (got["location"], got["total_investment"]) == ("新址", 12000)
    assert (got["year_plan"], got["responsible_units"], got["planned_start"]) == (
        "约四千",
        "高阳路办事处，曹镇乡",
        "2022年3月",
    )


@pytest.mark.parametrize("text", ["=1+1", "+86", "-土建", "@x", "=cmd|'/C calc'!A0"])
def test_text_from_outside_never_becomes_a_formula(office: Office, text: str) -> None:
    _known(office)
    path = saved(
        office.path.parent / "改.xlsx",
        [("项目代码", "项目名称", "建设地点", "备注")],
        ("Z-1", text, text, text),
    )
    office.run("import", path, "--apply")
    sheet = openpyxl.load_workbook(office.path)[Projects.title]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) >= 3 and {cell.data_type for cell in cells} == {"s"}


def test_an_image_in_the_foreign_file_is_ignored(office: Office) -> None:
    """S2-18: the source text has the picture of a seal in it."""
    _known(office)
    import struct
    import zlib

    import xlsxwriter

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    seal = office.path.parent / "章.png"
    seal.write_bytes(
        b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        + part(b"IDAT", zlib.compress(b"\0\xff\0\0")) + part(b"IEND", b"")
    )  # fmt: skip
    path = office.path.parent / "带章.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for column, (title, value) in enumerate(
            zip(
                ("项目代码", "项目名称", "建设地点", "总投资"),
                ("Z-1", "湛河大桥(主桥)", "新址", 10000),
                strict=True,
            )
        ):
            sheet.write(0, column, title)
            sheet.write(1, column, value)
        sheet.insert_image(1, 1, str(seal))
    assert [one["new"] for one in office.run("import", path).data["tables"][0]["changes"]] == ["新址"]


def test_a_gb18030_text_table_is_imported_and_journalled(office: Office) -> None:
    _known(office)
    path = office.path.parent / "来表.csv"
    path.write_text("项目代码,项目名称,建设地点,总投资\nZ-1,,新址,１２０００\n", encoding="gb18030")
    office.run("import", path, "--apply")
    assert office.row(Projects, code="Z-1")["total_investment"] == 12000
    assert [row["operation"] for row in office.rows(Journal)] == ["导入外来台账"]


def test_the_ledger_itself_is_not_imported_into_itself(office: Office) -> None:
    _known(office)
    answer = office.run("import", office.path, code=3)
    assert answer.said == "台账.xlsx：这就是台账自己。请给出外来的文件。\n"
