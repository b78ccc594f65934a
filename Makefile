# 亮灯台账：两条命令 make demo、make test，在装有 Python 3.11 和 make 的 Debian 上即可用。
# 其余：make torture（全量可靠性）、make bench（比值）、make lock（重锁依赖）、make template（重建空白台账）、make pictures（重画说明里的图）、make gallery（重画文书样张）、make measure（量版面）。
PYTHON ?= python3
PY := .venv/bin/python
TESTS ?= tests

.PHONY: demo test live check torture bench lock template pictures gallery measure tools clean

demo: .venv/runtime.stamp
	.venv/bin/liangdeng demo demo

test: .venv/dev.stamp tools check
	$(PY) -m pytest -n 2 --dist loadgroup -m "not torture and not live" $(TESTS)
	$(if $(filter tests,$(TESTS)),$(MAKE) live)

# 在真的 LibreOffice 窗口里点按钮，一个接一个：只有一个屏幕、一个鼠标，不与别的测试抢处理器。
live: .venv/dev.stamp tools
	$(PY) -m pytest -m live -o faulthandler_timeout=240 tests

check: .venv/dev.stamp
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

torture: .venv/dev.stamp tools
	$(PY) -m pytest -n 2 --dist loadgroup -o faulthandler_timeout=5400 \
	  -m "torture and not live or hypothesis and not live" $(TESTS)

bench: .venv/dev.stamp
	$(PY) -m bench

template: .venv/dev.stamp
	$(PY) -m workbook_templates.ribbon
	$(PY) -m workbook_templates.build
	$(PY) -m workbook_templates.dictionary
	$(PY) tests/mechanisms/mechanism_table.py

pictures: .venv/dev.stamp tools
	$(PY) -m bench.pictures

gallery: .venv/dev.stamp tools
	$(PY) -m bench.gallery

# 全部文种、表样、版式排成页面逐项量，写 docs/版面量测.md；约半小时。
measure: .venv/dev.stamp tools
	PYTHONPATH=tests $(PY) -m measured

# 渲染与真机测试要用的 LibreOffice、字体、poppler：能装则装，装不了由测试明说没跑什么。
tools: .venv/dev.stamp
	@sh bench/tools.sh

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新版本：请安装后再运行，或用 make PYTHON=python3.11"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "缺少 Python 的 venv 组件：请先运行 apt-get install python3-venv，再运行本命令"; exit 2; }
	$(PYTHON) -m venv .venv

.venv/runtime.stamp: .venv/bin/python requirements.lock pyproject.toml
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/runtime.stamp requirements-dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# 需要 uv（pip install uv）；锁文件带散列，不写任何索引地址。
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q pyproject.toml requirements-build.in -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q pyproject.toml requirements-build.in --extra dev -o requirements-dev.lock

clean:
	rm -rf .venv .cache demo build *.egg-info
