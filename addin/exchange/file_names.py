"""发件的文件名：`CP202209-07_市住建局.xlsx`: the number in ASCII first, so that a cut or garbled tail loses nothing."""

from __future__ import annotations

from docgen.file_names import safe_name

SUFFIX = ".xlsx"
MOST = 60
"""Characters with the ending; 45 汉字 and the number stay within 200 bytes, and any file system takes 255."""
MOST_BYTES = 200


def package_stem(number: str, unit: str) -> str:
    """「CP202209-07_市住建局」, the name of a package's folder and, with `SUFFIX`, of its file.

    Two units whose safe names are the same differ by number.
    """
    stem = f"{number}_{safe_name(unit)}"[: MOST - len(SUFFIX)]
    while len(f"{stem}{SUFFIX}".encode()) > MOST_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .~$")


def package_file_name(number: str, unit: str) -> str:
    """`package_stem` with the ending, at most `MOST` characters."""
    return package_stem(number, unit) + SUFFIX
