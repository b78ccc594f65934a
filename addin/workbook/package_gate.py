"""包的安检：what every zip file of an office program is looked through for, whether workbook or document.

Members that are too large, too many, repeated, encrypted or named out of the file, XML with entities, and
damage: each is refused in one sentence before anything is parsed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from addin.errors import ProgramError
from addin.workbook.package import DamagedMemberError, Package

MOST_RATIO = 150
"""A full sheet packs 10 to 40 times, a bomb 230 to 1,000."""
MOST_MEMBERS = 20_000

_XML_NAME = re.compile(r"\.(?:xml|rels|vml)$", re.I)


@dataclass(frozen=True, slots=True)
class Terms:
    """安检条件：`noun` is what the file should be (工作簿), `resend` and `save_again` what to do about a damaged and an
    odd one. Sizes are bytes inflated: of all members, and from which on one member's ratio is looked at."""

    noun: str
    resend: str
    save_again: str
    most_bytes: int
    ratio_from: int


@contextmanager
def opened(path: Path, terms: Terms) -> Iterator[Package]:
    """The file as a package; whatever is damaged in it, here or later, is a ProgramError."""
    try:
        with Package(path) as package:
            yield package
    except zipfile.BadZipFile as error:
        raise ProgramError(path.name, "文件不完整或已损坏，无法解开", terms.resend) from error
    except DamagedMemberError as error:
        part, what = error.args
        raise ProgramError(path.name, f"文件已损坏（{part} {what}）", terms.resend) from error
    except (NotImplementedError, RuntimeError) as error:  # zipfile: other methods, passwords
        raise ProgramError(path.name, "压缩方式不认识", terms.save_again) from error


def check_members(path: Path, package: Package, terms: Terms) -> None:
    """The directory alone, before anything is inflated. Raises ProgramError."""
    names = [member.filename for member in package.members]
    if len(names) > MOST_MEMBERS:
        raise ProgramError(path.name, f"文件内部有 {len(names)} 个部件，不像{terms.noun}", terms.save_again)
    if len({name.lower() for name in names}) < len(names):
        raise ProgramError(path.name, "文件内部有重名部件，可能被改造过", terms.save_again)
    for member in package.members:
        if _leaves_the_package(member.orig_filename):
            raise ProgramError(
                path.name, "文件内部有越界的部件名，可能被改造过", "请勿打开，找发来文件的人核实"
            )
        if member.flag_bits & 1:
            raise ProgramError(path.name, "文件内部已加密", "请打开它去掉密码，另存后再试")
        if member.file_size > terms.ratio_from and member.file_size > MOST_RATIO * max(
            member.compress_size, 1
        ):
            raise too_large(path)
    if sum(member.file_size for member in package.members) > terms.most_bytes:
        raise too_large(path)


def too_large(path: Path) -> ProgramError:
    """What is said of a bomb."""
    return ProgramError(
        path.name, "解开后大得不合常理，已停止读取", "请找发来文件的人核实，删去多余格式后另存"
    )


def _leaves_the_package(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name


def checked(path: Path, name: str, chunks: Iterator[bytes], terms: Terms) -> Iterator[bytes]:
    """A member's content, its XML free of entities and of encodings that would hide them."""
    if not _XML_NAME.search(name):
        yield from chunks
        return
    before = b""
    for chunk in chunks:
        if not before and chunk[:2] in (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0"):
            raise ProgramError(path.name, f"部件 {name} 不是 UTF-8 编码", terms.save_again)
        # "!" is rare in a sheet and found many times faster than "<!".
        if b"!" in chunk or before.endswith(b"<"):
            joined = before + chunk
            if b"<!DOCTYPE" in joined or b"<!ENTITY" in joined:
                raise ProgramError(
                    path.name, f"部件 {name} 带有实体定义，可能有害", "请勿打开，找发来文件的人核实"
                )
        before = chunk[-16:]
        yield chunk
