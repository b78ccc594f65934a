"""免费字体：`python -m docgen.layout.free_fonts DIR` puts the Fandol faces where fonts.conf looks for them.

They come from Debian's texlive-lang-chinese, unpacked without being installed. A machine that cannot fetch
them still renders, with the faces fonts.conf names second.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = "texlive-lang-chinese"
FACES = (
    "FandolFang-Regular",
    "FandolKai-Regular",
    "FandolHei-Regular",
    "FandolSong-Regular",
    "FandolSong-Bold",
)
_HEAVY = "FandolSong-Bold"
# The heavy Song stands in for 小标宋 and so needs a family of its own: programs ask a family for its regular face.
_FAMILY, _OWN_FAMILY = "FandolSong", "FandolBiao"


def fetch(folder: Path) -> None:
    """Download the package as any user, unpack the faces into `folder`. CalledProcessError where apt cannot."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        subprocess.run(["apt-get", "download", PACKAGE], cwd=work, check=True, stdout=subprocess.DEVNULL)
        package = next(work.glob("*.deb"))
        subprocess.run(["dpkg-deb", "-x", str(package), "unpacked"], cwd=work, check=True)
        place(work / "unpacked", folder)


def place(unpacked: Path, folder: Path) -> None:
    """Copy the faces found under `unpacked` into `folder`, the heavy Song under its own family."""
    folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        content = next(unpacked.rglob(f"{face}.otf")).read_bytes()
        if face == _HEAVY:
            content = renamed(content, _FAMILY, _OWN_FAMILY)
            face = face.replace(_FAMILY, _OWN_FAMILY)
        (folder / f"{face}.otf").write_bytes(content)


def renamed(content: bytes, family: str, other: str) -> bytes:
    """A font file with another family name of the same length, in its UTF-16 and in its ASCII names."""
    if len(family) != len(other):
        raise ValueError("字体名长度不同，不能替换")
    for encoding in ("utf-16-be", "ascii"):
        content = content.replace(family.encode(encoding), other.encode(encoding))
    return content


if __name__ == "__main__":
    fetch(Path(sys.argv[1]))
