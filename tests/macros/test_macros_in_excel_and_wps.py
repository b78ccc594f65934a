"""在 Excel 和 WPS 里点按钮：as a VBA interpreter runs it, what a click starts, and the one sentence where it cannot."""

import pytest
from pyopenvba.interpreter import VBAObject, member
from vba_office import Desk, click, machine

PYTHON = r'"C:\亮灯 台账\python.exe"'
CALL = PYTHON + r' -I -m addin.ribbon recalc "D:\项目 办\台账.xlsm" --host '
WPS = r"C:\Users\a\AppData\Local\Kingsoft\WPS-Office\office6 WPS表格"


def test_excel_runs_python_hidden_and_waits():
    desk = Desk()
    assert click(desk) == []
    assert desk.done == [("run", CALL + "excel")]


def test_the_environment_goes_before_the_registry():
    desk = Desk(environment={"LIANGDENG_PYTHON": "E:\\p.exe"}, on_disk=("E:\\p.exe",))
    click(desk)
    assert desk.done[0][1].startswith('"E:\\p.exe" -I -m addin.ribbon')


@pytest.mark.parametrize(
    ("desk", "said"),
    [
        (Desk(python=""), "还没有设置 Python。请先运行安装脚本，再打开台账点一次。"),
        (
            Desk(on_disk=()),
            r"找不到 Python：C:\亮灯 台账\python.exe。请重新运行安装脚本，再打开台账点一次。",
        ),
        (Desk(folder=""), "这份台账还没有存成文件。请先保存，再点一次。"),
        (Desk(is_open=False), "这份台账还没有存成文件。请先保存，再点一次。"),
        (
            Desk(is_libreoffice=True),
            "这里的 LibreOffice 连不上程序。请关闭台账，用 liangdeng live 打开后再点。",
        ),
    ],
    ids=["not set", "not on the disk", "never saved", "no workbook", "LibreOffice started by hand"],
)
def test_what_stands_in_the_way_is_said_in_one_sentence_and_nothing_is_started(desk, said):
    assert click(desk) == [said]
    assert desk.done == []


def test_a_python_without_the_program_is_told_of():
    desk = Desk(exit_codes={"-m addin.ribbon": 1})
    assert click(desk) == [
        "Python 里没有亮灯台账的程序，或者它中途停了。请重新运行安装脚本，再打开台账点一次。"
    ]


def test_a_windows_that_starts_nothing_is_told_of():
    (said,) = click(Desk(refuses=True))
    assert said.startswith("没能启动 Python（") and "ActiveX 部件不能创建对象" in said


def test_in_wps_the_workbook_is_saved_python_started_and_the_workbook_closed_in_this_order():
    desk = Desk(program=WPS)
    assert click(desk) == []
    assert desk.done == [
        ("run", PYTHON + ' -I -c "import addin.ribbon"'),
        ("save",),
        ("start", CALL + "wps"),
        ("close", "False"),
    ]


def test_in_wps_the_workbook_stays_open_where_python_has_no_program():
    desk = Desk(program=WPS, exit_codes={"import addin.ribbon": 1})
    (said,) = click(desk)
    assert said.startswith("Python 里没有亮灯台账的程序")
    assert ("close", "False") not in desk.done and ("save",) not in desk.done


def test_in_wps_a_workbook_opened_for_reading_only_is_left_open():
    desk = Desk(program=WPS, read_only=True)
    (said,) = click(desk)
    assert said.startswith("这份台账是只读打开的")
    assert desk.done == []


class Control(VBAObject):
    """What the ribbon hands to a callback."""

    @member
    def Tag(self) -> str:  # noqa: N802
        return "freeze"


def test_the_ribbon_hands_over_the_tag_the_month_and_the_tick():
    desk = Desk()
    vba = machine(desk)
    month = vba.run("Ribbon.MonthAt", [2])
    vba.run("Ribbon.OnMonth", [Control(), "month2", 2])
    vba.run("Ribbon.OnPdf", [Control(), True])
    vba.run("Ribbon.OnAction", [Control()])
    assert desk.done == [
        (
            "run",
            PYTHON + rf' -I -m addin.ribbon freeze "D:\项目 办\台账.xlsm" --host excel --month {month} --pdf',
        )
    ]


def test_the_first_entry_of_the_months_takes_the_option_back():
    desk = Desk()
    vba = machine(desk)
    vba.run("Ribbon.OnMonth", [Control(), "month2", 2])
    vba.run("Ribbon.OnMonth", [Control(), "month0", 0])
    assert vba.run("Ribbon.Options") == ""
