"""Outlook 草稿：letters put into Outlook's 草稿 over COM, for a person to look at and send. Nothing is sent here.

Classic Outlook on Windows only: the new Outlook has no COM. `Send` is never called: it asks the user for leave on
guarded machines, and broke after updates, while saving a draft always worked.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from addin.errors import ProgramError
from addin.exchange.mail.letter import Letter

MAIL_ITEM: Final = 0  # olMailItem
PLAIN: Final = 1  # olFormatPlain
_ADVICE: Final = "请改用 mail --drafts 写成草稿，再用平时的邮箱寄"


def running_outlook() -> Any:
    """Outlook.Application. Raises ProgramError where there is none that takes orders."""
    try:
        return importlib.import_module("win32com.client").Dispatch("Outlook.Application")
    except ImportError as error:
        raise ProgramError("Outlook", "这台电脑上不能给 Outlook 建草稿", _ADVICE) from error
    except Exception as error:  # pywintypes.com_error, which exists on Windows only
        what = "没有装经典版 Outlook，或它没有应答（新版 Outlook 不接受别的程序建草稿）"
        raise ProgramError("Outlook", what, _ADVICE) from error


def outlook_drafts(
    letters: Sequence[tuple[Letter, Path]],
    one_done: Callable[[], None],
    application: Callable[[], Any] = running_outlook,
) -> None:
    """A draft a letter, its attachment from the path. Raises ProgramError, which says how many were made."""
    outlook = application()
    for made, (letter, path) in enumerate(letters):
        try:
            _save(outlook, letter, path)
        except Exception as error:  # a com_error, as above
            what = f"给“{letter.unit}”建草稿时 Outlook 出错，已建好{made}封"
            raise ProgramError("Outlook", what, "请看看 Outlook 是否停在提示框上，处理后再试") from error
        one_done()


def _save(outlook: Any, letter: Letter, path: Path) -> None:
    item = outlook.CreateItem(MAIL_ITEM)
    item.To = "; ".join(letter.to)
    item.Subject = letter.subject
    item.BodyFormat = PLAIN
    item.Body = letter.body
    item.Attachments.Add(str(path.resolve()))
    item.Save()
