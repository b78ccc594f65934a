"""测试总设置。"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from _pytest.terminal import TerminalReporter
from hypothesis import settings

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
    if config.option.markexpr.startswith("torture"):
        settings.load_profile("torture")


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """How often what was tried, and how often `make torture` tries it."""
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
