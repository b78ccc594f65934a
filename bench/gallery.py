"""文书样张：page 1 of every kind of document and every form, made from the sample by the public commands.

`python -m bench.gallery` (make gallery) writes docs/文书样张/. A kind or form of which no page came is an error
at the end, and the others are drawn all the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx

from addin.forms import FORMS
from bench.pictures import draw_page, framed
from docgen.documents import DOCUMENTS
from docgen.layout.page_count import render

GALLERY = Path(__file__).parents[1] / "docs" / "文书样张"
WIDTH = 800
TODAY = "2022-10-08"
LIMIT = 120_000
"""Bytes of a picture."""
COLOURS = (32, 16, 8)
"""Text in black, red and grey needs few; fewer where the picture grows too large."""

NAMED: dict[str, tuple[str, ...]] = {
    "督办通知": ("--rows", "ZR2022-013"),
    "挂牌督办通知": ("--rows", "2021-330299-02-0049"),
    "销号单": ("--rows", "WT2022-005"),
    "会议通知": ("--meeting", "SY2022-05"),
    "约谈通知": ("--rows", "TH2022-02"),
    "约谈记录": ("--rows", "TH2022-02"),
}
"""What is named for a kind that nothing in the sample asks for this month."""

HEAD = """# 文书样张

用演示台账（内容均为虚构）由公开命令写成，`make gallery` 重画：文种用 `liangdeng write`，表样用 `liangdeng export`。
图是首页；字体是免费的替身，装有办公字体的电脑上是仿宋、楷体、黑体和小标宋。{drafts}
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One document: the kind or form it shows, its file, what the list says of it."""

    name: str
    path: Path
    line: str
    draft: bool = False


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="liangdeng-gallery-") as name:
        folder = Path(name)
        book = _demo(folder / "demo")
        samples, failed = _made(book, folder)
        _draw(samples, folder)
    (GALLERY / "README.md").write_text(_listing(samples), encoding="utf-8")
    for name, why in failed.items():
        print(f"没有画出{name}：{why}")
    print(f"{GALLERY}：{len(samples)} 张")
    return 1 if failed else 0


def _command(*arguments: str) -> dict[str, Any]:
    """A public command's JSON answer. RuntimeError with its own sentence where it refuses."""
    command = [sys.executable, "-m", "addin", *arguments, "--json", "--today", TODAY]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    answer: dict[str, Any] = json.loads(done.stdout or "{}")
    if done.returncode or "error" in answer:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    return answer


def _demo(folder: Path) -> Path:
    _command("demo", str(folder))
    return next(folder.glob("*.xlsx"))


def _made(book: Path, folder: Path) -> tuple[list[Sample], dict[str, str]]:
    samples: list[Sample] = []
    failed: dict[str, str] = {}
    for name in DOCUMENTS:
        try:
            samples.append(_written(name, book))
        except (RuntimeError, OSError) as error:
            failed[name] = str(error)
    for at, name in enumerate(FORMS):
        target = folder / f"form{at}.docx"
        try:
            _command("export", str(book), name, "--out", str(target))
            samples.append(Sample(name, target, f"表样：{_title(target)}"))
        except (RuntimeError, OSError) as error:
            failed[name] = str(error)
    return samples, failed


def _written(kind: str, book: Path) -> Sample:
    """The demo's own file where it made one; else issued; a draft where something is still to be filled in."""
    made = sorted((book.parent / "文书").glob(f"{kind}_*.docx"))
    draft = False
    if not made:
        asked = ("write", str(book), kind, *NAMED.get(kind, ()))
        try:
            answer = _command(*asked, "--issue")
        except RuntimeError:
            draft, answer = True, _command(*asked)
        made = [Path(file["path"]) for file in answer["files"] if file["kind"] == kind]
    if not made:
        raise RuntimeError(f"演示台账里没有要写{kind}的行")
    layout = DOCUMENTS[kind].layout
    told = f"{layout}：{_title(made[0])}" + ("（拟稿）" if draft else "")
    return Sample(kind, made[0], told, draft)


def _title(path: Path) -> str:
    """The document's title as printed, on one line."""
    titles = [p.text for p in docx.Document(str(path)).paragraphs if p.style and p.style.name == "Title"]
    return "".join(titles[0].split()) if titles else path.stem


def _draw(samples: Sequence[Sample], folder: Path) -> None:
    GALLERY.mkdir(parents=True, exist_ok=True)
    copies = [folder / f"page{at}.docx" for at in range(len(samples))]
    for sample, copy in zip(samples, copies, strict=True):
        copy.write_bytes(sample.path.read_bytes())
    for sample, pdf in zip(samples, render(copies, folder, timeout=600), strict=True):
        target = GALLERY / f"{sample.name}.png"
        for colours in COLOURS:
            draw_page(pdf, target, WIDTH, framed, colours)
            if target.stat().st_size < LIMIT:
                break
    names = {sample.name for sample in samples}
    for old in GALLERY.glob("*.png"):
        if old.stem not in names:
            old.unlink()


def _listing(samples: Sequence[Sample]) -> str:
    drafts = "标“拟稿”的，是演示台账里还有待填内容、不能编号的文书。" if any(s.draft for s in samples) else ""
    lines = [f"- [{one.name}]({one.name}.png)：{one.line}" for one in samples]
    return HEAD.format(drafts=drafts) + "\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
