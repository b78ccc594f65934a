"""对话框：LibreOffice's own, answered with real keys."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import pytest
from live.calc import Calc

from addin.libreoffice import CalcProgram

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("libreoffice-live")]

T = TypeVar("T")
TITLE = "亮灯台账 · 更多"
KINDS = ("提醒函", "督办函", "推进通报")


def asked(calc: Calc, ask: Callable[[], T], *keys: str) -> T:
    """What a dialog gives when these keys are pressed on it."""
    with ThreadPoolExecutor(1) as pool:
        answer: Future[T] = pool.submit(ask)
        calc.message()
        for key in keys:
            calc.screen.press(key)
        return answer.result(20)


def test_a_message_says_its_lines_and_goes_at_enter(calc: Calc, plain: CalcProgram) -> None:
    with ThreadPoolExecutor(1) as pool:
        shown = pool.submit(plain.say, "改了3格。\n没有错误。", TITLE)
        assert calc.message() == "改了3格。\n没有错误。"
        calc.screen.press("Return")
        shown.result(20)


@pytest.mark.parametrize(
    ("keys", "agreed"), [(["Return"], True), (["Tab", "Return"], False), (["Escape"], False)]
)
def test_a_question_is_answered_yes_by_enter_and_no_by_escape(
    calc: Calc, plain: CalcProgram, keys: list[str], agreed: bool
) -> None:
    assert asked(calc, lambda: plain.confirm("要看“校核清单”吗？", TITLE), *keys) is agreed


@pytest.mark.parametrize(
    ("keys", "chosen"), [(["Return"], "提醒函"), (["Down", "Down", "Return"], "推进通报"), (["Escape"], None)]
)
def test_one_of_a_list_is_chosen_with_the_arrows(
    calc: Calc, plain: CalcProgram, keys: list[str], chosen: str | None
) -> None:
    assert asked(calc, lambda: plain.choose("写哪种文书？", KINDS, TITLE), *keys) == chosen


def test_giving_up_the_file_dialog_gives_no_files(calc: Calc, plain: CalcProgram) -> None:
    assert asked(calc, lambda: plain.choose_files("选要导入的表", [".xlsx", ".docx"]), "Escape") == []
