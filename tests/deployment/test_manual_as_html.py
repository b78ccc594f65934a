"""The manual as one file that any browser shows, with its pictures inside."""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from addin.deployment.manual_page import PAGES, html_of, manual_file, page
from addin.errors import ProgramError

DOCS = Path("docs")


class Links(HTMLParser):
    """Every address in a page, every anchor, and whether the tags close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors: set[str] = set()
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.addresses += [value for name in ("href", "src") if (value := given.get(name))]
        self.anchors |= {given["id"]} if given.get("id") else set()  # type: ignore[arg-type]
        if tag not in ("meta", "img", "br", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if name in ("href", "src") and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_outside_itself_but_its_sister_pages(name: str) -> None:
    links = Links(page(DOCS / f"{name}.md"))
    assert links.open == []
    for address in links.addresses:
        path, _, anchor = address.partition("#")
        inside = address.startswith("data:image/png;base64,") or (not path and anchor in links.anchors)
        assert inside or path in {f"{other}.html" for other in PAGES}, address[:80]


def test_every_picture_of_the_manual_is_inside() -> None:
    written = re.findall(r"!\[", (DOCS / "使用手册.md").read_text(encoding="utf-8"))
    links = Links(page(DOCS / "使用手册.md"))
    assert len([one for one in links.addresses if one.startswith("data:")]) == len(written) >= 6


def test_tables_links_and_headings_come_out() -> None:
    text = "# 题\n\n## 一 & 二\n\n| 甲 | 乙 |\n|---|---|\n| `1` | [手册](使用手册.md#按钮) |\n\n[样张](文书样张/README.md)\n"
    shown = html_of(text, DOCS)
    assert "<title>题</title>" in shown
    assert '<h2 id="一-二">' in shown and '<a href="#一-二">一 &amp; 二</a>' in shown
    assert "<td><code>1</code></td>" in shown and 'href="使用手册.html#按钮"' in shown
    assert "<p>样张</p>" in shown, "what does not go along is plain text"


def test_a_missing_picture_is_said_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match=r"没有\.png.*图找不到"):
        html_of("![甲](没有.png)", tmp_path)


def test_help_opens_the_installed_page_or_makes_one_from_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "env-0.1.0-1"))
    assert "<title>使用手册</title>" in manual_file().read_text(encoding="utf-8")
    (tmp_path / "手册").mkdir()
    (tmp_path / "手册" / "使用手册.html").write_text("装好的", encoding="utf-8")
    assert manual_file().read_text(encoding="utf-8") == "装好的"
