"""文件种类：telling by its first bytes what a file is that is not a zip."""

from __future__ import annotations

from pathlib import Path

from addin.errors import ProgramError
from addin.workbook.system_errors import in_words

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a zip and a compound file (.xls, .doc, encrypted files) begin."""
_DIRECTORY_WITHIN = 8 << 20
_SAVE_AGAIN = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试"
_DIRECTORY_NAMES = (
    (
        "EncryptedPackage",
        "文件已加密，需要密码才能打开",
        "请用 Excel 或 WPS 输入密码打开，去掉打开密码后另存",
    ),
    ("WordDocument", "这是旧格式的 Word 文档", "请换成 .xlsx 或 .xlsm 工作簿"),
    ("PowerPoint Document", "这是旧格式的演示文稿", "请换成 .xlsx 或 .xlsm 工作簿"),
    ("Workbook", "这是旧格式的工作簿（.xls 或 .et）", _SAVE_AGAIN),
    ("Book", "这是旧格式的工作簿（.xls 或 .et）", _SAVE_AGAIN),
)


def refuse_other_kinds(path: Path) -> None:
    """Pass for what begins like a zip. Raises ProgramError for all else, saying what it is."""
    start = beginning(path, "工作簿")
    if start.startswith(ZIP):
        return
    if start.startswith(OLE):
        raise _ole_kind(path, beginning(path, "工作簿", _DIRECTORY_WITHIN))
    raise _plain_kind(path, start)


def beginning(path: Path, noun: str, size: int = 4096) -> bytes:
    """The file's first bytes. Raises ProgramError where it cannot be read; `noun` is what it should be."""
    try:
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError as error:
        raise ProgramError(path.name, "文件不存在", "请核对路径和文件名") from error
    except IsADirectoryError as error:
        raise ProgramError(path.name, f"这是文件夹，不是{noun}", f"请给出{noun}文件的路径") from error
    except PermissionError as error:
        raise ProgramError(path.name, "没有读取权限", "请检查文件权限，或复制到自己的文件夹再试") from error
    except OSError as error:
        raise ProgramError(path.name, f"读不出来（{in_words(error)}）", "请检查磁盘或网络后再试") from error


def _ole_kind(path: Path, content: bytes) -> ProgramError:
    for name, what, advice in _DIRECTORY_NAMES:
        if name.encode("utf-16-le") in content:
            return ProgramError(path.name, what, advice)
    return ProgramError(path.name, "这是旧格式的 Office 文件", _SAVE_AGAIN)


def _plain_kind(path: Path, start: bytes) -> ProgramError:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return ProgramError(path.name, "文件是空的（0 字节）", "请找发来文件的人重发，或从版本文件夹取回")
    if text.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")) or b"<html" in text:
        return ProgramError(path.name, "这是网页，不是工作簿", _SAVE_AGAIN)
    if text.startswith(b"<?xml"):
        return ProgramError(path.name, "这是 XML 文件，不是工作簿", _SAVE_AGAIN)
    if text.startswith(b"%pdf"):
        return ProgramError(path.name, "这是 PDF，不是工作簿", "请换成 .xlsx 或 .xlsm 工作簿")
    if b"\0" not in start and (b"," in start or b"\t" in start or b";" in start):
        return ProgramError(path.name, "这是文本表格（CSV），不是工作簿", _SAVE_AGAIN)
    return ProgramError(path.name, "不是 Excel 工作簿", "请换成 .xlsx 或 .xlsm 工作簿")
