"""邮件草稿：for each unit a folder {附件, 正文.txt, 收件人.txt}, which any mail program or web page can be fed from,
and an `.eml` that Outlook and Thunderbird open as an unsent letter."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Final

from addin.exchange.mail.letter import Letter, draft
from addin.workbook.safe_save import plain_errors, put_in_place, replace_patiently

BODY: Final = "正文.txt"
ADDRESSEES: Final = "收件人.txt"
EARLIER: Final = "旧稿"
_SUFFIX: Final = ".eml"


def write_drafts(
    folder: Path, letters: Sequence[Letter], outdated: Collection[str], one_done: Callable[[], None]
) -> list[Path]:
    """The drafts, by unit, in `folder`; gives each letter's `.eml`. Raises ProgramError.

    A file that says the same stays. One that says something else, which somebody may have edited, and what there
    is of the `outdated` packages (by 包号), is moved into 旧稿, so that no old draft lies among the new ones.
    """
    paths = []
    with plain_errors(folder):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.partition("_")[0] in outdated:
                _put_aside(folder, path)
        for letter in letters:
            stem = Path(letter.attachment).stem
            for name, content in _files(letter):
                _put(folder, folder / stem / name, content)
            path = folder / f"{stem}{_SUFFIX}"
            _put(folder, path, draft(letter))
            paths.append(path)
            one_done()
    return paths


def _files(letter: Letter) -> list[tuple[str, bytes]]:
    addressees = [
        f"收件人：{'; '.join(letter.to)}",
        f"主题：{letter.subject}",
        f"附件：{letter.attachment}",
        "",
    ]
    return [
        (letter.attachment, letter.content),
        (BODY, _text(letter.body)),
        (ADDRESSEES, _text("\n".join(addressees))),
    ]


def _text(text: str) -> bytes:
    """As the oldest Notepad reads it: a byte order mark, and CR LF."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _put(folder: Path, path: Path, content: bytes) -> None:
    if path.exists():
        if path.read_bytes() == content:
            return
        _put_aside(folder, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    put_in_place(path, lambda target: target.write_bytes(content))


def _put_aside(folder: Path, path: Path) -> None:
    place = folder / EARLIER / path.relative_to(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    others = (place.with_stem(f"{place.stem} ({number})") for number in itertools.count(2))
    replace_patiently(path, next(one for one in itertools.chain([place], others) if not one.exists()))
