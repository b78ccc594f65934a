"""手册页：a Markdown page of docs/ as one self-contained HTML file, pictures inside, for any browser."""

from __future__ import annotations

import base64
import html
import re
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from addin.errors import ProgramError

MANUAL = "使用手册"
FOLDER = "手册"
"""Where an installation keeps its pages, beside the environment that the program runs in."""
PAGES = (MANUAL, "部署手册", "Windows核对单")
"""The pages that go with a bundle, by their names in docs/."""

_DOCS = Path(__file__).resolve().parents[2] / "docs"
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}
_STYLE = """
body { font: 16px/1.75 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif;
  color: #222; max-width: 52em; margin: 0 auto; padding: 1.5em; }
h1 { font-size: 1.7em; } h1, h2 { border-bottom: 1px solid #d5d9de; padding-bottom: .2em; }
h2 { margin-top: 2em; } table { border-collapse: collapse; width: 100%; margin: 1em 0; }
th, td { border: 1px solid #c9ced4; padding: .35em .6em; vertical-align: top; text-align: left; }
th { background: #eef2f6; white-space: nowrap; } td { min-width: 3.2em; }
 td:first-child, td:nth-child(2) { min-width: 4.6em; }
code { background: #f2f4f6; padding: 0 .25em; font-family: Consolas, "Noto Sans Mono CJK SC", monospace; }
pre { background: #f2f4f6; padding: .8em; overflow-x: auto; } pre code { padding: 0; }
img { max-width: 100%; max-height: 36em; border: 1px solid #d5d9de; } blockquote { color: #555; border-left: 4px solid #d5d9de;
  margin-left: 0; padding-left: 1em; }
nav { background: #f7f9fb; border: 1px solid #e1e5ea; padding: .6em 1em; columns: 2; }
nav a { display: block; text-decoration: none; color: #1f4e79; }
@media print { body { max-width: none; padding: 0; } nav { display: none; } h2 { break-after: avoid; } }
"""


def page(source: Path, together: tuple[str, ...] = PAGES) -> str:
    """The HTML of a Markdown file. Links to a page in `together` go to its HTML, other relative links
    become plain text. Raises ProgramError where a picture is missing."""
    return html_of(source.read_text(encoding="utf-8"), source.parent, together)


def html_of(text: str, folder: Path, together: tuple[str, ...] = PAGES) -> str:
    """The same from text; `folder` is where its pictures and links start."""
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(text)
    headings = _name_headings(tokens)
    for token in tokens:
        if token.children:
            token.children = _self_contained(token.children, folder, together)
    body = markdown.renderer.render(tokens, markdown.options, {})
    title = next((words for level, words, _ in headings if level == "h1"), "")
    links = "".join(
        f'<a href="#{anchor}">{html.escape(words)}</a>' for level, words, anchor in headings if level == "h2"
    )
    first, closing, rest = body.partition("</h1>\n")
    contents = f"<nav>{links}</nav>\n" if links else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{first}{closing}{contents}{rest}</body>\n</html>\n"
    )


def manual_file() -> Path:
    """The manual to open for 帮助: the installed page, or one rendered from the checkout's docs/.

    Raises ProgramError where there is neither.
    """
    installed = Path(sys.prefix).parent / FOLDER / f"{MANUAL}.html"
    if installed.is_file():
        return installed
    source = _DOCS / f"{MANUAL}.md"
    if not source.is_file():
        raise ProgramError("使用手册", "没有找到", "请重新安装，或看安装包里的“手册”文件夹")
    target = Path(tempfile.gettempdir()) / f"亮灯台账{MANUAL}.html"
    target.write_text(page(source), encoding="utf-8")
    return target


def _name_headings(tokens: list[Token]) -> list[tuple[str, str, str]]:
    """Anchors for the headings; tag, words and anchor of each."""
    found = []
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            words = "".join(child.content for child in inline.children or [])
            anchor = re.sub(r"\W+", "-", words).strip("-")
            token.attrSet("id", anchor)
            found.append((token.tag, words, anchor))
    return found


def _self_contained(children: list[Token], folder: Path, together: tuple[str, ...]) -> list[Token]:
    kept, dropped = [], 0
    for child in children:
        if child.type == "image":
            child.attrSet("src", _embedded(folder / unquote(str(child.attrGet("src")))))
        if child.type == "link_open":
            target = _link(unquote(str(child.attrGet("href"))), together)
            if target is None:
                dropped += 1
                continue
            child.attrSet("href", target)
        if child.type == "link_close" and dropped:
            dropped -= 1
            continue
        kept.append(child)
    return kept


def _link(target: str, together: tuple[str, ...]) -> str | None:
    """None for a page that is not at hand where the HTML is read."""
    if target.startswith("#") or "://" in target:
        return target
    path, _, anchor = target.partition("#")
    name = Path(path).stem
    if Path(path).suffix == ".md" and name in together:
        return f"{name}.html" + (f"#{anchor}" if anchor else "")
    return None


def _embedded(path: Path) -> str:
    try:
        content = base64.b64encode(path.read_bytes()).decode()
    except OSError as error:
        raise ProgramError(str(path), "手册里的图找不到", "请先运行 make pictures") from error
    return f"data:{_PICTURES[path.suffix.lower()]};base64,{content}"
