"""安装记录：what was put where, so that an upgrade replaces and a removal takes only that."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Record:
    """`environment` the folder's name under home; `files` path → SHA-256 of what was put outside home."""

    version: str
    environment: str
    files: dict[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Whole or not at all. Raises OSError."""
        new = path.with_suffix(".new")
        new.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")
        new.replace(path)


def read_record(path: Path) -> Record | None:
    """None where nothing is installed, or the record cannot be made out."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Record(found["version"], found["environment"], dict(found["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def sha256(path: Path) -> str:
    """Hexadecimal. Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
