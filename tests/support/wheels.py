"""Small wheels made by hand, and a small checkout that a bundle can be made of."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

MIT = "License-Expression: MIT"


def make_wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    *,
    headers: Sequence[str] = (MIT,),
    files: Mapping[str, str] | None = None,
    tag: str = "py3-none-any",
) -> Path:
    """A wheel that pip installs: `headers` are lines of METADATA, `files` its members beside metadata."""
    own = f"{name}-{version}.dist-info"
    members = dict(files or {f"{name}.py": f"VERSION = '{version}'\n"})
    lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *headers, "", ""]
    members[f"{own}/METADATA"] = "\n".join(lines)
    members[f"{own}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n"
    record = [_row(member, text.encode()) for member, text in members.items()]
    members[f"{own}/RECORD"] = "".join(f"{row}\n" for row in (*record, f"{own}/RECORD,,"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    return path


def _row(name: str, content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}"


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def locked(*entries: tuple[Path, str]) -> str:
    """A pinned list as uv writes it; each entry a wheel and its marker ("" for always)."""
    lines = []
    for path, marker in entries:
        name, version = path.name.split("-")[:2]
        condition = f" ; {marker}" if marker else ""
        lines.append(f"{name}=={version}{condition} \\\n    --hash=sha256:{digest_of(path)}\n")
    return "".join(lines)


def make_checkout(folder: Path, lock: str, requires: Sequence[str] = (), version: str = "0.1.0") -> Path:
    """A source folder of a program “liangdeng” that only tells its version."""
    package = folder / "addin"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "__main__.py").write_text(f"print('liangdeng {version}')\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
        f'[project]\nname = "liangdeng"\nversion = "{version}"\nlicense = "MIT"\n'
        f"dependencies = {list(requires)!r}\n"
        '[tool.setuptools]\npackages = ["addin"]\n',
        encoding="utf-8",
    )
    (folder / "requirements.lock").write_text(lock, encoding="utf-8")
    for page in ("使用手册", "部署手册", "Windows核对单"):
        (folder / "docs").mkdir(exist_ok=True)
        (folder / "docs" / f"{page}.md").write_text(f"# {page}\n\n## 一\n\n正文。\n", encoding="utf-8")
    return folder
