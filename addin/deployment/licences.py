"""许可：under what terms each component may be passed on; what may not be, stops the bundle."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from addin.deployment.stripping import REMOVALS
from addin.deployment.wheels import Wheel, dist_info
from addin.errors import ProgramError

_ACCEPTED = frozenset(
    {
        *("0BSD", "BSD", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-CMU", "MIT-0", "HPND", "ISC", "Zlib"),
        *("Apache-2.0", "PSF-2.0", "Python-2.0", "MPL-2.0", "CC0-1.0", "Unlicense", "BSL-1.0"),
    }
)
"""SPDX names; BSD alone where the metadata say no more."""

_CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "Historical Permission Notice and Disclaimer (HPND)": "HPND",
    "zlib/libpng License": "Zlib",
    "The Unlicense (Unlicense)": "Unlicense",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0",
    "GNU Affero General Public License v3": "AGPL-3.0",
}
_WORDINGS = {
    "BSD 3-clause": "BSD-3-Clause",
    "PSF": "PSF-2.0",
    "MIT License": "MIT",
    "Apache 2.0": "Apache-2.0",
}
_TEXT = re.compile(r"(?:^|[^a-z])(licen[cs]es?|copying|notice|authors)", re.IGNORECASE)
_COPYLEFT = re.compile(r"LESSER GENERAL PUBLIC|\bLGPL|GENERAL PUBLIC LICENSE", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licence:
    """一个组件的许可：`terms` an SPDX expression; `removed` why parts were taken out; `texts` the
    files with the full wording, by their place in the wheel; `others` those of them that also speak
    of a GPL or LGPL (libraries that the component carries, or a text it quotes)."""

    name: str
    version: str
    terms: str
    removed: tuple[str, ...]
    texts: Mapping[str, bytes]
    others: tuple[str, ...]


def licence_of(wheel: Wheel) -> Licence:
    """Raises ProgramError where the terms are none of the accepted ones, or are not said."""
    terms = _terms(wheel)
    if not _accepted(terms):
        raise ProgramError(
            f"{wheel.name} {wheel.version}",
            f"许可是“{terms or '没有写明'}”，不能随包分发",
            "请换一个许可为 BSD、MIT、Apache、PSF 或 MPL 的版本",
        )
    removed = tuple(removal.reason for removal in REMOVALS.get(wheel.name, ()))
    texts = _texts(wheel.path)
    others = tuple(name for name, text in texts.items() if _COPYLEFT.search(text.decode("utf-8", "replace")))
    return Licence(wheel.name, wheel.version, terms, removed, texts, others)


def _terms(wheel: Wheel) -> str:
    """The expression; else what the classifiers say; else the first line of the wording."""
    expression = str(wheel.metadata.get("License-Expression") or "").strip()
    if expression:
        return expression
    prefix = "License :: OSI Approved :: "
    classified = [
        str(line).removeprefix(prefix)
        for line in wheel.metadata.get_all("Classifier", [])
        if str(line).startswith(prefix)
    ]
    if classified:
        return " AND ".join(_CLASSIFIERS.get(one, one) for one in classified)
    first = str(wheel.metadata.get("License") or "").strip().partition("\n")[0]
    return _WORDINGS.get(first, first)


def _accepted(terms: str) -> bool:
    """Every part of an AND; one part of an OR. Brackets are not weighed: all parts must then hold."""
    if "(" in terms:
        parts = re.split(r"\s+(?:AND|OR)\s+", terms.replace("(", "").replace(")", ""))
        return all(part.strip() in _ACCEPTED for part in parts)
    return all(
        any(choice.strip() in _ACCEPTED for choice in part.split(" OR ")) for part in terms.split(" AND ")
    )


def _texts(path: Path) -> dict[str, bytes]:
    """The licence files of the wheel's own metadata folder, by their path below it."""
    with zipfile.ZipFile(path) as archive:
        own = f"{dist_info(archive.namelist())}/"
        return {
            member.removeprefix(own).removeprefix("licenses/"): archive.read(member)
            for member in archive.namelist()
            if member.startswith(own)
            and not member.endswith("/")
            and _TEXT.search(PurePosixPath(member.removeprefix(own)).name)
        }


def write_texts(licences: Iterable[Licence], folder: Path) -> None:
    """One folder a component with the wording as its makers give it."""
    for licence in licences:
        for name, text in licence.texts.items():
            target = folder / licence.name / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)


def page(licences: Iterable[Licence], place: str) -> str:
    """许可清单, as Markdown."""
    rows = [
        f"| {one.name} | {one.version} | {one.terms} | {'；'.join(one.removed) or '无'} | {_others(one)} |"
        for one in licences
    ]
    return "\n".join(
        [
            "# 许可清单",
            "",
            "随包分发的每个组件、它自己声明的许可，以及本包去掉了它的什么。除去掉的部分外，各组件一字未改。"
            f"许可全文在“{place}”文件夹里，一个组件一个子文件夹。",
            "",
            "作者没有附全文的组件，以它自己声明的许可为准。",
            "",
            "最后一列：许可全文里还提到 GPL、LGPL 的文件——那是组件自带的动态库（如编译器运行库）或它引用的文本，"
            "随组件原样分发，条款以该文件为准。",
            "",
            "| 组件 | 版本 | 许可 | 去掉的部分 | 另见 |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _others(licence: Licence) -> str:
    return "、".join(licence.others) or "无"
