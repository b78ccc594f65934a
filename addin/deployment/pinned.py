"""锁定的组件：the pinned list (requirements.lock), each entry with its version, marker and hashes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name

from addin.deployment.platforms import Target


@dataclass(frozen=True, slots=True)
class Pinned:
    """One line of the list: `hashes` as pip writes them, "sha256:…"; `marker` is "" where it always holds."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    def holds_on(self, target: Target) -> bool:
        return not self.marker or Marker(self.marker).evaluate(target.environment)

    @property
    def line(self) -> str:
        """As a requirements file for pip has it, without the marker: pip would ask it of this machine."""
        return " ".join([f"{self.name}=={self.version}", *(f"--hash={one}" for one in self.hashes)])


def read_pinned(path: Path) -> tuple[Pinned, ...]:
    """All entries of a requirements file with hashes, as uv and pip-tools write it. Raises OSError."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.strip() for line in text.splitlines())
    return tuple(_entry(line) for line in lines if line and not line.startswith("#"))


def pinned_for(target: Target, path: Path) -> tuple[Pinned, ...]:
    """The entries whose marker holds on the target."""
    return tuple(entry for entry in read_pinned(path) if entry.holds_on(target))


def _entry(line: str) -> Pinned:
    words = line.split(" --hash=")
    requirement, _, marker = words[0].partition(";")
    name, _, version = requirement.strip().partition("==")
    hashes = tuple(word.strip() for word in words[1:])
    return Pinned(canonicalize_name(name), version.strip(), marker.strip(), hashes)
