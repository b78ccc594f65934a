"""The manuals name every button as it is named on the screen, and every picture and page is there."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from addin.buttons import BUTTONS, TAB

DOCS = Path("docs")
PAGES = ("使用手册", "使用说明", "部署手册", "Windows核对单")


def text_of(page: str) -> str:
    return (DOCS / f"{page}.md").read_text(encoding="utf-8")


def test_every_button_has_its_row_with_its_group_and_whether_it_is_on_the_first_sheet() -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in text_of("使用手册").splitlines()]
    listed = {(row[1], row[2], row[3] == "●") for row in rows if len(row) == 7}
    assert {(button.group, button.label, button.on_sheet) for button in BUTTONS} <= listed
    assert TAB in text_of("使用手册") and TAB in text_of("部署手册")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_and_picture_is_there(page: str) -> None:
    targets = [unquote(target) for target in re.findall(r"\]\(([^)#\s]+)", text_of(page))]
    assert [target for target in targets if "://" not in target and not (DOCS / target).exists()] == []


def test_pictures_are_small_and_each_is_used() -> None:
    used = " ".join(path.read_text(encoding="utf-8") for path in [Path("README.md"), *DOCS.glob("*.md")])
    for picture in (DOCS / "images").iterdir():
        assert picture.name in used, picture.name
        assert picture.stat().st_size < 120_000, picture.name
        with Image.open(picture) as image:
            assert image.width >= 600


def test_what_the_macros_say_is_explained() -> None:
    """Each sentence of RunPython.bas, up to its first stop, has a row in a table of messages."""
    source = Path("macros/RunPython.bas").read_text(encoding="utf-8")
    said = re.findall(r'= "([^"（。：]*[\u4e00-\u9fff]{3,}[^"（。：]*)', source)
    manuals = text_of("使用手册") + text_of("部署手册")
    said = [sentence for sentence in said if sentence not in ("亮灯台账",)]
    assert len(said) >= 6
    assert [sentence for sentence in said if sentence not in manuals] == []


def test_the_folders_of_the_deployment_manual_are_those_of_the_installer() -> None:
    from addin.deployment.onsite.places import LEDGERS, NAME
    from addin.deployment.onsite.registry import SETTINGS

    manual = text_of("部署手册")
    for place in (
        f"%LOCALAPPDATA%\\{NAME}",
        f"文档\\{LEDGERS}",
        f"HKCU\\{SETTINGS}",
        f"~/.local/share/{NAME}",
    ):
        assert f"`{place}`" in manual, place
