"""测试总设置。"""

from __future__ import annotations

import pytest
from hypothesis import settings

# Never a timed test; the same examples on every machine. `make torture` draws new ones.
settings.register_profile("every day", deadline=None, derandomize=True)
settings.register_profile("torture", deadline=None, max_examples=1000)
settings.load_profile("every day")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="把 tests/golden/ 里的样稿换成现在写出来的（先看清差别再提交）",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.option.markexpr == "torture":
        settings.load_profile("torture")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden texts are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))
