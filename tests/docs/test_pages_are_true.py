"""The pages in docs/ say what the code does."""

import re
from pathlib import Path

import pytest

from workbook_templates.dictionary import TARGET, dictionary


def test_the_data_dictionary_is_what_the_schema_declares() -> None:
    assert TARGET.read_text(encoding="utf-8") == dictionary(), "run make template"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/可靠性.md"])
def test_every_file_and_folder_that_a_page_names_is_there(page: str) -> None:
    text = Path(page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:addin|docgen|workbook_templates|tests|docs|bench)/[\w/.\-]*)`", text)
    linked = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    base = Path(page).parent
    missing = [name for name in named if not Path(name).exists()]
    missing += [target for target in linked if not (base / target).exists()]
    assert missing == []


def test_source_files_stay_under_400_lines() -> None:
    files = [
        path
        for folder in ("addin", "docgen", "workbook_templates", "bench")
        for path in Path(folder).rglob("*.py")
    ]
    long = {
        str(path): count
        for path in files
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


SAME_WORD = {
    'addin/commands/parser.py: "参数"',  # the arguments, in --help
    'addin/ribbon/system_dialogs.py: "亮灯台账"',  # the program's own name
    'addin/deployment/onsite/places.py: "亮灯台账"',
    'addin/buttons.py: "首页"',  # what stands on the buttons that go there
    'addin/buttons.py: "作战图"',
    'addin/ledger/plan_versions.py: "月度计划"',  # a choice of 序时口径
    'addin/ledger/settings.py: "月度计划"',
    'addin/commands/documents/inspections.py: "督查记录"',  # the kind of document
    'addin/supervision/new_issues.py: "实地查看"',  # a choice of 问题来源
}


def test_titles_are_written_only_in_the_schema() -> None:
    """A sheet title as a whole string literal stands nowhere else in addin/."""
    from addin.schema import SHEETS

    quoted = {f'"{sheet.title}"' for sheet in SHEETS}
    found = {
        f"{path}: {literal}"
        for path in Path("addin").rglob("*.py")
        if "schema" not in path.parts
        for literal in quoted
        if literal in path.read_text(encoding="utf-8")
    }
    assert found - SAME_WORD == set()
