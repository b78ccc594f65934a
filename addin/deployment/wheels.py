"""轮子：Python's installation packages (.whl), their metadata, and which of them a program needs."""

from __future__ import annotations

import email.parser
import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from addin.deployment.platforms import Target
from addin.errors import ProgramError


@dataclass(frozen=True, slots=True)
class Wheel:
    """One wheel file: `name` in pip's canonical form, `metadata` the headers of METADATA."""

    path: Path
    name: str
    version: str
    metadata: Message

    @classmethod
    def of(cls, path: Path) -> Wheel:
        """Raises ProgramError for a file that is no wheel."""
        try:
            name, version, _, _ = parse_wheel_filename(path.name)
            with zipfile.ZipFile(path) as archive:
                text = archive.read(f"{dist_info(archive.namelist())}/METADATA").decode("utf-8")
        except (ValueError, KeyError, StopIteration, OSError, zipfile.BadZipFile) as error:
            raise ProgramError(path.name, "不是完整的安装包", "请删掉它再下载一次") from error
        return cls(path, name, str(version), email.parser.Parser().parsestr(text, headersonly=True))

    def requires(self, environment: Mapping[str, str]) -> set[str]:
        """The names of what it needs on such a machine."""
        wanted = [Requirement(text) for text in self.metadata.get_all("Requires-Dist", [])]
        return {
            canonicalize_name(each.name)
            for each in wanted
            if each.marker is None or each.marker.evaluate(dict(environment))
        }


def dist_info(members: Iterable[str]) -> str:
    """The wheel's own metadata folder, not one that it carries inside. Raises StopIteration."""
    return next(
        member.split("/")[0]
        for member in members
        if member.count("/") == 1 and member.endswith(".dist-info/METADATA")
    )


def needed(program: Wheel, others: Iterable[Wheel], target: Target) -> tuple[Wheel, ...]:
    """What the program needs on the target, directly or not, by name: the rest only builds it.

    Raises ProgramError where something needed is not there.
    """
    by_name = {wheel.name: wheel for wheel in others}
    found: dict[str, Wheel] = {}
    waiting = [(program, name) for name in sorted(program.requires(target.environment))]
    while waiting:
        asker, name = waiting.pop()
        if name in found:
            continue
        if name not in by_name:
            raise ProgramError(
                asker.name, f"在 {target.name} 上还需要 {name}，锁定的组件里没有", "请先 make lock 重锁依赖"
            )
        found[name] = by_name[name]
        waiting += [(found[name], each) for each in sorted(found[name].requires(target.environment))]
    return tuple(found[name] for name in sorted(found))


def sha256(path: Path) -> str:
    """Hexadecimal. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
