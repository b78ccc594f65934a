"""安装包：the folder that was carried here, and whether it suits this machine and is whole."""

from __future__ import annotations

import json
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from .errors import SetupError
from .record import sha256


@dataclass(frozen=True, slots=True)
class Package:
    """`root` holds what people open, `root`/setup what this program reads; `files` path → SHA-256."""

    root: Path
    version: str
    python: str
    build: str
    files: dict[str, str]

    @property
    def wheels(self) -> Path:
        return self.root / "setup" / "wheels"

    @classmethod
    def read(cls, root: Path) -> Package:
        """Raises SetupError."""
        try:
            text = (root / "setup" / "bundle.json").read_text(encoding="utf-8")
            found = json.loads(text)
            return cls(root, found["version"], found["python"], found["build"], dict(found["files"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SetupError("安装包不完整（setup/bundle.json 读不了）", "请重新拷贝整个文件夹") from error

    def check(self) -> None:
        """This machine and every file of the package. Raises SetupError."""
        here = f"{sys.version_info[0]}.{sys.version_info[1]}"
        if (here, sysconfig.get_platform()) != (self.python, self.build):
            raise SetupError(
                f"安装包是为 Python {self.python}（{self.build}）做的，"
                f"这里是 {here}（{sysconfig.get_platform()}）",
                "请换一个与这台电脑相符的安装包",
            )
        for name, digest in self.files.items():
            path = self.root / name
            if not path.is_file() or sha256(path) != digest:
                raise SetupError(f"安装包里的 {name} 缺失或损坏", "请重新拷贝整个文件夹")
