"""测试总设置。"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable

import pytest
from _pytest.terminal import TerminalReporter
from hypothesis import settings

from docgen.layout import find_libreoffice

# Never a timed test; the same examples on every machine. `make torture` draws new ones.
settings.register_profile("every day", deadline=None, derandomize=True)
settings.register_profile("torture", deadline=None, max_examples=1000)
settings.load_profile("every day")

COUNTED = "可靠性次数"
Counted = Callable[[str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="把 tests/golden/ 里的样稿换成现在写出来的（先看清差别再提交）",
    )


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(
        50_000, 50, 100
    )  # as the command line does: looking for cycles costs more than they hold
    if config.option.markexpr.startswith("torture"):
        settings.load_profile("torture")


def without_libreoffice() -> bool:
    """A machine where pages cannot be looked at. On CI they must be: there a missing program fails."""
    return os.environ.get("CI") != "true" and find_libreoffice() is None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if without_libreoffice():
        unseen = [item for item in items if item.get_closest_marker("rendered")]
        config.hook.pytest_deselected(items=unseen)
        items[:] = [item for item in items if item not in unseen]


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """What could not be run here; how often what was tried, and how often `make torture` tries it."""
    if without_libreoffice():
        terminalreporter.section("没有运行的测试")
        terminalreporter.line("没有找到 LibreOffice：排成页面后量度的测试（rendered）都没有运行。")
        terminalreporter.line("请安装 libreoffice-writer、libreoffice-calc 后再运行 make test。")
    reports = [report for some in ("passed", "failed") for report in terminalreporter.getreports(some)]
    lines = [text for report in reports for name, text in report.user_properties if name == COUNTED]
    laws = sum("hypothesis" in report.keywords for report in reports if report.when == "call")
    if laws:
        examples = settings.get_profile("torture").max_examples
        lines.append(f"性质 {laws} 条，未另定的每条 {settings.default.max_examples} 例（全量 {examples} 例）")
    if lines:
        terminalreporter.section(f"{COUNTED}（全量：make torture）")
        for line in lines:
            terminalreporter.line(line)


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Counted:
    """`counted("杀进程 20 次（全量 200 次）")`: a line at the end of the run."""
    return lambda line: record_property(COUNTED, line)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden texts are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))
